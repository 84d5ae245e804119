// The entries that the view holds: the newest page, older ones when they are asked for, and those that were recorded since. It asks the
// node and keeps what it answers; it draws nothing. Only one question is under way at a time, and a newer one ends an older.
import { signal } from '@preact/signals';
import { get } from '../../api/client.ts';
import type { LogEntry, LogPage } from '../../api/types.ts';
import { questionOf, type Filters } from './filters.ts';

export const PAGE_ENTRIES = 50;
/** Entries that are held; for older ones there are the filters and the export. */
export const MAX_ENTRIES = 1_000;
/** Pages that are read to catch up with what was recorded since; beyond that it begins anew. */
const MAX_CATCH_UP_PAGES = 4;
/** Pages without an entry that are read one after the other before somebody is asked whether to look further back. */
const MAX_EMPTY_PAGES = 5;

export interface Feed {
  entries: LogEntry[];
  /** Recorded since, not yet shown because somebody reads further down. */
  waiting: LogEntry[];
  nextBefore: number | undefined;
  head: number;
  state: 'loading' | 'ready' | 'failed';
  error: unknown;
}

const EMPTY: Feed = { entries: [], waiting: [], nextBefore: undefined, head: 0, state: 'loading', error: undefined };

export const feed = signal<Feed>(EMPTY);

let filters: Filters = {};
let asking: AbortController | undefined;

const ask = (question: Record<string, string | number | undefined>, signal: AbortSignal): Promise<LogPage> =>
  get<LogPage>(`log?${questionOf(filters, { limit: PAGE_ENTRIES, ...question })}`, { signal });

/** Runs one question; the answer counts unless another was begun since. */
async function alone(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
  asking?.abort();
  const mine = new AbortController();
  asking = mine;
  try {
    await work(mine.signal);
  } catch (error) {
    if (!mine.signal.aborted) feed.value = { ...feed.peek(), state: 'failed', error };
  } finally {
    if (asking === mine) asking = undefined;
  }
}

/** Begins anew with other filters. */
export function begin(wanted: Filters): Promise<void> {
  filters = wanted;
  feed.value = EMPTY;
  return alone(async (signal) => {
    const page = await search(undefined, signal);
    feed.value = { ...EMPTY, entries: page.entries, nextBefore: page.next_before, head: page.head, state: 'ready' };
  });
}

/** A page that has entries. The node gives up after a while: a page without any may still have older ones behind it. */
async function search(before: number | undefined, signal: AbortSignal): Promise<LogPage> {
  let page = await ask({ before }, signal);
  for (let more = 1; more < MAX_EMPTY_PAGES && page.entries.length === 0 && page.next_before !== undefined; more += 1) {
    page = await ask({ before: page.next_before }, signal);
  }
  return page;
}

/** Reads the next older page. */
export function older(): Promise<void> {
  const before = feed.peek().nextBefore;
  if (before === undefined) return Promise.resolve();
  feed.value = { ...feed.peek(), state: 'loading' };
  return alone(async (signal) => {
    const page = await search(before, signal);
    const entries = [...feed.peek().entries, ...page.entries].slice(0, MAX_ENTRIES);
    const nextBefore = entries.length < MAX_ENTRIES ? page.next_before : undefined;
    feed.value = { ...feed.peek(), entries, nextBefore, head: page.head, state: 'ready' };
  });
}

/** Fetches what was recorded since the newest entry; it waits until `showNew` unless `atTop`. */
export function catchUp(atTop: boolean): Promise<void> {
  if (asking || feed.peek().state === 'loading') return Promise.resolve();
  return alone(async (signal) => {
    const { waiting, entries } = feed.peek();
    const top = (waiting[0] ?? entries[0])?.index ?? -1;
    const fresh: LogEntry[] = [];
    let before: number | undefined;
    for (let page = 0; page < MAX_CATCH_UP_PAGES; page += 1) {
      const answer = await ask({ before }, signal);
      const newer = answer.entries.filter((entry) => entry.index > top);
      fresh.push(...newer);
      feed.value = { ...feed.peek(), head: answer.head };
      before = answer.next_before;
      if (newer.length < answer.entries.length || before === undefined || before <= top + 1) return take(fresh, atTop);
    }
    // Too much happened since: what lies between is read again page by page.
    feed.value = { ...feed.peek(), entries: fresh, waiting: [], nextBefore: before, state: 'ready', error: undefined };
  });
}

function take(fresh: LogEntry[], atTop: boolean): void {
  const now = feed.peek();
  feed.value = { ...now, waiting: [...fresh, ...now.waiting].slice(0, MAX_ENTRIES), state: 'ready', error: undefined };
  if (atTop) showNew();
}

/** Puts what waits on top. */
export function showNew(): void {
  const now = feed.peek();
  if (now.waiting.length === 0) return;
  const entries = [...now.waiting, ...now.entries].slice(0, MAX_ENTRIES);
  const cut = now.entries.length + now.waiting.length > MAX_ENTRIES;
  feed.value = { ...now, entries, waiting: [], nextBefore: cut ? entries.at(-1)?.index : now.nextBefore };
}

/** Ends what is under way; the entries stay for when the view is opened again. */
export function stop(): void {
  asking?.abort();
  asking = undefined;
}
