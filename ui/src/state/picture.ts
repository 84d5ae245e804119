// What this desk knows, live: the fold of the stream. `shown` is what views draw: the live picture, or that of a moment past when
// somebody travels in the ledger. It draws nothing and asks nothing but the stream.
import { computed, signal } from '@preact/signals';
import { PictureStream } from '../api/stream.ts';
import type {
  AircraftPosition, Area, Delivery, GoneKind, KnownConstraint, KnownOperation, Notice, Picture, Plan, StreamEvent, Template,
} from '../api/types.ts';
import { setServerTime } from './clock.ts';
import { refreshSession, sessionChanged } from './session.ts';
import { Store } from './store.ts';

/** Notices that are kept; older ones are in the log. */
export const MAX_NOTICES = 2_000;

/** A set of stores: the live one, or one made of a picture of the past. */
export class PictureStores {
  readonly plans = new Store<Plan>();
  readonly knownOperations = new Store<KnownOperation>();
  readonly knownConstraints = new Store<KnownConstraint>();
  readonly areas = new Store<Area>();
  readonly positions = new Store<AircraftPosition>();
  readonly deliveries = new Store<Delivery>();
  readonly notices = new Store<Notice>();
  readonly templates = new Store<Template>();

  clear(): void {
    for (const store of [
      this.plans, this.knownOperations, this.knownConstraints, this.areas, this.positions, this.deliveries, this.notices, this.templates,
    ]) {
      store.clear();
    }
  }

  apply(event: StreamEvent): void {
    switch (event.event) {
      case 'reset':
        return this.clear();
      case 'plan':
        return this.plans.set(event.data.id, event.data);
      case 'known_operation':
        return this.knownOperations.set(event.data.id, event.data);
      case 'known_constraint':
        return this.knownConstraints.set(event.data.id, event.data);
      case 'area':
        return this.areas.set(event.data.id, event.data);
      case 'delivery':
        return this.deliveries.set(String(event.data.id), event.data);
      case 'template':
        return this.templates.set(event.data.id, event.data);
      case 'notice':
        return this.addNotice(event.data);
      case 'gone':
        return this.forget(event.data.kind, event.data.id);
      case 'positions':
        for (const position of event.data) this.positions.set(position.operation, position);
        return;
      case 'session':
      case 'synced':
        return;
    }
  }

  /** Everything of a picture at once. */
  fill(picture: Picture): void {
    this.clear();
    for (const data of picture.plans) this.apply({ event: 'plan', data });
    for (const data of picture.known_operations) this.apply({ event: 'known_operation', data });
    for (const data of picture.known_constraints) this.apply({ event: 'known_constraint', data });
    for (const data of picture.areas) this.apply({ event: 'area', data });
    for (const data of picture.deliveries) this.apply({ event: 'delivery', data });
    for (const data of picture.notices) this.apply({ event: 'notice', data });
    for (const data of picture.templates) this.apply({ event: 'template', data });
    this.apply({ event: 'positions', data: picture.positions });
  }

  private addNotice(notice: Notice): void {
    this.notices.set(String(notice.seq), notice);
    if (this.notices.size > MAX_NOTICES) this.notices.remove(String(notice.seq - MAX_NOTICES));
  }

  private forget(kind: GoneKind, id: string): void {
    switch (kind) {
      case 'plan':
        this.positions.remove(id);
        return this.plans.remove(id);
      case 'known_operation':
        return this.knownOperations.remove(id);
      case 'known_constraint':
        return this.knownConstraints.remove(id);
      case 'area':
        return this.areas.remove(id);
      case 'delivery':
        return this.deliveries.remove(id);
      case 'template':
        return this.templates.remove(id);
    }
  }
}

/** The picture as it is now. */
export const live = new PictureStores();

/** The picture of a moment past, while somebody looks at it. */
export const travelled = signal<{ stores: PictureStores; index: number; asOf: string } | undefined>(undefined);

/** What views draw. */
export const shown = computed<PictureStores>(() => travelled.value?.stores ?? live);

export interface Connection {
  state: 'connecting' | 'live' | 'broken';
  /** When everything up to then was known to be here, milliseconds of the node's clock; 0 if never. */
  syncedAtMs: number;
  /** Records that the picture is made of. */
  index: number;
  /** Things that did not fit into the picture when it was whole; 0 usually. */
  leftOut: number;
}

export const connection = signal<Connection>({ state: 'connecting', syncedAtMs: 0, index: 0, leftOut: 0 });

const stream = new PictureStream({
  event: (event) => take(event),
  opened: () => undefined,
  broken: () => {
    connection.value = { ...connection.peek(), state: 'broken' };
    // The stream does not tell why it was refused; asking who sits here does, and finds out when somebody signed in again elsewhere.
    void refreshSession();
  },
});

function take(event: StreamEvent): void {
  live.apply(event);
  if (event.event === 'session') sessionChanged(event.data);
  if (event.event === 'synced') {
    setServerTime(event.data.now);
    const leftOut = event.data.left_out ?? connection.peek().leftOut;
    connection.value = { state: 'live', syncedAtMs: Date.parse(event.data.now), index: event.data.index, leftOut };
  }
}

/** Follows the picture from now on, from where it was if it was followed before. */
export function followPicture(): void {
  stream.open();
}

/** Stops, and forgets where it was: for another person. */
export function leavePicture(): void {
  stream.close();
  stream.forget();
  live.clear();
  connection.value = { state: 'connecting', syncedAtMs: 0, index: 0, leftOut: 0 };
}

