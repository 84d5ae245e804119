// What to tell a person when a call failed. The node's own words name the field and the range; they stay as they are.
import { ApiError } from '../api/client.ts';
import { formatDuration } from '../format/times.ts';
import { t } from '../i18n/index.ts';

export function failureText(error: unknown): string {
  if (!(error instanceof ApiError)) return t('failure-unexpected', { detail: String(error) });
  switch (error.status) {
    case 0:
      return t('failure-unreachable');
    case 401:
      return t('failure-signed-out');
    case 403:
      return t('failure-forbidden', { detail: error.message });
    case 412:
      return t('failure-changed');
    case 429:
      return error.retryAfterS === undefined
        ? t('failure-busy', { detail: error.message })
        : t('failure-wait', { duration: formatDuration(error.retryAfterS * 1_000) });
    case 503:
      return t('failure-busy', { detail: error.message });
    default:
      return t('failure-refused', { detail: error.message });
  }
}

const FOREIGN = /^(X-CSRF-Token|Origin|Sec-Fetch-Site):/;

/** The same, but with words of the page's own for statuses whose meaning the caller knows. */
export function failureTextOf(error: unknown, known: Readonly<Record<number, string>>): string {
  // What is wrong with the request itself, not with what was typed, has the name of its header.
  const key = error instanceof ApiError && !FOREIGN.test(error.message) ? known[error.status] : undefined;
  return key === undefined ? failureText(error) : t(key);
}
