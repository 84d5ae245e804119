// Areas of this desk and constraints of others that are about to become active; those where own operations fly come first, and stay for
// a while once they are active. All that is active at a moment is on the map and in the view of areas, not here.
import type { AreaKind, Plan } from '../../api/types.ts';
import { byText, MAX_NAMES, toMs, type Item, type ItemOf } from './items.ts';
import { nameOf, spanOf, spanOfVolumes, type Stores } from './own.ts';

/** Areas that become active within this are told. */
export const SOON_MS = 60 * 60_000;
/** For so long after its start an area where own operations are is still told. */
export const JUST_ACTIVE_MS = 10 * 60_000;

type AreaItem = ItemOf<'area_soon'>;

interface Candidate {
  id: string;
  thing: 'area' | 'known_constraint';
  name: string;
  kind: AreaKind;
  manager?: string;
  startMs: number;
  endMs: number;
}

export function areasSoon(stores: Stores, own: Plan[], nowMs: number): Item[] {
  const inside = plansInside(own);
  const found: AreaItem[] = [];
  for (const candidate of candidates(stores, nowMs)) {
    const { id, thing, startMs, endMs } = candidate;
    const plans = (inside.get(id) ?? []).filter((plan) => {
      const span = spanOf(plan);
      return span.startMs < endMs && span.endMs > startMs;
    });
    if (startMs <= nowMs && plans.length === 0) continue;
    found.push({
      kind: 'area_soon',
      id: `area:${id}:${startMs}`,
      urgency: plans.length > 0 ? 'soon' : 'know',
      insistent: false,
      about: { kind: thing, id },
      name: candidate.name,
      areaKind: candidate.kind,
      ...(candidate.manager === undefined ? {} : { manager: candidate.manager }),
      startMs,
      ...(Number.isFinite(endMs) ? { endMs } : {}),
      plans: plans.slice(0, MAX_NAMES).map(nameOf),
    });
  }
  return found.sort(
    (a, b) => Number(b.plans.length > 0) - Number(a.plans.length > 0) || a.startMs - b.startMs || byText(a.name, b.name) || byText(a.id, b.id),
  );
}

/** Which own plans meet which area or constraint. */
function plansInside(own: Plan[]): Map<string, Plan[]> {
  const inside = new Map<string, Plan[]>();
  for (const plan of own) {
    for (const { kind, other } of plan.meetings) {
      if (kind !== 'area' && kind !== 'constraint') continue;
      const held = inside.get(other);
      if (held) held.push(plan);
      else inside.set(other, [plan]);
    }
  }
  return inside;
}

function* candidates(stores: Stores, nowMs: number): Generator<Candidate> {
  const isNear = (startMs: number, endMs: number): boolean =>
    startMs > nowMs - JUST_ACTIVE_MS && startMs <= nowMs + SOON_MS && endMs > nowMs;
  for (const area of stores.areas.all()) {
    for (const window of area.windows) {
      const startMs = toMs(window.start);
      const endMs = toMs(window.end) ?? Number.POSITIVE_INFINITY;
      // Windows are in order: what comes after one that is far is farther.
      if (startMs !== undefined && startMs > nowMs + SOON_MS) break;
      if (startMs === undefined || !isNear(startMs, endMs)) continue;
      yield { id: area.id, thing: 'area', name: area.name, kind: area.kind, startMs, endMs };
      break;
    }
  }
  for (const constraint of stores.knownConstraints.all()) {
    const { startMs, endMs } = spanOfVolumes(constraint.volumes);
    if (!Number.isFinite(startMs) || !isNear(startMs, endMs)) continue;
    const { id, name, kind, manager } = constraint;
    yield { id, thing: 'known_constraint', name, kind, manager, startMs, endMs };
  }
}
