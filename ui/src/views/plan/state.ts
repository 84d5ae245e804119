// The draft that is open, its ways back, and what is marked in it. It lives outside the view, so that going elsewhere, a lost
// connection and the end of the session leave it alone; the browser keeps it over a reload.
import { computed, effect, signal } from '@preact/signals';
import { exactNowMs } from '../../state/clock.ts';
import { draft as keptDraft } from '../../state/drafts.ts';
import { preferences } from '../../state/settings.ts';
import type { Draft, Part, Usual } from './draft.ts';
import { USUAL_DURATION_MS, duplicateOf, nextFullFive, newPart, withPart, type Form } from './draft.ts';
import { begin, record, redo, settle, undo, type History } from './history.ts';

export interface Open {
  history: History<Draft>;
  /** Makes it safe to send this very draft again. */
  key: string;
  /** The draft as it was when the key was made. */
  keyOf: Draft;
}

interface Kept {
  draft: Draft;
  key: string;
}

/** What a reload finds again: the draft without its ways back. */
const kept = keptDraft<Kept | null>('plan', null);

function restored(): Open | undefined {
  const found = kept.peek();
  return found && Array.isArray(found.draft.parts) ? { history: begin(found.draft), key: found.key, keyOf: found.draft } : undefined;
}

export const open = signal<Open | undefined>(restored());

export const draft = computed<Draft | undefined>(() => open.value?.history.present);
export const canUndo = computed(() => (open.value?.history.past.length ?? 0) > 0);
export const canRedo = computed(() => (open.value?.history.future.length ?? 0) > 0);

/** Whether the start of the whole is being typed and means nothing yet: such a draft is not sent. */
export const startUnread = signal(false);

/** The part that is being edited. */
export const chosen = signal<string | undefined>(undefined);
export const chosenPart = computed<Part | undefined>(() => draft.value?.parts.find((part) => part.id === chosen.value));

/** A random text; `crypto.randomUUID` is missing where a page came over plain HTTP from another machine. */
export function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** Grows when a draft is opened or something was put into it elsewhere than on the map: the map shows it. */
export const toBeSeen = signal(0);

/** Opens a draft; one that was open is gone. */
export function openDraft(fresh: Draft): void {
  open.value = { history: begin(fresh), key: randomId(), keyOf: fresh };
  chosen.value = fresh.parts[0]?.id;
  startUnread.value = false;
  toBeSeen.value += 1;
}

export function closeDraft(): void {
  open.value = undefined;
  chosen.value = undefined;
}

/** Opens a draft like another, of a plan of its own. */
export const openCopy = (of: Draft): void => openDraft(duplicateOf(of));

function set(history: History<Draft>): void {
  const now = open.peek();
  if (now) open.value = { ...now, history };
}

/** Changes the draft. Changes with the same `gesture`, one after the other, are one step back. */
export function change(next: Draft, gesture?: string): void {
  const now = open.peek();
  if (now && next !== now.history.present) set(record(now.history, next, gesture));
}

/** The gesture that was going on is over. */
export function settled(): void {
  const now = open.peek();
  if (now?.history.gesture !== undefined) set(settle(now.history));
}

/** Takes back a gesture that was broken off, without a way forth to it. */
export function abandoned(gesture: string): void {
  const now = open.peek();
  if (now?.history.gesture === gesture) set({ ...undo(now.history), future: [] });
}

export function changePart(id: string, to: Partial<Omit<Part, 'id'>>, gesture?: string): void {
  const now = draft.peek();
  if (now) change(withPart(now, id, to), gesture === undefined ? undefined : `${id} ${gesture}`);
}

export function back(): void {
  const now = open.peek();
  if (now) set(undo(now.history));
}

export function forth(): void {
  const now = open.peek();
  if (now) set(redo(now.history));
}

/** The key under which this draft is sent: the same as long as nothing in it changes. */
export function keyNow(): string {
  const now = open.peek();
  if (!now) return randomId();
  if (now.keyOf === now.history.present) return now.key;
  const key = randomId();
  open.value = { ...now, key, keyOf: now.history.present };
  return key;
}

/** What new parts begin with, in the reader's units. */
export function usual(): Usual {
  const { heightUnit, heightReference } = preferences.peek();
  const units = heightUnit === 'ft' ? 'FT' : 'M';
  const value = (metres: number, feet: number): number => (units === 'FT' ? feet : metres);
  return {
    start_ms: nextFullFive(exactNowMs()),
    duration_ms: USUAL_DURATION_MS,
    lower: { value: value(0, 0), reference: heightReference, units },
    upper: { value: value(120, 400), reference: heightReference, units },
    halfWidth_m: 50,
  };
}

/** Adds a part with a form, and marks it. */
export function addPart(form: Form): void {
  const now = draft.peek();
  if (!now) return;
  const part = newPart(form, now, usual());
  change({ ...now, parts: [...now.parts, part] });
  chosen.value = part.id;
}

export function removePart(id: string): void {
  const now = draft.peek();
  if (!now) return;
  const index = now.parts.findIndex((part) => part.id === id);
  const parts = now.parts.filter((part) => part.id !== id);
  change({ ...now, parts });
  if (chosen.peek() === id) chosen.value = (parts[index] ?? parts.at(-1))?.id;
}

effect(() => {
  const now = open.value;
  const present = now?.history.present;
  if (!now || !present) kept.value = null;
  else if (kept.peek()?.draft !== present) kept.value = { draft: present, key: now.keyOf === present ? now.key : randomId() };
});

// Somebody else may sit down here: what is forgotten there is closed here.
effect(() => {
  if (kept.value === null && open.peek()) closeDraft();
});
