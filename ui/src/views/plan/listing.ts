// Which plans are listed, and in which order: what is in trouble, then what flies, then what comes, by its start; what is over last.
import type { Plan, PlanState } from '../../api/types.ts';

const RANK: Record<PlanState, number> = {
  nonconforming: 0, contingent: 0, activated: 1, planning: 2, accepted: 2, refused: 3, ended: 4,
};

export interface PlanSpan {
  start_ms: number;
  end_ms: number;
}

/** From the first start to the last end. */
export function spanOfPlan(plan: Plan): PlanSpan {
  let [start_ms, end_ms] = [Infinity, -Infinity];
  for (const { time_start, time_end } of plan.volumes) {
    if (time_start) start_ms = Math.min(start_ms, Date.parse(time_start));
    if (time_end) end_ms = Math.max(end_ms, Date.parse(time_end));
  }
  return { start_ms, end_ms };
}

/** The plans whose name, planner or id holds all the words that are sought. */
export function found(plans: Iterable<Plan>, sought: string, ended: boolean): Plan[] {
  const words = sought.toLocaleLowerCase().split(/\s+/).filter((word) => word !== '');
  const listed: { plan: Plan; start_ms: number }[] = [];
  for (const plan of plans) {
    if (!ended && plan.state === 'ended') continue;
    const text = `${plan.name} ${plan.planner} ${plan.id}`.toLocaleLowerCase();
    if (words.every((word) => text.includes(word))) listed.push({ plan, start_ms: spanOfPlan(plan).start_ms });
  }
  // What is over is looked for from the end.
  const order = (a: (typeof listed)[number], b: (typeof listed)[number]): number =>
    RANK[a.plan.state] - RANK[b.plan.state] || (a.plan.state === 'ended' ? b.start_ms - a.start_ms : a.start_ms - b.start_ms);
  return listed.sort(order).map(({ plan }) => plan);
}
