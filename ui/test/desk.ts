// What tests of the page set up: the reader's language and preferences, without a browser.
import { useLanguage } from '../src/i18n/index.ts';
import { preferences, type Preferences } from '../src/state/settings.ts';

const PLAIN: Preferences = { ...preferences.peek(), timeZone: 'Asia/Amman' };

/** Reads as somebody with these preferences does; everything else is English, in Amman. */
export async function readAs(change: Partial<Preferences> = {}): Promise<void> {
  preferences.value = { ...PLAIN, ...change };
  await useLanguage(preferences.peek().language);
}

/** Fluent's marks around what is put into a sentence, taken away for comparing. */
export const bare = (text: string): string => text.replace(/[\u2066-\u2069\u200e\u200f]/g, '');
