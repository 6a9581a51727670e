import type { ComparisonSetup } from '../../src/notes/comparison';
import type { Questions } from '../../src/notes/protocol';
import { Channel } from '../terminal/engine-client';

/** A comparison that a reader goes on with. */
export class ComparisonSession {
  readonly #channel: Channel;

  constructor(setup: ComparisonSetup, parts: readonly string[], failed: (message: string) => void) {
    this.#channel = new Channel((reply) => {
      if (reply.kind === 'failed') failed(reply.message);
    });
    this.#channel.send({ kind: 'open-comparison', setup, parts });
  }

  /** Never settles when the session is closed before. */
  act(action: Questions['compare']['question']): Promise<Questions['compare']['answer']> {
    return this.#channel.ask('compare', action);
  }

  /** Interrupts what it does now; the answer comes then. */
  stop(): void {
    this.#channel.send({ kind: 'stop' });
  }

  close(): void {
    this.#channel.close();
  }
}
