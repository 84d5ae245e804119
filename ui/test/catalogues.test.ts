// The catalogues: five languages with the same files, keys, attributes and variables; nothing that the page says is missing, nothing is
// left over, and each plural has the forms that its language has.
import { FluentBundle, FluentResource } from '@fluent/bundle';
import { describe, expect, test } from 'vitest';
import { LANGUAGES, type Language } from '../src/state/settings.ts';

const catalogues = import.meta.glob<string>('../src/locales/*/*.ftl', { query: '?raw', import: 'default', eager: true });
const sources = import.meta.glob<string>('../src/**/*.{ts,tsx}', { query: '?raw', import: 'default', eager: true });

/** What the library makes of a catalogue; it offers no types for it. */
type Expression =
  | { type: 'select'; selector: Expression; variants: { key: Expression; value: Pattern }[] }
  | { type: 'var'; name: string }
  | { type: 'func'; name: string; args: Expression[] }
  | { type: 'str' | 'num'; value: string | number }
  | { type: 'mesg' | 'term'; name: string };
type Pattern = string | (string | Expression)[] | null;
interface Message {
  id: string;
  value: Pattern;
  attributes: Record<string, Pattern>;
}

const filesOf = (language: Language): string[] =>
  Object.keys(catalogues).filter((path) => path.includes(`/${language}/`)).map((path) => path.split('/').at(-1) ?? '').sort();
const textOf = (language: Language, file: string): string => catalogues[`../src/locales/${language}/${file}`] ?? '';
const messagesOf = (language: Language, file: string): Message[] =>
  (new FluentResource(textOf(language, file)) as unknown as { body: Message[] }).body;

/** Every pattern of a message: its value and its attributes, by `key` and `key.attribute`. */
function patternsOf(message: Message): [string, Pattern][] {
  const attributes = Object.entries(message.attributes).map(([name, pattern]): [string, Pattern] => [`${message.id}.${name}`, pattern]);
  return message.value === null ? attributes : [[message.id, message.value], ...attributes];
}

/** All expressions of a pattern, those within others too. */
function expressionsOf(pattern: Pattern): Expression[] {
  if (pattern === null || typeof pattern === 'string') return [];
  return pattern.filter((element): element is Expression => typeof element !== 'string').flatMap(within);
}

function within(expression: Expression): Expression[] {
  switch (expression.type) {
    case 'select':
      return [expression, ...within(expression.selector), ...expression.variants.flatMap((variant) => expressionsOf(variant.value))];
    case 'func':
      return [expression, ...expression.args.flatMap(within)];
    default:
      return [expression];
  }
}

const variablesOf = (pattern: Pattern): string[] =>
  [...new Set(expressionsOf(pattern).flatMap((expression) => (expression.type === 'var' ? [expression.name] : [])))].sort();

/** Every key with its variables, as lines that are easy to compare. */
const shapeOf = (language: Language, file: string): string[] =>
  messagesOf(language, file).flatMap(patternsOf).map(([key, pattern]) => `${key} ${variablesOf(pattern).join(' ')}`).sort();

const allKeys = (): Set<string> => new Set(filesOf('en').flatMap((file) => messagesOf('en', file)).flatMap(patternsOf).map(([key]) => key));

/** Keys that are put together in ways that cannot be seen in the source. */
const PUT_TOGETHER = ['settings-numerals-', 'settings-calendar-', 'settings-coordinates-', 'settings-length-', 'settings-height-', 'settings-reference-', 'node-rule-', 'node-limit-'];

const code = Object.values(sources).join('\n').replace(/^\s*\/\/.*$/gm, '');

describe('the catalogues of the five languages', () => {
  test('are the same files', () => {
    for (const language of LANGUAGES) expect(filesOf(language), language).toEqual(filesOf('en'));
  });
  test('are read to the last line', () => {
    for (const language of LANGUAGES) {
      for (const file of filesOf(language)) {
        const written = textOf(language, file).match(/^[a-zA-Z][\w-]* *=/gm)?.length ?? 0;
        expect(messagesOf(language, file).length, `${language}/${file}`).toBe(written);
      }
    }
  });
  test('have the same keys, attributes and variables', () => {
    for (const language of LANGUAGES) {
      for (const file of filesOf('en')) expect(shapeOf(language, file), `${language}/${file}`).toEqual(shapeOf('en', file));
    }
  });
  test('say no key twice', () => {
    for (const language of LANGUAGES) {
      const bundle = new FluentBundle(language);
      for (const file of filesOf(language)) expect(bundle.addResource(new FluentResource(textOf(language, file))), `${language}/${file}`).toEqual([]);
    }
  });
  test('have all plural forms of their language', () => {
    // Of the categories of French, `many` is for millions, which no list of a desk has.
    const NOT_NEEDED: Partial<Record<Language, string>> = { fr: 'many' };
    const CATEGORIES = ['zero', 'one', 'two', 'few', 'many', 'other'];
    const lacking: string[] = [];
    for (const language of LANGUAGES) {
      const needed = new Intl.PluralRules(language).resolvedOptions().pluralCategories.filter((one) => one !== NOT_NEEDED[language]).sort();
      for (const file of filesOf(language)) {
        for (const [key, pattern] of messagesOf(language, file).flatMap(patternsOf)) {
          for (const expression of expressionsOf(pattern)) {
            if (expression.type !== 'select') continue;
            const keys = expression.variants.map((variant) => ('value' in variant.key ? String(variant.key.value) : ''));
            const plural = keys.filter((one) => one !== 'other').some((one) => CATEGORIES.includes(one));
            const absent = needed.filter((one) => !keys.includes(one));
            if (plural && absent.length > 0) lacking.push(`${language}/${file}: ${key} lacks ${absent.join(', ')}`);
          }
        }
      }
    }
    expect(lacking).toEqual([]);
  });
});

describe('what the page says', () => {
  test('is in the catalogues', () => {
    const known = allKeys();
    const asked = [...code.matchAll(/\bt\(\s*'([a-z0-9.-]+)'/g)].map((match) => match[1] ?? '');
    expect(asked.length).toBeGreaterThan(100);
    expect([...new Set(asked)].filter((key) => !known.has(key))).toEqual([]);
  });
  test('is all that the catalogues have', () => {
    const literal = new Set([...code.matchAll(/['"`]([a-z][a-z0-9.-]*)['"`]/g)].map((match) => match[1] ?? ''));
    // `state-${plan.state}` stands for every key that begins so.
    const patterns = [...code.matchAll(/`([a-z0-9-]*(?:\$\{[^`}]*(?:\{[^}]*\}[^`}]*)*\}[a-z0-9.-]*)+)`/g)]
      .map((match) => match[1] ?? '')
      .map((template) => template.split(/\$\{[^`}]*(?:\{[^}]*\}[^`}]*)*\}/))
      .filter((pieces) => pieces.join('').length >= 4)
      .map((pieces) => new RegExp(`^${pieces.map((piece) => piece.replace(/[.]/g, '\\.')).join('[a-z0-9-]+')}$`));
    const isSaid = (key: string): boolean =>
      literal.has(key) || patterns.some((pattern) => pattern.test(key)) || PUT_TOGETHER.some((prefix) => key.startsWith(prefix));
    const unused = [...allKeys()].filter((key) => !isSaid(key));
    expect(unused).toEqual([]);
  });
});
