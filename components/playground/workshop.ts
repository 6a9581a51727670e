import type { FolderFile } from '../../src/notes/folder-sight';
import { readSharedSession } from '../../src/notes/shared-session';
import { inOrder, PLAYGROUND_FOLDER, STARTING_POINTS, stepsOf } from '../../src/notes/starting-points';
import { checkFile } from '../editor/check';
import { TextEditor } from '../editor/text-editor';
import { kept } from '../kept/kept';
import { hash } from '../kept/page-fingerprint';
import { button } from '../terminal/button';
import type { DrydockTerminal } from '../terminal/drydock-terminal';
import type { Session } from '../terminal/engine-client';
import { SESSION_EVENT, type SessionEvent } from '../terminal/session-event';
import { FileList } from './file-list';
import workshopStyle from './workshop.css?url';
import { loadStyle } from '../load-style';

await loadStyle(workshopStyle);

const PLAIN_MODE = 0o644;
const BUILD = 'docker build -t app .';

interface OpenFile {
  readonly element: HTMLElement;
  readonly editor: TextEditor;
}

/**
 * The playground come alive. Its files are those of the machine's folder: what is written here is a moment of the
 * session, and what commands and time travel do to the files is seen here.
 */
export class Workshop {
  readonly #terminal: DrydockTerminal;
  readonly #select: HTMLSelectElement;
  readonly #place: HTMLElement;
  readonly #status = document.createElement('p');
  readonly #list = new FileList({
    open: (path) => this.#show(path, true),
    add: (path) => this.#add(path),
    rename: (path, to) => this.#rename(path, to),
    remove: (path) => this.#type(`rm ${this.#onMachine(path)}`),
  });
  readonly #editors = new Map<string, OpenFile>();
  #files = new Map<string, FolderFile>();
  /** In the home folder, with a slash at its end; empty: the home folder itself. */
  #folder = `${PLAYGROUND_FOLDER}/`;
  #shown = '';
  /** A name that a file is about to get. */
  #wanted: string | undefined;
  /** Texts that the machine was given and has not shown yet. */
  readonly #given = new Map<string, string>();
  #stop: (() => void) | undefined;

  constructor(private readonly element: HTMLElement) {
    this.#terminal = found(element, 'drydock-terminal');
    this.#select = found(element, 'select');
    this.#place = found(element, '.playground-editor');
    this.#status.className = 'playground-status';
    this.#status.setAttribute('role', 'status');
    const hadFocus = this.#place.contains(document.activeElement);
    found(element, '.playground-list').replaceWith(this.#list.element);
    this.#place.after(this.#status);
    this.#select.addEventListener('change', () => this.#choose());
    found(element, '.playground-start').addEventListener('submit', (event) => event.preventDefault());
    this.#terminal.addEventListener(SESSION_EVENT, (event) => {
      if (isSessionEvent(event)) this.#follow(event.detail);
    });
    const last = kept.lastSession;
    for (const [point, { files }] of STARTING_POINTS)
      if (last === keptName(point, files)) this.#select.value = point;
    this.#begin();
    if (this.#terminal.isLive) this.#follow(this.#terminal.session());
    if (hadFocus) this.#editors.get(this.#shown)?.editor.focus();
    if (/^#v\d/.test(location.hash)) void this.#openLink(location.hash);
  }

  get #point() {
    return STARTING_POINTS.get(this.#select.value) ?? { title: '', summary: '', files: {}, commands: [] };
  }

  /** As the chosen starting point has it. */
  #begin(): void {
    const { files, commands, summary } = this.#point;
    const steps = stepsOf(this.#point);
    this.#terminal.dataset['before'] = JSON.stringify(steps);
    this.#terminal.dataset['seed'] = `playground ${this.#select.value}`;
    this.#terminal.removeAttribute('data-unkept');
    this.#terminal.dataset['keptAs'] = keptName(this.#select.value, files);
    this.#terminal.offerKept();
    this.#folder = `${PLAYGROUND_FOLDER}/`;
    this.#given.clear();
    this.#editors.clear();
    this.#shown = '';
    this.#take(
      Object.entries(files).map(([path, lines]) => ({
        path,
        mode: path.endsWith('.sh') ? 0o755 : PLAIN_MODE,
        text: lines.map((line) => `${line}\n`).join(''),
      })),
    );
    found(this.element, '.playground-summary').textContent = summary;
    this.#offer(commands);
  }

  #offer(commands: readonly string[]): void {
    const build = commands.find((command) => command.startsWith('docker build -t ')) ?? BUILD;
    const others = commands.filter((command) => command !== build);
    const buttons = others.map((command) =>
      button(command, 'Type this in the terminal', () => this.#type(command)),
    );
    found(this.element, '.playground-commands').replaceChildren(
      button('Build image', `Save, and type ${build}`, () => this.#type(build)),
      ...buttons,
    );
  }

  #choose(): void {
    const isLost = this.#terminal.isLive && this.#terminal.dataset['unkept'] !== undefined;
    if (isLost && !confirm('Start anew from here? What came with the link will be gone.')) {
      this.#select.value = this.element.dataset['start'] ?? '';
      return;
    }
    this.element.dataset['start'] = this.#select.value;
    if (this.#terminal.isLive) this.#terminal.leave();
    else this.#begin();
    this.#select.focus();
  }

  async #openLink(fragment: string): Promise<void> {
    const notice = document.createElement('p');
    notice.className = 'playground-notice';
    notice.setAttribute('role', 'alert');
    this.element.before(notice);
    const start = await readSharedSession(fragment);
    if ('problem' in start) {
      notice.textContent = `${start.problem} Here is the playground as it starts.`;
      return;
    }
    notice.textContent = 'This session came with a link. It was replayed here, from what the link holds.';
    const isOurs = start.origin.seed.startsWith('playground ');
    this.#folder = isOurs ? `${PLAYGROUND_FOLDER}/` : '';
    this.#editors.clear();
    this.#shown = '';
    this.#take([]);
    this.#offer([]);
    // It did not begin as a starting point has it: it could not be gone on with on the next visit.
    this.#terminal.dataset['unkept'] = '';
    this.#terminal.begin(start);
  }

  /** Goes with a session from its start to its end; without one all is as the starting point has it. */
  #follow(session: Session | null): void {
    this.#stop?.();
    this.#stop = undefined;
    if (session === null) {
      this.#begin();
      return;
    }
    const look = { kind: 'folder', path: this.#folder } as const;
    let moment = session.timeline.at;
    this.#stop = session.watch(look, (sight, at) => {
      if (at < moment) this.#given.clear();
      moment = at;
      if (sight.kind === 'folder') this.#take(sight.files);
    });
    const [first] = this.element.querySelectorAll<HTMLElement>('.playground-panels button');
    if (this.element.querySelector('.playground-panels [aria-expanded="true"]') === null)
      queueMicrotask(() => first?.click());
  }

  /** The files as they are on the machine now. */
  #take(files: readonly FolderFile[]): void {
    const shown = files.filter(({ path }) => this.#folder !== '' || !/^\.(?!dockerignore$)/.test(path));
    this.#files = new Map(shown.map((file) => [file.path, file]));
    for (const [path, text] of this.#given) {
      if (this.#files.get(path)?.text === text) this.#given.delete(path);
      else this.#files.set(path, { path, text, mode: this.#files.get(path)?.mode ?? PLAIN_MODE });
    }
    for (const [path, { editor }] of this.#editors) {
      const text = this.#files.get(path)?.text;
      if (text === undefined) this.#editors.delete(path);
      else if (!editor.hasFocus || !this.#isUnsaved(path)) editor.text = withoutEnd(text);
    }
    const paths = this.#paths;
    if (this.#wanted !== undefined && paths.includes(this.#wanted)) {
      this.#shown = this.#wanted;
      this.#wanted = undefined;
    }
    if (paths.includes(this.#shown)) this.#list.show(paths, this.#shown);
    else this.#show(paths[0] ?? '', false);
    if (paths.includes(this.#shown) && !this.#editors.has(this.#shown)) this.#show(this.#shown, false);
  }

  get #paths(): readonly string[] {
    return inOrder(this.#files.keys());
  }

  #show(path: string, hasFocus: boolean): void {
    this.#save();
    this.#shown = path;
    this.#list.show(this.#paths, path);
    const file = this.#files.get(path);
    if (file?.text === undefined) {
      const text = document.createElement('p');
      text.textContent =
        file === undefined ? 'There is no file here.' : `${path} is not a text that can be edited here.`;
      this.#place.replaceChildren(text);
      return;
    }
    const open = this.#editors.get(path) ?? this.#edit(path, file.text);
    this.#editors.set(path, open);
    this.#place.replaceChildren(open.element);
    this.#tell();
    open.editor.recheck();
    if (hasFocus) open.editor.focus();
  }

  #edit(path: string, text: string): OpenFile {
    const element = document.createElement('div');
    const editor = new TextEditor(element, {
      path,
      text: withoutEnd(text),
      edited: () => this.#tell(),
      saved: () => this.#save(),
      check: (file) => {
        const ignore = this.#files.get('.dockerignore')?.text;
        return checkFile({ ...file, ignore });
      },
    });
    return { element, editor };
  }

  #isUnsaved(path: string): boolean {
    const editor = this.#editors.get(path)?.editor;
    return editor !== undefined && editor.text !== withoutEnd(this.#files.get(path)?.text ?? '');
  }

  /** The machine gets what was written. */
  #save(): void {
    const path = this.#shown;
    const editor = this.#editors.get(path)?.editor;
    if (editor === undefined || !this.#isUnsaved(path)) return;
    this.#write(path, editor.text === '' ? '' : `${editor.text}\n`);
    this.#tell();
  }

  #write(path: string, text: string): void {
    const mode = this.#files.get(path)?.mode ?? PLAIN_MODE;
    this.#given.set(path, text);
    this.#files.set(path, { path, mode, text });
    this.#terminal.session().file(`${this.#folder}${path}`, text, mode);
  }

  #tell(): void {
    // Both are a line, so that nothing moves under the pointer when the editor is left.
    const text = this.#isUnsaved(this.#shown)
      ? 'Edited. Ctrl-S saves, and so does leaving.'
      : 'Saved on the machine. Tab leaves the editor.';
    if (this.#status.textContent !== text) this.#status.textContent = text;
  }

  #add(path: string): void {
    this.#save();
    this.#write(path, '');
    this.#show(path, true);
  }

  #rename(path: string, to: string): void {
    const folder = to.slice(0, Math.max(0, to.lastIndexOf('/')));
    const made = folder === '' ? '' : `mkdir -p ${this.#onMachine(folder)} && `;
    const isTyped = this.#type(`${made}mv ${this.#onMachine(path)} ${this.#onMachine(to)}`);
    if (isTyped) this.#wanted = to;
  }

  /** As a shell has it, wherever it stands. */
  #onMachine(path: string): string {
    const quoted = /^[\w./+@=-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`;
    return `~/${this.#folder}${quoted}`;
  }

  /** Types a line at the prompt, as a reader would; false where a program has the terminal. */
  #type(line: string): boolean {
    this.#save();
    const isFree = this.#terminal.dataset['state'] === 'prompt';
    if (isFree) {
      this.#terminal.session().line(line);
      this.#bringTerminal();
    } else this.#status.textContent = 'A program has the terminal now: end it first, with Ctrl-C or Ctrl-D.';
    return isFree;
  }

  /** On a phone it stands below the window's end: what is printed would be seen by nobody. */
  #bringTerminal(): void {
    const { top } = this.#terminal.getBoundingClientRect();
    if (top < 0 || top > innerHeight / 2) this.#terminal.scrollIntoView({ block: 'start' });
  }
}

/** Sessions are kept by what they begin with: one whose starting point has changed since is not gone on with. */
function keptName(point: string, files: Readonly<Record<string, readonly string[]>>): string {
  return `playground ${point} ${hash(JSON.stringify(files))}`;
}

function isSessionEvent(event: Event): event is SessionEvent {
  return event instanceof CustomEvent;
}

function withoutEnd(text: string): string {
  return text.replace(/\n$/, '');
}

/** What the page has. */
function found<T extends HTMLElement>(within: HTMLElement, selector: string): T {
  const element = within.querySelector<T>(selector);
  if (element === null) throw new Error(`the playground has no ${selector}`);
  return element;
}
