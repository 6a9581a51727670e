import { globSync, readFileSync } from 'node:fs';

/** The built HTML files as paths of the site: `/`, `/running-containers/run-a-container/`, `/404.html`. */
export function builtPaths(): readonly string[] {
  return globSync('dist/**/*.html')
    .map((file) =>
      file
        .replaceAll('\\', '/')
        .replace(/^dist/, '')
        .replace(/index\.html$/, ''),
    )
    .toSorted();
}

/** The text of a built page by its path on the site. */
export function builtHtml(path: string): string {
  return readFileSync(`dist${path}${path.endsWith('/') ? 'index.html' : ''}`, 'utf8');
}

/** The notes in the order of reading, as the site's `/contents.json` lists them. */
export function builtNotes(): readonly { readonly href: string; readonly title: string }[] {
  const { chapters }: { chapters: readonly { href: string; title: string }[] } = JSON.parse(
    readFileSync('dist/contents.json', 'utf8'),
  );
  return chapters;
}
