// The samples of /-/history as the charts need them: one point a sample, rates instead of counts.

const KEPT_SECONDS = 600;

/** Further apart than this, and nothing is drawn between two points. */
const GAP_SECONDS = 2.5;

export class Timeline {
  points = [];
  newest = null;

  /** Takes samples newer than those it has. A count becomes a rate by the distance to the sample before. */
  add(samples) {
    for (const sample of samples) {
      const at = Date.parse(sample.at) / 1000;
      const last = this.points.at(-1);
      if (last && at <= last.at) continue;
      const elapsed = last ? at - last.at : 1;
      this.points.push({ at, sample, perSecond: 1 / elapsed, gapBefore: elapsed > GAP_SECONDS });
      this.newest = sample.at;
    }
    const oldest = (this.points.at(-1)?.at ?? 0) - KEPT_SECONDS;
    this.points = this.points.filter((point) => point.at >= oldest);
  }

  latest() {
    return this.points.at(-1) ?? null;
  }

  /** Columns for uPlot: the times, then one column for each reader; a gap is a null in every column. */
  columns(readers) {
    const columns = [[], ...readers.map(() => [])];
    for (const point of this.points) {
      if (point.gapBefore) {
        columns.forEach((column, i) => column.push(i === 0 ? point.at - 1 : null));
      }
      columns[0].push(point.at);
      readers.forEach((read, i) => columns[i + 1].push(read(point)));
    }
    return columns;
  }
}

const status = (point, name) => (point.sample.status[name] ?? 0) * point.perSecond;

// What can be read off a point. Latencies of nothing are null, not zero.
export const requestRate = (p) => p.sample.requests * p.perSecond;
export const okRate = (p) => status(p, '1xx') + status(p, '2xx') + status(p, '3xx');
export const clientErrorRate = (p) => status(p, '4xx');
export const serverErrorRate = (p) => status(p, '5xx');
export const abortedRate = (p) => status(p, 'aborted');
export const p50 = (p) => p.sample.p50Millis || null;
export const p99 = (p) => p.sample.p99Millis || null;
export const workerRate = (p, worker) => (p.sample.workers[worker]?.requests ?? 0) * p.perSecond;
export const workerFailures = (p, worker) => (p.sample.workers[worker]?.failed ?? 0) * p.perSecond;
export const workerP99 = (p, worker) => p.sample.workers[worker]?.p99Millis || null;
