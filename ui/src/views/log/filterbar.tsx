// What to show of the log: a thing, who did it, what kind, from when to when; and the same as a file.
import { url } from '../../api/client.ts';
import { t } from '../../i18n/index.ts';
import { Button } from '../../parts/button.tsx';
import { SelectField, TextField } from '../../parts/field.tsx';
import { TimeInput } from '../../parts/time-input.tsx';
import { addressOf, isFiltered, questionOf, type Filters } from './filters.ts';
import { GROUPS, type Group } from './kinds.ts';
import { nameOf, offeredThings } from './names.ts';
import { feed } from './feed.ts';
import { go, route } from '../../state/route.ts';

export function FilterBar({ filters }: { filters: Filters }) {
  const choose = (change: Partial<Record<keyof Filters, string | undefined>>): void => {
    const next = { ...filters, ...change } as Filters;
    go(addressOf(next, route.peek().query.get('at') ?? undefined), { replace: true });
  };
  const kinds = [{ value: '' as const, text: t('log-kind-all') }, ...GROUPS.map((group) => ({ value: group, text: t(`log-group-${group}`) }))];
  return (
    <details class="log-filters" open={isFiltered(filters)}>
      <summary>{t('log-filter')}{isFiltered(filters) && <span class="log-filtered"> · {t('log-filtered')}</span>}</summary>
      <EntityField value={filters.entity} onChoose={(entity) => choose({ entity })} />
      <ActorField value={filters.actor} onChoose={(actor) => choose({ actor })} />
      <SelectField<Group | ''>
        label={t('log-kind')}
        value={filters.group ?? ''}
        options={kinds}
        onChoose={(group) => choose({ group: group || undefined, kind: undefined })}
      />
      <TimeInput label={t('log-from')} value={filters.from} onInstant={(from) => choose({ from })} />
      <TimeInput label={t('log-to')} value={filters.to} onInstant={(to) => choose({ to })} />
      <div class="buttons">
        <Button onClick={() => go('/log', { replace: true })} disabled={!isFiltered(filters)}>{t('log-filter-none')}</Button>
        {(['csv', 'ndjson'] as const).map((format) => (
          <a key={format} class="button log-export" href={`${url('log/export')}?${questionOf(filters, { format })}`} download={`log.${format}`}>
            {t(`log-export-${format}`)}
          </a>
        ))}
      </div>
    </details>
  );
}

/** A thing by its name, out of those that are offered, or by its id. */
function EntityField({ value, onChoose }: { value: string | undefined; onChoose: (id: string | undefined) => void }) {
  const offered = offeredThings();
  const shown = value === undefined ? '' : (offered.find(({ id }) => id === value)?.text ?? value);
  const take = (text: string): void => {
    const found = offered.find((thing) => thing.text === text)?.id ?? text.trim();
    if (found === '') onChoose(undefined);
    else if (/^([0-9a-f-]{36}|\d+)$/i.test(found) || offered.some(({ id }) => id === found)) onChoose(found);
  };
  return (
    <>
      <TextField key={value ?? ''} label={t('log-entity')} hint={value ? nameOf(value) : t('log-entity-hint')} value={shown} list="log-things" onText={take} autocomplete="off" />
      <datalist id="log-things">
        {offered.map(({ id, text }) => <option key={id} value={text} />)}
      </datalist>
    </>
  );
}

function ActorField({ value, onChoose }: { value: string | undefined; onChoose: (actor: string | undefined) => void }) {
  const actors = [...new Set(feed.value.entries.map((entry) => entry.actor))];
  return (
    <>
      <TextField
        label={t('log-actor')}
        hint={t('log-actor-hint')}
        value={value ?? ''}
        list="log-actors"
        dir="ltr"
        autocomplete="off"
        onBlur={(event) => onChoose((event.currentTarget as HTMLInputElement).value.trim() || undefined)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') onChoose((event.currentTarget as HTMLInputElement).value.trim() || undefined);
        }}
      />
      <datalist id="log-actors">
        {actors.map((actor) => <option key={actor} value={actor} />)}
      </datalist>
    </>
  );
}
