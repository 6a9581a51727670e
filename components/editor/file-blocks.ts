import { button } from '../terminal/button';

/** Gives each file of the page's machine a button that turns its block into an editor, which is loaded then. */
export function offerEditing(): void {
  const examples = [...document.querySelectorAll<HTMLElement>('drydock-terminal')];
  for (const block of document.querySelectorAll<HTMLElement>('.code-file[data-file]')) {
    const path = block.dataset['file'] ?? '';
    // A file that no example takes would be edited in vain.
    if (!examples.some(({ dataset }) => dataset['before']?.includes(JSON.stringify(path)))) continue;
    const edit = button('Edit', `Edit ${path}: the examples below take what you write`, () => {
      void import('./file-block').then(({ editBlock }) => editBlock(block, edit));
    });
    edit.setAttribute('aria-label', `Edit ${path}`);
    block.querySelector('figcaption')?.append(edit);
  }
}
