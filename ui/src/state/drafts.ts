// What somebody has typed and not yet sent, kept through a reload, the end of a session, or a lost connection. It lies in the storage of
// this tab alone and goes when the person signs out. Secrets are not kept: passwords and codes have no place here.
import { effect, signal, type Signal } from '@preact/signals';

const PREFIX = 'tansiq.draft.';
/** A longer draft lives only as long as the page does. The storage of a tab holds about 5 MB in all. */
export const MAX_DRAFT_CHARACTERS = 1_000_000;
/** Typing is gathered for so long before it is written. */
const WRITE_AFTER_MS = 250;

interface Kept {
  signal: Signal<unknown>;
  initial: unknown;
  timer?: ReturnType<typeof setTimeout> | undefined;
}

const drafts = new Map<string, Kept>();

/** A signal whose value is kept under a key. Everybody who asks for the key gets the same one. The value must be plain JSON. */
export function draft<T>(key: string, initial: T): Signal<T> {
  const known = drafts.get(key);
  if (known) return known.signal as Signal<T>;
  const stored = readStored<T>(key);
  const kept: Kept = { signal: signal<unknown>(stored === undefined ? initial : stored), initial };
  drafts.set(key, kept);
  let first = true;
  effect(() => {
    const value = kept.signal.value;
    if (first) {
      first = false;
      return;
    }
    clearTimeout(kept.timer);
    kept.timer = setTimeout(() => write(key, kept, value), WRITE_AFTER_MS);
  });
  return kept.signal as Signal<T>;
}

/** Forgets a draft: it was sent, or somebody gave it up. */
export function dropDraft(key: string): void {
  const kept = drafts.get(key);
  if (kept) kept.signal.value = kept.initial;
  clearTimeout(kept?.timer);
  storage()?.removeItem(PREFIX + key);
}

/** Forgets all of them: another person may sit down here. */
export function dropDrafts(): void {
  for (const key of drafts.keys()) dropDraft(key);
  const store = storage();
  if (!store) return;
  const keys = Array.from({ length: store.length }, (_, index) => store.key(index) ?? '');
  for (const key of keys) if (key.startsWith(PREFIX)) store.removeItem(key);
}

/** Writes what is waiting at once: the page is about to go. */
export function keepDrafts(): void {
  for (const [key, kept] of drafts) if (kept.timer !== undefined) write(key, kept, kept.signal.peek());
}

function write(key: string, kept: Kept, value: unknown): void {
  clearTimeout(kept.timer);
  kept.timer = undefined;
  const text = JSON.stringify(value);
  try {
    if (value === kept.initial || text === undefined || text.length > MAX_DRAFT_CHARACTERS) storage()?.removeItem(PREFIX + key);
    else storage()?.setItem(PREFIX + key, text);
  } catch {
    // A full or forbidden storage: the draft still lives as long as the page.
  }
}

function readStored<T>(key: string): T | undefined {
  try {
    const text = storage()?.getItem(PREFIX + key);
    return text == null ? undefined : (JSON.parse(text) as T);
  } catch {
    return undefined;
  }
}

function storage(): Storage | undefined {
  try {
    return typeof sessionStorage === 'undefined' ? undefined : sessionStorage;
  } catch {
    return undefined;
  }
}

if (typeof window !== 'undefined') window.addEventListener('pagehide', keepDrafts);
