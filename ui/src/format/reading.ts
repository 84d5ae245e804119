// What came of reading something typed: a value, or what is wrong with it in words of the catalogue. Also how typed text is made plain
// before it is read: digits of either kind, marks of direction, the many dashes.
import { t, type Arguments } from '../i18n/index.ts';

export interface Problem {
  key: string;
  args?: Arguments;
}

export type Reading<T> = { ok: true; value: T } | { ok: false; problem: Problem };

export const read = <T>(value: T): Reading<T> => ({ ok: true, value });
export const unread = (key: string, args?: Arguments): { ok: false; problem: Problem } => ({
  ok: false,
  problem: args ? { key, args } : { key },
});

/** The words for a problem; undefined where there is none. */
export function problemText(reading: Reading<unknown> | undefined): string | undefined {
  return reading && !reading.ok ? t(reading.problem.key, reading.problem.args) : undefined;
}

const ZEROES = ['٠', '۰'].map((zero) => zero.charCodeAt(0));
/** Marks that only turn the direction of text, the byte order mark, and the Arabic stroke that lengthens words. */
const UNSEEN = /[\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\u0640]/g;

/** Typed text with Latin digits, plain dashes and spaces, and without invisible marks. At most `MAX_TYPED` characters are looked at. */
export function plain(text: string): string {
  return text
    .slice(0, MAX_TYPED)
    .replace(UNSEEN, '')
    .replace(/[٠-٩۰-۹]/g, (digit) => {
      const code = digit.charCodeAt(0);
      const zero = ZEROES.find((first) => code >= first && code < first + 10) ?? code;
      return String(code - zero);
    })
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Longer things are no place, time or number. */
export const MAX_TYPED = 200;
