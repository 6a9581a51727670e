import type { LiveSession } from './live-session';
import { type Look, see, type Sight } from './look';

interface Watched {
  readonly look: Look;
  /** What was told last, as JSON, and at which moment. */
  told?: { readonly text: string; readonly at: number };
}

/** What is looked at of a session: it tells what has changed since it was asked last. */
export class Watch {
  readonly #watched = new Map<number, Watched>();

  constructor(private readonly session: LiveSession) {}

  begin(watch: number, look: Look): void {
    this.#watched.set(watch, { look });
  }

  end(watch: number): void {
    this.#watched.delete(watch);
  }

  /** The sights that are new since then, each with its watch. A new moment shows all of them. */
  changed(): readonly { readonly watch: number; readonly sight: Sight }[] {
    const { at } = this.session.timeline;
    return [...this.#watched].flatMap(([watch, watched]) => {
      const sight = see(this.session.machine, watched.look);
      const text = JSON.stringify(sight);
      if (watched.told?.text === text && watched.told.at === at) return [];
      watched.told = { text, at };
      return [{ watch, sight }];
    });
  }
}
