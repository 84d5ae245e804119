// Operations of others that are outside their volumes, near own ones: those that own plans meet, and those of which a notice said that they
// changed near one. Others' operations elsewhere are on the map, not here.
import type { Plan } from '../../api/types.ts';
import { byText, MAX_NAMES, toMs, type ItemOf, type PlanName } from './items.ts';
import { isOffNominal, nameOf, type Stores } from './own.ts';

type PeerItem = ItemOf<'peer_off_nominal'>;

interface Near {
  plans: Map<string, PlanName>;
  meets: boolean;
  sinceMs?: number;
}

export function peersOffNominal(stores: Stores, own: Plan[]): PeerItem[] {
  const troubled = [...stores.knownOperations.all()].filter((operation) => isOffNominal(operation.state));
  if (troubled.length === 0) return [];
  const near = nearOwn(stores, own, new Set(troubled.map(({ id }) => id)));
  const found: PeerItem[] = [];
  for (const { id, manager, state } of troubled) {
    const about = near.get(id);
    if (!about) continue;
    found.push({
      kind: 'peer_off_nominal',
      id: `peer:${id}:${state}`,
      urgency: about.meets ? 'urgent' : 'soon',
      insistent: false,
      about: { kind: 'known_operation', id },
      other: id,
      manager,
      state,
      ...(about.sinceMs === undefined ? {} : { sinceMs: about.sinceMs }),
      meets: about.meets,
      plans: [...about.plans.values()].slice(0, MAX_NAMES),
    });
  }
  return found.sort((a, b) => Number(b.meets) - Number(a.meets) || (a.sinceMs ?? 0) - (b.sinceMs ?? 0) || byText(a.id, b.id));
}

/** Which of these operations are near which own ones, and since when they are as they are, as far as notices tell. */
function nearOwn(stores: Stores, own: Plan[], wanted: Set<string>): Map<string, Near> {
  const near = new Map<string, Near>();
  const of = (id: string): Near => {
    const held = near.get(id) ?? { plans: new Map<string, PlanName>(), meets: false };
    near.set(id, held);
    return held;
  };
  for (const plan of own) {
    for (const meeting of plan.meetings) {
      if (meeting.kind !== 'peer_operation' || !wanted.has(meeting.other)) continue;
      const met = of(meeting.other);
      met.meets = true;
      met.plans.set(plan.id, nameOf(plan));
    }
  }
  const live = new Map(own.map((plan) => [plan.id, plan]));
  for (const notice of stores.notices.all()) {
    if (notice.kind !== 'plan_changed_near' || !wanted.has(notice.other)) continue;
    const plan = live.get(notice.operation ?? '');
    // A notice about an operation that is over tells of a nearness that is over too.
    if (notice.operation !== undefined && !plan) continue;
    const beside = of(notice.other);
    if (plan) beside.plans.set(plan.id, nameOf(plan));
    if (notice.state !== stores.knownOperations.get(notice.other)?.state) continue;
    const atMs = toMs(notice.at);
    if (atMs !== undefined) beside.sinceMs = Math.max(beside.sinceMs ?? 0, atMs);
  }
  return near;
}
