import './kept.css';
import { momentCount, type Timeline } from '../../src/notes/timeline';
import { button } from '../terminal/button';
import type { Session } from '../terminal/engine-client';
import { kept, KEPT_EVENT } from './kept';
import { counted, dayOf } from './kept-date';
import { showKeptNote } from './kept-note';

/** What an example gives to have its sessions kept. */
export interface KeptHost {
  readonly id: string;
  /** Before which a line about an earlier visit stands. */
  readonly tools: HTMLElement;
  say(text: string): void;
  /** A session that goes on from there. */
  resume(fromStart: boolean, timeline: Timeline): void;
  focus(): void;
}

/** A reader who types fast, or a program that is given many keys, is not written down each time. */
const DEBOUNCE_MS = 400;

interface Keeping {
  readonly session: Session;
  readonly stop: () => void;
  /** Writes what is not written yet. */
  readonly flush: () => void;
}

const keepings = new Map<string, Keeping>();
const offers = new Map<string, HTMLElement>();

/** Offers to go on with what was done on an earlier visit. */
export function offerKept(host: KeptHost): void {
  const session = kept.session(host.id);
  const problem = kept.takeProblem();
  if (problem !== undefined) host.say(problem);
  showKeptNote();
  if (session === undefined) return;
  const { savedMs, fromStart, timeline } = session;
  const line = document.createElement('p');
  line.className = 'term-kept';
  const day = dayOf(savedMs, Date.now());
  line.append(
    `You were here on ${day}: ${counted(momentCount(timeline), 'line')}. `,
    button('Continue', 'Go on where you left off', () => {
      host.resume(fromStart, timeline);
      host.focus();
    }),
    ' ',
    button('Forget', 'Delete what is kept of this example', () => {
      kept.forgetSession(host.id);
      host.say('Forgotten.');
      host.focus();
    }),
  );
  host.tools.before(line);
  offers.set(host.id, line);
}

/** Keeps a session from now on, after each thing done. */
export function keepSession(host: KeptHost, session: Session): void {
  endKeeping(host.id);
  withdrawOffer(host.id);
  showKeptNote();
  const fromStart = session.start.shownSteps.length === 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const write = (): void => {
    timer = undefined;
    const problem = kept.keepSession(host.id, fromStart, session.timeline);
    if (problem !== undefined) host.say(problem);
  };
  const changed = (timeline: Timeline): void => {
    clearTimeout(timer);
    if (momentCount(timeline) > 0) timer = setTimeout(write, DEBOUNCE_MS);
  };
  const unlisten = session.listen({ timeline: changed });
  // It may have gone on while this code was loaded.
  if (session.timeline !== session.start.timeline) changed(session.timeline);
  keepings.set(host.id, {
    session,
    stop: () => {
      clearTimeout(timer);
      unlisten();
    },
    flush: () => {
      if (timer === undefined) return;
      clearTimeout(timer);
      write();
    },
  });
}

/** The example was reset: nothing of it is kept. */
export function forgetSession(id: string): void {
  endKeeping(id);
  kept.forgetSession(id);
}

function endKeeping(id: string): void {
  keepings.get(id)?.stop();
  keepings.delete(id);
}

function withdrawOffer(id: string): void {
  offers.get(id)?.remove();
  offers.delete(id);
}

addEventListener('pagehide', () => {
  for (const { flush } of keepings.values()) flush();
});

document.addEventListener(KEPT_EVENT, () => {
  for (const id of offers.keys()) if (kept.session(id) === undefined) withdrawOffer(id);
});
