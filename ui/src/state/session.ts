// Who sits here. The cookie is the node's business; the page knows the name, the role, and the token against forged requests.
// When a session ends, nothing on the page is thrown away: the dialog to sign in again is laid over it.
import { computed, signal } from '@preact/signals';
import { get } from '../api/client.ts';
import type { Role, Session } from '../api/types.ts';

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
  const last = session.peek();
  sessionState.value = last ? { kind: 'ended', last } : { kind: 'none' };
}

/** The role or the end of the session changed, as the stream tells. */
export function sessionChanged(change: Omit<Session, 'csrf'>): void {
  const state = sessionState.peek();
  if (state.kind === 'signed_in') signedIn({ ...state.session, ...change });
}

/** Asks the node who sits here, at the start. */
export async function startSession(): Promise<void> {
  try {
    signedIn(await get<Session>('session', { signingIn: true }));
  } catch {
    sessionState.value = { kind: 'none' };
  }
}
