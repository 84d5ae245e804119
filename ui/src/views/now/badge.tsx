// How many things are urgent, beside the way to the view that lists them.
import { formatNumber } from '../../format/numbers.ts';
import { t } from '../../i18n/index.ts';
import { urgentCount } from './live.ts';
import './now.css';

export function Attention() {
  const n = urgentCount.value;
  if (n === 0) return null;
  const count = formatNumber(n);
  return (
    <span class="now-badge" role="img" aria-label={t('now-badge', { n, count })}>
      <span aria-hidden="true">▲ {count}</span>
    </span>
  );
}
