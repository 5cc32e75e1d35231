// Numbers for people: always with their unit, never more digits than they are worth.

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const tenth = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });

export const number = (value) => (Math.abs(value) < 10 ? tenth : whole).format(value);

export const rate = (value) => (value == null ? '–' : `${number(value)}/s`);

export function millis(value) {
  if (value == null) return '–';
  return value < 1000 ? `${number(value)} ms` : `${tenth.format(value / 1000)} s`;
}

export function bytes(value) {
  let unit = 0;
  while (value >= 1024 && unit < 4) {
    value /= 1024;
    unit++;
  }
  return `${number(value)} ${['B', 'KiB', 'MiB', 'GiB', 'TiB'][unit]}`;
}

/** Two units at most: 15 min 30 s. */
export function duration(seconds) {
  const s = Math.max(0, Math.floor(seconds));
  if (s < 60) return `${s} s`;
  if (s < 3600) return `${Math.floor(s / 60)} min ${s % 60} s`;
  if (s < 86400) return `${Math.floor(s / 3600)} h ${Math.floor((s % 3600) / 60)} min`;
  return `${Math.floor(s / 86400)} d ${Math.floor((s % 86400) / 3600)} h`;
}

const hourMinute = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const hourMinuteSecond = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });

export const timeOfDay = (epochSeconds, withSeconds) =>
  (withSeconds ? hourMinuteSecond : hourMinute).format(new Date(epochSeconds * 1000));
