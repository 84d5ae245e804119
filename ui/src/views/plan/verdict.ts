// The verdict on the draft while it is being made: asked with every change of what is known already, which is quick; the newest
// question wins. Ways around are asked for once the draft rests. What is shown is always the answer to what is drawn, or says that it
// is not.
import { effect, signal } from '@preact/signals';
import { post } from '../../api/client.ts';
import type { Alternative, Check, CheckRequest } from '../../api/types.ts';
import { exactNowMs } from '../../state/clock.ts';
import { live } from '../../state/picture.ts';
import { ApiError } from '../../api/client.ts';
import { failureText } from '../../parts/failure.ts';
import { toRequest, type Draft, type Made } from './draft.ts';
import { fieldOf, problems, type Problem } from './limits.ts';
import { draft, startUnread } from './state.ts';

/** Questions are at least so far apart while somebody draws. */
const APART_MS = 60;
/** How long a draft rests before ways around are sought. */
const REST_MS = 450;
/** A draft at rest is asked about again so often if what is known changed meanwhile … */
const AGAIN_MS = 5_000;
/** … and so often in any case. */
const ANYWAY_MS = 60_000;

export interface Refusal {
  text: string;
  /** The field that the node named. */
  at?: Pick<Problem, 'part' | 'field'>;
}

export interface Verdict {
  /** What it is about. */
  draft: Draft;
  made: Made;
  check: Check;
  /** Whether the DSS and the peers were asked about this very draft, by this answer or one before it. */
  everybody: boolean;
  /** Whether ways around were sought, or are being sought. */
  sought: 'no' | 'seeking' | 'yes' | 'failed';
  alternatives: Alternative[];
}

/** The newest answer. It may be about an older draft: compare `draft`. */
export const verdict = signal<Verdict | undefined>(undefined);
export const asking = signal(false);
/** Whether everybody is being asked; takes as long as the slowest of them. */
export const askingAll = signal(false);
/** Why there is no answer about the newest draft. */
export const refusal = signal<Refusal | undefined>(undefined);
/** What keeps the draft from being asked about at all. */
export const draftProblems = signal<Problem[]>([]);

let flight: AbortController | undefined;
let seeking: AbortController | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;
let restTimer: ReturnType<typeof setTimeout> | undefined;
let askedAt = -Infinity;

/** Also what is being typed and means nothing yet keeps a draft from being sent. */
function problemsOf(about: Draft): Problem[] {
  const unread: Problem[] = startUnread.value ? [{ field: 'parts', key: 'plan-problem-time' }] : [];
  return [...unread, ...problems(about, exactNowMs())];
}

const ask = (made: Made, about: Draft, more: Partial<CheckRequest>, signal: AbortSignal): Promise<Check> => {
  const { state: _, ...request } = made.request;
  const body: CheckRequest = { ...request, ...(about.changes ? { id: about.changes.id } : {}), ...more };
  return post<Check>('checks', body, { signal });
};

function stop(): void {
  flight?.abort();
  seeking?.abort();
  clearTimeout(timer);
  clearTimeout(restTimer);
  askingAll.value = false;
  asking.value = false;
}

function soon(about: Draft): void {
  stop();
  draftProblems.value = problemsOf(about);
  refusal.value = undefined;
  if (draftProblems.peek().length > 0) {
    verdict.value = undefined;
    return;
  }
  asking.value = true;
  const wait = Math.max(0, askedAt + APART_MS - performance.now());
  timer = setTimeout(() => void askNow(about), wait);
  restTimer = setTimeout(() => void seek(about), REST_MS);
}

async function askNow(about: Draft, discover = false): Promise<void> {
  askedAt = performance.now();
  flight?.abort();
  const mine = (flight = new AbortController());
  const made = toRequest(about);
  const settled = (): boolean => flight === mine;
  try {
    const check = await ask(made, about, { discover }, mine.signal);
    if (!settled()) return;
    const before = verdict.peek();
    const same = before?.draft === about;
    verdict.value = {
      draft: about, made, check,
      everybody: check.discovered || (same && before.everybody),
      sought: same ? before.sought : 'no',
      alternatives: same && check.blocked ? before.alternatives : [],
    };
    refusal.value = undefined;
  } catch (error) {
    if (mine.signal.aborted || !settled()) return;
    refusal.value = refusalOf(error, made);
  }
  asking.value = false;
}

/** What a refusal says, and of which field. */
export function refusalOf(error: unknown, made: Made): Refusal {
  if (error instanceof ApiError && error.status === 400) {
    const named = fieldOf(error.message, made.partOf);
    if (named) return { text: named.text, at: named.problem };
  }
  return { text: failureText(error) };
}

async function seek(about: Draft): Promise<void> {
  const now = verdict.peek();
  if (draft.peek() !== about || now?.draft !== about) {
    // The quick answer is not here yet; ways around can wait for it.
    if (draft.peek() === about && asking.peek()) restTimer = setTimeout(() => void seek(about), REST_MS);
    return;
  }
  if (!now.check.blocked) return;
  seeking?.abort();
  const mine = (seeking = new AbortController());
  const update = (change: Partial<Verdict>): void => {
    const current = verdict.peek();
    if (current?.draft === about) verdict.value = { ...current, ...change };
  };
  update({ sought: 'seeking' });
  try {
    const check = await ask(now.made, about, { discover: false, alternatives: {} }, mine.signal);
    update({ check, sought: 'yes', alternatives: check.alternatives });
  } catch {
    if (!mine.signal.aborted) update({ sought: 'failed' });
  }
}

/** Asks the DSS and every peer concerned first. */
export async function askEverybody(): Promise<void> {
  const about = draft.peek();
  if (!about || problemsOf(about).length > 0) return;
  stop();
  asking.value = true;
  askingAll.value = true;
  try {
    await askNow(about, true);
  } finally {
    if (draft.peek() === about) askingAll.value = false;
  }
  if (draft.peek() === about) await seek(about);
}

/** The figure that grows when anything becomes known, so that a draft at rest is asked about again. */
const known = (): number =>
  live.plans.version.peek() + live.knownOperations.version.peek() + live.knownConstraints.version.peek() + live.areas.version.peek();

/** Keeps the verdict up to date while the view is open. */
export function followDraft(): () => void {
  const stopWatching = effect(() => {
    const about = draft.value;
    if (about) soon(about);
    else {
      stop();
      verdict.value = undefined;
      refusal.value = undefined;
      draftProblems.value = [];
    }
  });
  let seen = known();
  let seenAt = performance.now();
  const again = setInterval(() => {
    const about = draft.peek();
    const old = performance.now() - seenAt;
    if (!about || asking.peek() || askingAll.peek() || (known() === seen && !refusal.peek() && old < ANYWAY_MS)) return;
    seen = known();
    seenAt = performance.now();
    draftProblems.value = problemsOf(about);
    if (draftProblems.peek().length > 0) return;
    void askNow(about).then(() => (verdict.peek()?.sought === 'no' ? seek(about) : undefined));
  }, AGAIN_MS);
  return () => {
    stopWatching();
    clearInterval(again);
    stop();
  };
}
