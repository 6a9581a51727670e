import type { Step } from '../../src/notes/player';
import type { Origin, PlacedStep } from '../../src/notes/protocol';
import { type ScreenReply, Session } from './engine-client';
import { lineElement } from './screen-view';

/** Keys that go to the program: what Ctrl and this key together send. */
const CONTROL_KEYS: Readonly<Record<string, string>> = {
  c: '^C',
  d: '^D',
  z: '^Z',
  p: '^P',
  q: '^Q',
  '\\': '^\\',
};
const MAX_HISTORY = 200;

/** Lines typed on this page, newest last: every terminal offers them. */
const pageHistory: string[] = [];

/**
 * An example of a note. Its transcript is in the page already; this lets the reader run it, type on after it,
 * take lines back and start over. The engine is loaded at the first use.
 */
class DrydockTerminal extends HTMLElement {
  readonly #screen = this.querySelector('code') ?? document.createElement('code');
  readonly #built = [...this.#screen.childNodes].map((node) => node.cloneNode(true));
  readonly #steps = readSteps(this, 'steps');
  #session: Session | undefined;
  /** Lines of the built transcript above the session's own. */
  #linesAbove = 0;
  #historyAt = 0;
  #form = document.createElement('form');
  #prompt = document.createElement('label');
  #input = document.createElement('input');
  #status = document.createElement('p');
  #run = button('Run', 'Run this example from its start');
  #undo = button('Undo', 'Take the last line back');
  #reset = button('Reset', 'Show the example as it was');
  #interrupt = button('Ctrl-C', 'Send Ctrl-C: interrupt the program');
  #endInput = button('Ctrl-D', 'Send Ctrl-D: end of input');
  #detach = button('Detach', 'Send Ctrl-P Ctrl-Q: leave the container running');

  connectedCallback(): void {
    if (this.dataset['ready'] !== undefined) return;
    this.dataset['ready'] = '';
    this.#buildEntry();
    this.#buildTools();
    this.#show('prompt', false);
  }

  #buildEntry(): void {
    const id = `${this.id}-line`;
    this.#form.className = 'term-entry';
    this.#prompt.className = 'term-prompt';
    this.#prompt.htmlFor = id;
    this.#prompt.textContent = '$ ';
    Object.assign(this.#input, { id, type: 'text', autocomplete: 'off', spellcheck: false });
    this.#input.setAttribute('autocapitalize', 'none');
    this.#input.setAttribute('autocorrect', 'off');
    this.#input.setAttribute('enterkeyhint', 'send');
    this.#input.setAttribute('aria-label', 'Type a command and press Enter');
    this.#form.append(this.#prompt, this.#input);
    this.#form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#enter();
    });
    this.#input.addEventListener('keydown', (event) => this.#onKey(event));
    this.append(this.#form);
  }

  #buildTools(): void {
    const tools = document.createElement('div');
    tools.className = 'term-tools';
    tools.setAttribute('role', 'group');
    tools.setAttribute('aria-label', 'Example');
    this.#status.className = 'term-status';
    this.#status.setAttribute('role', 'status');
    this.#run.addEventListener('click', () => this.#play());
    this.#undo.addEventListener('click', () => this.#session?.undo());
    this.#reset.addEventListener('click', () => this.#close());
    this.#interrupt.addEventListener('click', () => this.#keys('^C'));
    this.#endInput.addEventListener('click', () => this.#keys('^D'));
    this.#detach.addEventListener('click', () => this.#keys('^P^Q'));
    tools.append(
      this.#run,
      this.#undo,
      this.#reset,
      this.#interrupt,
      this.#endInput,
      this.#detach,
      this.#status,
    );
    this.append(tools);
  }

  /** The example from its start: on the machine as the page has it before this block. */
  #play(): void {
    this.#session?.close();
    this.#screen.replaceChildren();
    this.#linesAbove = 0;
    this.#session = this.#open(this.#origin(), []);
    this.#session.play(this.#steps);
    this.#input.focus({ preventScroll: true });
  }

  /** The session that typed lines go to; it starts after the example, as the page shows it. */
  #afterExample(): Session {
    if (this.#session) return this.#session;
    this.#linesAbove = 0;
    this.#session = this.#open(this.#origin(), this.#steps);
    return this.#session;
  }

  #open(origin: Origin, shown: readonly Step[]): Session {
    this.#status.textContent = 'Loading the engine…';
    return new Session(origin, shown, {
      screen: (change) => this.#update(change),
      failed: (message) => {
        this.#status.textContent = `The engine stopped: ${message}`;
      },
    });
  }

  /** Everything that the page does on this machine before this block. */
  #origin(): Origin {
    const seed = this.dataset['seed'] ?? '';
    const machine = this.dataset['machine'] ?? '';
    let steps: PlacedStep[] = [];
    const parts: string[] = [];
    for (const other of document.querySelectorAll<HTMLElement>('drydock-terminal')) {
      parts.push(...(other.dataset['parts'] ?? '').split(' ').filter((key) => key !== ''));
      if (other.dataset['fresh'] !== undefined) steps = [];
      const placed = (step: Step): PlacedStep => ({ machine: other.dataset['machine'] ?? '', step });
      steps.push(...readSteps(other, 'before').map(placed));
      if (other === this) break;
      steps.push(...readSteps(other, 'steps').map(placed));
    }
    return { seed, machine, steps, parts };
  }

  #close(): void {
    this.#session?.close();
    this.#session = undefined;
    this.#screen.replaceChildren(...this.#built.map((node) => node.cloneNode(true)));
    this.#prompt.textContent = '$ ';
    this.#status.textContent = '';
    this.#show('prompt', false);
    this.#run.focus({ preventScroll: true });
  }

  #update({ from, lines, prompt, state, canUndo, pending }: ScreenReply): void {
    this.#status.textContent = pending.length > 0 ? `Next: ${pending.join(' · ')}` : '';
    const kept = this.#linesAbove + from;
    while (this.#screen.childElementCount > kept) this.#screen.lastElementChild?.remove();
    this.#screen.append(...lines.map(lineElement));
    this.#prompt.textContent = prompt;
    if (state === 'over') this.#status.textContent = 'The shell has ended. Take the line back, or reset.';
    this.#show(state, canUndo);
    this.#scrollToEnd();
  }

  #scrollToEnd(): void {
    const pane = this.#screen.parentElement;
    if (pane) pane.scrollTop = pane.scrollHeight;
  }

  #show(state: string, canUndo: boolean): void {
    this.dataset['state'] = state;
    const isLive = this.#session !== undefined;
    this.toggleAttribute('data-live', isLive);
    this.#input.disabled = state === 'over';
    this.#undo.hidden = !isLive || !canUndo;
    this.#reset.hidden = !isLive;
    for (const key of [this.#interrupt, this.#endInput, this.#detach])
      key.hidden = state === 'prompt' || state === 'over';
  }

  #enter(): void {
    const text = this.#input.value;
    this.#input.value = '';
    if (text.trim() !== '' && pageHistory.at(-1) !== text) pageHistory.push(text);
    if (pageHistory.length > MAX_HISTORY) pageHistory.shift();
    this.#historyAt = pageHistory.length;
    this.#afterExample().line(text);
  }

  #keys(keys: string): void {
    this.#afterExample().keys(keys);
    this.#input.focus({ preventScroll: true });
  }

  #onKey(event: KeyboardEvent): void {
    const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
    if (ctrlKey && !metaKey && !altKey && !shiftKey) {
      const keys = CONTROL_KEYS[key.toLowerCase()];
      const copies = key.toLowerCase() === 'c' && this.#input.selectionStart !== this.#input.selectionEnd;
      const ends = keys !== '^D' || this.#input.value === '';
      if (keys === undefined || copies || !ends) return;
      event.preventDefault();
      if (keys === '^C') this.#input.value = '';
      this.#keys(keys);
    } else if (key === 'ArrowUp' || key === 'ArrowDown') {
      event.preventDefault();
      this.#recall(key === 'ArrowUp' ? -1 : 1);
    } else if (key === 'Tab' && !shiftKey && this.#input.value !== '') {
      event.preventDefault();
      void this.#complete();
    } else if (key === 'Escape') {
      this.#input.value = '';
    }
  }

  #recall(by: number): void {
    const at = Math.min(Math.max(0, this.#historyAt + by), pageHistory.length);
    this.#historyAt = at;
    this.#input.value = pageHistory[at] ?? '';
  }

  async #complete(): Promise<void> {
    const { value, selectionStart } = this.#input;
    const cursor = selectionStart ?? value.length;
    const { from, candidates } = await this.#afterExample().complete(value, cursor);
    const word = value.slice(from, cursor);
    const common = commonStart(candidates);
    const [only] = candidates;
    if (only !== undefined && candidates.length === 1) {
      const ending = only.endsWith('/') ? '' : ' ';
      this.#replace(from, cursor, only + ending);
    } else if (common.length > word.length) {
      this.#replace(from, cursor, common);
    }
    this.#status.textContent = candidates.length > 1 ? candidates.slice(0, 40).join('  ') : '';
  }

  #replace(from: number, to: number, text: string): void {
    const { value } = this.#input;
    this.#input.value = value.slice(0, from) + text + value.slice(to);
    this.#input.setSelectionRange(from + text.length, from + text.length);
  }
}

function readSteps(element: HTMLElement, name: 'before' | 'steps'): readonly Step[] {
  const steps: readonly Step[] = JSON.parse(element.dataset[name] ?? '[]');
  return steps;
}

function commonStart([first = '', ...others]: readonly string[]): string {
  let length = first.length;
  for (const other of others) while (!other.startsWith(first.slice(0, length))) length--;
  return first.slice(0, length);
}

function button(text: string, description: string): HTMLButtonElement {
  const element = document.createElement('button');
  element.type = 'button';
  element.textContent = text;
  element.title = description;
  return element;
}

customElements.define('drydock-terminal', DrydockTerminal);
