// Arriving at a view: its heading gets the focus, so that keys and screen readers are where the eyes are, and the title of the page names
// it, with the number of urgent things before it for those who have the page in another tab.
import { effect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { formatNumber } from '../format/numbers.ts';
import { t } from '../i18n/index.ts';
import { view } from '../state/route.ts';
import { pageSettings } from '../state/settings.ts';
import { urgentCount } from '../views/now/live.ts';

/** A view that is still being loaded is waited for so long. */
const WAIT_MS = 3_000;

/** Moves the focus to the heading of a view that was newly opened; not to that of the first one, where the page begins at its top. */
export function useArrival(open: string): void {
  const before = useRef(open);
  useEffect(() => {
    if (before.current === open) return;
    before.current = open;
    return whenThere('#panel h1', (heading) => {
      const panel = document.getElementById('panel');
      // A view that has put the focus somewhere itself knows better.
      if (panel?.contains(document.activeElement) || document.querySelector('dialog[open]')) return;
      heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
      panel?.scrollTo(0, 0);
    });
  }, [open]);
}

function whenThere(selector: string, then: (element: HTMLElement) => void): () => void {
  const until = performance.now() + WAIT_MS;
  let frame = 0;
  const look = (): void => {
    const found = document.querySelector<HTMLElement>(selector);
    if (found) then(found);
    else if (performance.now() < until) frame = requestAnimationFrame(look);
  };
  frame = requestAnimationFrame(look);
  return () => cancelAnimationFrame(frame);
}

/** Keeps the title of the page. */
export function startTitle(): () => void {
  return effect(() => {
    const urgent = urgentCount.value;
    const words = { view: t(`view-${view.value}`), party: pageSettings.value?.party ?? 'Tansiq' };
    const title = urgent > 0 ? t('page-title-urgent', { ...words, count: formatNumber(urgent) }) : t('page-title', words);
    // Titles are plain text in a tab: marks of direction would be seen there as boxes.
    document.title = title.replace(/[\u2066-\u2069]/g, '');
  });
}
