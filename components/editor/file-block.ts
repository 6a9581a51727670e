import { button } from '../terminal/button';
import { setEditedFile } from '../terminal/edited-files';
import { originOf } from '../terminal/page-origin';
import { FILE_EVENT, type FileEvent } from '../terminal/session-event';
import { checkFile } from './check';
import { TextEditor } from './text-editor';

/** Turns a file block of a note into an editor; `edit` is the button that asked for it. */
export function editBlock(block: HTMLElement, edit: HTMLElement): void {
  const { file: path = '', machine = '' } = block.dataset;
  const pre = block.querySelector('pre');
  const caption = block.querySelector('figcaption');
  if (pre === null || caption === null) return;
  const original = (pre.querySelector('code')?.textContent ?? '').replace(/\n$/, '');
  const place = document.createElement('div');
  const status = document.createElement('span');
  status.className = 'code-file-state';
  status.setAttribute('role', 'status');
  let saved = original;

  const save = (): void => {
    if (editor.text === saved) return;
    saved = editor.text;
    const isEdited = saved !== original;
    const before = { machine, path, original: `${original}\n`, content: `${saved}\n` };
    setEditedFile(block, isEdited ? before : undefined);
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
    status.textContent = isEdited ? 'edited by you: the examples below take it' : '';
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
  show();
  editor.focus();
}
