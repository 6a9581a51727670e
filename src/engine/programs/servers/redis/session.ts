// One connection: transactions, watched keys, channels, and commands that wait (multi.c, pubsub.c, blocked.c).
import { answer, problemOf } from './commands';
import { copyOf } from './copies';
import { find, type Server } from './keyspace';
import { moveItem, popFirst } from './lists';
import { bulk, failure, integer, NIL, OK, RedisError, toText, type Keys, type Reply } from './values';

/** Commands of the connection itself, with their fewest and most arguments. */
const OWN: ReadonlyMap<string, readonly [number, number]> = new Map([
  ['multi', [0, 0]],
  ['exec', [0, 0]],
  ['discard', [0, 0]],
  ['watch', [1, Infinity]],
  ['unwatch', [0, 0]],
  ['subscribe', [1, Infinity]],
  ['unsubscribe', [0, Infinity]],
  ['psubscribe', [1, Infinity]],
  ['punsubscribe', [0, Infinity]],
  ['shutdown', [0, Infinity]],
  ['blpop', [2, Infinity]],
  ['brpop', [2, Infinity]],
  ['blmove', [5, 5]],
  ['brpoplpush', [3, 3]],
]);
const WHILE_SUBSCRIBED = /^(subscribe|unsubscribe|psubscribe|punsubscribe|ping|quit|reset)$/;

/** What the server does for a command. */
export type Outcome =
  | { readonly kind: 'replies'; readonly replies: readonly Reply[] }
  /** It waits: tried again when something changes, and NIL after a time (0: never). */
  | { readonly kind: 'wait'; readonly timeoutMs: number; tryAgain(): Reply | undefined }
  | { readonly kind: 'shutdown'; readonly noSave: boolean };

/** Where a connection's subscriptions are kept, with those of the others. */
export interface Channels {
  add(channel: string, isPattern: boolean): void;
  remove(channel: string, isPattern: boolean): void;
}

export class RedisSession {
  #queue: string[][] | undefined;
  #hasFailed = false;
  readonly #watched = new Map<string, string>();
  readonly #channels = new Set<string>();
  readonly #patterns = new Set<string>();

  constructor(
    readonly server: Server,
    readonly channels: Channels,
  ) {}

  take(words: readonly string[]): Outcome {
    const name = (words[0] ?? '').toLowerCase();
    const one = (reply: Reply): Outcome => ({ kind: 'replies', replies: [reply] });
    const problem = problemOf(words, OWN);
    if (problem) {
      if (this.#queue) this.#hasFailed = true;
      return one(problem);
    }
    const isListening = this.#channels.size + this.#patterns.size > 0;
    if (isListening && !WHILE_SUBSCRIBED.test(name)) {
      return one(
        failure(
          `ERR Can't execute '${name}': only (P|S)SUBSCRIBE / (P|S)UNSUBSCRIBE / PING / QUIT / RESET are allowed in this context`,
        ),
      );
    }
    if (isListening && name === 'ping')
      return one({ kind: 'array', items: [bulk('pong'), bulk(words[1] ?? '')] });
    if (this.#queue && !/^(multi|exec|discard|watch|quit|reset)$/.test(name)) {
      if (/^(subscribe|psubscribe|shutdown)$/.test(name)) {
        this.#hasFailed = true;
        return one(failure('ERR Command not allowed inside a transaction'));
      }
      this.#queue.push([...words]);
      return one({ kind: 'status', text: 'QUEUED' });
    }
    return this.#own(name, words.slice(1)) ?? one(answer(this.server, words));
  }

  #own(name: string, args: readonly string[]): Outcome | undefined {
    const one = (reply: Reply): Outcome => ({ kind: 'replies', replies: [reply] });
    switch (name) {
      case 'multi':
        if (this.#queue) return one(failure('ERR MULTI calls can not be nested'));
        this.#queue = [];
        return one(OK);
      case 'discard': {
        const isOpen = this.#queue !== undefined;
        this.#end();
        return one(isOpen ? OK : failure('ERR DISCARD without MULTI'));
      }
      case 'exec':
        return one(this.#execute());
      case 'watch':
        if (this.#queue) return one(failure('ERR WATCH inside MULTI is not allowed'));
        for (const key of args) this.#watched.set(key, this.#state(key));
        return one(OK);
      case 'unwatch':
        this.#watched.clear();
        return one(OK);
      case 'reset':
        this.#end();
        return undefined;
      case 'subscribe':
      case 'psubscribe':
        return this.#subscribe(name, args);
      case 'unsubscribe':
      case 'punsubscribe':
        return this.#unsubscribe(name, args);
      case 'shutdown':
        if (args.some((arg) => !/^(nosave|save|now|force|abort)$/i.test(arg)))
          return one(failure('ERR syntax error'));
        if (args.some((arg) => /^abort$/i.test(arg))) return one(failure('ERR No shutdown in progress.'));
        return { kind: 'shutdown', noSave: args.some((arg) => /^nosave$/i.test(arg)) };
      case 'blpop':
      case 'brpop':
        return this.#blocking(args.at(-1), () =>
          popFirst(this.server, args.slice(0, -1), name === 'blpop' ? 'left' : 'right'),
        );
      case 'brpoplpush':
        return this.#blocking(args[2], () =>
          moveItem(this.server, args[0] ?? '', args[1] ?? '', ['right', 'left']),
        );
      case 'blmove': {
        const ends = [args[2], args[3]].map((end) => end?.toLowerCase());
        const [from, to] = ends;
        if ((from !== 'left' && from !== 'right') || (to !== 'left' && to !== 'right'))
          return one(failure('ERR syntax error'));
        return this.#blocking(args[4], () => moveItem(this.server, args[0] ?? '', args[1] ?? '', [from, to]));
      }
      default:
        return undefined;
    }
  }

  /** A watched key as it is, to be compared. */
  #state(key: string): string {
    const entry = find(this.server, key);
    const keys: Keys = new Map(entry ? [[key, { value: copyOf(entry.value) }]] : []);
    return toText(new Map([[0, keys]]));
  }

  #end(): void {
    this.#queue = undefined;
    this.#hasFailed = false;
    this.#watched.clear();
  }

  #execute(): Reply {
    const queue = this.#queue;
    if (!queue) return failure('ERR EXEC without MULTI');
    const hasFailed = this.#hasFailed;
    const hasChanged = [...this.#watched].some(([key, state]) => this.#state(key) !== state);
    this.#end();
    if (hasFailed) return failure('EXECABORT Transaction discarded because of previous errors.');
    if (hasChanged) return NIL;
    return { kind: 'array', items: queue.map((words) => this.#runQueued(words)) };
  }

  /** In a transaction nothing waits. */
  #runQueued(words: readonly string[]): Reply {
    const outcome = this.#own((words[0] ?? '').toLowerCase(), words.slice(1));
    if (outcome?.kind === 'replies') return outcome.replies[0] ?? NIL;
    return outcome?.kind === 'wait' ? (outcome.tryAgain() ?? NIL) : answer(this.server, words);
  }

  #subscribe(name: string, args: readonly string[]): Outcome {
    const isPattern = name === 'psubscribe';
    const own = isPattern ? this.#patterns : this.#channels;
    const replies = args.map((channel): Reply => {
      own.add(channel);
      this.channels.add(channel, isPattern);
      return {
        kind: 'array',
        items: [bulk(name), bulk(channel), integer(this.#channels.size + this.#patterns.size)],
      };
    });
    return { kind: 'replies', replies };
  }

  #unsubscribe(name: string, args: readonly string[]): Outcome {
    const isPattern = name === 'punsubscribe';
    const own = isPattern ? this.#patterns : this.#channels;
    const gone = args.length > 0 ? args : [...own];
    const count = (): Reply => integer(this.#channels.size + this.#patterns.size);
    if (gone.length === 0)
      return { kind: 'replies', replies: [{ kind: 'array', items: [bulk(name), NIL, count()] }] };
    const replies = gone.map((channel): Reply => {
      own.delete(channel);
      this.channels.remove(channel, isPattern);
      return { kind: 'array', items: [bulk(name), bulk(channel), count()] };
    });
    return { kind: 'replies', replies };
  }

  #blocking(timeout: string | undefined, run: () => Reply): Outcome {
    const seconds = timeout === undefined || timeout.trim() === '' ? NaN : Number(timeout);
    if (Number.isNaN(seconds))
      return { kind: 'replies', replies: [failure('ERR timeout is not a float or out of range')] };
    if (seconds < 0) return { kind: 'replies', replies: [failure('ERR timeout is negative')] };
    const tryAgain = (): Reply | undefined => {
      try {
        const reply = run();
        return reply.kind === 'nil' ? undefined : reply;
      } catch (error) {
        if (error instanceof RedisError) return failure(error.message);
        throw error;
      }
    };
    const first = tryAgain();
    return first
      ? { kind: 'replies', replies: [first] }
      : { kind: 'wait', timeoutMs: seconds * 1000, tryAgain };
  }
}
