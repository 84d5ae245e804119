// An import under way: the file that was chosen, what the node found in it, and what came of it. Kept outside of the view, so that looking
// at something else, or the end of a session, loses nothing.
import { signal } from '@preact/signals';
import { ApiError, post } from '../../api/client.ts';
import type { FileFormat, Imported } from '../../api/types.ts';
import { failureText } from '../../parts/failure.ts';
import { HEAD_BYTES, judgeFile, shownName, type FileProblem } from './file.ts';

export type Phase =
  | { kind: 'none' }
  | { kind: 'refused'; name: string; bytes: number; problem: FileProblem | 'unreadable' }
  | { kind: 'checking'; file: File }
  /** The node could not read it, or was not heard. */
  | { kind: 'failed'; file: File; message: string; at: 'check' | 'import' }
  | { kind: 'checked'; file: File; found: Imported }
  | { kind: 'importing'; file: File; found: Imported }
  | { kind: 'done'; name: string; found: Imported };

export const phase = signal<Phase>({ kind: 'none' });
/** What the file is read as; `auto` leaves it to the node to recognise. */
export const format = signal<FileFormat | 'auto'>('auto');

let turn = 0;

/** Takes a file that somebody chose or dropped, and has it looked at. */
export async function choose(file: File): Promise<void> {
  const mine = ++turn;
  const name = shownName(file.name);
  let head: Uint8Array;
  try {
    head = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());
  } catch {
    // A folder, or a file that went away meanwhile.
    if (mine === turn) phase.value = { kind: 'refused', name, bytes: file.size, problem: 'unreadable' };
    return;
  }
  if (mine !== turn) return;
  const problem = judgeFile(file.size, head);
  if (problem) phase.value = { kind: 'refused', name, bytes: file.size, problem };
  else await check(file);
}

/** Asks the node what would come of it; nothing is put in. */
export async function check(file: File): Promise<void> {
  const mine = ++turn;
  phase.value = { kind: 'checking', file };
  try {
    const found = await send(file, true);
    if (mine === turn) phase.value = { kind: 'checked', file, found };
  } catch (error) {
    if (mine === turn) phase.value = { kind: 'failed', file, message: whyNot(error), at: 'check' };
  }
}

/** Puts the good ones in. */
export async function confirmImport(): Promise<void> {
  const now = phase.peek();
  if (now.kind !== 'checked') return;
  const mine = ++turn;
  const { file, found: checked } = now;
  phase.value = { kind: 'importing', file, found: checked };
  try {
    const found = await send(file, false);
    if (mine === turn) phase.value = { kind: 'done', name: shownName(file.name), found };
  } catch (error) {
    if (mine === turn) phase.value = { kind: 'failed', file, message: whyNot(error), at: 'import' };
  }
}

/** Puts the file away. */
export function putAway(): void {
  turn += 1;
  phase.value = { kind: 'none' };
}

/** Reads it as another format, or as what it seems to be. */
export function chooseFormat(chosen: FileFormat | 'auto'): void {
  format.value = chosen;
  const now = phase.peek();
  if (now.kind === 'checked' || now.kind === 'failed') void check(now.file);
}

function send(file: File, checkOnly: boolean): Promise<Imported> {
  const chosen = format.peek();
  const query = `check_only=${checkOnly}${chosen === 'auto' ? '' : `&format=${chosen}`}`;
  return post<Imported>(`areas/import?${query}`, file, { contentType: 'application/octet-stream' });
}

/** The node's own words say what is wrong in the file. */
function whyNot(error: unknown): string {
  return error instanceof ApiError && error.status === 400 ? error.message : failureText(error);
}
