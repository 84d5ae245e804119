// How the list stays still: things do not jump under a pointer. What is shown is brought up to date at once in its place; the order
// changes every few seconds at most, and not at all while somebody points at the list or works in it, unless something urgent is new.
import type { Item } from './items.ts';

/** The order changes no more often than this. */
export const STILL_MS = 4_000;

export interface Arranged {
  items: Item[];
  /** Ids of items that are shown though they need nobody any more: somebody is pointing at the list. */
  over: ReadonlySet<string>;
  orderedAtMs: number;
}

export const NOTHING_ARRANGED: Arranged = { items: [], over: new Set(), orderedAtMs: 0 };

/** What to show, of what was shown, what there is now in order, and whether somebody's pointer or focus is in the list. */
export function arrange(before: Arranged, items: readonly Item[], nowMs: number, held: boolean): Arranged {
  const shown = new Set(before.items.map(({ id }) => id));
  const newUrgent = items.some((item) => item.urgency === 'urgent' && !shown.has(item.id));
  const waited = nowMs - before.orderedAtMs;
  if (newUrgent || (!held && (waited >= STILL_MS || waited < 0))) return { items: [...items], over: new Set(), orderedAtMs: nowMs };
  const current = new Map(items.map((item) => [item.id, item]));
  const kept: Item[] = [];
  const over = new Set<string>();
  for (const item of before.items) {
    const now = current.get(item.id);
    if (now) kept.push(now);
    else if (held) {
      kept.push(item);
      over.add(item.id);
    }
  }
  const added = items.filter(({ id }) => !shown.has(id));
  return { items: [...kept, ...added], over, orderedAtMs: before.orderedAtMs };
}
