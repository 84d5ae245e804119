// The briefing sheet: what belongs to a period, what is near, and what is left out is counted.
import { describe, expect, it } from 'vitest';
import type { Area, KnownOperation, Notice, Plan, Volume } from '../src/api/types.ts';
import { areasOf, askedOf, busiestMs, chosenPlans, fitting, peersNear, plansOf, unseenNotices } from '../src/views/briefing/sheet.ts';

const NOW = Date.parse('2026-11-22T08:00:00Z');
const hour = (hours: number): string => new Date(NOW + hours * 3_600_000).toISOString();
const circle = (lat: number, lng: number, from: number, to: number): Volume => ({
  volume: { outline_circle: { center: { lat, lng }, radius: { value: 500, units: 'M' } } },
  time_start: hour(from),
  time_end: hour(to),
});
const plan = (id: string, volumes: Volume[], more: Partial<Plan> = {}): Plan => ({
  id, revision: 1, state: 'accepted', name: id, priority: 0, volumes, off_nominal_volumes: [], authorisations: [], stated: [], planner: 'x',
  created: hour(0), changed: hour(0), meetings: [], deliveries: { waiting: 0, failing: 0 }, ...more,
});
const known = (id: string, volumes: Volume[], from: number, to: number): KnownOperation => ({
  id, manager: 'karim', uss_base_url: '', version: 1, state: 'accepted', time_start: hour(from), time_end: hour(to), volumes,
  off_nominal_volumes: [], withheld: false,
});
const ids = (things: readonly { id: string }[]): string[] => things.map(({ id }) => id);

describe('the sheet', () => {
  it('is of the next twelve hours unless the address says otherwise', () => {
    expect(askedOf(new URLSearchParams(), NOW)).toEqual({ plans: [], fromMs: NOW, toMs: NOW + 12 * 3_600_000 });
    const asked = askedOf(new URLSearchParams(`plans=a,b&from=${hour(1)}&to=${hour(0)}`), NOW);
    expect(asked).toEqual({ plans: ['a', 'b'], fromMs: NOW + 3_600_000, toMs: NOW + 3_600_000 });
  });

  it('has the operations of its period by their start, without those that are over', () => {
    const plans = [
      plan('late', [circle(36, 37, 3, 4)]), plan('early', [circle(36, 37, 1, 2)]), plan('before', [circle(36, 37, -2, -1)]),
      plan('over', [circle(36, 37, 1, 2)], { state: 'ended' }),
    ];
    const asked = askedOf(new URLSearchParams(), NOW);
    expect(ids(plansOf(plans, asked))).toEqual(['early', 'late']);
    expect(ids(chosenPlans(plans, { ...asked, plans: ['before', 'late'] }))).toEqual(['before', 'late']);
  });

  it('has areas while they are active, cut to the period', () => {
    const area = (id: string, start: string | null, end: string | null): Area => ({
      id, name: id, kind: 'prohibited', layers: [], windows: [{ start, end }], windows_unlisted: 0, published: false, constraints: [],
      constraints_unlisted: 0, document: {}, revision: 1, changed: hour(0),
    });
    const found = areasOf([area('always', null, null), area('past', hour(-3), hour(-2))], [], { fromMs: NOW, toMs: NOW + 1_000 });
    expect(found.map(({ id, spans }) => [id, spans])).toEqual([['always', [{ fromMs: NOW, toMs: NOW + 1_000 }]]]);
  });

  it('has peers that are near in place and time, over the antimeridian too', () => {
    const own = [plan('own', [circle(36, 37, 1, 2)]), plan('east', [circle(0, 179.99, 1, 2)])];
    const found = peersNear(own, [
      known('near', [circle(36.04, 37, 1, 2)], 1, 2), known('far', [circle(36.2, 37, 1, 2)], 1, 2),
      known('later', [circle(36, 37, 3, 4)], 3, 4), known('west', [circle(0, -179.99, 1, 2)], 1, 2),
    ]);
    expect(ids(found)).toEqual(['near', 'west']);
  });

  it('has notices that nobody has seen about its operations', () => {
    const notice = (seq: number, operation: string, seen?: Notice['seen']): Notice =>
      ({ seq, at: hour(0), operation, kind: 'left_volumes', ...(seen ? { seen } : {}) });
    const found = unseenNotices([notice(1, 'a'), notice(2, 'b'), notice(3, 'a'), notice(4, 'a', { by: 'x', at: hour(0) })], [plan('a', [])]);
    expect(found.map(({ seq }) => seq)).toEqual([3, 1]);
  });

  it('shows the map at the moment when most is under way', () => {
    const plans = [plan('a', [circle(36, 37, 1, 4)]), plan('b', [circle(36, 37, 2, 3)]), plan('c', [circle(36, 37, 5, 6)])];
    const asked = askedOf(new URLSearchParams(), NOW);
    expect(new Date(busiestMs(plans, asked)).toISOString()).toBe(hour(2));
    expect(busiestMs([], asked)).toBe(NOW);
  });

  it('counts what does not fit', () => {
    expect(fitting([1, 2, 3], 2)).toEqual({ shown: [1, 2], leftOut: 1 });
  });
});
