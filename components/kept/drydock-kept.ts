import { button } from '../terminal/button';
import { browserStorage } from './kept';
import { counted, dayOf } from './kept-date';
import { KEY_PREFIX } from './has-kept';
import { keptPaths, lastSavedMs, readKept } from './kept-page';

/** All that this site keeps on the device, page by page, each to be forgotten. */
class DrydockKept extends HTMLElement {
  readonly #status = document.createElement('p');
  readonly #list = document.createElement('ul');

  connectedCallback(): void {
    this.#status.setAttribute('role', 'status');
    this.#list.className = 'kept-list';
    this.replaceChildren(this.#list, this.#status);
    this.#show();
  }

  #show(): void {
    const storage = browserStorage();
    const paths = storage === undefined ? [] : keptPaths(storage);
    this.#list.replaceChildren(
      ...paths.map((path) => this.#row(path)),
      ...(paths.length > 1 ? [this.#all(paths)] : []),
    );
    if (storage === undefined) this.#say('Your browser does not let this site keep anything.');
    else if (paths.length === 0 && this.#status.textContent === '') this.#say('Nothing is kept.');
  }

  #row(path: string): HTMLElement {
    const row = document.createElement('li');
    const link = document.createElement('a');
    link.href = path;
    link.textContent = path;
    row.append(link, ` ${describe(path)} `, this.#button('Forget', `Forget ${path}`, [path]));
    return row;
  }

  #all(paths: readonly string[]): HTMLElement {
    const row = document.createElement('li');
    row.append(this.#button('Forget everything', 'Forget what is kept of all pages', paths));
    return row;
  }

  #button(name: string, description: string, paths: readonly string[]): HTMLElement {
    const forget = button(name, description, () => {
      for (const path of paths) localStorage.removeItem(KEY_PREFIX + path);
      this.#say(
        paths.length === 1 ? `What was kept of ${paths.join()} is forgotten.` : 'Everything is forgotten.',
      );
      this.#show();
      this.#list.querySelector('button')?.focus();
    });
    forget.className = 'plain-button';
    forget.setAttribute('aria-label', description);
    return forget;
  }

  #say(text: string): void {
    this.#status.textContent = text;
  }
}

function describe(path: string): string {
  const storage = browserStorage();
  if (storage === undefined) return '';
  const { page, problem } = readKept(storage, { path }, Date.now());
  if (problem !== undefined) return problem;
  const things = [
    ...(page.sessions.size > 0 ? [counted(page.sessions.size, 'session')] : []),
    ...(page.files.size > 0 ? [counted(page.files.size, 'edited file')] : []),
  ];
  return `${things.join(' and ')}, last on ${dayOf(lastSavedMs(page), Date.now())}`;
}

customElements.define('drydock-kept', DrydockKept);
