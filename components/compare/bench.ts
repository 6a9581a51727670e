import type { ComparisonSetup, ComparisonState, ContextFile } from '../../src/notes/comparison';
import type { ComparisonAction } from '../../src/notes/protocol';
import { checkFile } from '../editor/check';
import { draw } from '../draw';
import { TextEditor } from '../editor/text-editor';
import { showKeptNote } from '../kept/kept-note';
import { fileMarkup, resultsMarkup } from './comparison-markup';
import { ComparisonSession } from './comparison-session';
import { type EditedText, KeptEdits } from './kept-edits';

/** Of a file that the page does not know from its beginning. */
const PLAIN_MODE = 0o644;
/** A reader who types fast is not written down at each key. */
const KEEP_AFTER_MS = 400;

/** What takes less is done before anybody could press Stop: to draw that it is being done would make it take longer. */
const NOTICED_AFTER_MS = 250;

/** A file of the comparison, and where it stands. */
interface FileEditor {
  readonly group: string;
  readonly mode: number;
  readonly figure: HTMLElement;
  readonly editor: TextEditor;
}

/** What a comparison of builds does: its files are edited, changed by what the author offers, and built again. */
export class Bench {
  #session: ComparisonSession | undefined;
  #editors: FileEditor[] = [];
  #flags: readonly HTMLInputElement[] = [];
  readonly #stop = document.createElement('button');
  /** How many things are being done. */
  #atWork = 0;
  #noticed: ReturnType<typeof setTimeout> | undefined;
  #shown: ComparisonState | undefined;
  readonly #kept: KeptEdits;
  #keepTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly element: HTMLElement,
    private readonly setup: ComparisonSetup,
    /** The buttons and the line that says what was done; they stay. */
    private readonly tools: HTMLElement,
    /** What the build wrote into the page. */
    private readonly built: string,
  ) {
    this.#set();
    this.#kept = new KeptEdits(element, this.#texts);
    this.#takeEarlier();
    addEventListener('pagehide', () => {
      if (this.#keepTimer !== undefined) this.#keep();
    });
    Object.assign(this.#stop, { type: 'button', textContent: 'Stop', hidden: true });
    this.#stop.addEventListener('click', () => this.#session?.stop());
    const build = tools.querySelector('button');
    build?.after(this.#stop);
    build?.addEventListener('pointerdown', (event) => this.#foresee(event));
    element.addEventListener('pointerover', ({ target }) => this.#pointAt(target));
    element.addEventListener('focusin', ({ target }) => this.#pointAt(target));
    element.addEventListener('pointerleave', () => this.#pointAt(null));
    // What a fold holds is drawn when it opens: a comparison that is built anew has forty of them.
    element.addEventListener('toggle', () => this.#show(), { capture: true });
    element.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      this.build();
    });
  }

  get #isPair(): boolean {
    return this.setup.sides.length > 1;
  }

  #set(): void {
    this.#editors = [];
    for (const group of this.element.querySelectorAll<HTMLElement>('[data-files]')) {
      for (const file of group.querySelectorAll<HTMLElement>('.compare-file')) this.#edit(group, file);
    }
    this.#flags = [...this.element.querySelectorAll<HTMLElement>('.compare-side')].map((side, index) => {
      const input = document.createElement('input');
      const title = this.#isPair ? `, ${this.setup.sides[index]?.title ?? ''}` : '';
      Object.assign(input, { type: 'text', autocomplete: 'off', spellcheck: false });
      input.value = side.querySelector('.compare-flags')?.textContent ?? '';
      input.className = 'compare-flags';
      input.placeholder = 'options';
      input.setAttribute('autocapitalize', 'none');
      input.setAttribute('aria-label', `Options of docker build${title}`);
      side.querySelector('.compare-flags')?.replaceWith(input);
      input.addEventListener('keydown', (event) => {
        if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) this.build();
      });
      return input;
    });
  }

  #edit(group: HTMLElement, figure: HTMLElement): void {
    const name = group.dataset['files'] ?? '';
    const path = figure.dataset['path'] ?? '';
    const known = [...this.setup.files, ...this.setup.sides.flatMap(({ files }) => files)];
    const mode = known.find((one) => one.path === path)?.mode ?? PLAIN_MODE;
    const element = figure.querySelector<HTMLElement>('.editor') ?? figure;
    const editor = new TextEditor(element, {
      path,
      text: linesOf(element),
      label: name === 'all' ? '' : (this.setup.sides[Number(name)]?.title ?? ''),
      edited: () => {
        this.#sayEdited();
        clearTimeout(this.#keepTimer);
        this.#keepTimer = setTimeout(() => this.#keep(), KEEP_AFTER_MS);
      },
      check: (file) => checkFile({ ...file, ignore: this.#ignoreFor(name) }),
    });
    this.#editors.push({ group: name, mode, figure, editor });
  }

  get #texts(): readonly EditedText[] {
    return this.#editors.map(({ group, editor: { path, text } }) => ({ group, path, text }));
  }

  #takeEarlier(): void {
    const { earlier } = this.#kept;
    for (const { group, editor } of this.#editors) {
      const file = earlier.find((one) => one.group === group && one.path === editor.path);
      if (file !== undefined) editor.text = file.text;
    }
    if (earlier.length === 0) return;
    showKeptNote();
    this.#say('As you edited it on an earlier visit. Press Build, or Reset.');
  }

  #keep(): void {
    clearTimeout(this.#keepTimer);
    this.#keepTimer = undefined;
    const problem = this.#kept.keep(this.#texts);
    showKeptNote();
    if (problem !== undefined) this.#say(problem);
  }

  /** The text of the .dockerignore that a group's builds go by. */
  #ignoreFor(group: string): string | undefined {
    const found = this.#editors.filter(({ editor }) => editor.path === '.dockerignore');
    return (found.find((one) => one.group === group) ?? found.find((one) => one.group === 'all'))?.editor
      .text;
  }

  change(index: number): void {
    const change = this.setup.changes[index];
    if (change !== undefined)
      void this.#act({ kind: 'change', change }, `Done: ${change.label}. Press Build to see what it costs.`);
  }

  build(): void {
    void this.#act(this.#build, undefined);
  }

  get #build(): ComparisonAction['deed'] {
    return { kind: 'build', flags: this.#flags.map(({ value }) => value.trim()) };
  }

  /** A button of a mouse that goes down comes up again: nobody waits for what is built meanwhile. */
  #foresee({ pointerType, button }: PointerEvent): void {
    if (pointerType === 'mouse' && button === 0 && this.#atWork === 0)
      this.#open().foresee(this.#action(this.#build));
  }

  reset(): void {
    this.#session?.close();
    this.#session = undefined;
    this.#shown = undefined;
    this.#rest(this.#atWork);
    const focused = document.activeElement;
    this.element.innerHTML = this.built;
    this.element.querySelector('.compare-results')?.before(this.tools);
    this.#set();
    this.#keep();
    if (focused instanceof HTMLElement) focused.focus();
    this.#say('As the page shows it.');
  }

  async #act(deed: ComparisonAction['deed'], done: string | undefined): Promise<void> {
    const session = this.#open();
    this.#work(deed.kind === 'build' ? 'Building…' : 'Changing…');
    const state = await session.act(this.#action(deed));
    if (session !== this.#session) return;
    this.#rest(1);
    this.#takeFiles(state);
    if (deed.kind === 'build' || state.problem !== '') {
      this.#shown = state;
      this.#show();
    }
    const saving = this.element.querySelector('.compare-saved')?.textContent;
    this.#say(state.problem === '' ? (done ?? `Built. ${saving ?? ''}`) : 'That did not work: see below.');
  }

  #action(deed: ComparisonAction['deed']): ComparisonAction {
    return {
      files: this.#filesOf('all', !this.#isPair),
      sideFiles: this.setup.sides.map((_, index) =>
        this.#isPair ? this.#filesOf(String(index), false) : [],
      ),
      deed,
    };
  }

  /** Something more is being done: as soon as that is noticed, it is said, and can be stopped. */
  #work(what: string): void {
    this.#atWork += 1;
    clearTimeout(this.#noticed);
    this.#noticed = setTimeout(() => {
      this.#say(what);
      this.#stop.hidden = false;
    }, NOTICED_AFTER_MS);
  }

  /** So many things are done. */
  #rest(done: number): void {
    this.#atWork -= done;
    if (this.#atWork > 0) return;
    clearTimeout(this.#noticed);
    const hadFocus = document.activeElement === this.#stop;
    this.#stop.hidden = true;
    if (hadFocus) this.tools.querySelector('button')?.focus({ preventScroll: true });
  }

  #open(): ComparisonSession {
    this.#session ??= new ComparisonSession(
      this.setup,
      (this.element.dataset['parts'] ?? '').split(' ').filter((key) => key !== ''),
      (message) => this.#say(`The engine stopped: ${message}`),
    );
    return this.#session;
  }

  #filesOf(group: string, isAll: boolean): readonly ContextFile[] {
    return this.#editors
      .filter((one) => isAll || one.group === group)
      .map(({ editor: { path, text }, mode }) => ({ path, text, mode }));
  }

  /** The files as they are now: texts that changed, and files that came or went. */
  #takeFiles({ files, sideFiles }: ComparisonState): void {
    const groups = new Map<string, readonly ContextFile[]>(
      this.#isPair
        ? [['all', files], ...sideFiles.map((own, index) => [String(index), own] as const)]
        : [['all', [...(sideFiles[0] ?? []), ...files]]],
    );
    for (const [name, now] of groups) {
      const group = this.element.querySelector<HTMLElement>(`[data-files="${name}"]`);
      const known = this.#editors.filter((one) => one.group === name);
      for (const { editor, figure } of known) {
        const file = now.find(({ path }) => path === editor.path);
        if (file !== undefined) editor.text = file.text;
        else {
          figure.remove();
          this.#editors = this.#editors.filter((one) => one.editor !== editor);
        }
      }
      for (const file of now) {
        if (group === null || known.some(({ editor }) => editor.path === file.path)) continue;
        group.insertAdjacentHTML('beforeend', fileMarkup(file).html);
        const added = group.lastElementChild;
        if (added instanceof HTMLElement) this.#edit(group, added);
      }
    }
  }

  /** Draws the builds, if there were any since the page was opened. */
  #show(): void {
    const results = this.element.querySelector<HTMLElement>('.compare-results');
    if (results === null || this.#shown === undefined) return;
    const isOpen = (build: number, fold: string): boolean =>
      results.querySelector(`[data-build="${build}"] [data-fold="${fold}"][open]`) !== null;
    draw(results, resultsMarkup(this.#shown, this.#isPair, isOpen));
  }

  #say(text: string): void {
    const status = this.tools.querySelector('[role=status]');
    if (status !== null) status.textContent = text;
  }

  /** At each key: what is said already need not be drawn again. */
  #sayEdited(): void {
    const text = 'Edited. Press Build.';
    if (this.tools.querySelector('[role=status]')?.textContent !== text) this.#say(text);
  }

  /** Ties what is pointed at to the rest of its step: its bar, its lines of the Dockerfile, its layers, its stage. */
  #pointAt(target: EventTarget | null): void {
    const part = target instanceof Element ? target.closest<HTMLElement>('[data-step]') : null;
    const build = part?.closest<HTMLElement>('[data-build]');
    const step = part?.dataset['step'] ?? '';
    const tied = new Set(
      step === '' ? [] : build?.querySelectorAll<HTMLElement>(`[data-step="${CSS.escape(step)}"]`),
    );
    const range = [...tied].find(({ dataset }) => dataset['lines'] !== undefined)?.dataset['lines'] ?? '';
    const [from, to] = range.split('-').map(Number);
    const lines = from === undefined || to === undefined ? undefined : { from, to };
    for (const { group, editor } of this.#editors) {
      if (editor.path !== 'Dockerfile') continue;
      editor.mark(!this.#isPair || group === 'all' || group === build?.dataset['build'] ? lines : undefined);
    }
    for (const one of this.element.querySelectorAll('.is-pointed')) one.classList.remove('is-pointed');
    for (const one of tied) one.classList.add('is-pointed');
  }
}

/** A file's text as the page shows it. */
function linesOf(element: HTMLElement): string {
  const lines = [...element.querySelectorAll('.editor-line')];
  return lines.map(({ textContent }) => textContent.replace(/\n$/, '')).join('\n');
}
