import { type CompletionHelp, isErrno, type LineCompletion, type Process } from '../kernel';
import { builtinNames } from './builtins';
import { compareByCodePoint } from './glob';
import type { Shell } from './shell';
import { BASH_RESERVED_WORDS, RESERVED_WORDS } from './syntax';

const WORD_BREAK = /[\s;&|<>()]/;

/** Completes the word at `cursor` as bash does: commands in first place, `$variables`, else paths. */
export function completeLine(
  shell: Shell,
  line: string,
  cursor: number,
  completeArgument?: CompletionHelp['own'],
): LineCompletion {
  const before = line.slice(0, cursor);
  let start = before.length;
  while (start > 0 && (!WORD_BREAK.test(before[start - 1] ?? '') || before[start - 2] === '\\')) start--;
  const word = before.slice(start);
  const command =
    before
      .slice(0, start)
      .split(/[;&|(\n]|\bthen\b|\bdo\b/)
      .at(-1) ?? '';
  const earlier =
    command.trim() === ''
      ? []
      : command
          .trim()
          .split(/\s+/)
          .filter((one) => !/^[A-Za-z_]\w*=/.test(one));
  const variable = /^(.*\$\{?)(\w*)$/.exec(word);
  if (variable) {
    const names = shell.variables.names().filter((name) => name.startsWith(variable[2] ?? ''));
    return { start, candidates: names.sort(compareByCodePoint).map((name) => `${variable[1] ?? ''}${name}`) };
  }
  const isCommand = earlier.length === 0 && !/[<>]\s*$/.test(command);
  if (isCommand && !word.includes('/')) return { start, candidates: commandNames(shell, word) };
  const own = isCommand ? undefined : completeArgument?.([...earlier, word]);
  if (own) return { start, candidates: own.filter((one) => one.startsWith(word)) };
  return { start, candidates: paths(shell, word, isCommand) };
}

/** Names of commands that start with `prefix`: aliases, functions, builtins, words of the grammar, programs. */
export function commandNames(shell: Shell, prefix: string): string[] {
  const names = new Set<string>([
    ...shell.aliases.keys(),
    ...shell.functions.keys(),
    ...builtinNames(shell.dialect.name),
    ...RESERVED_WORDS,
  ]);
  if (shell.isBash) for (const word of BASH_RESERVED_WORDS) names.add(word);
  for (const folder of (shell.variables.get('PATH') ?? '').split(':'))
    for (const name of listed(shell.p, folder === '' ? '.' : folder))
      if (name.startsWith(prefix) && shell.p.files.access(`${folder}/${name}`, 'x')) names.add(name);
  return [...names].filter((name) => name.startsWith(prefix)).sort(compareByCodePoint);
}

function paths(shell: Shell, word: string, onlyExecutable: boolean): string[] {
  const slash = word.lastIndexOf('/') + 1;
  const [folder, prefix] = [word.slice(0, slash), word.slice(slash)];
  const home = shell.variables.get('HOME') ?? '';
  const looked = folder.startsWith('~/') ? home + folder.slice(1) : folder;
  const names = listed(shell.p, looked === '' ? '.' : looked).filter(
    (name) => name.startsWith(prefix) && (prefix.startsWith('.') || !name.startsWith('.')),
  );
  return names
    .map((name) => ({ name, isFolder: isFolder(shell.p, `${looked}${name}`) }))
    .filter(
      ({ name, isFolder: folderToo }) =>
        !onlyExecutable || folderToo || shell.p.files.access(`${looked}${name}`, 'x'),
    )
    .map(
      ({ name, isFolder: folderToo }) =>
        `${folder}${name.replace(/([\s"'\\$`&|;<>()*?[\]!#])/g, '\\$1')}${folderToo ? '/' : ''}`,
    )
    .sort(compareByCodePoint);
}

/** bash's `compgen -A kind`. */
export function completeWord(shell: Shell, prefix: string, kinds: ReadonlySet<string>): string[] {
  const wants = (letter: string, name: string): boolean => kinds.has(letter) || kinds.has(name);
  const fits = (names: Iterable<string>): string[] =>
    [...names].filter((name) => name.startsWith(prefix)).sort(compareByCodePoint);
  return [
    ...(wants('a', 'alias') ? fits(shell.aliases.keys()) : []),
    ...(wants('b', 'builtin') ? fits(builtinNames(shell.dialect.name)) : []),
    ...(wants('c', 'command') ? commandNames(shell, prefix) : []),
    ...(kinds.has('function') ? fits(shell.functions.keys()) : []),
    ...(wants('k', 'keyword') ? fits([...RESERVED_WORDS, ...BASH_RESERVED_WORDS]) : []),
    ...(wants('v', 'variable') ? fits(shell.variables.names()) : []),
    ...(wants('e', 'export') ? fits(shell.exportedEntries().map(([name]) => name)) : []),
    ...(wants('f', 'file') ? paths(shell, prefix, false).map((path) => path.replace(/\/$/, '')) : []),
    ...(wants('d', 'directory')
      ? paths(shell, prefix, false)
          .filter((path) => path.endsWith('/'))
          .map((path) => path.slice(0, -1))
      : []),
  ];
}

function listed(p: Process, folder: string): readonly string[] {
  try {
    return p.files.readDirectory(folder);
  } catch (error) {
    if (isErrno(error)) return [];
    throw error;
  }
}

function isFolder(p: Process, path: string): boolean {
  try {
    return p.files.stat(path).kind === 'directory';
  } catch (error) {
    if (isErrno(error)) return false;
    throw error;
  }
}
