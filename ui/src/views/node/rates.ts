// What two looks at the node tell together: how many requests per second lie between them, and how full its bounds are. Pure.
import type { NodeView } from '../../api/types.ts';

/** Looks that are remembered: ten minutes of one every 5 s. */
export const MAX_SAMPLES = 120;

export interface Sample {
  atMs: number;
  perSecond: number;
  failedPerSecond: number;
}

export interface Rate {
  perSecond: number;
  failedPerSecond: number;
}

/** Requests per second between two looks, by operation. Nothing if the node was started anew between them, or no time passed. */
export function ratesBetween(before: NodeView | undefined, now: NodeView): Map<string, Rate> | undefined {
  if (!before || before.started_at !== now.started_at) return undefined;
  const seconds = (Date.parse(now.now) - Date.parse(before.now)) / 1_000;
  if (!(seconds > 0)) return undefined;
  const old = new Map(before.requests.map((request) => [request.operation, request]));
  return new Map(
    now.requests.map(({ operation, count, failed }) => {
      const then = old.get(operation);
      const perSecond = Math.max(0, count - (then?.count ?? 0)) / seconds;
      return [operation, { perSecond, failedPerSecond: Math.max(0, failed - (then?.failed ?? 0)) / seconds }];
    }),
  );
}

/** The sum of all operations. */
export function total(rates: ReadonlyMap<string, Rate>): Rate {
  let [perSecond, failedPerSecond] = [0, 0];
  for (const rate of rates.values()) {
    perSecond += rate.perSecond;
    failedPerSecond += rate.failedPerSecond;
  }
  return { perSecond, failedPerSecond };
}

export const remember = (samples: readonly Sample[], sample: Sample): Sample[] => [...samples, sample].slice(-MAX_SAMPLES);

/** A line through the samples in a box of `width` by `height`, the newest at the end; empty for fewer than two. */
export function sparkline(values: readonly number[], width: number, height: number): string {
  if (values.length < 2) return '';
  const most = Math.max(...values, 1e-9);
  const step = width / (MAX_SAMPLES - 1);
  const start = width - step * (values.length - 1);
  return values.map((value, place) => `${(start + place * step).toFixed(1)},${(height - (value / most) * height).toFixed(1)}`).join(' ');
}

export type Limit = NodeView['limits'][number];

/** How full a bound is, 0 to 1. A bound of nothing is full when something is in it. */
export const fullness = ({ used, bound }: Limit): number => (bound > 0 ? Math.min(1, used / bound) : used > 0 ? 1 : 0);

/** From here on a bound is worth a look. */
export const NEARLY_FULL = 0.8;

/** Those that were reached first, then the fullest. */
export const byFullness = (limits: readonly Limit[]): Limit[] =>
  [...limits].sort((a, b) => Number(b.reached > 0) - Number(a.reached > 0) || fullness(b) - fullness(a) || a.name.localeCompare(b.name));
