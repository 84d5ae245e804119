// A length for the scale bar: the largest of 1, 2 and 5 times a power of ten that is not longer than the room for it.
import { FOOT_M, NAUTICAL_MILE_M } from '../format/lengths.ts';

export interface Scale {
  pixels: number;
  value: number;
  unit: 'm' | 'km' | 'ft' | 'nm';
}

function round(most: number): number {
  const power = 10 ** Math.floor(Math.log10(most));
  const share = most / power;
  return power * (share >= 5 ? 5 : share >= 2 ? 2 : 1);
}

/** Feet up to a nautical mile, which is what those who think in feet fly by. */
export function scaleFor(metresPerPixel: number, room_px: number, unit: 'm' | 'ft'): Scale {
  const room_m = metresPerPixel * room_px;
  const [name, size_m] = unit === 'm'
    ? room_m >= 1_000 ? ['km', 1_000] as const : ['m', 1] as const
    : room_m >= NAUTICAL_MILE_M ? ['nm', NAUTICAL_MILE_M] as const : ['ft', FOOT_M] as const;
  const value = round(room_m / size_m);
  return { value, unit: name, pixels: (value * size_m) / metresPerPixel };
}
