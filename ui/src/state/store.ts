// Things by id, and one number that grows when any of them changed. Changes of one turn are told together, so that a burst of
// thousands costs one redraw.
import { signal } from '@preact/signals';

/** How long changes are gathered before those who draw are told. */
const GATHER_MS = 40;

const waiting = new Set<() => void>();
let timer: ReturnType<typeof setTimeout> | undefined;

function tellSoon(tell: () => void): void {
  waiting.add(tell);
  timer ??= setTimeout(flush, GATHER_MS);
}

/** Tells at once; for tests, and for what a person is waiting for. */
export function flush(): void {
  clearTimeout(timer);
  timer = undefined;
  const tells = [...waiting];
  waiting.clear();
  for (const tell of tells) tell();
}

export class Store<T> {
  private readonly things = new Map<string, T>();
  /** Grows with every change: read it to be told. */
  readonly version = signal(0);
  /** Which ids changed since it was last emptied by whoever draws incrementally. At most as many as there are things and gone ones. */
  private readonly tell = (): void => {
    this.version.value += 1;
  };

  get size(): number {
    return this.things.size;
  }

  get(id: string): T | undefined {
    return this.things.get(id);
  }

  /** All of them; subscribes the reader. */
  all(): IterableIterator<T> {
    void this.version.value;
    return this.things.values();
  }

  /** One of them; subscribes the reader. */
  one(id: string | undefined): T | undefined {
    void this.version.value;
    return id === undefined ? undefined : this.things.get(id);
  }

  set(id: string, thing: T): void {
    this.things.set(id, thing);
    tellSoon(this.tell);
  }

  remove(id: string): void {
    if (this.things.delete(id)) tellSoon(this.tell);
  }

  clear(): void {
    if (this.things.size === 0) return;
    this.things.clear();
    tellSoon(this.tell);
  }
}
