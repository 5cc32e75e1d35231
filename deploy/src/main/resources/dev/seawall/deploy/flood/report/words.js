// Numbers for people: always with their unit, never more digits than they are worth.

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const tenth = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });
const hundredth = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });

function number(value) {
  if (value == null) return '–';
  const size = Math.abs(value);
  return (size < 1 ? hundredth : size < 10 ? tenth : whole).format(value);
}

/** A share next to all is never rounded up to all. */
function percent(share) {
  if (share == null) return '–';
  const value = 100 * share;
  if (value > 99 && value < 100) return `${tenth.format(Math.floor(value * 10) / 10)}%`;
  return `${(value >= 10 || value === 0 ? whole : value >= 1 ? tenth : hundredth).format(value)}%`;
}

function millis(value) {
  if (value == null) return '–';
  return value < 1000 ? `${number(value)} ms` : `${tenth.format(value / 1000)} s`;
}

function rate(value, unit) {
  if (value == null) return '–';
  if (unit !== 'bit/s') return `${number(value)} ${unit ?? '/s'}`;
  return value >= 1e6 ? `${number(value / 1e6)} Mbit/s` : `${number(value / 1e3)} kbit/s`;
}

function clock(seconds) {
  const s = Math.max(0, Math.round(seconds));
  return `${Math.floor(s / 60)}:${String(s % 60).padStart(2, '0')}`;
}

const moment = (epochMillis) => `${new Date(epochMillis).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
const times = (strength) => `${hundredth.format(strength)}x`;
const plural = (count, thing) => `${whole.format(count)} ${thing}${count === 1 ? '' : 's'}`;

const isQuiet = (tried) => tried.attack === 'none';
const aimsAtInterface = (tried) => tried.attack === 'udp';
const tried = (one) => (isQuiet(one) ? 'no flood' : aimsAtInterface(one) ? `UDP flood at ${times(one.strength)}` : one.attack);
