import type { Look, Sight } from '../../src/notes/look';
import type { Step } from '../../src/notes/player';
import type {
  QuestionKind,
  Questions,
  Reply,
  Request,
  ScreenChange,
  SessionStart,
} from '../../src/notes/protocol';
import type { Timeline } from '../../src/notes/timeline';

export interface SessionListener {
  screen?(change: ScreenChange): void;
  timeline?(timeline: Timeline): void;
  failed?(message: string): void;
}

interface Waiting {
  readonly answered: (answer: unknown) => void;
  readonly failed: (error: Error) => void;
}

/** A request without its session, which the channel adds. */
type Unaddressed<T> = T extends unknown ? Omit<T, 'session'> : never;

let worker: Worker | undefined;
let lastChannel = 0;
const channels = new Map<number, Channel>();

/** The page's one engine; it is loaded when the first example is used. */
function engine(): Worker {
  if (worker) return worker;
  worker = new Worker(new URL('../../src/notes/worker.ts', import.meta.url), { type: 'module' });
  worker.addEventListener('message', ({ data }: MessageEvent<Reply>) => {
    channels.get(data.session)?.receive(data);
  });
  worker.addEventListener('error', ({ message }) => {
    const text = message || 'the engine could not be loaded';
    for (const [session, channel] of channels) channel.receive({ kind: 'failed', session, message: text });
  });
  return worker;
}

/** One conversation with the engine: requests, and questions with their answers. */
export class Channel {
  readonly #id = ++lastChannel;
  readonly #waiting = new Map<number, Waiting>();
  #lastTicket = 0;

  constructor(private readonly other: (reply: Reply) => void) {
    channels.set(this.#id, this);
  }

  send(request: Unaddressed<Request>): void {
    engine().postMessage({ ...request, session: this.#id });
  }

  /** Never settles when the channel is closed before. */
  ask<K extends QuestionKind>(kind: K, question: Questions[K]['question']): Promise<Questions[K]['answer']> {
    const ticket = ++this.#lastTicket;
    return new Promise((resolve, reject) => {
      // The worker answers a question of a kind with an answer of that kind: see Questions.
      const answered = (answer: unknown): void => resolve(answer as Questions[K]['answer']);
      this.#waiting.set(ticket, { answered, failed: reject });
      engine().postMessage({ kind: 'ask', session: this.#id, ticket, question: { kind, ...question } });
    });
  }

  receive(reply: Reply): void {
    if (reply.kind === 'answered') {
      this.#waiting.get(reply.ticket)?.answered(reply.answer);
      this.#waiting.delete(reply.ticket);
    } else if (reply.kind === 'failed' && reply.ticket !== undefined) {
      this.#waiting.get(reply.ticket)?.failed(new Error(reply.message));
      this.#waiting.delete(reply.ticket);
    } else {
      this.other(reply);
    }
  }

  close(): void {
    channels.delete(this.#id);
    this.send({ kind: 'close' });
  }
}

/** A live session of one example. */
export class Session {
  readonly #channel = new Channel((reply) => this.#receive(reply));
  readonly #listeners = new Set<SessionListener>();
  readonly #watches = new Map<number, (sight: Sight, at: number) => void>();
  #lastWatch = 0;
  #timeline: Timeline;
  /** What came before anybody listened: a session may be opened in advance. */
  #early: Reply[] | undefined = [];

  constructor(readonly start: SessionStart) {
    this.#timeline = start.timeline;
    this.#channel.send({ kind: 'open', start });
  }

  get timeline(): Timeline {
    return this.#timeline;
  }

  /** Gives how to stop listening. */
  listen(listener: SessionListener): () => void {
    this.#listeners.add(listener);
    const early = this.#early ?? [];
    this.#early = undefined;
    for (const reply of early) this.#receive(reply);
    return () => this.#listeners.delete(listener);
  }

  /** Calls with what is to be seen, now and whenever it changes; gives how to stop. `at`: the timeline's moment. */
  watch(look: Look, seen: (sight: Sight, at: number) => void): () => void {
    const watch = ++this.#lastWatch;
    this.#watches.set(watch, seen);
    this.#channel.send({ kind: 'watch', watch, look });
    return () => {
      this.#watches.delete(watch);
      this.#channel.send({ kind: 'watch', watch, look: undefined });
    };
  }

  play(steps: readonly Step[]): void {
    this.#channel.send({ kind: 'play', steps });
  }

  line(text: string): void {
    this.#channel.send({ kind: 'line', text });
  }

  keys(keys: string): void {
    this.#channel.send({ kind: 'keys', keys });
  }

  file(path: string, content: string, mode: number): void {
    this.#channel.send({ kind: 'file', path, content, mode });
  }

  /** To the state after so many moments. */
  travel(to: number): void {
    this.#channel.send({ kind: 'travel', to });
  }

  ask<K extends QuestionKind>(kind: K, question: Questions[K]['question']): Promise<Questions[K]['answer']> {
    return this.#channel.ask(kind, question);
  }

  close(): void {
    this.#channel.close();
  }

  #receive(reply: Reply): void {
    if (this.#early !== undefined) this.#early.push(reply);
    else if (reply.kind === 'screen') for (const listener of this.#listeners) listener.screen?.(reply);
    else if (reply.kind === 'failed')
      for (const listener of this.#listeners) listener.failed?.(reply.message);
    else if (reply.kind === 'timeline') {
      this.#timeline = reply.timeline;
      for (const listener of this.#listeners) listener.timeline?.(reply.timeline);
    } else if (reply.kind === 'seen') this.#watches.get(reply.watch)?.(reply.sight, reply.at);
  }
}
