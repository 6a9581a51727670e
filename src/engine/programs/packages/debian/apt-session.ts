import type { Process, Task } from '../../../kernel';
import { byteString } from '../../shared/bytes';
import { Exit } from '../../shared/errors';
import type { Output } from '../../shared/output';
import type { Call } from '../../shared/program';
import { isTrue, parseAptArguments, readAptConfig, type AptArguments } from './apt-arguments';
import { COSTS } from './costs';
import { readArchives, readLists, type Lists } from './lists';
import { sourceProblem } from './sources';
import { EXTENDED_STATES, readAutomatic, readStatus, type InstalledPackage } from './status-file';
import { compareVersions } from './versions';

/** The version from which `apt` has its own layout, its own words for errors, and colours. */
const NEW_LAYOUT_SINCE = '2.9';
const DEFAULT_COLUMNS = 80;

/** A call of apt-get, apt, apt-cache or apt-mark, its arguments and its configuration read. */
export function* beginApt(c: Call): Task<AptSession> {
  const args = parseAptArguments(c.args);
  const s = new AptSession(c.p, c.out, c.name, args, readAptConfig(c.p, args.settings));
  if (args.problem !== undefined) return yield* s.fail(args.problem);
  const { configFile } = args;
  if (configFile !== undefined && !c.p.files.exists(configFile)) {
    yield* s.message('W', `Unable to read ${configFile} - open (2: No such file or directory)`);
    throw new Exit(100);
  }
  return s;
}

/** A call of apt-get or apt: how it speaks, and what it knows. */
export class AptSession {
  readonly isTty: boolean;
  /** 0: progress as on a terminal; 1: for a log; 2: errors only. */
  readonly quiet: number;
  readonly columns: number;
  readonly status: Map<string, InstalledPackage>;
  readonly automatic: Set<string>;
  readonly hasNewLayout: boolean;
  readonly aptVersion: string;
  #lists: Lists | undefined;

  constructor(
    readonly p: Process,
    readonly out: Output,
    readonly name: string,
    readonly args: AptArguments,
    readonly config: ReadonlyMap<string, string>,
  ) {
    this.isTty = p.isOpen(1) && p.isatty(1);
    this.quiet = Math.max(args.quiet ?? 0, this.isTty ? 0 : 1);
    this.columns = this.isTty ? p.terminalSize(1).columns : DEFAULT_COLUMNS;
    this.status = readStatus(p);
    this.automatic = readAutomatic(p);
    this.aptVersion = this.status.get('apt')?.version ?? '3.0.4';
    this.hasNewLayout = name === 'apt' && this.isNewer(NEW_LAYOUT_SINCE);
  }

  isNewer(version: string): boolean {
    return compareVersions(this.aptVersion, version) >= 0;
  }

  has(option: string): boolean {
    return this.args.given.has(option);
  }

  get isYes(): boolean {
    return (
      this.has('yes') ||
      isTrue(this.config.get('apt::get::assume-yes')) === true ||
      (this.args.quiet ?? 0) >= 2
    );
  }

  get withRecommends(): boolean {
    if (this.has('no-recommends')) return false;
    return this.has('recommends') || (isTrue(this.config.get('apt::install-recommends')) ?? true);
  }

  get withSuggests(): boolean {
    return this.has('suggests') || isTrue(this.config.get('apt::install-suggests')) === true;
  }

  get isRoot(): boolean {
    return this.p.files.access('/var/lib/dpkg', 'w');
  }

  /** What -qq keeps quiet. */
  *say(text: string): Task<void> {
    if (this.quiet < 2) yield* this.print(text);
  }

  *print(text: string): Task<void> {
    yield* this.out.write(byteString(text));
  }

  *message(kind: 'E' | 'W' | 'N', text: string): Task<void> {
    yield* this.out.flush();
    const word = { E: 'Error', W: 'Warning', N: 'Notice' }[kind];
    yield* this.p.stderr.write(`${this.hasNewLayout ? word : kind}: ${text}\n`);
  }

  /** The end, with errors. */
  *fail(...messages: readonly string[]): Task<never> {
    for (const text of messages) yield* this.message('E', text);
    throw new Exit(100);
  }

  /** A line that shows how far something has come on a terminal, and only that it is done elsewhere. */
  *step(text: string, ms: number): Task<void> {
    if (this.quiet >= 2) {
      yield* this.p.sleep(ms);
      return;
    }
    if (this.quiet > 0) {
      yield* this.print(`${text}...${this.isTty ? ' Done' : ''}\n`);
      yield* this.p.sleep(ms);
      return;
    }
    for (const percent of [0, 55]) {
      yield* this.print(`\r${text}... ${percent}%\r`);
      yield* this.out.flush();
      yield* this.p.sleep(ms / 2);
    }
    if (this.hasNewLayout) yield* this.print(`\r${' '.repeat(text.length + 7)}\r`);
    else yield* this.print(`\r${text}... Done\r\n`);
  }

  /** Reads lists, states and what depends on what, with the lines that say so. */
  *open(): Task<Lists> {
    yield* this.checkSources();
    yield* this.step('Reading package lists', COSTS.readListsMs);
    yield* this.#checkTarget();
    yield* this.step('Building dependency tree', COSTS.dependencyTreeMs);
    if (!this.isNewer('3') || this.p.files.exists(EXTENDED_STATES))
      yield* this.step('Reading state information', 0);
    return yield* this.lists();
  }

  *lists(): Task<Lists> {
    if (this.#lists === undefined) yield* this.checkSources();
    this.#lists ??= yield* readLists(this.p);
    return this.#lists;
  }

  /** apt reads sources.list first of all, and goes no further where it does not understand it. */
  *checkSources(): Task<void> {
    const problem = sourceProblem(this.p);
    if (problem !== undefined) yield* this.fail(problem, 'The list of sources could not be read.');
  }

  /** The release of -t has to be one that the lists are of. */
  *#checkTarget(): Task<void> {
    const { target } = this.args;
    if (target === undefined) return;
    const archives = yield* readArchives(this.p);
    const names = archives.flatMap(({ source, codename, facts }) => [
      source.suite,
      codename,
      ...facts.map(({ label }) => label),
    ]);
    if (names.includes(target) || target === 'now') return;
    yield* this.fail(
      `The value '${target}' is invalid for APT::Default-Release as such a release is not available in the sources`,
    );
  }

  /** Only root may change packages. */
  *lock(): Task<void> {
    if (this.has('simulate')) yield* this.#sayItIsSimulated();
    if (this.isRoot || this.has('simulate')) return;
    yield* this.fail(
      'Could not open lock file /var/lib/dpkg/lock-frontend - open (13: Permission denied)',
      'Unable to acquire the dpkg frontend lock (/var/lib/dpkg/lock-frontend), are you root?',
    );
  }

  *#sayItIsSimulated(): Task<void> {
    if (!this.isRoot)
      yield* this.say(
        `NOTE: This is only a simulation!\n      ${this.name} needs root privileges for real execution.\n      Keep also in mind that locking is deactivated,\n      so don't depend on the relevance to the real current situation!\n`,
      );
    else if (this.hasNewLayout) yield* this.say('\n');
  }

  /** Asks on a terminal or of whoever writes to standard input; `assumed` is an empty line's answer. */
  *ask(question: string): Task<boolean> {
    yield* this.print(question);
    if (this.isYes) {
      yield* this.print(this.isTty ? 'Y\n' : 'y\n');
      return true;
    }
    yield* this.out.flush();
    if (this.has('assume-no')) {
      yield* this.print('N\n');
      return false;
    }
    const answer = yield* this.p.stdin.readLine();
    return answer !== undefined && /^(y|$)/i.test(answer.trim());
  }
}
