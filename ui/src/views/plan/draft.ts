// A plan while it is being made: what the reader drew and typed, in the reader's own units, and the request that it becomes. Nothing
// here asks the node or draws; limits are in `limits.ts`, ways back in `history.ts`.
import type { Altitude, Plan, PlanRequest, PlanState, Point, Uuid, Volume } from '../../api/types.ts';
import { corridor } from './corridor.ts';

export type Form =
  | { kind: 'polygon'; vertices: Point[] }
  | { kind: 'circle'; center: Point; radius_m: number | null }
  /** Everything within half a width of a line. */
  | { kind: 'corridor'; line: Point[]; halfWidth_m: number | null };

export type FormKind = Form['kind'];
export type HeightReference = 'W84' | 'AMSL' | 'AGL' | 'FL';

/** As typed; `null` is an empty or unreadable field. */
export interface Height {
  value: number | null;
  reference: HeightReference;
  units: 'M' | 'FT';
}

export interface Part {
  /** Of this page only: ties the list, the drawing and the messages together. */
  id: string;
  form: Form;
  lower: Height;
  upper: Height;
  /** Milliseconds since 1970. */
  start_ms: number | null;
  end_ms: number | null;
  buffer_m: number | null;
}

export interface Draft {
  /** The plan that it changes, and what the reader saw of it; absent for a new one. */
  changes?: { id: Uuid; revision: number; state: PlanState };
  name: string;
  priority: number | null;
  parts: Part[];
  authorisations: Uuid[];
  stated: string[];
}

/** What a draft becomes when it is sent, and which part each volume of it came from. */
export interface Made {
  request: PlanRequest;
  partOf: number[];
}

let counter = 0;

/** An id that is unique on this page, also beside those of a draft that was kept. */
export const newPartId = (): string => `${Date.now().toString(36)}-${(counter += 1)}`;

/** What a new part begins with. */
export interface Usual {
  start_ms: number;
  duration_ms: number;
  lower: Height;
  upper: Height;
  halfWidth_m: number;
}

export const USUAL_DURATION_MS = 30 * 60_000;
const FIVE_MINUTES_MS = 5 * 60_000;

/** The next full five minutes, at least a minute ahead, so that nothing starts while it is being sent. */
export const nextFullFive = (now_ms: number): number => Math.ceil((now_ms + 60_000) / FIVE_MINUTES_MS) * FIVE_MINUTES_MS;

export const emptyDraft = (): Draft => ({ name: '', priority: 0, parts: [], authorisations: [], stated: [] });

/** A part with a form, times and heights like those of the part before it, or the usual ones. */
export function newPart(form: Form, draft: Draft, usual: Usual): Part {
  const last = draft.parts.at(-1);
  return {
    id: newPartId(),
    form,
    lower: { ...(last?.lower ?? usual.lower) },
    upper: { ...(last?.upper ?? usual.upper) },
    start_ms: last ? last.start_ms : usual.start_ms,
    end_ms: last ? last.end_ms : usual.start_ms + usual.duration_ms,
    buffer_m: last?.buffer_m ?? 0,
  };
}

const altitude = ({ value, reference, units }: Height): Altitude => ({ value: value ?? 0, reference, units: reference === 'FL' ? 'FT' : units });

/** The outlines of a form as the node takes them, without heights and times. */
export function outlines(form: Form): Volume['volume'][] {
  switch (form.kind) {
    case 'polygon':
      return [{ outline_polygon: { vertices: form.vertices } }];
    case 'circle':
      return [{ outline_circle: { center: form.center, radius: { value: form.radius_m ?? 0, units: 'M' } } }];
    case 'corridor':
      return corridor(form.line, form.halfWidth_m ?? 0).map((vertices) => ({ outline_polygon: { vertices } }));
  }
}

const instant = (ms: number | null): string => new Date(ms ?? 0).toISOString();

/** The volumes of one part. */
export function volumesOf(part: Part): Volume[] {
  return outlines(part.form).map((outline) => ({
    volume: { ...outline, altitude_lower: altitude(part.lower), altitude_upper: altitude(part.upper) },
    time_start: instant(part.start_ms),
    time_end: instant(part.end_ms),
    ...(part.buffer_m ? { buffer_m: part.buffer_m } : {}),
  }));
}

/** What is sent. Only for a draft without problems (`limits.ts`). */
export function toRequest(draft: Draft): Made {
  const partOf: number[] = [];
  const volumes = draft.parts.flatMap((part, index) => {
    const made = volumesOf(part);
    partOf.push(...made.map(() => index));
    return made;
  });
  const state = draft.changes?.state === 'activated' ? 'activated' : 'accepted';
  const { name, authorisations, stated } = draft;
  const request: PlanRequest = { name: name.trim(), priority: draft.priority ?? 0, state, volumes };
  if (authorisations.length > 0) request.authorisations = authorisations;
  if (stated.length > 0) request.stated = stated;
  return { request, partOf };
}

function height(altitude: Altitude | undefined): Height {
  if (!altitude) return { value: null, reference: 'W84', units: 'M' };
  const reference = altitude.reference === 'SFC' ? 'AGL' : altitude.reference;
  return { value: readable(altitude.value), reference, units: altitude.units };
}

// Heights that came through conversions have fourteen decimals, which nobody reads: millimetres are kept.
const readable = (value: number): number => Math.round(value * 1e3) / 1e3;

const ms = (instant: string | undefined): number | null => {
  const parsed = instant === undefined ? Number.NaN : Date.parse(instant);
  return Number.isNaN(parsed) ? null : parsed;
};

/** A part that is what a volume says. */
export function partOfVolume({ volume, time_start, time_end, buffer_m }: Volume): Part {
  const circle = volume.outline_circle;
  const form: Form = circle
    ? { kind: 'circle', center: circle.center, radius_m: circle.radius.value }
    : { kind: 'polygon', vertices: volume.outline_polygon?.vertices ?? [] };
  return {
    id: newPartId(),
    form,
    lower: height(volume.altitude_lower),
    upper: height(volume.altitude_upper),
    start_ms: ms(time_start),
    end_ms: ms(time_end),
    buffer_m: buffer_m ?? 0,
  };
}

/** A draft that is what a request says: of a template or a file. */
export function draftOfRequest(request: Omit<PlanRequest, 'state'>): Draft {
  return {
    name: request.name,
    priority: request.priority,
    parts: request.volumes.map(partOfVolume),
    authorisations: request.authorisations ?? [],
    stated: request.stated ?? [],
  };
}

/** A draft that changes a plan. */
export function draftOfPlan(plan: Plan): Draft {
  return { ...draftOfRequest(plan), changes: { id: plan.id, revision: plan.revision, state: plan.state } };
}

/** The earliest start of a draft, if any part has one. */
export function startOf(draft: Draft): number | null {
  const starts = draft.parts.map((part) => part.start_ms).filter((start) => start !== null);
  return starts.length > 0 ? starts.reduce((a, b) => Math.min(a, b)) : null;
}

/** The latest end of a draft. */
export function endOf(draft: Draft): number | null {
  const ends = draft.parts.map((part) => part.end_ms).filter((end) => end !== null);
  return ends.length > 0 ? ends.reduce((a, b) => Math.max(a, b)) : null;
}

/** The draft with all its times moved by as much. */
export function shifted(draft: Draft, by_ms: number): Draft {
  const move = (at: number | null): number | null => (at === null ? null : at + by_ms);
  const parts = draft.parts.map((part) => ({ ...part, start_ms: move(part.start_ms), end_ms: move(part.end_ms) }));
  return { ...draft, parts };
}

/** The draft moved so that it starts then: templates, files and duplicates. What lies between its parts stays. */
export function startingAt(draft: Draft, start_ms: number): Draft {
  const start = startOf(draft);
  return start === null ? draft : shifted(draft, start_ms - start);
}

/** A draft like another, but of a plan of its own. */
export function duplicateOf(draft: Draft): Draft {
  const { changes: _, ...rest } = draft;
  return { ...rest, parts: rest.parts.map((part) => ({ ...part, id: newPartId() })) };
}

/** The draft with one part changed. */
export function withPart(draft: Draft, id: string, change: Partial<Omit<Part, 'id'>>): Draft {
  return { ...draft, parts: draft.parts.map((part) => (part.id === id ? { ...part, ...change } : part)) };
}

/** The corners of a form that a reader may edit one by one. */
export function pointsOf(form: Form): Point[] {
  switch (form.kind) {
    case 'polygon':
      return form.vertices;
    case 'circle':
      return [form.center];
    case 'corridor':
      return form.line;
  }
}

/** The form with other corners. */
export function withPoints(form: Form, points: Point[]): Form {
  switch (form.kind) {
    case 'polygon':
      return { ...form, vertices: points };
    case 'circle':
      return { ...form, center: points[0] ?? form.center };
    case 'corridor':
      return { ...form, line: points };
  }
}
