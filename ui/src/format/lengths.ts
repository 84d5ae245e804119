// Lengths and heights in the reader's units. Inside, everything is metres. Between references (ellipsoid, mean sea level, ground) nothing
// is converted here: that takes the node's models of both.
import { t } from '../i18n/index.ts';
import { preferences } from '../state/settings.ts';
import type { Altitude } from '../api/types.ts';
import { formatNumber, parseNumber } from './numbers.ts';
import { read, unread, type Reading } from './reading.ts';

export const FOOT_M = 0.3048;
export const NAUTICAL_MILE_M = 1_852;
/** From here on lengths are told in kilometres or nautical miles. */
const LONG_M = 10_000;

/** A length on the ground or of an overlap. */
export function formatLength(metres: number): string {
  const unit = preferences.value.lengthUnit;
  if (Math.abs(metres) >= LONG_M) {
    return unit === 'ft'
      ? t('length-nm', { value: formatNumber(metres / NAUTICAL_MILE_M, 1) })
      : t('length-km', { value: formatNumber(metres / 1_000, 1) });
  }
  // Small overlaps matter to the decimal; larger ones do not.
  const decimals = unit === 'm' && Math.abs(metres) < 10 ? 1 : 0;
  return t(`length-${unit}`, { value: formatNumber(unit === 'ft' ? metres / FOOT_M : metres, decimals) });
}

/** A difference of heights, in the unit of heights. */
export function formatHeight(metres: number): string {
  const unit = preferences.value.heightUnit;
  return t(`length-${unit}`, { value: formatNumber(unit === 'ft' ? metres / FOOT_M : metres, Math.abs(metres) < 10 && unit === 'm' ? 1 : 0) });
}

/** A height with what it is above, such as `120 m W84`. */
export function formatAltitude(altitude: Altitude | undefined): string {
  if (!altitude) return t('height-unbounded');
  if (altitude.reference === 'FL') return `FL ${formatNumber(altitude.value)}`;
  const metres = altitudeMetres(altitude);
  const unit = preferences.value.heightUnit;
  return t(`height-${unit}`, { value: formatNumber(unit === 'ft' ? metres / FOOT_M : metres), reference: altitude.reference });
}

/** Metres of a height, above whatever it is above. */
export const altitudeMetres = ({ value, reference, units }: Altitude): number =>
  reference === 'FL' ? value * 100 * FOOT_M : units === 'FT' ? value * FOOT_M : value;

/** From the lower to the upper edge: the reference once if both have the same, such as `80–120 m W84`. */
export function formatBand(lower: Altitude | undefined, upper: Altitude | undefined): string {
  if (lower && upper && lower.reference === upper.reference && lower.reference !== 'FL') {
    const size = preferences.value.heightUnit === 'ft' ? FOOT_M : 1;
    const [low, high] = [lower, upper].map((edge) => formatNumber(altitudeMetres(edge) / size));
    return t(`height-band-${preferences.value.heightUnit}`, { lower: low ?? '', upper: high ?? '', reference: lower.reference });
  }
  return t('height-between', { lower: formatAltitude(lower), upper: formatAltitude(upper) });
}

/** Heights that the node takes, metres. */
export const LOWEST_M = -8_000;
export const HIGHEST_M = 100_000;

export type HeightReference = Altitude['reference'];

/** Reads what is typed for a height in a unit above a reference; flight levels have no unit. */
export function readAltitude(text: string, unit: 'm' | 'ft', reference: HeightReference): Reading<Altitude> {
  if (text.trim() === '') return unread('height-missing');
  const flight = /^\s*fl\s*/i;
  const value = parseNumber(text.replace(flight, ''));
  if (value === undefined) return unread('height-unreadable');
  const altitude: Altitude =
    reference === 'FL' || flight.test(text)
      ? { value, reference: 'FL', units: 'FT' }
      : { value, reference, units: unit === 'ft' ? 'FT' : 'M' };
  const metres = altitudeMetres(altitude);
  if (metres < LOWEST_M || metres > HIGHEST_M) return unread('height-range', { lowest: formatNumber(LOWEST_M), highest: formatNumber(HIGHEST_M) });
  return read(altitude);
}
