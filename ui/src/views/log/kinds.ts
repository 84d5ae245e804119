// The kinds of events of the ledger, in the groups that a reader chooses between. It knows names only; what they say to people is in
// the catalogue (`log-event-…`), one sentence for each.

/** Every kind of event that the ledger records, by what it is about. A test holds each to a sentence in every language. */
export const KINDS = {
  operations: [
    'write_begun', 'write_landed', 'write_failed', 'orphan_settled', 'conformance_noted', 'operation_forgotten',
    'template_put', 'template_removed',
  ],
  conflicts: ['met', 'parted', 'noticed', 'notices_seen'],
  others: ['operation_known', 'operation_gone', 'constraint_known', 'constraint_gone', 'reported'],
  areas: ['area_put', 'area_removed', 'area_published', 'windows_extended', 'constraint_put', 'constraint_removed'],
  deliveries: ['delivery_due', 'delivery_made', 'delivery_failed', 'delivery_superseded'],
  people: [
    'person_added', 'person_changed', 'password_changed', 'totp_set', 'totp_dropped', 'person_removed', 'signed_in', 'signed_out',
    'signed_out_everywhere', 'session_expired',
  ],
  upkeep: ['watch_kept', 'watch_dropped', 'probed'],
} as const;

export type Group = keyof typeof KINDS;
export type Kind = (typeof KINDS)[Group][number];

export const GROUPS = Object.keys(KINDS) as Group[];

const GROUP_OF = new Map<string, Group>(GROUPS.flatMap((group) => KINDS[group].map((kind) => [kind, group] as const)));

/** What a kind is about; nothing for one that this page does not know. */
export const groupOf = (kind: string): Group | undefined => GROUP_OF.get(kind);

/** The kinds of notices that the ledger gives. */
export const NOTICES = [
  'conflict_found', 'conflict_cleared', 'plan_changed_near', 'area_activated', 'state_changed', 'left_volumes', 'back_in_volumes',
  'delivery_failing', 'write_unheard', 'reconciled', 'meetings_left_out', 'peer_unreadable',
] as const;

/** The part of a key of the catalogue that names a kind. */
export const keyPart = (kind: string): string => kind.replaceAll('_', '-');
