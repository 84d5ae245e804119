// Lengths and heights in the reader's units. Inside, everything is metres.
import { t } from '../i18n/index.ts';
import { preferences } from '../state/settings.ts';
import type { Altitude } from '../api/types.ts';
import { formatNumber } from './numbers.ts';

export const FOOT_M = 0.3048;

/** A length on the ground or of an overlap. */
export function formatLength(metres: number): string {
  const unit = preferences.value.lengthUnit;
  return t(`length-${unit}`, { value: formatNumber(unit === 'ft' ? metres / FOOT_M : metres, 0) });
}

/** A height with what it is above, such as `120 m W84`. */
export function formatAltitude(altitude: Altitude | undefined): string {
  if (!altitude) return t('height-unbounded');
  if (altitude.reference === 'FL') return `FL ${formatNumber(altitude.value)}`;
  const metres = altitude.units === 'FT' ? altitude.value * FOOT_M : altitude.value;
  const unit = preferences.value.heightUnit;
  return t(`height-${unit}`, { value: formatNumber(unit === 'ft' ? metres / FOOT_M : metres), reference: altitude.reference });
}
