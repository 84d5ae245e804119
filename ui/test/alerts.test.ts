// When the page sounds and notifies: once for what is new, again for what presses until somebody has it, never for what was told before.
import { describe, expect, it } from 'vitest';
import { decideAlerts, FLICKER_MS, MAX_REMEMBERED, NOTHING_KNOWN, readMemory, REPEAT_MS, take, type Memory } from '../src/views/now/decide.ts';
import type { Item, PlanName } from '../src/views/now/items.ts';

const plan: PlanName = { id: 'p', name: 'RAVEN 21', state: 'nonconforming', revision: 1 };
const left = (id: string, more: Partial<Item> = {}): Item =>
  ({ kind: 'off_nominal', id, urgency: 'urgent', insistent: true, plan, sinceMs: 0, ...more }) as Item;
const due = (id: string, urgency: Item['urgency'], insistent = false): Item => ({ kind: 'due', id, urgency, insistent, what: 'over', plan, atMs: 0 });

describe('alerts', () => {
  it('sound and announce what is new and urgent, once', () => {
    const first = decideAlerts(NOTHING_KNOWN, [due('a', 'urgent'), due('b', 'soon')], 1_000_000);
    expect(first.announce.map(({ id }) => id)).toEqual(['a']);
    expect(first.sound).toBe('conflict');
    const second = decideAlerts(first.memory, [due('a', 'urgent'), due('b', 'soon')], 1_000_250);
    expect(second.announce).toEqual([]);
    expect(second.sound).toBeUndefined();
  });

  it('have a sound of their own for what left its volumes, also beside other things', () => {
    expect(decideAlerts(NOTHING_KNOWN, [due('a', 'urgent'), left('b')], 1_000_000).sound).toBe('left');
  });

  it('tell of a thing that becomes urgent later', () => {
    const first = decideAlerts(NOTHING_KNOWN, [due('a', 'soon')], 1_000_000);
    expect(first.sound).toBeUndefined();
    expect(decideAlerts(first.memory, [due('a', 'urgent')], 1_001_000).announce.map(({ id }) => id)).toEqual(['a']);
  });

  it('come again every twenty seconds for what presses, and not for the rest', () => {
    const { memory } = decideAlerts(NOTHING_KNOWN, [left('a')], 1_000_000);
    expect(decideAlerts(memory, [left('a')], 1_000_000 + REPEAT_MS - 1).sound).toBeUndefined();
    const again = decideAlerts(memory, [left('a')], 1_000_000 + REPEAT_MS);
    expect(again.sound).toBe('left');
    expect(again.announce).toEqual([]);
    expect(decideAlerts(again.memory, [left('a')], 1_000_001 + REPEAT_MS).sound).toBeUndefined();
    const once = decideAlerts(NOTHING_KNOWN, [due('b', 'urgent')], 1_000_000);
    expect(decideAlerts(once.memory, [due('b', 'urgent')], 1_000_000 + 2 * REPEAT_MS).sound).toBeUndefined();
  });

  it('stop when somebody has it, and go on for the others', () => {
    const { memory } = decideAlerts(NOTHING_KNOWN, [left('a'), left('b')], 1_000_000);
    const half = take(memory, 'a');
    expect(decideAlerts(half, [left('a'), left('b')], 1_000_000 + REPEAT_MS).sound).toBe('left');
    expect(decideAlerts(take(half, 'b'), [left('a'), left('b')], 1_000_000 + REPEAT_MS).sound).toBeUndefined();
  });

  it('do not come again when a thing flickers, and do when it comes back after it was gone', () => {
    const { memory } = decideAlerts(NOTHING_KNOWN, [left('a')], 1_000_000);
    const gone = decideAlerts(memory, [], 1_001_000);
    expect(decideAlerts(gone.memory, [left('a')], 1_002_000).announce).toEqual([]);
    const long = decideAlerts(gone.memory, [], 1_000_001 + FLICKER_MS);
    expect(decideAlerts(long.memory, [left('a')], 1_000_002 + FLICKER_MS).announce).toHaveLength(1);
  });

  it('do not come again after a reload, however long it took', () => {
    const { memory } = decideAlerts(NOTHING_KNOWN, [left('a')], 1_000_000);
    const kept = readMemory(JSON.stringify(take(memory, 'a')));
    const after = decideAlerts(kept, [left('a')], 1_000_000 + 3_600_000);
    expect(after.announce).toEqual([]);
    expect(after.sound).toBeUndefined();
  });
});

describe('the memory', () => {
  it('is bounded', () => {
    const many = Array.from({ length: MAX_REMEMBERED + 100 }, (_, index) => left(`i${index}`));
    expect(decideAlerts(NOTHING_KNOWN, many, 1_000_000).memory.known).toHaveLength(MAX_REMEMBERED);
  });

  it('is nothing when what was kept is not what the page wrote', () => {
    for (const text of [null, '', '[]', '{"known":1}', 'null', '{"known":[],"taken":[]}']) expect(readMemory(text)).toEqual(NOTHING_KNOWN);
    const odd: Memory = readMemory('{"known":[{"id":1},{"id":"a","lastMs":5},null],"taken":["a",7],"lastSoundMs":3}');
    expect(odd).toEqual({ known: [{ id: 'a', lastMs: 5 }], taken: ['a'], lastSoundMs: 3 });
  });
});
