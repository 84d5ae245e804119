// Who sits here. The cookie is the node's business; the page knows the name, the role, and the token against forged requests.
// When a session ends, nothing on the page is thrown away: the dialog to sign in again is laid over it.
import { computed, signal } from '@preact/signals';
import { ApiError, get, remove } from '../api/client.ts';
import type { Role, Session } from '../api/types.ts';
import { dropDrafts } from './drafts.ts';

export type SessionState =
  | { kind: 'unknown' }
  /** Nobody has signed in since the page was loaded. */
  | { kind: 'none' }
  | { kind: 'signed_in'; session: Session }
  /** It ended while the page was in use. */
  | { kind: 'ended'; last: Session };

export const sessionState = signal<SessionState>({ kind: 'unknown' });

export const session = computed<Session | undefined>(() => {
  const state = sessionState.value;
  return state.kind === 'signed_in' ? state.session : state.kind === 'ended' ? state.last : undefined;
});

const RANK: Record<Role, number> = { viewer: 0, planner: 1, duty_officer: 2, administrator: 3 };

/** Whether whoever sits here has at least this role. The node decides anew with every request; this only spares people the refusal. */
export const may = (least: Role): boolean => {
  const role = session.value?.role;
  return role !== undefined && RANK[role] >= RANK[least];
};

export const csrfToken = (): string => session.peek()?.csrf ?? '';

export function signedIn(now: Session): void {
  sessionState.value = { kind: 'signed_in', session: now };
}

export function sessionEnded(): void {
  if (sessionState.peek().kind === 'ended') return;
  const last = session.peek();
  sessionState.value = last ? { kind: 'ended', last } : { kind: 'none' };
}

/** The role or the end of the session changed, as the stream tells. */
export function sessionChanged(change: Omit<Session, 'csrf'>): void {
  const state = sessionState.peek();
  if (state.kind === 'signed_in') signedIn({ ...state.session, ...change });
}

/** A node that is just starting is asked so often, with a pause, before the page says that nobody is signed in. */
const STARTING_TRIES = 3;
const STARTING_PAUSE_MS = 700;

/** Asks the node who sits here, at the start. */
export async function startSession(): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const found = await askSession();
    if (found === 'unheard' && attempt < STARTING_TRIES) {
      await new Promise((resolve) => setTimeout(resolve, STARTING_PAUSE_MS));
      continue;
    }
    if (typeof found === 'object') signedIn(found);
    else sessionState.value = { kind: 'none' };
    return;
  }
}

/**
 * Asks anew who sits here: in another tab somebody may have signed in or out. True if it is the same person with a session whose token
 * differs from the one known here, which is then taken. A session of somebody else is none for this page.
 */
export async function refreshSession(): Promise<boolean> {
  const before = session.peek();
  const found = await askSession();
  if (found === 'unheard' || !before) return false;
  if (found === 'none' || found.name !== before.name) {
    sessionEnded();
    return false;
  }
  const changed = found.csrf !== before.csrf || sessionState.peek().kind === 'ended';
  signedIn(found);
  return changed;
}

async function askSession(): Promise<Session | 'none' | 'unheard'> {
  try {
    return await get<Session>('session', { signingIn: true });
  } catch (error) {
    return error instanceof ApiError && error.status === 401 ? 'none' : 'unheard';
  }
}

/** Looks again whenever somebody comes back to this tab. */
export function watchSession(): () => void {
  const look = (): void => {
    if (document.visibilityState === 'visible' && session.peek()) void refreshSession();
  };
  document.addEventListener('visibilitychange', look);
  return () => document.removeEventListener('visibilitychange', look);
}

/** Signs out, here or in all browsers, and leaves nothing of this person behind on the page. */
export async function signOut(everywhere: boolean): Promise<void> {
  await remove(everywhere ? 'session/everywhere' : 'session');
  startAfresh();
}

/** Loads the page anew without anything that was typed or seen: for another person. */
export function startAfresh(): void {
  dropDrafts();
  try {
    sessionStorage.clear();
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
  window.location.replace('/');
}
