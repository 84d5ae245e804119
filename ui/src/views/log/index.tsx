// The view "log": what happened, newest first, in sentences; what to show of it, the same as a file, and the slider over the ledger.
// It follows what is recorded while somebody is at the top, and tells how much waits otherwise.
import { effect } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { t } from '../../i18n/index.ts';
import { Button } from '../../parts/button.tsx';
import { failureText } from '../../parts/failure.ts';
import { Progress } from '../../parts/progress.tsx';
import { connection, travelled } from '../../state/picture.ts';
import { go, route } from '../../state/route.ts';
import { Entry } from './entry.tsx';
import { begin, catchUp, feed, MAX_ENTRIES, older, showNew, stop } from './feed.ts';
import { FilterBar } from './filterbar.tsx';
import { addressOf, filtersOf, questionOf } from './filters.ts';
import { ways } from './names.ts';
import { Timeline } from './timeline.tsx';
import { travelTo } from './travel.ts';
import './log.css';

/** Scrolled by less than this somebody is still at the top, pixels. */
const AT_TOP_PX = 80;

const panel = (): HTMLElement | null => document.getElementById('panel');
const isAtTop = (): boolean => (panel()?.scrollTop ?? 0) < AT_TOP_PX;

export default function LogView() {
  const filters = filtersOf(route.value.query);
  const question = questionOf(filters);
  useEffect(() => {
    void begin(filters);
    return stop;
  }, [question]);
  useEffect(follow, []);
  useEffect(deepLink, []);
  return (
    <div class="log">
      <h1>{t('view-log')}</h1>
      <Timeline />
      <FilterBar filters={filters} />
      <Waiting />
      <Entries onOnly={(entity) => go(addressOf({ ...filters, entity }, route.peek().query.get('at') ?? undefined))} />
    </div>
  );
}

/** Asks for what is new whenever the picture says that more was recorded. */
function follow(): () => void {
  return effect(() => {
    if (connection.value.index > feed.peek().head) void catchUp(isAtTop());
  });
}

/** Goes to the moment that the address names, and names in the address the moment that is shown. */
function deepLink(): () => void {
  const wanted = route.peek().query.get('at');
  if (wanted !== null && Number.isFinite(Date.parse(wanted))) travelTo({ at: wanted }, { atOnce: true });
  let first = true;
  return effect(() => {
    const at = travelled.value?.asOf;
    if (first && at === undefined) {
      first = false;
      return;
    }
    first = false;
    if (route.peek().view === 'log') go(addressOf(filtersOf(route.peek().query), at), { replace: true });
  });
}

function Waiting() {
  const count = feed.value.waiting.length;
  return (
    <div class="log-waiting" role="status">
      {count > 0 && (
        <Button
          kind="primary"
          onClick={() => {
            showNew();
            panel()?.scrollTo({ top: 0 });
          }}
        >
          {t('log-new', { count, number: ways.number(count) })}
        </Button>
      )}
    </div>
  );
}

function Entries({ onOnly }: { onOnly: (entity: string) => void }) {
  const { entries, nextBefore, state, error } = feed.value;
  // Entries are counted from 0; a picture says how many records it is made of.
  const shownIndex = travelled.value?.index;
  return (
    <section aria-label={t('log-entries')} aria-busy={state === 'loading' || undefined}>
      <ol class="log-entries">
        {entries.map((entry) => (
          <Entry
            key={entry.index}
            entry={entry}
            here={entry.index + 1 === shownIndex}
            onTravel={(index) => travelTo({ index: index + 1 }, { atOnce: true })}
            onOnly={onOnly}
          />
        ))}
      </ol>
      {state === 'loading' && <Progress label={t('loading')} />}
      {state === 'failed' && <p class="error" role="alert" dir="auto">{failureText(error)}</p>}
      {state === 'ready' && entries.length === 0 && <p>{t(nextBefore === undefined ? 'log-empty' : 'log-not-yet')}</p>}
      {state === 'ready' && nextBefore !== undefined && <Button onClick={() => void older()}>{t(entries.length > 0 ? 'log-older' : 'log-further')}</Button>}
      {state === 'failed' && <Button onClick={() => void (entries.length > 0 ? older() : begin(filtersOf(route.peek().query)))}>{t('try-again')}</Button>}
      {entries.length >= MAX_ENTRIES && <p class="hint">{t('log-full', { number: ways.number(MAX_ENTRIES) })}</p>}
    </section>
  );
}
