// One entry of the log: when, who, and a sentence for each thing that happened.
import { formatInstant, zone } from '../../format/times.ts';
import { t } from '../../i18n/index.ts';
import { Button } from '../../parts/button.tsx';
import { Tag } from '../../parts/tag.tsx';
import { select } from '../../state/selection.ts';
import type { LogEntry } from '../../api/types.ts';
import { groupOf } from './kinds.ts';
import { nameOf, thingKind, ways } from './names.ts';
import { parseActor, say } from './sentences.ts';

/** Events of one entry that are shown at first. */
const MAX_EVENTS = 12;

interface Props {
  entry: LogEntry;
  /** Whether the picture that is shown is that of this entry. */
  here: boolean;
  onTravel: (index: number) => void;
  onOnly: (entity: string) => void;
}

export function Entry({ entry, here, onTravel, onOnly }: Props) {
  const more = entry.events.length - MAX_EVENTS;
  return (
    <li class={here ? 'log-entry here' : 'log-entry'} aria-current={here ? 'true' : undefined}>
      <p class="log-head">
        <When at={entry.at} />
        <Who actor={entry.actor} />
        <span class="log-index">{t('log-index', { index: ways.number(entry.index) })}</span>
      </p>
      <ul class="log-events">
        {entry.events.slice(0, MAX_EVENTS).map((event, place) => (
          <EventLine key={place} event={event} onOnly={onOnly} />
        ))}
      </ul>
      {more > 0 && <p class="hint">{t('log-more-events', { count: more, number: ways.number(more) })}</p>}
      <Button kind="quiet" class="log-travel" onClick={() => onTravel(entry.index)}>{t('log-travel-here')}</Button>
    </li>
  );
}

function When({ at }: { at: string }) {
  return (
    <time dateTime={at}>
      <span>{formatInstant(at, { seconds: true })}</span>
      {zone() !== 'UTC' && <span class="log-utc">{formatInstant(at, { seconds: true, utc: true, dateless: true })}</span>}
    </time>
  );
}

function Who({ actor }: { actor: string }) {
  const { kind, name } = parseActor(actor);
  const mark = { person: '●', desk: '⚙', party: '▲' }[kind];
  return (
    <Tag tone={kind === 'person' ? 'own' : kind === 'party' ? 'peer' : 'neutral'} mark={mark}>
      <span class="visually-hidden">{t(`log-actor-${kind}`)}</span> {kind === 'desk' ? t('log-by-desk') : <bdi>{name}</bdi>}
    </Tag>
  );
}

function EventLine({ event, onOnly }: { event: LogEntry['events'][number]; onOnly: (entity: string) => void }) {
  const { sentence, details, about } = say(event, ways);
  const kind = about === undefined ? undefined : thingKind(about);
  return (
    <li class={`log-event ${groupOf(event.notice ? 'noticed' : event.kind) ?? 'upkeep'}`}>
      <span dir="auto">{sentence}</span>
      {details.map((detail) => <span key={detail} class="log-detail" dir="auto">{detail}</span>)}
      {about !== undefined && (
        <span class="log-about">
          {kind && (
            <Button kind="quiet" onClick={() => select(kind, about, { focus: true })} label={t('log-show-named', { name: nameOf(about) })}>
              {t('log-show')}
            </Button>
          )}
          <Button kind="quiet" onClick={() => onOnly(about)} label={t('log-only-named', { name: nameOf(about) })}>{t('log-only')}</Button>
        </span>
      )}
    </li>
  );
}
