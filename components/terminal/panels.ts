import { button } from './button';
import type { Session } from './engine-client';
import type { PanelName } from './panels/load-panel';

/** What a panel may use of its terminal. */
export interface PanelHost {
  /** The live session; it opens when there is none. */
  session(): Session;
  /** What stands in the line, or the last line that was typed, by the reader or by the page. */
  typed(): string;
  say(text: string): void;
}

/** Something beside a terminal that a reader opened. */
export interface Panel {
  readonly element: HTMLElement;
  /** The session was started anew. */
  use(session: Session): void;
  close(): void;
}

interface PanelKind {
  readonly name: PanelName;
  readonly description: string;
}

/** What each is, is loaded when it is opened first. */
const KINDS: readonly PanelKind[] = [
  {
    name: 'Machine',
    description: 'What is on this machine now: containers, images, volumes, networks',
  },
  {
    name: 'Layers',
    description: 'The layers of an image: what each adds, changes and deletes',
  },
  {
    name: 'Files',
    description: 'Files of this machine, of a container, of an image, after a build step',
  },
  {
    name: 'Build',
    description: 'The last build: its steps, what became of each, and why',
  },
  {
    name: 'Explain',
    description: 'What the line means, word by word (F1 in the line)',
  },
  {
    name: 'Share',
    description: 'A link to this session, a script for a real Docker, the files',
  },
];

/** The buttons that open what stands beside a terminal, and the place where it stands: one at a time. */
export class Panels {
  readonly buttons: readonly HTMLButtonElement[];
  readonly element = document.createElement('div');
  #open: { readonly kind: PanelKind; readonly panel: Panel } | undefined;
  /** Counts what was asked for: what comes late is not shown. */
  #wish = 0;

  constructor(
    id: string,
    private readonly host: PanelHost,
  ) {
    this.element.className = 'term-panel';
    this.element.id = `${id}-panel`;
    this.element.hidden = true;
    this.buttons = KINDS.map((kind) => {
      const toggle = button(kind.name, kind.description, () => void this.#toggle(kind));
      toggle.setAttribute('aria-expanded', 'false');
      toggle.setAttribute('aria-controls', this.element.id);
      return toggle;
    });
  }

  use(session: Session): void {
    this.#open?.panel.use(session);
  }

  close(): void {
    this.#wish++;
    this.#open?.panel.close();
    this.#open = undefined;
    this.element.hidden = true;
    this.element.replaceChildren();
    for (const toggle of this.buttons) toggle.setAttribute('aria-expanded', 'false');
  }

  /** As its button does. */
  async toggle(name: string): Promise<void> {
    const kind = KINDS.find((one) => one.name === name);
    if (kind !== undefined) await this.#toggle(kind);
  }

  async #toggle(kind: PanelKind): Promise<void> {
    const wasOpen = this.#open?.kind === kind;
    this.close();
    if (wasOpen) return;
    const wish = this.#wish;
    const { loadPanel } = await import('./panels/load-panel');
    const open = await loadPanel(kind.name);
    if (wish !== this.#wish) return;
    const panel = open(this.host);
    this.#open = { kind, panel };
    this.element.append(panel.element);
    this.element.hidden = false;
    this.buttons[KINDS.indexOf(kind)]?.setAttribute('aria-expanded', 'true');
  }
}
