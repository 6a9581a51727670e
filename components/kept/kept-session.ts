import { momentCount, type Timeline } from '../../src/notes/timeline';
import { button } from '../terminal/button';
import type { Session } from '../terminal/engine-client';
import { kept, KEPT_EVENT } from './kept';
import { counted, dayOf } from './kept-date';
import { showKeptNote } from './kept-note';
import keptStyle from './kept.css?url';
import { loadStyle } from '../load-style';

await loadStyle(keptStyle);

/** What an example gives to have its sessions kept. */
export interface KeptHost {
  /** The name that its sessions are kept under now: where it can begin in several ways, each has its own. */
  name(): string;
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
  readonly name: string;
  readonly stop: () => void;
  /** Writes what is not written yet. */
  readonly flush: () => void;
}

const keepings = new Map<KeptHost, Keeping>();
const offers = new Map<KeptHost, HTMLElement>();

/** Offers to go on with what was done on an earlier visit. */
export function offerKept(host: KeptHost): void {
  withdrawOffer(host);
  const name = host.name();
  const session = kept.session(name);
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
      kept.forgetSession(name);
      host.say('Forgotten.');
      host.focus();
    }),
  );
  host.tools.before(line);
  offers.set(host, line);
}

/** Keeps a session from now on, after each thing done. */
export function keepSession(host: KeptHost, session: Session): void {
  endKeeping(host);
  withdrawOffer(host);
  const name = host.name();
  showKeptNote();
  const fromStart = session.start.shownSteps.length === 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const write = (): void => {
    timer = undefined;
    const problem = kept.keepSession(name, fromStart, session.timeline);
    if (problem !== undefined) host.say(problem);
  };
  const changed = (timeline: Timeline): void => {
    clearTimeout(timer);
    if (momentCount(timeline) > 0) timer = setTimeout(write, DEBOUNCE_MS);
  };
  const unlisten = session.listen({ timeline: changed });
  // It may have gone on while this code was loaded.
  if (session.timeline !== session.start.timeline) changed(session.timeline);
  keepings.set(host, {
    name,
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

/** Its session has ended: what is kept of it stays, or was reset and is forgotten. */
export function endSession(host: KeptHost, then: 'keep' | 'forget'): void {
  const keeping = keepings.get(host);
  if (then === 'keep') keeping?.flush();
  endKeeping(host);
  if (then === 'forget') kept.forgetSession(keeping?.name ?? host.name());
}

function endKeeping(host: KeptHost): void {
  keepings.get(host)?.stop();
  keepings.delete(host);
}

function withdrawOffer(host: KeptHost): void {
  offers.get(host)?.remove();
  offers.delete(host);
}

addEventListener('pagehide', () => {
  for (const { flush } of keepings.values()) flush();
});

document.addEventListener(KEPT_EVENT, () => {
  for (const host of offers.keys()) if (kept.session(host.name()) === undefined) withdrawOffer(host);
});
