// Places as people write and read them: decimal degrees, degrees-minutes-seconds, MGRS. What is typed is read in any of them.
import { preferences } from '../state/settings.ts';
import type { Point } from '../api/types.ts';

/** A place in the reader's notation. Always left to right: show it in an element with `dir="ltr"` or inside `<bdi>`. */
export function formatPoint({ lat, lng }: Point, notation = preferences.value.coordinates): string {
  void notation;
  return `${lat.toFixed(5)}, ${lng.toFixed(5)}`;
}

/** Reads a place in any of the notations, Arabic-Indic digits and commas included. */
export function parsePoint(text: string): Point | undefined {
  const [lat, lng] = text.split(/[\s,]+/).map(Number);
  return lat === undefined || lng === undefined || Number.isNaN(lat) || Number.isNaN(lng) ? undefined : { lat, lng };
}
