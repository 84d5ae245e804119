// What a person changes about themselves: the password, the second factor, and leaving.
import { useState } from 'preact/hooks';
import { post, put, remove } from '../../api/client.ts';
import type { PasswordChange, Session, TotpOffer } from '../../api/types.ts';
import { formatInstant } from '../../format/times.ts';
import { t } from '../../i18n/index.ts';
import { Button } from '../../parts/button.tsx';
import { confirmDeed } from '../../parts/dialog.tsx';
import { failureText, failureTextOf } from '../../parts/failure.ts';
import { TextField } from '../../parts/field.tsx';
import { say, sayFailure } from '../../parts/toasts.tsx';
import { refreshSession, session, signedIn, signOut } from '../../state/session.ts';
import { passwordProblem } from './password.ts';
import { QrCode } from './qr.tsx';

export function Account() {
  const sitting = session.value;
  if (!sitting) return null;
  return (
    <>
      <dl class="settings-example">
        <div><dt>{t('settings-name')}</dt><dd><bdi>{sitting.full_name || sitting.name}</bdi> <bdi class="hint">{sitting.name}</bdi></dd></div>
        <div><dt>{t('settings-role')}</dt><dd>{t(`role-${sitting.role.replace('_', '-')}`)}</dd></div>
        <div><dt>{t('settings-session-ends')}</dt><dd>{formatInstant(sitting.expires_at)}</dd></div>
      </dl>
      <Leaving />
      <Password name={sitting.name} />
      {sitting.totp ? <EndTotp /> : <SetTotp />}
    </>
  );
}

/** A form with one call: whether it is under way, and what was refused. `forbidden` is the key of what a 403 means here. */
function useCall(forbidden: string): { busy: boolean; failure: string | undefined; run: (deed: () => Promise<void>) => Promise<void> } {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  return {
    busy,
    failure,
    run: async (deed) => {
      setBusy(true);
      setFailure(undefined);
      try {
        await deed();
      } catch (error) {
        setFailure(failureTextOf(error, { 403: forbidden }));
      } finally {
        setBusy(false);
      }
    },
  };
}

function Leaving() {
  const [busy, setBusy] = useState(false);
  const leave = async (everywhere: boolean): Promise<void> => {
    const what = everywhere ? 'settings-sign-out-everywhere' : 'settings-sign-out';
    if (!(await confirmDeed({ title: t(what), text: t(`${what}-text`), deed: t(what), danger: everywhere }))) return;
    setBusy(true);
    await signOut(everywhere).catch((error: unknown) => sayFailure(failureText(error)));
    setBusy(false);
  };
  return (
    <div class="buttons settings-leaving">
      <Button busy={busy} onClick={() => void leave(false)}>{t('settings-sign-out')}</Button>
      <Button busy={busy} kind="danger" onClick={() => void leave(true)}>{t('settings-sign-out-everywhere')}</Button>
    </div>
  );
}

function Password({ name }: { name: string }) {
  const [current, setCurrent] = useState('');
  const [wanted, setWanted] = useState('');
  const [again, setAgain] = useState('');
  const [tried, setTried] = useState(false);
  const { busy, failure, run } = useCall('settings-password-wrong');
  const problem = passwordProblem(name, wanted);
  const differs = wanted !== again;
  const submit = (event: Event): void => {
    event.preventDefault();
    setTried(true);
    if (problem || differs || current === '') return;
    void run(async () => {
      const body: PasswordChange = { current, password: wanted };
      signedIn(await put<Session>('session/password', body));
      for (const clear of [setCurrent, setWanted, setAgain]) clear('');
      setTried(false);
      say(t('settings-password-done'));
    });
  };
  return (
    <form class="settings-form" onSubmit={submit} noValidate>
      <h3>{t('settings-password')}</h3>
      <input type="text" class="visually-hidden" name="username" value={name} autocomplete="username" readOnly tabIndex={-1} aria-hidden="true" />
      <TextField
        label={t('settings-password-current')}
        type="password"
        dir="ltr"
        autocomplete="current-password"
        error={tried && current === '' ? t('settings-password-current-missing') : undefined}
        value={current}
        onText={setCurrent}
      />
      <TextField
        label={t('settings-password-new')}
        hint={t('settings-password-hint')}
        type="password"
        dir="ltr"
        autocomplete="new-password"
        error={tried && problem ? t(problem) : undefined}
        value={wanted}
        onText={setWanted}
      />
      <TextField
        label={t('settings-password-again')}
        type="password"
        dir="ltr"
        autocomplete="new-password"
        error={tried && !problem && differs ? t('settings-password-differs') : undefined}
        value={again}
        onText={setAgain}
      />
      {failure && <p class="error" role="alert" dir="auto">{failure}</p>}
      <Button kind="primary" type="submit" busy={busy}>{t('settings-password-deed')}</Button>
    </form>
  );
}

function SetTotp() {
  const [password, setPassword] = useState('');
  const [offer, setOffer] = useState<TotpOffer>();
  const { busy, failure, run } = useCall('settings-password-wrong');
  if (offer) return <ConfirmTotp offer={offer} onCancel={() => setOffer(undefined)} />;
  const submit = (event: Event): void => {
    event.preventDefault();
    void run(async () => {
      setOffer(await post<TotpOffer>('session/totp', { password }));
      setPassword('');
    });
  };
  return (
    <form class="settings-form" onSubmit={submit} noValidate>
      <h3>{t('settings-totp')}</h3>
      <p>{t('settings-totp-text')}</p>
      <TextField label={t('settings-totp-password')} type="password" dir="ltr" autocomplete="current-password" value={password} onText={setPassword} />
      {failure && <p class="error" role="alert" dir="auto">{failure}</p>}
      <Button type="submit" busy={busy} disabled={password === ''}>{t('settings-totp-set')}</Button>
    </form>
  );
}

function ConfirmTotp({ offer, onCancel }: { offer: TotpOffer; onCancel: () => void }) {
  const [code, setCode] = useState('');
  const { busy, failure, run } = useCall('signin-code-wrong');
  const submit = (event: Event): void => {
    event.preventDefault();
    void run(async () => {
      await put('session/totp', { code: code.trim() });
      say(t('settings-totp-done'));
      const sitting = session.peek();
      if (sitting) signedIn({ ...sitting, totp: true });
      void refreshSession();
    });
  };
  return (
    <form class="settings-form" onSubmit={submit} noValidate>
      <h3>{t('settings-totp')}</h3>
      <p>{t('settings-totp-scan')}</p>
      <QrCode text={offer.uri} label={t('settings-totp-picture')} />
      <dl class="settings-example">
        <div><dt>{t('settings-totp-secret')}</dt><dd><code class="coord">{offer.secret.replace(/(.{4})(?=.)/g, '$1 ')}</code></dd></div>
        <div><dt>{t('settings-totp-uri')}</dt><dd><a class="coord" href={offer.uri}>{offer.uri}</a></dd></div>
      </dl>
      <TextField
        label={t('settings-totp-code')}
        hint={t('settings-totp-code-hint')}
        dir="ltr"
        inputMode="numeric"
        autocomplete="one-time-code"
        maxLength={8}
        value={code}
        onText={setCode}
      />
      {failure && <p class="error" role="alert" dir="auto">{failure}</p>}
      <div class="buttons">
        <Button onClick={onCancel}>{t('cancel')}</Button>
        <Button kind="primary" type="submit" busy={busy} disabled={code.trim() === ''}>{t('settings-totp-confirm')}</Button>
      </div>
    </form>
  );
}

function EndTotp() {
  const [password, setPassword] = useState('');
  const { busy, failure, run } = useCall('settings-password-wrong');
  const submit = (event: Event): void => {
    event.preventDefault();
    void run(async () => {
      await remove('session/totp', { password });
      setPassword('');
      say(t('settings-totp-ended'));
      const sitting = session.peek();
      if (sitting) signedIn({ ...sitting, totp: false });
    });
  };
  return (
    <form class="settings-form" onSubmit={submit} noValidate>
      <h3>{t('settings-totp')}</h3>
      <p>{t('settings-totp-on')}</p>
      <TextField label={t('settings-totp-password')} type="password" dir="ltr" autocomplete="current-password" value={password} onText={setPassword} />
      {failure && <p class="error" role="alert" dir="auto">{failure}</p>}
      <Button kind="danger" type="submit" busy={busy} disabled={password === ''}>{t('settings-totp-end')}</Button>
    </form>
  );
}
