// The view "now": the list that stays still, and what it says.
import { beforeAll, describe, expect, it } from 'vitest';
import type { Meeting, Notice } from '../src/api/types.ts';
import { arrange, NOTHING_ARRANGED, STILL_MS, type Arranged } from '../src/views/now/arrange.ts';
import type { Item, PlanName } from '../src/views/now/items.ts';
import { factsOf, NOTICE_KINDS, noticeText, titleOf, whensOf } from '../src/views/now/words.ts';
import { bare, readAs } from './desk.ts';

const plan: PlanName = { id: '11111111-0000', name: 'RAVEN 21', state: 'accepted', revision: 1 };
const item = (id: string, urgency: Item['urgency'] = 'soon', atMs = 0): Item => ({ kind: 'due', id, urgency, insistent: false, what: 'start', plan, atMs });
const ids = ({ items }: Arranged): string[] => items.map(({ id }) => id);

describe('the list', () => {
  const shown = arrange(NOTHING_ARRANGED, [item('a'), item('b')], 10_000, false);

  it('takes a new order only every few seconds, and new things at its end until then', () => {
    const soon = arrange(shown, [item('c'), item('b'), item('a')], 10_500, false);
    expect(ids(soon)).toEqual(['a', 'b', 'c']);
    expect(ids(arrange(soon, [item('c'), item('b'), item('a')], 10_000 + STILL_MS, false))).toEqual(['c', 'b', 'a']);
  });

  it('shows what changed in its place at once', () => {
    const changed = arrange(shown, [item('b'), item('a', 'soon', 77)], 10_100, false);
    expect(changed.items[0]).toMatchObject({ id: 'a', atMs: 77 });
  });

  it('lets go of what is over, but not under a pointer', () => {
    expect(ids(arrange(shown, [item('b')], 10_100, false))).toEqual(['b']);
    const held = arrange(shown, [item('b')], 99_000, true);
    expect(ids(held)).toEqual(['a', 'b']);
    expect([...held.over]).toEqual(['a']);
    expect(ids(arrange(held, [item('b')], 99_100, false))).toEqual(['b']);
  });

  it('makes way for something urgent that is new, whoever points at it', () => {
    expect(ids(arrange(shown, [item('u', 'urgent'), item('b'), item('a')], 10_100, true))).toEqual(['u', 'b', 'a']);
  });
});

describe('what it says', () => {
  beforeAll(() => readAs());
  const meeting: Meeting = {
    kind: 'peer_operation', other: '22222222-0000', manager: 'Levant Air', weight: 'equal_priority', blocks: true, certain: false, pairs_total: 2,
    pairs: [{ own: 0, other: 0, horizontal_m: 412.3, vertical_m: 35.5, seconds: 1_260, lat: 32, lng: 36, certain: false }],
  };

  it('names both sides of a conflict, its depth and its doubt', () => {
    const conflict: Item = { kind: 'conflict', id: 'c', urgency: 'urgent', insistent: true, plan, meeting, blocks: true, depthM: 412.3 };
    expect(bare(titleOf(conflict))).toBe('RAVEN 21 is in conflict with operation 22222222 of Levant Air');
    expect(factsOf(conflict).map(bare)).toEqual([
      'neither has precedence', '412 m deep on the ground', '36 m of common height', '21 min of common time', 'in 2 places', 'not certain: heights are not known exactly',
    ]);
  });

  it('counts down to contingent, and then says that it is due', () => {
    const off: Item = { kind: 'off_nominal', id: 'o', urgency: 'urgent', insistent: true, plan, sinceMs: 0, contingentAtMs: 60_000 };
    expect(whensOf(off, 18_000).map(({ text, timer }) => [bare(text), timer])).toEqual([['contingent in 42 s', true], ['left its volumes 18 s ago', false]]);
    expect(bare(whensOf(off, 60_000)[0]?.text ?? '')).toBe('contingent at any moment');
  });

  it('has words for every kind of notice in every language', async () => {
    const position = { at: '2026-11-22T08:00:00Z', lat: 32, lng: 36, height_m: 900 };
    const all: Record<Notice['kind'], object> = {
      conflict_found: { meeting }, conflict_cleared: { other: 'x' }, plan_changed_near: { other: 'x', manager: 'm', state: 'activated' }, area_activated: { meeting },
      state_changed: { from: 'accepted', to: 'activated', automatic: false }, left_volumes: { position }, back_in_volumes: {},
      delivery_failing: { to: 'https://a', problem: 'p', attempts: 3 }, write_unheard: {}, reconciled: { landed: true }, meetings_left_out: { count: 3 },
      peer_unreadable: { manager: 'm', problem: 'p' },
    };
    expect(Object.keys(all).sort()).toEqual([...NOTICE_KINDS].sort());
    for (const language of ['ar', 'en', 'fr', 'ru', 'tr'] as const) {
      await readAs({ language });
      for (const [kind, more] of Object.entries(all)) {
        const text = noticeText({ seq: 1, at: '2026-11-22T08:00:00Z', kind, ...more } as Notice, 'RAVEN 21');
        expect(text, `${language} ${kind}`).not.toMatch(/now-|\{/);
      }
    }
  });
});
