import type { ComparisonSetup, ComparisonState } from '../../src/notes/comparison';
import type { CompletionReply, ComparisonAction, Origin, Reply, Request } from '../../src/notes/protocol';
import type { Step } from '../../src/notes/player';

export type ScreenReply = Extract<Reply, { kind: 'screen' }>;

interface Listener {
  screen?(change: ScreenReply): void;
  failed(message: string): void;
}

let worker: Worker | undefined;
let lastSession = 0;
let lastTicket = 0;
const listeners = new Map<number, Listener>();
const tickets = new Map<number, (completion: CompletionReply) => void>();
const comparisonTickets = new Map<number, (state: ComparisonState) => void>();

/** The page's one engine; it is loaded when the first example is used. */
function engine(): Worker {
  if (worker) return worker;
  worker = new Worker(new URL('../../src/notes/worker.ts', import.meta.url), { type: 'module' });
  worker.addEventListener('message', ({ data }: MessageEvent<Reply>) => {
    if (data.kind === 'completed') {
      tickets.get(data.ticket)?.(data.completion);
      tickets.delete(data.ticket);
    } else if (data.kind === 'compared') {
      comparisonTickets.get(data.ticket)?.(data.state);
      comparisonTickets.delete(data.ticket);
    } else if (data.kind === 'screen') {
      listeners.get(data.session)?.screen?.(data);
    } else {
      listeners.get(data.session)?.failed(data.message);
    }
  });
  worker.addEventListener('error', ({ message }) => {
    for (const listener of listeners.values()) listener.failed(message || 'the engine could not be loaded');
  });
  return worker;
}

/** A live session of one example. */
export class Session {
  readonly #id = ++lastSession;

  constructor(origin: Origin, shownSteps: readonly Step[], listener: Listener) {
    listeners.set(this.#id, listener);
    this.#send({ kind: 'open', session: this.#id, origin, shownSteps });
  }

  play(steps: readonly Step[]): void {
    this.#send({ kind: 'play', session: this.#id, steps });
  }

  line(text: string): void {
    this.#send({ kind: 'line', session: this.#id, text });
  }

  keys(keys: string): void {
    this.#send({ kind: 'keys', session: this.#id, keys });
  }

  undo(): void {
    this.#send({ kind: 'undo', session: this.#id });
  }

  complete(text: string, cursor: number): Promise<CompletionReply> {
    const ticket = ++lastTicket;
    return new Promise((resolve) => {
      tickets.set(ticket, resolve);
      this.#send({ kind: 'complete', session: this.#id, ticket, text, cursor });
    });
  }

  close(): void {
    listeners.delete(this.#id);
    this.#send({ kind: 'close', session: this.#id });
  }

  #send(request: Request): void {
    engine().postMessage(request);
  }
}

/** A comparison that a reader goes on with. */
export class ComparisonSession {
  readonly #id = ++lastSession;

  constructor(setup: ComparisonSetup, parts: readonly string[], failed: (message: string) => void) {
    listeners.set(this.#id, { failed });
    engine().postMessage({ kind: 'open-comparison', session: this.#id, setup, parts } satisfies Request);
  }

  /** Never settles when the session is closed before. */
  act(action: ComparisonAction): Promise<ComparisonState> {
    const ticket = ++lastTicket;
    return new Promise((resolve) => {
      comparisonTickets.set(ticket, resolve);
      engine().postMessage({ kind: 'compare', session: this.#id, ticket, action } satisfies Request);
    });
  }

  close(): void {
    listeners.delete(this.#id);
    engine().postMessage({ kind: 'close', session: this.#id } satisfies Request);
  }
}
