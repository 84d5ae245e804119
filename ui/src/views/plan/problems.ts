// What is wrong with the draft, for the field that it concerns: what this page found before sending, and what the node found after.
import { t } from '../../i18n/index.ts';
import { formatNumber } from '../../format/numbers.ts';
import { outcome } from './deeds.ts';
import type { PartField, PlanField, Problem } from './limits.ts';
import { draftProblems, refusal, type Refusal } from './verdict.ts';

export function problemText({ key, figures }: Problem): string {
  const args: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(figures ?? {})) {
    args[name] = formatNumber(value);
    args[`${name}-n`] = value;
  }
  return t(key, args);
}

const refusals = (): Refusal[] => {
  const last = outcome.value;
  return [refusal.value, last?.kind === 'failed' ? last.refusal : undefined].filter((each) => each !== undefined);
};

/** What to say beside a field. */
export function errorAt(field: PartField | PlanField, part?: number): string | undefined {
  const own = draftProblems.value.find((problem) => problem.field === field && problem.part === part);
  if (own) return problemText(own);
  return refusals().find(({ at }) => at !== undefined && at.field === field && at.part === part)?.text;
}
