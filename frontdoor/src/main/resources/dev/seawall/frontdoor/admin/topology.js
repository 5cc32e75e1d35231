// The picture: Internet, front door, workers, volumes. Drawn anew each second, it is small.

import { byId, el } from './dom.js';
import { bytes, millis, number, rate } from './format.js';
import * as read from './timeline.js';

const SIGNS = { reached: '✓', failed: '✕', unknown: '?' };

const sign = (outcome) => {
  const shape = el('span', 'sign', SIGNS[outcome] ?? SIGNS.unknown);
  shape.setAttribute('aria-hidden', 'true');
  return shape;
};

/** The state as shape and word; colour only repeats it. */
export const stateMark = (outcome) =>
  el('span', `state ${outcome in SIGNS ? outcome : 'unknown'}`, sign(outcome), ` ${outcome}`);

const node = (className, title, ...lines) =>
  el('div', `node ${className}`, el('strong', 'name', title), ...lines.map((line) => el('span', 'line', line)));

const link = (className, ...texts) => el('div', `link ${className}`, ...texts.map((text) => el('span', '', text)), el('i', ''));

function internet(point) {
  return node('internet', 'Internet', point ? `${number(point.sample.connections)} connections` : '–');
}

function frontDoor(report, point) {
  return node(
    'frontdoor',
    report.component,
    'public address, no disk',
    point ? `${number(point.sample.inFlight)} in flight` : '–',
    point ? `p99 ${millis(read.p99(point))}` : '–',
  );
}

const isFailed = (each) => each.outcome === 'failed';

/** What the worker itself said of its disk, if anybody relayed it; the front door alone cannot see one. */
function volume(worker, own) {
  const about = own.find((each) => each.bytes != null);
  const failed = own.find(isFailed);
  if (failed) return node('volume failed', 'volume', stateMark('failed'), `${failed.subject}: see below`);
  const fsync = own.find((each) => each.fsyncP99Millis != null);
  const lines = fsync ? [`fsync p99 ${millis(fsync.fsyncP99Millis)}`] : [];
  if (about) lines.unshift(`${number(about.objects ?? 0)} objects`, bytes(about.bytes));
  if (lines.length > 0) return node('volume', 'volume', ...lines);
  return node('volume', 'volume', `of ${worker} alone`);
}

function workerRow(seen, point, observations) {
  const name = seen.subject;
  const now = point?.sample.workers[name];
  const failures = point ? read.workerFailures(point, name) : 0;
  const traffic = el('span', 'line');
  traffic.textContent = now ? `${number(now.inFlight)} in flight · p99 ${millis(read.workerP99(point, name))}` : '–';
  const lines = [stateMark(seen.outcome), seen.address ?? '', traffic];
  if (seen.breaker && seen.breaker !== 'closed') lines.push(`breaker ${seen.breaker}`);
  const own = observations.filter((each) => each.observer === name);
  return el(
    'li',
    `row ${seen.outcome}`,
    link(
      seen.outcome,
      point ? rate(read.workerRate(point, name)) : '–',
      ...(failures > 0 ? [`${rate(failures)} failed`] : []),
    ),
    node(`worker ${seen.outcome}`, name, ...lines),
    link(own.length > 0 ? `disk ${own.some(isFailed) ? 'failed' : 'reached'}` : 'disk'),
    volume(name, own),
  );
}

/** The observations that the front door made of its workers; it makes others of certificates. */
export const workersSeen = (report) =>
  report.observations.filter((each) => each.observer === report.component && each.subject !== 'certificate');

export function showTopology(report, point) {
  const rows = workersSeen(report).map((seen) => workerRow(seen, point, report.observations));
  byId('topology').replaceChildren(
    internet(point),
    link(
      'public',
      point ? rate(read.requestRate(point)) : '–',
      point ? `${bytes(point.sample.requestBytes * point.perSecond)}/s in` : '',
      point ? `${bytes(point.sample.responseBytes * point.perSecond)}/s out` : '',
    ),
    frontDoor(report, point),
    el(
      'div',
      'private',
      el('p', 'zone', 'private network: no public address, one volume each'),
      el('ul', 'rows', ...rows),
    ),
  );
}
