// The newest notices, all kinds, in words: when, about what, who has seen them. Older ones are in the log.
import { computed, signal } from '@preact/signals';
import type { Notice } from '../../api/types.ts';
import { formatNumber } from '../../format/numbers.ts';
import { formatInstantBoth } from '../../format/times.ts';
import { t } from '../../i18n/index.ts';
import { Button } from '../../parts/button.tsx';
import { CheckField, SelectField } from '../../parts/field.tsx';
import { shown, travelled } from '../../state/picture.ts';
import { select } from '../../state/selection.ts';
import { may } from '../../state/session.ts';
import { markSeen } from './deeds.ts';
import { actorName, NOTICE_KINDS, noticeKindWord, noticeText, planName, shortId } from './words.ts';

/** Notices shown at first, and with each "show more". */
const PAGE = 20;

type Wanted = Notice['kind'] | 'all';

const wantedKind = signal<Wanted>('all');
const unseenOnly = signal(false);
const many = signal(PAGE);

/** Newest first. */
const chosen = computed<Notice[]>(() => {
  const kind = wantedKind.value;
  const fits = (notice: Notice): boolean => (kind === 'all' || notice.kind === kind) && !(unseenOnly.value && notice.seen);
  return [...shown.value.notices.all()].filter(fits).sort((a, b) => b.seq - a.seq);
});

const lastUnseen = computed(() => {
  let last = 0;
  for (const notice of shown.value.notices.all()) if (!notice.seen) last = Math.max(last, notice.seq);
  return last;
});

export function Notices() {
  const all = chosen.value;
  const listed = all.slice(0, many.value);
  return (
    <section class="now-notices" aria-labelledby="now-notices">
      <h2 id="now-notices">{t('now-notices')}</h2>
      <Filters />
      {lastUnseen.value > 0 && may('duty_officer') && !travelled.value && (
        <Button onClick={() => void markSeen(lastUnseen.value)}>{t('now-mark-seen')}</Button>
      )}
      {all.length === 0 && <p class="hint">{t('now-no-notices')}</p>}
      <ol class="now-notice-list">
        {listed.map((notice) => <NoticeRow key={notice.seq} notice={notice} />)}
      </ol>
      {all.length > listed.length && (
        <Button onClick={() => (many.value += PAGE)}>{t('now-show-more', { n: all.length - listed.length, count: formatNumber(all.length - listed.length) })}</Button>
      )}
    </section>
  );
}

function Filters() {
  const options = [{ value: 'all' as Wanted, text: t('now-all-kinds') }, ...NOTICE_KINDS.map((kind) => ({ value: kind as Wanted, text: noticeKindWord(kind) }))];
  const again = (): void => {
    many.value = PAGE;
  };
  return (
    <div class="now-filters">
      <SelectField
        label={t('now-kind')}
        value={wantedKind.value}
        options={options}
        onChoose={(kind) => {
          wantedKind.value = kind;
          again();
        }}
      />
      <CheckField
        label={t('now-unseen-only')}
        checked={unseenOnly.value}
        onCheck={(checked) => {
          unseenOnly.value = checked;
          again();
        }}
      />
    </div>
  );
}

/** What something is called that an own operation met. */
function otherName(id: string): string {
  const stores = shown.value;
  const operation = stores.knownOperations.one(id);
  if (operation) return `${operation.manager} ${shortId(id)}`;
  return stores.plans.one(id)?.name || stores.areas.one(id)?.name || stores.knownConstraints.one(id)?.name || shortId(id);
}

function NoticeRow({ notice }: { notice: Notice }) {
  const { operation, seen } = notice;
  const plan = shown.value.plans.one(operation);
  const own = plan ? planName(plan) : operation ? shortId(operation) : '';
  return (
    <li class={seen ? 'now-notice' : 'now-notice unseen'}>
      <p class="now-notice-when">
        <time dateTime={notice.at}><bdi>{formatInstantBoth(notice.at, { seconds: true, dateless: 'today' })}</bdi></time>
        {!seen && <span class="now-notice-new">● {t('now-not-seen')}</span>}
      </p>
      <div class="now-notice-what">
        <p>{noticeText(notice, own, otherName)}</p>
        {plan && <Button kind="quiet" label={t('now-show-plan-on-map', { plan: own })} onClick={() => select('plan', plan.id, { focus: true })}>⌖</Button>}
      </div>
      {seen && <p class="hint">{t('now-seen-by', { by: actorName(seen.by), time: formatInstantBoth(seen.at, { dateless: 'today' }) })}</p>}
    </li>
  );
}
