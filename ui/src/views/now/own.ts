// What the finders of things that need somebody ask of a plan: whether it lives, whether it is outside its volumes, from when to when.
import type { Plan, PlanState, Volume } from '../../api/types.ts';
import type { PictureStores } from '../../state/picture.ts';
import { toMs, type PlanName } from './items.ts';

/** The stores that are looked through. */
export type Stores = Pick<PictureStores, 'plans' | 'knownOperations' | 'knownConstraints' | 'areas' | 'deliveries' | 'notices'>;

const LIVE: readonly PlanState[] = ['accepted', 'activated', 'nonconforming', 'contingent'];
const OFF_NOMINAL: readonly PlanState[] = ['nonconforming', 'contingent'];

export const isLive = (plan: Plan): boolean => LIVE.includes(plan.state);
export const isOffNominal = (state: PlanState): boolean => OFF_NOMINAL.includes(state);

export const nameOf = ({ id, name, state, revision }: Plan): PlanName => ({ id, name, state, revision });

const spans = new WeakMap<Plan, { startMs: number; endMs: number }>();

/** From when to when a plan says to fly. A plan that changes is another object, so that the answer can be kept. */
export function spanOf(plan: Plan): { startMs: number; endMs: number } {
  const held = spans.get(plan);
  if (held) return held;
  const span = spanOfVolumes([...plan.volumes, ...plan.off_nominal_volumes]);
  spans.set(plan, span);
  return span;
}

/** From the first start to the last end; without bounds where a volume has none. */
export function spanOfVolumes(volumes: Volume[]): { startMs: number; endMs: number } {
  let startMs = Number.POSITIVE_INFINITY;
  let endMs = Number.NEGATIVE_INFINITY;
  for (const volume of volumes) {
    startMs = Math.min(startMs, toMs(volume.time_start) ?? Number.NEGATIVE_INFINITY);
    endMs = Math.max(endMs, toMs(volume.time_end) ?? Number.POSITIVE_INFINITY);
  }
  return { startMs, endMs };
}
