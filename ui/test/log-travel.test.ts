// Travelling in the ledger: the latest wish counts, the map's clock is held at the moment and given back.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Picture } from '../src/api/types.ts';

const get = vi.hoisted(() => vi.fn());
vi.mock('../src/api/client.ts', () => ({ get, url: (path: string) => path, ApiError: class extends Error {} }));

const { nowMs, shiftMs, shownMs } = await import('../src/state/clock.ts');
const { connection, live, shown, travelled } = await import('../src/state/picture.ts');
const { backToNow, step, travel, travelTo } = await import('../src/views/log/travel.ts');

const picture = (index: number, as_of: string): Picture => ({
  index, as_of, plans: [], known_operations: [], known_constraints: [], areas: [], positions: [], deliveries: [], notices: [], templates: [],
  left_out: 0,
});

describe('travelling', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    nowMs.value = Date.parse('2026-11-22T09:00:00Z');
    shiftMs.value = 0;
    connection.value = { state: 'live', syncedAtMs: nowMs.value, index: 20, leftOut: 0 };
  });
  afterEach(() => {
    backToNow();
    get.mockReset();
    vi.useRealTimers();
  });

  it('asks once for a slider that is dragged, and shows that picture', async () => {
    get.mockResolvedValue(picture(7, '2026-11-22T08:00:00Z'));
    travelTo({ at: '2026-11-22T08:20:00Z' });
    travelTo({ at: '2026-11-22T08:00:00Z' });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(get.mock.calls.map(([path]) => path)).toEqual(['picture?at=2026-11-22T08%3A00%3A00Z']);
    expect(travelled.value?.index).toBe(7);
    expect(shown.value).not.toBe(live);
  });

  it('holds the shown moment while the clock goes on, and gives the clock back', async () => {
    shiftMs.value = 600_000;
    get.mockResolvedValue(picture(7, '2026-11-22T08:00:00Z'));
    travelTo({ index: 7 }, { atOnce: true });
    await vi.advanceTimersByTimeAsync(1);
    nowMs.value += 5_000;
    expect(new Date(shownMs.value).toISOString()).toBe('2026-11-22T08:00:00.000Z');
    backToNow();
    expect(shiftMs.value).toBe(600_000);
    expect(shown.value).toBe(live);
  });

  it('steps from record to record and comes back to now behind the last', async () => {
    get.mockResolvedValueOnce(picture(19, '2026-11-22T08:59:00Z')).mockResolvedValueOnce(picture(20, '2026-11-22T08:59:30Z'));
    step(-1);
    await vi.advanceTimersByTimeAsync(1);
    step(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(travelled.value?.index).toBe(20);
    step(1);
    expect(travelled.value).toBeUndefined();
    expect(get.mock.calls.map(([path]) => path)).toEqual(['picture?index=19', 'picture?index=20']);
  });

  it('says that it waits after a second, and what went wrong', async () => {
    let fail: (error: Error) => void = () => undefined;
    get.mockReturnValueOnce(new Promise((_, reject) => (fail = reject)));
    travelTo({ index: 3 }, { atOnce: true });
    await vi.advanceTimersByTimeAsync(999);
    expect(travel.value.slow).toBe(false);
    await vi.advanceTimersByTimeAsync(2);
    expect(travel.value.slow).toBe(true);
    fail(new Error('gone'));
    await vi.advanceTimersByTimeAsync(1);
    expect(travel.value).toMatchObject({ slow: false, error: new Error('gone') });
    expect(travelled.value).toBeUndefined();
  });
});
