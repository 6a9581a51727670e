/** What is kept of this page, for its examples and editors. */
import type { Timeline } from '../../src/notes/timeline';
import { type KeptPage, type KeptSession, type KeptStorage, readKept, writeKept } from './kept-page';
import { pageFingerprint } from './page-fingerprint';

/** Tells parts of the page that what is kept has changed. */
export const KEPT_EVENT = 'drydock-kept';

/** Undefined: the browser keeps nothing (cookies refused, a private window of some browsers). */
export function browserStorage(): KeptStorage | undefined {
  try {
    return window.localStorage;
  } catch {
    return undefined;
  }
}

class Kept {
  readonly #storage = browserStorage();
  readonly #key = { path: location.pathname, fingerprint: pageFingerprint(document) };
  #problem: string | undefined;

  /** Why something that was kept is gone, in a sentence; told once. */
  takeProblem(): string | undefined {
    this.#read();
    const problem = this.#problem;
    this.#problem = undefined;
    return problem;
  }

  get count(): number {
    const { sessions, files } = this.#read();
    return sessions.size + files.size;
  }

  /** The name of the session that was kept last. */
  get lastSession(): string | undefined {
    const [last] = [...this.#read().sessions].toSorted(([, a], [, b]) => b.savedMs - a.savedMs);
    return last?.[0];
  }

  session(id: string): KeptSession | undefined {
    return this.#read().sessions.get(id);
  }

  /** Gives a sentence for the reader when it could not be kept. */
  keepSession(id: string, fromStart: boolean, timeline: Timeline): string | undefined {
    const { sessions, files } = this.#read();
    return this.#write({
      sessions: new Map(sessions).set(id, { savedMs: Date.now(), fromStart, timeline }),
      files,
    });
  }

  forgetSession(id: string): void {
    const { sessions, files } = this.#read();
    this.#write({ sessions: without(sessions, id), files });
  }

  /** Files as a reader edited them, by the names that their editors have on this page. */
  readonly files = {
    get: (id: string): string | undefined => this.#read().files.get(id)?.content,
    /** Gives a sentence for the reader when it could not be kept. */
    keep: (id: string, content: string): string | undefined => {
      const { sessions, files } = this.#read();
      return this.#write({ sessions, files: new Map(files).set(id, { savedMs: Date.now(), content }) });
    },
    forget: (id: string): void => {
      const { sessions, files } = this.#read();
      if (files.has(id)) this.#write({ sessions, files: without(files, id) });
    },
  };

  forgetPage(): void {
    this.#write({ sessions: new Map(), files: new Map() });
  }

  /** Read anew each time: the same page may be open twice. */
  #read(): KeptPage {
    if (this.#storage === undefined) return { sessions: new Map(), files: new Map() };
    const { page, problem } = readKept(this.#storage, this.#key, Date.now());
    this.#problem ??= problem;
    return page;
  }

  #write(page: KeptPage): string | undefined {
    if (this.#storage === undefined)
      return 'Your browser does not let this site keep anything for the next visit.';
    const problem = writeKept(this.#storage, this.#key, page);
    document.dispatchEvent(new Event(KEPT_EVENT));
    return problem;
  }
}

function without<T>(map: ReadonlyMap<string, T>, id: string): ReadonlyMap<string, T> {
  return new Map([...map].filter(([other]) => other !== id));
}

export const kept = new Kept();
