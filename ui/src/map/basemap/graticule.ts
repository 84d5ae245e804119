// Meridians and parallels over what is seen, with their degrees written at its edges. Without the internet there is no detail of the
// ground further in: these lines are then what tells places and sizes.
import type { Box } from '../shapes.ts';

/** Steps in degrees from far to near: minutes and seconds of arc come out even. */
const STEPS_DEG = [30, 15, 10, 5, 2, 1, 1 / 2, 1 / 6, 1 / 12, 1 / 30, 1 / 60, 1 / 120, 1 / 360, 1 / 720, 1 / 1_800, 1 / 3_600];
/** Lines wanted across the longer side of what is seen. */
const WANTED_LINES = 6;
/** Lines drawn at most, each way. */
export const MAX_GRID_LINES = 40;
/** Mercator ends here. */
const MAX_LAT = 85;

export interface Grid {
  step_deg: number;
  lines: GeoJSON.Feature<GeoJSON.LineString>[];
  labels: GeoJSON.Feature<GeoJSON.Point, { text: string; anchor: 'bottom' | 'left' }>[];
}

export function stepFor(box: Box): number {
  const across = Math.max(box[2] - box[0], box[3] - box[1]);
  return STEPS_DEG.find((step) => across / step >= WANTED_LINES) ?? STEPS_DEG.at(-1) ?? 1;
}

/** Multiples of a step between two bounds, counted in whole steps so that no error adds up. */
function multiples(from: number, to: number, step: number): number[] {
  const values: number[] = [];
  for (let count = Math.ceil(from / step); count * step <= to && values.length < MAX_GRID_LINES; count += 1) values.push(count * step);
  return values;
}

/** The grid of what is seen. `write` names a degree of latitude or longitude in the reader's notation. */
export function gridOf(box: Box, write: (degrees: number, axis: 'lat' | 'lng', step_deg: number) => string): Grid {
  const [west, south, east, north] = [box[0], Math.max(box[1], -MAX_LAT), box[2], Math.min(box[3], MAX_LAT)];
  const step_deg = stepFor(box);
  const grid: Grid = { step_deg, lines: [], labels: [] };
  const line = (coordinates: [number, number][]): void => {
    grid.lines.push({ type: 'Feature', geometry: { type: 'LineString', coordinates }, properties: {} });
  };
  const label = (coordinates: [number, number], text: string, anchor: 'bottom' | 'left'): void => {
    grid.labels.push({ type: 'Feature', geometry: { type: 'Point', coordinates }, properties: { text, anchor } });
  };
  for (const lng of multiples(west, east, step_deg)) {
    line([[lng, south], [lng, north]]);
    label([lng, south], write(wrap(lng), 'lng', step_deg), 'bottom');
  }
  for (const lat of multiples(south, north, step_deg)) {
    line([[west, lat], [east, lat]]);
    label([west, lat], write(lat, 'lat', step_deg), 'left');
  }
  return grid;
}

const wrap = (lng: number): number => ((((lng + 180) % 360) + 360) % 360) - 180;

/** A degree of the grid: decimal, or degrees, minutes and seconds as far as the step needs them. */
export function writeDegrees(degrees: number, axis: 'lat' | 'lng', step_deg: number, decimal: boolean): string {
  const side = axis === 'lat' ? (degrees < 0 ? 'S' : 'N') : degrees < 0 ? 'W' : 'E';
  const seconds = Math.round(Math.abs(degrees) * 3_600);
  if (seconds === 0) return '0°';
  if (decimal) return `${trim((seconds / 3_600).toFixed(step_deg >= 1 ? 0 : step_deg >= 1 / 60 ? 3 : 4))}°${side}`;
  const [whole, minutes, rest] = [Math.floor(seconds / 3_600), Math.floor((seconds % 3_600) / 60), seconds % 60];
  const parts = [`${whole}°`];
  if (step_deg < 1) parts.push(`${String(minutes).padStart(2, '0')}′`);
  if (step_deg < 1 / 60) parts.push(`${String(rest).padStart(2, '0')}″`);
  return parts.join('') + side;
}

const trim = (text: string): string => (text.includes('.') ? text.replace(/\.?0+$/, '') : text);
