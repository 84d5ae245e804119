// The vertical profile as a drawing and, for those who cannot see it or want the figures, as a table.
import { useMemo } from 'preact/hooks';
import { direction, t } from '../../i18n/index.ts';
import { FOOT_M, formatHeight } from '../../format/lengths.ts';
import { formatNumber } from '../../format/numbers.ts';
import { formatInstant, formatSpan } from '../../format/times.ts';
import { KIND_OF_OTHER } from '../../map/meetings.ts';
import { thingOf, type Operation } from '../../map/things.ts';
import { shownMs } from '../../state/clock.ts';
import { shown, type PictureStores } from '../../state/picture.ts';
import { preferences } from '../../state/settings.ts';
import { placer, profileOf, ticks, type Box, type Met, type Profile } from './profile.ts';

const WIDTH = 360;
const HEIGHT = 200;
const HEIGHT_STEPS = [5, 10, 20, 25, 50, 100, 200, 250, 500, 1_000, 2_000, 5_000, 10_000];
const MINUTE_MS = 60_000;
const TIME_STEPS_MS = [1, 2, 5, 10, 15, 30, 60, 120, 240, 480, 1_440].map((minutes) => minutes * MINUTE_MS);
const HEIGHT_TICKS = 6;
const TIME_TICKS = 4;

/** What an operation meets, as far as it is in the picture. Peers' operations are met by own ones, which know of it. */
export function metBy(stores: PictureStores, operation: Operation): Met[] {
  if (operation.kind === 'known_operation') return metByPeer(stores, operation);
  const plan = stores.plans.one(operation.id);
  return (plan?.meetings ?? []).flatMap((meeting) => {
    const thing = thingOf(stores, KIND_OF_OTHER[meeting.kind], meeting.other);
    return thing ? [{ thing, blocks: meeting.blocks, pairs: meeting.pairs }] : [];
  });
}

function metByPeer(stores: PictureStores, operation: Operation): Met[] {
  const met: Met[] = [];
  for (const plan of stores.plans.all()) {
    for (const meeting of plan.meetings) {
      if (meeting.other !== operation.id) continue;
      const thing = thingOf(stores, 'plan', plan.id);
      const pairs = meeting.pairs.map((pair) => ({ ...pair, own: pair.other, other: pair.own }));
      if (thing) met.push({ thing, blocks: meeting.blocks, pairs });
    }
  }
  return met;
}

export function VerticalProfile({ operation }: { operation: Operation }) {
  const stores = shown.value;
  const met = metBy(stores, operation);
  const profile = useMemo(() => profileOf(operation, met), [operation, ...met.map((one) => one.thing), met.length]);
  if (!profile) return null;
  return (
    <section class="map-profile" aria-labelledby="map-profile-title">
      <h3 id="map-profile-title">{t('map-profile')}</h3>
      <Drawing profile={profile} party={operation.party} />
      <p class="hint">{t('map-profile-terrain')}{profile.left_out > 0 && ` ${t('map-left-out', { n: profile.left_out, count: formatNumber(profile.left_out) })}`}</p>
      <details>
        <summary>{t('map-profile-table')}</summary>
        <Table boxes={profile.boxes} />
      </details>
    </section>
  );
}

function Drawing({ profile, party }: { profile: Profile; party: Operation['party'] }) {
  const mirrored = direction.value === 'rtl';
  const place = placer(profile, WIDTH, HEIGHT, mirrored);
  const unit_m = preferences.value.heightUnit === 'ft' ? FOOT_M : 1;
  const heights = ticks(profile.band.lower_m / unit_m, profile.band.upper_m / unit_m, HEIGHT_TICKS, HEIGHT_STEPS);
  const times = ticks(profile.span.startMs, profile.span.endMs, TIME_TICKS, TIME_STEPS_MS);
  const now = shownMs.value;
  const overlaps = profile.boxes.filter((box) => box.role === 'overlap');
  return (
    <svg class={`map-profile-drawing ${party}`} viewBox={`-44 -18 ${WIDTH + 54} ${HEIGHT + 40}`} role="img" aria-label={summary(profile, overlaps)} direction="ltr">
      <defs>
        <pattern id="map-profile-hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <path class="map-profile-hatch" d="M0,0V7" />
        </pattern>
      </defs>
      {heights.map((height) => (
        <g key={height} class="map-profile-tick">
          <path d={`M0,${place.y(height * unit_m)}H${WIDTH}`} />
          <text x="-6" y={place.y(height * unit_m) + 4} text-anchor="end">{formatNumber(height)}</text>
        </g>
      ))}
      <text class="map-profile-unit" x="-6" y="-7" text-anchor="end">{t(`map-unit-${preferences.value.heightUnit}`)}</text>
      {times.map((ms) => (
        <g key={ms} class="map-profile-tick">
          <path d={`M${place.x(ms)},0V${HEIGHT}`} />
          <text x={place.x(ms)} y={HEIGHT + 16} text-anchor="middle">{formatInstant(ms, { dateless: true })}</text>
        </g>
      ))}
      {profile.boxes.map((box, index) => <BoxShape key={index} box={box} rectangle={place.rectangle(box)} />)}
      {now > profile.span.startMs && now < profile.span.endMs && <path class="map-profile-now" d={`M${place.x(now)},0V${HEIGHT}`} />}
    </svg>
  );
}

function BoxShape({ box, rectangle }: { box: Box; rectangle: { x: number; y: number; width: number; height: number } }) {
  const kind = box.role === 'overlap' ? (box.blocks ? 'overlap blocks' : 'overlap') : box.role.replaceAll('_', '-');
  return (
    <g class={`map-profile-box ${kind}`}>
      <title>{`${boxWord(box)}: ${box.name}`}</title>
      <rect {...rectangle} />
      {box.role === 'overlap' && <rect {...rectangle} fill="url(#map-profile-hatch)" />}
    </g>
  );
}

const boxWord = (box: Box): string => t(`map-box-${box.role.replaceAll('_', '-')}`);

const bandText = (box: Box): string => t('map-band', { lower: formatHeight(box.lower_m), upper: formatHeight(box.upper_m) });

function summary(profile: Profile, overlaps: readonly Box[]): string {
  const span = formatSpan(profile.span.startMs, profile.span.endMs);
  return t('map-profile-summary', { span, n: overlaps.length, count: formatNumber(overlaps.length) });
}

function Table({ boxes }: { boxes: readonly Box[] }) {
  return (
    <div class="map-table">
      <table>
        <thead>
          <tr><th scope="col">{t('map-what')}</th><th scope="col">{t('map-when')}</th><th scope="col">{t('map-heights')}</th></tr>
        </thead>
        <tbody>
          {boxes.map((box, index) => (
            <tr key={index}>
              <th scope="row">{boxWord(box)} <bdi>{box.name}</bdi></th>
              <td>{formatSpan(box.startMs, box.endMs)}</td>
              <td>{bandText(box)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

