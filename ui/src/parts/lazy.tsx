// A view that is loaded when it is first opened, with progress for what takes longer than a moment and a way out when it cannot be had.
import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { t } from '../i18n/index.ts';
import { Button } from './button.tsx';
import { Progress } from './progress.tsx';

type Loader = () => Promise<{ default: ComponentType }>;

const loaded = new Map<Loader, ComponentType>();

export function Lazy({ load }: { load: Loader }) {
  const [, grow] = useState(0);
  const [failed, setFailed] = useState(false);
  const Loaded = loaded.get(load);
  useEffect(() => {
    if (loaded.has(load) || failed) return;
    let wanted = true;
    load().then(
      (module) => {
        loaded.set(load, module.default);
        if (wanted) grow((count) => count + 1);
      },
      () => wanted && setFailed(true),
    );
    return () => {
      wanted = false;
    };
  }, [load, failed]);
  if (Loaded) return <Loaded />;
  if (failed) {
    return (
      <div class="notice-box" role="alert">
        <p>{t('view-not-loaded')}</p>
        <Button onClick={() => setFailed(false)}>{t('try-again')}</Button>
      </div>
    );
  }
  return <Progress label={t('loading')} />;
}
