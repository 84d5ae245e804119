// The fold of the stream: things as they are now, things that are gone, and one redraw for a burst.
import { beforeEach, describe, expect, test } from 'vitest';
import type { AircraftPosition, Notice, Picture, Plan } from '../src/api/types.ts';
import { MAX_NOTICES, PictureStores } from '../src/state/picture.ts';
import { flush, Store } from '../src/state/store.ts';

const plan = (id: string, revision = 1): Plan => ({
  id, revision, state: 'accepted', name: id, priority: 0, volumes: [], off_nominal_volumes: [], authorisations: [], stated: [], planner: 'layan',
  created: '2026-11-22T09:00:00Z', changed: '2026-11-22T09:00:00Z', meetings: [], deliveries: { waiting: 0, failing: 0 },
});
const position = (operation: string, lat: number): AircraftPosition => ({ operation, at: '2026-11-22T09:00:00Z', lat, lng: 35.9, height_m: 900 });
const notice = (seq: number): Notice => ({ seq, at: '2026-11-22T09:00:00Z', kind: 'write_unheard' });

let stores: PictureStores;
beforeEach(() => {
  stores = new PictureStores();
});

describe('the picture', () => {
  test('has each thing as it was told last', () => {
    stores.apply({ event: 'plan', data: plan('a', 1) });
    stores.apply({ event: 'plan', data: plan('a', 2) });
    stores.apply({ event: 'plan', data: plan('b', 1) });
    expect([...stores.plans.all()].map(({ id, revision }) => [id, revision])).toEqual([['a', 2], ['b', 1]]);
  });
  test('forgets what is gone, and with a plan its position', () => {
    stores.apply({ event: 'plan', data: plan('a') });
    stores.apply({ event: 'positions', data: [position('a', 31.9), position('b', 31.8)] });
    stores.apply({ event: 'gone', data: { kind: 'plan', id: 'a' } });
    expect([stores.plans.size, stores.positions.get('a'), stores.positions.get('b')?.lat]).toEqual([0, undefined, 31.8]);
    stores.apply({ event: 'gone', data: { kind: 'area', id: 'never known' } });
    expect(stores.areas.size).toBe(0);
  });
  test('is empty after a reset', () => {
    stores.apply({ event: 'plan', data: plan('a') });
    stores.apply({ event: 'notice', data: notice(1) });
    stores.apply({ event: 'reset', data: {} });
    expect([stores.plans.size, stores.notices.size]).toEqual([0, 0]);
  });
  test('moves positions, one for each operation', () => {
    stores.apply({ event: 'positions', data: [position('a', 31.9)] });
    stores.apply({ event: 'positions', data: [position('a', 32)] });
    expect([...stores.positions.all()].map(({ lat }) => lat)).toEqual([32]);
  });
  test('keeps the newest notices only, and takes one that was seen as it is now', () => {
    for (let seq = 1; seq <= MAX_NOTICES + 50; seq += 1) stores.apply({ event: 'notice', data: notice(seq) });
    expect(stores.notices.size).toBe(MAX_NOTICES);
    expect(Math.min(...[...stores.notices.all()].map(({ seq }) => seq))).toBe(51);
    const seen = { ...notice(100), seen: { by: 'layan', at: '2026-11-22T09:05:00Z' } };
    stores.apply({ event: 'notice', data: seen });
    expect(stores.notices.size).toBe(MAX_NOTICES);
    expect([...stores.notices.all()].find(({ seq }) => seq === 100)?.seen?.by).toBe('layan');
  });
  test('is filled with a picture of the past, and with nothing from before', () => {
    stores.apply({ event: 'plan', data: plan('later') });
    const past: Picture = {
      index: 5, as_of: '2026-11-22T08:00:00Z', plans: [plan('a')], known_operations: [], known_constraints: [], areas: [], positions: [position('a', 31)], deliveries: [],
      notices: [notice(2)], templates: [], left_out: 0,
    };
    stores.fill(past);
    expect([[...stores.plans.all()].map(({ id }) => id), stores.positions.size, stores.notices.size]).toEqual([['a'], 1, 1]);
  });
});

describe('a store', () => {
  test('tells of a burst once', () => {
    const store = new Store<number>();
    for (let index = 0; index < 5_000; index += 1) store.set(String(index), index);
    expect(store.version.value).toBe(0);
    flush();
    expect(store.version.value).toBe(1);
    store.remove('not there');
    flush();
    expect(store.version.value).toBe(1);
    store.remove('1');
    flush();
    expect([store.version.value, store.size]).toEqual([2, 4_999]);
  });
});
