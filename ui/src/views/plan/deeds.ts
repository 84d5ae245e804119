// What is done with plans: sent, changed, activated, declared contingent, ended; and templates. Each says how it went in `outcome`.
// What can be sent again safely is sent again once when the node was not heard.
import { signal } from '@preact/signals';
import { ApiError, post, put, remove } from '../../api/client.ts';
import type { Plan, PlanRequest, PlanState, Refused, Template, Uuid, Volume } from '../../api/types.ts';
import { failureText } from '../../parts/failure.ts';
import { live } from '../../state/picture.ts';
import { draftOfPlan, toRequest, type Draft } from './draft.ts';
import { closeDraft, draft, keyNow } from './state.ts';
import { refusalOf, type Refusal } from './verdict.ts';

export type Deed = 'submit' | 'change' | 'activate' | 'contingent' | 'end';

export type Outcome =
  | { kind: 'done'; deed: Deed; plan: Plan }
  /** It meets what it may not. */
  | { kind: 'refused'; deed: Deed; refused: Refused; about: Draft | undefined }
  /** Whether it took place is being found out. */
  | { kind: 'unheard'; deed: Deed; id: Uuid | undefined }
  /** Somebody changed the plan in the meantime. */
  | { kind: 'changed'; deed: Deed; id: Uuid }
  | { kind: 'failed'; deed: Deed; refusal: Refusal };

/** What is under way, since when (of the browser's clock). */
export const underWay = signal<{ deed: Deed; since: number } | undefined>(undefined);
export const outcome = signal<Outcome | undefined>(undefined);

/** Before a submission that was not heard is sent again. */
const PAUSE_MS = 600;

const unheard = (error: unknown): boolean => error instanceof ApiError && (error.status === 504 || error.status === 0);

const isRefused = (body: unknown): body is Refused =>
  typeof body === 'object' && body !== null && Array.isArray((body as Refused).meetings);

async function doing(deed: Deed, id: Uuid | undefined, about: Draft | undefined, call: () => Promise<Plan>): Promise<Plan | undefined> {
  if (underWay.peek()) return undefined;
  underWay.value = { deed, since: performance.now() };
  outcome.value = undefined;
  try {
    const plan = await call();
    // The stream brings it too; who did it should not wait for that.
    if ((live.plans.get(plan.id)?.revision ?? 0) <= plan.revision) live.plans.set(plan.id, plan);
    outcome.value = { kind: 'done', deed, plan };
    return plan;
  } catch (error) {
    outcome.value = failed(error, deed, id, about);
    return undefined;
  } finally {
    underWay.value = undefined;
  }
}

function failed(error: unknown, deed: Deed, id: Uuid | undefined, about: Draft | undefined): Outcome {
  if (error instanceof ApiError) {
    if (error.status === 409 && isRefused(error.body)) return { kind: 'refused', deed, refused: error.body, about };
    if (error.status === 504 || (error.status === 0 && id === undefined)) return { kind: 'unheard', deed, id };
    if (error.status === 412 && id !== undefined) return { kind: 'changed', deed, id };
  }
  return { kind: 'failed', deed, refusal: about ? refusalOf(error, toRequest(about)) : { text: failureText(error) } };
}

/** Sends a new plan. With its key it can be sent twice without planning twice, so it is where the first try was not heard. */
async function send(request: PlanRequest, key: string): Promise<Plan> {
  try {
    return await post<Plan>('plans', request, { idempotencyKey: key });
  } catch (error) {
    if (!unheard(error)) throw error;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    return post<Plan>('plans', request, { idempotencyKey: key }).catch((second: unknown) => {
      // The write is being looked after: that is what the first try said.
      throw second instanceof ApiError && second.status === 409 && !isRefused(second.body) ? error : second;
    });
  }
}

/** Submits the draft, or sends it as a change of its plan. The draft is closed only when it went well. */
export async function submit(): Promise<Plan | undefined> {
  const about = draft.peek();
  if (!about) return undefined;
  const { request } = toRequest(about);
  const { changes } = about;
  const key = keyNow();
  const plan = changes
    ? await doing('change', changes.id, about, () => put<Plan>(`plans/${changes.id}`, request, { ifMatch: changes.revision }))
    : await doing('submit', undefined, about, () => send(request, key));
  if (plan && draft.peek() === about) closeDraft();
  return plan;
}

/** What a plan in a state may become, and what is offered for it. */
export function offered(plan: Plan, now_ms: number): { activate: 'yes' | 'not-now' | 'no'; change: boolean; contingent: boolean; end: boolean } {
  const free = plan.pending === undefined;
  const state = plan.state;
  const activeNow = plan.volumes.some((volume) => within(volume, now_ms));
  const may = free && (state === 'accepted' || state === 'nonconforming');
  return {
    activate: may ? (activeNow ? 'yes' : 'not-now') : 'no',
    change: free && (state === 'accepted' || state === 'activated'),
    contingent: free && (state === 'accepted' || state === 'activated' || state === 'nonconforming'),
    end: free && state !== 'ended' && state !== 'planning' && state !== 'refused',
  };
}

const within = ({ time_start, time_end }: Volume, now_ms: number): boolean =>
  Date.parse(time_start ?? '') <= now_ms && now_ms < Date.parse(time_end ?? '');

export const activate = (plan: Plan): Promise<Plan | undefined> =>
  doing('activate', plan.id, draftOfPlan(plan), () =>
    post<Plan>(`plans/${plan.id}/state`, { state: 'activated' satisfies PlanState }, { ifMatch: plan.revision }));

export const end = (plan: Plan): Promise<Plan | undefined> =>
  doing('end', plan.id, undefined, () => remove<Plan>(`plans/${plan.id}`, undefined, { ifMatch: plan.revision }));

/** How much further than planned it may be, if nothing better is known. */
export interface Reach {
  lateral_m: number;
  vertical_m: number;
  longer_ms: number;
}

export const USUAL_REACH: Reach = { lateral_m: 500, vertical_m: 60, longer_ms: 30 * 60_000 };

/** Where an operation that has left its plan may be: all around its volumes, from now on and for longer. */
export function around(plan: Plan, reach: Reach, now_ms: number): Volume[] {
  const moved = (shape: Volume['volume'], key: 'altitude_lower' | 'altitude_upper', metres: number): Volume['volume'] => {
    const altitude = shape[key];
    if (!altitude) return shape;
    const unit = altitude.reference === 'FL' ? 30.48 : altitude.units === 'FT' ? 0.3048 : 1;
    return { ...shape, [key]: { ...altitude, value: altitude.value + metres / unit } };
  };
  const later = (instant: string | undefined): number => Math.max(Date.parse(instant ?? ''), now_ms) + reach.longer_ms;
  return plan.volumes.map((volume) => ({
    volume: moved(moved(volume.volume, 'altitude_lower', -reach.vertical_m), 'altitude_upper', reach.vertical_m),
    time_start: new Date(Math.min(Date.parse(volume.time_start ?? ''), now_ms)).toISOString(),
    time_end: new Date(later(volume.time_end)).toISOString(),
    ...(reach.lateral_m > 0 ? { buffer_m: reach.lateral_m } : {}),
  }));
}

/** Declares that the operation is outside its plan for good. Where it has said already where it may be, that stays. */
export const declareContingent = (plan: Plan, reach: Reach, now_ms: number): Promise<Plan | undefined> => {
  const volumes = plan.off_nominal_volumes.length > 0 ? undefined : around(plan, reach, now_ms);
  const body = { state: 'contingent' satisfies PlanState, ...(volumes ? { off_nominal_volumes: volumes } : {}) };
  return doing('contingent', plan.id, undefined, () => post<Plan>(`plans/${plan.id}/state`, body, { ifMatch: plan.revision }));
};

export const saveTemplate = (id: Uuid, name: string, plan: PlanRequest): Promise<Template> =>
  put<Template>(`templates/${id}`, { name, plan });

export const deleteTemplate = (id: Uuid): Promise<void> => remove<void>(`templates/${id}`);
