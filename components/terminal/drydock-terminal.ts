import type { Step } from '../../src/notes/player';
import type { ScreenChange, SessionStart, TerminalState } from '../../src/notes/protocol';
import type { Timeline } from '../../src/notes/timeline';
import { hasKept } from '../kept/has-kept';
import type { KeptHost } from '../kept/kept-session';
import { offerEditing } from '../editor/file-blocks';
import { button } from './button';
import { Session } from './engine-client';
import { LineEntry } from './line-entry';
import { originOf, readSteps } from './page-origin';
import { Panels } from './panels';
import { lineElement } from './screen-view';
import { FILE_EVENT, SESSION_EVENT, type SessionEvent } from './session-event';
import type { TimeTravel } from './time-travel';

/** Nothing was done yet. */
const EMPTY_TIMELINE: Timeline = { actions: [], at: 0 };

/**
 * A session that was opened in advance, while the reader came near: so the first line is answered at once. One for the
 * whole page; nothing was done in it.
 */
let ready: { readonly start: string; readonly session: Session } | undefined;

/**
 * An example of a note. Its transcript is in the page already; this lets the reader run it, type on after it,
 * go back and forth in time, and start over. The engine is loaded at the first use.
 */
export class DrydockTerminal extends HTMLElement {
  readonly #screen = this.querySelector('code') ?? document.createElement('code');
  readonly #built = [...this.#screen.childNodes].map((node) => node.cloneNode(true));
  readonly #steps = readSteps(this, 'steps');
  #session: Session | undefined;
  readonly #entry = new LineEntry(`${this.id}-line`, {
    line: (text) => this.session().line(text),
    keys: (keys) => this.#keys(keys),
    complete: (text, cursor) => this.session().ask('complete', { text, cursor }),
    explain: () => void this.#panels.toggle('Explain'),
    say: (text) => this.#say(text),
  });
  #scrolling = 0;
  readonly #timePlace = document.createElement('div');
  #time: Promise<TimeTravel> | undefined;
  #timeline = EMPTY_TIMELINE;
  readonly #panels = new Panels(this.id, {
    session: () => this.session(),
    typed: () => this.#entry.text || this.#lastLine,
    say: (text) => this.#say(text),
  });
  readonly #tools = document.createElement('div');
  readonly #status = document.createElement('p');
  readonly #reset = button('Reset', 'Show the example as it was', () => this.#close());
  readonly #run = button('Run', 'Run this example from its start', () => this.#play());
  readonly #keyButtons = [
    button('Ctrl-C', 'Send Ctrl-C: interrupt the program', () => this.#keys('^C')),
    button('Ctrl-D', 'Send Ctrl-D: end of input', () => this.#keys('^D')),
    button('Detach', 'Send Ctrl-P Ctrl-Q: leave the container running', () => this.#keys('^P^Q')),
  ];

  readonly #keptHost: KeptHost = {
    name: () => this.dataset['keptAs'] ?? this.id,
    tools: this.#tools,
    say: (text) => this.#say(text),
    resume: (fromStart, timeline) => this.#open(fromStart ? [] : this.#steps, timeline),
    focus: () => this.#entry.focus(),
  };

  connectedCallback(): void {
    if (this.dataset['ready'] !== undefined) return;
    this.dataset['ready'] = '';
    this.#timePlace.className = 'term-time';
    this.#timePlace.hidden = true;
    const tools = this.#tools;
    tools.className = 'term-tools';
    tools.setAttribute('role', 'group');
    tools.setAttribute('aria-label', 'Example');
    this.#status.className = 'term-status';
    this.#status.setAttribute('role', 'status');
    tools.append(
      this.#run,
      this.#timePlace,
      this.#reset,
      ...this.#keyButtons,
      ...this.#panels.buttons,
      this.#status,
    );
    this.append(this.#entry.element, tools, this.#panels.element);
    for (const near of ['pointerenter', 'focus']) this.#run.addEventListener(near, () => this.#prepare([]));
    for (const near of ['pointerenter', 'focusin'])
      this.#entry.element.addEventListener(near, () => this.#prepare(this.#steps));
    this.#show('prompt');
    if (hasKept()) this.offerKept();
    this.addEventListener(FILE_EVENT, ({ detail: { path, content, mode } }) =>
      this.#session?.file(path, content, mode),
    );
  }

  /** The example from its start: on the machine as the page has it before this block. */
  #play(): void {
    const session = this.#open([]);
    this.#screen.replaceChildren();
    session.play(this.#steps);
    // On a touch screen a keyboard would come up and cover what is played.
    if (matchMedia('(pointer: fine)').matches) this.#entry.focus();
  }

  /** The session that typed lines go to; it starts after the example, as the page shows it. */
  session(): Session {
    return this.#session ?? this.#open(this.#steps);
  }

  /** The last line that the page types in this example. */
  get #lastLine(): string {
    const step = this.#steps.findLast(({ kind }) => kind === 'line');
    return step?.kind === 'line' ? step.text : '';
  }

  get isLive(): boolean {
    return this.#session !== undefined;
  }

  /** Goes on with a session that began elsewhere. */
  begin(start: SessionStart): void {
    this.#start(start);
    this.#screen.replaceChildren();
  }

  /** Leaves its session, to begin otherwise; what is kept of it stays. */
  leave(): void {
    this.#end('keep');
  }

  /** Offers what is kept of an earlier visit. */
  offerKept(): void {
    void loadKeeper().then(({ offerKept }) => offerKept(this.#keptHost));
  }

  #open(shownSteps: readonly Step[], timeline = EMPTY_TIMELINE): Session {
    return this.#start({ origin: originOf(this), shownSteps, timeline });
  }

  /** Opens what a press would open, before it comes: when the line or the button has the focus or the pointer. */
  #prepare(shownSteps: readonly Step[]): void {
    if (this.#session !== undefined) return;
    const start: SessionStart = { origin: originOf(this), shownSteps, timeline: EMPTY_TIMELINE };
    const text = JSON.stringify(start);
    if (ready?.start === text) return;
    ready?.session.close();
    ready = { start: text, session: new Session(start) };
  }

  #start(start: SessionStart): Session {
    if (this.#session === undefined) this.#holdSize();
    this.#session?.close();
    this.#say('Loading the engine…');
    this.#showTime(start.timeline);
    const isReady = ready?.start === JSON.stringify(start);
    const session = (isReady ? ready?.session : undefined) ?? new Session(start);
    if (isReady) ready = undefined;
    session.listen({
      screen: (change) => this.#update(change),
      timeline: (now) => this.#showTime(now),
      failed: (message) => this.#say(`The engine stopped: ${message}`),
    });
    this.#session = session;
    this.#tell(session);
    this.#panels.use(session);
    // What did not begin as the page has it could not be gone on with on the next visit.
    if (this.dataset['unkept'] === undefined)
      void loadKeeper().then(({ keepSession }) => {
        if (this.#session === session) keepSession(this.#keptHost, session);
      });
    return session;
  }

  /** Keeps the screen as high as the page had it, so that nothing moves from under the reader when it begins anew. */
  #holdSize(): void {
    const pane = this.#screen.parentElement;
    pane?.style.setProperty('--built-size', `${pane.getBoundingClientRect().height}px`);
    this.toggleAttribute('data-live', true);
  }

  /** Tells the pictures of this machine. */
  #tell(session: Session | null): void {
    const event: SessionEvent = new CustomEvent(SESSION_EVENT, { detail: session, bubbles: true });
    this.dispatchEvent(event);
  }

  /** Shows the example as the page has it; what was typed is gone. */
  #close(): void {
    this.#end('forget');
    if (this.#run.hidden) this.#entry.focus();
    else this.#run.focus({ preventScroll: true });
  }

  #end(then: 'keep' | 'forget'): void {
    this.#session?.close();
    this.#session = undefined;
    void loadKeeper().then(({ endSession }) => endSession(this.#keptHost, then));
    this.#panels.close();
    this.#tell(null);
    this.#screen.replaceChildren(...this.#built.map((node) => node.cloneNode(true)));
    this.#entry.prompt = '$ ';
    this.#say('');
    this.#showTime(EMPTY_TIMELINE);
    this.#show('prompt');
  }

  #update({ from, lines, prompt, state, pending }: ScreenChange): void {
    this.#say(pending.length > 0 ? `Next: ${pending.join(' · ')}` : '');
    while (this.#screen.childElementCount > from) this.#screen.lastElementChild?.remove();
    this.#screen.append(...lines.map(lineElement));
    this.#entry.prompt = prompt;
    if (state === 'over') this.#say('The shell has ended. Take the line back, or reset.');
    this.#show(state);
    this.#scrollDown();
  }

  /** With the next frame, which lays out whatever else has changed by then: what asks before lays out twice. */
  #scrollDown(): void {
    cancelAnimationFrame(this.#scrolling);
    this.#scrolling = requestAnimationFrame(() => {
      const pane = this.#screen.parentElement;
      if (pane) pane.scrollTop = pane.scrollHeight;
      // What is printed pushes the line down: it stays in sight of who types in it.
      if (this.#entry.hasFocus) this.#entry.element.scrollIntoView({ block: 'nearest', behavior: 'instant' });
    });
  }

  #show(state: TerminalState): void {
    this.dataset['state'] = state;
    const isLive = this.#session !== undefined;
    this.toggleAttribute('data-live', isLive);
    this.#entry.isOver = state === 'over';
    this.#run.hidden = this.#steps.length === 0;
    this.#reset.hidden = !isLive;
    for (const key of this.#keyButtons) key.hidden = state === 'prompt' || state === 'over';
  }

  /** Undo, redo and the slider are loaded with the first thing that is done. */
  #showTime(timeline: Timeline): void {
    this.#timeline = timeline;
    if (this.#time === undefined && timeline.actions.length === 0) return;
    this.#time ??= import('./time-travel').then(
      (module) => new module.TimeTravel(this.#timePlace, (to) => this.#session?.travel(to)),
    );
    void this.#time.then((time) => time.show(this.#timeline));
  }

  #keys(keys: string): void {
    this.session().keys(keys);
    this.#entry.focus();
  }

  #say(text: string): void {
    if (this.#status.textContent !== text) this.#status.textContent = text;
  }
}

let keeper: Promise<typeof import('../kept/kept-session')> | undefined;

/** What keeps sessions for the next visit. One promise for all: the page's first example is the first to use it. */
function loadKeeper(): NonNullable<typeof keeper> {
  keeper ??= import('../kept/kept-session');
  return keeper;
}

customElements.define('drydock-terminal', DrydockTerminal);
offerEditing();
