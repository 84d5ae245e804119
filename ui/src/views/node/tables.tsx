// The long tables of the node: its bounds in order of how full they are, and what is asked of it.
import { formatNumber } from '../../format/numbers.ts';
import { t } from '../../i18n/index.ts';
import { Tag } from '../../parts/tag.tsx';
import type { NodeView } from '../../api/types.ts';
import { Card, wordFor } from './card.tsx';
import { byFullness, fullness, NEARLY_FULL, sparkline, type Limit } from './rates.ts';
import { watched } from './watch.ts';

export function Limits({ limits }: { limits: Limit[] }) {
  return (
    <Card title={t('node-limits')}>
      <div class="node-scroll" tabIndex={0} role="region" aria-label={t('node-limits')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('node-limit')}</th>
              <th scope="col">{t('node-fullness')}</th>
              <th scope="col">{t('node-used')}</th>
              <th scope="col">{t('node-bound')}</th>
              <th scope="col">{t('node-limit-reached')}</th>
            </tr>
          </thead>
          <tbody>
            {byFullness(limits).map((limit) => <LimitRow key={limit.name} limit={limit} />)}
          </tbody>
        </table>
      </div>
    </Card>
  );
}

function LimitRow({ limit }: { limit: Limit }) {
  const full = fullness(limit);
  const name = wordFor('node-limit', limit.name);
  return (
    <tr class={full >= NEARLY_FULL ? 'node-full' : undefined}>
      <th scope="row"><bdi>{name}</bdi></th>
      <td>
        <meter min={0} max={1} high={NEARLY_FULL} optimum={0} value={full} aria-label={name} />{' '}
        <span class="num">{t('node-percent', { value: formatNumber(full * 100, full < 0.1 ? 1 : 0) })}</span>
      </td>
      <td class="num">{formatNumber(limit.used)}</td>
      <td class="num">{formatNumber(limit.bound)}</td>
      <td>
        {limit.reached > 0
          ? <Tag tone="warn">{t('node-times', { count: limit.reached, number: formatNumber(limit.reached) })}</Tag>
          : <span class="node-faint">{t('node-never')}</span>}
      </td>
    </tr>
  );
}

export function Requests({ view }: { view: NodeView }) {
  const { rates } = watched.value;
  const rows = [...view.requests].sort((a, b) => b.count - a.count);
  return (
    <Card title={t('node-requests')}>
      <Sparkline />
      <div class="node-scroll" tabIndex={0} role="region" aria-label={t('node-requests')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('node-operation')}</th>
              <th scope="col">{t('node-count')}</th>
              <th scope="col">{t('node-failed')}</th>
              <th scope="col">{t('node-per-second')}</th>
              <th scope="col">{t('node-mean-ms')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ operation, count, failed, mean_ms: mean, per_s: reported }) => (
              <tr key={operation}>
                <th scope="row">{operation === 'none' ? t('node-operation-none') : <bdi class="coord">{operation}</bdi>}</th>
                <td class="num">{formatNumber(count)}</td>
                <td class="num">{failed > 0 ? <Tag tone="warn">{formatNumber(failed)}</Tag> : formatNumber(0)}</td>
                <td class="num">{formatNumber(rates?.get(operation)?.perSecond ?? reported, 1)}</td>
                <td class="num">{formatNumber(mean, 1)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}

const WIDTH = 480;
const HEIGHT = 48;

/** Requests per second over the last minutes; the number beside it says what the line ends with. */
function Sparkline() {
  const { samples } = watched.value;
  const last = samples.at(-1);
  if (!last) return <p class="node-faint">{t('node-rate-soon')}</p>;
  const points = sparkline(samples.map(({ perSecond }) => perSecond), WIDTH, HEIGHT);
  const most = Math.max(...samples.map(({ perSecond }) => perSecond));
  const text = t('node-rate', { value: formatNumber(last.perSecond, 1), failed: formatNumber(last.failedPerSecond, 1), most: formatNumber(most, 1) });
  return (
    <figure class="node-rate">
      <svg viewBox={`-2 -2 ${WIDTH + 4} ${HEIGHT + 4}`} preserveAspectRatio="none" role="img" aria-label={text}>
        <polyline points={points} />
      </svg>
      <figcaption>{text}</figcaption>
    </figure>
  );
}
