// Looks at the node every few seconds while its view is open, and remembers the last minutes. It draws nothing.
import { signal } from '@preact/signals';
import { get } from '../../api/client.ts';
import type { NodeView } from '../../api/types.ts';
import { exactNowMs, setServerTime } from '../../state/clock.ts';
import { ratesBetween, remember, total, type Rate, type Sample } from './rates.ts';

export const EVERY_MS = 5_000;

export interface Watched {
  view: NodeView | undefined;
  rates: ReadonlyMap<string, Rate> | undefined;
  samples: readonly Sample[];
  /** Why the last look failed; what is shown is older then. */
  error: unknown;
}

export const watched = signal<Watched>({ view: undefined, rates: undefined, samples: [], error: undefined });

/** Looks now and from now on. */
export function startWatching(): () => void {
  let stopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = new AbortController();
  const again = async (): Promise<void> => {
    await look(stop.signal);
    if (!stopped) timer = setTimeout(() => void again(), EVERY_MS);
  };
  void again();
  return () => {
    stopped = true;
    stop.abort();
    clearTimeout(timer);
  };
}

export async function look(signal: AbortSignal): Promise<void> {
  try {
    take(await get<NodeView>('node', { signal }));
  } catch (error) {
    if (!signal.aborted) watched.value = { ...watched.peek(), error };
  }
}

function take(view: NodeView): void {
  setServerTime(view.now);
  const before = watched.peek();
  const rates = ratesBetween(before.view, view);
  const samples = rates ? remember(before.samples, { atMs: exactNowMs(), ...total(rates) }) : before.samples;
  watched.value = { view, rates: rates ?? before.rates, samples, error: undefined };
}
