/** What dpkg does by itself: removes, marks, sets up what is left, and keeps architectures. */
import type { Task } from '../../../kernel';
import { codeOf } from '../../shared/errors';
import type { Call } from '../../shared/program';
import { globToRegex } from './name-patterns';
import { filesInstalled } from './installed-files';
import { relationsIn, type Relation } from './package-index';
import { isConfiguration, filesOf, removePackage } from './package-files';
import {
  isInstalled,
  shownName,
  textOf,
  withStatus,
  writeStatus,
  type InstalledPackage,
} from './status-file';
import { compareVersions } from './versions';

type Status = Map<string, InstalledPackage>;

export function* needsRoot(c: Call, what = 'requested operation requires superuser privilege'): Task<void> {
  if (!c.p.files.access('/var/lib/dpkg', 'w')) yield* c.fail(`error: ${what}`, 2);
}

/** What lets dpkg go on where something else still needs a package. */
const FORCES = /^--force-(.*,)?(depends|remove-essential|all)\b/;

const ARCHIVE_MAGIC = '!<arch>\n';

/** What dpkg-deb says of a file that is no package; undefined: it is one, or looks like one. */
export function archiveProblem(c: Call, path: string): string | undefined {
  let text: string;
  try {
    text = new TextDecoder().decode(c.p.files.readFile(path).subarray(0, ARCHIVE_MAGIC.length));
  } catch (error) {
    if (codeOf(error) === 'EISDIR') return `failed to read archive '${path}': Is a directory`;
    return `failed to read archive '${path}': No such file or directory`;
  }
  if (text === '') return `unexpected end of file in archive magic version number in ${path}`;
  return text === ARCHIVE_MAGIC ? undefined : `'${path}' is not a Debian format archive`;
}

export function* install(c: Call, words: readonly string[]): Task<number> {
  yield* needsRoot(c);
  const absent = words.find((word) => !c.p.files.exists(word));
  if (absent !== undefined)
    return yield* c.fail(`error: cannot access archive '${absent}': No such file or directory`, 2);
  yield* c.out.flush();
  for (const word of words) {
    const problem = archiveProblem(c, word);
    if (problem === undefined)
      return yield* c.fail(
        'error: packages from files are not modelled on this simulated machine; install by name with apt-get',
        2,
      );
    yield* c.p.stderr.write(
      `dpkg-deb: error: ${problem}\ndpkg: error processing archive ${word} (--install):\n dpkg-deb --control subprocess returned error exit status 2\n`,
    );
  }
  return yield* sayFailed(c, words);
}

function* sayFailed(c: Call, names: readonly string[]): Task<number> {
  if (names.length === 0) return 0;
  yield* c.p.stderr.write(
    `Errors were encountered while processing:\n${names.map((name) => ` ${name}\n`).join('')}`,
  );
  return 1;
}

/** `dpkg -r` and, with `all`, `-P`: configuration stays or goes. */
export function* takeOut(c: Call, status: Status, words: readonly string[], all: boolean): Task<number> {
  yield* needsRoot(c);
  const failed: string[] = [];
  let hasRead = false;
  for (const word of words) {
    const name = word.replace(/:amd64$/, '');
    const one = status.get(name);
    const isLeftOver = one?.state === 'config-files';
    if (one === undefined || !(one.state === 'installed' || (all && isLeftOver))) {
      yield* c.warn(
        isLeftOver
          ? `warning: ignoring request to remove ${word}, only the config\n files of which are on the system; use --purge to remove them too`
          : `warning: ignoring request to remove ${word} which isn't installed`,
      );
      continue;
    }
    // What is asked for is kept, whether it can be done or not.
    status.set(name, withStatus(one, `${all ? 'purge' : 'deinstall'} ok ${one.state}`));
    const refusal = refusalOf(one, status, words, all);
    const isForced = c.args.some(
      (arg) => FORCES.test(arg) && (!one.isEssential || /essential|all/.test(arg)),
    );
    if (refusal !== undefined && !isForced) {
      yield* c.warn(refusal);
      failed.push(isInstalled(one) && one.isEssential ? name : shownName(one));
      writeStatus(c.p, status);
      continue;
    }
    if (!hasRead) {
      const count = yield* filesInstalled(c.p, status);
      yield* c.print(`(Reading database ... ${count} files and directories currently installed.)\n`);
      hasRead = true;
    }
    yield* removeOne(c, status, one, all);
  }
  yield* c.out.flush();
  return yield* sayFailed(c, failed);
}

function* removeOne(c: Call, status: Status, one: InstalledPackage, all: boolean): Task<void> {
  const { name } = one;
  const title = `${shownName(one)} (${one.version})`;
  const hasConfiguration = filesOf(c.p, one).some((path) => isConfiguration(path) && c.p.files.exists(path));
  if (isInstalled(one)) yield* c.print(`Removing ${title} ...\n`);
  if (all && (hasConfiguration || !isInstalled(one)))
    yield* c.print(`Purging configuration files for ${title} ...\n`);
  const kept = removePackage(c.p, one, all, []);
  if (kept.length === 0) status.delete(name);
  else status.set(name, withStatus(one, 'deinstall ok config-files'));
  writeStatus(c.p, status);
}

/** Why a package may not go; undefined: it may. */
function refusalOf(
  one: InstalledPackage,
  status: Status,
  words: readonly string[],
  all: boolean,
): string | undefined {
  const action = all ? '--purge' : '--remove';
  if (one.isEssential)
    return `error processing package ${one.name} (${action}):\n this is an essential package; it should not be removed`;
  const lines = [...status.values()]
    .reverse()
    .filter((other) => isInstalled(other) && !words.includes(other.name))
    .flatMap((other) => reasonsOf(other, one));
  if (lines.length === 0) return undefined;
  const title = shownName(one);
  return `dependency problems prevent removal of ${title}:\n${lines.join('')}\ndpkg: error processing package ${title} (${action}):\n dependency problems - not removing`;
}

function reasonsOf(other: InstalledPackage, gone: InstalledPackage): readonly string[] {
  return ['Depends', 'Pre-Depends'].flatMap((field) =>
    relationsIn(other.fields.get(field) ?? '')
      .filter((group) => group.some(({ name }) => name === gone.name))
      .map((group) => ` ${shownName(other)} depends on ${group.map(relationText).join(' | ')}.\n`),
  );
}

function relationText(need: Relation): string {
  return need.operator === undefined ? need.name : `${need.name} (${need.operator} ${need.version ?? ''})`;
}

export function* selections(c: Call, status: Status, words: readonly string[]): Task<number> {
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

/** `--set-selections`: a name and what is wanted of it on each line of standard input. */
export function* setSelections(c: Call, status: Status): Task<number> {
  yield* needsRoot(c, 'required read/write access to the dpkg database directory /var/lib/dpkg');
  for (let number = 1; ; number += 1) {
    const line = yield* c.p.stdin.readLine();
    if (line === undefined) break;
    const [word = '', want = ''] = line.trim().split(/\s+/);
    if (word === '' || word.startsWith('#')) continue;
    if (want === '')
      return yield* c.fail(`error: unexpected end of line in package name at line ${number}`, 2);
    if (!['install', 'hold', 'deinstall', 'purge'].includes(want))
      return yield* c.fail(`error: unknown wanted status at line ${number}: ${want}`, 2);
    const name = word.replace(/:amd64$/, '');
    const one = status.get(name);
    if (one === undefined)
      yield* c.warn(`warning: package not in status nor available database at line ${number}: ${word}`);
    else status.set(name, withStatus(one, `${want} ok ${one.state}`));
  }
  writeStatus(c.p, status);
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
export function* compare(c: Call, words: readonly string[], hint: string): Task<number> {
  const [one, relation = '', other, extra] = words;
  if (one === undefined || other === undefined || extra !== undefined)
    return yield* c.fail(
      `error: --compare-versions takes three arguments: <version> <relation> <version>\n\n${hint}`,
      2,
    );
  const holds = Object.hasOwn(RELATIONS, relation) ? RELATIONS[relation] : undefined;
  if (holds === undefined) return yield* c.fail(`error: --compare-versions bad relation\n\n${hint}`, 2);
  return holds(compareVersions(one, other)) ? 0 : 1;
}

/** Nothing is ever left half set up here: what is named is set up already, or not there. */
export function* configure(c: Call, status: Status, words: readonly string[]): Task<number> {
  yield* needsRoot(c);
  for (const word of words) {
    const why = isInstalled(status.get(word))
      ? `package ${word} is already installed and configured`
      : `no package named '${word}' is installed, cannot configure`;
    yield* c.warn(`error processing package ${word} (--configure):\n ${why}`);
  }
  return yield* sayFailed(c, words);
}

const ARCHITECTURES = '/var/lib/dpkg/arch';
const NATIVE = 'amd64';

function foreign(c: Call): readonly string[] {
  return textOf(c.p, ARCHITECTURES)
    .split('\n')
    .filter((name) => name !== '' && name !== NATIVE);
}

export function* foreignArchitectures(c: Call): Task<number> {
  for (const name of foreign(c)) yield* c.print(`${name}\n`);
  return 0;
}

export function* addArchitecture(c: Call, [name = '']: readonly string[]): Task<number> {
  if (!c.p.files.access('/var/lib/dpkg', 'w'))
    yield* c.fail(`error: unable to create new file '${ARCHITECTURES}-new': Permission denied`, 2);
  if (name !== NATIVE && !foreign(c).includes(name)) keepArchitectures(c, [...foreign(c), name]);
  return 0;
}

export function* removeArchitecture(c: Call, [name = '']: readonly string[]): Task<number> {
  if (name === NATIVE) return yield* c.fail(`error: cannot remove architecture '${NATIVE}': it is native`, 2);
  if (!foreign(c).includes(name)) {
    yield* c.warn(`warning: cannot remove non-foreign architecture '${name}'`);
    return 0;
  }
  keepArchitectures(
    c,
    foreign(c).filter((one) => one !== name),
  );
  return 0;
}

function keepArchitectures({ p }: Call, names: readonly string[]): void {
  p.files.writeFile(ARCHITECTURES, [NATIVE, ...names].map((name) => `${name}\n`).join(''));
}
