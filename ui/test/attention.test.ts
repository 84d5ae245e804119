// What needs somebody, found in a picture: what is told, in which order, and for how long.
import { describe, expect, it } from 'vitest';
import type { Area, Delivery, KnownConstraint, KnownOperation, Meeting, Notice, Pair, Plan, Volume } from '../src/api/types.ts';
import { PictureStores } from '../src/state/picture.ts';
import { attention, isFresh, lineDown, MAX_ITEMS } from '../src/views/now/attention.ts';
import type { Item, ItemKind, ItemOf } from '../src/views/now/items.ts';

const NOW = Date.parse('2026-11-22T08:00:00Z');
const at = (minutes: number): string => new Date(NOW + minutes * 60_000).toISOString();
const volume = (from: number, to: number): Volume => ({ volume: {}, time_start: at(from), time_end: at(to) });

const plan = (id: string, more: Partial<Plan> = {}): Plan => ({
  id, revision: 1, state: 'accepted', name: id, priority: 0, volumes: [volume(120, 180)], off_nominal_volumes: [], authorisations: [], stated: [],
  planner: 'nadia', created: at(-100), changed: at(-50), meetings: [], deliveries: { waiting: 0, failing: 0 }, ...more,
});
const pair = (more: Partial<Pair> = {}): Pair => ({ own: 0, other: 0, horizontal_m: 100, lat: 32, lng: 36, from: at(120), seconds: 600, certain: true, ...more });
const meeting = (other: string, more: Partial<Meeting> = {}): Meeting => ({
  kind: 'peer_operation', other, manager: 'peer', weight: 'equal_priority', blocks: true, certain: true, pairs_total: 1, pairs: [pair()], ...more,
});
const known = (id: string, state: KnownOperation['state']): KnownOperation => ({
  id, manager: 'peer', uss_base_url: 'https://peer', version: 1, state, time_start: at(-10), time_end: at(60), volumes: [volume(-10, 60)],
  off_nominal_volumes: [], withheld: false,
});
const area = (id: string, windows: [number | null, number | null][], more: Partial<Area> = {}): Area => ({
  id, name: id, kind: 'prohibited', layers: [], windows: windows.map(([start, end]) => ({ start: start === null ? null : at(start), end: end === null ? null : at(end) })),
  windows_unlisted: 0, published: false, constraints: [], constraints_unlisted: 0, document: {}, revision: 1, changed: at(-500), ...more,
});
const delivery = (id: number, to: string, more: Partial<Delivery> = {}): Delivery => ({
  id, to, subject: { kind: 'operation', id: 'p1' }, since: at(-3), attempts: 2, next: at(1), until: at(60), problem: 'timed out', ...more,
});

interface Given {
  plans?: Plan[];
  known?: KnownOperation[];
  constraints?: KnownConstraint[];
  areas?: Area[];
  deliveries?: Delivery[];
  notices?: Notice[];
}

const stores = (given: Given): PictureStores => {
  const made = new PictureStores();
  made.fill({
    index: 1, as_of: at(0), plans: given.plans ?? [], known_operations: given.known ?? [], known_constraints: given.constraints ?? [],
    areas: given.areas ?? [], positions: [], deliveries: given.deliveries ?? [], notices: given.notices ?? [], templates: [], left_out: 0,
  });
  return made;
};
const needs = (given: Given, nowMs = NOW): Item[] => attention(stores(given), nowMs, { contingentAfterS: 60 }).items;
const only = <K extends ItemKind>(items: Item[], kind: K): ItemOf<K>[] => items.filter((item): item is ItemOf<K> => item.kind === kind);

describe('the order', () => {
  it('is conflicts, own and others outside their volumes, areas, deliveries, writes, starts and ends, notices', () => {
    const items = needs({
      notices: [{ seq: 7, at: at(-1), kind: 'back_in_volumes' }],
      deliveries: [delivery(1, 'https://peer')],
      areas: [area('a1', [[30, 60]])],
      known: [known('k1', 'contingent')],
      plans: [
        plan('starts', { volumes: [volume(5, 60)] }),
        plan('unheard', { state: 'planning', pending: { state: 'accepted', since: at(-1) } }),
        plan('outside', { state: 'nonconforming', excursion: { since: at(-2) }, volumes: [volume(-10, 60)], meetings: [meeting('k1', { blocks: false, weight: 'equal_permitted' })] }),
        plan('meets', { meetings: [meeting('k2')] }),
      ],
    });
    expect(items.map(({ kind }) => kind)).toEqual(['conflict', 'off_nominal', 'peer_off_nominal', 'area_soon', 'delivery', 'unheard', 'due', 'unseen']);
  });

  it('is bounded, and the rest is counted', () => {
    const areas = Array.from({ length: MAX_ITEMS + 7 }, (_, index) => area(`a${index}`, [[10, 20]]));
    const found = attention(stores({ areas }), NOW, {});
    expect(found.items).toHaveLength(MAX_ITEMS);
    expect(found.more).toBe(7);
  });

  it('has nothing in it when nothing needs anybody', () => {
    expect(needs({ plans: [plan('quiet')], known: [known('far', 'nonconforming')], areas: [area('always', [[null, null]])] })).toEqual([]);
  });
});

describe('conflicts', () => {
  it('come soonest first, then deepest, and those that block before those that are permitted', () => {
    const items = only(
      needs({
        plans: [
          plan('late', { meetings: [meeting('k1', { pairs: [pair({ from: at(150) })] })] }),
          plan('shallow', { meetings: [meeting('k2', { pairs: [pair({ horizontal_m: 5 })] })] }),
          plan('deep', { meetings: [meeting('k3', { pairs: [pair({ horizontal_m: 500 })] })] }),
          plan('first', { meetings: [meeting('k4', { blocks: false, weight: 'higher_priority', pairs: [pair({ from: at(1) })] })] }),
        ],
      }),
      'conflict',
    );
    expect(items.map((item) => item.plan.id)).toEqual(['deep', 'shallow', 'late', 'first']);
    expect(items.map((item) => item.urgency)).toEqual(['urgent', 'urgent', 'urgent', 'soon']);
    expect(items[0]?.depthM).toBe(500);
  });

  it('between two own operations are one', () => {
    const both = needs({
      plans: [
        plan('a', { meetings: [meeting('b', { kind: 'own_operation' })] }),
        plan('b', { meetings: [meeting('a', { kind: 'own_operation' })] }),
      ],
    });
    expect(only(both, 'conflict').map(({ id }) => id)).toEqual(['conflict:a:b']);
  });

  it('are over when both are there no more, and when the plan is', () => {
    const past = meeting('k1', { pairs: [pair({ from: at(-30), seconds: 600 })] });
    expect(only(needs({ plans: [plan('p', { meetings: [past] })] }), 'conflict')).toEqual([]);
    expect(only(needs({ plans: [plan('p', { state: 'ended', meetings: [meeting('k1')] })] }), 'conflict')).toEqual([]);
  });

  it('with what is permitted or only advises are left to the map', () => {
    const meetings = [meeting('a', { kind: 'area', blocks: false, weight: 'advises' }), meeting('k', { blocks: false, weight: 'equal_permitted' })];
    expect(only(needs({ plans: [plan('p', { meetings })] }), 'conflict')).toEqual([]);
  });

  it('call again only when they are within the hour, or the operation flies', () => {
    const insistent = (state: Plan['state'], from: number): boolean | undefined =>
      only(needs({ plans: [plan('p', { state, volumes: [volume(-10, 600)], meetings: [meeting('k', { pairs: [pair({ from: at(from) })] })] })] }), 'conflict')[0]?.insistent;
    expect(insistent('accepted', 59)).toBe(true);
    expect(insistent('accepted', 61)).toBe(false);
    expect(insistent('activated', 61)).toBe(true);
  });

  it('without a time are as if they were now', () => {
    const { from: _from, ...open } = pair();
    expect(only(needs({ plans: [plan('p', { meetings: [meeting('k', { pairs: [open] })] })] }), 'conflict')[0]).toMatchObject({ insistent: true });
  });
});

describe('operations outside their volumes', () => {
  it('say since when, and when they become contingent', () => {
    const [item] = only(needs({ plans: [plan('p', { state: 'nonconforming', excursion: { since: at(-0.5) } })] }), 'off_nominal');
    expect(item).toMatchObject({ urgency: 'urgent', insistent: true, sinceMs: NOW - 30_000, contingentAtMs: NOW + 30_000 });
  });

  it('count down to nothing when they are contingent, when a person declared it, or when the rule is not known', () => {
    const counting = (more: Partial<Plan>, rules = { contingentAfterS: 60 } as { contingentAfterS?: number }): number | undefined =>
      only(attention(stores({ plans: [plan('p', more)] }), NOW, rules).items, 'off_nominal')[0]?.contingentAtMs;
    expect(counting({ state: 'contingent', excursion: { since: at(-5) } })).toBeUndefined();
    expect(counting({ state: 'nonconforming' })).toBeUndefined();
    expect(counting({ state: 'nonconforming', excursion: { since: at(-1) } }, {})).toBeUndefined();
  });

  it('are told while the state is still being changed', () => {
    expect(only(needs({ plans: [plan('p', { state: 'activated', volumes: [volume(-5, 60)], excursion: { since: at(-0.1) } })] }), 'off_nominal')).toHaveLength(1);
  });

  it('of others are told when own plans meet them, or a notice says that they are near a live one', () => {
    const near = (seq: number, other: string, operation: string): Notice => ({ seq, at: at(-2), kind: 'plan_changed_near', other, manager: 'peer', state: 'nonconforming', operation, seen: { by: 'x', at: at(-1) } });
    const items = only(
      needs({
        known: [known('met', 'contingent'), known('near', 'nonconforming'), known('away', 'nonconforming'), known('past', 'nonconforming'), known('fine', 'activated')],
        plans: [plan('mine', { meetings: [meeting('met'), meeting('fine')] }), plan('over', { state: 'ended' })],
        notices: [near(1, 'near', 'mine'), near(2, 'past', 'over')],
      }),
      'peer_off_nominal',
    );
    expect(items.map(({ other, meets, urgency, sinceMs }) => ({ other, meets, urgency, sinceMs }))).toEqual([
      { other: 'met', meets: true, urgency: 'urgent', sinceMs: undefined },
      { other: 'near', meets: false, urgency: 'soon', sinceMs: NOW - 120_000 },
    ]);
    expect(items[1]?.plans.map(({ id }) => id)).toEqual(['mine']);
  });
});

describe('areas about to become active', () => {
  it('are those of the next hour, where own operations are first', () => {
    const items = only(
      needs({
        areas: [area('sooner', [[5, 50]]), area('mine', [[40, 200]]), area('far', [[61, 90]]), area('active', [[-30, 30], [120, 200]])],
        plans: [plan('p', { volumes: [volume(100, 180)], meetings: [meeting('mine', { kind: 'area', blocks: false, weight: 'advises' })] })],
      }),
      'area_soon',
    );
    expect(items.map(({ name, urgency }) => [name, urgency])).toEqual([['mine', 'soon'], ['sooner', 'know']]);
  });

  it('are not those of another window than the one in which the operation flies', () => {
    const meets = { volumes: [volume(100, 180)], meetings: [meeting('a', { kind: 'area', blocks: false, weight: 'advises' })] };
    expect(only(needs({ areas: [area('a', [[10, 20], [100, 120]])], plans: [plan('p', meets)] }), 'area_soon')[0]).toMatchObject({ plans: [], urgency: 'know' });
  });

  it('stay for a while after they became active where own operations are', () => {
    const inside = plan('p', { volumes: [volume(-20, 180)], state: 'activated', meetings: [meeting('a', { kind: 'area', blocks: false, weight: 'advises' })] });
    const names = (minutes: number): string[] => only(needs({ areas: [area('a', [[0, 90]]), area('b', [[0, 90]])], plans: [inside] }, NOW + minutes * 60_000), 'area_soon').map(({ name }) => name);
    expect(names(-1)).toEqual(['a', 'b']);
    expect(names(5)).toEqual(['a']);
    expect(names(11)).toEqual([]);
  });

  it('include constraints of others', () => {
    const constraint: KnownConstraint = { id: 'c', manager: 'fire', uss_base_url: 'https://fire', version: 1, kind: 'prohibited', name: 'fire', volumes: [volume(20, 90), volume(30, 120)] };
    expect(only(needs({ constraints: [constraint] }), 'area_soon')[0]).toMatchObject({ manager: 'fire', startMs: NOW + 1_200_000, endMs: NOW + 7_200_000, about: { kind: 'known_constraint', id: 'c' } });
  });
});

describe('deliveries and writes', () => {
  it('that fail are told by peer, with the newest problem and the next try', () => {
    const items = only(
      needs({
        plans: [plan('p1')],
        deliveries: [delivery(1, 'https://a'), delivery(2, 'https://a', { attempts: 5, problem: 'status 503', since: at(-9), next: at(4) }), delivery(3, 'https://b', { attempts: 0 })],
      }),
      'delivery',
    );
    expect(items).toMatchObject([{ to: 'https://a', count: 2, attempts: 5, problem: 'status 503', sinceMs: NOW - 540_000, nextMs: NOW + 60_000 }]);
  });

  it('that are not heard are told after five seconds', () => {
    const writing = plan('p', { state: 'planning', pending: { state: 'accepted', since: at(0) } });
    expect(only(needs({ plans: [writing] }, NOW + 5_000), 'unheard')).toEqual([]);
    expect(only(needs({ plans: [writing] }, NOW + 5_001), 'unheard')).toHaveLength(1);
  });
});

describe('starts and ends', () => {
  const told = (state: Plan['state'], from: number, to: number): string | undefined => {
    const item = only(needs({ plans: [plan('p', { state, volumes: [volume(from, to)] })] }), 'due')[0];
    return item && `${item.what} ${item.urgency}`;
  };

  it('are told a quarter of an hour before, and when they are missed', () => {
    expect(told('accepted', 16, 60)).toBeUndefined();
    expect(told('accepted', 15, 60)).toBe('start soon');
    expect(told('accepted', -1, 60)).toBe('late soon');
    expect(told('accepted', -60, -1)).toBe('over know');
    expect(told('activated', -60, 16)).toBeUndefined();
    expect(told('activated', -60, 15)).toBe('end soon');
    expect(told('activated', -60, -1)).toBe('over urgent');
    expect(told('ended', -60, -1)).toBeUndefined();
  });
});

describe('notices', () => {
  it('that nobody has seen are one item, up to the newest', () => {
    const seen = { seen: { by: 'layan', at: at(-1) } };
    const notices: Notice[] = [
      { seq: 1, at: at(-9), kind: 'back_in_volumes', ...seen }, { seq: 2, at: at(-8), kind: 'write_unheard' }, { seq: 3, at: at(-7), kind: 'back_in_volumes' },
    ];
    expect(only(needs({ notices }), 'unseen')).toMatchObject([{ count: 2, upTo: 3, sinceMs: NOW - 480_000, urgency: 'know' }]);
  });
});

describe('the line', () => {
  it('needs somebody when nothing was heard for half a minute', () => {
    expect(lineDown({ state: 'broken', syncedAtMs: NOW - 29_000, index: 1, leftOut: 0 }, NOW)).toBeUndefined();
    expect(lineDown({ state: 'broken', syncedAtMs: NOW - 30_000, index: 1, leftOut: 0 }, NOW)).toMatchObject({ kind: 'line', urgency: 'urgent', sinceMs: NOW - 30_000 });
    expect(lineDown({ state: 'connecting', syncedAtMs: 0, index: 0, leftOut: 0 }, NOW)).toBeUndefined();
  });

  it('gives a picture that can be relied on only while it is live and fresh', () => {
    expect(isFresh({ state: 'live', syncedAtMs: NOW - 11_000, index: 1, leftOut: 0 }, NOW)).toBe(true);
    expect(isFresh({ state: 'live', syncedAtMs: NOW - 13_000, index: 1, leftOut: 0 }, NOW)).toBe(false);
    expect(isFresh({ state: 'broken', syncedAtMs: NOW, index: 1, leftOut: 0 }, NOW)).toBe(false);
    expect(isFresh({ state: 'live', syncedAtMs: 0, index: 0, leftOut: 0 }, NOW)).toBe(false);
  });
});
