// Meridians and parallels over what is seen, with their degrees written at its edges. Without the internet there is no detail of the
// ground further in: these lines are then what tells places and sizes.
import type { Box } from '../shapes.ts';

/** Steps in degrees from far to near: even minutes and seconds of arc, or even decimals. */
const ARC_STEPS_DEG = [30, 15, 10, 5, 2, 1, 1 / 2, 1 / 6, 1 / 12, 1 / 30, 1 / 60, 1 / 120, 1 / 360, 1 / 720, 1 / 1_800, 1 / 3_600];
const DECIMAL_STEPS_DEG = [30, 15, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001, 0.000_5];
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

export function stepFor(box: Box, decimal: boolean): number {
  const across = Math.max(box[2] - box[0], box[3] - box[1]);
  const steps = decimal ? DECIMAL_STEPS_DEG : ARC_STEPS_DEG;
  return steps.find((step) => across / step >= WANTED_LINES) ?? steps.at(-1) ?? 1;
}

/** Multiples of a step between two bounds, counted in whole steps so that no error adds up. */
function multiples(from: number, to: number, step: number): number[] {
  const values: number[] = [];
  for (let count = Math.ceil(from / step); count * step <= to && values.length < MAX_GRID_LINES; count += 1) values.push(count * step);
  return values;
}

/** The grid of what is seen, in decimal degrees or in minutes and seconds of arc. */
export function gridOf(box: Box, decimal: boolean): Grid {
  const [west, south, east, north] = [box[0], Math.max(box[1], -MAX_LAT), box[2], Math.min(box[3], MAX_LAT)];
  const step_deg = stepFor(box, decimal);
  const grid: Grid = { step_deg, lines: [], labels: [] };
  const line = (coordinates: [number, number][]): void => {
    grid.lines.push({ type: 'Feature', geometry: { type: 'LineString', coordinates }, properties: {} });
  };
  const label = (coordinates: [number, number], text: string, anchor: 'bottom' | 'left'): void => {
    grid.labels.push({ type: 'Feature', geometry: { type: 'Point', coordinates }, properties: { text, anchor } });
  };
  for (const lng of multiples(west, east, step_deg)) {
    line([[lng, south], [lng, north]]);
    label([lng, south], writeDegrees(wrap(lng), 'lng', step_deg, decimal), 'bottom');
  }
  for (const lat of multiples(south, north, step_deg)) {
    line([[west, lat], [east, lat]]);
    label([west, lat], writeDegrees(lat, 'lat', step_deg, decimal), 'left');
  }
  return grid;
}

const wrap = (lng: number): number => ((((lng + 180) % 360) + 360) % 360) - 180;

/** A degree of the grid: decimal, or degrees, minutes and seconds as far as the step needs them. */
export function writeDegrees(degrees: number, axis: 'lat' | 'lng', step_deg: number, decimal: boolean): string {
  if (Math.abs(degrees) < 1e-9) return '0°';
  if (axis === 'lng' && Math.abs(degrees) > 180 - 1e-9) return '180°';
  const side = axis === 'lat' ? (degrees < 0 ? 'S' : 'N') : degrees < 0 ? 'W' : 'E';
  if (decimal) return `${trim(Math.abs(degrees).toFixed(4))}°${side}`;
  const seconds = Math.round(Math.abs(degrees) * 3_600);
  const [whole, minutes, rest] = [Math.floor(seconds / 3_600), Math.floor((seconds % 3_600) / 60), seconds % 60];
  const parts = [`${whole}°`];
  if (step_deg < 1) parts.push(`${String(minutes).padStart(2, '0')}′`);
  if (step_deg < 1 / 60) parts.push(`${String(rest).padStart(2, '0')}″`);
  return parts.join('') + side;
}

const trim = (text: string): string => (text.includes('.') ? text.replace(/\.?0+$/, '') : text);
