// Keys that work everywhere: `g` and then a letter goes to a view, `?` shows them. None works while somebody types, or when the reader has
// turned them off. Views that have keys of their own describe them here, so that the help shows them.
import { signal } from '@preact/signals';
import { go, type View } from '../state/route.ts';
import { preferences } from '../state/settings.ts';

export const KEYS: Readonly<Record<string, View>> = {
  m: 'map', p: 'plan', n: 'now', a: 'areas', l: 'log', o: 'node', e: 'people', s: 'settings', b: 'briefing',
};

/** How long after `g` the letter may come. */
const SECOND_KEY_MS = 1_500;

export const keysShown = signal(false);

export interface Shortcut {
  /** What is printed on the keys, one after the other. */
  keys: readonly string[];
  /** What it does, in the reader's language at the time of showing. */
  text: () => string;
}

/** Keys of the view that is open. */
export const viewKeys = signal<readonly Shortcut[]>([]);

/** Describes the keys of a view for as long as it is open; call the answer when it closes. */
export function describeKeys(shortcuts: readonly Shortcut[]): () => void {
  viewKeys.value = [...viewKeys.peek(), ...shortcuts];
  return () => {
    viewKeys.value = viewKeys.peek().filter((shortcut) => !shortcuts.includes(shortcut));
  };
}

export function typing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName));
}

export function startKeys(): () => void {
  let armedAt = -Infinity;
  const press = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || !preferences.peek().keys) return;
    // The key's place on the board: letters differ between Arabic, Russian and Latin layouts.
    const letter = event.code.startsWith('Key') ? event.code.slice(3).toLowerCase() : '';
    if (event.key === '?' || event.key === '؟') keysShown.value = !keysShown.peek();
    // A question that is open is answered first.
    else if (document.querySelector('dialog[open]')) return;
    else if (letter === 'g') armedAt = event.timeStamp;
    else if (event.timeStamp - armedAt < SECOND_KEY_MS) {
      const target = KEYS[letter];
      armedAt = -Infinity;
      if (target) go(`/${target}`);
    }
  };
  window.addEventListener('keydown', press);
  return () => window.removeEventListener('keydown', press);
}
