// What needs somebody, in order: found in the picture by rules alone, so that it can be tested without a page. It keeps nothing,
// asks nobody, and says nothing in words (`words.ts`); how the list stays still under the pointer is in `arrange.ts`.
import type { Plan } from '../../api/types.ts';
import type { Connection } from '../../state/picture.ts';
import { areasSoon } from './areas-soon.ts';
import { conflicts } from './conflicts.ts';
import { byText, KINDS, toMs, type Item, type ItemOf } from './items.ts';
import { isLive, isOffNominal, nameOf, spanOf, type Stores } from './own.ts';
import { peersOffNominal } from './peers.ts';

/** Items that are listed; the rest are counted. */
export const MAX_ITEMS = 200;
/** A write that was not heard for this long is told. */
export const UNHEARD_MS = 5_000;
/** Starts and ends within this are told. */
export const DUE_MS = 15 * 60_000;
/** A picture this old is not to be relied on. */
export const STALE_MS = 12_000;
/** A line that is down for this long needs somebody. */
export const LINE_DOWN_MS = 30_000;

export interface Rules {
  /** Seconds after which an operation outside its volumes becomes Contingent by itself; absent if it does not, or that is not known. */
  contingentAfterS?: number;
}

export interface Attention {
  items: Item[];
  /** Items beyond those listed. */
  more: number;
}

/** Everything that needs somebody at this moment, most pressing first. */
export function attention(stores: Stores, nowMs: number, rules: Rules): Attention {
  const plans = [...stores.plans.all()];
  const own = plans.filter(isLive);
  const items: Item[] = [
    ...conflicts(own, nowMs),
    ...offNominal(own, rules),
    ...peersOffNominal(stores, own),
    ...areasSoon(stores, own, nowMs),
    ...deliveries(stores),
    ...unheard(plans, nowMs),
    ...due(own, nowMs),
    ...unseen(stores),
  ];
  const ordered = inOrder(items);
  return { items: ordered.slice(0, MAX_ITEMS), more: Math.max(0, ordered.length - MAX_ITEMS) };
}

/** The line to the node, when it has been down for long enough to need somebody. */
export function lineDown(connection: Connection, nowMs: number): Item | undefined {
  const { syncedAtMs } = connection;
  if (syncedAtMs === 0 || nowMs - syncedAtMs < LINE_DOWN_MS) return undefined;
  return { kind: 'line', id: `line:${syncedAtMs}`, urgency: 'urgent', insistent: true, sinceMs: syncedAtMs };
}

/** Whether the picture can be relied on for saying that nothing needs anybody. */
export const isFresh = (connection: Connection, nowMs: number): boolean =>
  connection.state === 'live' && connection.syncedAtMs > 0 && nowMs - connection.syncedAtMs < STALE_MS;

/** By kind; within a kind in the order that its finder gave. */
function inOrder(items: Item[]): Item[] {
  const rank = new Map(KINDS.map((kind, index) => [kind, index]));
  const of = (item: Item): number => rank.get(item.kind) ?? KINDS.length;
  return items.map((item, index) => ({ item, index })).sort((a, b) => of(a.item) - of(b.item) || a.index - b.index).map(({ item }) => item);
}

/** Own operations outside their volumes, with the time that is left until they are Contingent; the oldest first. */
function offNominal(own: Plan[], rules: Rules): Item[] {
  const found: ItemOf<'off_nominal'>[] = [];
  for (const plan of own) {
    if (!isOffNominal(plan.state) && !plan.excursion) continue;
    const sinceMs = toMs(plan.excursion?.since) ?? toMs(plan.changed) ?? 0;
    const position = plan.excursion?.position ?? plan.last_position;
    const runs = plan.state !== 'contingent' && plan.excursion !== undefined && rules.contingentAfterS !== undefined;
    found.push({
      kind: 'off_nominal',
      id: `off:${plan.id}:${plan.state === 'contingent' ? 'contingent' : 'nonconforming'}`,
      urgency: 'urgent',
      insistent: true,
      about: { kind: 'plan', id: plan.id },
      plan: nameOf(plan),
      sinceMs,
      ...(runs ? { contingentAtMs: sinceMs + (rules.contingentAfterS ?? 0) * 1_000 } : {}),
      ...(position ? { lastPosition: position } : {}),
    });
  }
  return found.sort((a, b) => a.sinceMs - b.sinceMs || byText(a.id, b.id));
}

/** Deliveries that fail, one item for each peer: a peer that is down must not fill the list. */
function deliveries(stores: Stores): Item[] {
  const byPeer = new Map<string, ItemOf<'delivery'>>();
  for (const delivery of stores.deliveries.all()) {
    if (delivery.attempts === 0) continue;
    const { id, kind } = delivery.subject;
    const sinceMs = toMs(delivery.since) ?? 0;
    const nextMs = toMs(delivery.next) ?? 0;
    const held = byPeer.get(delivery.to);
    const item: ItemOf<'delivery'> = held ?? {
      kind: 'delivery', id: `delivery:${delivery.to}`, urgency: 'soon', insistent: false,
      to: delivery.to, attempts: 0, nextMs, sinceMs, subjects: [], count: 0,
    };
    item.count += 1;
    item.sinceMs = Math.min(item.sinceMs, sinceMs);
    item.nextMs = Math.min(item.nextMs, nextMs);
    if (delivery.attempts >= item.attempts) {
      item.attempts = delivery.attempts;
      if (delivery.problem !== undefined) item.problem = delivery.problem;
    }
    if (item.subjects.length < 5) item.subjects.push({ kind, id, name: stores.plans.get(id)?.name ?? '' });
    if (kind === 'operation') item.about ??= { kind: 'plan', id };
    byPeer.set(delivery.to, item);
  }
  return [...byPeer.values()].sort((a, b) => a.sinceMs - b.sinceMs || byText(a.to, b.to));
}

/** Writes of which the DSS has not been heard for a while. */
function unheard(plans: Plan[], nowMs: number): Item[] {
  const found: ItemOf<'unheard'>[] = [];
  for (const plan of plans) {
    const sinceMs = toMs(plan.pending?.since);
    if (!plan.pending || sinceMs === undefined || nowMs - sinceMs <= UNHEARD_MS) continue;
    found.push({
      kind: 'unheard', id: `unheard:${plan.id}:${sinceMs}`, urgency: 'soon', insistent: false, about: { kind: 'plan', id: plan.id },
      plan: nameOf(plan), wanted: plan.pending.state, sinceMs,
    });
  }
  return found.sort((a, b) => a.sinceMs - b.sinceMs || byText(a.id, b.id));
}

/** Own operations that are about to start or end, or should have. What is outside its volumes is told of by itself. */
function due(own: Plan[], nowMs: number): Item[] {
  const found: ItemOf<'due'>[] = [];
  for (const plan of own) {
    if (isOffNominal(plan.state)) continue;
    const { startMs, endMs } = spanOf(plan);
    const told = dueAt(plan.state === 'activated', startMs, endMs, nowMs);
    if (!told) continue;
    const urgency = told.what === 'over' && plan.state === 'activated' ? 'urgent' : told.what === 'over' ? 'know' : 'soon';
    found.push({
      kind: 'due', id: `due:${plan.id}:${told.what}`, urgency, insistent: false, about: { kind: 'plan', id: plan.id },
      plan: nameOf(plan), ...told,
    });
  }
  return found.sort((a, b) => a.atMs - b.atMs || byText(a.id, b.id));
}

function dueAt(activated: boolean, startMs: number, endMs: number, nowMs: number): { what: ItemOf<'due'>['what']; atMs: number } | undefined {
  if (endMs <= nowMs) return { what: 'over', atMs: endMs };
  if (activated) return endMs - nowMs <= DUE_MS ? { what: 'end', atMs: endMs } : undefined;
  if (startMs <= nowMs) return { what: 'late', atMs: startMs };
  return startMs - nowMs <= DUE_MS ? { what: 'start', atMs: startMs } : undefined;
}

/** One item for all notices that nobody has seen. */
function unseen(stores: Stores): Item[] {
  let count = 0;
  let upTo = 0;
  let sinceMs = Number.POSITIVE_INFINITY;
  for (const notice of stores.notices.all()) {
    if (notice.seen) continue;
    count += 1;
    upTo = Math.max(upTo, notice.seq);
    sinceMs = Math.min(sinceMs, toMs(notice.at) ?? sinceMs);
  }
  return count === 0 ? [] : [{ kind: 'unseen', id: 'unseen', urgency: 'know', insistent: false, count, upTo, sinceMs }];
}
