// The first screen: what became of storage and clients in each topology, and the verdicts.

const SYMBOLS = { HELD: '✓', DEGRADED: '△', DENIED: '✕', INCONCLUSIVE: '?' };

function badge(verdict) {
  const word = verdict.toLowerCase();
  return el('span', `badge ${word}`, `${SYMBOLS[verdict]} ${word}`);
}

/** What a share of kept fsyncs means, in a word. */
function fate(kept) {
  if (kept == null) return 'unknown';
  return kept < 0.05 ? 'starved' : kept < 0.9 ? 'slowed' : 'unharmed';
}

/** An answered share in a word. */
const service = (share) => (share < 0.5 ? 'mostly lost' : share < 0.99 ? 'partly lost' : 'served');

function outcome(word, share, note) {
  return el('div', `outcome ${word.replace(' ', '-')}`, el('b', '', percent(share)), ' ', el('span', 'fate', word), el('small', '', note));
}

function storageCell(cell) {
  const storage = cell?.storage;
  if (!storage || storage.kept == null) return '–';
  const before = storage.quiet.perSecond.median;
  return outcome(fate(storage.kept), storage.kept, `${number(before)} → ${number(storage.perSecond.median)} fsync/s`);
}

function doorCell(cell, attacked) {
  const doors = cell ? cell.served.filter((door) => door.attacked === attacked) : [];
  if (!doors.length) return '–';
  const worst = doors.reduce((a, b) => (a.answeredShare <= b.answeredShare ? a : b));
  return outcome(service(worst.answeredShare), worst.answeredShare, `p99 ${millis(worst.latency?.p99Millis)}`);
}

function claimsOf(findings, topology) {
  const claims = findings.claims.filter((claim) => claim.rulings.some((ruling) => ruling.topology === topology));
  if (!claims.length) return el('span', 'muted', 'no claim');
  return el('div', '', ...claims.map((claim) => el('div', 'claimed', `${claim.title}: `, badge(claim.verdict))));
}

const cellOf = (findings, topology, strength) =>
  findings.cells.find((cell) => cell.topology === topology && aimsAtInterface(cell) && cell.strength === strength);

/** Strengths of the floods, and the one that the doors' columns are about. */
function strengths(findings) {
  const all = [...new Set(findings.cells.filter(aimsAtInterface).map((cell) => cell.strength))].sort((a, b) => a - b);
  return { all, telling: all.filter((one) => one <= 5).at(-1) ?? all[0] };
}

function topologyTable(findings) {
  const { all, telling } = strengths(findings);
  const head = ['Topology', ...all.map((one) => `Storage kept at ${times(one)}`),
    `Answered at ${times(telling)}: flooded door`, `Answered at ${times(telling)}: other door`, 'Claims'];
  const rows = findings.topologies
    .filter((topology) => all.some((one) => cellOf(findings, topology.id, one)))
    .map((topology) => [
      el('span', '', el('b', '', topology.title), el('small', '', topology.sentence)),
      ...all.map((one) => storageCell(cellOf(findings, topology.id, one))),
      doorCell(cellOf(findings, topology.id, telling), true),
      doorCell(cellOf(findings, topology.id, telling), false),
      claimsOf(findings, topology.id),
    ]);
  return rows.length
    ? section('What a flood of the front door did',
      el('p', 'note', 'Storage kept: fsyncs per second under a UDP flood of so many times the interface’s rate, as a share of those in the quiet windows next to it. Answered: polite requests answered in time. 5% or more is “slowed”, 90% or more “unharmed”.'),
      table('topologies', head, rows))
    : '';
}

/** Attacks that don't aim at the interface. */
function otherAttacks(findings) {
  const cells = findings.cells.filter((cell) => !isQuiet(cell) && !aimsAtInterface(cell));
  const rows = cells.map((cell) => [`${cell.topology}, ${cell.attack}`, storageCell(cell), doorCell(cell, true), doorCell(cell, false), percent(cell.busy)]);
  return rows.length
    ? section('What the other attacks did', table('topologies', ['Tried', 'Storage kept', 'Answered: attacked door', 'Answered: other door', 'Computer busy'], rows)) : '';
}

function claimCards(findings) {
  if (!findings.claims.length) return '';
  const cards = findings.claims.map((claim) =>
    el('article', `claim ${claim.verdict.toLowerCase()}`,
      el('h3', '', badge(claim.verdict), ` ${claim.title}`),
      el('p', '', claim.claim),
      claim.verdict === 'INCONCLUSIVE' && claim.leaning !== 'INCONCLUSIVE'
        ? el('p', 'note', `What was seen would make it ${claim.leaning.toLowerCase()}.`) : '',
      list('rulings', claim.rulings.map((ruling) => `${ruling.verdict.toLowerCase()}: ${ruling.sentence}`))));
  return section('The claims, one by one', el('div', 'cards', ...cards));
}

function stated(findings) {
  return findings.statements.length
    ? section('Stated as it is', el('p', 'note', 'Nothing is claimed about these.'), list('plain', findings.statements)) : '';
}

function loadSummary(findings) {
  const rows = findings.cells.flatMap((cell) => cell.served).map((one) => [
    one.target,
    outcome(service(one.answeredShare), one.answeredShare, `${one.answered} of ${plural(one.due, 'request')}`),
    `${number(one.goodputPerSecond)}/s`,
    millis(one.latency?.p50Millis), millis(one.latency?.p90Millis), millis(one.latency?.p99Millis), millis(one.latency?.maxMillis),
    Object.entries(one.failures).map(([kind, count]) => `${kind}: ${count}`).join(', ') || 'none',
  ]);
  return section('What the target answered',
    el('p', 'note', 'Requests were sent at a constant rate, whatever came back; latency counts from the moment at which a request was due.'),
    table('numbers', ['Target', 'Answered', 'Goodput', 'p50', 'p90', 'p99', 'slowest', 'Failures'], rows));
}
