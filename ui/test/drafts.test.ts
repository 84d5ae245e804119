// Drafts: what was typed is there again after a reload, and gone for the next person.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

class FakeStorage {
  readonly kept = new Map<string, string>();
  get length(): number {
    return this.kept.size;
  }
  key(index: number): string | null {
    return [...this.kept.keys()][index] ?? null;
  }
  getItem(key: string): string | null {
    return this.kept.get(key) ?? null;
  }
  setItem(key: string, value: string): void {
    this.kept.set(key, value);
  }
  removeItem(key: string): void {
    this.kept.delete(key);
  }
}

let storage: FakeStorage;

/** The page after it was loaded anew. */
async function loaded(): Promise<typeof import('../src/state/drafts.ts')> {
  vi.resetModules();
  return import('../src/state/drafts.ts');
}

beforeEach(() => {
  vi.useFakeTimers();
  storage = new FakeStorage();
  vi.stubGlobal('sessionStorage', storage);
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('a draft', () => {
  test('is there again after the page was loaded anew', async () => {
    const first = await loaded();
    first.draft('plan', { name: '' }).value = { name: 'مسح' };
    vi.advanceTimersByTime(300);
    const second = await loaded();
    expect(second.draft('plan', { name: '' }).value).toEqual({ name: 'مسح' });
  });
  test('is written at once when the page goes', async () => {
    const { draft, keepDrafts } = await loaded();
    draft('plan', 0).value = 7;
    expect(storage.length).toBe(0);
    keepDrafts();
    expect(storage.getItem('tansiq.draft.plan')).toBe('7');
  });
  test('is the same for all who ask for it', async () => {
    const { draft } = await loaded();
    expect(draft('plan', 0)).toBe(draft('plan', 5));
  });
  test('leaves nothing behind when it is dropped, not even what is still to be written', async () => {
    const { draft, dropDraft } = await loaded();
    const typed = draft('plan', '');
    typed.value = 'half';
    dropDraft('plan');
    vi.advanceTimersByTime(1_000);
    expect([typed.value, storage.length]).toEqual(['', 0]);
  });
  test('of a person who signs out is gone, also one that this page has not asked for', async () => {
    storage.setItem('tansiq.draft.older', '1');
    storage.setItem('other', '2');
    const { draft, dropDrafts } = await loaded();
    draft('plan', '').value = 'half';
    vi.advanceTimersByTime(300);
    dropDrafts();
    vi.advanceTimersByTime(300);
    expect([...storage.kept.keys()]).toEqual(['other']);
  });
  test('that is too long, or of a storage that is full, lives as long as the page', async () => {
    const { draft, MAX_DRAFT_CHARACTERS } = await loaded();
    const long = draft('long', '');
    long.value = 'x'.repeat(MAX_DRAFT_CHARACTERS);
    vi.advanceTimersByTime(300);
    expect(storage.length).toBe(0);
    storage.setItem = () => {
      throw new Error('full');
    };
    draft('other', '').value = 'y';
    vi.advanceTimersByTime(300);
    expect(long.value).toHaveLength(MAX_DRAFT_CHARACTERS);
  });
  test('that somebody has spoilt is begun anew', async () => {
    storage.setItem('tansiq.draft.plan', '{');
    const { draft } = await loaded();
    expect(draft('plan', 'empty').value).toBe('empty');
  });
});
