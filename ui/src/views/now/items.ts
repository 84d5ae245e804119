// What can need somebody, as data: no words, no marks. `attention.ts` finds these things, `words.ts` says them, `item.tsx` shows them.
import type { AreaKind, Instant, Meeting, PlanState, Position } from '../../api/types.ts';
import type { ThingKind } from '../../state/selection.ts';

/** `urgent` sounds and is counted beside the way to the view; `soon` wants a look within minutes; `know` can wait. */
export type Urgency = 'urgent' | 'soon' | 'know';

/** Names of operations that one item lists; the rest are counted. */
export const MAX_NAMES = 5;

/** An own operation, as much of it as an item says. */
export interface PlanName {
  id: string;
  name: string;
  state: PlanState;
  revision: number;
}

interface Head {
  /** The same thing has the same id for as long as it needs somebody. */
  id: string;
  urgency: Urgency;
  /** Whether its sound comes again until somebody says that it is theirs. */
  insistent: boolean;
  /** What the map can show of it. */
  about?: { kind: ThingKind; id: string };
}

export type Item = Head &
  (
    | { kind: 'line'; sinceMs: number }
    | { kind: 'conflict'; plan: PlanName; meeting: Meeting; blocks: boolean; fromMs?: number; depthM: number }
    | { kind: 'off_nominal'; plan: PlanName; sinceMs: number; contingentAtMs?: number; lastPosition?: Position }
    | { kind: 'peer_off_nominal'; other: string; manager: string; state: PlanState; sinceMs?: number; meets: boolean; plans: PlanName[] }
    | {
        kind: 'area_soon';
        name: string;
        areaKind: AreaKind;
        /** Whose, if it is not this desk's. */
        manager?: string;
        startMs: number;
        endMs?: number;
        plans: PlanName[];
      }
    | {
        kind: 'delivery';
        to: string;
        /** The problem of the newest try. */
        problem?: string;
        attempts: number;
        nextMs: number;
        sinceMs: number;
        subjects: { kind: 'operation' | 'constraint'; id: string; name: string }[];
        count: number;
      }
    | { kind: 'unheard'; plan: PlanName; wanted: PlanState; sinceMs: number }
    | { kind: 'due'; what: 'start' | 'late' | 'end' | 'over'; plan: PlanName; atMs: number }
    | { kind: 'unseen'; count: number; upTo: number; sinceMs: number }
  );

export type ItemKind = Item['kind'];
export type ItemOf<K extends ItemKind> = Extract<Item, { kind: K }>;

/** In which order kinds of things are dealt with. */
export const KINDS: readonly ItemKind[] = [
  'line', 'conflict', 'off_nominal', 'peer_off_nominal', 'area_soon', 'delivery', 'unheard', 'due', 'unseen',
];

const read = new Map<string, number>();
/** Instants whose reading is kept: those of a picture of thousands are read anew every second otherwise. */
const MAX_READ = 50_000;

export function toMs(instant: Instant | null | undefined): number | undefined {
  if (!instant) return undefined;
  let ms = read.get(instant);
  if (ms === undefined) {
    ms = Date.parse(instant);
    if (read.size >= MAX_READ) read.clear();
    read.set(instant, ms);
  }
  return Number.isNaN(ms) ? undefined : ms;
}

/** Any order that stays the same: that of a language would cost a hundred times as much, for ids that nobody reads. */
export const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
