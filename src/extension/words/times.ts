import { language } from './text';

const units = [
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

/** How long, in the person's language: in the largest unit that gives more than one and a half, rounded up. */
export function durationWords(seconds: number): string {
  const [unit, length] = units.find(([, each]) => seconds > 1.5 * each) ?? (['second', 1] as const);
  return new Intl.NumberFormat(language(), { style: 'unit', unit, unitDisplay: 'long' }).format(
    Math.ceil(seconds / length),
  );
}

/** The time of day, in the person's language and place; `time` in epoch milliseconds. */
export const clockWords = (time: number): string =>
  new Intl.DateTimeFormat(language(), { timeStyle: 'short' }).format(time);

/** How long ago, in the person's language; `now` and `then` in epoch milliseconds. */
export function ageWords(then: number, now: number): string {
  const seconds = Math.max(0, Math.floor((now - then) / 1000));
  const format = new Intl.RelativeTimeFormat(language(), { numeric: 'auto' });
  if (seconds < 60) return format.format(0, 'second');
  if (seconds < 3_600) return format.format(-Math.floor(seconds / 60), 'minute');
  if (seconds < 86_400) return format.format(-Math.floor(seconds / 3_600), 'hour');
  return format.format(-Math.floor(seconds / 86_400), 'day');
}

/** A day and the time on it, in the person's language and place; `time` in epoch milliseconds. */
export const momentWords = (time: number): string =>
  new Intl.DateTimeFormat(language(), { dateStyle: 'medium', timeStyle: 'short' }).format(time);
