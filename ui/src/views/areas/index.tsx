// The view "areas": files in, the list of areas with when they are active and what others were told, and one of them in full. Below, the
// constraints of others.
import { computed, signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Area } from '../../api/types.ts';
import { formatNumber } from '../../format/numbers.ts';
import { t } from '../../i18n/index.ts';
import { Button } from '../../parts/button.tsx';
import { SelectField, TextField } from '../../parts/field.tsx';
import { nowMs } from '../../state/clock.ts';
import { connection, shown, travelled } from '../../state/picture.ts';
import { route } from '../../state/route.ts';
import { select } from '../../state/selection.ts';
import { may } from '../../state/session.ts';
import { Link } from '../now/link.tsx';
import { askRules } from '../now/rules.ts';
import { Detail } from './detail.tsx';
import { ImportPanel } from './import-panel.tsx';
import { KINDS, kindWord, ActivityLine, KindTag, PublishedTag } from './kinds.tsx';
import { KnownConstraints } from './known.tsx';
import { activity, EVERYTHING, listAreas, type Filter, type KindFilter, type PublishedFilter, type TimeFilter } from './list.ts';
import './areas.css';

/** Areas shown at first, and with each "show more". */
const PAGE = 30;
/** How often the order follows the clock. */
const GRAIN_MS = 10_000;

const filter = signal<Filter>(EVERYTHING);
const many = signal(PAGE);

/** The moment of the picture that is shown, in steps: sorting thousands of areas every second would be for nothing. */
const momentMs = computed(() => {
  const past = travelled.value;
  return past ? Date.parse(past.asOf) : Math.floor(nowMs.value / GRAIN_MS) * GRAIN_MS;
});

const listed = computed<Area[]>(() => listAreas(shown.value.areas.all(), filter.value, momentMs.value));

export default function AreasView() {
  useEffect(() => void askRules(), []);
  const id = route.value.rest[0];
  const atMs = travelled.value ? momentMs.value : nowMs.value;
  return (
    <div class="areas">
      {id === undefined ? <Overview atMs={atMs} /> : <One id={id} atMs={atMs} />}
    </div>
  );
}

function One({ id, atMs }: { id: string; atMs: number }) {
  const area = shown.value.areas.one(id);
  return (
    <>
      <p><Link class="areas-back" to="/areas"><span class="areas-arrow" aria-hidden="true">←</span> {t('areas-back')}</Link></p>
      {area ? <Detail key={id} area={area} nowMs={atMs} past={travelled.value !== undefined} /> : <Missing />}
    </>
  );
}

function Missing() {
  return (
    <>
      <h1>{t('view-areas')}</h1>
      <p role="status">{t(connection.value.syncedAtMs === 0 ? 'loading' : 'areas-missing')}</p>
    </>
  );
}

function Overview({ atMs }: { atMs: number }) {
  return (
    <>
      <h1>{t('view-areas')}</h1>
      {may('planner') && !travelled.value && <ImportPanel />}
      <List atMs={atMs} />
      <KnownConstraints nowMs={atMs} />
    </>
  );
}

function List({ atMs }: { atMs: number }) {
  const all = listed.value;
  const more = all.length - many.value;
  return (
    <section aria-labelledby="areas-own">
      <h2 id="areas-own">{t('areas-own')} <span class="areas-count">({formatNumber(shown.value.areas.size)})</span></h2>
      <Filters />
      <p class="hint" role="status">{t('areas-listed', { n: all.length, count: formatNumber(all.length) })}</p>
      <ul class="areas-list">
        {all.slice(0, many.value).map((area) => <Row key={area.id} area={area} atMs={atMs} />)}
      </ul>
      {more > 0 && <Button onClick={() => (many.value += PAGE)}>{t('areas-show-more', { n: more, count: formatNumber(more) })}</Button>}
    </section>
  );
}

function Row({ area, atMs }: { area: Area; atMs: number }) {
  return (
    <li class="areas-row">
      <h3><Link to={`/areas/${area.id}`}><bdi>{area.name || area.id.slice(0, 8)}</bdi></Link></h3>
      <p class="areas-tags"><KindTag kind={area.kind} /> <PublishedTag area={area} /></p>
      <ActivityLine activity={activity(area.windows, atMs)} nowMs={atMs} />
      <Button onClick={() => select('area', area.id, { focus: true })}>{t('areas-show-on-map')}</Button>
    </li>
  );
}

function change(part: Partial<Filter>): void {
  filter.value = { ...filter.peek(), ...part };
  many.value = PAGE;
}

function Filters() {
  const { text, kind, time, published } = filter.value;
  const times = (['all', 'active', 'soon'] as const).map((value) => ({ value, text: t(`areas-time-${value}`) }));
  const publications = (['all', 'published', 'unpublished'] as const).map((value) => ({ value, text: t(`areas-publication-${value}`) }));
  const kinds = [{ value: 'all' as const, text: t('areas-kind-all') }, ...KINDS.map((value) => ({ value, text: kindWord(value) }))];
  return (
    <div class="areas-filters">
      <TextField label={t('areas-search')} type="search" value={text} maxLength={200} onText={(value) => change({ text: value })} />
      <SelectField<KindFilter> label={t('areas-kind')} value={kind} options={kinds} onChoose={(value) => change({ kind: value })} />
      <SelectField<TimeFilter> label={t('areas-time')} value={time} options={times} onChoose={(value) => change({ time: value })} />
      <SelectField<PublishedFilter> label={t('areas-publication')} value={published} options={publications} onChoose={(value) => change({ published: value })} />
    </div>
  );
}
