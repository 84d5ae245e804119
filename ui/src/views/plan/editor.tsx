// The draft: what it is called, when it starts, its parts, the verdict on it, and sending it.
import { useEffect } from 'preact/hooks';
import { useSignal } from '@preact/signals';
import { t } from '../../i18n/index.ts';
import { formatNumber } from '../../format/numbers.ts';
import { Button } from '../../parts/button.tsx';
import { confirmDeed } from '../../parts/dialog.tsx';
import { TextField } from '../../parts/field.tsx';
import { mapHandle } from '../../map/handle.ts';
import { go } from '../../state/route.ts';
import { Assumed, ImportPanel } from './import-panel.tsx';
import { startingAt, startOf, type Draft } from './draft.ts';
import { outcome, submit, underWay } from './deeds.ts';
import { tool, type Tool } from './drawing.ts';
import { importing } from './import.ts';
import { DraftTime, NumberInput } from './inputs.tsx';
import { OutcomeBox, UnderWay } from './outcome.tsx';
import { PartEditor } from './part.tsx';
import { errorAt } from './problems.ts';
import { addPart, back, canRedo, canUndo, change, chosen, closeDraft, forth, settled, startUnread } from './state.ts';
import { SaveTemplate } from './templates.tsx';
import { Headline, VerdictPanel } from './verdict-panel.tsx';
import { draftProblems, verdict } from './verdict.ts';
import { planName } from './words.ts';

/** Parts listed at once. */
const PARTS_SHOWN = 50;

export function Editor({ about }: { about: Draft }) {
  useEffect(listenForWaysBack, []);
  return (
    <>
      <h1>{about.changes ? t('plan-changing', { name: planName(about.name) }) : t('plan-new')}</h1>
      <Whole about={about} />
      <Tools />
      {outcome.value && <OutcomeBox outcome={outcome.value} />}
      <VerdictPanel about={about} />
      <Parts about={about} />
      <More about={about} />
      <Send about={about} />
    </>
  );
}

function Whole({ about }: { about: Draft }) {
  const start = startOf(about);
  const moveAll = (ms: number | null): void => {
    startUnread.value = ms === null;
    if (ms !== null) change(startingAt(about, ms), 'start-all');
  };
  return (
    <>
      <TextField
        label={t('plan-name')} value={about.name} error={errorAt('name')} autocomplete="off" onBlur={settled}
        onText={(name) => change({ ...about, name }, 'name')}
      />
      {start !== null && <DraftTime label={t('plan-start-all')} ms={startUnread.value ? null : start} onMs={moveAll} />}
    </>
  );
}

const TOOLS: readonly { name: Tool; sign: string }[] = [
  { name: 'polygon', sign: '⬠' }, { name: 'rectangle', sign: '▭' }, { name: 'circle', sign: '◯' }, { name: 'linestring', sign: '⫽' }, { name: 'select', sign: '✥' },
];

function Tools() {
  const typing = useSignal(false);
  return (
    <section aria-label={t('plan-tools')}>
      <div class="plan-tools" role="toolbar" aria-label={t('plan-tools')}>
        {TOOLS.map(({ name, sign }) => (
          <Button
            key={name} aria-pressed={tool.value === name} disabled={!mapHandle.value}
            onClick={() => (tool.value = tool.value === name ? 'none' : name)}
          >
            <span aria-hidden="true">{sign}</span> {t(`plan-tool-${name}`)}
          </Button>
        ))}
        <Button aria-expanded={typing.value} onClick={() => (typing.value = !typing.value)}>{t('plan-tool-type')}</Button>
        <Button class="plan-turn" label={t('plan-undo')} disabled={!canUndo.value} onClick={back} aria-keyshortcuts="Control+Z">↶</Button>
        <Button class="plan-turn" label={t('plan-redo')} disabled={!canRedo.value} onClick={forth} aria-keyshortcuts="Control+Shift+Z">↷</Button>
      </div>
      {tool.value !== 'none' && <p class="hint" role="status">{t(`plan-tool-${tool.value}-hint`)}</p>}
      {typing.value && <Typed done={() => (typing.value = false)} />}
    </section>
  );
}

/** Parts that begin without a drawing; their corners are typed. */
function Typed({ done }: { done: () => void }) {
  const middle = () => {
    const { lat = 0, lng = 0 } = mapHandle.peek()?.getCenter().wrap() ?? {};
    return { lat: Math.round(lat * 1e5) / 1e5, lng: Math.round(lng * 1e5) / 1e5 };
  };
  const add = (form: Parameters<typeof addPart>[0]): void => {
    addPart(form);
    done();
  };
  return (
    <div class="buttons plan-typed">
      <Button onClick={() => add({ kind: 'polygon', vertices: [] })}>{t('plan-type-polygon')}</Button>
      <Button onClick={() => add({ kind: 'circle', center: middle(), radius_m: 200 })}>{t('plan-type-circle')}</Button>
      <Button onClick={() => add({ kind: 'corridor', line: [], halfWidth_m: 50 })}>{t('plan-type-corridor')}</Button>
    </div>
  );
}

function Parts({ about }: { about: Draft }) {
  const all = useSignal(false);
  const shown = all.value ? about.parts : about.parts.filter((part, index) => index < PARTS_SHOWN || part.id === chosen.value);
  const rest = about.parts.length - shown.length;
  return (
    <section aria-label={t('plan-parts')}>
      <h2>{t('plan-parts')}</h2>
      {about.parts.length === 0 && <p class="hint">{t('plan-parts-none')}</p>}
      {errorAt('parts') && about.parts.length > 0 && <p class="error" role="alert">{errorAt('parts')}</p>}
      <ol class="plan-parts">
        {shown.map((part) => <PartEditor key={part.id} part={part} index={about.parts.indexOf(part)} />)}
      </ol>
      {rest > 0 && <Button onClick={() => (all.value = true)}>{t('plan-parts-more', { n: rest, count: formatNumber(rest) })}</Button>}
      <NumberInput
        label={t('plan-priority')} hint={t('plan-priority-hint')} value={about.priority} error={errorAt('priority')}
        onValue={(priority) => change({ ...about, priority }, 'priority')}
      />
      {about.stated.length > 0 && <Assumed stated={about.stated} />}
    </section>
  );
}

function Send({ about }: { about: Draft }) {
  const found = verdict.value;
  const clear = found?.draft === about && !found.check.blocked;
  const send = async (): Promise<void> => {
    const plan = await submit();
    if (plan) go(`/plan/${plan.id}`);
  };
  return (
    <section class="plan-send" aria-label={t('plan-send')}>
      <UnderWay />
      <div class="plan-send-row">
        <Headline about={about} />
        <Button kind={clear ? 'primary' : 'plain'} busy={underWay.value !== undefined} disabled={draftProblems.value.length > 0} onClick={() => void send()}>
          {t(about.changes ? 'plan-send-change' : 'plan-submit')}
        </Button>
      </div>
    </section>
  );
}

async function discard(about: Draft): Promise<void> {
  const empty = about.parts.length === 0 && about.name.trim() === '';
  const asked = { title: t('plan-discard-title'), text: t('plan-discard-text'), deed: t('plan-discard') };
  if (!empty && !(await confirmDeed(asked))) return;
  outcome.value = undefined;
  closeDraft();
  go(about.changes ? `/plan/${about.changes.id}` : '/plan');
}

function More({ about }: { about: Draft }) {
  return (
    <>
      <details open={importing.value !== undefined}>
        <summary>{t('plan-from-file')}</summary>
        <ImportPanel />
      </details>
      {about.parts.length > 0 && draftProblems.value.length === 0 && (
        <details>
          <summary>{t('plan-template-save')}</summary>
          <SaveTemplate about={about} />
        </details>
      )}
      <Button onClick={() => void discard(about)}>{t('plan-discard')}</Button>
    </>
  );
}

const TEXT = /^(INPUT|TEXTAREA|SELECT)$/;

/** Ctrl+Z and Ctrl+Shift+Z, by the key's place on the board; in a text they stay the browser's. */
function listenForWaysBack(): () => void {
  const press = (event: KeyboardEvent): void => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    if (event.target instanceof HTMLElement && TEXT.test(event.target.tagName)) return;
    if (event.code === 'KeyZ') (event.shiftKey ? forth : back)();
    else if (event.code === 'KeyY') forth();
    else return;
    event.preventDefault();
  };
  window.addEventListener('keydown', press);
  return () => window.removeEventListener('keydown', press);
}
