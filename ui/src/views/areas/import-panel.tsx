// Importing a file of areas: chosen or dropped, looked at by the node first, and put in when somebody has seen what would come of it. What is
// wrong is named by feature and path, in the node's words.
import { signal } from '@preact/signals';
import { useId, useState } from 'preact/hooks';
import type { FileFormat, Imported } from '../../api/types.ts';
import { formatNumber } from '../../format/numbers.ts';
import { t } from '../../i18n/index.ts';
import { Button } from '../../parts/button.tsx';
import { SelectField } from '../../parts/field.tsx';
import { Progress } from '../../parts/progress.tsx';
import { Tag } from '../../parts/tag.tsx';
import { FORMATS, MAX_FILE_BYTES, shownName } from './file.ts';
import { check, choose, chooseFormat, confirmImport, format, phase, putAway, type Phase } from './importing.ts';
import { KindTag } from './kinds.tsx';

/** Areas and problems shown at first, and with each "show more". */
const PAGE = 50;

const several = signal(false);

function take(files: FileList | null | undefined): void {
  several.value = (files?.length ?? 0) > 1;
  const file = files?.[0];
  if (file) void choose(file);
}

export function ImportPanel() {
  const now = phase.value;
  const busy = now.kind === 'checking' || now.kind === 'importing';
  return (
    <section class="areas-import" aria-labelledby="areas-import">
      <h2 id="areas-import">{t('areas-import')}</h2>
      <Chooser busy={busy} />
      {several.value && <p class="hint">{t('areas-import-one')}</p>}
      <div aria-live="polite"><Outcome now={now} /></div>
    </section>
  );
}

function Chooser({ busy }: { busy: boolean }) {
  const [over, setOver] = useState(false);
  const id = useId();
  const options = [
    { value: 'auto' as const, text: t('areas-format-auto') },
    ...FORMATS.map((value) => ({ value, text: t(`areas-format-${value.replaceAll('_', '-')}`) })),
  ];
  return (
    <div
      class={over ? 'areas-drop over' : 'areas-drop'}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        if (!busy) take(event.dataTransfer?.files);
      }}
    >
      <div class="field areas-choose">
        <input
          id={id}
          type="file"
          class="visually-hidden"
          accept=".json,.geojson,.kml,.kmz,.txt,.air,.openair"
          disabled={busy}
          aria-describedby={`${id}-hint`}
          onChange={(event) => {
            take(event.currentTarget.files);
            // The same file can be chosen again after it was mended.
            event.currentTarget.value = '';
          }}
        />
        <label for={id} class={busy ? 'button areas-choose-button busy' : 'button areas-choose-button'}>{t('areas-file')}</label>
        <p id={`${id}-hint`} class="hint">{t('areas-file-hint', { size: formatNumber(MAX_FILE_BYTES / 2 ** 20) })}</p>
      </div>
      <SelectField<FileFormat | 'auto'> label={t('areas-format')} value={format.value} options={options} onChoose={chooseFormat} disabled={busy} />
    </div>
  );
}

function Outcome({ now }: { now: Phase }) {
  switch (now.kind) {
    case 'none':
      return null;
    case 'refused':
      return (
        <div class="areas-problem" role="alert">
          <FileName name={now.name} />
          <p>{t(`areas-file-${now.problem}`, { size: formatNumber(now.bytes / 2 ** 20, 1), most: formatNumber(MAX_FILE_BYTES / 2 ** 20) })}</p>
        </div>
      );
    case 'checking':
    case 'importing':
      return (
        <>
          <FileName name={shownName(now.file.name)} />
          <Progress label={t(now.kind === 'checking' ? 'areas-checking' : 'areas-importing')} />
        </>
      );
    case 'failed':
      return <Failed now={now} />;
    case 'checked':
      return <Checked file={now.file} found={now.found} />;
    case 'done':
      return <Done name={now.name} found={now.found} />;
  }
}

function FileName({ name }: { name: string }) {
  return <p class="areas-file-name"><bdi>{name}</bdi></p>;
}

function Failed({ now: { file, message, at } }: { now: Extract<Phase, { kind: 'failed' }> }) {
  return (
    <div class="areas-problem" role="alert">
      <FileName name={shownName(file.name)} />
      <p>{t(at === 'check' ? 'areas-check-failed' : 'areas-import-failed')}</p>
      <p dir="auto">{message}</p>
      <div class="buttons">
        <Button onClick={() => void check(file)}>{t('areas-check-again')}</Button>
        <Button kind="quiet" onClick={putAway}>{t('areas-put-away')}</Button>
      </div>
    </div>
  );
}

function Checked({ file, found }: { file: File; found: Imported }) {
  const n = found.areas.length;
  const fresh = found.areas.filter(({ revision }) => revision === 0).length;
  return (
    <>
      <FileName name={shownName(file.name)} />
      <p>{t('areas-would-come', { n, count: formatNumber(n), fresh: formatNumber(fresh) })}</p>
      <Problems found={found} />
      <Found found={found} />
      <div class="buttons">
        {n > 0 && <Button kind="primary" onClick={() => void confirmImport()}>{t('areas-import-deed', { n, count: formatNumber(n) })}</Button>}
        <Button onClick={putAway}>{t('areas-put-away')}</Button>
      </div>
    </>
  );
}

function Done({ name, found }: { name: string; found: Imported }) {
  const n = found.areas.length;
  return (
    <div class="areas-done" role="status">
      <FileName name={name} />
      <p>✓ {t('areas-imported', { n, count: formatNumber(n) })}</p>
      <Problems found={found} />
      <Button onClick={putAway}>{t('close')}</Button>
    </div>
  );
}

function Found({ found: { areas } }: { found: Imported }) {
  const [many, setMany] = useState(PAGE);
  const more = areas.length - many;
  return (
    <>
      <ul class="areas-found">
        {areas.slice(0, many).map(({ id, name, kind, revision }) => (
          <li key={id}>
            <KindTag kind={kind} /> <bdi>{name || id.slice(0, 8)}</bdi>{' '}
            <span class="hint">{t(revision === 0 ? 'areas-is-new' : 'areas-is-known')}</span>
          </li>
        ))}
      </ul>
      {more > 0 && <Button onClick={() => setMany(many + PAGE)}>{t('areas-show-more', { n: more, count: formatNumber(more) })}</Button>}
    </>
  );
}

/** What is wrong: first what was left out, then what was read in spite of it. */
function Problems({ found: { problems, problems_unlisted: unlisted } }: { found: Imported }) {
  const [many, setMany] = useState(PAGE);
  if (problems.length === 0) return null;
  const errors = problems.filter(({ severity }) => severity === 'error');
  const warnings = problems.filter(({ severity }) => severity !== 'error');
  const ordered = [...errors, ...warnings];
  const more = ordered.length - many;
  return (
    <div class="areas-problems">
      <p>
        {errors.length > 0 && <Tag tone="bad">{t('areas-errors', { n: errors.length, count: formatNumber(errors.length) })}</Tag>}{' '}
        {warnings.length > 0 && <Tag tone="warn">{t('areas-warnings', { n: warnings.length, count: formatNumber(warnings.length) })}</Tag>}
      </p>
      <div class="areas-table" tabIndex={0} role="region" aria-label={t('areas-problems')}>
        <table>
          <caption class="visually-hidden">{t('areas-problems')}</caption>
          <thead>
            <tr><th scope="col">{t('areas-problem-what')}</th><th scope="col">{t('areas-problem-where')}</th><th scope="col">{t('areas-problem-says')}</th></tr>
          </thead>
          <tbody>
            {ordered.slice(0, many).map(({ feature, path, message, severity }, index) => (
              <tr key={index}>
                <td>{severity === 'error' ? `✕ ${t('areas-error')}` : `! ${t('areas-warning')}`}</td>
                <td>{feature !== undefined && <bdi>{feature}</bdi>}<code class="coord areas-path">{path}</code></td>
                <td dir="auto">{message}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {more > 0 && <Button onClick={() => setMany(many + PAGE)}>{t('areas-show-more', { n: more, count: formatNumber(more) })}</Button>}
      {unlisted > 0 && <p class="hint">{t('areas-problems-unlisted', { n: unlisted, count: formatNumber(unlisted) })}</p>}
    </div>
  );
}
