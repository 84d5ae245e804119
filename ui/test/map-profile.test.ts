// The vertical profile: which boxes, where, and which of them overlap.
import { expect, test } from 'vitest';
import { operationOfKnown, operationOfPlan, type Operation } from '../src/map/things.ts';
import { placer, profileOf, ticks, type Profile } from '../src/views/map/profile.ts';
import type { KnownOperation, Plan, Volume } from '../src/api/types.ts';

const START_MS = Date.parse('2026-11-22T12:00:00Z');
const instant = (minutes: number): string => new Date(START_MS + minutes * 60_000).toISOString();
const height = (value: number) => ({ value, reference: 'W84', units: 'M' }) as const;

const volume = (from: number, to: number, lower?: number, upper?: number): Volume => ({
  volume: {
    outline_circle: { center: { lat: 31.9, lng: 35.9 }, radius: { value: 500, units: 'M' } },
    ...(lower === undefined ? {} : { altitude_lower: height(lower) }), ...(upper === undefined ? {} : { altitude_upper: height(upper) }),
  },
  time_start: instant(from), time_end: instant(to),
});

const own = (volumes: Volume[]): Operation => operationOfPlan({
  id: 'own', revision: 1, state: 'accepted', name: 'own', priority: 0, volumes, off_nominal_volumes: [], authorisations: [], stated: [],
  planner: '', created: instant(0), changed: instant(0), meetings: [], deliveries: { waiting: 0, failing: 0 },
} satisfies Plan);

const other = (volumes: Volume[]): Operation => operationOfKnown({
  id: 'other', manager: 'm', uss_base_url: 'u', version: 1, state: 'accepted', time_start: instant(0), time_end: instant(60), volumes,
  off_nominal_volumes: [], withheld: false,
} satisfies KnownOperation);

const pair = { own: 0, other: 0, horizontal_m: 50, seconds: 600, lat: 31.9, lng: 35.9, from: instant(20), certain: true };

function profile(mine: Volume[], theirs: Volume[]): Profile {
  const made = profileOf(own(mine), [{ thing: other(theirs), blocks: true, pairs: [pair] }]);
  if (!made) throw new Error('no profile');
  return made;
}

test('an overlap is where both are in time, as the node told it, and in height', () => {
  const { boxes } = profile([volume(0, 30, 100, 200)], [volume(20, 50, 150, 400)]);
  expect(boxes.find((box) => box.role === 'overlap')).toMatchObject({
    startMs: START_MS + 20 * 60_000, endMs: START_MS + 30 * 60_000, lower_m: 150, upper_m: 200, blocks: true,
  });
});

test('what is met is cut to the surroundings of the operation, whatever it reaches to', () => {
  const made = profile([volume(0, 30, 100, 200)], [volume(-500, 500)]);
  expect(made.band).toEqual({ lower_m: 40, upper_m: 260 });
  expect(made.boxes[0]).toMatchObject({ role: 'other', lower_m: 40, upper_m: 260, startMs: START_MS - 180_000, endMs: START_MS + 33 * 60_000 });
});

test('without any height or any time there is no profile', () => {
  expect(profileOf(own([volume(0, 30)]), [])).toBeUndefined();
  expect(profileOf(own([]), [])).toBeUndefined();
});

test('places on the drawing run with time, and against it where the page runs from right to left', () => {
  const made = profile([volume(0, 30, 100, 200)], [volume(20, 50, 150, 400)]);
  const [ltr, rtl] = [placer(made, 360, 200, false), placer(made, 360, 200, true)];
  expect(ltr.x(made.span.startMs)).toBe(0);
  expect(rtl.x(made.span.startMs)).toBe(360);
  expect(ltr.y(made.band.upper_m)).toBe(0);
  expect(ltr.y(made.band.lower_m)).toBe(200);
  const box = made.boxes[0];
  if (!box) throw new Error('no box');
  const [a, b] = [ltr.rectangle(box), rtl.rectangle(box)];
  expect(a.width).toBeCloseTo(b.width, 9);
  expect(a.x).toBeCloseTo(360 - b.x - b.width, 9);
});

test('ticks are round and few', () => {
  expect(ticks(40, 260, 5, [10, 20, 50, 100])).toEqual([50, 100, 150, 200, 250]);
  expect(ticks(0, 1e9, 5, [10])).toHaveLength(6);
});
