// Each topology as a small drawing: who shares which interface with whom.

const INSTANCE = { x: 214, width: 138, gap: 16 };
const PROGRAM = 22;

function box(x, y, width, height, className, text) {
  return svg('g', {},
    svg('rect', { x, y, width, height, rx: 5, class: className }),
    svg('text', { x: x + width / 2, y: y + height / 2 + 4, 'text-anchor': 'middle' }, text));
}

/** A line into a port, with a label on its way. */
function flow(from, to, className, text, share = 0.42) {
  const bend = (from.x + to.x) / 2;
  const label = { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share - 5 };
  return svg('g', { class: `flow ${className}` },
    svg('path', { d: `M${from.x} ${from.y} C${bend} ${from.y} ${bend} ${to.y} ${to.x} ${to.y}` }),
    svg('text', { x: label.x, y: label.y, 'text-anchor': 'middle' }, text));
}

/** Where the instances stand, one below the other. */
function places(topology) {
  let y = 14;
  return topology.instances.map((instance) => {
    const place = { y, height: 26 + instance.programs.length * (PROGRAM + 4), port: { x: INSTANCE.x, y: 0 } };
    place.port.y = y + place.height / 2;
    y += place.height + INSTANCE.gap;
    return place;
  });
}

function instanceBox(instance, place, name) {
  return svg('g', {},
    svg('rect', { x: INSTANCE.x, y: place.y, width: INSTANCE.width, height: place.height, rx: 7, class: 'instance' }),
    svg('text', { x: INSTANCE.x + 14, y: place.y + 16, class: 'name' }, name),
    ...instance.programs.map((program, i) =>
      box(INSTANCE.x + 14, place.y + 22 + i * (PROGRAM + 4), INSTANCE.width - 24, PROGRAM, 'program', program)),
    svg('rect', { x: INSTANCE.x - 5, y: place.port.y - 9, width: 10, height: 18, rx: 2, class: 'port' }));
}

function names(topology) {
  const doors = topology.instances.filter((instance) => instance.publicAddress).length;
  return topology.instances.map((instance, i) =>
    !instance.publicAddress ? 'instance, private' : doors > 1 ? `instance ${i + 1}, public` : 'instance, public');
}

function drawing(topology, cell) {
  const at = places(topology);
  const last = at.at(-1);
  const height = Math.max(190, last.y + last.height + 14);
  const attackers = { x: 84, y: 30 };
  const clients = { x: 84, y: Math.min(92, height / 2) };
  const volume = { x: 84, y: height - 30 };
  const flooded = at[topology.attacked].port;
  const worker = at[topology.volumeOf].port;
  const served = (attacked) => cell?.served.find((door) => door.attacked === attacked);
  const parts = [];
  const polite = (door, port) => door && parts.push(flow(clients, { x: port.x - 5, y: port.y },
    `polite ${service(door.answeredShare).replace(' ', '-')}`, `${percent(door.answeredShare)} answered`, 0.58));
  parts.push(flow(attackers, { x: (topology.filtered ? 160 : flooded.x - 5), y: topology.filtered ? attackers.y : flooded.y - 5 },
    'flood', `flood ${times(cell?.strength ?? 0)}`));
  if (topology.filtered) parts.push(svg('path', { d: `M160 ${attackers.y - 14}V${attackers.y + 14}`, class: 'filter' }),
    svg('text', { x: 160, y: attackers.y + 26, 'text-anchor': 'middle' }, 'UDP dropped'));
  polite(served(true), flooded);
  topology.instances.forEach((instance, i) => {
    if (instance.publicAddress && i !== topology.attacked) polite(served(false), at[i].port);
    if (i !== topology.volumeOf) parts.push(svg('path', {
      d: `M${INSTANCE.x - 5} ${at[i].port.y + 5} C${INSTANCE.x - 26} ${at[i].port.y + 8} ${INSTANCE.x - 26} ${worker.y - 8} ${INSTANCE.x - 5} ${worker.y - 5}`, class: 'inside' }));
  });
  const lanePort = { x: INSTANCE.x, y: at[topology.volumeOf].y + at[topology.volumeOf].height - 10 };
  const disk = topology.lane ? lanePort : worker;
  parts.push(flow(volume, { x: disk.x - 5, y: disk.y + 4 }, `disk ${fate(cell?.storage?.kept)}`, `${percent(cell?.storage?.kept)} of fsyncs kept`, topology.volumeOf === topology.attacked && !topology.lane ? 0.34 : 0.5));
  if (topology.lane) parts.push(svg('rect', { x: INSTANCE.x - 5, y: lanePort.y - 5, width: 10, height: 14, rx: 2, class: 'port' }));
  const label = names(topology);
  return svg('svg', { viewBox: `0 0 360 ${height}`, role: 'img', 'aria-label': topology.sentence },
    box(4, attackers.y - 14, 80, 28, 'attackers', 'attackers'),
    box(4, clients.y - 14, 80, 28, 'clients', 'polite clients'),
    box(4, volume.y - 14, 80, 28, 'volume', 'volume'),
    ...topology.instances.map((instance, i) => instanceBox(instance, at[i], label[i])),
    ...parts);
}

function schematics(findings) {
  const { telling } = strengths(findings);
  const figures = findings.topologies.map((topology) =>
    el('figure', 'schematic', el('figcaption', '', el('h3', '', topology.title), el('small', '', topology.sentence)),
      drawing(topology, cellOf(findings, topology.id, telling))));
  return figures.length
    ? section(`Who shares an interface with whom${telling ? `, and what came through at ${times(telling)}` : ''}`,
      el('p', 'note', 'The small dark block is an instance’s network interface: everything that enters there waits in one queue.'),
      el('div', 'schematics', ...figures)) : '';
}
