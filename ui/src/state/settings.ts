// What the reader prefers, kept in this browser, and what the node says before anybody signs in. Nothing secret is kept here.
import { effect, signal } from '@preact/signals';
import { get } from '../api/client.ts';
import type { PageSettings } from '../api/types.ts';

export type Language = 'ar' | 'en' | 'fr' | 'ru' | 'tr';
export const LANGUAGES: readonly Language[] = ['ar', 'en', 'fr', 'ru', 'tr'];

export interface Preferences {
  language: Language;
  theme: 'system' | 'dark' | 'light';
  /** `arab` are ٠١٢٣, `latn` 0123; `auto` is the language's own. */
  numerals: 'auto' | 'latn' | 'arab';
  calendar: 'gregory' | 'islamic-umalqura';
  /** IANA name, or `local` for this machine's. UTC is always shown beside it. */
  timeZone: string;
  coordinates: 'dd' | 'dms' | 'mgrs';
  lengthUnit: 'm' | 'ft';
  heightUnit: 'm' | 'ft';
  heightReference: 'W84' | 'AMSL' | 'AGL';
  sound: boolean;
  notifications: boolean;
  /** Whether single keys such as `g` and `?` do something. */
  keys: boolean;
}

const KEY = 'tansiq.preferences';

const DEFAULTS: Preferences = {
  language: 'en',
  theme: 'system',
  numerals: 'auto',
  calendar: 'gregory',
  timeZone: 'local',
  coordinates: 'dd',
  lengthUnit: 'm',
  heightUnit: 'm',
  heightReference: 'AMSL',
  sound: true,
  notifications: false,
  keys: true,
};

export const preferences = signal<Preferences>(DEFAULTS);
export const pageSettings = signal<PageSettings | undefined>(undefined);

export function prefer(change: Partial<Preferences>): void {
  preferences.value = { ...preferences.peek(), ...change };
}

function stored(): Partial<Preferences> {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    return typeof found === 'object' && found !== null ? (found as Partial<Preferences>) : {};
  } catch {
    return {};
  }
}

function browserLanguage(): Language | undefined {
  const wanted = navigator.languages.map((tag) => tag.split('-')[0]);
  return LANGUAGES.find((language) => wanted.includes(language));
}

/** Reads what was preferred, asks the node for its settings, and keeps what changes. */
export async function startSettings(): Promise<void> {
  const kept = stored();
  try {
    pageSettings.value = await get<PageSettings>('page', { signingIn: true });
  } catch {
    pageSettings.value = undefined;
  }
  const asked = new URLSearchParams(window.location.search).get('lang');
  const candidates = [asked, kept.language, pageSettings.value?.language, browserLanguage()];
  const language = candidates.map((tag) => LANGUAGES.find((known) => known === tag)).find((tag) => tag !== undefined);
  preferences.value = { ...DEFAULTS, ...kept, language: language ?? DEFAULTS.language };
  effect(() => {
    const text = JSON.stringify(preferences.value);
    try {
      localStorage.setItem(KEY, text);
    } catch {
      // A browser that keeps nothing still shows everything.
    }
  });
  effect(() => {
    const { theme } = preferences.value;
    document.documentElement.dataset['theme'] = theme;
  });
}
