// Numbers, lengths and heights: units, references, and what people type.
import { beforeEach, describe, expect, test } from 'vitest';
import { altitudeMetres, formatAltitude, formatBand, formatLength, readAltitude } from '../src/format/lengths.ts';
import { formatNumber, parseNumber } from '../src/format/numbers.ts';
import { t } from '../src/i18n/index.ts';
import { bare, readAs } from './desk.ts';

beforeEach(() => readAs());

describe('a number', () => {
  test('is written with the numerals that the reader chose, also inside sentences', async () => {
    await readAs({ language: 'ar' });
    expect(formatNumber(1234.5, 1)).toBe('١٬٢٣٤٫٥');
    expect(bare(t('people-count', { n: 3, count: formatNumber(3) }))).toBe('٣ أشخاص');
    expect(bare(t('duration-min', { count: 12 }))).toBe('١٢ د');
    await readAs({ language: 'ar', numerals: 'latn' });
    expect(formatNumber(1234.5, 1)).toBe('1,234.5');
    expect(bare(t('duration-min', { count: 12 }))).toBe('12 د');
    await readAs({ numerals: 'arab' });
    expect(bare(t('duration-min', { count: 12 }))).toBe('١٢ min');
  });
  test('has no minus before nothing', () => expect(formatNumber(-0.2)).toBe('0'));
  test('is read with points, commas, thousands and digits of either kind', async () => {
    const english: [string, number | undefined][] = [
      ['120', 120], ['120.5', 120.5], ['120,5', 120.5], ['1,200', 1200], ['1 200', 1200], ['-3', -3], ['+3', 3], ['.5', 0.5], ['١٢٠٫٥', 120.5], ['١٬٢٠٠', 1200], ['۱۲۰', 120],
      ['', undefined], ['12m', undefined], ['1.2.3', undefined], ['1e9', undefined], ['NaN', undefined], ['--1', undefined],
    ];
    for (const [text, value] of english) expect(parseNumber(text), text).toBe(value);
    await readAs({ language: 'fr' });
    expect(parseNumber('1,200')).toBe(1.2);
    expect(parseNumber('1 200,5')).toBe(1200.5);
    await readAs({ language: 'tr' });
    expect(parseNumber('1.200.000,5')).toBe(1_200_000.5);
  });
});

describe('a length', () => {
  test('is told in the unit of its size', async () => {
    expect(bare(formatLength(412.3))).toBe('412 m');
    expect(bare(formatLength(3.26))).toBe('3.3 m');
    expect(bare(formatLength(12_345))).toBe('12.3 km');
    await readAs({ lengthUnit: 'ft' });
    expect(bare(formatLength(304.8))).toBe('1,000 ft');
    expect(bare(formatLength(18_520))).toBe('10 NM');
  });
});

describe('a height', () => {
  test('is told with what it is above', async () => {
    expect(bare(formatAltitude({ value: 120, reference: 'AGL', units: 'M' }))).toBe('120 m AGL');
    expect(bare(formatAltitude({ value: 400, reference: 'AMSL', units: 'FT' }))).toBe('122 m AMSL');
    expect(bare(formatAltitude({ value: 85, reference: 'FL', units: 'FT' }))).toBe('FL 85');
    expect(formatAltitude(undefined)).toBe('unbounded');
    await readAs({ heightUnit: 'ft' });
    expect(bare(formatAltitude({ value: 120, reference: 'W84', units: 'M' }))).toBe('394 ft W84');
  });
  test('of a band names the reference once', () => {
    expect(bare(formatBand({ value: 80, reference: 'W84', units: 'M' }, { value: 120, reference: 'W84', units: 'M' }))).toBe('80–120 m W84');
    expect(bare(formatBand({ value: 0, reference: 'AGL', units: 'M' }, undefined))).toBe('0 m AGL to unbounded');
  });
  test('in flight levels is hundreds of feet', () => expect(altitudeMetres({ value: 100, reference: 'FL', units: 'FT' })).toBe(3048));
  test('is read with its unit and reference', () => {
    expect(readAltitude('400', 'ft', 'AGL')).toEqual({ ok: true, value: { value: 400, reference: 'AGL', units: 'FT' } });
    expect(readAltitude('FL 85', 'm', 'W84')).toEqual({ ok: true, value: { value: 85, reference: 'FL', units: 'FT' } });
    expect(readAltitude('١٢٠٫٥', 'm', 'AMSL')).toEqual({ ok: true, value: { value: 120.5, reference: 'AMSL', units: 'M' } });
    expect(readAltitude('', 'm', 'W84')).toMatchObject({ problem: { key: 'height-missing' } });
    expect(readAltitude('high', 'm', 'W84')).toMatchObject({ problem: { key: 'height-unreadable' } });
    expect(readAltitude('100001', 'm', 'W84')).toMatchObject({ problem: { key: 'height-range' } });
    expect(readAltitude('-9000', 'm', 'W84')).toMatchObject({ problem: { key: 'height-range' } });
  });
});
