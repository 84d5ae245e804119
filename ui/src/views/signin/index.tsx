// Signing in: at the start, and laid over the page when the session ended, so that nothing typed is lost.
import { useEffect, useRef, useState } from 'preact/hooks';
import { ApiError, post } from '../../api/client.ts';
import type { Session, SignIn as Credentials, SignInRefused } from '../../api/types.ts';
import { formatDuration } from '../../format/times.ts';
import { t } from '../../i18n/index.ts';
import { Button } from '../../parts/button.tsx';
import { confirmDeed, Dialog, Questions } from '../../parts/dialog.tsx';
import { failureText } from '../../parts/failure.ts';
import { TextField } from '../../parts/field.tsx';
import { LanguageChoice, ThemeChoice } from '../../shell/display.tsx';
import { exactNowMs, nowMs } from '../../state/clock.ts';
import { signedIn, startAfresh } from '../../state/session.ts';
import { pageSettings } from '../../state/settings.ts';
import './signin.css';

/** The longest name and password that the node takes. */
const MAX_NAME = 64;
const MAX_PASSWORD = 256;

/** `again` is the person whose session ended or is about to; `onClose` if it need not be done now. */
export function SignIn({ again, onClose }: { again?: Session; onClose?: () => void }) {
  if (!again) return <Welcome />;
  return (
    <Dialog title={t(onClose ? 'sign-in-again' : 'signin-again-title')} class="signin-again" {...(onClose ? { onClose } : {})}>
      <p>{t(onClose ? 'signin-renew-text' : 'signin-again-text')}</p>
      <SignInForm fixed={again} done={onClose} />
      <p class="signin-other">
        <Button kind="quiet" onClick={() => void other()}>{t('signin-other')}</Button>
        {onClose && <Button onClick={onClose}>{t('cancel')}</Button>}
      </p>
    </Dialog>
  );
}

/** Somebody else sits down: nothing of the one before stays. */
async function other(): Promise<void> {
  const yes = await confirmDeed({ title: t('signin-other'), text: t('signin-other-text'), deed: t('signin-other-deed') });
  if (yes) startAfresh();
}

function Welcome() {
  const settings = pageSettings.value;
  return (
    <main class="signin">
      <div class="signin-card">
        <img src="/icon.svg" alt="" width="56" height="56" />
        <h1>{t('signin-title')}</h1>
        <p class="signin-party">{settings ? <bdi>{settings.party}</bdi> : t('signin-no-node')}</p>
        <SignInForm />
        <div class="signin-display">
          <LanguageChoice />
          <ThemeChoice />
        </div>
        {settings && <p class="hint"><bdi>Tansiq {settings.version}</bdi></p>}
      </div>
      <Questions />
    </main>
  );
}

interface Refusal {
  text: string;
  /** Nothing was wrong: something more is asked for. */
  mild?: boolean;
  /** Until when no further attempt is taken, by the node's clock. */
  untilMs?: number;
}

function SignInForm({ fixed, done }: { fixed?: Session; done?: (() => void) | undefined }) {
  const [name, setName] = useState(fixed?.name ?? '');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [needsCode, setNeedsCode] = useState(fixed?.totp ?? false);
  const [refused, setRefused] = useState<Refusal>();
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  // The field that is to be filled next has the focus: at the start, when a code is asked for, and after a refusal.
  const focus = (field: string): void => form.current?.querySelector<HTMLInputElement>(`input[name="${field}"]`)?.focus();
  useEffect(() => focus(fixed ? 'password' : 'name'), []);
  useEffect(() => {
    if (needsCode && password !== '') focus('code');
  }, [needsCode]);

  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (busy || !form.current) return;
    // What the browser filled in may not have been told to the fields: the form knows.
    const filled = new FormData(form.current);
    const [who, secret] = [String(filled.get('name') ?? '').trim(), String(filled.get('password') ?? '')];
    if (who === '' || secret === '') return focus(who === '' ? 'name' : 'password');
    setBusy(true);
    setRefused(undefined);
    try {
      const body: Credentials = { name: who, password: secret, ...(code.trim() ? { code: code.trim() } : {}) };
      const session = await post<Session>('session', body, { signingIn: true });
      setPassword('');
      setCode('');
      signedIn(session);
      done?.();
    } catch (error) {
      const { needs, ...refusal } = explain(error, needsCode && code.trim() !== '');
      setRefused(refusal);
      if (needs) {
        setCode('');
        setNeedsCode(true);
      } else if (error instanceof ApiError && error.status === 401) setPassword('');
      focus(needs ? 'code' : 'password');
    } finally {
      setBusy(false);
    }
  };

  const waitMs = refused?.untilMs === undefined ? 0 : refused.untilMs - nowMs.value;
  return (
    <form ref={form} onSubmit={(event) => void submit(event)} noValidate>
      {fixed ? (
        <>
          <p class="signin-who"><bdi>{fixed.full_name || fixed.name}</bdi> <span class="hint"><bdi>{fixed.name}</bdi></span></p>
          <input type="text" name="name" class="visually-hidden" value={fixed.name} autocomplete="username" readOnly tabIndex={-1} aria-hidden="true" />
        </>
      ) : (
        <TextField label={t('signin-name')} name="name" autocomplete="username" value={name} onText={setName} maxLength={MAX_NAME} required />
      )}
      <TextField
        label={t('signin-password')}
        name="password"
        type="password"
        dir="ltr"
        autocomplete="current-password"
        value={password}
        onText={setPassword}
        maxLength={MAX_PASSWORD}
        required
      />
      {needsCode && (
        <TextField
          label={t('signin-code')}
          hint={t('signin-code-hint')}
          name="code"
          dir="ltr"
          inputMode="numeric"
          autocomplete="one-time-code"
          value={code}
          onText={(text) => setCode(latinDigits(text))}
          maxLength={8}
        />
      )}
      {refused && (
        <p class={refused.mild ? 'signin-refused mild' : 'error signin-refused'} role="alert">
          {waitMs > 0 ? t('signin-throttled', { duration: formatDuration(waitMs) }) : refused.text}
        </p>
      )}
      <div class="buttons">
        <Button kind="primary" type="submit" busy={busy} disabled={waitMs > 0}>
          {busy ? t('signin-busy') : t('signin-deed')}
        </Button>
      </div>
    </form>
  );
}

/** Codes are typed with the digits of the board at hand. */
const latinDigits = (text: string): string => text.replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660));

function explain(error: unknown, gaveCode: boolean): Refusal & { needs: boolean } {
  if (!(error instanceof ApiError)) return { text: failureText(error), needs: false };
  if (error.status === 429) {
    const untilMs = exactNowMs() + (error.retryAfterS ?? 5) * 1_000;
    return { text: t('signin-try-now'), untilMs, needs: false };
  }
  if (error.status !== 401) return { text: failureText(error), needs: false };
  const needs = (error.body as Partial<SignInRefused> | undefined)?.needs_code === true;
  return { text: t(needs ? (gaveCode ? 'signin-code-wrong' : 'signin-code-needed') : 'signin-wrong'), mild: needs && !gaveCode, needs };
}
