import type { Session } from '../engine-client';
import type { Panel, PanelHost } from '../panels';
import { explanationMarkup } from './explain-markup';
import explainPanelStyle from './explain-panel.css?url';
import { loadStyle } from '../../load-style';

await loadStyle(explainPanelStyle);

/** While somebody types, the words are explained this long after the last key. */
const DEBOUNCE_MS = 250;

/** What the line means that stands in the entry, or was typed last, by the reader or by the page; it follows the typing. */
export function openExplainPanel(host: PanelHost): Panel {
  const panel = new ExplainPanel(host);
  return { element: panel.element, use: (session) => panel.use(session), close: () => panel.close() };
}

class ExplainPanel {
  readonly element = document.createElement('div');
  #session: Session;
  #shown: string | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #typed = (): void => {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#show(), DEBOUNCE_MS);
  };
  #terminal: Element | null = null;

  constructor(private readonly host: PanelHost) {
    this.element.className = 'explain';
    this.element.setAttribute('role', 'region');
    this.element.setAttribute('aria-label', 'What the line means');
    this.element.textContent = 'Looking…';
    this.element.addEventListener('pointerover', (event) => this.#point(event.target));
    this.element.addEventListener('pointerleave', () => this.#point(null));
    this.#session = host.session();
    void this.#show().then(() => {
      host.say(this.#shown === '' ? '' : 'The line is explained below.');
      this.#terminal = this.element.closest('drydock-terminal');
      this.#terminal?.addEventListener('input', this.#typed);
      this.#terminal?.addEventListener('submit', this.#typed);
    });
  }

  use(session: Session): void {
    this.#session = session;
  }

  close(): void {
    this.host.say('');
    clearTimeout(this.#timer);
    this.#terminal?.removeEventListener('input', this.#typed);
    this.#terminal?.removeEventListener('submit', this.#typed);
  }

  async #show(): Promise<void> {
    const line = this.host.typed();
    if (line === this.#shown) return;
    this.#shown = line;
    if (line.trim() === '') {
      this.element.textContent =
        'Type a line above: its words are explained here. Nothing of it runs before you press Enter.';
      return;
    }
    try {
      const explanation = await this.#session.ask('explain', { text: line });
      if (line === this.#shown) this.element.innerHTML = explanationMarkup(line, explanation).html;
    } catch (error) {
      this.element.textContent = error instanceof Error ? error.message : String(error);
    }
  }

  /** Marks in the line what is pointed at in the list. */
  #point(target: EventTarget | null): void {
    const word =
      target instanceof Element ? target.closest('[data-word]')?.getAttribute('data-word') : undefined;
    for (const each of this.element.querySelectorAll('.explain-word')) {
      each.toggleAttribute('data-shown', each.getAttribute('data-word') === word);
    }
  }
}
