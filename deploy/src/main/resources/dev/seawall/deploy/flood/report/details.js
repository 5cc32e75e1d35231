// For those who want to check: every cell, every window, what was run and with what.

function cellsTable(findings) {
  const rows = findings.cells.map((cell) => {
    const storage = cell.storage;
    const doors = (attacked) => cell.served.filter((door) => door.attacked === attacked)
      .map((door) => `${percent(door.answeredShare)} (${number(door.goodputPerSecond)}/s, p50 ${millis(door.latency?.p50Millis)}, p99 ${millis(door.latency?.p99Millis)})`).join('; ') || '–';
    const used = (name, value) => cell.usage.filter((one) => one.component.startsWith(name)).map(value).join('; ') || '–';
    return [
      `${cell.topology}, ${tried(cell)}`,
      `${cell.used} of ${cell.windows}`,
      isQuiet(cell) ? '–' : `${rate(cell.offeredPerSecond, cell.unit)} of ${rate(cell.wantedPerSecond, cell.unit)}`,
      storage ? `${number(storage.perSecond.median)} (${number(storage.perSecond.lowest)} to ${number(storage.perSecond.highest)})` : '–',
      percent(storage?.kept),
      storage ? `${millis(storage.latency?.p50Millis)}${storage.p50Ratio == null ? '' : ` (${hundredth.format(storage.p50Ratio)}x)`}` : '–',
      storage ? `${millis(storage.latency?.p99Millis)}${storage.p99Ratio == null ? '' : ` (${hundredth.format(storage.p99Ratio)}x)`}` : '–',
      doors(true), doors(false),
      used('front-door', (one) => hundredth.format(one.cores)),
      used('', (one) => `${one.component}: ${number(one.receiveDropsPerSecond)}`),
      `${percent(cell.busy)}, ${percent(cell.steal)}`,
      Object.entries(cell.outcomes).map(([kind, count]) => `${kind}: ${count}`).join(', ') || '–',
    ];
  });
  return table('numbers', ['Tried', 'Windows used', 'Flood sent', 'fsyncs/s, median (range)', 'kept', 'fsync p50 (to quiet)', 'fsync p99 (to quiet)',
    'Attacked door answered', 'Other doors answered', 'Front door cores', 'Packets dropped before the interface, per second', 'Computer busy, stolen', 'What became of the attack'], rows);
}

function windowsTable(findings) {
  const rows = findings.windows.map(({ window, against, fsyncsPerSecond, answeredShare }) => [
    clock((window.at - findings.run.at) / 1000),
    window.topology, tried(window), String(window.repeat), `${tenth.format(window.millis / 1000)} s`,
    fsyncsPerSecond == null ? '–' : number(fsyncsPerSecond), percent(answeredShare), percent(window.busy), percent(window.steal),
    against ? el('span', 'against', `set aside: ${against}`) : 'counts',
  ]);
  return table('numbers', ['At', 'Topology', 'Tried', 'Repeat', 'Measured for', 'fsyncs/s', 'Polite answered', 'Busy', 'Stolen', 'Counts?'], rows);
}

function named(title, values) {
  const rows = Object.entries(values).sort(([a], [b]) => a.localeCompare(b));
  return rows.length ? el('div', '', el('h3', '', title), table('named', ['Name', 'Value'], rows)) : '';
}

function notRuledOut(findings) {
  return section('What this run does not rule out', list('plain', findings.notRuledOut));
}

function details(findings) {
  const { run } = findings;
  const aside = findings.windows.filter((seen) => seen.against).length;
  return section('Details',
    disclosure('Every number', cellsTable(findings)),
    disclosure(`Every window: ${findings.windows.length}, of which ${aside} set aside`, windowsTable(findings)),
    disclosure('What happened when', list('plain', findings.happenings.map((one) => `${clock((one.at - run.at) / 1000)} ${one.what}`))),
    disclosure('What was run, on what', el('p', '', el('code', '', `seawall ${run.kind} ${run.arguments.join(' ')}`)),
      el('div', 'columns', named('Settings', run.settings), named('Versions', run.versions), named('Machine', run.machine))),
    disclosure(`Every command that built it: ${run.commands.length}`, el('pre', '', run.commands.join('\n'))));
}
