// Ways around what blocks a plan, applied to the draft in the reader's own units: what the reader drew stays what was drawn, moved.
// The node checked each; the draft is checked again once it was applied.
import type { Alternative } from '../../api/types.ts';
import { partOfVolume, shifted, volumesOf, type Draft, type Height, type Part } from './draft.ts';

const FOOT_M = 0.3048;
const FEET_PER_LEVEL = 100;

/** The draft that takes a way around. */
export function applied(draft: Draft, alternative: Alternative): Draft {
  const seconds = Math.ceil(Math.abs(alternative.seconds ?? 0));
  const metres = Math.abs(alternative.metres ?? 0);
  switch (alternative.kind) {
    case 'later':
      return shifted(draft, seconds * 1_000);
    case 'earlier':
      return shifted(draft, -seconds * 1_000);
    case 'higher':
      return raised(draft, metres);
    case 'lower':
      return raised(draft, -metres);
    case 'hold':
      return held(draft, alternative);
  }
}

function raised(draft: Draft, metres: number): Draft {
  const parts = draft.parts.map((part) => ({ ...part, lower: moved(part.lower, metres), upper: moved(part.upper, metres) }));
  return { ...draft, parts };
}

// Rounded away from what is in the way, to what a person would type.
function moved(height: Height, metres: number): Height {
  if (height.value === null) return height;
  const unit = height.reference === 'FL' ? FOOT_M * FEET_PER_LEVEL : height.units === 'FT' ? FOOT_M : 1;
  const step = height.reference === 'FL' ? 0.01 : height.units === 'FT' ? 1 : 0.1;
  const steps = metres / unit / step;
  const by = (metres > 0 ? Math.ceil(steps - 1e-9) : Math.floor(steps + 1e-9)) * step;
  return { ...height, value: Math.round((height.value + by) * 1_000) / 1_000 };
}

/** Times as the node found them, where its volumes are those of the draft one by one; otherwise the volumes themselves. */
function held(draft: Draft, alternative: Alternative): Draft {
  const counts = draft.parts.map((part) => volumesOf(part).length);
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total !== alternative.volumes.length || draft.parts.some((part) => (part.buffer_m ?? 0) > 0)) {
    return { ...draft, parts: alternative.volumes.map(partOfVolume) };
  }
  let first = 0;
  const parts = draft.parts.map((part, index) => {
    const own = alternative.volumes.slice(first, first + (counts[index] ?? 0));
    first += own.length;
    return { ...part, ...times(own, part) };
  });
  return { ...draft, parts };
}

/** Whole seconds, later rather than earlier: the wait is over when the way is free. */
function times(volumes: Alternative['volumes'], part: Part): Pick<Part, 'start_ms' | 'end_ms'> {
  const read = (instants: (string | undefined)[], pick: (...all: number[]) => number, old: number | null): number | null => {
    const all = instants.map((instant) => Date.parse(instant ?? '')).filter((at) => !Number.isNaN(at));
    if (all.length === 0) return old;
    const at = pick(...all);
    return at === old ? old : Math.ceil(at / 1_000) * 1_000;
  };
  return {
    start_ms: read(volumes.map((volume) => volume.time_start), Math.min, part.start_ms),
    end_ms: read(volumes.map((volume) => volume.time_end), Math.max, part.end_ms),
  };
}

/** Order in which they are offered: least change first, in time before in height. */
const ORDER: Alternative['kind'][] = ['later', 'earlier', 'higher', 'lower', 'hold'];

export const inOrder = (alternatives: readonly Alternative[]): Alternative[] =>
  [...alternatives].sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
