// Templates: plans to begin from. Their times are relative; they are moved to the start that the reader chooses.
import { useSignal } from '@preact/signals';
import type { Template } from '../../api/types.ts';
import { t } from '../../i18n/index.ts';
import { formatNumber } from '../../format/numbers.ts';
import { formatInstant } from '../../format/times.ts';
import { Button } from '../../parts/button.tsx';
import { confirmDeed } from '../../parts/dialog.tsx';
import { failureText } from '../../parts/failure.ts';
import { TextField } from '../../parts/field.tsx';
import { say, sayFailure } from '../../parts/toasts.tsx';
import { exactNowMs } from '../../state/clock.ts';
import { live, shown } from '../../state/picture.ts';
import { may } from '../../state/session.ts';
import { deleteTemplate, saveTemplate } from './deeds.ts';
import { draftOfRequest, nextFullFive, startingAt, toRequest, type Draft } from './draft.ts';
import { DraftTime } from './inputs.tsx';
import { LIMITS } from './limits.ts';
import { openDraft, randomId } from './state.ts';
import { actorName, planName } from './words.ts';

/** The draft that a template becomes with a start. */
export const draftOfTemplate = (template: Template, start_ms: number): Draft =>
  startingAt({ ...draftOfRequest(template.plan), name: template.plan.name || template.name }, start_ms);

export function Templates({ replace }: { replace: () => Promise<boolean> }) {
  const start = useSignal<number | null>(null);
  const templates = [...shown.value.templates.all()].sort((a, b) => a.name.localeCompare(b.name));
  if (templates.length === 0) return <p class="hint">{t('plan-templates-none')}</p>;
  const start_ms = (): number => start.value ?? nextFullFive(exactNowMs());
  const use = async (template: Template): Promise<void> => {
    if (await replace()) openDraft(draftOfTemplate(template, start_ms()));
  };
  return (
    <>
      {may('planner') && <DraftTime label={t('plan-template-start')} ms={start_ms()} onMs={(ms) => (start.value = ms)} />}
      <ul class="plan-list">
        {templates.map((template) => (
          <li key={template.id} class="plan-template">
            <span>
              <strong dir="auto">{template.name}</strong>
              <span class="hint">{t('plan-template-by', { by: actorName(template.by), time: formatInstant(template.changed) })}</span>
            </span>
            {may('planner') && (
              <span class="plan-row-buttons">
                <Button kind="primary" onClick={() => void use(template)}>{t('plan-template-use')}</Button>
                <Button kind="quiet" label={t('plan-template-delete', { name: template.name })} onClick={() => void drop(template)}>×</Button>
              </span>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

async function drop(template: Template): Promise<void> {
  const text = t('plan-template-delete-text', { name: template.name });
  if (!(await confirmDeed({ title: t('plan-template-delete-title'), text, deed: t('delete') }))) return;
  try {
    await deleteTemplate(template.id);
    live.templates.remove(template.id);
  } catch (error) {
    sayFailure(failureText(error));
  }
}

const bytes = (text: string): number => new TextEncoder().encode(text).length;

export function SaveTemplate({ about }: { about: Draft }) {
  const name = useSignal(about.name);
  const busy = useSignal(false);
  const problem = useSignal<string | undefined>(undefined);
  const save = async (): Promise<void> => {
    const wanted = name.value.trim();
    const { request } = toRequest(about);
    problem.value = wrong(wanted, JSON.stringify(request));
    if (problem.value) return;
    const old = [...live.templates.all()].find((template) => template.name === wanted);
    const asked = { title: t('plan-template-replace-title'), text: t('plan-template-replace', { name: wanted }), deed: t('plan-template-replace-deed') };
    if (old && !(await confirmDeed(asked))) return;
    busy.value = true;
    try {
      await saveTemplate(old?.id ?? randomId(), wanted, request);
      say(t('plan-template-saved', { name: planName(wanted) }));
    } catch (error) {
      problem.value = failureText(error);
    } finally {
      busy.value = false;
    }
  };
  return (
    <>
      <TextField label={t('plan-template-name')} value={name.value} error={problem.value} autocomplete="off" onText={(text) => (name.value = text)} />
      <Button busy={busy.value} onClick={() => void save()}>{t('save')}</Button>
    </>
  );
}

function wrong(name: string, plan: string): string | undefined {
  if (name === '' || bytes(name) > LIMITS.templateNameBytes) return t('plan-template-name-wrong', { most: formatNumber(LIMITS.templateNameBytes) });
  return bytes(plan) > LIMITS.templateBytes ? t('plan-template-too-large', { most: formatNumber(LIMITS.templateBytes / 1024) }) : undefined;
}
