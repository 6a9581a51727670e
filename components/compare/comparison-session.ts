import type { ComparisonSetup, ComparisonState } from '../../src/notes/comparison';
import type { ComparisonAction } from '../../src/notes/protocol';
import { Channel } from '../terminal/engine-client';

interface Foreseen {
  readonly action: ComparisonAction;
  readonly answer: Promise<ComparisonState>;
}

/** A comparison that a reader goes on with. */
export class ComparisonSession {
  #channel: Channel;
  /** What was done: the same again leads to the same machines. */
  #done: readonly ComparisonAction[] = [];
  /** Not what was stopped: where it was stopped is nothing that could be done again. */
  #canRepeat = true;
  #foreseen: Foreseen | undefined;

  constructor(
    private readonly setup: ComparisonSetup,
    private readonly parts: readonly string[],
    private readonly failed: (message: string) => void,
  ) {
    this.#channel = this.#open();
  }

  #open(): Channel {
    const channel = new Channel((reply) => {
      if (reply.kind === 'failed') this.failed(reply.message);
    });
    channel.send({ kind: 'open-comparison', setup: this.setup, parts: this.parts });
    return channel;
  }

  /** Begins what is about to be asked for. If something else is asked then, it will not have been. */
  foresee(action: ComparisonAction): void {
    if (this.#foreseen !== undefined || !this.#canRepeat) return;
    const answer = this.#channel.ask('compare', action);
    answer.catch(() => undefined);
    this.#foreseen = { action, answer };
  }

  /** Never settles when the session is closed before. */
  act(action: ComparisonAction): Promise<ComparisonState> {
    const foreseen = this.#foreseen;
    this.#foreseen = undefined;
    const isForeseen = JSON.stringify(foreseen?.action) === JSON.stringify(action);
    if (foreseen !== undefined && !isForeseen) this.#repeat();
    this.#done = [...this.#done, action];
    return foreseen !== undefined && isForeseen ? foreseen.answer : this.#channel.ask('compare', action);
  }

  /** Machines on which was done what this session did, and nothing else. */
  #repeat(): void {
    this.#channel.close();
    this.#channel = this.#open();
    for (const action of this.#done) this.#channel.ask('compare', action).catch(() => undefined);
  }

  /** Interrupts what it does now; the answer comes then. */
  stop(): void {
    this.#canRepeat = false;
    this.#channel.send({ kind: 'stop' });
  }

  close(): void {
    this.#channel.close();
  }
}
