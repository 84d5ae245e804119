// Names of months. Arabic is written with two sets of names, those of the Levant and the international ones; both are shown and both are
// understood. All other names come from the browser.

/** January first, as Damascus, Beirut, Amman, Jerusalem and Baghdad write them. */
export const LEVANTINE = [
  'كانون الثاني', 'شباط', 'آذار', 'نيسان', 'أيار', 'حزيران', 'تموز', 'آب', 'أيلول', 'تشرين الأول', 'تشرين الثاني', 'كانون الأول',
] as const;

/** January first, as Cairo and the Gulf write them. */
export const INTERNATIONAL = [
  'يناير', 'فبراير', 'مارس', 'أبريل', 'مايو', 'يونيو', 'يوليو', 'أغسطس', 'سبتمبر', 'أكتوبر', 'نوفمبر', 'ديسمبر',
] as const;

/** Further spellings that people type. */
const ALSO: Readonly<Record<string, number>> = { ابريل: 4, اغسطس: 8, اكتوبر: 10, سبتمر: 9, نونبر: 11, دجنبر: 12, غشت: 8, ماي: 5, sept: 9 };

/** Both names of a month of the Gregorian calendar, 1 to 12, in Arabic. */
export const bothArabicNames = (month: number): string => `${LEVANTINE[month - 1]} / ${INTERNATIONAL[month - 1]}`;

/** Folds what people write in more than one way: case, accents, the seats of hamza, the final letters of Arabic. */
export function foldWord(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f\u064b-\u065f\u0670]/g, '')
    .toLowerCase()
    .replace(/[أإآٱ]/g, 'ا')
    .replace(/ى/g, 'ي')
    .replace(/ة/g, 'ه')
    .replace(/ı/g, 'i')
    .replace(/[.\u02bc'’ʿʾ]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

export type Calendar = 'gregory' | 'islamic-umalqura';

const tables = new Map<string, ReadonlyMap<string, number>>();

/** Month numbers by folded name, of the reader's language, of English, and in Arabic of both sets. */
export function monthNumbers(language: string, calendar: Calendar): ReadonlyMap<string, number> {
  const key = `${language} ${calendar}`;
  const known = tables.get(key);
  if (known) return known;
  const table = new Map<string, number>();
  for (const tag of new Set(['en', 'ar', language])) {
    for (const style of ['long', 'short'] as const) addNames(table, tag, style, calendar);
  }
  if (calendar === 'gregory') {
    LEVANTINE.forEach((name, index) => table.set(foldWord(name), index + 1));
    INTERNATIONAL.forEach((name, index) => table.set(foldWord(name), index + 1));
    for (const [name, month] of Object.entries(ALSO)) table.set(foldWord(name), month);
  }
  tables.set(key, table);
  return table;
}

/** More than a year of days, one after the other, so that every month of either calendar is met. */
const DAYS = 360;

function addNames(table: Map<string, number>, tag: string, style: 'long' | 'short', calendar: Calendar): void {
  // With a day beside it a month stands in the case that dates use (genitive in Russian).
  const names = new Intl.DateTimeFormat(`${tag}-u-nu-latn-ca-${calendar}`, { month: style, day: 'numeric', timeZone: 'UTC' });
  const alone = new Intl.DateTimeFormat(`${tag}-u-nu-latn-ca-${calendar}`, { month: style, timeZone: 'UTC' });
  const numbers = new Intl.DateTimeFormat(`en-u-nu-latn-ca-${calendar}`, { month: 'numeric', timeZone: 'UTC' });
  for (let day = 0; day < DAYS; day += 9) {
    const moment = Date.UTC(2026, 0, 1 + day);
    const month = Number(numbers.formatToParts(moment).find((part) => part.type === 'month')?.value);
    const name = names.formatToParts(moment).find((part) => part.type === 'month')?.value;
    if (name) table.set(foldWord(name), month);
    const bare = alone.formatToParts(moment).find((part) => part.type === 'month')?.value;
    if (bare) table.set(foldWord(bare), month);
  }
}
