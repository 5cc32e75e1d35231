// What operators have switched off or throttled: a guard that is off must not be forgotten.

import { byId, el, setText } from './dom.js';
import { duration } from './format.js';
import { stateMark } from './topology.js';

export function showKnobs(report) {
  const set = report.knobs.filter((each) => each.set);
  setText(byId('knobs'), set.length > 0
    ? `${report.component} does not work as configured. Settings are kept ${report.kept}.`
    : `${report.component} works as configured: none of its ${report.knobs.length} knobs is set.`);
  byId('turned').replaceChildren(
    ...set.map((each) => {
      const left = duration((Date.parse(each.set.until) - Date.parse(report.now)) / 1000);
      return el('li', 'unknown', stateMark('unknown'), ` ${each.name} is at ${each.value} instead of ${each.normal} for `
        + `another ${left}, until ${each.set.until}: ${each.set.owner} set it at ${each.set.from}, for "${each.set.reason}".`);
    }),
  );
}
