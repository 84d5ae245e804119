// Tests read the words from their files: there is no node to fetch them from.
import { readWordsBy } from '../src/i18n/index.ts';
import { wordsOf } from '../scripts/words.ts';

readWordsBy((language) => Promise.resolve(wordsOf(language)));
