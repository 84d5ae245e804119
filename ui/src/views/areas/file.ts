// Whether a chosen file can be a file of areas at all, judged before it is sent: its size, and its first bytes. What it says, the node reads.
import type { FileFormat } from '../../api/types.ts';

/** What the node takes (`MAX_FILE` of its bounds). */
export const MAX_FILE_BYTES = 16 * 1024 * 1024;
/** As much of its beginning is looked at. */
export const HEAD_BYTES = 64 * 1024;
/** Characters of a file's name that are shown. */
export const MAX_NAME = 120;

export const FORMATS: readonly FileFormat[] = ['geo_json', 'kml', 'ed318', 'ed269', 'open_air'];

export type FileProblem = 'empty' | 'large' | 'binary' | 'encoding';

/** Beginnings of files that people pick by mistake: PDF, PNG, JPEG, GIF, gzip, RAR, 7-Zip, old office documents. */
const FOREIGN = ['25504446', '89504e47', 'ffd8ff', '47494638', '1f8b', '52617221', '377abcaf', 'd0cf11e0'];
const ZIP = '504b0304';

/** What keeps a file from being sent, if anything. */
export function judgeFile(size: number, head: Uint8Array): FileProblem | undefined {
  if (size === 0) return 'empty';
  if (size > MAX_FILE_BYTES) return 'large';
  const start = [...head.subarray(0, 4)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  if (start === ZIP) return undefined;
  if (FOREIGN.some((magic) => start.startsWith(magic))) return 'binary';
  if (start.startsWith('fffe') || start.startsWith('feff')) return 'encoding';
  return head.includes(0) ? 'binary' : undefined;
}

/** A file's name as it is shown: bounded, and without signs that turn the direction of what stands around it. */
export function shownName(name: string): string {
  const plain = name.replace(/[\p{Cc}\p{Cf}]/gu, '');
  const letters = [...plain];
  return letters.length <= MAX_NAME ? plain : `${letters.slice(0, MAX_NAME - 1).join('')}…`;
}
