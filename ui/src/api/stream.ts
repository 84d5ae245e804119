// The stream of the picture: opens it, hands its events on, and comes back where it was when it breaks. What events mean is
// in `state/picture.ts`.
import type { StreamEvent } from './types.ts';
import { url } from './client.ts';

const EVENTS = [
  'reset', 'plan', 'known_operation', 'known_constraint', 'area', 'delivery', 'notice', 'template', 'gone', 'positions',
  'session', 'synced',
] as const satisfies StreamEvent['event'][];

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 10_000;
/** The node says something every 5 s at least: a stream that is silent for longer is dead, though nobody closed it. */
export const SILENCE_MS = 16_000;

export interface Listener {
  event(event: StreamEvent): void;
  /** The stream broke, or was never there; it is being opened again. */
  broken(): void;
  opened(): void;
}

export class PictureStream {
  private source: EventSource | undefined;
  private lastId = '';
  private pauseMs = FIRST_PAUSE_MS;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private watch: ReturnType<typeof setInterval> | undefined;
  private heardAt = 0;

  constructor(private readonly listener: Listener) {}

  open(): void {
    this.close();
    const source = new EventSource(url('picture/stream') + (this.lastId ? `?after=${encodeURIComponent(this.lastId)}` : ''));
    this.source = source;
    this.heardAt = performance.now();
    source.onopen = () => {
      this.heard();
      this.listener.opened();
    };
    for (const name of EVENTS) {
      source.addEventListener(name, (message: MessageEvent<string>) => {
        this.heard();
        // Until the whole picture has come, there is nothing to come back to.
        if (name === 'reset') this.lastId = '';
        else if (message.lastEventId) this.lastId = message.lastEventId;
        this.listener.event({ event: name, data: JSON.parse(message.data) } as StreamEvent);
      });
    }
    source.onerror = () => this.again();
    this.watch = setInterval(() => {
      if (performance.now() - this.heardAt > SILENCE_MS) this.again();
    }, 1_000);
  }

  /** Forgets where it was: the next opening begins with the whole picture. */
  forget(): void {
    this.lastId = '';
  }

  close(): void {
    this.source?.close();
    this.source = undefined;
    clearTimeout(this.retry);
    clearInterval(this.watch);
  }

  private heard(): void {
    this.heardAt = performance.now();
    this.pauseMs = FIRST_PAUSE_MS;
  }

  // EventSource would come back by itself after a lost connection but not after an error status: both go this one way.
  private again(): void {
    this.close();
    this.listener.broken();
    this.retry = setTimeout(() => this.open(), this.pauseMs);
    this.pauseMs = Math.min(this.pauseMs * 2, LONGEST_PAUSE_MS);
  }
}
