// Conflicts of own live plans: with whom, when first, how deep. Which meeting blocks, the node has decided; here they are put in order.
import type { Meeting, Plan, Weight } from '../../api/types.ts';
import { byText, toMs, type ItemOf } from './items.ts';
import { isOffNominal, nameOf } from './own.ts';

/** A conflict that begins within this sounds again until somebody has it. */
export const NEAR_MS = 60 * 60_000;

/** Meetings that do not block but that people should still part: the other has to give way, or what was so before stays. */
const UNRESOLVED: readonly Weight[] = ['already', 'higher_priority'];

type Conflict = ItemOf<'conflict'>;

/** The soonest first, then the deepest; those that block before those that are permitted. */
export function conflicts(own: Plan[], nowMs: number): Conflict[] {
  const found = new Map<string, Conflict>();
  for (const plan of own) {
    for (const meeting of plan.meetings) {
      const conflict = conflictOf(plan, meeting, nowMs);
      if (!conflict) continue;
      const held = found.get(conflict.id);
      if (!held || (conflict.blocks && !held.blocks)) found.set(conflict.id, conflict);
    }
  }
  return [...found.values()].sort(
    (a, b) => Number(b.blocks) - Number(a.blocks) || (a.fromMs ?? 0) - (b.fromMs ?? 0) || b.depthM - a.depthM || byText(a.id, b.id),
  );
}

function conflictOf(plan: Plan, meeting: Meeting, nowMs: number): Conflict | undefined {
  const between = meeting.kind === 'own_operation' || meeting.kind === 'peer_operation';
  if (!meeting.blocks && !(between && UNRESOLVED.includes(meeting.weight))) return undefined;
  const ahead = meeting.pairs.filter((pair) => !isPast(pair, nowMs));
  if (meeting.pairs.length > 0 && ahead.length === 0) return undefined;
  const starts = ahead.map((pair) => toMs(pair.from));
  const fromMs = starts.length === 0 || starts.includes(undefined) ? undefined : Math.min(...starts.filter((start) => start !== undefined));
  const flies = plan.state === 'activated' || isOffNominal(plan.state);
  return {
    kind: 'conflict',
    id: idOf(plan, meeting),
    urgency: meeting.blocks ? 'urgent' : 'soon',
    insistent: meeting.blocks && (flies || fromMs === undefined || fromMs - nowMs <= NEAR_MS),
    about: { kind: 'plan', id: plan.id },
    plan: nameOf(plan),
    meeting,
    blocks: meeting.blocks,
    ...(fromMs === undefined ? {} : { fromMs }),
    depthM: Math.max(0, ...ahead.map((pair) => pair.horizontal_m)),
  };
}

/** Whether both are there no more. */
function isPast(pair: { from?: string; seconds?: number }, nowMs: number): boolean {
  const fromMs = toMs(pair.from);
  return fromMs !== undefined && pair.seconds !== undefined && fromMs + pair.seconds * 1_000 < nowMs;
}

/** Two own operations that meet are one conflict, whichever of them tells of it. */
function idOf(plan: Plan, meeting: Meeting): string {
  if (meeting.kind !== 'own_operation') return `conflict:${plan.id}:${meeting.other}`;
  return `conflict:${[plan.id, meeting.other].sort().join(':')}`;
}
