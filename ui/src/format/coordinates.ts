// Places as people write and read them: decimal degrees, degrees-minutes-seconds, MGRS. What is typed is read in any of them. Places are
// shown with Latin digits in every language: they are read out to people who use others, and typed into devices that know no others.
import { preferences, type Preferences } from '../state/settings.ts';
import type { Point } from '../api/types.ts';
import { formatMgrs, looksLikeMgrs, readMgrs } from './mgrs.ts';
import { plain, read, unread, type Reading } from './reading.ts';

export type Notation = Preferences['coordinates'];

/** A place in the reader's notation. Always left to right: show it in an element with `dir="ltr"` or inside `<bdi>`. */
export function formatPoint(point: Point, notation: Notation = preferences.value.coordinates): string {
  const { lat, lng } = point;
  if (!Number.isFinite(lat) || !Number.isFinite(lng)) return '–';
  // Poles have no grid reference here: degrees serve everywhere.
  if (notation === 'mgrs') return formatMgrs(point) ?? formatPoint(point, 'dd');
  const write = notation === 'dms' ? dms : dd;
  return `${write(lat, 2)}${lat < 0 ? 'S' : 'N'} ${write(lng, 3)}${lng < 0 ? 'W' : 'E'}`;
}

/** The notation that a place is shown in a second time, so that a slip of the pen shows. */
export const secondNotation = (notation: Notation = preferences.value.coordinates): Notation => (notation === 'dms' ? 'dd' : 'dms');

const dd = (degrees: number): string => `${Math.abs(degrees).toFixed(5)}°`;

/** To a tenth of a second, 3 m. */
function dms(degrees: number, width: number): string {
  const tenths = Math.round(Math.abs(degrees) * 36_000);
  const whole = Math.floor(tenths / 36_000);
  const minutes = Math.floor((tenths % 36_000) / 600);
  const seconds = ((tenths % 600) / 10).toFixed(1);
  return `${String(whole).padStart(width, '0')}°${String(minutes).padStart(2, '0')}′${seconds.padStart(4, '0')}″`;
}

/** Reads a place in any of the notations, Arabic-Indic digits and commas included. */
export function parsePoint(text: string): Point | undefined {
  const reading = readPoint(text);
  return reading.ok ? reading.value : undefined;
}

/** Reads a place in any of the notations, or says what is wrong with it. */
export function readPoint(text: string): Reading<Point> {
  const typed = plain(text);
  if (typed === '') return unread('coord-missing');
  if (looksLikeMgrs(typed)) return readMgrs(typed);
  const marked = markHemispheres(typed);
  if (marked === undefined) return unread('coord-unreadable');
  const compact = readCompact(marked);
  if (compact) return compact;
  const halves = /[NSEW]/.test(marked) ? halvesByHemisphere(marked) : halvesBySeparator(marked);
  if (!halves) return unread('coord-unreadable');
  return assemble(halves);
}

/** Letters and words of the four directions in the five languages, longest first. The letter alone of Arabic east is that of the sun's rise, ق. */
const HEMISPHERES: readonly [string, 'N' | 'S' | 'E' | 'W'][] = [
  ['شمالًا', 'N'], ['شمالاً', 'N'], ['شمالا', 'N'], ['شمالي', 'N'], ['شمال', 'N'], ['جنوبًا', 'S'], ['جنوباً', 'S'], ['جنوبا', 'S'], ['جنوبي', 'S'], ['جنوب', 'S'],
  ['شرقًا', 'E'], ['شرقاً', 'E'], ['شرقا', 'E'], ['شرقي', 'E'], ['شرق', 'E'], ['غربًا', 'W'], ['غرباً', 'W'], ['غربا', 'W'], ['غربي', 'W'], ['غرب', 'W'],
  ['NORTH', 'N'], ['SOUTH', 'S'], ['EAST', 'E'], ['WEST', 'W'],
  ['NORD', 'N'], ['SUD', 'S'], ['OUEST', 'W'], ['EST', 'E'], ['KUZEY', 'N'], ['GÜNEY', 'S'], ['DOĞU', 'E'], ['BATI', 'W'],
  ['ش', 'N'], ['ج', 'S'], ['ق', 'E'], ['غ', 'W'], ['С', 'N'], ['Ю', 'S'], ['В', 'E'], ['З', 'W'], ['O', 'W'], ['K', 'N'], ['G', 'S'], ['D', 'E'], ['B', 'W'],
];

/** Makes directions N S E W, marks ° ' ", and commas plain; undefined if something else is left. */
function markHemispheres(typed: string): string | undefined {
  let marked = typed.replace(/ı/g, 'I').replace(/i̇/g, 'I').toUpperCase().replace(/[º˚]/g, '°').replace(/''|′′|[″“”„»]/g, '"').replace(/[′’‘ʹ`´]/g, "'");
  marked = marked.replace(/٫/g, '.').replace(/[،؛;]/g, ';').replace(/DEG(REES)?|درجة|ГРАД\.?/g, '°').replace(/دقيقة/g, "'").replace(/ثانية/g, '"');
  marked = marked.replace(/([СЮ])\.? ?Ш\.?|([ВЗ])\.? ?Д\.?/g, '$1$2');
  // Arabic words must go before letters: both شمال and شرق begin with the letter that alone means north.
  for (const [word, letter] of HEMISPHERES) marked = marked.replaceAll(word, letter);
  return /^[\d\s.,;°'"+NSEW-]+$/.test(marked) ? marked.replace(/\s+/g, ' ').trim() : undefined;
}

/** As charts write it: `315700N0355548E`, `3157N03556E`. */
function readCompact(marked: string): Reading<Point> | undefined {
  const match = /^(\d{2})(\d{2})(\d{2}(?:\.\d+)?)?([NS]) ?(\d{3})(\d{2})(\d{2}(?:\.\d+)?)?([EW])$/.exec(marked);
  if (!match) return undefined;
  const [, latD, latM, latS, north, lngD, lngM, lngS, east] = match;
  return assemble({
    lat: { numbers: [latD, latM, latS ?? '0'].map(Number), negative: north === 'S', lettered: true },
    lng: { numbers: [lngD, lngM, lngS ?? '0'].map(Number), negative: east === 'W', lettered: true },
  });
}

interface Half {
  /** Degrees, and minutes and seconds if they were given. */
  numbers: number[];
  negative: boolean;
  lettered: boolean;
}

interface Halves {
  lat: Half;
  lng: Half;
}

/** Numbers of one half; a comma between digits is a decimal one. */
function numbersOf(text: string): number[] {
  return (text.replace(/(\d),(?=\d)/g, '$1.').match(/\d+(?:\.\d+)?/g) ?? []).map(Number);
}

const half = (text: string, letter: string | undefined): Half => ({
  numbers: numbersOf(text),
  negative: letter === 'S' || letter === 'W' || /^[\s;,]*-/.test(text),
  lettered: letter !== undefined,
});

/** `31.95 N 35.93 E` and `N 31.95 E 35.93`, in either order. */
function halvesByHemisphere(marked: string): Halves | undefined {
  const letters = marked.match(/[NSEW]/g) ?? [];
  if (letters.length !== 2 || marked.includes('-')) return undefined;
  const leading = /^[NSEW]/.test(marked);
  const pieces = marked.split(/[NSEW]/);
  const [one, other] = leading ? pieces.slice(1) : pieces;
  if (one === undefined || other === undefined || (!leading && pieces[2]?.replace(/[\s;,.]/g, '') !== '')) return undefined;
  const [first, second] = [half(one, letters[0]), half(other, letters[1])];
  const isLat = letters.map((letter) => letter === 'N' || letter === 'S');
  if (isLat[0] === isLat[1]) return undefined;
  return isLat[0] ? { lat: first, lng: second } : { lat: second, lng: first };
}

/** `31.95, 35.93`, `31,95; 35,93`, `31°57'0" 35°55'48"`, `31 57 0 35 55 48`: latitude first. */
function halvesBySeparator(marked: string): Halves | undefined {
  const decimalComma = /^[+-]?\d+,\d+\s*[;,\s]\s*[+-]?\d+,\d+$/.test(marked);
  const pieces = marked.includes(';')
    ? marked.split(';')
    : decimalComma
      ? marked.split(/,?\s+/)
      : /,\s|\.\d+,|["'°],/.test(marked)
        ? marked.split(/,\s*/)
        : splitEvenly(marked);
  if (pieces?.length !== 2) return undefined;
  const [lat = '', lng = ''] = pieces;
  return { lat: half(lat, undefined), lng: half(lng, undefined) };
}

/** Where nothing stands between the halves: as many numbers on each side, or at the second degree sign. */
function splitEvenly(marked: string): string[] | undefined {
  const second = /^(.*°.*?)([+-]?\d+(?:\.\d+)?°.*)$/.exec(marked);
  if (second) return [second[1] ?? '', second[2] ?? ''];
  const words = marked.replace(/°/g, ' ').trim().split(' ');
  // A comma alone between whole numbers may be a decimal one: it is not guessed.
  if (words.some((word) => word.includes(',')) || ![2, 4, 6].includes(words.length)) return undefined;
  return [words.slice(0, words.length / 2).join(' '), words.slice(words.length / 2).join(' ')];
}

function assemble({ lat, lng }: Halves): Reading<Point> {
  const [north, east] = [degrees(lat), degrees(lng)];
  if (typeof north === 'string') return unread(north);
  if (typeof east === 'string') return unread(east);
  if (Math.abs(north) > 90) return unread(lat.lettered ? 'coord-latitude-range' : 'coord-latitude-first');
  if (Math.abs(east) > 180) return unread('coord-longitude-range');
  return read({ lat: north, lng: east });
}

/** Degrees of a half, or the key of what is wrong with it. */
function degrees({ numbers, negative }: Half): number | string {
  const [whole, minutes = 0, seconds = 0] = numbers;
  if (whole === undefined || numbers.length > 3) return 'coord-unreadable';
  if (numbers.slice(0, -1).some((number) => !Number.isInteger(number))) return 'coord-unreadable';
  if (minutes >= 60 || seconds >= 60) return 'coord-sixty';
  const size = whole + minutes / 60 + seconds / 3_600;
  return negative ? -size : size;
}
