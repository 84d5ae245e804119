// Keeps the failure of one part of the page from taking the rest with it: the part says that it failed and can be tried again.
import { Component, type ComponentChildren } from 'preact';
import { t } from '../i18n/index.ts';
import { Button } from './button.tsx';

export class Guard extends Component<{ children: ComponentChildren }, { failure?: string }> {
  static override getDerivedStateFromError(error: unknown): { failure: string } {
    return { failure: String(error) };
  }

  override componentDidCatch(error: unknown): void {
    // For whoever looks into it; the page itself goes on.
    console.error(error);
  }

  override render() {
    const { failure } = this.state;
    if (failure === undefined) return this.props.children;
    return (
      <div class="notice-box" role="alert">
        <p>{t('view-failed')}</p>
        <p class="hint" dir="auto">{t('view-failed-detail', { detail: failure })}</p>
        <Button onClick={() => this.setState({ failure: undefined } as unknown as { failure?: string })}>{t('try-again')}</Button>
      </div>
    );
  }
}
