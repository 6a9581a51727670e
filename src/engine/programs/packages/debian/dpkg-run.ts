/** What apt has dpkg do: unpack, set up, remove; and what dpkg and the packages' scripts say meanwhile. */
import type { Task } from '../../../kernel';
import type { AptSession } from './apt-session';
import { COSTS, unpackMs } from './costs';
import { debconfLines, type DebconfSituation } from './debconf';
import { asksDebconf, diversionLines, hasLibraries, setUp, triggersOf } from './maintainer-scripts';
import { batchesOf, configureOrder, removeOrder } from './order';
import { placeContents } from './package-contents';
import { listMore, placePackage, removePackage } from './package-files';
import { debFileName, type DebPackage, type PackageIndex } from './package-index';
import {
  installedAs,
  isInstalled,
  shownName,
  withStatus,
  writeStatus,
  type InstalledPackage,
} from './status-file';

/** For more packages than this, apt gives dpkg a folder of numbered links. */
const NUMBERED_ABOVE = 5;

export class DpkgRun {
  #files: number;

  constructor(
    readonly s: AptSession,
    /** What is known of the system's release: how many files its packages have. */
    readonly index: PackageIndex | undefined,
  ) {
    this.#files = index?.baseFiles ?? 0;
    for (const one of s.status.values()) if (isInstalled(one)) this.#files += this.#fileCount(one.name);
  }

  #fileCount(name: string): number {
    return this.index?.packages.get(name)?.fileCount ?? 0;
  }

  /** dpkg's lines come through a terminal that apt makes for it. */
  *say(line: string): Task<void> {
    yield* this.s.print(this.s.isTty ? `${line}\n` : `${line}\r\n`);
  }

  *install(order: readonly DebPackage[]): Task<void> {
    const pending = new Map<string, DebPackage>();
    for (const { unpack, configure } of batchesOf(order)) {
      yield* this.#unpack(unpack);
      for (const one of unpack) pending.set(one.name, one);
      const names = configure ?? configureOrder([...pending.values()]).map(({ name }) => name);
      for (const name of names) {
        const one = pending.get(name);
        if (one !== undefined) yield* this.#configure(one);
        pending.delete(name);
      }
    }
    yield* this.#trigger(order);
  }

  *#unpack(batch: readonly DebPackage[]): Task<void> {
    const { s } = this;
    const digits = batch.length > NUMBERED_ABOVE ? String(batch.length - 1).length : 0;
    for (const [at, one] of batch.entries()) {
      const there = s.status.get(one.name);
      const isUpgrade = isInstalled(there);
      const entry = installedAs(one);
      if (!isUpgrade) yield* this.say(`Selecting previously unselected package ${shownName(entry)}.`);
      if (at === 0) yield* this.#readDatabase();
      const number = digits === 0 ? '' : `${String(at).padStart(digits, '0')}-`;
      yield* this.say(`Preparing to unpack .../${number}${debFileName(one)} ...`);
      for (const line of diversionLines(one)) if (!isUpgrade) yield* this.say(line);
      const over = isUpgrade ? ` over (${there.version})` : '';
      yield* this.say(`Unpacking ${shownName(entry)} (${one.version})${over} ...`);
      yield* s.p.sleep(unpackMs(one.installedKiB * 1024));
      placePackage(s.p, one);
      listMore(s.p, one, yield* placeContents(s.p, one, this.index?.suite));
      if (!isUpgrade) this.#files += this.#fileCount(one.name);
      s.status.set(one.name, withStatus(entry, 'install ok unpacked'));
      writeStatus(s.p, s.status);
    }
  }

  *#readDatabase(): Task<void> {
    const { s } = this;
    let text = '(Reading database ... ';
    for (let percent = 5; percent <= 100; percent += 5) text += `\r(Reading database ... ${percent}%`;
    yield* s.print(text);
    yield* s.p.sleep(COSTS.readDatabaseMs);
    yield* this.say(`\r(Reading database ... ${this.#files} files and directories currently installed.)`);
  }

  *#configure(one: DebPackage): Task<void> {
    const { s } = this;
    const entry = installedAs(one);
    yield* this.say(`Setting up ${shownName(entry)} (${one.version}) ...`);
    if (asksDebconf(one)) {
      for (const line of debconfLines(this.#debconf(undefined))) yield* this.say(line);
      yield* s.p.sleep(COSTS.debconfMs);
    }
    for (const line of setUp(s.p, one)) yield* this.say(line);
    yield* s.p.sleep(COSTS.configureMs);
    s.status.set(one.name, entry);
    writeStatus(s.p, s.status);
  }

  *#trigger(names: readonly DebPackage[]): Task<void> {
    const { s } = this;
    for (const { owner, lines } of triggersOf(s.p, names)) {
      const there = s.status.get(owner);
      if (there === undefined) continue;
      yield* this.say(`Processing triggers for ${owner} (${there.version}) ...`);
      yield* s.p.sleep(COSTS.triggerMs);
      for (const line of lines) yield* this.say(line);
    }
  }

  *remove(leaving: readonly InstalledPackage[], purge: boolean): Task<void> {
    const { s } = this;
    for (const one of leaving) {
      if (!one.isEssential) continue;
      yield* this.say('dpkg: warning: overriding problem because --force enabled:');
      yield* this.say('dpkg: warning: this is an essential package; it should not be removed');
    }
    for (const [at, one] of removeOrder(leaving).entries()) {
      if (at === 0) yield* this.#readDatabase();
      yield* this.say(`Removing ${shownName(one)} (${one.version}) ...`);
      yield* s.p.sleep(COSTS.removeMs);
      this.#files -= this.#fileCount(one.name);
      const kept = removePackage(s.p, one, false, this.index?.packages.get(one.name)?.files ?? []);
      if (kept.length === 0) s.status.delete(one.name);
      else s.status.set(one.name, withStatus(one, 'deinstall ok config-files'));
      writeStatus(s.p, s.status);
    }
    if (leaving.some(hasLibraries)) {
      const libc = s.status.get('libc-bin');
      if (libc !== undefined) yield* this.say(`Processing triggers for libc-bin (${libc.version}) ...`);
      yield* s.p.sleep(COSTS.triggerMs);
    }
    if (purge) yield* this.purge(leaving.filter(({ name }) => s.status.has(name)));
  }

  /** Removes what is left of packages: their configuration. */
  *purge(packages: readonly InstalledPackage[]): Task<void> {
    const { s } = this;
    if (packages.length === 0) return;
    yield* this.#readDatabase();
    for (const one of packages) {
      yield* this.say(`Purging configuration files for ${shownName(one)} (${one.version}) ...`);
      removePackage(s.p, one, true, []);
      s.status.delete(one.name);
    }
    writeStatus(s.p, s.status);
  }

  /** How debconf would find this system; before packages are unpacked it reads their names (`linesRead`). */
  #debconf(linesRead: number | undefined): DebconfSituation {
    const { s } = this;
    const perl = s.status.get('perl-base')?.version ?? '';
    // Debian 13's debconf wants a terminal of the one who called apt; before, that which apt makes would do.
    const hasTerminal = s.isTty || (linesRead === undefined && !s.isNewer('3'));
    return {
      perlVersion: /\d+\.\d+\.\d+/.exec(perl)?.[0] ?? '5.40.1',
      hasFullPerl: isInstalled(s.status.get('perl')),
      hasTerm: s.p.env.has('TERM'),
      isNoninteractive: /^noninteractive$/i.test(s.p.env.get('DEBIAN_FRONTEND') ?? ''),
      hasTerminal,
      ...(linesRead === undefined ? {} : { linesRead }),
    };
  }

  /** What debconf says before anything is unpacked (dpkg-preconfigure). */
  *preconfigure(packages: readonly DebPackage[]): Task<void> {
    const { s } = this;
    if (!isInstalled(s.status.get('debconf'))) return;
    // Debian 13's reads templates out of packages by itself.
    if (!s.isNewer('3') && !isInstalled(s.status.get('apt-utils'))) {
      yield* s.p.stderr.write('debconf: delaying package configuration, since apt-utils is not installed\n');
      return;
    }
    const lines = debconfLines(this.#debconf(packages.length));
    yield* s.p.stderr.write(lines.map((line) => `${line}\n`).join(''));
    yield* s.p.sleep(COSTS.debconfMs);
    // Its own words, which come before what apt has not written out yet.
    if (packages.some(asksDebconf) && s.quiet < 2) yield* s.p.stdout.write('Preconfiguring packages ...\n');
  }
}
