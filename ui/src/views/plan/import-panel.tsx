// Taking a plan from a file: pick or drop it, see what the node made of it and what it assumed, say when it starts, take it.
import { useSignal } from '@preact/signals';
import { t } from '../../i18n/index.ts';
import { formatNumber } from '../../format/numbers.ts';
import { Button } from '../../parts/button.tsx';
import { Progress } from '../../parts/progress.tsx';
import { ACCEPTED, assume, draftOfFile, importFile, importing, stopImport, type Importing } from './import.ts';
import { DraftTime, NumberInput } from './inputs.tsx';
import { change, chosen, draft, openDraft, toBeSeen } from './state.ts';

export function ImportPanel() {
  const over = useSignal(false);
  const now = importing.value;
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    over.value = false;
    const [file] = event.dataTransfer?.files ?? [];
    if (file) importFile(file);
  };
  return (
    <section
      class={over.value ? 'plan-import over' : 'plan-import'} onDrop={drop} onDragLeave={() => (over.value = false)}
      onDragOver={(event) => {
        event.preventDefault();
        over.value = true;
      }}
    >
      <label class="plan-file">
        <span>{t('plan-file')}</span>
        <input
          type="file" accept={ACCEPTED}
          onChange={(event) => {
            const [file] = event.currentTarget.files ?? [];
            if (file) importFile(file);
            event.currentTarget.value = '';
          }}
        />
      </label>
      <p class="hint">{t('plan-file-hint')}</p>
      {now && <Read now={now} />}
    </section>
  );
}

function Read({ now }: { now: Importing }) {
  const { read, problem, reading, file } = now;
  return (
    <div class="plan-read">
      <p><strong dir="auto" class="plan-file-name">{file.name}</strong></p>
      {reading && <Progress label={t('plan-file-reading')} />}
      {problem && <p class="error" role="alert">{problem}</p>}
      {read && !problem && (
        <>
          <p>{t('plan-file-volumes', { n: read.plan.volumes.length, count: formatNumber(read.plan.volumes.length) })} <bdi>{read.plan.name}</bdi></p>
          {(read.plan.stated?.length ?? 0) > 0 && <Assumed stated={read.plan.stated ?? []} />}
        </>
      )}
      {(read?.needs_start ?? false) && <p>{t('plan-file-needs-start')}</p>}
      {(read?.needs_start ?? false) && <DraftTime label={t('plan-start')} ms={now.start_ms} onMs={(ms) => ms !== null && assume({ start_ms: ms })} />}
      {(read ?? problem) !== undefined && (
        <details>
          <summary>{t('plan-file-buffers')}</summary>
          <div class="plan-pair">
            <NumberInput label={t('plan-file-lateral')} hint={t('plan-file-usual')} value={now.lateral_m} onValue={(lateral_m) => assume({ lateral_m })} />
            <NumberInput label={t('plan-file-vertical')} hint={t('plan-file-usual')} value={now.vertical_m} onValue={(vertical_m) => assume({ vertical_m })} />
          </div>
        </details>
      )}
      <div class="buttons">
        <Button kind="primary" disabled={!read || reading || problem !== undefined} onClick={() => take(now)}>{t(draft.value ? 'plan-file-add' : 'plan-file-take')}</Button>
        <Button onClick={stopImport}>{t('cancel')}</Button>
      </div>
    </div>
  );
}

export function Assumed({ stated }: { stated: readonly string[] }) {
  return (
    <details open={stated.length <= 6}>
      <summary>{t('plan-stated')}</summary>
      <ul class="plan-stated">
        {stated.map((statement, index) => <li key={index}><span dir="auto">{statement}</span></li>)}
      </ul>
    </details>
  );
}

/** Opens what was read as a draft, or adds its parts to the one that is open. */
function take(now: Importing): void {
  const made = draftOfFile(now);
  if (!made) return;
  const current = draft.peek();
  if (!current) openDraft(made);
  else {
    const stated = [...current.stated, ...made.stated.filter((statement) => !current.stated.includes(statement))];
    change({ ...current, name: current.name || made.name, parts: [...current.parts, ...made.parts], stated });
    chosen.value = made.parts[0]?.id;
    toBeSeen.value += 1;
  }
  stopImport();
}
