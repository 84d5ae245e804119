// Reads dates and times as people type them: digits and month names of either kind, both calendars, zones, military groups, and `+30`.
// It guesses nothing about the zone: what carries none is in the zone that the caller names.
import { language } from '../i18n/index.ts';
import { preferences } from '../state/settings.ts';
import { HIJRI_YEARS, hijriDay, instantOf, isDay, utcMs, wallClock } from './calendar.ts';
import { foldWord, monthNumbers } from './months.ts';
import { plain, read, unread, type Reading } from './reading.ts';
import { zone } from './times.ts';

export interface InstantContext {
  /** IANA name of the zone of what carries none; the reader's if absent. */
  timeZone?: string;
  /** What `now` and `+30` are counted from, and whose day a time without date is of. */
  nowMs: number;
}

interface Day {
  year: number;
  month: number;
  day: number;
}

interface TimeOfDay {
  hour: number;
  minute: number;
  second: number;
  /** Days to add, for 24:00. */
  days: number;
}

/** Reads a date and time, a time of today, `now`, `+30` (minutes), `+2h`, or a group such as `220915ZNOV26`. */
export function parseInstant(text: string, context: InstantContext): Reading<number> {
  const typed = plain(text);
  if (typed === '') return unread('time-missing');
  const relative = readRelative(typed, context.nowMs);
  if (relative !== undefined) return read(relative);
  const group = readGroup(typed, context.nowMs);
  if (group) return group;
  const { rest, offset } = takeZone(typed.replace(/(\d)t(\d)/i, '$1 $2'));
  const timeZone = context.timeZone ?? zone();
  const { date, time } = takeTime(rest);
  if (time === undefined) return unread('time-unreadable');
  if (!time) return unread('time-clock-range');
  const day = date === '' ? dayOf(context.nowMs, timeZone, offset) : readDay(date);
  if ('ok' in day) return day;
  return combine(day, time, timeZone, offset);
}

/** Reads a day alone, in the calendar of the reader or, by its year and its months' names, in the other. */
export function parseDay(text: string): Reading<Day> {
  const day = readDay(plain(text));
  return 'ok' in day ? day : read(day);
}

/** Reads a time of the day alone: `09:15`, `0915`, `9.15`, `9:15:30`. */
export function parseTimeOfDay(text: string): Reading<TimeOfDay> {
  const { date, time } = takeTime(plain(text));
  if (time === undefined || date !== '') return unread('time-unreadable');
  return time ? read(time) : unread('time-clock-range');
}

/** The instant of a day and a time in a zone, unless the clocks there are put forward over it. */
export function combine(day: Day, time: TimeOfDay, timeZone: string, offset?: number): Reading<number> {
  if (offset !== undefined) {
    return read(utcMs(day.year, day.month, day.day + time.days, time.hour, time.minute, time.second) - offset);
  }
  const shifted = new Date(utcMs(day.year, day.month, day.day + time.days));
  const wall = {
    year: shifted.getUTCFullYear(), month: shifted.getUTCMonth() + 1, day: shifted.getUTCDate(),
    hour: time.hour, minute: time.minute, second: time.second,
  };
  const found = instantOf(wall, timeZone);
  return found === undefined ? unread('time-skipped') : read(found);
}

function dayOf(nowMs: number, timeZone: string, offset: number | undefined): Day {
  if (offset === undefined) return wallClock(nowMs, timeZone);
  return wallClock(nowMs + offset, 'UTC');
}

const NOW = new Set(['now', 'الان', 'maintenant', 'сейчас', 'simdi']);
const MINUTE_MS = 60_000;

function readRelative(typed: string, nowMs: number): number | undefined {
  if (NOW.has(foldWord(typed))) return nowMs;
  const match = /^\+ ?(\d{1,4}) ?(\S{0,12})$/.exec(typed);
  if (!match) return undefined;
  const unit = foldWord(match[2] ?? '');
  const hours = /^(h|hour|hours|hr|heures?|sa|saat|ч|час|часа|часов|س|ساعه|ساعات)$/.test(unit);
  const minutes = /^(|m|min|mins|minutes?|dk|dakika|мин|минут|минуты|د|دقيقه|دقائق)$/.test(unit);
  if (!hours && !minutes) return undefined;
  return nowMs + Number(match[1]) * MINUTE_MS * (hours ? 60 : 1);
}

const GROUP_MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** A date-time group: `220915Z NOV 26`. Month and year are those of now if they are absent. */
function readGroup(typed: string, nowMs: number): Reading<number> | undefined {
  const match = /^(\d{2})(\d{2})(\d{2})z(?: ?([a-z]{3})(?: ?(\d{2}|\d{4}))?)?$/i.exec(typed);
  if (!match) return undefined;
  const now = new Date(nowMs);
  const [day, hour, minute] = match.slice(1, 4).map(Number) as [number, number, number];
  const month = match[4] ? GROUP_MONTHS.indexOf(match[4].toLowerCase()) + 1 : now.getUTCMonth() + 1;
  const year = match[5] ? fullYear(match[5]) : now.getUTCFullYear();
  if (month === 0 || !isDay(year, month, day)) return unread('time-no-such-day');
  return hour > 23 || minute > 59 ? unread('time-clock-range') : read(utcMs(year, month, day, hour, minute));
}

const fullYear = (digits: string): number => (digits.length <= 2 ? 2000 : 0) + Number(digits);

/** Takes a zone from the end: `Z`, `UTC`, `UTC+3`, `+03:00`, `GMT+5:30`. */
function takeZone(typed: string): { rest: string; offset: number | undefined } {
  const match = /^(.*?\d.*?) ?(?:(z|utc|gmt|غرينتش)? ?([+-]\d{1,2})(?::?(\d{2}))?|(z|utc|gmt|غرينتش))$/i.exec(typed);
  // A bare `-22` at the end is the day of a date, not a zone: without letters the hours need two digits after a time of the day.
  if (!match || (!match[5] && !match[2] && !/:\d{2} ?[+-]\d{2}(:?\d{2})?$/.test(typed))) return { rest: typed, offset: undefined };
  const hours = Number(match[3] ?? 0);
  const minutes = Number(match[4] ?? 0);
  if (Math.abs(hours) > 14 || minutes > 59) return { rest: typed, offset: undefined };
  const sign = (match[3] ?? '').startsWith('-') ? -1 : 1;
  return { rest: (match[1] ?? '').trim(), offset: (hours * 60 + sign * minutes) * MINUTE_MS };
}

/** Takes the time of the day from the end. `undefined`: there is none; `false`: no clock shows it. */
function takeTime(typed: string): { date: string; time: TimeOfDay | false | undefined } {
  const match =
    /^(.*?)[,،]? ?\b(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?$/.exec(typed) ??
    /^()(\d{1,2})[.h](\d{2})$/i.exec(typed) ??
    /^(|.*\D.*[,،\s])(\d{2})(\d{2})$/.exec(typed);
  if (!match) return { date: typed, time: undefined };
  const [hour, minute, second] = [Number(match[2]), Number(match[3]), Number(match[4] ?? 0)];
  const midnight = hour === 24 && minute === 0 && second === 0;
  const shown = (hour < 24 || midnight) && minute < 60 && second < 60;
  return {
    date: (match[1] ?? '').replace(/[,،\s]+$/, ''),
    time: shown ? { hour: midnight ? 0 : hour, minute, second, days: midnight ? 1 : 0 } : false,
  };
}

type Failed = { ok: false; problem: { key: string } };

function readDay(typed: string): Day | Failed {
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(typed);
  if (iso) return settle(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const numeric = /^(\d{1,2}) ?[-/. ] ?(\d{1,2}) ?[-/. ] ?(\d{4}|\d{2})$/.exec(typed);
  if (numeric) return settle(fullYear(numeric[3] ?? ''), Number(numeric[2]), Number(numeric[1]));
  return readNamedDay(typed);
}

/** `22 Nov 2026`, `Nov 22, 2026`, `٢٢ تشرين الثاني / نوفمبر ٢٠٢٦`, `12 جمادى الآخرة 1448 هـ`. */
function readNamedDay(typed: string): Day | Failed {
  const numbers = typed.match(/\d+/g) ?? [];
  const year = numbers.find((digits) => digits.length === 4);
  const day = numbers.find((digits) => digits.length <= 2);
  if (numbers.length !== 2 || !year || !day) return unread('time-date-unreadable');
  const words = typed.replace(/\d+/g, ' ').replace(/[,،]/g, ' ').split('/');
  const names = words.map((word) => foldWord(word).replace(/(^| )(г|года|г х|de|ah|h|م|ه)$/, '').trim()).filter((word) => word !== '');
  for (const calendar of ['gregory', 'islamic-umalqura'] as const) {
    const table = monthNumbers(language.value, calendar);
    const months = new Set(names.map((name) => table.get(name)));
    const [month] = months;
    // Two names of one month agree; two of different months are a mistake.
    if (months.size !== 1 || month === undefined) continue;
    return calendar === 'gregory' ? settleGregorian(Number(year), month, Number(day)) : settleHijri(Number(year), month, Number(day));
  }
  return unread('time-date-unreadable');
}

/** Numbers alone do not tell the calendar: the year does. */
function settle(year: number, month: number, day: number): Day | Failed {
  const hijri = year >= HIJRI_YEARS.first && year <= HIJRI_YEARS.last;
  const shortHijri = preferences.value.calendar === 'islamic-umalqura' && year >= 2000 && year < 2100;
  // Two digits of the year in a desk that writes Umm al-Qura are of its present century.
  if (hijri) return settleHijri(year, month, day);
  if (shortHijri && year - 2000 >= 40 && year - 2000 < 60) return settleHijri(year - 600, month, day);
  return settleGregorian(year, month, day);
}

const settleGregorian = (year: number, month: number, day: number): Day | Failed =>
  year >= 1900 && year < 2200 && isDay(year, month, day) ? { year, month, day } : unread('time-no-such-day');

function settleHijri(year: number, month: number, day: number): Day | Failed {
  const found = hijriDay(year, month, day);
  return found === undefined ? unread('time-no-such-day') : wallClock(found, 'UTC');
}
