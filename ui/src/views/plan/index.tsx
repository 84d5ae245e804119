// The view "plan": the draft that is open, or the list of plans with the ways to begin; `/plan/{id}` shows one plan, `/plan/all` the list
// while a draft is open. It owns nothing that must outlive it: the draft is in `state.ts`.
import { useEffect } from 'preact/hooks';
import { route } from '../../state/route.ts';
import { may } from '../../state/session.ts';
import { PlanDetail } from './detail.tsx';
import { startDrawing } from './drawing.ts';
import { Editor } from './editor.tsx';
import { PlanList } from './list.tsx';
import { startOverlay } from './overlay.ts';
import { draft } from './state.ts';
import { followDraft } from './verdict.ts';
import './plan.css';

export default function PlanView() {
  const [rest] = route.value.rest;
  const about = draft.value;
  const editing = about !== undefined && rest === undefined && may('planner');
  useEffect(() => {
    if (!editing) return undefined;
    const stops = [followDraft(), startOverlay(), startDrawing()];
    return () => stops.reverse().forEach((stop) => stop());
  }, [editing]);
  if (editing) return <Editor about={about} />;
  return rest === undefined || rest === 'all' ? <PlanList /> : <PlanDetail id={rest} />;
}
