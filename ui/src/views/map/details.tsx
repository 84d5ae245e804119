// Everything that this desk knows of the selected thing: its facts, its schedule or times, what it meets and how deep, its profile,
// and the ways on to where something can be done about it.
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Area, KnownConstraint, KnownOperation, Meeting, Plan } from '../../api/types.ts';
import { t } from '../../i18n/index.ts';
import { formatPoint } from '../../format/coordinates.ts';
import { formatBand } from '../../format/lengths.ts';
import { formatNumber } from '../../format/numbers.ts';
import { formatInstantBoth, formatSpan } from '../../format/times.ts';
import { Button } from '../../parts/button.tsx';
import { Tag } from '../../parts/tag.tsx';
import { lookAtSelected } from '../../map/camera.ts';
import { depthText } from '../../map/layers/conflicts.ts';
import { KIND_OF_OTHER } from '../../map/meetings.ts';
import { isActive, isOperation, thingOf, type Operation, type Thing, type Zone } from '../../map/things.ts';
import { shownMs } from '../../state/clock.ts';
import { shown } from '../../state/picture.ts';
import { go } from '../../state/route.ts';
import { select, selection } from '../../state/selection.ts';
import { VerticalProfile } from './profile.tsx';
import { rowId, sortWord, toneOf } from './tones.ts';

/** Volumes, windows and pairs told at first, and more with each asking. */
const STEP = 5;

export function Details() {
  const chosen = selection.value;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.closest('section')?.scrollIntoView({ block: 'start' });
    // Who chose from the list goes on in the details; who chose on the map stays there.
    if (document.activeElement?.classList.contains('map-row')) heading.current?.focus({ preventScroll: true });
  }, [chosen?.id]);
  if (!chosen) return null;
  const close = (): void => {
    selection.value = undefined;
    document.getElementById(rowId(chosen.id))?.focus();
  };
  const thing = thingOf(shown.value, chosen.kind, chosen.id);
  return (
    <section class="map-details" aria-labelledby="map-details-title">
      <header>
        <h2 id="map-details-title" ref={heading} tabIndex={-1}><bdi>{thing?.name ?? chosen.id}</bdi></h2>
        <Button kind="quiet" label={t('close')} onClick={close}>×</Button>
      </header>
      {thing ? <Known key={thing.id} thing={thing} /> : <p>{t('map-gone')}</p>}
    </section>
  );
}

function Known({ thing }: { thing: Thing }) {
  const { tone, mark } = toneOf(thing);
  return (
    <>
      <p class="map-tags">
        <Tag tone={thing.party === 'own' ? 'own' : 'peer'}>{t(thing.party === 'own' ? 'map-own' : 'map-peer')}</Tag>
        <Tag tone={tone} mark={mark}>{sortWord(thing)}</Tag>
        {!isActive(thing, shownMs.value) && <Tag>{t('map-inactive')}</Tag>}
      </p>
      <div class="buttons map-ways">
        <Button onClick={() => lookAtSelected()}>{t('map-show')}</Button>
        {thing.kind === 'plan' && <Way to={`/plan/${encodeURIComponent(thing.id)}`}>{t('map-open-plan')}</Way>}
        {thing.kind === 'area' && <Way to={`/areas/${encodeURIComponent(thing.id)}`}>{t('map-open-area')}</Way>}
        <Way to={`/log?entity=${encodeURIComponent(thing.id)}`}>{t('map-open-log')}</Way>
      </div>
      {isOperation(thing) ? <OperationFacts operation={thing} /> : <ZoneFacts zone={thing} />}
    </>
  );
}

function Way({ to, children }: { to: string; children: ComponentChildren }) {
  const follow = (event: MouseEvent): void => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    go(to);
  };
  return <a class="button" href={to} onClick={follow}>{children}</a>;
}

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return <><dt>{t(name)}</dt><dd>{children}</dd></>;
}

const number = (value: number | undefined): string => (value === undefined ? t('map-not-told') : formatNumber(value));

function OperationFacts({ operation }: { operation: Operation }) {
  const { source } = operation;
  const plan = operation.kind === 'plan' ? (source as Plan) : undefined;
  return (
    <>
      {operation.withheld && <p class="map-withheld" role="note">▨ {t('map-withheld')}</p>}
      <dl class="map-facts">
        {operation.span && <Fact name="map-when"><Times span={operation.span} /></Fact>}
        <Fact name="map-priority">{number(operation.priority)}</Fact>
        {plan ? <PlanFacts plan={plan} /> : <KnownFacts known={source as KnownOperation} />}
        <Fact name="map-id"><bdi class="coord map-id">{operation.id}</bdi></Fact>
      </dl>
      <Volumes thing={operation} />
      {plan && <Meetings meetings={plan.meetings} />}
      <VerticalProfile operation={operation} />
    </>
  );
}

function Times({ span }: { span: { startMs: number; endMs: number } }) {
  const from = Number.isFinite(span.startMs) ? span.startMs : null;
  const to = Number.isFinite(span.endMs) ? span.endMs : null;
  const [local, utc] = [formatSpan(from, to), formatSpan(from, to, { utc: true })];
  return (
    <>
      <time>{local}</time>
      {utc !== local && <><br /><time class="map-utc">{utc}</time></>}
    </>
  );
}

function PlanFacts({ plan }: { plan: Plan }) {
  return (
    <>
      <Fact name="map-planner"><bdi>{plan.planner}</bdi></Fact>
      <Fact name="map-changed">{formatInstantBoth(plan.changed)}</Fact>
      {plan.pending && <Fact name="map-pending">{t('map-pending-since', { time: formatInstantBoth(plan.pending.since) })}</Fact>}
      {plan.excursion && <Fact name="map-excursion">{formatInstantBoth(plan.excursion.since, { seconds: true })}</Fact>}
      {plan.last_position && (
        <Fact name="map-last-position">
          <bdi class="coord">{formatPoint(plan.last_position)}</bdi>, {formatInstantBoth(plan.last_position.at, { seconds: true })}
        </Fact>
      )}
    </>
  );
}

function KnownFacts({ known }: { known: KnownOperation | KnownConstraint }) {
  return (
    <>
      <Fact name="map-manager"><bdi>{known.manager}</bdi></Fact>
      <Fact name="map-told-by"><bdi class="coord map-id">{known.uss_base_url}</bdi></Fact>
      <Fact name="map-version">{formatNumber(known.version)}</Fact>
    </>
  );
}

function ZoneFacts({ zone }: { zone: Zone }) {
  const area = zone.kind === 'area' ? (zone.source as Area) : undefined;
  return (
    <>
      <dl class="map-facts">
        {area
          ? <Fact name="map-published">{t(area.published ? 'map-published-yes' : 'map-published-no')}</Fact>
          : <KnownFacts known={zone.source as KnownConstraint} />}
        <Fact name="map-id"><bdi class="coord map-id">{zone.id}</bdi></Fact>
      </dl>
      {area && <Schedule area={area} />}
      <Volumes thing={zone} />
    </>
  );
}

function Schedule({ area }: { area: Area }) {
  const [most, setMost] = useState(STEP);
  const hidden = area.windows.length - most;
  return (
    <>
      <h3>{t('map-schedule')}</h3>
      <ul class="map-plain">
        {area.windows.slice(0, most).map((window, index) => <li key={index}>{formatSpan(window.start, window.end)}</li>)}
      </ul>
      <More hidden={hidden} onMore={() => setMost(most + STEP)} />
      {area.windows_until && <p class="hint">{t('map-windows-until', { time: formatInstantBoth(area.windows_until) })}</p>}
    </>
  );
}

function More({ hidden, onMore }: { hidden: number; onMore: () => void }) {
  if (hidden <= 0) return null;
  return <Button onClick={onMore}>{t('map-more', { n: hidden, count: formatNumber(hidden) })}</Button>;
}

function Volumes({ thing }: { thing: Thing }) {
  const [most, setMost] = useState(STEP);
  const own = isOperation(thing);
  return (
    <>
      <h3>{t('map-volumes', { n: thing.volumes.length, count: formatNumber(thing.volumes.length) })}</h3>
      <ul class="map-plain">
        {thing.volumes.slice(0, most).map(({ volume, span, offNominal }, index) => (
          <li key={index}>
            {formatBand(volume.volume.altitude_lower, volume.volume.altitude_upper)}
            {offNominal && ` – ${t('map-box-own-off-nominal')}`}
            {(own || thing.kind === 'known_constraint') && <><br /><Times span={span} /></>}
          </li>
        ))}
      </ul>
      <More hidden={thing.volumes.length - most} onMore={() => setMost(most + STEP)} />
    </>
  );
}

function Meetings({ meetings }: { meetings: readonly Meeting[] }) {
  const [most, setMost] = useState(STEP);
  if (meetings.length === 0) return <p class="map-clear">✓ {t('map-meets-nothing')}</p>;
  const ordered = [...meetings].sort((a, b) => Number(b.blocks) - Number(a.blocks));
  return (
    <>
      <h3>{t('map-meets')}</h3>
      <ul class="map-plain">
        {ordered.slice(0, most).map((meeting) => <li key={`${meeting.kind}/${meeting.other}`}><Met meeting={meeting} /></li>)}
      </ul>
      <More hidden={meetings.length - most} onMore={() => setMost(most + STEP)} />
    </>
  );
}

function Met({ meeting }: { meeting: Meeting }) {
  const kind = KIND_OF_OTHER[meeting.kind];
  const thing = thingOf(shown.value, kind, meeting.other);
  const deepest = [...meeting.pairs].sort((a, b) => b.horizontal_m - a.horizontal_m)[0];
  return (
    <div class={meeting.blocks ? 'map-meeting blocks' : 'map-meeting'}>
      <Tag tone={meeting.blocks ? 'bad' : 'neutral'}>{t(`other-${meeting.kind.replace('_', '-')}`)}</Tag>{' '}
      <Button kind="quiet" onClick={() => select(kind, meeting.other, { focus: true })}><bdi>{meeting.name ?? thing?.name ?? meeting.other}</bdi></Button>
      <p>{t(`now-weight-${meeting.weight.replace('_', '-')}`)}{!meeting.certain && ` – ${t('map-uncertain')}`}</p>
      {deepest && <p>{depthText(deepest)}{deepest.from && <><br />{formatInstantBoth(deepest.from, { seconds: true })}</>}</p>}
    </div>
  );
}
