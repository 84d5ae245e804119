// The list of what is on the map, with what narrows it. It is the way to everything on the map for those who do not use a pointer.
import { computed, signal } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import { t, language } from '../../i18n/index.ts';
import { formatNumber } from '../../format/numbers.ts';
import { formatSpan } from '../../format/times.ts';
import { Button } from '../../parts/button.tsx';
import { CheckField, SelectField, TextField } from '../../parts/field.tsx';
import { Tag } from '../../parts/tag.tsx';
import { isActive, isOperation, operationsOf, zonesOf, type Thing } from '../../map/things.ts';
import { shownMs } from '../../state/clock.ts';
import { shown } from '../../state/picture.ts';
import { select, selection } from '../../state/selection.ts';
import { EVERYTHING, KINDS, STATES, WHATS, find, type Search, type Sort } from './list.ts';
import { rowId, sortWord, toneOf, words } from './tones.ts';

/** Rows shown at first, and more with each asking. */
const STEP = 40;
/** The list follows the shown moment in steps: thousands of things need not be sorted each second. */
const MOMENT_STEP_MS = 15_000;

const listMs = computed(() => Math.floor(shownMs.value / MOMENT_STEP_MS) * MOMENT_STEP_MS);

/** Outside the component: what somebody looks for is still there when they come back to the view. */
const search = signal<Search>(EVERYTHING);

const look = (change: Partial<Search>): void => {
  search.value = { ...search.peek(), ...change };
};

function* everything(): Generator<Thing> {
  yield* operationsOf(shown.value);
  yield* zonesOf(shown.value);
}

export function Results() {
  const [most, setMost] = useState(STEP);
  const wanted = search.value;
  useEffect(() => setMost(STEP), [wanted]);
  const atMs = listMs.value;
  const { things, total } = find(everything(), wanted, atMs, most, language.value);
  return (
    <section aria-labelledby="map-list-title">
      <h2 id="map-list-title">{t('map-list')}</h2>
      <Narrow />
      <p role="status" class="hint">{t('map-found', { n: total, count: formatNumber(total) })}</p>
      <ul class="map-list">
        {things.map((thing) => <Row key={`${thing.kind}/${thing.id}`} thing={thing} atMs={atMs} />)}
      </ul>
      {total > things.length && (
        <Button onClick={() => setMost(most + STEP)}>{t('map-more', { n: total - things.length, count: formatNumber(total - things.length) })}</Button>
      )}
    </section>
  );
}

function Narrow() {
  const { text, what, sort, activeOnly } = search.value;
  const sorts: { value: Sort; text: string }[] = [
    { value: 'any', text: t('map-any') },
    ...STATES.map((state) => ({ value: state, text: words('state', state) })),
    ...KINDS.map((kind) => ({ value: kind, text: words('area', kind) })),
  ];
  return (
    <div class="map-narrow" role="search">
      <TextField label={t('map-search')} type="search" value={text} maxLength={100} onText={(typed) => look({ text: typed })} />
      <SelectField label={t('map-what')} value={what} options={WHATS.map((value) => ({ value, text: t(`map-what-${value.replace('_', '-')}`) }))} onChoose={(chosen) => look({ what: chosen })} />
      <SelectField label={t('map-sort')} value={sort} options={sorts} onChoose={(chosen) => look({ sort: chosen })} />
      <CheckField label={t('map-active-only')} checked={activeOnly} onCheck={(checked) => look({ activeOnly: checked })} />
    </div>
  );
}

function Row({ thing, atMs }: { thing: Thing; atMs: number }) {
  const { tone, mark } = toneOf(thing);
  const chosen = selection.value;
  const current = chosen?.kind === thing.kind && chosen.id === thing.id;
  return (
    <li>
      <button type="button" id={rowId(thing.id)} class="map-row" aria-current={current || undefined} onClick={() => select(thing.kind, thing.id, { focus: true })}>
        <span class={`map-party ${thing.party}`} aria-hidden="true">{thing.party === 'own' ? '◆' : '▲'}</span>
        <span class="map-row-name"><bdi>{thing.name}</bdi></span>
        <Tag tone={tone} mark={mark}>{sortWord(thing)}</Tag>
        <span class="map-row-more">
          {thing.party === 'own' ? t('map-own') : <bdi>{thing.manager}</bdi>}
          {isOperation(thing) && thing.span && ` · ${formatSpan(thing.span.startMs, thing.span.endMs)}`}
          {!isActive(thing, atMs) && ` · ${t('map-inactive')}`}
        </span>
      </button>
    </li>
  );
}
