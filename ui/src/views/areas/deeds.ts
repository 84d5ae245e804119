// Publishing, withdrawing and removing an area. Each is asked about first, with what others will be told.
import { post, remove } from '../../api/client.ts';
import type { Area } from '../../api/types.ts';
import { t } from '../../i18n/index.ts';
import { confirmDeed } from '../../parts/dialog.tsx';
import { failureText } from '../../parts/failure.ts';
import { say, sayFailure } from '../../parts/toasts.tsx';
import { kindWord } from './kinds.tsx';

async function attempt(deed: () => Promise<unknown>, done: string): Promise<boolean> {
  try {
    await deed();
    say(done);
    return true;
  } catch (error) {
    sayFailure(failureText(error));
    return false;
  }
}

export async function publish({ id, name, kind }: Area): Promise<void> {
  const text = t('areas-publish-text', { kind: kindWord(kind) });
  if (!(await confirmDeed({ title: t('areas-publish-title', { name }), text, deed: t('areas-publish'), danger: false }))) return;
  await attempt(() => post(`areas/${id}/publication`, { published: true }), t('areas-publish-done', { name }));
}

export async function withdraw({ id, name }: Area): Promise<void> {
  const sure = await confirmDeed({ title: t('areas-withdraw-title', { name }), text: t('areas-withdraw-text'), deed: t('areas-withdraw') });
  if (sure) await attempt(() => post(`areas/${id}/publication`, { published: false }), t('areas-withdraw-done', { name }));
}

/** Whether it was removed. */
export async function removeArea({ id, name, published, revision }: Area): Promise<boolean> {
  const text = t(published ? 'areas-remove-text-published' : 'areas-remove-text');
  if (!(await confirmDeed({ title: t('areas-remove-title', { name }), text, deed: t('areas-remove') }))) return false;
  return attempt(() => remove(`areas/${id}`, undefined, { ifMatch: revision }), t('areas-remove-done', { name }));
}
