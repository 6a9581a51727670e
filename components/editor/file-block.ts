import { kept } from '../kept/kept';
import { showKeptNote } from '../kept/kept-note';
import { button } from '../terminal/button';
import { setEditedFile } from '../terminal/edited-files';
import { originOf } from '../terminal/page-origin';
import { FILE_EVENT, type FileEvent } from '../terminal/session-event';
import { checkFile } from './check';
import { TextEditor } from './text-editor';

/** Turns the blocks that a reader edited on an earlier visit into editors again. */
export function editKeptBlocks(): void {
  for (const block of document.querySelectorAll<HTMLElement>('.code-file')) {
    const content = kept.files.get(keptName(block));
    if (content !== undefined) openBlock(block, content);
  }
}

/** Turns a file block of a note into an editor. */
export function editBlock(block: HTMLElement): void {
  openBlock(block, undefined)?.focus();
}

/** Several blocks of a page may show the same file at different times. */
function keptName(block: HTMLElement): string {
  const { file = '', machine = '' } = block.dataset;
  const same = [...document.querySelectorAll<HTMLElement>('.code-file')].filter(
    ({ dataset }) => dataset['file'] === file && dataset['machine'] === machine,
  );
  return `${machine} ${file} ${same.indexOf(block)}`;
}

function openBlock(block: HTMLElement, earlier: string | undefined): TextEditor | undefined {
  const { file: path = '', machine = '' } = block.dataset;
  const pre = block.querySelector('pre');
  const edit = block.querySelector('.code-file-edit');
  if (pre === null || edit === null) return undefined;
  const name = keptName(block);
  const original = (pre.querySelector('code')?.textContent ?? '').replace(/\n$/, '');
  const place = document.createElement('div');
  const status = document.createElement('span');
  status.className = 'code-file-state';
  status.setAttribute('role', 'status');
  let saved = original;
  let problem = '';

  const save = (): void => {
    if (editor.text === saved) return;
    saved = editor.text;
    const isEdited = saved !== original;
    const before = { machine, path, original: `${original}\n`, content: `${saved}\n` };
    setEditedFile(block, isEdited ? before : undefined);
    if (isEdited) problem = kept.files.keep(name, saved) ?? '';
    else kept.files.forget(name);
    showKeptNote();
    show();
    for (const example of document.querySelectorAll<HTMLElement>(
      `drydock-terminal[data-machine="${CSS.escape(machine)}"]`,
    )) {
      const isAfter = (block.compareDocumentPosition(example) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
      const written = originOf(example).steps.findLast(
        (one) => one.machine === machine && one.step.kind === 'file' && one.step.path === path,
      )?.step;
      if (!isAfter || written?.kind !== 'file' || written.content !== `${saved}\n`) continue;
      const event: FileEvent = new CustomEvent(FILE_EVENT, { detail: written });
      example.dispatchEvent(event);
    }
  };
  const show = (): void => {
    const isEdited = editor.text !== original;
    reset.hidden = !isEdited;
    status.textContent = isEdited ? `edited by you: the examples below take it ${problem}`.trimEnd() : '';
  };
  const reset = button('Reset', `Show ${path} as the page has it`, () => {
    editor.text = original;
    save();
    editor.focus();
  });
  reset.setAttribute('aria-label', `Reset ${path}`);
  pre.replaceWith(place);
  const editor = new TextEditor(place, { path, text: original, edited: show, saved: save, check: checkFile });
  edit.replaceWith(status, reset);
  if (earlier !== undefined) {
    editor.text = earlier;
    save();
  }
  show();
  addEventListener('pagehide', save);
  return editor;
}
