// What needs somebody now, kept up to date for all who show it: the view, the badge and the alerts. It is worked out from the live picture
// a few times a second at most, however fast the picture changes.
import { computed, effect, signal } from '@preact/signals';
import { exactNowMs, nowMs } from '../../state/clock.ts';
import { connection, live } from '../../state/picture.ts';
import { attention, lineDown, type Attention } from './attention.ts';
import { askRules, deskRules } from './rules.ts';

/** The least time between two workings out. */
const BREATH_MS = 250;
/** After a working out that took long, so many times as long is left to everything else. */
const BREATHS = 5;

/** What needs somebody, most pressing first. */
export const needs = signal<Attention>({ items: [], more: 0 });

/** How many of them are urgent. */
export const urgentCount = computed(() => needs.value.items.filter((item) => item.urgency === 'urgent').length);

/** Works it out from now on, whenever the picture or the clock moves. */
export function startNeeds(): () => void {
  let nextMs = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const work = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const beganMs = performance.now();
    needs.value = workOut();
    nextMs = beganMs + Math.max(BREATH_MS, (performance.now() - beganMs) * BREATHS);
  };
  const stop = effect(() => {
    subscribe();
    const waitMs = nextMs - performance.now();
    if (waitMs <= 0) work();
    else timer ??= setTimeout(work, waitMs);
  });
  return () => {
    stop();
    clearTimeout(timer);
    needs.value = { items: [], more: 0 };
  };
}

function workOut(): Attention {
  const now = exactNowMs();
  const line = lineDown(connection.peek(), now);
  const found = attention(live, now, deskRules.peek());
  return line ? { ...found, items: [line, ...found.items] } : found;
}

/** Reads everything on which the answer depends. */
function subscribe(): void {
  void nowMs.value;
  void deskRules.value;
  if (connection.value.state === 'live') void askRules();
  const stores = [live.plans, live.knownOperations, live.knownConstraints, live.areas, live.deliveries, live.notices];
  for (const store of stores) void store.version.value;
}
