// Paths of the page: which view they open, and that no path breaks it.
import { expect, test } from 'vitest';
import { parseRoute } from '../src/state/route.ts';

const at = (path: string): [string, string[]] => {
  const { pathname, search } = new URL(path, 'http://desk.example');
  const { view, rest } = parseRoute({ pathname, search });
  return [view, rest];
};

test('a path opens its view, and what stands behind it belongs to the view', () => {
  expect(at('/plan/3f2a')).toEqual(['plan', ['3f2a']]);
  expect(at('/areas/%D9%85%D8%B7%D8%A7%D8%B1/')).toEqual(['areas', ['مطار']]);
  expect(parseRoute({ pathname: '/map', search: '?at=5' }).query.get('at')).toBe('5');
});

test('every other path opens what needs somebody now', () => {
  for (const path of ['/', '/nowhere', '/../etc', '/Plan', '/constructor']) expect(at(path)[0], path).toBe('now');
});

test('a path that cannot be decoded breaks nothing', () => {
  expect(parseRoute({ pathname: '/plan/%E0%A4%A', search: '' })).toMatchObject({ view: 'plan', rest: ['%E0%A4%A'] });
});
