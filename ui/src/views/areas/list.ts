// Which areas are listed and in which order, and when an area is active: pure, over the windows that the node worked out.
import type { Area, AreaKind, KnownConstraint, Window } from '../../api/types.ts';
import { foldWord } from '../../format/months.ts';

export type KindFilter = AreaKind | 'all';
export type TimeFilter = 'all' | 'active' | 'soon';
export type PublishedFilter = 'all' | 'published' | 'unpublished';

export interface Filter {
  text: string;
  kind: KindFilter;
  time: TimeFilter;
  published: PublishedFilter;
}

export const EVERYTHING: Filter = { text: '', kind: 'all', time: 'all', published: 'all' };

/** `soon` is what becomes active within this. */
export const SOON_MS = 24 * 3_600_000;

/** When an area is active, seen from one moment. */
export type Activity =
  | { state: 'always' }
  /** Until when; absent for without end. */
  | { state: 'active'; untilMs?: number }
  | { state: 'later'; fromMs: number }
  /** No window is to come. */
  | { state: 'over' };

export interface Span {
  startMs: number;
  endMs: number;
}

/** A window as milliseconds; without bounds where it has none. */
export const spanOf = ({ start, end }: Window): Span => ({
  startMs: start === null ? Number.NEGATIVE_INFINITY : Date.parse(start),
  endMs: end === null ? Number.POSITIVE_INFINITY : Date.parse(end),
});

/** From the windows, which are in order and apart. */
export function activity(windows: readonly Window[], nowMs: number): Activity {
  for (const window of windows) {
    const { startMs, endMs } = spanOf(window);
    if (endMs <= nowMs) continue;
    if (startMs > nowMs) return { state: 'later', fromMs: startMs };
    if (startMs === Number.NEGATIVE_INFINITY && endMs === Number.POSITIVE_INFINITY) return { state: 'always' };
    return Number.isFinite(endMs) ? { state: 'active', untilMs: endMs } : { state: 'active' };
  }
  return { state: 'over' };
}

export const isActive = (windows: readonly Window[], nowMs: number): boolean => {
  const { state } = activity(windows, nowMs);
  return state === 'always' || state === 'active';
};

/** Those that fit, active ones first, then by when they become active, then by name. */
export function listAreas(areas: Iterable<Area>, filter: Filter, nowMs: number): Area[] {
  const words = foldWord(filter.text).split(' ').filter(Boolean);
  const found: { area: Area; fromMs: number }[] = [];
  for (const area of areas) {
    const now = activity(area.windows, nowMs);
    if (!fits(area, filter, now, nowMs)) continue;
    const name = foldWord(area.name);
    if (!words.every((word) => name.includes(word) || area.id.startsWith(word))) continue;
    found.push({ area, fromMs: now.state === 'later' ? now.fromMs : now.state === 'over' ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY });
  }
  return found.sort((a, b) => order(a, b)).map(({ area }) => area);
}

function order(a: { area: Area; fromMs: number }, b: { area: Area; fromMs: number }): number {
  if (a.fromMs !== b.fromMs) return a.fromMs < b.fromMs ? -1 : 1;
  return a.area.name.localeCompare(b.area.name) || a.area.id.localeCompare(b.area.id);
}

function fits(area: Area, { kind, time, published }: Filter, now: Activity, nowMs: number): boolean {
  if (kind !== 'all' && area.kind !== kind) return false;
  if (published !== 'all' && area.published !== (published === 'published')) return false;
  if (time === 'active') return now.state === 'always' || now.state === 'active';
  if (time === 'soon') return now.state === 'later' && now.fromMs - nowMs <= SOON_MS;
  return true;
}

/** The window of a constraint of another party: from the first start of its volumes to the last end. */
export function constraintWindow({ volumes }: KnownConstraint): Window {
  const starts = volumes.map((volume) => volume.time_start);
  const ends = volumes.map((volume) => volume.time_end);
  return { start: inOrder(starts)?.[0] ?? null, end: inOrder(ends)?.at(-1) ?? null };
}

/** Earliest first; nothing if there are none or one is open. */
function inOrder(times: (string | undefined)[]): string[] | undefined {
  const given = times.filter((time) => time !== undefined);
  return given.length < times.length ? undefined : given.sort((a, b) => Date.parse(a) - Date.parse(b));
}
