// What stands on a briefing sheet: which operations, areas, peers' operations and notices belong to a period. Pure; how it looks is in
// `paper.tsx`.
import type { Area, KnownConstraint, KnownOperation, Notice, Plan, Point, Shape, Volume } from '../../api/types.ts';

/** The parts of a sheet, in their order on paper. */
export const PARTS = ['map', 'operations', 'coordinates', 'meetings', 'areas', 'peers', 'notices', 'signatures'] as const;
export type Part = (typeof PARTS)[number];

/** Rows of one table; the sheet says how many it leaves out. */
export const MAX_ROWS = 100;
/** Corners of one outline that are written down. */
export const MAX_CORNERS = 60;
/** Peers' operations within this of a chosen one are near. */
export const NEAR_M = 5_000;
const DEFAULT_PERIOD_MS = 12 * 3_600_000;
const DEGREE_M = 111_320;

export interface Period {
  fromMs: number;
  toMs: number;
}

export interface Asked extends Period {
  /** Chosen operations; none for all of the period. */
  plans: string[];
}

const instant = (text: string | null): number | undefined => {
  const ms = Date.parse(text ?? '');
  return Number.isFinite(ms) ? ms : undefined;
};

/** Reads the address: chosen operations, and the period, the next twelve hours unless it says otherwise. */
export function askedOf(query: URLSearchParams, now: number): Asked {
  const fromMs = instant(query.get('from')) ?? now;
  const toMs = instant(query.get('to')) ?? fromMs + DEFAULT_PERIOD_MS;
  return { plans: (query.get('plans') ?? '').split(',').filter(Boolean), fromMs, toMs: Math.max(fromMs, toMs) };
}

export const overlaps = (a: Period, b: Period): boolean => a.fromMs < b.toMs && b.fromMs < a.toMs;

/** From the first start to the last end of volumes; without an end it lasts. */
export function periodOf(volumes: readonly Volume[]): Period {
  const starts = volumes.map((volume) => instant(volume.time_start ?? null) ?? -Infinity);
  const ends = volumes.map((volume) => instant(volume.time_end ?? null) ?? Infinity);
  return volumes.length === 0 ? { fromMs: Infinity, toMs: -Infinity } : { fromMs: Math.min(...starts), toMs: Math.max(...ends) };
}

const OVER = new Set<Plan['state']>(['ended', 'refused']);

/** The volumes where an operation may be: the off-nominal ones count while it is outside the others. */
export const whereabouts = (thing: { volumes: Volume[]; off_nominal_volumes: Volume[] }): Volume[] => [...thing.volumes, ...thing.off_nominal_volumes];

/** Operations of the period that are not over, by their start. */
export function plansOf(plans: Iterable<Plan>, period: Period): Plan[] {
  return [...plans]
    .filter((plan) => !OVER.has(plan.state) && overlaps(periodOf(whereabouts(plan)), period))
    .sort((a, b) => periodOf(a.volumes).fromMs - periodOf(b.volumes).fromMs || a.name.localeCompare(b.name));
}

/** Those of the sheet: the chosen ones wherever they lie in time, or all of the period. */
export function chosenPlans(plans: Iterable<Plan>, asked: Asked): Plan[] {
  const all = [...plans];
  if (asked.plans.length === 0) return plansOf(all, asked);
  return all.filter((plan) => asked.plans.includes(plan.id)).sort((a, b) => periodOf(a.volumes).fromMs - periodOf(b.volumes).fromMs);
}

export interface ActiveArea {
  id: string;
  name: string;
  kind: Area['kind'];
  manager?: string;
  layers: Volume[];
  /** When it is active within the period. */
  spans: Period[];
}

const within = (span: Period, period: Period): Period => ({
  fromMs: Math.max(span.fromMs, period.fromMs),
  toMs: Math.min(span.toMs, period.toMs),
});

/** Areas and constraints that are active in a period, with the spans in which they are. */
export function areasOf(areas: Iterable<Area>, constraints: Iterable<KnownConstraint>, period: Period): ActiveArea[] {
  const own = [...areas].map(({ id, name, kind, layers, windows }) => {
    const spans = windows.map(({ start, end }) => ({ fromMs: instant(start) ?? -Infinity, toMs: instant(end) ?? Infinity }));
    return { id, name, kind, layers, spans };
  });
  const others = [...constraints].map(({ id, name, kind, manager, volumes }) => ({ id, name, kind, manager, layers: volumes, spans: volumes.map((volume) => periodOf([volume])) }));
  return [...own, ...others]
    .map((area) => ({ ...area, spans: area.spans.filter((span) => overlaps(span, period)).map((span) => within(span, period)) }))
    .filter(({ spans }) => spans.length > 0)
    .sort((a, b) => (a.spans[0]?.fromMs ?? 0) - (b.spans[0]?.fromMs ?? 0) || a.name.localeCompare(b.name));
}

export interface Box {
  south: number;
  north: number;
  west: number;
  east: number;
}

/** The corners of an outline, or the centre of a circle. */
export function cornersOf(shape: Shape): { points: Point[]; radiusM: number } {
  if (shape.outline_polygon) return { points: shape.outline_polygon.vertices, radiusM: 0 };
  const circle = shape.outline_circle;
  return circle ? { points: [circle.center], radiusM: circle.radius.value } : { points: [], radiusM: 0 };
}

/** A box around volumes, wider by so many metres. */
export function boxOf(volumes: readonly Volume[], marginM: number): Box | undefined {
  const box: Box = { south: Infinity, north: -Infinity, west: Infinity, east: -Infinity };
  for (const { volume } of volumes) {
    const { points, radiusM } = cornersOf(volume);
    for (const { lat, lng } of points) {
      const reach = (radiusM + marginM) / DEGREE_M;
      const sideways = reach / Math.max(0.01, Math.cos((lat * Math.PI) / 180));
      box.south = Math.min(box.south, lat - reach);
      box.north = Math.max(box.north, lat + reach);
      box.west = Math.min(box.west, lng - sideways);
      box.east = Math.max(box.east, lng + sideways);
    }
  }
  return box.north >= box.south ? box : undefined;
}

function touches(a: Box, b: Box): boolean {
  if (a.south > b.north || b.south > a.north) return false;
  // Across the antimeridian a box may be reached from either side.
  return [-360, 0, 360].some((turn) => a.west + turn <= b.east && b.west <= a.east + turn);
}

/** Peers' operations that are near a chosen one while it lasts. Boxes, not outlines: it is told rather once too often. */
export function peersNear(plans: readonly Plan[], known: Iterable<KnownOperation>): KnownOperation[] {
  const around = plans.map((plan) => ({ box: boxOf(whereabouts(plan), NEAR_M), period: periodOf(whereabouts(plan)) }));
  return [...known]
    .filter((operation) => {
      const box = boxOf(whereabouts(operation), 0);
      const period = { fromMs: Date.parse(operation.time_start), toMs: Date.parse(operation.time_end) };
      return around.some((one) => overlaps(one.period, period) && (operation.withheld && !box ? true : one.box !== undefined && box !== undefined && touches(one.box, box)));
    })
    .sort((a, b) => a.time_start.localeCompare(b.time_start));
}

/** Notices that nobody has seen, newest first, about the chosen operations or about none. */
export function unseenNotices(notices: Iterable<Notice>, plans: readonly Plan[]): Notice[] {
  const ids = new Set(plans.map(({ id }) => id));
  return [...notices].filter(({ seen, operation }) => !seen && (operation === undefined || ids.has(operation))).sort((a, b) => b.seq - a.seq);
}

/** The moment of a period at which most of the operations are under way: the start of one of them, or of the period. */
export function busiestMs(plans: readonly Plan[], period: Period): number {
  const spans = plans.map((plan) => periodOf(whereabouts(plan)));
  const moments = [period.fromMs, ...spans.map(({ fromMs }) => fromMs).filter((ms) => ms > period.fromMs && ms < period.toMs)].sort((a, b) => a - b);
  const active = (ms: number): number => spans.filter(({ fromMs, toMs }) => fromMs <= ms && ms < toMs).length;
  return moments.reduce((best, ms) => (active(ms) > active(best) ? ms : best), period.fromMs);
}

/** What fits, and how many do not. */
export const fitting = <T>(things: readonly T[], most = MAX_ROWS): { shown: T[]; leftOut: number } => ({
  shown: things.slice(0, most),
  leftOut: Math.max(0, things.length - most),
});
