// One area: when and how high, what others were told of it, what its file said, and what can be done with it.
import { useState } from 'preact/hooks';
import type { Area } from '../../api/types.ts';
import { formatBand } from '../../format/lengths.ts';
import { formatNumber } from '../../format/numbers.ts';
import { formatInstantBoth } from '../../format/times.ts';
import { language, t } from '../../i18n/index.ts';
import { Button } from '../../parts/button.tsx';
import { Tag, type Tone } from '../../parts/tag.tsx';
import { go } from '../../state/route.ts';
import { select } from '../../state/selection.ts';
import { may } from '../../state/session.ts';
import { deskRules } from '../now/rules.ts';
import { Link } from '../now/link.tsx';
import { publish, removeArea, withdraw } from './deeds.ts';
import { essentials, flatten, type Essentials } from './document.ts';
import { ActivityLine, KindTag, PublishedTag } from './kinds.tsx';
import { activity } from './list.ts';
import { Both, Schedule } from './schedule.tsx';

type ConstraintState = Area['constraints'][number]['state'];

const STATE_TONES: Record<ConstraintState, Tone> = { at_dss: 'good', being_written: 'warn', being_removed: 'warn', not_at_dss: 'bad' };
const STATE_MARKS: Record<ConstraintState, string> = { at_dss: '✓', being_written: '…', being_removed: '…', not_at_dss: '✕' };

export function Detail({ area, nowMs, past }: { area: Area; nowMs: number; past: boolean }) {
  return (
    <article class="areas-detail">
      <h1><bdi>{area.name || area.id.slice(0, 8)}</bdi></h1>
      <p class="areas-tags"><KindTag kind={area.kind} /> <PublishedTag area={area} /></p>
      <ActivityLine activity={activity(area.windows, nowMs)} nowMs={nowMs} />
      <Deeds area={area} past={past} />
      <h2>{t('areas-heights')}</h2>
      <ul>{area.layers.map(({ volume }, index) => <li key={index}>{formatBand(volume.altitude_lower, volume.altitude_upper)}</li>)}</ul>
      <h2>{t('areas-schedule')}</h2>
      <Schedule windows={area.windows} unlisted={area.windows_unlisted} workedOutUntil={area.windows_until} nowMs={nowMs} />
      <h2>{t('areas-constraints')}</h2>
      <Constraints area={area} />
      <Said said={essentials(area.document, language.value)} />
      <Everything area={area} />
    </article>
  );
}

function Deeds({ area, past }: { area: Area; past: boolean }) {
  const [busy, setBusy] = useState(false);
  const run = (deed: () => Promise<unknown>) => (): void => {
    setBusy(true);
    void deed().finally(() => setBusy(false));
  };
  const drop = async (): Promise<void> => {
    if (await removeArea(area)) go('/areas');
  };
  const officer = may('duty_officer') && !past;
  const cannot = deskRules.value.managesConstraints === false;
  return (
    <>
      <div class="buttons areas-deeds">
        <Button onClick={() => select('area', area.id, { focus: true })}>{t('areas-show-on-map')}</Button>
        <Link class="button areas-link" to={`/log?entity=${encodeURIComponent(area.id)}`}>{t('areas-log')}</Link>
        {officer && !area.published && <Button busy={busy} disabled={cannot} onClick={run(() => publish(area))}>{t('areas-publish')}</Button>}
        {officer && area.published && <Button busy={busy} onClick={run(() => withdraw(area))}>{t('areas-withdraw')}</Button>}
        {officer && <Button kind="danger" busy={busy} onClick={run(drop)}>{t('areas-remove')}</Button>}
      </div>
      {officer && cannot && !area.published && <p class="hint">{t('areas-cannot-publish')}</p>}
    </>
  );
}

function Constraints({ area: { constraints, constraints_unlisted: unlisted, published } }: { area: Area }) {
  if (constraints.length === 0) return <p>{t(published ? 'areas-no-constraints-yet' : 'areas-no-constraints')}</p>;
  return (
    <>
      <ul class="areas-constraints">
        {constraints.map(({ id, start, end, state, version }) => (
          <li key={id}>
            <Tag tone={STATE_TONES[state]} mark={STATE_MARKS[state]}>{t(`areas-constraint-${state.replaceAll('_', '-')}`)}</Tag>
            <span class="areas-span"><Both moment={start} open={t('areas-open-start')} /> – <Both moment={end} open={t('areas-open-end')} /></span>
            {version !== undefined && <span class="hint">{t('areas-version', { version: formatNumber(version) })}</span>}
            <code class="coord">{id}</code>
          </li>
        ))}
      </ul>
      {unlisted > 0 && <p class="hint">{t('areas-constraints-unlisted', { n: unlisted, count: formatNumber(unlisted) })}</p>}
    </>
  );
}

/** What a duty officer asks for first. */
function Said({ said: { message, reason, conditions, authorities } }: { said: Essentials }) {
  if (message === undefined && reason === undefined && conditions === undefined && authorities.length === 0) return null;
  const texts = [['areas-message', message], ['areas-reason', reason], ['areas-conditions', conditions]] as const;
  return (
    <>
      <h2>{t('areas-said')}</h2>
      <dl class="areas-said">
        {texts.map(([key, text]) => text !== undefined && (
          <div key={key}><dt>{t(key)}</dt><dd dir="auto">{text}</dd></div>
        ))}
        {authorities.map(({ name, contact, phone, email, url }, index) => (
          <div key={index}>
            <dt>{t('areas-authority')}</dt>
            <dd>
              {[name, contact].map((text) => text !== undefined && <span key={text} class="areas-line" dir="auto">{text}</span>)}
              {[phone, email, url].map((text) => text !== undefined && <span key={text} class="areas-line"><bdi dir="ltr">{text}</bdi></span>)}
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function Everything({ area }: { area: Area }) {
  const { rows, more } = flatten(area.document);
  const { source } = essentials(area.document, language.value);
  return (
    <>
      <p class="hint">{t('areas-changed', { time: formatInstantBoth(area.changed), revision: formatNumber(area.revision) })}</p>
      {source && <p class="hint">{t('areas-source', source)}</p>}
      <p class="hint"><code class="coord">{area.id}</code></p>
      {rows.length > 0 && (
        <details>
          <summary>{t('areas-everything')}</summary>
          <dl class="areas-document">
            {rows.map(({ path, value }) => (
              <div key={path}><dt><code class="coord areas-path">{path}</code></dt><dd dir="auto">{value}</dd></div>
            ))}
          </dl>
          {more > 0 && <p class="hint">{t('areas-more', { n: more, count: formatNumber(more) })}</p>}
        </details>
      )}
    </>
  );
}
