// The two fields of a date and a time: what their texts mean, what is meant when they are left, and steps by the arrow keys.
import { beforeEach, describe, expect, test } from 'vitest';
import { instantOfTexts, settled, stepped, textsOf, toInstant } from '../src/parts/time-fields.ts';
import type { Language } from '../src/state/settings.ts';
import { readAs } from './desk.ts';

const NOW = Date.UTC(2026, 10, 22, 6, 17, 30);
const AT = Date.UTC(2026, 10, 22, 6, 15);
const AMMAN = 'Asia/Amman';

beforeEach(() => readAs());

describe('the texts of an instant', () => {
  test('mean it again, in each language, calendar and zone', async () => {
    for (const language of ['ar', 'en', 'fr', 'ru', 'tr'] as Language[]) {
      for (const calendar of ['gregory', 'islamic-umalqura'] as const) {
        await readAs({ language, calendar });
        for (const timeZone of [AMMAN, 'UTC', 'America/New_York']) {
          const texts = textsOf(AT, timeZone);
          expect(instantOfTexts(texts, timeZone), `${texts.date} ${texts.time}`).toEqual({ ok: true, value: AT });
        }
      }
    }
  });
  test('are those that people read', async () => {
    expect(textsOf(AT, AMMAN)).toEqual({ date: '22 Nov 2026', time: '09:15' });
    expect(textsOf(AT + 5_000, 'UTC')).toEqual({ date: '22 Nov 2026', time: '06:15:05' });
    await readAs({ language: 'ar' });
    expect(textsOf(AT, AMMAN)).toEqual({ date: '٢٢ تشرين الثاني / نوفمبر ٢٠٢٦', time: '٠٩:١٥' });
    expect(textsOf(undefined, AMMAN)).toEqual({ date: '', time: '' });
  });
  test('tell which of them is missing or cannot be read', () => {
    const key = (date: string, time: string): string | undefined => {
      const reading = instantOfTexts({ date, time }, AMMAN);
      return reading.ok ? undefined : reading.problem.key;
    };
    expect(key('', '')).toBe('time-missing');
    expect(key('', '09:15')).toBe('time-date-missing');
    expect(key('22.11.2026', '')).toBe('time-clock-missing');
    expect(key('22.13.2026', '09:15')).toBe('time-no-such-day');
    expect(key('22.11.2026', '09:75')).toBe('time-clock-range');
  });
});

describe('when a field is left', () => {
  const meant = (date: string, time: string): string | undefined => {
    const reading = settled({ date, time }, AMMAN, NOW);
    return reading.ok ? toInstant(reading.value) : undefined;
  };
  test('a time alone is of today', () => expect(meant('', '0915')).toBe('2026-11-22T06:15:00Z'));
  test('minutes from now, and now, take the place of both', () => {
    expect(meant('1.1.2027', '+30')).toBe('2026-11-22T06:47:30Z');
    expect(meant('', 'now')).toBe('2026-11-22T06:17:30Z');
  });
  test('a whole moment may stand in either', () => {
    expect(meant('2026-11-23T10:00Z', '')).toBe('2026-11-23T10:00:00Z');
    expect(meant('', '231000ZNOV26')).toBe('2026-11-23T10:00:00Z');
  });
  test('a date that cannot be read is not replaced by today', () => expect(meant('32 Nov 2026', '09:15')).toBeUndefined());
});

describe('arrow keys', () => {
  test('go to whole five minutes, then by five', () => {
    expect(stepped(AT + 2 * 60_000, NOW, 'time', true, false)).toBe(AT + 5 * 60_000);
    expect(stepped(AT + 2 * 60_000, NOW, 'time', false, false)).toBe(AT);
    expect(stepped(AT, NOW, 'time', true, false)).toBe(AT + 5 * 60_000);
  });
  test('go by an hour, a day, a week', () => {
    expect(stepped(AT, NOW, 'time', true, true)).toBe(AT + 3_600_000);
    expect(stepped(AT, NOW, 'date', false, false)).toBe(AT - 86_400_000);
    expect(stepped(AT, NOW, 'date', true, true)).toBe(AT + 7 * 86_400_000);
  });
  test('begin at the next five minutes where nothing stands', () => expect(stepped(undefined, NOW, 'time', true, false)).toBe(Date.UTC(2026, 10, 22, 6, 20)));
});
