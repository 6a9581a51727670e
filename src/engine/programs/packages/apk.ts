import { syntheticContent } from '../../fs';
import type { Task } from '../../kernel';
import { isErrno } from '../../kernel';
import { program } from '../shared/program';
import type { Call } from '../shared/program';
import { COSTS } from './alpine/costs';
import {
  apkFacts,
  CACHE,
  nameOf,
  packagesOf,
  readInstalled,
  readRepositories,
  readWorld,
  type ApkInstalled,
  type ApkPackage,
} from './alpine/database';
import { commit, summary, type ApkState } from './alpine/transaction';
import { globToRegex } from './debian/name-patterns';
import { hostOf } from './debian/sources';
import { compareVersions } from './debian/versions';

const DEFAULT_VERSION = '2.14.4-r0';
const VALUED = new Set([
  '-t',
  '--virtual',
  '-X',
  '--repository',
  '-p',
  '--root',
  '--arch',
  '--keys-dir',
  '--repositories-file',
  '--cache-dir',
  '--wait',
]);
const VERBS: readonly (readonly [string, string])[] = [
  ['add', 'Add packages to the world and install them'],
  ['del', 'Take packages out of the world'],
  ['update', 'Fetch the indexes of the repositories'],
  ['upgrade', 'Install newer versions'],
  ['info', 'Tell about installed packages'],
  ['list', 'List packages'],
  ['search', 'Find packages by name or description'],
  ['policy', 'Tell what the repositories offer of a package'],
];
const UNMODELLED = new Set([
  'fix',
  'cache',
  'dot',
  'index',
  'fetch',
  'manifest',
  'verify',
  'audit',
  'stats',
  'version',
  'extract',
  'mkndx',
  'mkpkg',
  'query',
  'adbdump',
]);

interface Arguments {
  readonly flags: ReadonlySet<string>;
  readonly virtual: string | undefined;
  readonly words: readonly string[];
}

function parse(args: readonly string[]): Arguments {
  const flags = new Set<string>();
  const words: string[] = [];
  let virtual: string | undefined;
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? '';
    const [option = '', value] = arg.startsWith('--') ? arg.split('=') : [arg];
    if (VALUED.has(option)) {
      const text = value ?? args[++at];
      if (option === '-t' || option === '--virtual') virtual = text;
    } else if (arg.startsWith('--')) flags.add(option);
    else if (arg.startsWith('-') && arg !== '-') for (const letter of arg.slice(1)) flags.add(`-${letter}`);
    else words.push(arg);
  }
  return { flags, virtual, words };
}

class Apk {
  constructor(
    readonly c: Call,
    readonly args: Arguments,
    readonly installed: Map<string, ApkInstalled>,
    readonly baseNames: ReadonlySet<string>,
  ) {}

  has(...names: readonly string[]): boolean {
    return names.some((name) => this.args.flags.has(name));
  }

  get isQuiet(): boolean {
    return this.has('-q', '--quiet');
  }

  *print(text: string): Task<void> {
    if (!this.isQuiet) yield* this.c.print(text);
  }

  *warn(text: string): Task<void> {
    yield* this.c.out.flush();
    yield* this.c.p.stderr.write(`${text}\n`);
  }

  indexPath(repository: string): string {
    return `${CACHE}/APKINDEX.${[...repository]
      .reduce((hash, one) => (Math.imul(hash, 31) + one.charCodeAt(0)) >>> 0, 7)
      .toString(16)
      .padStart(8, '0')}.tar.gz`;
  }

  /** The packages of the repositories whose index is here or comes now; says which do not come. */
  *indexes(
    mayFetch: boolean,
  ): Task<{ readonly offered: ReadonlyMap<string, ApkPackage>; readonly missing: number }> {
    const { p } = this.c;
    const keeps = !this.has('--no-cache');
    const facts = yield* apkFacts(p);
    let missing = 0;
    for (const repository of readRepositories(p)) {
      const path = this.indexPath(repository);
      const isHere = keeps && p.files.exists(path);
      if (isHere && !this.has('-U', '--update-cache') && this.args.words[0] !== 'update') continue;
      if (!mayFetch) {
        missing += 1;
        yield* this.warn(`WARNING: opening from cache ${repository}: No such file or directory`);
        continue;
      }
      yield* this.print(`fetch ${repository}/x86_64/APKINDEX.tar.gz\n`);
      if (!(yield* this.#answers(repository))) {
        missing += 1;
        const doing = keeps ? 'updating and opening' : 'fetching';
        yield* this.warn(`WARNING: ${doing} ${repository}: temporary error (try again later)`);
        continue;
      }
      const bytes = facts.indexes[repository.slice(repository.lastIndexOf('/') + 1)]?.bytes ?? 0;
      yield* p.sleep(COSTS.requestMs + (bytes / 1e6) * COSTS.downloadMsPerMegabyte);
      if (keeps && p.files.access(CACHE, 'w'))
        p.files.placeFile(path, syntheticContent(new Uint8Array(), bytes, path), 0o644);
    }
    const isEmpty = missing > 0 && missing === readRepositories(p).length;
    return { offered: isEmpty ? new Map() : packagesOf(facts), missing };
  }

  *#answers(repository: string): Task<boolean> {
    const { network } = this.c.p;
    try {
      const address = yield* network.resolve(hostOf(repository));
      (yield* network.connect(address, repository.startsWith('https') ? 443 : 80)).close();
      return true;
    } catch (error) {
      if (isErrno(error)) return false;
      throw error;
    }
  }

  state(offered: ReadonlyMap<string, ApkPackage>, world: Set<string>): ApkState {
    return {
      p: this.c.p,
      installed: this.installed,
      offered,
      world,
      isQuiet: this.isQuiet,
      isSimulated: this.has('-s', '--simulate'),
      print: (text) => this.print(text),
    };
  }

  /** Only who may write the database may change it. */
  *lock(): Task<void> {
    if (this.c.p.files.access('/lib/apk/db', 'w')) return;
    yield* this.warn('ERROR: Unable to lock database: Permission denied');
    yield* this.warn('ERROR: Failed to open apk database: Permission denied');
    yield* this.c.exit(99);
  }
}

function* run(c: Call): Task<number> {
  const { p } = c;
  const args = parse(c.args);
  const facts = yield* apkFacts(p);
  const installed = readInstalled(p, facts.baseBytes);
  const apk = new Apk(c, args, installed, new Set(Object.keys(facts.baseBytes)));
  const version = (installed.get('apk-tools')?.version ?? DEFAULT_VERSION).replace(/-r\d+$/, '');
  if (args.flags.has('--version') || args.flags.has('-V')) {
    yield* c.print(`apk-tools ${version}, compiled for x86_64.\n`);
    return 0;
  }
  const [verb, ...words] = args.words;
  if (verb === undefined || args.flags.has('--help') || args.flags.has('-h')) {
    const lines = VERBS.map(([name, text]) => `  ${name.padEnd(10)} ${text}\n`).join('');
    yield* c.print(
      `apk-tools ${version}, compiled for x86_64.\n\nusage: apk [<OPTIONS>...] COMMAND [<ARGUMENTS>...]\n\n${lines}`,
    );
    return 1;
  }
  switch (verb) {
    case 'add':
      return yield* add(apk, words);
    case 'del':
      return yield* del(apk, words);
    case 'update':
      return yield* update(apk, facts.distinctPackages);
    case 'upgrade':
      yield* apk.lock();
      yield* apk.indexes(true);
      yield* apk.print(`${summary(installed)}\n`);
      return 0;
    case 'info':
      return yield* info(apk, words);
    case 'list':
      return yield* list(apk, words);
    case 'search':
      return yield* search(apk, words);
    case 'policy':
      return yield* policy(apk, words);
  }
  if (UNMODELLED.has(verb)) return yield* c.fail(`'${verb}' is not modelled on this simulated machine`);
  yield* apk.warn(`ERROR: '${verb}' is not an apk command. See 'apk --help'.`);
  return 1;
}

function* add(apk: Apk, words: readonly string[]): Task<number> {
  yield* apk.lock();
  const { offered } = yield* apk.indexes(true);
  const world = readWorld(apk.c.p);
  const { virtual } = apk.args;
  const problems: string[] = [];
  for (const word of words) {
    const name = nameOf(word);
    const version = apk.installed.get(name)?.version ?? offered.get(name)?.version;
    const source = virtual === undefined ? `world[${word}]` : `${virtual}[${word}]`;
    if (version === undefined) problems.push(`  ${name} (no such package):\n    required by: ${source}`);
    else if (!accepts(word, version)) problems.push(`  ${name}-${version}:\n    breaks: ${source}`);
  }
  if (problems.length > 0) {
    yield* apk.warn(`ERROR: unable to select packages:\n${problems.sort().join('\n')}`);
    return 1;
  }
  let all = offered;
  if (virtual === undefined) {
    for (const word of words) {
      for (const old of [...world]) if (nameOf(old) === nameOf(word)) world.delete(old);
      world.add(word);
    }
  } else {
    const stamp = new Date(apk.c.p.nowMs).toISOString().replace(/[-:]/g, '');
    const set: ApkPackage = {
      name: virtual,
      version: `${stamp.slice(0, 8)}.${stamp.slice(9, 15)}`,
      downloadBytes: 0,
      installedBytes: 0,
      depends: words,
      files: [],
      description: 'virtual meta package',
    };
    all = new Map([...offered, [virtual, set]]);
    world.add(virtual);
  }
  return yield* commit(apk.state(all, world), apk.baseNames);
}

/** Whether a version is what `=`, `~`, `<`, `>` ask for. */
function accepts(word: string, version: string): boolean {
  const [, operator = '', wanted = ''] = /^[^=<>~]+([=<>~]+)(.*)$/.exec(word) ?? [];
  const order = (a: string, b: string): number => compareVersions(a.replace('-r', '-'), b.replace('-r', '-'));
  if (operator === '') return true;
  if (operator.includes('~'))
    return version === wanted || version.startsWith(`${wanted}.`) || version.startsWith(`${wanted}-`);
  const difference = order(version, wanted);
  if (difference === 0) return operator.includes('=');
  return operator.includes(difference < 0 ? '<' : '>');
}

function* del(apk: Apk, words: readonly string[]): Task<number> {
  yield* apk.lock();
  const { offered } = yield* apk.indexes(false);
  const world = readWorld(apk.c.p);
  const unknown = words.filter((word) => !apk.installed.has(nameOf(word)));
  for (const word of unknown) yield* apk.warn(`ERROR: No such package: ${word}`);
  if (unknown.length > 0) return 1;
  for (const word of words) for (const one of [...world]) if (nameOf(one) === nameOf(word)) world.delete(one);
  for (const word of words) {
    const users = [...apk.installed.values()].filter((one) => one.depends.map(nameOf).includes(word));
    if (users.length > 0) {
      yield* apk.print(
        `World updated, but the following packages are not removed due to:\n  ${word}:${users.map(({ name }) => ` ${name}`).join('')}\n\n`,
      );
    }
  }
  return yield* commit(apk.state(offered, world), apk.baseNames);
}

function* update(apk: Apk, distinct: number): Task<number> {
  yield* apk.lock();
  const { missing } = yield* apk.indexes(true);
  const repositories = readRepositories(apk.c.p);
  if (missing > 0) {
    yield* apk.print(
      `${missing * 2} unavailable, 0 stale; ${missing === repositories.length ? apk.installed.size : distinct} distinct packages available\n`,
    );
    return missing * 2;
  }
  for (const repository of repositories) yield* apk.print(`${release(repository)} [${repository}]\n`);
  yield* apk.print(`OK: ${distinct} distinct packages available\n`);
  return 0;
}

function release(repository: string): string {
  return /\/(v\d+\.\d+)\//.exec(repository)?.[1] ?? 'edge';
}

function* info(apk: Apk, words: readonly string[]): Task<number> {
  const { installed, c } = apk;
  if (apk.has('-e', '--installed')) {
    let code = 0;
    for (const word of words) {
      if (installed.has(word)) yield* c.print(`${word}\n`);
      else code += 1;
    }
    return code;
  }
  const { offered } = yield* apk.indexes(false);
  if (words.length === 0) {
    for (const one of [...installed.values()].sort((a, b) => (a.name < b.name ? -1 : 1))) {
      yield* c.print(apk.has('-v', '--verbose') ? `${one.name}-${one.version}\n` : `${one.name}\n`);
    }
    return 0;
  }
  let code = 0;
  for (const word of words) {
    const one = installed.get(word) ?? offered.get(word);
    if (one === undefined) {
      code = 1;
      continue;
    }
    const title = `${word}-${one.version}`;
    if (apk.has('-L', '--contents')) {
      const files = installed.get(word)?.files ?? [];
      yield* c.print(`${title} contains:\n${files.map((path) => `${path.slice(1)}\n`).join('')}\n`);
    } else if (apk.has('-R', '--depends')) {
      yield* c.print(`${title} depends on:\n${one.depends.map((name) => `${name}\n`).join('')}\n`);
    } else {
      const size = `${Math.round(one.installedBytes / 1024)} KiB`;
      yield* c.print(
        `${title} description:\n${one.description}\n\n${title} webpage:\n\n\n${title} installed size:\n${size}\n\n`,
      );
    }
  }
  return code;
}

function* list(apk: Apk, words: readonly string[]): Task<number> {
  const { offered } = yield* apk.indexes(false);
  const patterns = words.map(globToRegex);
  const all = new Map<string, { readonly name: string; readonly version: string }>([
    ...offered,
    ...apk.installed,
  ]);
  for (const { name, version } of [...all.values()].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const isThere = apk.installed.has(name);
    if (apk.has('-I', '--installed') && !isThere) continue;
    if (patterns.length > 0 && !patterns.some((pattern) => pattern.test(name))) continue;
    yield* apk.c.print(`${name}-${version} x86_64 {${name}} (unknown)${isThere ? ' [installed]' : ''}\n`);
  }
  return 0;
}

function* search(apk: Apk, words: readonly string[]): Task<number> {
  const { offered } = yield* apk.indexes(false);
  for (const one of [...offered.values()].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const isFound =
      words.length === 0 ||
      words.some(
        (word) =>
          one.name.includes(word.replace(/\*/g, '')) || (apk.has('-d') && one.description.includes(word)),
      );
    if (isFound)
      yield* apk.c.print(
        `${one.name}-${one.version}${apk.has('-v', '--verbose') ? ` - ${one.description}` : ''}\n`,
      );
  }
  return 0;
}

function* policy(apk: Apk, words: readonly string[]): Task<number> {
  const { offered } = yield* apk.indexes(false);
  for (const word of words) {
    const there = apk.installed.get(word);
    const one = offered.get(word);
    if (there === undefined && one === undefined) continue;
    yield* apk.c.print(`${word} policy:\n`);
    if (there) yield* apk.c.print(`  ${there.version}:\n    lib/apk/db/installed\n`);
    if (one && one.version !== there?.version) {
      yield* apk.c.print(`  ${one.version}:\n    ${readRepositories(apk.c.p)[0] ?? ''}\n`);
    }
  }
  return 0;
}

export const apk = program({ id: 'apk-tools/apk', paths: [], stopAtOperand: 'raw', run });
