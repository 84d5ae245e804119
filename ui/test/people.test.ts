// People and passwords: what is made for them, and what is told before the node has to.
import { encode } from 'uqr';
import { describe, expect, test } from 'vitest';
import type { Person } from '../src/api/types.ts';
import { nameProblem, newPassword, ordered } from '../src/views/people/list.ts';
import { passwordProblem } from '../src/views/settings/password.ts';
import { pathOf } from '../src/views/settings/qr.tsx';

const person = (name: string, disabled = false): Person => ({ name, full_name: '', role: 'viewer', disabled, totp: false, sessions: 0, created: '2026-11-22T09:00:00Z' });

describe('a new password', () => {
  test('is four groups of letters that cannot be mistaken, each time another', () => {
    const made = new Set(Array.from({ length: 200 }, () => newPassword()));
    expect(made.size).toBe(200);
    for (const password of made) expect(password).toMatch(/^([a-hj-km-np-z2-9]{5}-){3}[a-hj-km-np-z2-9]{5}$/);
  });
  test('uses every letter about as often as the others', () => {
    const counts = new Map<string, number>();
    for (let index = 0; index < 2_000; index += 1) for (const letter of newPassword().replaceAll('-', '')) counts.set(letter, (counts.get(letter) ?? 0) + 1);
    expect(counts.size).toBe(31);
    const expected = (2_000 * 20) / 31;
    for (const count of counts.values()) expect(Math.abs(count / expected - 1)).toBeLessThan(0.2);
  });
  test('throws away bytes that would make some letters likelier', () => {
    const bytes = [...Array<number>(20).fill(255), ...Array<number>(20).fill(0)];
    expect(newPassword((into) => into.map(() => bytes.shift() ?? 1))).toBe('aaaaa-aaaaa-aaaaa-aaaaa');
  });
  test('that a person chooses is long enough in bytes and not the name', () => {
    expect(passwordProblem('layan', 'short')).toBe('settings-password-short');
    expect(passwordProblem('layan', 'مفتاح')).toBeUndefined();
    expect(passwordProblem('layan', 'x'.repeat(257))).toBe('settings-password-long');
    expect(passwordProblem('layan.masri', 'Layan.Masri')).toBe('settings-password-name');
    expect(passwordProblem('layan', 'three words long')).toBeUndefined();
  });
});

describe('people', () => {
  test('are listed by name, those who may not sign in last', () =>
    expect(ordered([person('b'), person('a', true), person('c')]).map(({ name }) => name)).toEqual(['b', 'c', 'a']));
  test('have names of letters and digits of any script', () => {
    for (const name of ['layan', 'ليان', 'a.b-c_2', 'Şule']) expect(nameProblem(name), name).toBeUndefined();
    expect(nameProblem('')).toBe('people-name-missing');
    expect(nameProblem('x'.repeat(65))).toBe('people-name-long');
    for (const name of ['two words', '<b>', '...', 'a/b']) expect(nameProblem(name), name).toBe('people-name-form');
  });
});

describe('a QR code', () => {
  test('is drawn with a dark square wherever the code has one', () => {
    const { data, size } = encode('otpauth://totp/x', { ecc: 'M', border: 4 });
    const drawn = Array.from({ length: size }, () => Array<boolean>(size).fill(false));
    for (const [, x, y, width] of pathOf(data).matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
      for (let step = 0; step < Number(width); step += 1) {
        const row = drawn[Number(y)];
        if (row) row[Number(x) + step] = true;
      }
    }
    expect(drawn).toEqual(data);
  });
});
