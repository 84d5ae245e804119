// The stream of the picture: events are handed on, and when it breaks or falls silent it comes back where it was, ever more slowly.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { PictureStream, SILENCE_MS } from '../src/api/stream.ts';
import type { StreamEvent } from '../src/api/types.ts';

class FakeSource extends EventTarget {
  static all: FakeSource[] = [];
  onopen: (() => void) | null = null;
  onerror: (() => void) | null = null;
  closed = false;

  constructor(readonly url: string) {
    super();
    FakeSource.all.push(this);
  }

  close(): void {
    this.closed = true;
  }

  send(event: string, data: unknown, lastEventId = ''): void {
    this.dispatchEvent(new MessageEvent(event, { data: JSON.stringify(data), lastEventId }));
  }
}

const latest = (): FakeSource => {
  const source = FakeSource.all.at(-1);
  if (!source) throw new Error('nothing was opened');
  return source;
};

let heard: StreamEvent[];
let broken: number;
let stream: PictureStream;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('EventSource', FakeSource);
  FakeSource.all = [];
  heard = [];
  broken = 0;
  stream = new PictureStream({ event: (event) => heard.push(event), opened: () => undefined, broken: () => (broken += 1) });
  stream.open();
});

afterEach(() => {
  stream.close();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('the stream', () => {
  test('begins with the whole picture and hands on what comes', () => {
    expect(latest().url).toBe('/api/v1/desk/picture/stream');
    latest().send('gone', { kind: 'plan', id: 'a' }, '7');
    expect(heard).toEqual([{ event: 'gone', data: { kind: 'plan', id: 'a' } }]);
  });
  test('comes back after where it was when it breaks', () => {
    latest().send('synced', { index: 41, now: '2026-11-22T09:00:00Z' }, '41');
    latest().onerror?.();
    expect(broken).toBe(1);
    expect(FakeSource.all[0]?.closed).toBe(true);
    vi.advanceTimersByTime(500);
    expect(latest().url).toBe('/api/v1/desk/picture/stream?after=41');
  });
  test('is given up when it is silent for too long, though nobody closed it', () => {
    latest().send('synced', { index: 8, now: '2026-11-22T09:00:00Z' }, '8');
    vi.advanceTimersByTime(SILENCE_MS - 1_500);
    expect(broken).toBe(0);
    vi.advanceTimersByTime(3_000);
    expect(broken).toBe(1);
    vi.advanceTimersByTime(500);
    expect(latest().url).toContain('after=8');
  });
  test('is not given up as long as it says something', () => {
    for (let second = 0; second < 120; second += 5) {
      latest().send('synced', { index: 1, now: '2026-11-22T09:00:00Z' }, '1');
      vi.advanceTimersByTime(5_000);
    }
    expect(broken).toBe(0);
    expect(FakeSource.all).toHaveLength(1);
  });
  test('waits ever longer between attempts, and begins with a short wait again once it was heard', () => {
    const waits: number[] = [];
    for (let attempt = 0; attempt < 7; attempt += 1) {
      const before = FakeSource.all.length;
      latest().onerror?.();
      let waited = 0;
      while (FakeSource.all.length === before) {
        vi.advanceTimersByTime(100);
        waited += 100;
      }
      waits.push(waited);
    }
    expect(waits).toEqual([500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000]);
    latest().onopen?.();
    latest().onerror?.();
    vi.advanceTimersByTime(500);
    expect(FakeSource.all).toHaveLength(9);
  });
  test('forgets where it was when it is told to', () => {
    latest().send('synced', { index: 3, now: '2026-11-22T09:00:00Z' }, '3');
    stream.close();
    stream.forget();
    stream.open();
    expect(latest().url).toBe('/api/v1/desk/picture/stream');
  });
  test('opens nothing more once it is closed', () => {
    latest().onerror?.();
    stream.close();
    vi.advanceTimersByTime(60_000);
    expect(FakeSource.all).toHaveLength(1);
  });
});
