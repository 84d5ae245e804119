// One entry of the log: when, who, and a sentence for each thing that happened.
import { formatInstant, zone } from '../../format/times.ts';
import { t } from '../../i18n/index.ts';
import { Button } from '../../parts/button.tsx';
import { Tag } from '../../parts/tag.tsx';
import { select } from '../../state/selection.ts';
import { pageSettings } from '../../state/settings.ts';
import type { LogEntry } from '../../api/types.ts';
import { groupOf } from './kinds.ts';
import { nameOf, thingKind, ways } from './names.ts';
import { parseActor, say, type Said } from './sentences.ts';

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
  const said = entry.events.slice(0, MAX_EVENTS).map((event) => ({ ...say(event, ways), kind: event.notice ? 'noticed' : event.kind }));
  const more = entry.events.length - MAX_EVENTS;
  return (
    <li class={here ? 'log-entry here' : 'log-entry'} aria-current={here ? 'true' : undefined}>
      <p class="log-head">
        <When at={entry.at} />
        <Who actor={entry.actor} />
        <span class="log-index">{t('log-index', { index: ways.number(entry.index) })}</span>
      </p>
      <ul class="log-events">
        {said.map((one, place) => (
          <EventLine key={place} {...one} links={said.findLast(({ about }) => about === one.about) === one} onOnly={onOnly} />
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
  if (kind === 'desk' || kind === 'console') return <Tag mark="⚙">{t(`log-by-${kind}`)}</Tag>;
  const own = kind === 'person' || name === pageSettings.value?.party;
  return (
    <Tag tone={own ? 'own' : 'peer'} mark={kind === 'person' ? '●' : own ? '◆' : '▲'}>
      <span class="visually-hidden">{t(`log-actor-${kind}`)}</span> <bdi>{name}</bdi>
    </Tag>
  );
}

interface LineProps extends Said {
  kind: string;
  /** Only the last line about a thing leads there. */
  links: boolean;
  onOnly: (entity: string) => void;
}

// A sentence runs as the page does; the names in it are isolated.
function EventLine({ kind, sentence, details, about, links, onOnly }: LineProps) {
  const thing = about === undefined ? undefined : thingKind(about);
  return (
    <li class={`log-event ${groupOf(kind) ?? 'upkeep'}`}>
      <span>{sentence}</span>
      {details.map((detail) => <span key={detail} class="log-detail" dir="auto">{detail}</span>)}
      {links && about !== undefined && (
        <span class="log-about">
          {thing && (
            <Button kind="quiet" onClick={() => select(thing, about, { focus: true })}>
              {t('log-show')} <span class="visually-hidden">{nameOf(about)}</span>
            </Button>
          )}
          <Button kind="quiet" onClick={() => onOnly(about)}>
            {t('log-only')} <span class="visually-hidden">{nameOf(about)}</span>
          </Button>
        </span>
      )}
    </li>
  );
}
