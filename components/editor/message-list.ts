import type { FileMessage } from '../../src/notes/protocol';
import { span } from '../terminal/screen-view';

/** What the build checks say of a file, below its text: how many, and each with its line, which it leads to. */
export class MessageList {
  readonly element = document.createElement('div');
  readonly #summary = document.createElement('p');
  readonly #list = document.createElement('ol');
  #items: { readonly message: FileMessage; readonly item: HTMLElement }[] = [];

  constructor(
    id: string,
    label: string,
    private readonly goTo: (line: number) => void,
  ) {
    this.element.className = 'editor-messages';
    this.#summary.id = id;
    this.#summary.setAttribute('aria-live', 'polite');
    this.#list.setAttribute('role', 'list');
    this.#list.setAttribute('aria-label', `Messages for ${label}`);
    this.element.append(this.#summary, this.#list);
    this.element.hidden = true;
  }

  /** `isPraised`: where nothing is found, that is said. */
  show(messages: readonly FileMessage[], isPraised: boolean): void {
    const count = (kind: FileMessage['kind'], one: string): string => {
      const found = messages.filter((message) => message.kind === kind).length;
      return found === 0 ? '' : `${found} ${one}${found === 1 ? '' : 's'}`;
    };
    const counts = [count('error', 'error'), count('warning', 'warning')].filter((text) => text !== '');
    const summary = counts.length === 0 ? 'The build checks find nothing.' : `${counts.join(', ')}:`;
    if (this.#summary.textContent !== summary) this.#summary.textContent = summary;
    this.element.hidden = messages.length === 0 && !isPraised;
    this.#items = messages.map((message) => ({ message, item: this.#item(message) }));
    this.#list.replaceChildren(...this.#items.map(({ item }) => item));
  }

  /** Marks what is said of a line. */
  at(line: number): void {
    for (const { message, item } of this.#items)
      item.classList.toggle('is-here', line >= message.from && line <= message.to);
  }

  #item(message: FileMessage): HTMLElement {
    const item = document.createElement('li');
    item.dataset['kind'] = message.kind;
    const jump = document.createElement('button');
    jump.type = 'button';
    jump.textContent = `Line ${message.from}`;
    jump.title = 'Go to this line';
    jump.addEventListener('click', () => this.goTo(message.from));
    const kind = span('editor-kind', message.kind);
    item.append(jump, kind, ' ');
    if (message.rule !== undefined) {
      const rule = document.createElement('a');
      rule.href = `/reference/build-checks/#${message.rule.toLowerCase()}`;
      rule.textContent = message.rule;
      item.append(rule, ': ');
    }
    item.append(message.text);
    return item;
  }
}
