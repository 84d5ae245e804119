// Numbers as the reader's language and preferences write them.
import { locale } from '../i18n/index.ts';

/** A number with at most so many decimals. */
export function formatNumber(value: number, decimals = 0): string {
  return new Intl.NumberFormat(locale.value, { maximumFractionDigits: decimals }).format(value);
}
