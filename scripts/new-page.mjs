// Starts a note from the template: `npm run new-page -- PART "Title"`.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const USAGE = 'usage: npm run new-page -- PART "Title"';

/** The parts' folders in `content/`. */
function foldersIn(content) {
  return readdirSync(content, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

/** The folder that is meant by `3`, `secure-images` or `3-secure-images`; undefined where none is. */
function folderOf(part, folders) {
  return folders.find(
    (name) => name === part || name.split('-')[0] === part || name.replace(/^\d+-/, '') === part,
  );
}

/** The first place in a part that no page has. */
function freeOrder(folder) {
  const orders = readdirSync(folder)
    .filter((name) => name.endsWith('.mdx'))
    .map((name) => Number(/^order: (\d+)$/m.exec(readFileSync(join(folder, name), 'utf8'))?.[1] ?? 0));
  return Math.max(0, ...orders) + 1;
}

/** Writes the page and gives its path from the root. Throws an Error that says what is wrong. */
export function newPage(content, part, title) {
  if (!part || !title) throw new Error(USAGE);
  const folders = foldersIn(content);
  const folder = folderOf(part, folders);
  if (folder === undefined) throw new Error(`there is no part "${part}"; there are: ${folders.join(', ')}`);
  const slug = title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  if (slug === '') throw new Error(`"${title}" has no letter that could stand in an address`);
  const order = freeOrder(join(content, folder));
  const number = /^\d/.test(folder) ? `${String(order).padStart(2, '0')}-` : '';
  const path = join(content, folder, `${number}${slug}.mdx`);
  const taken = readdirSync(join(content, folder)).find(
    (name) => name.replace(/^\d+-/, '') === `${slug}.mdx`,
  );
  if (taken !== undefined || existsSync(path))
    throw new Error(`${join(folder, taken ?? '')} is there already`);
  const template = readFileSync(join(root, 'scripts', 'page-template.mdx'), 'utf8');
  const shown = /^[\w .,'’?!()/-]+$/.test(title) ? title : JSON.stringify(title);
  writeFileSync(path, template.replace('TITLE', () => shown).replace('ORDER', String(order)));
  return path;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    const [part, ...title] = process.argv.slice(2);
    const path = relative(process.cwd(), newPage(join(root, 'content'), part, title.join(' ')));
    console.log(`${path}\nSee it: npm run dev. Play it: npm run note -- ${path}`);
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
