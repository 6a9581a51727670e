import { button } from '../terminal/button';

export interface FileListTaker {
  open(path: string): void;
  add(path: string): void;
  rename(path: string, to: string): void;
  remove(path: string): void;
}

/** The names of the playground's files: one opens, is renamed or removed; new ones are added. */
export class FileList {
  readonly element = document.createElement('div');
  readonly #list = document.createElement('ul');
  readonly #form = document.createElement('form');
  readonly #name = document.createElement('input');
  readonly #label = document.createElement('label');
  readonly #rename = button('Rename', 'Give the open file another name', () => this.#ask('rename'));
  readonly #remove = button('Delete', 'Delete the open file', () => this.taker.remove(this.#open));
  #paths: readonly string[] = [];
  #open = '';
  #asks: 'add' | 'rename' = 'add';

  constructor(private readonly taker: FileListTaker) {
    this.#list.className = 'playground-list';
    this.#list.setAttribute('role', 'list');
    const tools = document.createElement('div');
    tools.className = 'playground-tools';
    tools.append(
      button('New file', 'Add a file to the folder', () => this.#ask('add')),
      this.#rename,
      this.#remove,
    );
    Object.assign(this.#name, {
      type: 'text',
      autocomplete: 'off',
      spellcheck: false,
      id: 'playground-name',
    });
    this.#name.setAttribute('autocapitalize', 'none');
    this.#label.htmlFor = this.#name.id;
    const give = document.createElement('button');
    give.textContent = 'OK';
    this.#form.className = 'playground-name';
    this.#form.hidden = true;
    this.#form.append(
      this.#label,
      this.#name,
      give,
      button('Cancel', 'Leave the names as they are', () => this.#close()),
    );
    this.#form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#give();
    });
    this.#form.addEventListener('keydown', ({ key }) => {
      if (key === 'Escape') this.#close();
    });
    this.#name.addEventListener('input', () => this.#name.setCustomValidity(''));
    this.element.append(this.#list, tools, this.#form);
  }

  show(paths: readonly string[], open: string): void {
    const isSame = open === this.#open && paths.join('\0') === this.#paths.join('\0');
    if (isSame) return;
    const focused = document.activeElement?.closest('li')?.textContent;
    this.#paths = paths;
    this.#open = open;
    this.#rename.disabled = this.#remove.disabled = !paths.includes(open);
    this.#list.replaceChildren(
      ...paths.map((path) => {
        const item = document.createElement('li');
        const one = button(path, `Open ${path}`, () => this.taker.open(path));
        if (path === open) one.setAttribute('aria-current', 'true');
        item.append(one);
        if (path === focused) queueMicrotask(() => one.focus());
        return item;
      }),
    );
  }

  #ask(asks: 'add' | 'rename'): void {
    this.#asks = asks;
    this.#label.textContent = asks === 'add' ? 'Name of the new file' : `New name of ${this.#open}`;
    this.#name.value = asks === 'add' ? '' : this.#open;
    this.#form.hidden = false;
    this.#name.focus();
    this.#name.select();
  }

  #give(): void {
    const path = this.#name.value.trim().replace(/^\.\//, '');
    const problem = nameProblem(path, this.#paths);
    this.#name.setCustomValidity(problem);
    if (!this.#form.reportValidity()) return;
    this.#close();
    if (this.#asks === 'add') this.taker.add(path);
    else this.taker.rename(this.#open, path);
  }

  #close(): void {
    this.#form.hidden = true;
    this.#list.querySelector<HTMLElement>('[aria-current]')?.focus();
  }
}

/** Why a file cannot be called so; empty: it can. */
export function nameProblem(path: string, taken: readonly string[]): string {
  if (path === '') return 'Give it a name.';
  if (/[^\w./ +@=-]/.test(path)) return 'Letters, digits and . _ - + @ = only, please.';
  if (path.startsWith('/') || path.split('/').some((name) => ['', '.', '..'].includes(name)))
    return 'A name in this folder, please: file.txt or folder/file.txt.';
  if (taken.includes(path)) return 'There is such a file already.';
  return taken.some((one) => one.startsWith(`${path}/`)) ? 'There is a folder of this name.' : '';
}
