import type { EntryView, FileSource, FileView } from '../../../src/engine/views';
import { draw } from '../../draw';
import { keyed, type Markup, markup } from '../../markup';
import { formatBytes } from '../../pictures/bytes';

/** A tree of files, asked for folder by folder as a reader opens it. Each folder and each file opens by its name. */
export class FileTree {
  readonly element = document.createElement('div');
  #source: FileSource = { kind: 'host' };
  #root = '';

  constructor(private readonly ask: (source: FileSource, path: string) => Promise<FileView>) {
    this.element.className = 'file-tree';
    this.element.addEventListener('toggle', ({ target }) => this.#onToggle(target), true);
  }

  /** The same again stays as it is. */
  show(source: FileSource, root: string): void {
    const isSame = JSON.stringify(source) === JSON.stringify(this.#source) && root === this.#root;
    if (isSame) return;
    this.#source = source;
    this.#root = root;
    const top = markup`<p class="file-path"><code>${root}</code></p><div class="file-content" data-path="${root}"></div>`;
    this.element.innerHTML = top.html;
    void this.renew();
  }

  /** What is open is asked for again. */
  async renew(): Promise<void> {
    const open = [...this.element.querySelectorAll<HTMLElement>('.file-content')].filter(
      (one) => one.parentElement?.closest('details:not([open])') == null,
    );
    await Promise.all(open.map((one) => this.#fill(one)));
  }

  #onToggle(target: EventTarget | null): void {
    if (!(target instanceof HTMLDetailsElement) || !target.open) return;
    const content = target.querySelector<HTMLElement>(':scope > .file-content');
    if (content !== null) void this.#fill(content);
  }

  async #fill(content: HTMLElement): Promise<void> {
    const { path = '/' } = content.dataset;
    const source = this.#source;
    const view = await this.#answer(source, path);
    if (source === this.#source) draw(content, viewMarkup(view, path));
  }

  async #answer(source: FileSource, path: string): Promise<FileView> {
    try {
      return await this.ask(source, path);
    } catch (error) {
      return { kind: 'nothing', why: error instanceof Error ? error.message : String(error) };
    }
  }
}

function viewMarkup(view: FileView, path: string): Markup {
  switch (view.kind) {
    case 'folder':
      return view.entries.length === 0
        ? markup`<p class="file-note">empty</p>`
        : markup`<ul role="list">${view.entries.map((entry) => entryMarkup(entry, path))}</ul>`;
    case 'text':
      if (view.text === '') return markup`<p class="file-note">empty</p>`;
      return markup`<pre tabindex="0" aria-label="${path}">${view.text}</pre>${view.isCut && markup`<p class="file-note">and more</p>`}`;
    case 'other':
      return markup`<p class="file-note">${view.what}</p>`;
    case 'nothing':
      return markup`<p class="file-note">${view.why}</p>`;
  }
}

function entryMarkup(entry: EntryView, folder: string): Markup {
  const { name, kind, news, target, mounted } = entry;
  const path = `${folder === '/' ? '' : folder}/${name}`;
  const label = markup`<code class="file-name">${name}${kind === 'directory' && '/'}</code>${
    target !== undefined && markup`<span class="file-facts">→ ${target}</span>`
  }${news !== undefined && markup`<strong class="machine-news">${news}</strong>`}${
    mounted !== undefined && markup`<span class="file-facts">${mounted}</span>`
  }<span class="file-facts">${factsOf(entry)}</span>`;
  const canOpen = news !== 'deleted' && (kind === 'directory' || kind === 'file');
  return keyed(
    `${kind} ${name}${canOpen ? '' : ' closed'}`,
    markup`<li class="${news === 'deleted' ? 'is-deleted' : ''}">${
      canOpen
        ? markup`<details><summary>${label}</summary><div class="file-content" data-path="${path}"></div></details>`
        : markup`<p class="file-row">${label}</p>`
    }</li>`,
  );
}

function factsOf({ mode, owner, sizeBytes }: EntryView): string {
  return [mode, owner, ...(sizeBytes === undefined ? [] : [formatBytes(sizeBytes)])].join(' ');
}
