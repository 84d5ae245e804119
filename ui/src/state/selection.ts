// What somebody looks at, on the map and in lists alike.
import { signal } from '@preact/signals';

export type ThingKind = 'plan' | 'known_operation' | 'known_constraint' | 'area';

export interface Selection {
  kind: ThingKind;
  id: string;
}

export const selection = signal<Selection | undefined>(undefined);

/** Grows when somebody asks to see the selected thing: the map moves there. */
export const focusRequests = signal(0);

export function select(kind: ThingKind, id: string, options: { focus?: boolean } = {}): void {
  selection.value = { kind, id };
  if (options.focus) focusRequests.value += 1;
}
