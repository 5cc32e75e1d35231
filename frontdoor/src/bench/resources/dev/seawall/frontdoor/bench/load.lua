-- One script for all of wrk's workloads. Arguments: close (a connection for each request), post BYTES.
-- At the end one line that the benchmark reads; times in microseconds.

function init(args)
   if args[1] == "close" then
      wrk.headers["Connection"] = "close"
   elseif args[1] == "post" then
      wrk.method = "POST"
      wrk.headers["Content-Type"] = "application/octet-stream"
      wrk.body = string.rep("x", tonumber(args[2]))
   end
end

function done(summary, latency, requests)
   local errors = summary.errors
   io.write(string.format(
      "seawall-bench requests=%d micros=%d bytes=%d p50=%d p99=%d connect=%d read=%d write=%d timeout=%d status=%d\n",
      summary.requests, summary.duration, summary.bytes, latency:percentile(50), latency:percentile(99),
      errors.connect, errors.read, errors.write, errors.timeout, errors.status))
end
