// Which entries of the log are asked for: what stands in the address of the view and in the question to the node. Pure.
import { GROUPS, KINDS, type Group } from './kinds.ts';

export interface Filters {
  entity?: string;
  actor?: string;
  group?: Group;
  /** One kind by its name; a group is the usual way. */
  kind?: string;
  from?: string;
  to?: string;
}

const isInstant = (text: string | null): text is string => text !== null && Number.isFinite(Date.parse(text));

/** Reads the part of the address that belongs to the view. What makes no sense is left out. */
export function filtersOf(query: URLSearchParams): Filters {
  const filters: Filters = {};
  const [entity, actor, kind, from, to] = ['entity', 'actor', 'kind', 'from', 'to'].map((name) => query.get(name));
  if (entity) filters.entity = entity;
  if (actor) filters.actor = actor;
  const group = GROUPS.find((name) => name === kind);
  if (group) filters.group = group;
  else if (kind) filters.kind = kind;
  if (isInstant(from ?? null)) filters.from = from as string;
  if (isInstant(to ?? null)) filters.to = to as string;
  return filters;
}

/** The same for the address: a group by its name. */
export function addressOf(filters: Filters, at?: string): string {
  const query = new URLSearchParams();
  if (filters.entity) query.set('entity', filters.entity);
  if (filters.actor) query.set('actor', filters.actor);
  if (filters.group ?? filters.kind) query.set('kind', (filters.group ?? filters.kind) as string);
  if (filters.from) query.set('from', filters.from);
  if (filters.to) query.set('to', filters.to);
  if (at) query.set('at', at);
  const text = query.toString();
  return text ? `/log?${text}` : '/log';
}

/** The question to the node: a group is the list of its kinds. */
export function questionOf(filters: Filters, more: Record<string, string | number | undefined> = {}): string {
  const query = new URLSearchParams();
  const kinds = filters.group ? KINDS[filters.group].join(',') : filters.kind;
  const all = { entity: filters.entity, actor: filters.actor, kind: kinds, from: filters.from, to: filters.to, ...more };
  for (const [name, value] of Object.entries(all)) {
    if (value !== undefined && value !== '') query.set(name, String(value));
  }
  return query.toString();
}

export const isFiltered = (filters: Filters): boolean => Object.values(filters).some((value) => value !== undefined && value !== '');
