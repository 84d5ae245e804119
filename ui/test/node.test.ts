// The node's figures: rates between two looks, the order of bounds, and a memory that does not grow.
import { describe, expect, it } from 'vitest';
import type { NodeView } from '../src/api/types.ts';
import { byFullness, fullness, MAX_SAMPLES, ratesBetween, remember, sparkline, total, type Sample } from '../src/views/node/rates.ts';

const look = (seconds: number, requests: [string, number, number][], started = '2026-11-22T08:00:00Z'): NodeView => ({
  version: '0.4.0', party: 'laila', started_at: started, now: new Date(Date.parse('2026-11-22T09:00:00Z') + seconds * 1_000).toISOString(),
  ledgers: [], reached: [], limits: [], desk: { streams: 0, pending_writes: 0, deliveries: 0, rules: {}, ground: '' },
  requests: requests.map(([operation, count, failed]) => ({ operation, count, failed, mean_ms: 1, per_s: 0 })),
});

describe('rates', () => {
  it('are what was asked between two looks, by the clock of the node', () => {
    const rates = ratesBetween(look(0, [['plans', 10, 1]]), look(5, [['plans', 60, 2], ['checks', 20, 0]]));
    expect(rates?.get('plans')).toEqual({ perSecond: 10, failedPerSecond: 0.2 });
    expect(rates?.get('checks')).toEqual({ perSecond: 4, failedPerSecond: 0 });
    expect(total(rates ?? new Map())).toEqual({ perSecond: 14, failedPerSecond: 0.2 });
  });

  it('are not known from one look, nor over a restart, nor when no time passed', () => {
    expect(ratesBetween(undefined, look(5, []))).toBeUndefined();
    expect(ratesBetween(look(0, []), look(5, [], '2026-11-22T09:00:01Z'))).toBeUndefined();
    expect(ratesBetween(look(5, []), look(5, []))).toBeUndefined();
  });
});

describe('bounds', () => {
  it('stand in order: reached ones, then the fullest', () => {
    const limits = [
      { name: 'half', used: 5, bound: 10, reached: 0 },
      { name: 'full', used: 10, bound: 10, reached: 0 },
      { name: 'reached', used: 0, bound: 10, reached: 3 },
      { name: 'empty', used: 0, bound: 10, reached: 0 },
    ];
    expect(byFullness(limits).map(({ name }) => name)).toEqual(['reached', 'full', 'half', 'empty']);
  });

  it('a bound of nothing is full when something is in it', () => {
    expect(fullness({ name: 'x', used: 1, bound: 0, reached: 0 })).toBe(1);
    expect(fullness({ name: 'x', used: 0, bound: 0, reached: 0 })).toBe(0);
  });
});

describe('the line of rates', () => {
  it('ends at the end of the box and keeps within it', () => {
    expect(sparkline([0, 2, 1], MAX_SAMPLES - 1, 10)).toBe('117.0,10.0 118.0,0.0 119.0,5.0');
    expect(sparkline([1], 100, 10)).toBe('');
  });

  it('remembers no more than its bound', () => {
    let samples: Sample[] = [];
    for (let atMs = 0; atMs < MAX_SAMPLES + 30; atMs += 1) samples = remember(samples, { atMs, perSecond: 1, failedPerSecond: 0 });
    expect([samples.length, samples[0]?.atMs]).toEqual([MAX_SAMPLES, 30]);
  });
});
