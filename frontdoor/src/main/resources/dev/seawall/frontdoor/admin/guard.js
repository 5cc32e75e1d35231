// Which clients' networks ask for more than they may, and what becomes of them.

import { byId, el, setText } from './dom.js';
import { number } from './format.js';
import { stateMark } from './topology.js';

const WORDS = {
  denied: 'on the deny list',
  'connection-share': 'for holding too many connections',
  'connection-rate': 'for opening too many connections',
  'request-rate': 'for too many requests',
  offender: 'for not listening to that',
  'proxy-header': 'for a broken PROXY header',
};

function policy(guard) {
  if (guard.enforce === 'never') return 'Networks are only counted; nobody is turned away.';
  if (guard.enforce === 'always') return 'Networks are held to their rates.';
  if (guard.enforced && guard.shortOf.length === 0) return 'Networks are held to their rates, as a knob has it.';
  return guard.enforced
    ? `Networks are held to their rates, for ${guard.component} is short of something: ${guard.shortOf.join('; ')}.`
    : `Nobody is held to a rate: ${guard.component} has enough of all.`;
}

function refusals(guard) {
  const told = Object.entries(guard.refused)
    .filter(([, count]) => count > 0)
    .map(([reason, count]) => `${number(count)} ${WORDS[reason] ?? reason}`);
  return told.length > 0 ? ` Turned away since the start: ${told.join(', ')}.` : ' Nobody has been turned away.';
}

export function showGuard(guard) {
  setText(byId('guard'), policy(guard) + refusals(guard));
  byId('guarded').replaceChildren(
    ...guard.networks.map((each) => {
      const state = each.isTurnedOff ? 'failed' : 'unknown';
      return el('li', state, stateMark(state), ` ${each.sentence}`);
    }),
  );
}
