// The words of each language as one file that the page fetches: `src/locales/<language>/*.ftl` put one after the other. As data they are
// no script that a browser has to parse, and a dozen small files would each be a request before the first word is seen.
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import type { Plugin } from 'vite';

const LOCALES = new URL('../src/locales/', import.meta.url);
const OUTPUT = new URL('../src/i18n/words/', import.meta.url);

/** The catalogue of a language, all views together. */
export function wordsOf(language: string): string {
  const folder = new URL(`${language}/`, LOCALES);
  const files = readdirSync(folder).filter((name) => name.endsWith('.ftl')).sort();
  return files.map((name) => readFileSync(new URL(name, folder), 'utf8')).join('\n');
}

export function words(): Plugin {
  return {
    name: 'words',
    buildStart() {
      mkdirSync(OUTPUT, { recursive: true });
      for (const language of readdirSync(LOCALES)) writeFileSync(new URL(`${language}.ftl`, OUTPUT), wordsOf(language));
    },
  };
}
