// The people of the desk as the node tells them, and what an administrator asks of it. A change is shown when the node has taken it, never
// before.
import { signal } from '@preact/signals';
import { get, post, put, remove } from '../../api/client.ts';
import type { NewPerson, Person, PersonChange } from '../../api/types.ts';

export const people = signal<readonly Person[] | undefined>(undefined);

/** By name, as the node orders them too; those who may not sign in last. */
export const ordered = (list: readonly Person[]): Person[] =>
  [...list].sort((one, other) => Number(one.disabled) - Number(other.disabled) || one.name.localeCompare(other.name));

export async function loadPeople(): Promise<void> {
  const answer = await get<{ people: Person[] }>('people');
  people.value = ordered(answer.people);
}

const path = (name: string, rest = ''): string => `people/${encodeURIComponent(name)}${rest}`;

export const addPerson = (person: NewPerson): Promise<unknown> => post('people', person).then(loadPeople);
export const changePerson = (name: string, change: PersonChange): Promise<unknown> => put(path(name), change).then(loadPeople);
export const resetPassword = (name: string, password: string): Promise<unknown> => put(path(name, '/password'), { password }).then(loadPeople);
export const endSessions = (name: string): Promise<unknown> => remove(path(name, '/sessions')).then(loadPeople);
export const endTotp = (name: string): Promise<unknown> => remove(path(name, '/totp')).then(loadPeople);
export const removePerson = (name: string): Promise<unknown> => remove(path(name)).then(loadPeople);

/** Letters and digits that are not taken for one another when they are read out or copied by hand. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';
const GROUPS = 4;
const GROUP_LETTERS = 5;

/** A password to be handed over once: twenty letters in four groups, 99 bits. */
export function newPassword(random: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array = (bytes) => crypto.getRandomValues(bytes)): string {
  const letters: string[] = [];
  const wanted = GROUPS * GROUP_LETTERS;
  // A byte beyond the last whole round of letters would make the first ones likelier: it is thrown away.
  const fair = 256 - (256 % LETTERS.length);
  while (letters.length < wanted) {
    for (const byte of random(new Uint8Array(wanted))) if (byte < fair && letters.length < wanted) letters.push(LETTERS[byte % LETTERS.length] ?? '');
  }
  const groups = Array.from({ length: GROUPS }, (_, index) => letters.slice(index * GROUP_LETTERS, (index + 1) * GROUP_LETTERS).join(''));
  return groups.join('-');
}

/** What is wrong with a name that somebody is to sign in with: a key of the catalogue; undefined if nothing is. */
export function nameProblem(name: string): string | undefined {
  if (name === '') return 'people-name-missing';
  if ([...name].length > 64) return 'people-name-long';
  return /^[\p{L}\p{N}\p{M}._-]*$/u.test(name) && /[\p{L}\p{N}]/u.test(name) ? undefined : 'people-name-form';
}
