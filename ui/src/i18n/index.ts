// Words in the reader's language (Project Fluent). Catalogues are `locales/<language>/<view>.ftl`, one file per view and language
// with the same keys; a test holds them together. What is put into a sentence is isolated by Fluent (FSI…PDI), so that a call sign
// keeps its direction inside Arabic. How numbers, times and places look is in `format/`.
import { FluentBundle, FluentResource, type FluentVariable } from '@fluent/bundle';
import { computed, effect, signal } from '@preact/signals';
import { preferences, type Language } from '../state/settings.ts';

const files = import.meta.glob<string>('../locales/*/*.ftl', { query: '?raw', import: 'default' });

const bundles = new Map<Language, FluentBundle>();
const ready = signal<Language>('en');

export const language = computed(() => ready.value);
export const direction = computed<'ltr' | 'rtl'>(() => (ready.value === 'ar' ? 'rtl' : 'ltr'));

/** The locale for numbers and calendars, with the reader's numerals. */
export const locale = computed(() => {
  const { numerals, calendar } = preferences.value;
  const system = numerals === 'auto' ? (ready.value === 'ar' ? 'arab' : 'latn') : numerals;
  return `${ready.value}-u-nu-${system}-ca-${calendar}`;
});

export type Arguments = Record<string, FluentVariable>;

/** The text of a key. A key that is missing shows itself, so that it is noticed. */
export function t(key: string, args?: Arguments): string {
  const bundle = bundles.get(ready.value) ?? bundles.get('en');
  const [id = key, attribute] = key.split('.');
  const message = bundle?.getMessage(id);
  const pattern = attribute ? message?.attributes[attribute] : message?.value;
  if (!bundle || !pattern) return key;
  return bundle.formatPattern(pattern, args, []);
}

async function load(wanted: Language): Promise<FluentBundle> {
  const bundle = new FluentBundle(`${wanted}-u-nu-${wanted === 'ar' ? 'arab' : 'latn'}`);
  const paths = Object.keys(files).filter((path) => path.includes(`/${wanted}/`)).sort();
  const texts = await Promise.all(paths.map((path) => files[path]?.()));
  for (const text of texts) bundle.addResource(new FluentResource(text ?? ''));
  return bundle;
}

/** Loads the reader's language, and each other when it is chosen. */
export async function startLanguage(): Promise<void> {
  const use = async (wanted: Language): Promise<void> => {
    if (!bundles.has(wanted)) bundles.set(wanted, await load(wanted));
    if (preferences.peek().language !== wanted) return;
    ready.value = wanted;
    document.documentElement.lang = wanted;
    document.documentElement.dir = direction.peek();
  };
  await use(preferences.peek().language);
  effect(() => void use(preferences.value.language));
}
