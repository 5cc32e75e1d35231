// Asks the front door once a second and shows what it said; when it says nothing, shows that.

import { Charts } from './charts.js';
import { byId, el, setText } from './dom.js';
import { duration, millis, number, rate } from './format.js';
import { showGuard } from './guard.js';
import { showKnobs } from './knobs.js';
import * as read from './timeline.js';
import { showTopology, stateMark, workersSeen } from './topology.js';

const ASK_EVERY_MILLIS = 1000;
const GIVE_UP_MILLIS = 2500;

/** The guard reads through all that it remembers to answer. */
const GUARD_EVERY_ASKS = 5;

/** Silence longer than this is an alarm. */
const SILENT_SECONDS = 3;

const charts = new Charts();
const openedAt = performance.now();
let timeline = new read.Timeline();
let report = null;
let answeredAt = null;
let failure = '';
let asks = 0;

async function ask(path) {
  const response = await fetch(path, { cache: 'no-store', signal: AbortSignal.timeout(GIVE_UP_MILLIS) });
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return response.json();
}

/** Browsers word a failed connection differently, and none well. */
function inWords(e) {
  if (e.name === 'TimeoutError') return `no answer within ${GIVE_UP_MILLIS / 1000} s`;
  return e instanceof TypeError ? 'the connection failed' : e.message;
}

async function poll() {
  try {
    const seen = await ask('/-/observations');
    if (report && (seen.startedAt !== report.startedAt || seen.component !== report.component)) {
      timeline = new read.Timeline();
    }
    const after = timeline.newest ? `?after=${encodeURIComponent(timeline.newest)}` : '';
    timeline.add((await ask(`/-/history${after}`)).samples);
    if (asks++ % GUARD_EVERY_ASKS === 0) showGuard(await ask('/-/guard'));
    showKnobs(await ask('/-/knobs'));
    report = seen;
    answeredAt = performance.now();
    show();
  } catch (e) {
    failure = inWords(e);
  }
  showFreshness();
  setTimeout(poll, ASK_EVERY_MILLIS);
}

function show() {
  const point = timeline.latest();
  const workers = workersSeen(report);
  document.title = `Seawall ${report.deployment}: ${report.component}`;
  setText(byId('deployment'), report.deployment);
  setText(byId('component'), report.component);
  setText(byId('version'), report.version);
  setText(byId('uptime'), duration((Date.parse(report.now) - Date.parse(report.startedAt)) / 1000));
  showVerdict(workers);
  showTiles(point);
  showTopology(report, point);
  charts.show(timeline, workers.map((each) => each.subject));
  byId('observations').replaceChildren(
    ...report.observations.map((each) => el('li', each.outcome, stateMark(each.outcome), ` ${each.sentence}`)),
  );
}

/** One sentence, without numbers that change each second: it is read aloud when it changes. */
function showVerdict(workers) {
  const named = (outcome) => workers.filter((each) => each.outcome === outcome).map((each) => each.subject);
  const failed = named('failed');
  const unknown = named('unknown');
  const troubled = report.observations.filter((each) => !workers.includes(each) && each.outcome === 'failed');
  const verdict = byId('verdict');
  let text = `${report.component} reaches all ${workers.length} workers.`;
  if (failed.length > 0) {
    text = `${report.component} fails to reach ${failed.join(', ')}: ${failed.length} of ${workers.length} workers.`;
  } else if (unknown.length > 0) {
    text = `${report.component} has not tried ${unknown.join(', ')} yet.`;
  } else if (troubled.length > 0) {
    const whose = troubled.map((each) => `${each.observer}'s ${each.subject}`).join(', ');
    text = `${report.component} reaches all ${workers.length} workers, but not all is well with ${whose}.`;
  }
  verdict.className = `verdict ${failed.length + troubled.length > 0 ? 'failed' : unknown.length > 0 ? 'unknown' : 'reached'}`;
  setText(verdict, text);
}

function showTiles(point) {
  if (!point) return;
  const unserved = read.serverErrorRate(point) + read.abortedRate(point);
  const tile = (label, value, className = '') => el('div', `tile ${className}`, el('dt', '', label), el('dd', '', value));
  byId('tiles').replaceChildren(
    tile('Requests', rate(read.requestRate(point))),
    tile('5xx or aborted', rate(unserved), unserved > 0 ? 'bad' : ''),
    tile('Half within', millis(read.p50(point))),
    tile('99 of 100 within', millis(read.p99(point))),
    tile('In flight now', number(point.sample.inFlight)),
    tile('Connections', number(point.sample.connections)),
  );
}

/** What is wrong with the data itself, or null. */
function silence() {
  const unheard = (performance.now() - (answeredAt ?? openedAt)) / 1000;
  if (unheard > SILENT_SECONDS) {
    return `No data for ${Math.floor(unheard)} s: ${report?.component ?? 'the front door'} does not answer this page `
      + `(${failure}). ${report ? 'Everything below is what it last said.' : ''} Trying again every second.`;
  }
  const newest = timeline.latest();
  if (report && newest) {
    const behind = Date.parse(report.now) / 1000 - newest.at;
    if (behind > SILENT_SECONDS) {
      return `No new sample for ${Math.floor(behind)} s: ${report.component} answers, but has stopped measuring.`;
    }
  }
  return null;
}

let alarmed = false;

function showFreshness() {
  const alarm = byId('alarm');
  const text = silence();
  document.body.classList.toggle('stale', text != null);
  alarm.hidden = text == null;
  setText(alarm, text ?? '');
  // Spoken once, not once a second with another number.
  alarm.setAttribute('aria-live', alarmed && text ? 'off' : 'assertive');
  alarmed = text != null;
  const pill = byId('freshness');
  pill.className = `pill ${text ? 'failed' : report ? 'reached' : 'unknown'}`;
  setText(pill, text ? '✕ no data' : report ? '● live' : 'connecting…');
}

document.querySelectorAll('input[name=span]').forEach((input) => input.addEventListener('change', () => report && show()));
setInterval(showFreshness, 1000);
poll();
