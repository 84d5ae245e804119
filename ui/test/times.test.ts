// Times: both names of Arabic months against the browser's own for Jordan and Egypt, both calendars, zones, and what people type.
import { beforeEach, describe, expect, test } from 'vitest';
import { hijriDay, instantOf, offsetMs, wallClock } from '../src/format/calendar.ts';
import { parseDay, parseInstant, parseTimeOfDay } from '../src/format/instants.ts';
import { INTERNATIONAL, LEVANTINE } from '../src/format/months.ts';
import { formatDate, formatDuration, formatInstant, formatInstantBoth, formatRelative, formatSpan, zoneName } from '../src/format/times.ts';
import type { Language } from '../src/state/settings.ts';
import { bare, readAs } from './desk.ts';

const NOW = Date.UTC(2026, 10, 22, 6, 15, 30);
const monthOf = (tag: string, month: number): string =>
  new Intl.DateTimeFormat(tag, { month: 'long', timeZone: 'UTC' }).format(Date.UTC(2026, month, 15));

beforeEach(() => readAs());

describe('months in Arabic', () => {
  test('are those that the browser has for Jordan and for Egypt', () => {
    expect(LEVANTINE).toEqual(LEVANTINE.map((_, month) => monthOf('ar-JO', month)));
    expect(INTERNATIONAL).toEqual(INTERNATIONAL.map((_, month) => monthOf('ar-EG', month)));
  });
  test('are both shown', async () => {
    await readAs({ language: 'ar' });
    expect(formatDate(NOW)).toBe('٢٢ تشرين الثاني / نوفمبر ٢٠٢٦');
    await readAs({ language: 'ar', numerals: 'latn' });
    expect(formatInstant(NOW)).toBe('22 تشرين الثاني / نوفمبر 2026، 09:15 UTC+3');
  });
  test('are both read, with digits of either kind', () => {
    for (const text of ['٢٢ تشرين الثاني / نوفمبر ٢٠٢٦', '٢٢ تشرين الثاني ٢٠٢٦', '22 نوفمبر 2026', '٢٢ تشرين الثّاني ٢٠٢٦م']) {
      expect(parseDay(text), text).toMatchObject({ ok: true, value: { year: 2026, month: 11, day: 22 } });
    }
    for (let month = 0; month < 12; month += 1) {
      for (const name of [LEVANTINE[month], INTERNATIONAL[month]]) {
        expect(parseDay(`٥ ${name} ٢٠٢٦`), name).toMatchObject({ ok: true, value: { year: 2026, month: month + 1, day: 5 } });
      }
    }
  });
  test('that contradict each other are refused', () =>
    expect(parseDay('٢٢ تشرين الأول / نوفمبر ٢٠٢٦')).toMatchObject({ ok: false, problem: { key: 'time-date-unreadable' } }));
});

describe('a moment is shown', () => {
  test('with its zone, in each language', async () => {
    const expected: Record<Language, string> = {
      en: '22 Nov 2026, 09:15 UTC+3',
      fr: '22 nov. 2026, 09:15 UTC+3',
      ru: '22 нояб. 2026, 09:15 UTC+3',
      tr: '22 Kas 2026, 09:15 UTC+3',
      ar: '٢٢ تشرين الثاني / نوفمبر ٢٠٢٦، ٠٩:١٥ UTC+3',
    };
    for (const [language, text] of Object.entries(expected)) {
      await readAs({ language: language as Language });
      expect(formatInstant(NOW)).toBe(text);
    }
  });
  test('in UTC, with seconds, without its date', () => {
    expect(formatInstant(NOW, { utc: true, seconds: true })).toBe('22 Nov 2026, 06:15:30 UTC');
    expect(formatInstant('2026-11-22T06:15:30Z', { dateless: true })).toBe('09:15 UTC+3');
  });
  test('in both zones, with the date of UTC where it is another', () => {
    expect(bare(formatInstantBoth(NOW))).toBe('22 Nov 2026, 09:15 UTC+3 (06:15 UTC)');
    expect(bare(formatInstantBoth(Date.UTC(2026, 10, 21, 22, 30)))).toBe('22 Nov 2026, 01:30 UTC+3 (21 Nov, 22:30 UTC)');
  });
  test('in the calendar of Umm al-Qura, as the browser counts it', async () => {
    await readAs({ calendar: 'islamic-umalqura' });
    expect(bare(formatDate(NOW))).toBe('12 Jumada II 1448 AH');
    await readAs({ calendar: 'islamic-umalqura', language: 'ar' });
    expect(bare(formatDate(NOW))).toBe('١٢ جمادى الآخرة ١٤٤٨ هـ');
  });
  test('with zones of half hours and the west', () => {
    expect(zoneName(NOW, 'Asia/Kolkata')).toBe('UTC+5:30');
    expect(zoneName(NOW, 'America/New_York')).toBe('UTC-5');
    expect(zoneName(NOW, 'UTC')).toBe('UTC');
  });
  test('as a dash if it is none', () => expect(formatInstant('soon')).toBe('–'));
  test('relative to another', () => {
    expect(bare(formatRelative(NOW + 5 * 60_000 + 59_000, NOW))).toBe('in 5 min');
    expect(bare(formatRelative(NOW - 3 * 60_000, NOW))).toBe('3 min ago');
    expect(bare(formatRelative(NOW - 125 * 60_000, NOW))).toBe('2 h 5 min ago');
    expect(formatRelative(NOW, NOW)).toBe('now');
    expect(bare(formatDuration(26 * 3_600_000))).toBe('1 d 2 h');
  });
  test('as a span: the day and the zone once', () => {
    expect(bare(formatSpan(NOW, NOW + 50 * 60_000))).toBe('22 Nov 2026, 09:15–10:05 UTC+3');
    expect(bare(formatSpan(NOW, NOW + 86_400_000))).toBe('22 Nov 2026, 09:15–23 Nov 2026, 09:15 UTC+3');
    expect(formatSpan(null, null)).toBe('at all times');
  });
});

describe('a wall clock', () => {
  test('is turned into an instant and back, in zones that change and that do not', () => {
    for (const timeZone of ['Asia/Amman', 'Europe/Paris', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'UTC']) {
      for (let hour = 0; hour < 24 * 366; hour += 101) {
        const at = Date.UTC(2026, 0, 1) + hour * 3_600_000;
        const back = instantOf(wallClock(at, timeZone), timeZone);
        // An hour that is shown twice is read as the first.
        expect([at, at - 3_600_000, at - 1_800_000]).toContain(back);
      }
    }
  });
  test('never shows the hour that is left out in spring', () =>
    expect(instantOf({ year: 2026, month: 3, day: 29, hour: 2, minute: 30, second: 0 }, 'Europe/Paris')).toBeUndefined());
  test('shows an hour of autumn twice: the first is meant', () =>
    expect(instantOf({ year: 2026, month: 10, day: 25, hour: 2, minute: 30, second: 0 }, 'Europe/Paris')).toBe(Date.UTC(2026, 9, 25, 0, 30)));
  test('knows what the zone of Amman was and is', () => {
    expect(offsetMs(NOW, 'Asia/Amman')).toBe(3 * 3_600_000);
    expect(offsetMs(Date.UTC(2020, 0, 1), 'Asia/Amman')).toBe(2 * 3_600_000);
  });
  test('of Umm al-Qura is turned back, day by day of forty years', () => {
    for (let day = 0; day < 40 * 365; day += 7) {
      const at = Date.UTC(2000, 0, 1) + day * 86_400_000;
      const { year, month, day: date } = wallClock(at, 'UTC', 'islamic-umalqura');
      expect(hijriDay(year, month, date)).toBe(at);
    }
  });
});

describe('a moment is read', () => {
  const at = (text: string): number | string => {
    const reading = parseInstant(text, { nowMs: NOW, timeZone: 'Asia/Amman' });
    return reading.ok ? reading.value : reading.problem.key;
  };
  const MORNING = Date.UTC(2026, 10, 22, 6, 15);

  test('as it is shown, in each language and calendar', async () => {
    for (const language of ['en', 'fr', 'ru', 'tr', 'ar'] as const) {
      for (const calendar of ['gregory', 'islamic-umalqura'] as const) {
        await readAs({ language, calendar });
        for (let month = 0; month < 14; month += 1) {
          const moment = Date.UTC(2026, month, 3, 20, 45);
          expect(at(bare(formatInstant(moment))), bare(formatInstant(moment))).toBe(moment);
          expect(at(bare(formatInstant(moment, { utc: true })))).toBe(moment);
        }
      }
    }
  });
  test('in the many ways that people type it', () => {
    for (const text of [
      '2026-11-22 09:15', '2026-11-22T06:15Z', '2026-11-22T06:15:00.000Z', '2026-11-22T09:15+03:00', '22.11.2026 09:15', '22/11/2026 9:15', '22/11/26 0915',
      '22 Nov 2026, 09:15', '22 November 2026 0915', 'Nov 22, 2026 09:15', '٢٢/١١/٢٠٢٦ ٠٩:١٥', '22 Nov 2026 06:15 UTC', '220615ZNOV26', '220615Z NOV 2026',
      '220615Z', '09:15', '0915', '9:15', '06:15Z', '06:15 UTC', '11:45 UTC+5:30', '٠٩:١٥',
    ]) {
      expect(at(text), text).toBe(MORNING);
    }
  });
  test('relative to now', () => {
    expect(at('now')).toBe(NOW);
    expect(at('الآن')).toBe(NOW);
    expect(at('+30')).toBe(NOW + 30 * 60_000);
    expect(at('+٣٠ د')).toBe(NOW + 30 * 60_000);
    expect(at('+2h')).toBe(NOW + 2 * 3_600_000);
  });
  test('at the midnight that ends a day', () => expect(at('2026-11-22 24:00')).toBe(Date.UTC(2026, 10, 22, 21)));
  test('in the calendar that its year or its month is of', async () => {
    expect(parseDay('12/6/1448')).toMatchObject({ ok: true, value: { year: 2026, month: 11, day: 22 } });
    expect(parseDay('12 جمادى الآخرة 1448 هـ')).toMatchObject({ ok: true, value: { year: 2026, month: 11, day: 22 } });
    await readAs({ calendar: 'islamic-umalqura' });
    expect(parseDay('12/6/48')).toMatchObject({ ok: true, value: { year: 2026, month: 11, day: 22 } });
  });
  test('not without saying what is wrong with it', () => {
    expect(at('')).toBe('time-missing');
    expect(at('soon')).toBe('time-unreadable');
    expect(at('25:00')).toBe('time-clock-range');
    expect(at('0975')).toBe('time-clock-range');
    expect(at('31.2.2026 09:15')).toBe('time-no-such-day');
    expect(at('30 Nisan 2026 09:15')).toBe('time-date-unreadable');
    expect(parseInstant('29.3.2026 02:30', { nowMs: NOW, timeZone: 'Europe/Paris' })).toMatchObject({ ok: false, problem: { key: 'time-skipped' } });
  });
  test('a time of the day alone', () => {
    expect(parseTimeOfDay('9.15')).toMatchObject({ ok: true, value: { hour: 9, minute: 15 } });
    expect(parseTimeOfDay('٠٩١٥')).toMatchObject({ ok: true, value: { hour: 9, minute: 15 } });
    expect(parseTimeOfDay('22.11.2026')).toMatchObject({ ok: false });
  });
});
