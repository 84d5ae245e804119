// The sheet itself, black on white: it is printed, signed and read out. Times are local and UTC, places in two notations for reading
// back, heights in metres and in feet.
import type { ComponentChildren } from 'preact';
import { formatPoint, secondNotation } from '../../format/coordinates.ts';
import { FOOT_M, formatLength } from '../../format/lengths.ts';
import { formatNumber } from '../../format/numbers.ts';
import { formatDuration, formatInstant } from '../../format/times.ts';
import { t } from '../../i18n/index.ts';
import { nowMs } from '../../state/clock.ts';
import { connection, shown, travelled } from '../../state/picture.ts';
import { session } from '../../state/session.ts';
import { pageSettings } from '../../state/settings.ts';
import type { Altitude, Meeting, Plan, Volume } from '../../api/types.ts';
import { ways } from '../log/names.ts';
import { depths, otherName, say, shortId } from '../log/sentences.ts';
import { MapImage } from './mapimage.tsx';
import { areasOf, chosenPlans, cornersOf, fitting, MAX_CORNERS, NEAR_M, peersNear, periodOf, unseenNotices, type Asked, type Part } from './sheet.ts';

/** Lines to sign on. */
const SIGNATURES = 4;

export function Paper({ asked, parts }: { asked: Asked; parts: ReadonlySet<Part> }) {
  const stores = shown.value;
  const plans = chosenPlans(stores.plans.all(), asked);
  const has = (part: Part): boolean => parts.has(part);
  return (
    <article class="briefing-sheet" aria-label={t('briefing-sheet')}>
      <Head asked={asked} />
      {has('map') && <MapImage plans={plans} period={asked} />}
      {has('operations') && <Operations plans={plans} />}
      {has('coordinates') && plans.map((plan) => <Coordinates key={plan.id} plan={plan} />)}
      {has('meetings') && <Meetings plans={plans} />}
      {has('areas') && <Areas asked={asked} />}
      {has('peers') && <Peers plans={plans} />}
      {has('notices') && <Notices plans={plans} />}
      {has('signatures') && <Signatures />}
    </article>
  );
}

function Head({ asked }: { asked: Asked }) {
  const past = travelled.value;
  const { syncedAtMs, index } = connection.value;
  return (
    <header>
      <h2>{t('briefing-title')} · <bdi>{pageSettings.value?.party}</bdi></h2>
      <dl class="briefing-head">
        <Pair name={t('briefing-prepared-by')}><bdi>{session.value?.full_name || session.value?.name}</bdi></Pair>
        <Pair name={t('briefing-prepared-at')}><Both ms={nowMs.value} /></Pair>
        <Pair name={t('briefing-period')}><Both ms={asked.fromMs} /> – <Both ms={asked.toMs} /></Pair>
        <Pair name={t('briefing-picture')}>
          {past
            ? t('briefing-picture-past', { time: formatInstant(past.asOf, { seconds: true }), index: formatNumber(Math.max(0, past.index - 1)) })
            : t('briefing-picture-live', { age: formatDuration(nowMs.value - syncedAtMs), index: formatNumber(Math.max(0, index - 1)) })}
        </Pair>
      </dl>
      <p class="briefing-warning">{t('briefing-warning')}</p>
    </header>
  );
}

function Pair({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** A time in the reader's zone and in UTC. */
function Both({ ms }: { ms: number }) {
  if (!Number.isFinite(ms)) return <span>{t('briefing-unlimited')}</span>;
  return (
    <time dateTime={new Date(ms).toISOString()} class="briefing-both">
      <span>{formatInstant(ms)}</span> <span>({formatInstant(ms, { utc: true, dateless: true })})</span>
    </time>
  );
}

function Section({ title, count, none, children, leftOut = 0 }: {
  title: string;
  count: number;
  none: string;
  leftOut?: number;
  children: ComponentChildren;
}) {
  return (
    <section>
      <h3>{title}</h3>
      {count === 0 ? <p>{none}</p> : children}
      {leftOut > 0 && <p><strong>{t('briefing-left-out', { count: leftOut, number: formatNumber(leftOut) })}</strong></p>}
    </section>
  );
}

/** A height in metres and in feet, with what it is above. */
function height(altitude: Altitude | undefined): string {
  if (!altitude) return t('height-unbounded');
  const metres = altitude.units === 'FT' ? altitude.value * FOOT_M : altitude.value;
  return t('briefing-height', { m: formatNumber(metres), ft: formatNumber(metres / FOOT_M), reference: altitude.reference });
}

function Band({ volume }: { volume: Volume }) {
  return (
    <span class="briefing-band">
      <span>{height(volume.volume.altitude_lower)}</span> – <span>{height(volume.volume.altitude_upper)}</span>
    </span>
  );
}

function Operations({ plans }: { plans: Plan[] }) {
  const { shown: rows, leftOut } = fitting(plans);
  return (
    <Section title={t('briefing-part-operations')} count={rows.length} none={t('briefing-no-operations')} leftOut={leftOut}>
      <div class="briefing-scroll" tabIndex={0} role="region" aria-label={t('briefing-part-operations')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('briefing-name')}</th>
              <th scope="col">{t('briefing-state')}</th>
              <th scope="col">{t('briefing-from')}</th>
              <th scope="col">{t('briefing-to')}</th>
              <th scope="col">{t('briefing-heights')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((plan) => {
              const { fromMs, toMs } = periodOf(plan.volumes);
              return (
                <tr key={plan.id}>
                  <th scope="row"><span dir="auto">{plan.name || shortId(plan.id)}</span> <span class="coord">{shortId(plan.id)}</span></th>
                  <td>{t(`state-${plan.state}`)}{plan.pending && <> → {t(`state-${plan.pending.state}`)}</>}</td>
                  <td><Both ms={fromMs} /></td>
                  <td><Both ms={toMs} /></td>
                  <td>{plan.volumes.slice(0, 4).map((volume, place) => <div key={place}><Band volume={volume} /></div>)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </Section>
  );
}

/** The corners of an operation, one under the other, in two notations, with a box to tick when it was read back. */
function Coordinates({ plan }: { plan: Plan }) {
  const corners = plan.volumes.flatMap(({ volume }, place) => {
    const { points, radiusM } = cornersOf(volume);
    return points.map((point, corner) => ({ point, radiusM, label: t('briefing-corner', { volume: formatNumber(place + 1), corner: formatNumber(corner + 1) }) }));
  });
  const { shown: rows, leftOut } = fitting(corners, MAX_CORNERS);
  const title = t('briefing-coordinates-of', { name: plan.name || shortId(plan.id) });
  return (
    <Section title={title} count={rows.length} none="" leftOut={leftOut}>
      <div class="briefing-scroll" tabIndex={0} role="region" aria-label={title}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('briefing-place')}</th>
              <th scope="col">{t('briefing-notation-first')}</th>
              <th scope="col">{t('briefing-notation-second')}</th>
              <th scope="col">{t('briefing-read-back')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ point, radiusM, label }) => (
              <tr key={label}>
                <th scope="row">{label}{radiusM > 0 && <> · {t('briefing-radius', { length: formatLength(radiusM) })}</>}</th>
                <td><bdi class="coord">{formatPoint(point)}</bdi></td>
                <td><bdi class="coord">{formatPoint(point, secondNotation())}</bdi></td>
                <td><span class="briefing-box" aria-hidden="true" /></td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}

function Meetings({ plans }: { plans: Plan[] }) {
  const all = plans.flatMap((plan) => plan.meetings.map((meeting) => ({ plan, meeting })));
  const { shown: rows, leftOut } = fitting(all);
  return (
    <Section title={t('briefing-part-meetings')} count={rows.length} none={t('briefing-no-meetings')} leftOut={leftOut}>
      <ul>
        {rows.map(({ plan, meeting }) => (
          <li key={`${plan.id} ${meeting.other}`}>
            <strong dir="auto">{plan.name || shortId(plan.id)}</strong> ↔ <MeetingWords meeting={meeting} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function MeetingWords({ meeting }: { meeting: Meeting }) {
  const from = meeting.pairs[0]?.from;
  return (
    <>
      <strong><bdi>{otherName(meeting, ways)}</bdi></strong>{' '}
      ({t(`other-${meeting.kind.replaceAll('_', '-')}`)}): {depths(meeting, ways).join('')}
      {from && <> · <Both ms={Date.parse(from)} /></>}
      {' · '}{t(meeting.blocks ? 'briefing-blocks' : 'briefing-does-not-block')}
      {!meeting.certain && <> · {t('briefing-uncertain')}</>}
    </>
  );
}

function Areas({ asked }: { asked: Asked }) {
  const stores = shown.value;
  const { shown: rows, leftOut } = fitting(areasOf(stores.areas.all(), stores.knownConstraints.all(), asked));
  return (
    <Section title={t('briefing-part-areas')} count={rows.length} none={t('briefing-no-areas')} leftOut={leftOut}>
      <ul>
        {rows.map((area) => (
          <li key={area.id}>
            <strong dir="auto">{area.name || shortId(area.id)}</strong> ({t(`area-${area.kind.replaceAll('_', '-')}`)}
            {area.manager && <>, <bdi>{area.manager}</bdi></>}):{' '}
            {area.spans.slice(0, 4).map((span, place) => (
              <span key={place}>{place > 0 && ' · '}<Both ms={span.fromMs} /> – <Both ms={span.toMs} /></span>
            ))}
            {area.layers[0] && <> · <Band volume={area.layers[0]} /></>}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Peers({ plans }: { plans: Plan[] }) {
  const { shown: rows, leftOut } = fitting(peersNear(plans, shown.value.knownOperations.all()));
  const title = t('briefing-peers-near', { length: formatLength(NEAR_M) });
  return (
    <Section title={title} count={rows.length} none={t('briefing-no-peers')} leftOut={leftOut}>
      <ul>
        {rows.map((operation) => (
          <li key={operation.id}>
            <strong><bdi>{operation.manager}</bdi> <bdi class="coord">{shortId(operation.id)}</bdi></strong>: {t(`state-${operation.state}`)} ·{' '}
            <Both ms={Date.parse(operation.time_start)} /> – <Both ms={Date.parse(operation.time_end)} />
            {operation.volumes[0] && <> · <Band volume={operation.volumes[0]} /></>}
            {operation.withheld && <> · {t('briefing-withheld')}</>}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Notices({ plans }: { plans: Plan[] }) {
  const { shown: rows, leftOut } = fitting(unseenNotices(shown.value.notices.all(), plans));
  return (
    <Section title={t('briefing-part-notices')} count={rows.length} none={t('briefing-no-notices')} leftOut={leftOut}>
      <ul>
        {rows.map((notice) => {
          const { sentence, details } = say({ kind: 'noticed', notice }, ways);
          return (
            <li key={notice.seq}>
              <Both ms={Date.parse(notice.at)} />: <span>{sentence}</span> {details.map((detail) => <span key={detail} dir="auto">{detail} </span>)}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

function Signatures() {
  return (
    <section class="briefing-signatures">
      <h3>{t('briefing-part-signatures')}</h3>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('briefing-reader')}</th>
            <th scope="col">{t('briefing-role')}</th>
            <th scope="col">{t('briefing-read-at')}</th>
            <th scope="col">{t('briefing-signature')}</th>
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: SIGNATURES }, (_, line) => (
            <tr key={line}><td /><td /><td /><td /></tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
