// What is on the map, own or others', as one kind of thing each: operations and zones (areas and constraints). The list, the details,
// the profile and the layers all read these, so that they cannot differ. Kept per object of the picture; nothing is decided here.
import type { Area, AreaKind, KnownConstraint, KnownOperation, Plan, PlanState, Volume } from '../api/types.ts';
import type { PictureStores } from '../state/picture.ts';
import type { ThingKind } from '../state/selection.ts';
import { boxOf, spanHolds, spanOf, spanOfWindow, wholeSpan, type Box, type Span } from './shapes.ts';

export type Party = 'own' | 'peer';

export interface TimedVolume {
  volume: Volume;
  span: Span;
  offNominal: boolean;
}

export interface Operation {
  kind: 'plan' | 'known_operation';
  id: string;
  /** What people call it; peers' operations have no names, so this is the beginning of the id. */
  name: string;
  party: Party;
  manager?: string;
  state: PlanState;
  /** Absent if it was not told. */
  priority?: number;
  withheld: boolean;
  volumes: TimedVolume[];
  /** None if it has no volumes. */
  span: Span | undefined;
  source: Plan | KnownOperation;
}

export interface Zone {
  kind: 'area' | 'known_constraint';
  id: string;
  name: string;
  party: Party;
  manager?: string;
  areaKind: AreaKind;
  volumes: TimedVolume[];
  /** When it is active, as far as it is listed. */
  spans: Span[];
  source: Area | KnownConstraint;
}

export type Thing = Operation | Zone;

/** Over and done with, or never taken: not on the map. */
const UNDRAWN: readonly PlanState[] = ['refused', 'ended'];

export const isDrawn = (operation: Operation): boolean => !UNDRAWN.includes(operation.state);

export const isOperation = (thing: Thing): thing is Operation => thing.kind === 'plan' || thing.kind === 'known_operation';

const made = new WeakMap<object, Thing>();

function once<S extends object, T extends Thing>(source: S, make: (source: S) => T): T {
  let thing = made.get(source) as T | undefined;
  if (!thing) {
    thing = make(source);
    made.set(source, thing);
  }
  return thing;
}

const timed = (volumes: readonly Volume[], offNominal: boolean): TimedVolume[] =>
  volumes.map((volume) => ({ volume, span: spanOf(volume), offNominal }));

export const operationOfPlan = (plan: Plan): Operation =>
  once(plan, () => {
    const volumes = [...timed(plan.volumes, false), ...timed(plan.off_nominal_volumes, true)];
    return {
      kind: 'plan', id: plan.id, name: plan.name || shortId(plan.id), party: 'own', state: plan.state, priority: plan.priority,
      withheld: false, volumes, span: wholeSpan(volumes.map((volume) => volume.span)), source: plan,
    };
  });

export const operationOfKnown = (known: KnownOperation): Operation =>
  once(known, () => ({
    kind: 'known_operation', id: known.id, name: shortId(known.id), party: 'peer', manager: known.manager, state: known.state,
    ...(known.priority === undefined ? {} : { priority: known.priority }),
    withheld: known.withheld,
    volumes: [...timed(known.volumes, false), ...timed(known.off_nominal_volumes, true)],
    span: { startMs: Date.parse(known.time_start), endMs: Date.parse(known.time_end) },
    source: known,
  }));

export const zoneOfArea = (area: Area): Zone =>
  once(area, () => ({
    kind: 'area', id: area.id, name: area.name || shortId(area.id), party: 'own', areaKind: area.kind,
    volumes: timed(area.layers, false), spans: area.windows.map(spanOfWindow), source: area,
  }));

export const zoneOfConstraint = (constraint: KnownConstraint): Zone =>
  once(constraint, () => {
    const volumes = timed(constraint.volumes, false);
    return {
      kind: 'known_constraint', id: constraint.id, name: constraint.name || shortId(constraint.id), party: 'peer',
      manager: constraint.manager, areaKind: constraint.kind, volumes, spans: volumes.map((volume) => volume.span), source: constraint,
    };
  });

/** Enough of an id to tell things apart when read aloud. */
export const shortId = (id: string): string => id.slice(0, 8);

/** All operations of a picture that are to be drawn, own ones first; subscribes the reader. */
export function* operationsOf(stores: PictureStores): Generator<Operation> {
  for (const plan of stores.plans.all()) {
    const operation = operationOfPlan(plan);
    if (isDrawn(operation)) yield operation;
  }
  for (const known of stores.knownOperations.all()) {
    const operation = operationOfKnown(known);
    if (isDrawn(operation)) yield operation;
  }
}

/** All areas and constraints of a picture; subscribes the reader. */
export function* zonesOf(stores: PictureStores): Generator<Zone> {
  for (const area of stores.areas.all()) yield zoneOfArea(area);
  for (const constraint of stores.knownConstraints.all()) yield zoneOfConstraint(constraint);
}

/** One thing of a picture, ended ones included; subscribes the reader. */
export function thingOf(stores: PictureStores, kind: ThingKind, id: string): Thing | undefined {
  const plan = kind === 'plan' ? stores.plans.one(id) : undefined;
  if (plan) return operationOfPlan(plan);
  const known = kind === 'known_operation' ? stores.knownOperations.one(id) : undefined;
  if (known) return operationOfKnown(known);
  const area = kind === 'area' ? stores.areas.one(id) : undefined;
  if (area) return zoneOfArea(area);
  const constraint = kind === 'known_constraint' ? stores.knownConstraints.one(id) : undefined;
  return constraint && zoneOfConstraint(constraint);
}

export const boxOfThing = (thing: Thing): Box | undefined => boxOf(thing.volumes.map(({ volume }) => volume));

/** Whether a thing is there at a moment: an operation between its first start and its last end, a zone in one of its windows. */
export function isActive(thing: Thing, atMs: number): boolean {
  if (isOperation(thing)) return thing.span !== undefined && spanHolds(thing.span, atMs);
  return thing.spans.some((span) => spanHolds(span, atMs));
}

/** Whether one volume of a thing counts at a moment. An area's layers have no times: its windows are theirs. */
export function isVolumeActive(thing: Thing, volume: TimedVolume, atMs: number): boolean {
  return thing.kind === 'area' ? isActive(thing, atMs) : spanHolds(volume.span, atMs);
}
