// What a plan must be before it is sent: the node's own limits, told beside the field while it is typed, with the range. The node
// decides anew; what it refuses nevertheless is tied to its field by `fieldOf`.
import type { Draft, Form, Height, Part } from './draft.ts';
import { volumesOf } from './draft.ts';
import { areaKm2, crossesItself } from './corridor.ts';

export const LIMITS = {
  vertices: 10_000,
  volumes: 1_000,
  ahead_ms: 30 * 86_400_000,
  lowest: -8_000,
  highest: 100_000,
  buffer_m: 50_000,
  /** Of one volume. */
  areaKm2: 2_500,
  /** Half of the width of a corridor: wider ones are areas. */
  halfWidth_m: 10_000,
  nameBytes: 1_000,
  fileBytes: 16 * 1024 * 1024,
  templateNameBytes: 200,
  templateBytes: 64 * 1024,
} as const;

/** Areas are told here to half a percent only: what is nearer to the limit, the node decides. */
const SURELY = 1.005;

/** Rings with more corners are not searched for crossings here: that grows with the square. */
const MAX_SEARCHED_CORNERS = 400;

export type PartField = 'form' | 'lower' | 'upper' | 'start' | 'end' | 'buffer' | 'radius';
export type PlanField = 'name' | 'priority' | 'parts';

/** What is wrong, with what to say of it (`plan-problem-…` and its figures) and where. */
export interface Problem {
  /** Index of the part; absent for what concerns the plan as a whole. */
  part?: number;
  field: PartField | PlanField;
  /** Key of the message. */
  key: string;
  figures?: Record<string, number>;
}

const bytes = (text: string): number => new TextEncoder().encode(text).length;

/** Everything that is wrong with a draft. Empty if it may be checked and sent. */
export function problems(draft: Draft, now_ms: number): Problem[] {
  const found: Problem[] = [];
  if (bytes(draft.name) > LIMITS.nameBytes) found.push({ field: 'name', key: 'plan-problem-name', figures: { most: LIMITS.nameBytes } });
  if (!Number.isSafeInteger(draft.priority)) found.push({ field: 'priority', key: 'plan-problem-priority' });
  if (draft.parts.length === 0) found.push({ field: 'parts', key: 'plan-problem-no-parts' });
  draft.parts.forEach((part, index) => found.push(...ofPart(part).map((problem) => ({ ...problem, part: index }))));
  if (found.length === 0) found.push(...ofWhole(draft, now_ms));
  return found;
}

function ofPart(part: Part): Problem[] {
  const found: Problem[] = [...ofForm(part.form)];
  for (const field of ['lower', 'upper'] as const) {
    if (!fits(part[field])) {
      found.push({ field, key: 'plan-problem-height', figures: { least: LIMITS.lowest, most: LIMITS.highest } });
    }
  }
  if (sameScale(part.lower, part.upper) && metres(part.lower) >= metres(part.upper)) {
    found.push({ field: 'upper', key: 'plan-problem-upper' });
  }
  if (part.start_ms === null) found.push({ field: 'start', key: 'plan-problem-time' });
  if (part.end_ms === null) found.push({ field: 'end', key: 'plan-problem-time' });
  else if (part.start_ms !== null && part.end_ms <= part.start_ms) found.push({ field: 'end', key: 'plan-problem-end' });
  if (!within(part.buffer_m, 0, LIMITS.buffer_m)) {
    found.push({ field: 'buffer', key: 'plan-problem-buffer', figures: { least: 0, most: LIMITS.buffer_m } });
  }
  return found;
}

function ofForm(form: Form): Problem[] {
  switch (form.kind) {
    case 'polygon': {
      const count = form.vertices.length;
      if (count < 3 || count > LIMITS.vertices) {
        return [{ field: 'form', key: 'plan-problem-vertices', figures: { least: 3, most: LIMITS.vertices, count } }];
      }
      if (areaKm2(form.vertices) > LIMITS.areaKm2 * SURELY) return [tooLarge(areaKm2(form.vertices))];
      return count <= MAX_SEARCHED_CORNERS && crossesItself(form.vertices) ? [{ field: 'form', key: 'plan-problem-crossing' }] : [];
    }
    case 'circle': {
      if (form.radius_m === null || !(form.radius_m > 0)) return [{ field: 'radius', key: 'plan-problem-radius' }];
      const area = (Math.PI * form.radius_m ** 2) / 1e6;
      return area > LIMITS.areaKm2 * SURELY ? [{ ...tooLarge(area), field: 'radius' }] : [];
    }
    case 'corridor': {
      const found: Problem[] = form.line.length < 2 ? [{ field: 'form', key: 'plan-problem-line' }] : [];
      if (!within(form.halfWidth_m, 1, LIMITS.halfWidth_m)) {
        found.push({ field: 'radius', key: 'plan-problem-width', figures: { least: 1, most: LIMITS.halfWidth_m } });
      }
      return found;
    }
  }
}

const tooLarge = (area: number): Problem => ({
  field: 'form', key: 'plan-problem-area', figures: { area: Math.ceil(area), most: LIMITS.areaKm2 },
});

function ofWhole(draft: Draft, now_ms: number): Problem[] {
  const volumes = draft.parts.flatMap(volumesOf);
  if (volumes.length > LIMITS.volumes) {
    return [{ field: 'parts', key: 'plan-problem-volumes', figures: { count: volumes.length, most: LIMITS.volumes } }];
  }
  const count = volumes.reduce((sum, { volume }) => sum + (volume.outline_polygon?.vertices.length ?? 1), 0);
  if (count > LIMITS.vertices) {
    return [{ field: 'parts', key: 'plan-problem-vertices-all', figures: { count, most: LIMITS.vertices } }];
  }
  const found: Problem[] = [];
  const first = draft.parts.findIndex((part) => (part.start_ms ?? 0) === Math.min(...draft.parts.map((each) => each.start_ms ?? 0)));
  if ((draft.parts[first]?.start_ms ?? 0) > now_ms + LIMITS.ahead_ms) {
    found.push({ part: first, field: 'start', key: 'plan-problem-ahead', figures: { days: LIMITS.ahead_ms / 86_400_000 } });
  }
  if (draft.parts.every((part) => (part.end_ms ?? 0) <= now_ms)) {
    found.push({ part: 0, field: 'end', key: 'plan-problem-past' });
  }
  return found;
}

const within = (value: number | null, least: number, most: number): boolean =>
  value !== null && Number.isFinite(value) && value >= least && value <= most;

const fits = ({ value }: Height): boolean => within(value, LIMITS.lowest, LIMITS.highest);

const sameScale = (one: Height, other: Height): boolean =>
  one.reference === other.reference && one.value !== null && other.value !== null;

const metres = ({ value, reference, units }: Height): number =>
  (value ?? 0) * (reference === 'FL' ? 30.48 : units === 'FT' ? 0.3048 : 1);

/** Where the node's refusal belongs, if it names a field: `volumes[3].time_end: must be after time_start (E:…)`. */
export function fieldOf(message: string, partOf: readonly number[]): { problem: Pick<Problem, 'part' | 'field'>; text: string } | undefined {
  const text = message.replace(/ \(E:[0-9a-f-]+\)$/, '');
  const found = /^(name|priority|volumes)(?:\[(\d+)\])?((?:\.\w+(?:\[\d+\])?)*): (.*)$/s.exec(text);
  if (!found) return undefined;
  const [, head, index, rest = '', why = ''] = found;
  if (head === 'name' || head === 'priority') return { problem: { field: head }, text: why };
  const part = index === undefined ? undefined : partOf[Number(index)];
  if (part === undefined) return { problem: { field: 'parts' }, text: why };
  return { problem: { part, field: fieldNamed(rest) }, text: why };
}

function fieldNamed(path: string): PartField {
  if (path.includes('altitude_lower')) return 'lower';
  if (path.includes('altitude_upper')) return 'upper';
  if (path.includes('time_start')) return 'start';
  if (path.includes('time_end')) return 'end';
  if (path.includes('buffer')) return 'buffer';
  return path.includes('radius') ? 'radius' : 'form';
}
