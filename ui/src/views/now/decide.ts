// When to sound and what to announce, decided from what was announced before: a pure function, so that it can be tested without a
// loudspeaker. The same thing is announced once; the most pressing sound again until somebody says that they have them.
import type { Item } from './items.ts';

/** The most pressing sound again after this. */
export const REPEAT_MS = 20_000;
/** Things that were announced and are remembered. */
export const MAX_REMEMBERED = 500;
/** Things that are announced one by one at one time; if there are more, as one. */
export const MAX_ANNOUNCED = 3;
/** What comes back within this was never away: a conflict that flickers is one conflict. */
export const FLICKER_MS = 30_000;

export type Pattern = 'conflict' | 'left';

export interface Memory {
  /** Announced, with the moment at which it was last there. */
  known: readonly { id: string; lastMs: number }[];
  /** Those that somebody at this seat has taken. */
  taken: readonly string[];
  lastSoundMs: number;
}

export const NOTHING_KNOWN: Memory = { known: [], taken: [], lastSoundMs: 0 };

export interface Alerts {
  memory: Memory;
  /** What to sound, if anything. */
  sound?: Pattern;
  /** What is new. */
  announce: Item[];
}

/** What is to be done now. `items` are those of the live picture, never of a moment past. */
export function decideAlerts(before: Memory, items: readonly Item[], nowMs: number): Alerts {
  const urgent = items.filter((item) => item.urgency === 'urgent');
  const known = new Set(before.known.map(({ id }) => id));
  const announce = urgent.filter((item) => !known.has(item.id));
  const calling = urgent.filter((item) => item.insistent && !before.taken.includes(item.id));
  const repeats = calling.length > 0 && nowMs - before.lastSoundMs >= REPEAT_MS;
  const sounding = announce.length > 0 ? announce : repeats ? calling : [];
  const memory = remember(before, urgent, nowMs, sounding.length > 0);
  return sounding.length > 0 ? { memory, announce, sound: patternOf(sounding) } : { memory, announce };
}

/** Somebody at this seat has it: its sound stops, it stays listed. */
export function take(before: Memory, id: string): Memory {
  return before.taken.includes(id) ? before : { ...before, taken: [...before.taken, id].slice(-MAX_REMEMBERED) };
}

function patternOf(items: readonly Item[]): Pattern {
  return items.some((item) => item.kind === 'off_nominal' || item.kind === 'peer_off_nominal') ? 'left' : 'conflict';
}

function remember(before: Memory, urgent: readonly Item[], nowMs: number, sounded: boolean): Memory {
  const current = new Set(urgent.map(({ id }) => id));
  const still = before.known.filter(({ id, lastMs }) => !current.has(id) && nowMs - lastMs <= FLICKER_MS);
  const known = [...still, ...urgent.map(({ id }) => ({ id, lastMs: nowMs }))].slice(-MAX_REMEMBERED);
  const kept = new Set(known.map(({ id }) => id));
  return {
    known,
    taken: before.taken.filter((id) => kept.has(id)),
    lastSoundMs: sounded ? nowMs : before.lastSoundMs,
  };
}

/** What was remembered over a reload, if it is what this page wrote. */
export function readMemory(text: string | null): Memory {
  try {
    const found = JSON.parse(text ?? 'null') as Partial<Memory> | null;
    if (!found || !Array.isArray(found.known) || !Array.isArray(found.taken) || typeof found.lastSoundMs !== 'number') return NOTHING_KNOWN;
    const known = found.known.filter((entry) => typeof entry?.id === 'string' && typeof entry.lastMs === 'number');
    return {
      known: known.slice(-MAX_REMEMBERED),
      taken: found.taken.filter((id) => typeof id === 'string').slice(-MAX_REMEMBERED),
      lastSoundMs: found.lastSoundMs,
    };
  } catch {
    return NOTHING_KNOWN;
  }
}
