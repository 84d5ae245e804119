// Words in the reader's language (Project Fluent). Catalogues are `locales/<language>/<view>.ftl`, one file per view and language
// with the same keys; a test holds them together, and the build puts those of a language into one file that is fetched. What is put into a sentence is isolated by Fluent (FSI…PDI), so that a call sign
// keeps its direction inside Arabic. How numbers, times and places look is in `format/`.
import { FluentBundle, FluentResource, type FluentVariable } from '@fluent/bundle';
import { computed, effect, signal } from '@preact/signals';
import { preferences, type Language } from '../state/settings.ts';

const files = import.meta.glob<string>('./words/*.ftl', { query: '?url', import: 'default', eager: true });

async function fetchWords(wanted: Language): Promise<string> {
  const answer = await fetch(files[`./words/${wanted}.ftl`] ?? '');
  if (!answer.ok) throw new Error(`the words of ${wanted} cannot be had: status ${answer.status}`);
  return answer.text();
}

let readWords = fetchWords;

/** Has words read from elsewhere: for what runs without a node. */
export function readWordsBy(read: (wanted: Language) => Promise<string>): void {
  readWords = read;
}

const resources = new Map<Language, FluentResource>();
const ready = signal<Language>('en');

export const language = computed(() => ready.value);
export const direction = computed<'ltr' | 'rtl'>(() => (ready.value === 'ar' ? 'rtl' : 'ltr'));

const numerals = computed(() => {
  const wanted = preferences.value.numerals;
  return wanted === 'auto' ? (ready.value === 'ar' ? 'arab' : 'latn') : wanted;
});

/** The locale for numbers and calendars, with the reader's numerals. */
export const locale = computed(() => `${LOCALES[ready.value]}-u-nu-${numerals.value}-ca-${preferences.value.calendar}`);

/** English dates are written day first, as desks write them. */
const LOCALES: Readonly<Record<Language, string>> = { ar: 'ar', en: 'en-GB', fr: 'fr', ru: 'ru', tr: 'tr' };

/** The words in use. Made anew when the language or the numerals change: raw numbers in sentences are written with them. */
const bundle = computed(() => {
  const made = new FluentBundle(`${LOCALES[ready.value]}-u-nu-${numerals.value}`);
  const resource = resources.get(ready.value);
  if (resource) made.addResource(resource);
  return made;
});

export type Arguments = Record<string, FluentVariable>;

/** The text of a key. A key that is missing shows itself, so that it is noticed. */
export function t(key: string, args?: Arguments): string {
  const words = bundle.value;
  const [id = key, attribute] = key.split('.');
  const message = words.getMessage(id);
  const pattern = attribute ? message?.attributes[attribute] : message?.value;
  return pattern ? words.formatPattern(pattern, args, []) : key;
}

/** Loads a language and shows the page in it. */
export async function useLanguage(wanted: Language): Promise<void> {
  if (!resources.has(wanted)) resources.set(wanted, new FluentResource(await readWords(wanted)));
  // Somebody may have chosen another one in the meantime.
  if (preferences.peek().language !== wanted) return;
  ready.value = wanted;
  if (typeof document === 'undefined') return;
  document.documentElement.lang = wanted;
  document.documentElement.dir = direction.peek();
}

/** Loads the reader's language, and each other when it is chosen. One that cannot be had leaves the page in the one before. */
export async function startLanguage(): Promise<void> {
  await useLanguage(preferences.peek().language);
  effect(() => void useLanguage(preferences.value.language).catch(() => undefined));
}
