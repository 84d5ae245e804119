// Sounds and notifies when something urgent is new, whichever view is open. One tab of a browser sounds and one notifies, so that five open
// tabs are not five alarms. What is decided is in `decide.ts`; never is anything of a picture of the past.
import { effect, signal } from '@preact/signals';
import { exactNowMs } from '../../state/clock.ts';
import { connection, type Connection } from '../../state/picture.ts';
import { preferences } from '../../state/settings.ts';
import { announceItems, readNotificationState } from './announce.ts';
import { decideAlerts, NOTHING_KNOWN, readMemory, take, type Memory } from './decide.ts';
import type { Item } from './items.ts';
import { needs, startNeeds } from './live.ts';
import { sound, soundState, wakeWithGesture } from './sound.ts';

const KEY = 'tansiq.alerts';
const CHANNEL = 'tansiq.alerts';
/** After the picture is whole, it is worked through within this. */
const SETTLES_MS = 1_000;
const ASK = 'what is taken?';

let memory: Memory = NOTHING_KNOWN;
let channel: BroadcastChannel | undefined;

const taken = signal<readonly string[]>([]);

/** Whether somebody at this seat has said that they have it. */
export const isTaken = (id: string): boolean => taken.value.includes(id);

/** Stops the sound of an item at this seat, in all tabs; the item stays. */
export function takeItem(id: string): void {
  remember(take(memory, id));
  channel?.postMessage([id]);
}

function remember(now: Memory): void {
  const before = memory;
  memory = now;
  const sameTaken = before.taken.join() === now.taken.join();
  if (!sameTaken) taken.value = now.taken;
  const same = sameTaken && before.lastSoundMs === now.lastSoundMs && before.known.length === now.known.length;
  if (same && now.known.every(({ id }, index) => before.known[index]?.id === id)) return;
  try {
    sessionStorage.setItem(KEY, JSON.stringify(now));
  } catch {
    // Without the store the same things are announced again after a reload.
  }
}

/** Follows what needs somebody, and alerts, until it is stopped. Started once by the shell. */
export function startAlerts(): () => void {
  memory = readMemory(stored());
  taken.value = memory.taken;
  const turns = { sound: holdTurn('tansiq.alerts.sound'), notice: holdTurn('tansiq.alerts.notice') };
  turns.notice.ask();
  const stops = [
    startNeeds(),
    wakeWithGesture(),
    listenToOtherTabs(),
    turns.sound.release,
    turns.notice.release,
    // Only a tab that can sound takes the turn: a silent one must not keep the others silent.
    effect(() => {
      if (soundState.value === 'ready') turns.sound.ask();
    }),
    effect(() => {
      const { items } = needs.value;
      if (isSettled(connection.value)) alert(items, turns);
    }),
  ];
  readNotificationState();
  return () => stops.forEach((stop) => stop());
}

let liveSinceMs: number | undefined;

/** Whether all of the picture is in what needs somebody: what is not there yet must not pass for being over. */
function isSettled({ state, syncedAtMs }: Connection): boolean {
  if (state !== 'live') liveSinceMs = undefined;
  else liveSinceMs ??= performance.now();
  return syncedAtMs > 0 && (liveSinceMs === undefined || performance.now() - liveSinceMs >= SETTLES_MS);
}

function alert(items: readonly Item[], turns: { sound: Turn; notice: Turn }): void {
  const now = exactNowMs();
  const decided = decideAlerts(memory, items, now);
  remember(decided.memory);
  const { sound: sounds, notifications } = preferences.peek();
  if (decided.sound && sounds && turns.sound.held()) void sound(decided.sound);
  if (decided.announce.length > 0 && notifications && turns.notice.held()) announceItems(decided.announce, now);
}

function stored(): string | null {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return null;
  }
}

/** A tab tells the others what somebody has taken; one that is new asks for it. */
function listenToOtherTabs(): () => void {
  if (!('BroadcastChannel' in window)) return () => undefined;
  const tabs = new BroadcastChannel(CHANNEL);
  tabs.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (data === ASK) tabs.postMessage(memory.taken);
    else if (Array.isArray(data)) remember(data.filter((id) => typeof id === 'string').reduce(take, memory));
  };
  tabs.postMessage(ASK);
  channel = tabs;
  return () => {
    tabs.close();
    channel = undefined;
  };
}

interface Turn {
  ask(): void;
  held(): boolean;
  release(): void;
}

/** The turn among the tabs of this browser. Where the browser knows no locks each tab alerts: rather twice than never. */
function holdTurn(name: string): Turn {
  let asked = false;
  let mine = false;
  let done: () => void = () => undefined;
  const stopped = new AbortController();
  return {
    held: () => mine,
    ask: () => {
      if (asked) return;
      asked = true;
      if (!('locks' in navigator)) {
        mine = true;
        return;
      }
      const keep = (): Promise<void> => {
        mine = true;
        return new Promise((resolve) => (done = resolve));
      };
      navigator.locks.request(name, { signal: stopped.signal }, keep).catch(() => undefined);
    },
    release: () => {
      stopped.abort();
      mine = false;
      done();
    },
  };
}
