// Places: read-back of every notation, the many ways people type them, and grid references against those of NGA's GEOTRANS.
import { describe, expect, test } from 'vitest';
import { formatPoint, parsePoint, readPoint } from '../src/format/coordinates.ts';

const AMMAN = { lat: 31.95, lng: 35.93 };

function check(text: string, lat: number, lng: number, digits = 6): void {
  const reading = readPoint(text);
  expect(reading, text).toMatchObject({ ok: true });
  if (!reading.ok) return;
  expect(reading.value.lat, text).toBeCloseTo(lat, digits);
  expect(reading.value.lng, text).toBeCloseTo(lng, digits);
}

const refused = (text: string): string | undefined => {
  const reading = readPoint(text);
  return reading.ok ? undefined : reading.problem.key;
};

/** Latitude, longitude, and the reference that GEOTRANS (the `mgrs` package of Python) gives. */
const GEOTRANS: [number, number, string][] = [
  [31.95, 35.93, '36R YA 76957 38643'],
  [33.5138, 36.2765, '37S BT 47029 11570'],
  [0.0001, 0.0001, '31N AA 66032 00011'],
  [-33.8568, 151.2153, '56H LH 34900 52288'],
  [-54.8019, -68.303, '19F EV 44805 27029'],
  [60.5, 5.5, '32V LN 07793 12209'],
  [72.5, 10, '33X UA 32357 51686'],
  [78.2232, 15.6267, '33X WG 14278 83355'],
  [83.9, -40, '24X VU 88136 17033'],
  [-79.9, 100, '47C NM 19576 29407'],
  [40.7484, -73.9857, '18T WL 85628 11322'],
  [31.9, 35.9999, '36R YA 83721 33278'],
  [31.9, 36.0001, '37R BR 16278 33278'],
  [8, 42, '38P JP 69256 85503'],
  [51.4779, -0.0015, '30U YC 08213 07235'],
];

describe('a place is shown', () => {
  test('in decimal degrees to the metre', () => expect(formatPoint(AMMAN, 'dd')).toBe('31.95000°N 35.93000°E'));
  test('in degrees, minutes and seconds to a tenth', () => expect(formatPoint(AMMAN, 'dms')).toBe('31°57′00.0″N 035°55′48.0″E'));
  test('south and west by letters, not by signs', () => {
    expect(formatPoint({ lat: -33.8568, lng: -70.5 }, 'dd')).toBe('33.85680°S 70.50000°W');
    expect(formatPoint({ lat: -33.8568, lng: -70.5 }, 'dms')).toBe('33°51′24.5″S 070°30′00.0″W');
  });
  test('without sixty seconds where they round up', () =>
    expect(formatPoint({ lat: 31.99999999, lng: 35.99999 }, 'dms')).toBe('32°00′00.0″N 036°00′00.0″E'));
  test('as a grid reference that is the one of GEOTRANS', () => {
    for (const [lat, lng, reference] of GEOTRANS) expect(formatPoint({ lat, lng }, 'mgrs')).toBe(reference);
  });
  test('in degrees at the poles, where the grid has no reference', () => {
    expect(formatPoint({ lat: 89, lng: 10 }, 'mgrs')).toBe('89.00000°N 10.00000°E');
    expect(formatPoint({ lat: -85, lng: 10 }, 'mgrs')).toBe('85.00000°S 10.00000°E');
  });
});

describe('a place is read', () => {
  test('as it is shown, in every notation', () => {
    for (const [lat, lng] of GEOTRANS) {
      check(formatPoint({ lat, lng }, 'dd'), lat, lng, 5);
      check(formatPoint({ lat, lng }, 'dms'), lat, lng, 4);
    }
  });
  test('from grid references, to the metre', () => {
    for (const [lat, lng, reference] of GEOTRANS) {
      const point = parsePoint(reference);
      expect(point?.lat).toBeCloseTo(lat, 4);
      expect(((point?.lng ?? 0) - lng) * Math.cos((lat * Math.PI) / 180)).toBeCloseTo(0, 4);
      expect(parsePoint(reference.replace(/ /g, '').toLowerCase())).toEqual(point);
    }
  });
  test('from grid references of fewer digits, in the middle of their square', () => check('36RYA7638', 31.949, 35.9253, 2));
  test('from decimal degrees with points, commas and signs', () => {
    for (const text of ['31.95, 35.93', '31.95 35.93', '31.95,35.93', '31.95;35.93', '31,95; 35,93', '31,95 35,93', '31,95, 35,93', '31.95° 35.93°', '+31.95 +35.93']) {
      check(text, 31.95, 35.93);
    }
    check('-33.8568, 151.2153', -33.8568, 151.2153);
    check('−33.8568 −70.5', -33.8568, -70.5);
    check('32 36', 32, 36);
  });
  test('with directions before, behind, and in either order', () => {
    for (const text of ['31.95N 35.93E', '31.95 N, 35.93 E', 'N31.95 E35.93', 'N 31.95° E 35.93°', '35.93E 31.95N', '31.95°N 35.93°E']) {
      check(text, 31.95, 35.93);
    }
    check('33.8568S 70.5W', -33.8568, -70.5);
  });
  test('from degrees, minutes and seconds with any marks', () => {
    for (const text of ['31°57′00″N 35°55′48″E', `31°57'00"N, 35°55'48"E`, `31°57'0'' 35°55'48''`, '31 57 00 N 35 55 48 E', '31 57 0 35 55 48', 'N31°57′ E35°55.8′', '31°57.0′N 35°55.8′E', '315700N0355548E', '31º57’00”N 35º55’48”E']) {
      check(text, 31.95, 35.93);
    }
    check('3157N03556E', 31.95, 35.93333333);
  });
  test('from Arabic: digits of either kind, comma, and directions', () => {
    for (const text of ['٣١٫٩٥، ٣٥٫٩٣', '٣١٫٩٥ شمال، ٣٥٫٩٣ شرق', '٣١٫٩٥° شمالاً ٣٥٫٩٣° شرقاً', '٣١٫٩٥ ش ٣٥٫٩٣ ق', '۳۱٫۹۵؛ ۳۵٫۹۳', '‏٣١°٥٧′٠٠″ ش ٣٥°٥٥′٤٨″ ق', '٣١.٩٥ ٣٥.٩٣']) {
      check(text, 31.95, 35.93);
    }
    check('٣٣٫٨٥ جنوب ٧٠٫٥ غرب', -33.85, -70.5);
    check('٣٣٫٨٥ ج ٧٠٫٥ غ', -33.85, -70.5);
  });
  test('from French, Russian and Turkish directions', () => {
    check('31,95 N; 35,93 E', 31.95, 35.93);
    check('48,85 Nord, 5,5 Ouest', 48.85, -5.5);
    check('55,75 с. ш. 37,62 в. д.', 55.75, 37.62);
    check('55.75 С 37.62 В', 55.75, 37.62);
    check('39.9 K 32.8 D', 39.9, 32.8);
    check('33.9 Güney 70.5 Batı', -33.9, -70.5);
  });
  test('not without saying what is wrong with it', () => {
    expect(refused('')).toBe('coord-missing');
    expect(refused('Amman')).toBe('coord-unreadable');
    expect(refused('31.95')).toBe('coord-unreadable');
    expect(refused('31,95')).toBe('coord-unreadable');
    expect(refused('31 57 12 35')).toBe(undefined);
    expect(refused('31 57 12')).toBe('coord-unreadable');
    expect(refused('95.1, 35.9')).toBe('coord-latitude-first');
    expect(refused('95.1N 35.9E')).toBe('coord-latitude-range');
    expect(refused('31.9, 181')).toBe('coord-longitude-range');
    expect(refused('31°61′N 35°E')).toBe('coord-sixty');
    expect(refused('31.5°30′N 35°E')).toBe('coord-unreadable');
    expect(refused('31N 35N')).toBe('coord-unreadable');
    expect(refused('-31N 35E')).toBe('coord-unreadable');
    expect(refused('36R YA 76957 3864')).toBe('coord-mgrs-digits');
    expect(refused('36R YA 7')).toBe('coord-mgrs-digits');
    expect(refused('36R YA')).toBe('coord-mgrs-form');
    expect(refused('36R AA 1234 1234')).toBe('coord-mgrs-square');
    expect(refused('99R YA 1234 1234')).toBe('coord-mgrs-square');
    expect(refused('36R YK 1234 1234')).toBe('coord-mgrs-square');
  });
  test('and hostile text is refused in no time', () => {
    const start = performance.now();
    for (const text of ['1'.repeat(100_000), '1 '.repeat(50_000), '°'.repeat(10_000), '31,'.repeat(30_000), 'شمال'.repeat(9_000)]) {
      expect(readPoint(text).ok).toBe(false);
    }
    expect(performance.now() - start).toBeLessThan(500);
  });
});
