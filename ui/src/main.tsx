// Starts the page: settings and language first, so that nothing is shown in the wrong one, then the shell. Who sits here is asked meanwhile.
import './trusted.ts';
import { render } from 'preact';
import { App } from './app.tsx';
import { startLanguage } from './i18n/index.ts';
import { startSession } from './state/session.ts';
import { startSettings } from './state/settings.ts';
import './styles/tokens.css';
import './styles/base.css';
import './styles/shell.css';

async function start(): Promise<void> {
  const asked = startSession();
  await startSettings();
  await startLanguage();
  const root = document.getElementById('app');
  if (root) render(<App />, root);
  await asked;
}

void start();
