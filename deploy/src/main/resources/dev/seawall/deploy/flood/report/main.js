// Puts the page together from what was found.

const findings = JSON.parse(byId('findings').textContent);
const charts = new Charts(findings);
const isLoad = findings.run.kind === 'load';
const end = Math.max(findings.run.at, ...findings.windows.map(({ window }) => window.at + window.millis));

byId('kicker').textContent = `Seawall ${findings.run.kind} · ${moment(findings.run.at)} · ${plural(findings.windows.length, 'window')} in ${clock((end - findings.run.at) / 1000)} min`;
byId('main').append(
  isLoad ? loadSummary(findings) : topologyTable(findings),
  schematics(findings),
  charts.sideBySide(),
  otherAttacks(findings),
  claimCards(findings),
  stated(findings),
  notRuledOut(findings),
  section('Timelines', ...charts.inFull()),
  details(findings),
);
charts.draw();
