// Adding somebody, changing somebody, and giving somebody a new password, which is shown once and kept nowhere.
import { useState } from 'preact/hooks';
import type { Person, Role } from '../../api/types.ts';
import { t } from '../../i18n/index.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { failureTextOf } from '../../parts/failure.ts';
import { SelectField, TextField } from '../../parts/field.tsx';
import { say } from '../../parts/toasts.tsx';
import { draft, dropDraft } from '../../state/drafts.ts';
import { addPerson, changePerson, nameProblem, newPassword, resetPassword } from './list.ts';

const ROLES: readonly Role[] = ['viewer', 'planner', 'duty_officer', 'administrator'];
const DRAFT = 'people.new';
/** Bytes; characters of other scripts take more than one, which the node counts. */
const MAX_FULL_NAME = 256;
const MAX_NAME = 64;

function RoleField({ value, onChoose }: { value: Role; onChoose: (role: Role) => void }) {
  const word = (role: Role): string => role.replace('_', '-');
  return (
    <SelectField
      label={t('people-role')}
      value={value}
      options={ROLES.map((role) => ({ value: role, text: t(`role-${word(role)}`) }))}
      onChoose={onChoose}
      hint={t(`people-role-${word(value)}`)}
    />
  );
}

/** A call that is under way or was refused. `conflict` is the key of what a 409 means here. */
function useDeed(conflict: string): { busy: boolean; failure: string | undefined; run: (deed: () => Promise<unknown>) => Promise<boolean> } {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const run = async (deed: () => Promise<unknown>): Promise<boolean> => {
    setBusy(true);
    setFailure(undefined);
    try {
      await deed();
      return true;
    } catch (error) {
      setFailure(failureTextOf(error, { 409: conflict }));
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { busy, failure, run };
}

export function AddPersonDialog({ onClose }: { onClose: () => void }) {
  const typed = draft<{ name: string; full_name: string; role: Role }>(DRAFT, { name: '', full_name: '', role: 'viewer' });
  const { name, full_name, role } = typed.value;
  const [tried, setTried] = useState(false);
  const [given, setGiven] = useState<string>();
  const { busy, failure, run } = useDeed('people-name-taken');
  const problem = nameProblem(name.trim());
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    setTried(true);
    if (problem) return;
    const password = newPassword();
    if (!(await run(() => addPerson({ name: name.trim(), full_name: full_name.trim(), role, password })))) return;
    setGiven(password);
  };
  const finish = (): void => {
    dropDraft(DRAFT);
    onClose();
  };
  if (given) return <Handover name={name.trim()} password={given} onClose={finish} />;
  return (
    <Dialog title={t('people-add')} onClose={onClose} class="people-dialog">
      <form onSubmit={(event) => void submit(event)} noValidate>
        <TextField
          label={t('people-name')}
          hint={t('people-name-hint')}
          error={tried && problem ? t(problem) : undefined}
          autocomplete="off"
          value={name}
          onText={(text) => (typed.value = { ...typed.peek(), name: text })}
          maxLength={MAX_NAME}
        />
        <TextField
          label={t('people-full-name')}
          autocomplete="off"
          value={full_name}
          onText={(text) => (typed.value = { ...typed.peek(), full_name: text })}
          maxLength={MAX_FULL_NAME}
        />
        <RoleField value={role} onChoose={(chosen) => (typed.value = { ...typed.peek(), role: chosen })} />
        <p class="hint">{t('people-password-made')}</p>
        <Buttons busy={busy} failure={failure} deed={t('people-add')} onClose={onClose} />
      </form>
    </Dialog>
  );
}

export function EditPersonDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const [fullName, setFullName] = useState(person.full_name);
  const [role, setRole] = useState(person.role);
  const { busy, failure, run } = useDeed('people-last-administrator');
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const change = { ...(fullName !== person.full_name ? { full_name: fullName.trim() } : {}), ...(role !== person.role ? { role } : {}) };
    if (!(await run(() => changePerson(person.name, change)))) return;
    say(t('people-done', { name: fullName || person.name }));
    onClose();
  };
  return (
    <Dialog title={t('people-edit-title', { name: person.name })} onClose={onClose} class="people-dialog">
      <form onSubmit={(event) => void submit(event)} noValidate>
        <TextField label={t('people-full-name')} autocomplete="off" value={fullName} onText={setFullName} maxLength={MAX_FULL_NAME} />
        <RoleField value={role} onChoose={setRole} />
        <p class="hint">{t('people-role-at-once')}</p>
        <Buttons busy={busy} failure={failure} deed={t('save')} onClose={onClose} />
      </form>
    </Dialog>
  );
}

export function PasswordDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const [given, setGiven] = useState<string>();
  const { busy, failure, run } = useDeed('people-last-administrator');
  const name = person.full_name || person.name;
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const password = newPassword();
    if (await run(() => resetPassword(person.name, password))) setGiven(password);
  };
  if (given) return <Handover name={person.name} password={given} onClose={onClose} />;
  return (
    <Dialog title={t('people-password')} onClose={onClose} class="people-dialog">
      <form onSubmit={(event) => void submit(event)}>
        <p>{t('people-password-text', { name })}</p>
        <Buttons busy={busy} failure={failure} deed={t('people-password')} onClose={onClose} danger />
      </form>
    </Dialog>
  );
}

/** The password, once. It must be answered: Escape alone does not throw it away. */
function Handover({ name, password, onClose }: { name: string; password: string; onClose: () => void }) {
  const [copied, setCopied] = useState(false);
  const copy = (): void => {
    void navigator.clipboard?.writeText(password).then(() => setCopied(true), () => undefined);
  };
  return (
    <Dialog title={t('people-handover')} class="people-dialog">
      <p>{t('people-handover-text', { name })}</p>
      <output class="people-password coord">{password}</output>
      <p role="status">{copied ? t('people-copied') : ''}</p>
      <div class="buttons">
        <Button onClick={copy}>{t('people-copy')}</Button>
        <Button kind="primary" onClick={onClose}>{t('people-handed-over')}</Button>
      </div>
    </Dialog>
  );
}

function Buttons({ busy, failure, deed, onClose, danger }: { busy: boolean; failure: string | undefined; deed: string; onClose: () => void; danger?: boolean }) {
  return (
    <>
      {failure && <p class="error" role="alert" dir="auto">{failure}</p>}
      <div class="buttons">
        <Button onClick={onClose}>{t('cancel')}</Button>
        <Button kind={danger ? 'danger' : 'primary'} type="submit" busy={busy}>{deed}</Button>
      </div>
    </>
  );
}
