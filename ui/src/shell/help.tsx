// All keys at a glance.
import { t } from '../i18n/index.ts';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { may } from '../state/session.ts';
import { KEYS, keysShown, viewKeys } from './keys.ts';

export function Help() {
  if (!keysShown.value) return null;
  const close = (): void => {
    keysShown.value = false;
  };
  const views = Object.entries(KEYS).filter(([, view]) => view !== 'people' || may('administrator'));
  return (
    <Dialog title={t('keys-title')} onClose={close} class="help">
      <table class="help-keys">
        <thead>
          <tr>
            <th scope="col">{t('keys-key')}</th>
            <th scope="col">{t('keys-what')}</th>
          </tr>
        </thead>
        <tbody>
          <Row keys={['?']} text={t('keys-show')} />
          {views.map(([letter, view]) => (
            <Row key={letter} keys={['G', letter.toUpperCase()]} text={t('keys-go', { view: t(`view-${view}`) })} />
          ))}
          {viewKeys.value.map((shortcut) => (
            <Row key={shortcut.keys.join(' ')} keys={shortcut.keys} text={shortcut.text()} />
          ))}
          <Row keys={['↑', '↓']} text={t('keys-step')} />
          <Row keys={['Esc']} text={t('keys-escape')} />
        </tbody>
      </table>
      <p class="hint">{t('keys-not-while-typing')}</p>
      <div class="buttons">
        <Button onClick={close}>{t('close')}</Button>
      </div>
    </Dialog>
  );
}

function Row({ keys, text }: { keys: readonly string[]; text: string }) {
  return (
    <tr>
      <td>
        {keys.map((key, index) => (
          <>
            {index > 0 && <span class="visually-hidden"> {t('keys-then')} </span>}
            <kbd>{key}</kbd>
          </>
        ))}
      </td>
      <td>{text}</td>
    </tr>
  );
}
