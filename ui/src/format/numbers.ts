// Numbers as the reader's language and preferences write them, and as people type them.
import { locale } from '../i18n/index.ts';
import { plain } from './reading.ts';

/** Making a formatter costs more than using it a hundred times. One for each locale and number of decimals. */
const formatters = new Map<string, Intl.NumberFormat>();
const MAX_FORMATTERS = 64;

function formatter(tag: string, decimals: number): Intl.NumberFormat {
  const key = `${tag} ${decimals}`;
  let found = formatters.get(key);
  if (!found) {
    if (formatters.size >= MAX_FORMATTERS) formatters.clear();
    found = new Intl.NumberFormat(tag, { maximumFractionDigits: decimals });
    formatters.set(key, found);
  }
  return found;
}

/** A number with at most so many decimals. */
export function formatNumber(value: number, decimals = 0): string {
  // A small negative number would be "-0".
  const rounded = Math.abs(value) < 0.5 * 10 ** -decimals ? 0 : value;
  return formatter(locale.value, decimals).format(rounded);
}

/** A share of 1 in percent. */
export const formatPercent = (share: number): string =>
  new Intl.NumberFormat(locale.value, { style: 'percent', maximumFractionDigits: 0 }).format(share);

/** Reads a number as people type it: digits of either kind, point or comma, and the thousands of the reader's language. */
export function parseNumber(text: string): number | undefined {
  const typed = plain(text).replace(/(?<=\d)[\s٬'’](?=\d{3}(?!\d))/g, '').replace('٫', '.');
  const comma = formatter(locale.value.replace(/-u-.*/, ''), 1).format(1.5).includes('.') ? 'thousands' : 'decimal';
  const thousands = comma === 'thousands' ? /,(?=\d{3}(?!\d))/g : /\.(?=\d{3}[.,])/g;
  const plainest = typed.replace(thousands, '').replace(/[,،]/, '.');
  return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(plainest) ? Number(plainest) : undefined;
}
