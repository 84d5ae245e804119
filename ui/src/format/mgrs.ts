// The Military Grid Reference System, by a library. What the library lets pass that is no place is refused here; beyond 84° N and 80° S,
// where other rules hold (UPS), there is no reference.
import { forward, toPoint } from 'mgrs';
import type { Point } from '../api/types.ts';
import { read, unread, type Reading } from './reading.ts';

/** A reference to the metre, `36R YA 76957 38643`; undefined where there is none. */
export function formatMgrs({ lat, lng }: Point): string | undefined {
  if (!(lat >= -80 && lat <= 84) || !(Math.abs(lng) <= 180)) return undefined;
  const [, zone, square, east, north] = /^(\d{1,2}[A-Z])([A-Z]{2})(\d{5})(\d{5})$/.exec(forward([lng, lat])) ?? [];
  return zone === undefined ? undefined : `${zone} ${square} ${east} ${north}`;
}

const BANDS = 'CDEFGHJKLMNPQRSTUVWX';

/** Whether a text has the form of a reference, so that it is read as one or not at all. */
export const looksLikeMgrs = (text: string): boolean => /^\d{1,2} ?[C-HJ-NP-X] ?[A-Z]{2} ?[\d ]*$/i.test(text);

/** Reads a reference of 1 m to 1 km; the place is the middle of its square. */
export function readMgrs(text: string): Reading<Point> {
  const match = /^(\d{1,2}) ?([C-HJ-NP-X]) ?([A-HJ-NP-Z]{2}) ?(\d+)(?: (\d+))?$/i.exec(text);
  if (!match) return unread('coord-mgrs-form');
  const [, zone = '', band = '', square = '', first = '', second] = match;
  const digits = first + (second ?? '');
  if (digits.length % 2 === 1 || (second !== undefined && second.length !== first.length)) return unread('coord-mgrs-digits');
  if (digits.length < 4 || digits.length > 10) return unread('coord-mgrs-digits');
  let place: Point;
  try {
    const [lng, lat] = toPoint(`${Number(zone)}${band}${square}${digits}`.toUpperCase());
    place = { lat, lng };
  } catch {
    return unread('coord-mgrs-square');
  }
  return inZone(place, Number(zone), band.toUpperCase()) ? read(place) : unread('coord-mgrs-square');
}

/** The library computes a place for squares that a zone does not have: it lies outside the zone or the band. */
function inZone({ lat, lng }: Point, zone: number, band: string): boolean {
  if (zone < 1 || zone > 60 || !Number.isFinite(lat) || !Number.isFinite(lng)) return false;
  const south = -80 + BANDS.indexOf(band) * 8;
  const north = band === 'X' ? 84 : south + 8;
  const middle = zone * 6 - 183;
  // Squares are cut by the edges of zones; those of Norway and Svalbard are wider.
  const reach = band === 'V' || band === 'X' ? 6.5 : 3.2;
  return lat > south - 0.2 && lat < north + 0.2 && Math.abs(lng - middle) < reach;
}
