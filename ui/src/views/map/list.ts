// What the list beside the map holds: everything of the picture, narrowed by what somebody looks for, the urgent first.
import type { AreaKind, PlanState } from '../../api/types.ts';
import { isActive, isOperation, type Thing } from '../../map/things.ts';

export type What = 'all' | 'own_operation' | 'peer_operation' | 'area' | 'constraint';
export type Sort = PlanState | AreaKind | 'any';

export interface Search {
  text: string;
  what: What;
  /** A state of operations or a kind of areas. */
  sort: Sort;
  /** Whether only what is there at the shown moment. */
  activeOnly: boolean;
}

export const WHATS: readonly What[] = ['all', 'own_operation', 'peer_operation', 'area', 'constraint'];
export const STATES: readonly PlanState[] = ['planning', 'accepted', 'activated', 'nonconforming', 'contingent'];
export const KINDS: readonly AreaKind[] = ['prohibited', 'requires_authorisation', 'conditional', 'advisory'];

export const EVERYTHING: Search = { text: '', what: 'all', sort: 'any', activeOnly: true };

const KIND_OF: Record<Exclude<What, 'all'>, Thing['kind']> = {
  own_operation: 'plan', peer_operation: 'known_operation', area: 'area', constraint: 'known_constraint',
};

const RANK: Partial<Record<PlanState, number>> = { contingent: 0, nonconforming: 0, activated: 1, accepted: 3, planning: 4 };
/** An active prohibition stands before what is merely accepted. */
const ZONE_RANK: Record<AreaKind, number> = { prohibited: 2, requires_authorisation: 2, conditional: 5, advisory: 6 };

export const sortOf = (thing: Thing): PlanState | AreaKind => (isOperation(thing) ? thing.state : thing.areaKind);

const rankOf = (thing: Thing): number => (isOperation(thing) ? RANK[thing.state] ?? 7 : ZONE_RANK[thing.areaKind]);

/** Whether a thing is what somebody looks for: in its name, its id or its manager. */
export function matches(thing: Thing, search: Search, atMs: number): boolean {
  if (search.what !== 'all' && KIND_OF[search.what] !== thing.kind) return false;
  if (search.sort !== 'any' && sortOf(thing) !== search.sort) return false;
  if (search.activeOnly && !isActive(thing, atMs)) return false;
  const wanted = fold(search.text);
  return wanted === '' || [thing.name, thing.id, thing.manager ?? ''].some((text) => fold(text).includes(wanted));
}

/** Letters as people search for them: without case, and in Arabic without marks and with one form of alef, yeh and teh marbuta. */
export function fold(text: string): string {
  return text.trim().toLowerCase().normalize('NFKD').replace(/\p{M}|\u0640/gu, '')
    .replace(/[أإآٱ]/g, 'ا').replace(/ى/g, 'ي').replace(/ة/g, 'ه');
}

export interface Found {
  things: Thing[];
  total: number;
}

/** The first of those that match, the urgent first; among equals by name. */
export function find(all: Iterable<Thing>, search: Search, atMs: number, most: number, language: string): Found {
  const found: Thing[] = [];
  for (const thing of all) if (matches(thing, search, atMs)) found.push(thing);
  const { compare } = new Intl.Collator(language, { numeric: true });
  found.sort((a, b) => rankOf(a) - rankOf(b) || compare(a.name, b.name));
  return { things: found.slice(0, most), total: found.length };
}
