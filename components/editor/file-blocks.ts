import { hasKept } from '../kept/has-kept';

/** The files of a page's machine have a button that turns their block into an editor, which is loaded then. */
export function offerEditing(): void {
  document.addEventListener('click', ({ target }) => {
    const edit = target instanceof Element ? target.closest<HTMLElement>('.code-file-edit') : null;
    const block = edit?.closest<HTMLElement>('.code-file');
    if (block) void import('./file-block').then(({ editBlock }) => editBlock(block));
  });
  if (hasKept()) void import('./file-block').then(({ editKeptBlocks }) => editKeptBlocks());
}
