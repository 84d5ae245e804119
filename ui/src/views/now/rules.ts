// The rules of this desk that the page needs, asked for once: after which time an operation outside its volumes becomes Contingent by
// itself, and whether areas may be published. Until they are known, no countdown is shown rather than a wrong one.
import { signal } from '@preact/signals';
import { get } from '../../api/client.ts';
import type { Rules } from './attention.ts';

/** Of `GET /api/v1/desk/status`, what is read here. */
interface DeskStatus {
  rules: { contingent_after_s: number; monitors_conformance: boolean; manages_constraints: boolean };
}

export interface DeskRules extends Rules {
  /** Whether published areas become constraints; absent if not known. */
  managesConstraints?: boolean;
}

export const deskRules = signal<DeskRules>({});

let asked = false;

/** Asks the node, once; again after a failure. */
export async function askRules(): Promise<void> {
  if (asked) return;
  asked = true;
  try {
    const { rules } = await get<DeskStatus>('status');
    deskRules.value = {
      managesConstraints: rules.manages_constraints,
      ...(rules.monitors_conformance ? { contingentAfterS: rules.contingent_after_s } : {}),
    };
  } catch {
    asked = false;
  }
}
