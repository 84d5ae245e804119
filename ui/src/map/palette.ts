// The colours of the map, dark and light, from the page's tokens where it has them. The map's canvas does not see CSS variables, so
// they are read once per theme.
import { signal } from '@preact/signals';
import { preferences } from '../state/settings.ts';

export interface Palette {
  dark: boolean;
  sea: string;
  land: string;
  border: string;
  coast: string;
  grid: string;
  text: string;
  halo: string;
  own: string;
  peer: string;
  bad: string;
  warn: string;
  good: string;
  neutral: string;
  conditional: string;
  selected: string;
}

const DARK = { sea: '#0a1217', land: '#1a2830', border: '#5b7480', coast: '#3e5562', grid: '#31495a', conditional: '#d68fc0' };
const LIGHT = { sea: '#d9e6ec', land: '#fbfaf6', border: '#8a7f74', coast: '#8fa6b2', grid: '#b3c4cd', conditional: '#8e3a75' };

const dark = typeof matchMedia === 'undefined' ? undefined : matchMedia('(prefers-color-scheme: dark)');
/** Whether the system asks for dark; followed when the reader leaves the theme to it. */
const systemDark = signal(dark?.matches ?? true);
dark?.addEventListener('change', (event) => (systemDark.value = event.matches));

const isDark = (): boolean => {
  const { theme } = preferences.value;
  return theme === 'system' ? systemDark.value : theme === 'dark';
};

/** The colours for the theme of this moment; subscribes the reader to the theme. */
export function palette(): Palette {
  const dark = isDark();
  // The attribute that decides is set by an effect that was made before any of the map's, and so runs before them.
  const style = getComputedStyle(document.documentElement);
  const token = (name: string, otherwise: string): string => style.getPropertyValue(`--${name}`).trim() || otherwise;
  return {
    dark,
    ...(dark ? DARK : LIGHT),
    text: token('text', '#888888'),
    halo: token('surface', '#000000'),
    own: token('own', '#56b4e9'),
    peer: token('peer', '#f0a93a'),
    bad: token('bad', '#ff8a6b'),
    warn: token('warn', '#f0d94a'),
    good: token('good', '#3ecf9d'),
    neutral: token('text-2', '#b4c6cf'),
    selected: token('focus', '#ffffff'),
  };
}

/** Colours for paper, whatever the theme. */
export const PRINTED: Palette = {
  dark: false, ...LIGHT, sea: '#e6eef2', land: '#ffffff', text: '#0d1b22', halo: '#ffffff', own: '#005b8a', peer: '#8a4b00', bad: '#a3290b',
  warn: '#6b5700', good: '#00664a', neutral: '#40545f', selected: '#0d1b22',
};
