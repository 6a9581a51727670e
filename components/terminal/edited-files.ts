/** A file block of the page whose text a reader has changed. */
export interface EditedFile {
  readonly machine: string;
  readonly path: string;
  /** As the page has it, with the line feed at its end; as it is now. */
  readonly original: string;
  readonly content: string;
}

const edited = new Map<HTMLElement, EditedFile>();

/** From now on examples that take this block's file take this text; none: the page's own. */
export function setEditedFile(block: HTMLElement, file: EditedFile | undefined): void {
  if (file === undefined) edited.delete(block);
  else edited.set(block, file);
}

/** What a machine gets where the page writes this text to a file. */
export function editedContent(machine: string, path: string, original: string): string {
  for (const file of edited.values())
    if (file.machine === machine && file.path === path && file.original === original) return file.content;
  return original;
}
