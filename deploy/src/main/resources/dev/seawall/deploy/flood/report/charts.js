// What happened second by second; flooded windows are shaded and labelled.

const DASHES = [[], [8, 4], [2, 3]];
const DASH_NAMES = ['solid', 'dashed', 'dotted'];

const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** A timeline's columns for uPlot: seconds, then a column for each line; a hole where seconds are missing. */
function columns(timeline, lines) {
  const data = [[], ...lines.map(() => [])];
  timeline.seconds.forEach((second, i) => {
    if (i > 0 && second > timeline.seconds[i - 1] + 1) {
      data[0].push(second - 0.5);
      lines.forEach((line, j) => data[j + 1].push(null));
    }
    data[0].push(second);
    lines.forEach((line, j) => data[j + 1].push(line.value(line.series.values[i])));
  });
  return data;
}

/** Shades the windows of a topology and writes above each what was tried. */
function shade(plot, windows, start) {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  ctx.font = `${11 * devicePixelRatio}px system-ui, sans-serif`;
  ctx.textAlign = 'center';
  let labelled = -Infinity;
  for (const { window, against } of windows) {
    const left = plot.valToPos((window.at - start) / 1000, 'x', true);
    const right = plot.valToPos((window.at + window.millis - start) / 1000, 'x', true);
    if (!isQuiet(window)) {
      ctx.fillStyle = css(against ? '--aside-back' : '--flood-back');
      ctx.fillRect(left, bbox.top, right - left, bbox.height);
    }
    const text = against ? 'set aside' : isQuiet(window) ? '' : aimsAtInterface(window) ? times(window.strength) : window.attack;
    const width = ctx.measureText(text).width;
    if (text && (left + right - width) / 2 > labelled) {
      ctx.fillStyle = css('--muted');
      ctx.fillText(text, (left + right) / 2, bbox.top + 12 * devicePixelRatio);
      labelled = (left + right + width) / 2 + 4;
    }
  }
  ctx.restore();
}

/** One chart: a title, a legend with the numbers at the cursor, and the plot. */
class Chart {
  constructor(plan, timeline, windows, start) {
    this.plan = plan;
    this.values = plan.lines.map(() => el('b', ''));
    this.moment = el('span', 'moment');
    const legend = el('ul', 'legend', ...plan.lines.map((line, i) => {
      const swatch = el('span', `swatch ${DASH_NAMES[line.dash]} ${line.color.slice(2)}`);
      return el('li', '', swatch, `${line.label} `, this.values[i]);
    }));
    this.canvas = el('div', 'plot');
    this.figure = el('figure', 'chart', el('figcaption', '', el('h3', '', plan.title), this.moment), plan.lines.length > 1 || !plan.small ? legend : '', this.canvas);
    this.data = columns(timeline, plan.lines);
    this.windows = windows;
    this.start = start;
    this.height = plan.small ? 150 : 190;
  }

  options() {
    const axis = { stroke: css('--muted'), grid: { stroke: css('--grid'), width: 1 }, ticks: { show: false } };
    const { plan } = this;
    return {
      width: this.canvas.clientWidth || 300,
      height: this.height,
      legend: { show: false },
      cursor: { sync: { key: plan.sync }, y: false, drag: { x: true, y: false } },
      scales: {
        x: { time: false },
        y: plan.log
          ? { distr: 3, range: (u, min, max) => uPlot.rangeLog(Math.max(min ?? 1, 0.01), Math.max(max ?? 10, 0.1), 10, true) }
          : { range: (u, min, max) => [0, plan.top ?? (max > 0 ? uPlot.rangeNum(0, max, 0.1, true)[1] : 1)] },
      },
      axes: [
        { ...axis, size: 28, space: 60, values: (u, seconds) => seconds.map(clock) },
        { ...axis, label: plan.axis, labelSize: 18, size: 54, values: (u, ticks) => ticks.map((tick) => (tick == null ? '' : number(tick))) },
      ],
      series: [{}, ...plan.lines.map((line) => ({
        stroke: css(line.color), width: 2, dash: DASHES[line.dash], points: { show: false },
      }))],
      hooks: { drawClear: [(plot) => shade(plot, this.windows, this.start)], setCursor: [() => this.readOut()] },
    };
  }

  /** To be called once the figure is in the document and has a width, and again when colours changed. */
  draw() {
    this.plot?.destroy();
    this.plot = new uPlot(this.options(), this.data, this.canvas);
    this.resize ??= new ResizeObserver(() => this.plot.setSize({ width: this.canvas.clientWidth, height: this.height }));
    this.resize.observe(this.canvas);
  }

  /** The numbers beside the legend: at the cursor only. */
  readOut() {
    const index = this.plot?.cursor.left >= 0 ? this.plot.cursor.idx : null;
    this.values.forEach((value, i) => { value.textContent = index == null ? '' : this.plan.text(this.plot.data[i + 1][index]); });
    this.moment.textContent = index == null ? '' : `at ${clock(this.plot.data[0][index])}`;
  }
}

/** The lines of one or two quantities, one for each component; the dash tells quantities apart, the colour components. */
function lines(timeline, quantities) {
  const components = [...new Set(timeline.series.map((series) => series.of))];
  return quantities.flatMap(({ quantity, label, dash = 0, value = (seen) => seen }) =>
    timeline.series.filter((series) => series.quantity === quantity && series.values.some((seen) => seen != null))
      .map((series) => ({
        series, value, dash,
        label: label ? `${series.of}, ${label}` : series.of,
        color: `--line-${(components.indexOf(series.of) % 6) + 1}`,
      })));
}

function plans(timeline) {
  const latency = (quantity) => [
    { quantity: `${quantity}P50`, label: 'p50' },
    { quantity: `${quantity}P99`, label: 'p99', dash: 1 },
  ];
  const positive = (seen) => (seen > 0 ? seen : null);
  const log = (quantity) => latency(quantity).map((one) => ({ ...one, value: positive }));
  return [
    { title: 'Flood that was sent', axis: 'Mbit/s', text: (v) => `${number(v)} Mbit/s`, lines: lines(timeline, [{ quantity: 'offered', value: (seen) => (seen ?? 0) / 1e6 }]) },
    { title: 'Other attacks', axis: 'operations/s', text: (v) => `${number(v)}/s`, lines: lines(timeline, [{ quantity: 'operations', value: (seen) => seen ?? 0 }]) },
    { title: 'fsyncs of the worker', axis: 'fsyncs/s', text: (v) => `${number(v)}/s`, lines: lines(timeline, [{ quantity: 'fsyncs' }]) },
    { title: 'How long an fsync took', axis: 'ms, log scale', log: true, text: millis, lines: lines(timeline, log('fsync')) },
    { title: 'Polite requests answered', axis: 'answers/s', text: (v) => `${number(v)}/s`, lines: lines(timeline, [{ quantity: 'answered' }, { quantity: 'due', label: 'due', dash: 2 }]) },
    { title: 'How long an answer took', axis: 'ms, log scale', log: true, text: millis, lines: lines(timeline, log('polite')) },
    { title: 'Processor time', axis: 'cores', text: number, lines: lines(timeline, [{ quantity: 'cores' }]) },
  ].filter((plan) => plan.lines.length > 0);
}

/** All charts of the page; drawn again when the colours change. */
class Charts {
  all = [];

  constructor(findings) {
    this.findings = findings;
    const again = () => this.all.forEach((chart) => chart.draw());
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', again);
    const paper = (on) => () => { document.documentElement.classList.toggle('paper', on); again(); };
    addEventListener('beforeprint', paper(true));
    addEventListener('afterprint', paper(false));
  }

  add(plan, timeline) {
    const windows = this.findings.windows.filter((seen) => seen.window.topology === timeline.topology);
    const chart = new Chart(plan, timeline, windows, this.findings.run.at);
    this.all.push(chart);
    return chart.figure;
  }

  title(topology) {
    return this.findings.topologies.find((one) => one.id === topology)?.title ?? topology;
  }

  /** The worker's fsyncs of all topologies, side by side on one scale. */
  sideBySide() {
    const order = this.findings.topologies.map((topology) => topology.id);
    const timelines = this.findings.timelines
      .filter((timeline) => timeline.series.some((series) => series.quantity === 'fsyncs'))
      .sort((a, b) => order.indexOf(a.topology) - order.indexOf(b.topology));
    const top = 1.2 * Math.max(...timelines.flatMap((timeline) =>
      timeline.series.filter((series) => series.quantity === 'fsyncs').flatMap((series) => series.values.map((v) => v ?? 0))), 1);
    if (timelines.length < 2) return '';
    const figures = timelines.map((timeline) => this.add({
      title: this.title(timeline.topology), axis: 'fsyncs/s', small: true, top, sync: 'overview',
      text: (v) => `${number(v)}/s`, lines: lines(timeline, [{ quantity: 'fsyncs' }]),
    }, timeline));
    return section('The worker’s fsyncs, second by second',
      el('p', 'note', 'Shaded: a flood of so many times the interface’s rate. All on one scale; time since the run began.'),
      el('div', 'small-charts', ...figures));
  }

  /** Everything of one topology, one below the other; one topology at a time on screens. */
  inFull() {
    return this.findings.timelines.map((timeline, i) => {
      const figures = plans(timeline).map((plan) => this.add({ ...plan, sync: timeline.topology }, timeline));
      const part = disclosure(`${this.title(timeline.topology)}: everything, second by second`, el('div', 'charts', ...figures));
      part.open = i === 0;
      return part;
    });
  }

  draw() {
    this.all.forEach((chart) => chart.draw());
  }
}
