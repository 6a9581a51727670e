import type { Task } from '../../kernel';
import { codeOf } from '../shared/errors';
import { program } from '../shared/program';
import type { Call } from '../shared/program';
import { listLines, listWidths } from './debian/dpkg-list';
import { globToRegex } from './debian/name-patterns';
import { removePackage } from './debian/package-files';
import { compareVersions } from './debian/versions';
import { ownersOf, ownFiles } from './debian/file-owners';
import { isInstalled, readStatus, shownName, writeStatus, type InstalledPackage } from './debian/status-file';

type Action = (c: Call, status: Map<string, InstalledPackage>, words: readonly string[]) => Task<number>;

/** dpkg's actions by option; `dpkg-query` has those that only look. */
const QUERIES: Readonly<Record<string, Action>> = {
  '-l': list,
  '--list': list,
  '-L': listFiles,
  '--listfiles': listFiles,
  '-S': search,
  '--search': search,
  '-s': showStatus,
  '--status': showStatus,
  '-W': show,
  '--show': show,
};
const ACTIONS: Readonly<Record<string, Action>> = {
  ...QUERIES,
  '-i': install,
  '--install': install,
  '--unpack': install,
  '-r': remove,
  '--remove': remove,
  '-P': purge,
  '--purge': purge,
  '--get-selections': selections,
  '--compare-versions': compare,
  '--print-foreign-architectures': noArchitecture,
  '--print-architecture': architecture,
  '--configure': configure,
  '-C': audit,
  '--audit': audit,
};
const UNMODELLED: readonly string[] = [
  '-c',
  '--contents',
  '-x',
  '--extract',
  '-e',
  '-I',
  '--info',
  '-b',
  '--build',
  '--add-architecture',
  '--set-selections',
  '-V',
  '--verify',
  '-p',
  '--triggers-only',
  '--clear-avail',
  '--update-avail',
];

function* run(c: Call): Task<number> {
  const isQuery = c.name === 'dpkg-query';
  yield* readOwnConfig(c);
  const options = c.args.filter(
    (arg) =>
      !/^(-f=?.*|--showformat=.*|--force-.*|-a|--pending|--no-pager|--admindir=.*|--root=.*|-R|-E|-B|-G|-O|--no-act|--dry-run)$/.test(
        arg,
      ),
  );
  const [option = '', ...words] = options;
  if (option === '--version') {
    const version = readStatus(c.p).get('dpkg')?.version ?? '';
    yield* c.print(
      `Debian ${isQuery ? "'dpkg-query' package management program query tool" : "'dpkg' package management program"} version ${version} (amd64).\n`,
    );
    return 0;
  }
  const actions = isQuery ? QUERIES : ACTIONS;
  const action = Object.hasOwn(actions, option) ? actions[option] : undefined;
  if (action !== undefined) return yield* action(c, readStatus(c.p), words);
  if (UNMODELLED.includes(option))
    return yield* c.fail(`error: ${option} is not modelled on this simulated machine`, 2);
  if (option.startsWith('-')) return yield* c.fail(`error: unknown option ${option}\n\n${hint(c)}`, 2);
  return yield* c.fail(`error: need an action option\n\n${hint(c)}`, 2);
}

/** dpkg looks for options of the user's: in a home that is not theirs it may not even look. */
function* readOwnConfig(c: Call): Task<void> {
  const home = c.p.env.get('HOME');
  if (home === undefined || c.name === 'dpkg-query') return;
  try {
    c.p.files.stat(`${home}/.dpkg.cfg`);
  } catch (error) {
    if (codeOf(error) !== 'EACCES') return;
    yield* c.warn(
      `warning: failed to open configuration file '${home}/.dpkg.cfg' for reading: Permission denied`,
    );
  }
}

function hint(c: Call): string {
  return c.name === 'dpkg-query'
    ? 'Use --help for help about querying packages.'
    : "Type dpkg --help for help about installing and deinstalling packages [*];\nUse 'apt' or 'aptitude' for user-friendly package management;";
}

function* list(c: Call, status: Map<string, InstalledPackage>, words: readonly string[]): Task<number> {
  const all = [...status.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  const patterns = words.map((word) => ({ word, pattern: globToRegex(word.replace(/:amd64$/, '')) }));
  const shown =
    patterns.length === 0
      ? all
      : all.filter(({ name }) => patterns.some(({ pattern }) => pattern.test(name)));
  if (shown.length > 0) {
    const width =
      c.p.isOpen(1) && c.p.isatty(1)
        ? c.p.terminalSize(1).columns
        : Number(c.p.env.get('COLUMNS')) || undefined;
    for (const line of listLines(shown, listWidths(shown, width))) yield* c.print(`${line}\n`);
  }
  return yield* sayMissing(
    c,
    patterns.filter(({ pattern }) => !shown.some(({ name }) => pattern.test(name))).map(({ word }) => word),
  );
}

function* sayMissing(c: Call, words: readonly string[]): Task<number> {
  yield* c.out.flush();
  for (const word of words) yield* c.p.stderr.write(`dpkg-query: no packages found matching ${word}\n`);
  return words.length > 0 ? 1 : 0;
}

function* listFiles(c: Call, status: Map<string, InstalledPackage>, words: readonly string[]): Task<number> {
  let code = 0;
  for (const [at, word] of words.entries()) {
    const one = status.get(word.replace(/:amd64$/, ''));
    if (one === undefined || one.state === 'not-installed') {
      yield* c.out.flush();
      yield* c.p.stderr.write(
        `dpkg-query: package '${word}' is not installed\nUse dpkg --contents (= dpkg-deb --contents) to list archive files contents.\n`,
      );
      code = 1;
      continue;
    }
    if (at > 0) yield* c.print('\n');
    for (const path of yield* ownFiles(c.p, one)) yield* c.print(`${path}\n`);
  }
  return code;
}

function* search(c: Call, status: Map<string, InstalledPackage>, words: readonly string[]): Task<number> {
  let code = 0;
  for (const word of words) {
    const found = yield* ownersOf(c.p, status, word);
    for (const { path, owners } of found) yield* c.print(`${owners.map(shownName).join(', ')}: ${path}\n`);
    if (found.length > 0) continue;
    yield* c.out.flush();
    yield* c.p.stderr.write(
      `dpkg-query: no path found matching pattern ${/^[/*]/.test(word) ? word : `*${word}*`}\n`,
    );
    code = 1;
  }
  return code;
}

function* showStatus(c: Call, status: Map<string, InstalledPackage>, words: readonly string[]): Task<number> {
  let code = 0;
  for (const [at, word] of words.entries()) {
    const one = status.get(word.replace(/:amd64$/, ''));
    if (one === undefined) {
      yield* c.out.flush();
      yield* c.p.stderr.write(
        `dpkg-query: package '${word}' is not installed and no information is available\nUse dpkg --info (= dpkg-deb --info) to examine archive files.\n`,
      );
      code = 1;
      continue;
    }
    if (at > 0) yield* c.print('\n');
    yield* c.print([...one.fields].map(([name, value]) => `${name}: ${value}\n`).join(''));
  }
  return code;
}

/** dpkg-query -W, with -f's ${Field;width} and escapes. */
function* show(c: Call, status: Map<string, InstalledPackage>, words: readonly string[]): Task<number> {
  const given = c.args.find((arg) => /^(-f=?|--showformat=)/.test(arg))?.replace(/^(-f=?|--showformat=)/, '');
  const format = given ?? '${binary:Package}\t${Version}\n';
  const all = [...status.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  const patterns = words.map((word) => ({ word, pattern: globToRegex(word) }));
  const shown = all.filter(
    ({ name }) => patterns.length === 0 || patterns.some(({ pattern }) => pattern.test(name)),
  );
  for (const one of shown) yield* c.print(formatted(format, one));
  return yield* sayMissing(
    c,
    patterns.filter(({ pattern }) => !shown.some(({ name }) => pattern.test(name))).map(({ word }) => word),
  );
}

function formatted(format: string, one: InstalledPackage): string {
  return format
    .replace(/\\n/g, '\n')
    .replace(/\\t/g, '\t')
    .replace(/\$\{([^};]+)(?:;(-?\d+))?\}/g, (_all, field: string, width?: string) => {
      const value = fieldOf(field, one);
      if (width === undefined) return value;
      const columns = Number(width);
      return columns < 0 ? value.padEnd(-columns) : value.padStart(columns);
    });
}

function fieldOf(field: string, one: InstalledPackage): string {
  switch (field) {
    case 'binary:Package':
      return shownName(one);
    case 'binary:Summary':
      return one.description;
    case 'db:Status-Abbrev':
      return `${letters(one)} `;
    case 'db:Status-Status':
      return one.state;
    case 'source:Package':
      return one.fields.get('Source') ?? one.name;
    default:
      return one.fields.get(field) ?? '';
  }
}

function letters({ want, state }: InstalledPackage): string {
  return `${want.slice(0, 1)}${state.slice(0, 1)}`;
}

function isRoot(c: Call): boolean {
  return c.p.files.access('/var/lib/dpkg', 'w');
}

function* needsRoot(c: Call): Task<void> {
  if (!isRoot(c)) yield* c.fail('error: requested operation requires superuser privilege', 2);
}

function* install(c: Call, _status: Map<string, InstalledPackage>, words: readonly string[]): Task<number> {
  yield* needsRoot(c);
  if (words.length === 0)
    return yield* c.fail('error: --install needs at least one package archive file argument', 2);
  for (const word of words) {
    const why = c.p.files.exists(word)
      ? 'packages from files are not modelled on this simulated machine; install by name with apt-get'
      : `cannot access archive '${word}': No such file or directory`;
    yield* c.warn(`error: ${why}`);
  }
  return c.p.files.exists(words[0] ?? '') ? 2 : 1;
}

function* remove(c: Call, status: Map<string, InstalledPackage>, words: readonly string[]): Task<number> {
  return yield* takeOut(c, status, words, false);
}

function* purge(c: Call, status: Map<string, InstalledPackage>, words: readonly string[]): Task<number> {
  return yield* takeOut(c, status, words, true);
}

function* takeOut(
  c: Call,
  status: Map<string, InstalledPackage>,
  words: readonly string[],
  all: boolean,
): Task<number> {
  yield* needsRoot(c);
  let code = 0;
  for (const word of words) {
    const one = status.get(word);
    if (!isInstalled(one)) {
      yield* c.warn(`warning: ignoring request to remove ${word} which isn't installed`);
      continue;
    }
    const user = [...status.values()].find(
      (other) => isInstalled(other) && !words.includes(other.name) && needs(other, word),
    );
    if (user !== undefined || one.isEssential) {
      const why =
        user === undefined
          ? `error processing package ${word} (--remove):\n this is an essential package; it should not be removed`
          : `dependency problems prevent removal of ${shownName(one)}:\n ${user.name} depends on ${word}.\n\ndpkg: error processing package ${shownName(one)} (--remove):\n dependency problems - not removing`;
      yield* c.warn(user === undefined ? `error: ${why}`.replace('error: error', 'error') : why);
      yield* c.p.stderr.write(`Errors were encountered while processing:\n ${word}\n`);
      code = 1;
      continue;
    }
    yield* c.print(`Removing ${shownName(one)} (${one.version}) ...\n`);
    const kept = removePackage(c.p, one, all, []);
    if (kept.length === 0) status.delete(word);
    writeStatus(c.p, status);
  }
  return code;
}

function needs(one: InstalledPackage, name: string): boolean {
  return new RegExp(`(^|, )${name.replace(/[^\w]/g, '\\$&')}( \\([^)]*\\))?(,|$)`).test(
    one.fields.get('Depends') ?? '',
  );
}

function* selections(c: Call, status: Map<string, InstalledPackage>, words: readonly string[]): Task<number> {
  const patterns = words.map(globToRegex);
  const all = [...status.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const word of words)
    if (!all.some(({ name }) => globToRegex(word).test(name)))
      yield* c.p.stderr.write(`dpkg: no packages found matching ${word}\n`);
  for (const one of all) {
    if (patterns.length > 0 && !patterns.some((pattern) => pattern.test(one.name))) continue;
    const name = shownName(one);
    yield* c.print(`${name}${'\t'.repeat(Math.max(1, 6 - Math.floor(name.length / 8)))}${one.want}\n`);
  }
  return 0;
}

/** How a relation is written, and for what order of two versions it holds. */
const RELATIONS: Readonly<Record<string, (order: number) => boolean>> = {
  lt: (order) => order < 0,
  '<<': (order) => order < 0,
  le: (order) => order <= 0,
  '<=': (order) => order <= 0,
  '<': (order) => order <= 0,
  eq: (order) => order === 0,
  '=': (order) => order === 0,
  ne: (order) => order !== 0,
  ge: (order) => order >= 0,
  '>=': (order) => order >= 0,
  '>': (order) => order >= 0,
  gt: (order) => order > 0,
  '>>': (order) => order > 0,
};

/** Answers by its status alone: 0 where the relation holds. */
function* compare(c: Call, _status: Map<string, InstalledPackage>, words: readonly string[]): Task<number> {
  const [one, relation = '', other, extra] = words;
  if (one === undefined || other === undefined || extra !== undefined)
    return yield* c.fail(
      `error: --compare-versions takes three arguments: <version> <relation> <version>\n\n${hint(c)}`,
      2,
    );
  const holds = Object.hasOwn(RELATIONS, relation) ? RELATIONS[relation] : undefined;
  if (holds === undefined) return yield* c.fail(`error: --compare-versions bad relation\n\n${hint(c)}`, 2);
  return holds(compareVersions(one, other)) ? 0 : 1;
}

function* noArchitecture(): Task<number> {
  return 0;
}

function* architecture(c: Call): Task<number> {
  yield* c.print('amd64\n');
  return 0;
}

/** Nothing is ever left half set up. */
function* configure(c: Call): Task<number> {
  yield* needsRoot(c);
  return 0;
}

function* audit(): Task<number> {
  return 0;
}

export const dpkg = program({
  id: 'dpkg/dpkg',
  names: ['dpkg-query'],
  flavours: ['gnu'],
  stopAtOperand: 'raw',
  run,
});
