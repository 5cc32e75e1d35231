package dev.seawall.backend.admin;

import dev.seawall.backend.store.StoreFacts;
import dev.seawall.backend.telemetry.BackendMetrics;
import dev.seawall.backend.volume.VolumeFacts;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import tools.jackson.databind.json.JsonMapper;

/** The pages of the admin port (docs/protocol.md section 8). Thread rule: thread-safe. */
final class AdminHandler extends Handler.Abstract.NonBlocking {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String JSON_TYPE = "application/json";
    private static final String METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final HostCheck hosts;
    private final SelfReport self;
    private final Readiness readiness;
    private final BackendMetrics metrics;

    AdminHandler(HostCheck hosts, SelfReport self, Readiness readiness, BackendMetrics metrics) {
        this.hosts = hosts;
        this.self = self;
        this.readiness = readiness;
        this.metrics = metrics;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        if (!hosts.allows(Request.getServerName(request))) {
            problem(response, callback, 421, "about:blank", "ask by IP address, localhost or the configured host name");
            return true;
        }
        String method = request.getMethod();
        if (!method.equals("GET") && !method.equals("HEAD")) {
            response.getHeaders().put(HttpHeader.ALLOW, "GET, HEAD");
            problem(
                    response,
                    callback,
                    405,
                    "urn:seawall:problem:method-not-allowed",
                    "the admin port is read with GET and HEAD");
            return true;
        }
        switch (String.valueOf(request.getHttpURI().getPath())) {
            case "/-/health" -> answer(response, callback, 200, JSON_TYPE, json(Map.of("status", "ok")));
            case "/-/ready" -> ready(response, callback);
            case "/-/observations" -> answer(response, callback, 200, JSON_TYPE, self.json());
            case "/metrics" -> {
                StoreFacts facts = self.store().get();
                VolumeFacts disk = self.volume().get();
                metrics.volume(disk.pending(), disk.trouble() != null);
                metrics.holds(facts.objects(), facts.bytes(), facts.orphansSwept());
                answer(response, callback, 200, METRICS_TYPE, metrics.text());
            }
            default ->
                problem(
                        response,
                        callback,
                        404,
                        "urn:seawall:problem:no-route",
                        "there is /-/health, /-/ready, /-/observations, /metrics");
        }
        return true;
    }

    private void ready(Response response, Callback callback) {
        List<String> reasons =
                readiness.reasonsAgainst(self.store().get(), self.volume().get());
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("ready", reasons.isEmpty());
        answer.put("reasons", reasons);
        answer(response, callback, reasons.isEmpty() ? 200 : 503, JSON_TYPE, json(answer));
    }

    private static void problem(Response response, Callback callback, int status, String type, String detail) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("type", type);
        fields.put("title", HttpStatus.getMessage(status));
        fields.put("status", status);
        fields.put("detail", detail);
        answer(response, callback, status, "application/problem+json", json(fields));
    }

    private static byte[] json(Map<String, ?> fields) {
        return (JSON.writeValueAsString(fields) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static void answer(Response response, Callback callback, int status, String type, byte[] body) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        boolean head = response.getRequest().getMethod().equals("HEAD");
        response.write(true, head ? ByteBuffer.allocate(0) : ByteBuffer.wrap(body), callback);
    }
}
