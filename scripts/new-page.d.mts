/** Writes a page from the template into a part of `content` and gives its path. Throws an Error that says what is wrong. */
export function newPage(content: string, part: string | undefined, title: string | undefined): string;
