// Constraints that others told this desk of: whose, of which kind, when. Only to be looked at: what they are, their managers decide.
import { computed, signal } from '@preact/signals';
import type { KnownConstraint } from '../../api/types.ts';
import { formatBand } from '../../format/lengths.ts';
import { formatNumber } from '../../format/numbers.ts';
import { t } from '../../i18n/index.ts';
import { Button } from '../../parts/button.tsx';
import { shown } from '../../state/picture.ts';
import { select } from '../../state/selection.ts';
import { flatten } from './document.ts';
import { ActivityLine, KindTag } from './kinds.tsx';
import { activity, constraintWindow } from './list.ts';

/** Constraints shown at first, and with each "show more". */
const PAGE = 20;

const many = signal(PAGE);

const known = computed<KnownConstraint[]>(() =>
  [...shown.value.knownConstraints.all()].sort((a, b) => a.manager.localeCompare(b.manager) || a.name.localeCompare(b.name) || a.id.localeCompare(b.id)),
);

export function KnownConstraints({ nowMs }: { nowMs: number }) {
  const all = known.value;
  const more = all.length - many.value;
  return (
    <section class="areas-known" aria-labelledby="areas-known">
      <h2 id="areas-known">{t('areas-known')} <span class="areas-count">({formatNumber(all.length)})</span></h2>
      <p class="hint">{t('areas-known-hint')}</p>
      {all.length === 0 && <p>{t('areas-known-none')}</p>}
      <ul class="areas-list">
        {all.slice(0, many.value).map((constraint) => <Row key={constraint.id} constraint={constraint} nowMs={nowMs} />)}
      </ul>
      {more > 0 && <Button onClick={() => (many.value += PAGE)}>{t('areas-show-more', { n: more, count: formatNumber(more) })}</Button>}
    </section>
  );
}

function Row({ constraint, nowMs }: { constraint: KnownConstraint; nowMs: number }) {
  const { id, name, manager, kind, volumes, zone } = constraint;
  const { rows } = flatten(zone);
  const bands = [...new Set(volumes.map(({ volume }) => formatBand(volume.altitude_lower, volume.altitude_upper)))];
  return (
    <li class="areas-row">
      <h3><bdi>{name || id.slice(0, 8)}</bdi></h3>
      <p class="areas-tags"><KindTag kind={kind} /> <span>{t('areas-known-of', { manager })}</span></p>
      <ActivityLine activity={activity([constraintWindow(constraint)], nowMs)} nowMs={nowMs} />
      <p class="hint">{bands.slice(0, 3).join(' · ')}{bands.length > 3 && ' …'}</p>
      <Button onClick={() => select('known_constraint', id, { focus: true })}>{t('areas-show-on-map')}</Button>
      {rows.length > 0 && (
        <details>
          <summary>{t('areas-known-zone')}</summary>
          <dl class="areas-document">
            {rows.map(({ path, value }) => <div key={path}><dt><code class="coord areas-path">{path}</code></dt><dd dir="auto">{value}</dd></div>)}
          </dl>
        </details>
      )}
    </li>
  );
}
