// The view "node": what the machine room would be asked on the telephone. Version, ledgers, who can be reached, what is asked of the node
// and how fast it answers, and how full its bounds are. It changes nothing.
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { formatNumber } from '../../format/numbers.ts';
import { formatDuration, formatInstant } from '../../format/times.ts';
import { t } from '../../i18n/index.ts';
import { failureText } from '../../parts/failure.ts';
import { Progress } from '../../parts/progress.tsx';
import { Tag } from '../../parts/tag.tsx';
import { nowMs } from '../../state/clock.ts';
import type { NodeView as Seen } from '../../api/types.ts';
import { Card, wordFor } from './card.tsx';
import { Limits, Requests } from './tables.tsx';
import { startWatching, watched } from './watch.ts';
import './node.css';

export default function NodeView() {
  useEffect(startWatching, []);
  const { view, error } = watched.value;
  return (
    <div class="node">
      <h1>{t('view-node')}</h1>
      {error !== undefined && <Problem error={error} since={view?.now} />}
      {!view && error === undefined && <Progress label={t('loading')} />}
      {view && (
        <>
          <div class="node-cards">
            <About view={view} />
            <Ledgers view={view} />
            <Desk view={view} />
            <Rules view={view} />
          </div>
          <Reached view={view} />
          <Limits limits={view.limits} />
          <Requests view={view} />
        </>
      )}
    </div>
  );
}

function Problem({ error, since }: { error: unknown; since: string | undefined }) {
  return (
    <p class="node-stale" role="alert" dir="auto">
      {failureText(error)}
      {since !== undefined && <> {t('node-stale', { age: formatDuration(nowMs.value - Date.parse(since)), time: formatInstant(since, { seconds: true }) })}</>}
    </p>
  );
}

function Row({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function About({ view }: { view: Seen }) {
  return (
    <Card title={t('node-about')}>
      <dl>
        <Row name={t('node-version')}><bdi class="coord">{view.version}</bdi></Row>
        <Row name={t('node-party')}><bdi>{view.party}</bdi></Row>
        <Row name={t('node-uptime')}>{formatDuration(nowMs.value - Date.parse(view.started_at))}</Row>
        <Row name={t('node-started')}>{formatInstant(view.started_at)}</Row>
        <Row name={t('node-clock')}>{formatInstant(view.now, { seconds: true, utc: true })}</Row>
      </dl>
    </Card>
  );
}

function Ledgers({ view }: { view: Seen }) {
  return (
    <Card title={t('node-ledgers')}>
      <dl>
        {view.ledgers.map(({ name, head, store_ok: ok, store }) => (
          <Row key={name} name={t(`node-ledger-${name}`)}>
            <span>{t('node-records', { count: head, number: formatNumber(head) })}</span>{' '}
            <Tag tone={ok ? 'good' : 'bad'}>{t(ok ? 'node-store-ok' : 'node-store-bad')}</Tag>{' '}
            <span class="node-faint">{t(`node-store-${store}`)}</span>
          </Row>
        ))}
      </dl>
    </Card>
  );
}

function Desk({ view: { desk } }: { view: Seen }) {
  return (
    <Card title={t('node-desk')}>
      <dl>
        <Row name={t('node-streams')}>{formatNumber(desk.streams)}</Row>
        <Row name={t('node-pending')}>{formatNumber(desk.pending_writes)}</Row>
        <Row name={t('node-deliveries')}>{formatNumber(desk.deliveries)}</Row>
        <Row name={t('node-ground')}><bdi dir="auto">{desk.ground}</bdi></Row>
      </dl>
    </Card>
  );
}

function Rules({ view: { desk } }: { view: Seen }) {
  return (
    <Card title={t('node-rules')}>
      <dl>
        {Object.entries(desk.rules).map(([name, value]) => (
          <Row key={name} name={wordFor('node-rule', name)}>
            {typeof value === 'number' ? formatNumber(value, 2) : t(value ? 'node-yes' : 'node-no')}
          </Row>
        ))}
      </dl>
    </Card>
  );
}

function Reached({ view }: { view: Seen }) {
  return (
    <Card title={t('node-reached')}>
      {view.reached.length === 0 && <p>{t('node-reached-none')}</p>}
      <ul class="node-reached">
        {view.reached.map((one) => (
          <li key={`${one.kind} ${one.url}`}>
            <p>
              <Tag tone={one.ok ? 'good' : 'bad'}>{t(one.ok ? 'node-reached-ok' : 'node-reached-bad')}</Tag>{' '}
              <strong>{t(`node-kind-${one.kind.replace('_', '-')}`)}</strong> <bdi class="coord node-url">{one.url}</bdi>
            </p>
            <p class="node-faint">
              {[
                t('node-calls', { count: one.calls, number: formatNumber(one.calls) }),
                t('node-failures', { count: one.failures, number: formatNumber(one.failures) }),
                one.mean_ms === undefined ? '' : t('node-mean', { value: formatNumber(one.mean_ms, 1) }),
                one.last_ok ? t('node-last-ok', { time: formatInstant(one.last_ok, { seconds: true }) }) : t('node-never-ok'),
                one.last_failure ? t('node-last-failure', { time: formatInstant(one.last_failure, { seconds: true }) }) : '',
              ].filter(Boolean).join(' · ')}
            </p>
            {one.problem && <p class={one.ok ? 'node-faint' : 'error'} dir="auto">{one.problem}</p>}
          </li>
        ))}
      </ul>
    </Card>
  );
}
