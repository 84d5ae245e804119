// Ways back and forth between versions of something. A gesture that goes on (a corner being dragged, a name being typed) is one step.

/** Steps that are kept; the oldest is forgotten. */
export const MAX_STEPS = 100;

export interface History<T> {
  past: readonly T[];
  present: T;
  future: readonly T[];
  /** What is going on: further changes of the same gesture replace the present one. */
  gesture?: string | undefined;
}

export const begin = <T>(present: T): History<T> => ({ past: [], present, future: [] });

export function record<T>(history: History<T>, next: T, gesture?: string): History<T> {
  if (gesture !== undefined && gesture === history.gesture) return { ...history, present: next, future: [] };
  return { past: [...history.past, history.present].slice(-MAX_STEPS), present: next, future: [], gesture };
}

/** The gesture is over: what comes next is a step of its own, also if it is of the same kind. */
export const settle = <T>(history: History<T>): History<T> => ({ ...history, gesture: undefined });

export function undo<T>(history: History<T>): History<T> {
  const last = history.past.at(-1);
  if (last === undefined) return history;
  return { past: history.past.slice(0, -1), present: last, future: [history.present, ...history.future] };
}

export function redo<T>(history: History<T>): History<T> {
  const [next, ...rest] = history.future;
  if (next === undefined) return history;
  return { past: [...history.past, history.present], present: next, future: rest };
}
