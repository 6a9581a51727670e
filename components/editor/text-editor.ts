import type { FileMessage, FileToCheck } from '../../src/notes/protocol';
import { languageOf } from './language';
import { lineMarkups } from './lines-markup';
import { MessageList } from './message-list';
import editorStyle from './editor.css?url';
import { loadStyle } from '../load-style';

await loadStyle(editorStyle);

export interface EditedFile {
  readonly path: string;
  readonly text: string;
  /** Of what it is, where several files have the same path. */
  readonly label?: string;
  readonly edited?: () => void;
  /** Ctrl-S, and when the editor is left. */
  readonly saved?: () => void;
  /** Asked a moment after each edit; without it nothing is checked. */
  readonly check?: (file: FileToCheck) => Promise<readonly FileMessage[]>;
}

/** So long nothing is typed before the checks look. */
const CHECK_AFTER_MS = 250;

let lastEditor = 0;

/**
 * A file that can be edited: a plain text area laid over the same text in colours, so that the browser's own undo,
 * selection and keyboard work. Tab leaves it. What the build checks say stands at its lines and in a list below.
 */
export class TextEditor {
  readonly #id = `editor-${++lastEditor}`;
  readonly #input = document.createElement('textarea');
  readonly #pre = document.createElement('pre');
  readonly #shown = document.createElement('code');
  readonly #messages: MessageList;
  /** As they are drawn, a line each. */
  #lines: readonly string[] = [];
  #found: readonly FileMessage[] = [];
  #wasEdited = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    /** Takes the editor in place of what it holds. */
    readonly element: HTMLElement,
    private readonly file: EditedFile,
  ) {
    const hadFocus = element.contains(document.activeElement);
    const name = [file.path, file.label ?? ''].filter((text) => text !== '').join(', ');
    const input = this.#input;
    Object.assign(input, { value: file.text, wrap: 'off', spellcheck: false, autocomplete: 'off', rows: 1 });
    input.setAttribute('autocapitalize', 'none');
    input.setAttribute('autocorrect', 'off');
    input.setAttribute('aria-label', name);
    this.#pre.setAttribute('aria-hidden', 'true');
    this.#pre.append(this.#shown);
    this.#messages = new MessageList(`${this.#id}-messages`, name, (line) => this.goTo(line));
    const text = document.createElement('div');
    text.className = 'editor-text';
    text.append(this.#pre, input);
    element.classList.add('editor');
    element.replaceChildren(text, this.#messages.element);
    input.addEventListener('input', () => {
      this.#wasEdited = true;
      this.#draw();
      this.#checkSoon(CHECK_AFTER_MS);
      file.edited?.();
    });
    input.addEventListener('scroll', () => {
      this.#pre.scrollLeft = input.scrollLeft;
    });
    input.addEventListener('keydown', (event) => this.#onKey(event));
    input.addEventListener('change', () => file.saved?.());
    input.addEventListener('pointermove', (event) => this.#tell(event));
    for (const moved of ['keyup', 'click', 'focus'])
      input.addEventListener(moved, () => this.#messages.at(this.#caretLine));
    this.#draw();
    this.#checkSoon(0);
    if (hadFocus) this.focus();
  }

  get path(): string {
    return this.file.path;
  }

  get text(): string {
    return this.#input.value;
  }

  /** Takes a text over, if it is another one: the place where one types stays. */
  set text(text: string) {
    const input = this.#input;
    if (text === input.value) return;
    const { selectionStart, selectionEnd } = input;
    input.value = text;
    input.setSelectionRange(selectionStart, selectionEnd);
    this.#draw();
    this.#checkSoon(CHECK_AFTER_MS);
  }

  get hasFocus(): boolean {
    return document.activeElement === this.#input;
  }

  focus(): void {
    this.#input.focus({ preventScroll: true });
  }

  /** The checks look again: something that they know has changed. */
  recheck(): void {
    this.#checkSoon(CHECK_AFTER_MS);
  }

  /** Selects a line, counted from 1. */
  goTo(line: number): void {
    const before = this.text.split('\n').slice(0, line - 1);
    const start = before.reduce((sum, one) => sum + one.length + 1, 0);
    const end = this.text.indexOf('\n', start);
    this.#input.focus({ preventScroll: true });
    this.#input.setSelectionRange(start, end === -1 ? this.text.length : end);
    this.#shown.children[line - 1]?.scrollIntoView({ block: 'nearest' });
    this.#messages.at(line);
  }

  /** Marks lines, counted from 1; none: no line. */
  mark(lines: { readonly from: number; readonly to: number } | undefined): void {
    for (const [index, line] of [...this.#shown.children].entries())
      line.classList.toggle('is-shown', lines !== undefined && index + 1 >= lines.from && index < lines.to);
  }

  get #caretLine(): number {
    return this.text.slice(0, this.#input.selectionStart).split('\n').length;
  }

  /** Draws those lines that are not as they were. */
  #draw(): void {
    const lines = lineMarkups(this.file.path, this.text).map(({ html }) => html);
    const old = this.#lines;
    let from = 0;
    while (from < lines.length && from < old.length && lines[from] === old[from]) from++;
    let same = 0;
    while (
      same < Math.min(lines.length, old.length) - from &&
      lines[lines.length - 1 - same] === old[old.length - 1 - same]
    )
      same++;
    const range = document.createRange();
    range.setStart(this.#shown, from);
    range.setEnd(this.#shown, Math.min(old.length - same, this.#shown.childNodes.length));
    range.deleteContents();
    const fresh = document.createElement('template');
    fresh.innerHTML = lines.slice(from, lines.length - same).join('');
    range.insertNode(fresh.content);
    this.#lines = lines;
  }

  #onKey(event: KeyboardEvent): void {
    const { key, ctrlKey, metaKey, altKey, shiftKey, isComposing } = event;
    if (isComposing || altKey) return;
    if ((ctrlKey || metaKey) && key.toLowerCase() === 's' && this.file.saved !== undefined) {
      event.preventDefault();
      this.file.saved();
    } else if (key === 'Enter' && !ctrlKey && !metaKey && !shiftKey) {
      const { selectionStart } = this.#input;
      const line = this.text.slice(this.text.lastIndexOf('\n', selectionStart - 1) + 1, selectionStart);
      const indent = /^[ \t]+/.exec(line)?.[0];
      // A new line begins below the beginning of the one before. This way the browser can undo it.
      if (indent !== undefined && document.execCommand('insertText', false, `\n${indent}`))
        event.preventDefault();
    }
  }

  #checkSoon(afterMs: number): void {
    clearTimeout(this.#timer);
    const { check, path } = this.file;
    if (check === undefined || !['dockerfile', 'ignore'].includes(languageOf(path))) return;
    this.#timer = setTimeout(() => void this.#check(check), afterMs);
  }

  async #check(check: NonNullable<EditedFile['check']>): Promise<void> {
    const { text } = this;
    const found = await check({ path: this.file.path, text });
    if (text === this.text) this.#showFound(found);
  }

  #showFound(found: readonly FileMessage[]): void {
    this.#found = found;
    const lines = [...this.#shown.children];
    for (const line of lines) line.removeAttribute('data-mark');
    for (const { kind, from } of found.toReversed()) lines[from - 1]?.setAttribute('data-mark', kind);
    this.#messages.show(found, this.#wasEdited && this.text.trim() !== '');
    if (found.length === 0) this.#input.removeAttribute('aria-describedby');
    else this.#input.setAttribute('aria-describedby', `${this.#id}-messages`);
    this.#input.setAttribute('aria-invalid', String(found.some(({ kind }) => kind === 'error')));
  }

  /** The messages of the line under the pointer, as its tip. */
  #tell({ offsetY }: PointerEvent): void {
    const index = [...this.#shown.children].findIndex((line) => {
      const top = line instanceof HTMLElement ? line.offsetTop - this.#pre.offsetTop : 0;
      return offsetY >= top && offsetY < top + line.clientHeight;
    });
    const here = this.#found.filter(({ from, to }) => index + 1 >= from && index < to);
    const tip = here.map(({ rule, text }) => (rule === undefined ? text : `${rule}: ${text}`)).join('\n');
    if (this.#input.title !== tip) this.#input.title = tip;
  }
}
