// The people of the desk: who may sign in, and as what. For administrators; others are told so.
import { useEffect, useState } from 'preact/hooks';
import type { Person, Role } from '../../api/types.ts';
import { formatNumber } from '../../format/numbers.ts';
import { formatInstant, formatRelative } from '../../format/times.ts';
import { t } from '../../i18n/index.ts';
import { Button } from '../../parts/button.tsx';
import { confirmDeed } from '../../parts/dialog.tsx';
import { failureText, failureTextOf } from '../../parts/failure.ts';
import { Progress } from '../../parts/progress.tsx';
import { Tag } from '../../parts/tag.tsx';
import { say, sayFailure } from '../../parts/toasts.tsx';
import { nowMs } from '../../state/clock.ts';
import { may, session } from '../../state/session.ts';
import { AddPersonDialog, EditPersonDialog, PasswordDialog } from './dialogs.tsx';
import { changePerson, endSessions, endTotp, loadPeople, people, removePerson } from './list.ts';
import './people.css';

export default function PeopleView() {
  const administrator = may('administrator');
  return (
    <>
      <h1>{t('view-people')}</h1>
      {administrator ? <People /> : <p>{t('people-not-yours')}</p>}
    </>
  );
}

type Open = { kind: 'add' } | { kind: 'edit' | 'password'; person: Person };

function People() {
  const [failure, setFailure] = useState<string>();
  const [open, setOpen] = useState<Open>();
  const load = (): void => {
    setFailure(undefined);
    loadPeople().catch((error: unknown) => setFailure(failureText(error)));
  };
  useEffect(load, []);
  const list = people.value;
  const close = (): void => setOpen(undefined);
  return (
    <>
      <p class="people-intro">{t('people-intro')}</p>
      <div class="buttons people-tools">
        <Button kind="primary" onClick={() => setOpen({ kind: 'add' })}>{t('people-add')}</Button>
      </div>
      {failure && (
        <div class="notice-box" role="alert">
          <p>{failure}</p>
          <Button onClick={load}>{t('try-again')}</Button>
        </div>
      )}
      {!list && !failure && <Progress label={t('loading')} />}
      {list && <p class="hint" role="status">{t('people-count', { n: list.length, count: formatNumber(list.length) })}</p>}
      <ul class="people-list">{list?.map((person) => <PersonCard key={person.name} person={person} onOpen={setOpen} />)}</ul>
      {open?.kind === 'add' && <AddPersonDialog onClose={close} />}
      {open?.kind === 'edit' && <EditPersonDialog person={open.person} onClose={close} />}
      {open?.kind === 'password' && <PasswordDialog person={open.person} onClose={close} />}
    </>
  );
}

const roleText = (role: Role): string => t(`role-${role.replace('_', '-')}`);

function PersonCard({ person, onOpen }: { person: Person; onOpen: (open: Open) => void }) {
  const self = session.value?.name === person.name;
  return (
    <li class={person.disabled ? 'people-card disabled' : 'people-card'} aria-label={person.full_name || person.name}>
      <div class="people-who">
        <h2><bdi>{person.full_name || person.name}</bdi></h2>
        <p><bdi class="people-name">{person.name}</bdi>{self && <> · {t('people-you')}</>}</p>
        <p class="people-tags">
          <Tag tone="own">{roleText(person.role)}</Tag>
          {person.disabled && <Tag tone="bad">{t('people-disabled')}</Tag>}
          {person.totp ? <Tag tone="good">{t('people-totp')}</Tag> : <Tag>{t('people-no-totp')}</Tag>}
        </p>
      </div>
      <dl class="people-facts">
        <div><dt>{t('people-sessions')}</dt><dd>{t('people-sessions-count', { n: person.sessions, count: formatNumber(person.sessions) })}</dd></div>
        <div>
          <dt>{t('people-last')}</dt>
          <dd>{person.last_sign_in ? <time title={formatInstant(person.last_sign_in)}>{formatRelative(person.last_sign_in, nowMs.value)}</time> : t('people-never')}</dd>
        </div>
        <div><dt>{t('people-created')}</dt><dd><time>{formatInstant(person.created)}</time></dd></div>
      </dl>
      <Deeds person={person} self={self} onOpen={onOpen} />
    </li>
  );
}

function Deeds({ person, self, onOpen }: { person: Person; self: boolean; onOpen: (open: Open) => void }) {
  const [busy, setBusy] = useState(false);
  const name = person.full_name || person.name;
  const run = async (deed: () => Promise<unknown>, done: string): Promise<void> => {
    setBusy(true);
    try {
      await deed();
      say(done);
    } catch (error) {
      sayFailure(failureTextOf(error, { 409: 'people-last-administrator' }));
    } finally {
      setBusy(false);
    }
  };
  /** Asks first: what is asked has the key `people-<what>-text` and the deed `people-<what>`. */
  const ask = async (what: 'disable' | 'end-sessions' | 'end-totp' | 'remove', deed: () => Promise<unknown>): Promise<void> => {
    const yes = await confirmDeed({ title: t(`people-${what}`), text: t(`people-${what}-text`, { name }), deed: t(`people-${what}`) });
    if (yes) await run(deed, t('people-done', { name }));
  };
  return (
    <div class="buttons people-deeds">
      <Button busy={busy} onClick={() => onOpen({ kind: 'edit', person })}>{t('people-edit')}</Button>
      {!self && <Button busy={busy} onClick={() => onOpen({ kind: 'password', person })}>{t('people-password')}</Button>}
      {!self && person.sessions > 0 && (
        <Button busy={busy} onClick={() => void ask('end-sessions', () => endSessions(person.name))}>{t('people-end-sessions')}</Button>
      )}
      {!self && person.totp && <Button busy={busy} onClick={() => void ask('end-totp', () => endTotp(person.name))}>{t('people-end-totp')}</Button>}
      {person.disabled ? (
        <Button busy={busy} onClick={() => void run(() => changePerson(person.name, { disabled: false }), t('people-done', { name }))}>{t('people-enable')}</Button>
      ) : (
        <Button busy={busy} kind="danger" onClick={() => void ask('disable', () => changePerson(person.name, { disabled: true }))}>{t('people-disable')}</Button>
      )}
      <Button busy={busy} kind="danger" onClick={() => void ask('remove', () => removePerson(person.name))}>{t('people-remove')}</Button>
    </div>
  );
}
