// What the view can do about an item: activate, end, mark as seen. Each says how it went; what cannot be undone is asked about first.
import { post, remove } from '../../api/client.ts';
import { t } from '../../i18n/index.ts';
import { confirmDeed } from '../../parts/dialog.tsx';
import { failureText } from '../../parts/failure.ts';
import { say, sayFailure } from '../../parts/toasts.tsx';
import type { PlanName } from './items.ts';
import { planName } from './words.ts';

async function attempt(deed: () => Promise<unknown>, done: string): Promise<void> {
  try {
    await deed();
    say(done);
  } catch (error) {
    sayFailure(failureText(error));
  }
}

/** Tells the DSS and the peers that the operation flies. */
export function activate(plan: PlanName): Promise<void> {
  const deed = (): Promise<unknown> => post(`plans/${plan.id}/state`, { state: 'activated' }, { ifMatch: plan.revision });
  return attempt(deed, t('now-activated', { plan: planName(plan) }));
}

export async function end(plan: PlanName): Promise<void> {
  const name = planName(plan);
  const sure = await confirmDeed({ title: t('now-end-title', { plan: name }), text: t('now-end-text'), deed: t('now-end') });
  if (!sure) return;
  await attempt(() => remove(`plans/${plan.id}`, undefined, { ifMatch: plan.revision }), t('now-ended', { plan: name }));
}

/** Records that whoever sits here has seen the notices up to this one. */
export function markSeen(upTo: number): Promise<void> {
  return attempt(() => post('notices/seen', { up_to: upTo }), t('now-seen-done'));
}
