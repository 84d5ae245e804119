// The view "areas": which are listed, when they are active, what a file can be, and what is shown of its document.
import { beforeAll, describe, expect, it } from 'vitest';
import type { Area, KnownConstraint, Window } from '../src/api/types.ts';
import { essentials, flatten, MAX_ROWS, MAX_VALUE } from '../src/views/areas/document.ts';
import { judgeFile, MAX_FILE_BYTES, MAX_NAME, shownName } from '../src/views/areas/file.ts';
import { activity, constraintWindow, EVERYTHING, isActive, listAreas, type Filter } from '../src/views/areas/list.ts';
import { listedUntil, week } from '../src/views/areas/week.ts';
import { readAs } from './desk.ts';

const NOW = Date.parse('2026-11-22T08:00:00Z');
const at = (hours: number): string => new Date(NOW + hours * 3_600_000).toISOString();
const window = (start: number | null, end: number | null): Window => ({ start: start === null ? null : at(start), end: end === null ? null : at(end) });
const area = (name: string, windows: Window[], more: Partial<Area> = {}): Area => ({
  id: `id-${name}`, name, kind: 'prohibited', layers: [], windows, windows_unlisted: 0, published: false, constraints: [], constraints_unlisted: 0,
  document: {}, revision: 1, changed: at(-5), ...more,
});

describe('activity', () => {
  it('is always, now, later, or over', () => {
    expect(activity([window(null, null)], NOW)).toEqual({ state: 'always' });
    expect(activity([window(-5, -4), window(-1, 2)], NOW)).toEqual({ state: 'active', untilMs: NOW + 7_200_000 });
    expect(activity([window(-1, null)], NOW)).toEqual({ state: 'active' });
    expect(activity([window(-2, 0), window(3, 4)], NOW)).toEqual({ state: 'later', fromMs: NOW + 10_800_000 });
    expect(activity([window(-2, 0)], NOW)).toEqual({ state: 'over' });
    expect(activity([], NOW)).toEqual({ state: 'over' });
    expect(isActive([window(null, 1)], NOW)).toBe(true);
  });

  it('of a constraint of another is that of all its volumes', () => {
    const volume = (start: number | undefined, end: number) => ({ volume: {}, time_end: at(end), ...(start === undefined ? {} : { time_start: at(start) }) });
    const constraint = (volumes: KnownConstraint['volumes']): KnownConstraint => ({ id: 'c', manager: 'm', uss_base_url: 'u', version: 1, kind: 'advisory', name: 'n', volumes });
    expect(constraintWindow(constraint([volume(2, 3), volume(1, 9)]))).toEqual({ start: at(1), end: at(9) });
    expect(constraintWindow(constraint([volume(undefined, 3), volume(1, 9)]))).toEqual({ start: null, end: at(9) });
    expect(constraintWindow(constraint([]))).toEqual({ start: null, end: null });
  });
});

describe('the list', () => {
  const areas = [
    area('مطار ماركا', [window(30, 40)], { kind: 'advisory' }),
    area('Old works', [window(-9, -8)]),
    area('Queen Alia', [window(-1, 1)], { published: true }),
    area('Soon', [window(2, 3)]),
  ];
  const names = (filter: Partial<Filter>): string[] => listAreas(areas, { ...EVERYTHING, ...filter }, NOW).map(({ name }) => name);

  it('begins with what is active, then what becomes active first, and ends with what is over', () => {
    expect(names({})).toEqual(['Queen Alia', 'Soon', 'مطار ماركا', 'Old works']);
  });

  it('is searched by words in any order, whatever the case and the signs', () => {
    expect(names({ text: ' ALIA queen' })).toEqual(['Queen Alia']);
    expect(names({ text: 'مَطار' })).toEqual(['مطار ماركا']);
    expect(names({ text: 'id-Soon'.toLowerCase() })).toEqual([]);
    expect(names({ text: 'nothing like it' })).toEqual([]);
  });

  it('is filtered by kind, time and publication', () => {
    expect(names({ kind: 'advisory' })).toEqual(['مطار ماركا']);
    expect(names({ time: 'active' })).toEqual(['Queen Alia']);
    expect(names({ time: 'soon' })).toEqual(['Soon']);
    expect(names({ published: 'published' })).toEqual(['Queen Alia']);
    expect(names({ published: 'unpublished', kind: 'prohibited' })).toEqual(['Soon', 'Old works']);
  });
});

describe('the week', () => {
  it('begins at the midnight of the reader, and cuts windows into days', () => {
    // 22:00 to 02:00 in Amman (UTC+3) is 19:00 to 23:00 UTC.
    const { days, unknownFromMs } = week([window(11, 15)], NOW, 'Asia/Amman');
    expect(days).toHaveLength(7);
    expect(new Date(days[0]?.startMs ?? 0).toISOString()).toBe('2026-11-21T21:00:00.000Z');
    expect(days[0]?.parts).toEqual([{ from: 22 / 24, to: 1 }]);
    expect(days[1]?.parts).toEqual([{ from: 0, to: 2 / 24 }]);
    expect(days[2]?.parts).toEqual([]);
    expect(unknownFromMs).toBeUndefined();
  });

  it('is full for what is always active', () => {
    for (const day of week([window(null, null)], NOW, 'UTC').days) expect(day.parts).toEqual([{ from: 0, to: 1 }]);
  });

  it('has a day of 25 hours where the clock goes back', () => {
    const autumn = week([], Date.parse('2026-10-24T12:00:00Z'), 'Europe/Paris').days;
    expect(autumn.map(({ startMs, endMs }) => (endMs - startMs) / 3_600_000)).toEqual([24, 25, 24, 24, 24, 24, 24]);
  });

  it('says from where on nothing is listed', () => {
    expect(week([window(0, 1)], NOW, 'UTC', listedUntil([window(0, 1)], 9, at(200))).unknownFromMs).toBe(NOW + 3_600_000);
    expect(listedUntil([window(0, 1)], 0, at(200))).toBe(NOW + 200 * 3_600_000);
    expect(week([window(0, 1)], NOW, 'UTC', listedUntil([window(0, 1)], 0, at(200))).unknownFromMs).toBeUndefined();
    expect(listedUntil([window(null, null)], 0, undefined)).toBeUndefined();
  });
});

describe('a file', () => {
  const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

  it('is sent when it can be one of areas', () => {
    expect(judgeFile(20, bytes('{"type":"Feature"}'))).toBeUndefined();
    expect(judgeFile(20, bytes('\ufeff<kml/>'))).toBeUndefined();
    expect(judgeFile(20, new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]))).toBeUndefined();
    expect(judgeFile(MAX_FILE_BYTES, bytes('AC R'))).toBeUndefined();
  });

  it('is refused when it is empty, too large, of another program, or not UTF-8', () => {
    expect(judgeFile(0, bytes(''))).toBe('empty');
    expect(judgeFile(MAX_FILE_BYTES + 1, bytes('{}'))).toBe('large');
    expect(judgeFile(9, bytes('%PDF-1.7'))).toBe('binary');
    expect(judgeFile(9, new Uint8Array([0x89, 0x50, 0x4e, 0x47]))).toBe('binary');
    expect(judgeFile(9, new Uint8Array([0x7b, 0, 0x7d]))).toBe('binary');
    expect(judgeFile(9, new Uint8Array([0xff, 0xfe, 0x7b, 0]))).toBe('encoding');
  });

  it('has its name shown bounded, and without signs that turn the text around it', () => {
    expect(shownName('zone\u202egnp.exe\n.kml')).toBe('zonegnp.exe.kml');
    expect(shownName('<img src=x onerror=alert(1)>.kml')).toBe('<img src=x onerror=alert(1)>.kml');
    expect([...shownName('ا'.repeat(500))]).toHaveLength(MAX_NAME);
  });
});

describe('a document', () => {
  beforeAll(() => readAs());

  it('is a flat list of values with their paths', () => {
    expect(flatten({ feature: 'LSXX', empty: '', none: null, name: [{ lang: 'ar', text: 'منطقة' }], provenance: { created_us: 1_764_000_000_000_000 } })).toEqual({
      rows: [
        { path: 'feature', value: 'LSXX' },
        { path: 'name[0].lang', value: 'ar' },
        { path: 'name[0].text', value: 'منطقة' },
        { path: 'provenance.created_us', value: '2025-11-24T16:00:00.000Z' },
      ],
      more: 0,
    });
  });

  it('is bounded in length, in depth and in its texts', () => {
    const wide = flatten(Object.fromEntries(Array.from({ length: MAX_ROWS + 5 }, (_, index) => [`k${index}`, index])));
    expect([wide.rows.length, wide.more]).toEqual([MAX_ROWS, 5]);
    let deep: unknown = 'end';
    for (let depth = 0; depth < 500; depth += 1) deep = { a: deep };
    expect(flatten(deep).rows).toHaveLength(1);
    expect([...(flatten({ text: 'x'.repeat(9_000) }).rows[0]?.value ?? '')]).toHaveLength(MAX_VALUE);
    for (const odd of [null, undefined, 7, 'text', [], {}]) expect(flatten(odd).more).toBe(0);
  });

  it('tells message, conditions and whom to ask in the language of the reader, and nothing of what is no text', () => {
    const document = {
      message: [{ lang: 'en-GB', text: 'Ask first' }, { lang: 'ar', text: 'اسأل أولاً' }],
      conditions: 'RST02',
      other_reason: [],
      authorities: [{ name: [{ text: 'City' }], phone: '+962 6 1', site_url: 'javascript:alert(1)', contact: 7 }, {}, 'odd', null],
      source: { format: 'ed318', path: 'features[0]' },
    };
    expect(essentials(document, 'ar')).toEqual({
      message: 'اسأل أولاً', conditions: 'RST02', authorities: [{ name: 'City', phone: '+962 6 1', url: 'javascript:alert(1)' }],
      source: { format: 'ed318', path: 'features[0]' },
    });
    expect(essentials(document, 'ru').message).toBe('Ask first');
    for (const odd of [null, 7, 'x', [], { authorities: 'x', source: 9 }]) expect(essentials(odd, 'en')).toEqual({ authorities: [] });
  });
});
