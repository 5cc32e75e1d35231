// Four charts over one time axis, with a legend in words and numbers above each.

import uPlot from '/uplot.js';
import { byId, el, setText } from './dom.js';
import { millis, number, rate, timeOfDay } from './format.js';
import * as read from './timeline.js';

const HEIGHT = 200;
const DASHES = [[], [8, 4], [2, 3]];
const DASH_NAMES = ['solid', 'dashed', 'dotted'];
const PALETTE = 6;

const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** What is drawn: colour is a CSS variable, and the dash tells lines apart without colour. */
function plans(workers) {
  const perWorker = (reader) =>
    workers.map((worker, i) => ({
      label: worker,
      color: `--line-${(i % PALETTE) + 1}`,
      dash: Math.floor(i / PALETTE) % DASHES.length,
      read: (point) => reader(point, worker),
    }));
  return [
    {
      title: 'Requests per second, by result',
      axis: 'requests/s',
      text: rate,
      series: [
        { label: 'ok (1xx–3xx)', color: '--ok-line', dash: 0, read: read.okRate },
        { label: 'client error (4xx)', color: '--warn-line', dash: 1, read: read.clientErrorRate },
        { label: 'server error (5xx)', color: '--bad-line', dash: 0, read: read.serverErrorRate },
        { label: 'aborted', color: '--aborted-line', dash: 2, read: read.abortedRate },
      ],
    },
    {
      title: 'Time to answer whole, all requests',
      axis: 'milliseconds',
      text: millis,
      series: [
        { label: 'p99 (slowest 1 in 100)', color: '--line-2', dash: 1, read: read.p99 },
        { label: 'p50 (half are faster)', color: '--line-1', dash: 0, read: read.p50 },
      ],
    },
    { title: 'Answers per second, by worker', axis: 'answers/s', text: rate, series: perWorker(read.workerRate) },
    { title: 'p99 to answer, by worker', axis: 'milliseconds', text: millis, series: perWorker(read.workerP99) },
  ];
}

class Chart {
  constructor(plan, spanSeconds) {
    this.plan = plan;
    this.moment = el('span', 'moment');
    this.values = plan.series.map(() => el('b', ''));
    const legend = el('ul', 'legend');
    plan.series.forEach((series, i) => {
      const swatch = el('span', `swatch ${DASH_NAMES[series.dash]}`);
      swatch.style.borderTopColor = css(series.color);
      legend.append(el('li', '', swatch, `${series.label} `, this.values[i]));
    });
    this.canvas = el('div', 'plot');
    this.canvas.setAttribute('aria-hidden', 'true');
    this.figure = el('figure', 'chart', el('figcaption', '', el('h3', '', plan.title), this.moment), legend, this.canvas);
    this.options = {
      width: 300,
      height: HEIGHT,
      legend: { show: false },
      cursor: { sync: { key: 'seawall' }, y: false, drag: { x: false, y: false } },
      scales: {
        x: { range: () => [this.end - spanSeconds(), this.end] },
        y: { range: (u, min, max) => [0, max > 0 ? uPlot.rangeNum(0, max, 0.1, true)[1] : 1] },
      },
      axes: [
        {
          stroke: css('--muted'),
          grid: { stroke: css('--grid'), width: 1 },
          ticks: { show: false },
          size: 30,
          space: 80,
          values: (u, times) => times.map((time) => timeOfDay(time, spanSeconds() <= 120)),
        },
        {
          label: plan.axis,
          labelSize: 18,
          size: 52,
          stroke: css('--muted'),
          grid: { stroke: css('--grid'), width: 1 },
          ticks: { show: false },
          values: (u, ticks) => ticks.map(number),
        },
      ],
      series: [
        {},
        ...plan.series.map((series) => ({
          label: series.label,
          stroke: css(series.color),
          width: 2,
          dash: DASHES[series.dash],
          points: { show: false },
        })),
      ],
      hooks: { setCursor: [() => this.readOut()] },
    };
    this.end = Date.now() / 1000;
  }

  /** To be called once the figure is in the document and has a width. */
  mount() {
    this.plot = new uPlot(this.options, [[], ...this.plan.series.map(() => [])], this.canvas);
    this.resize = new ResizeObserver(() => this.plot.setSize({ width: this.canvas.clientWidth, height: HEIGHT }));
    this.resize.observe(this.canvas);
  }

  show(timeline) {
    this.end = timeline.latest()?.at ?? this.end;
    this.plot.setData(timeline.columns(this.plan.series.map((series) => series.read)));
    this.readOut();
  }

  /** The numbers beside the legend: at the cursor, or the newest. */
  readOut() {
    if (!this.plot) return;
    const data = this.plot.data;
    const pointed = this.plot.cursor.left >= 0 ? this.plot.cursor.idx : null;
    const index = pointed ?? data[0].length - 1;
    this.values.forEach((value, i) => setText(value, this.plan.text(data[i + 1][index])));
    setText(this.moment, pointed == null ? 'now' : `at ${timeOfDay(data[0][index], true)}`);
  }

  remove() {
    this.resize.disconnect();
    this.plot.destroy();
    this.figure.remove();
  }
}

/** All charts; made anew when the workers or the colour scheme change. */
export class Charts {
  charts = [];
  workers = '';

  constructor() {
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
      this.workers = '';
    });
  }

  show(timeline, workers) {
    if (this.charts.length === 0 || this.workers !== workers.join()) {
      this.workers = workers.join();
      this.charts.forEach((chart) => chart.remove());
      const spanSeconds = () => Number(document.querySelector('input[name=span]:checked').value);
      this.charts = plans(workers).map((plan) => new Chart(plan, spanSeconds));
      byId('charts').append(...this.charts.map((chart) => chart.figure));
      this.charts.forEach((chart) => chart.mount());
    }
    this.charts.forEach((chart) => chart.show(timeline));
  }
}
