// Keys that work everywhere: `g` and then a letter goes to a view, `?` shows them. None works while somebody types.
import { signal } from '@preact/signals';
import { go, type View } from '../state/route.ts';

export const KEYS: Readonly<Record<string, View>> = {
  m: 'map', p: 'plan', n: 'now', a: 'areas', l: 'log', o: 'node', e: 'people', s: 'settings', b: 'briefing',
};

/** How long after `g` the letter may come. */
const SECOND_KEY_MS = 1_500;

export const keysShown = signal(false);

function typing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName));
}

export function startKeys(): () => void {
  let armedAt = -Infinity;
  const press = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    // The key's place on the board: letters differ between Arabic, Russian and Latin layouts.
    const letter = event.code.startsWith('Key') ? event.code.slice(3).toLowerCase() : '';
    if (event.key === '?') keysShown.value = !keysShown.peek();
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
