/** Carries a plan out: fetches the packages and has dpkg unpack, set up and remove. */
import { syntheticContent } from '../../../fs';
import type { Task } from '../../../kernel';
import { textOf, writeAutomatic } from './status-file';
import { isTrue } from './apt-arguments';
import type { AptSession } from './apt-session';
import { sizeText } from './apt-text';
import { COSTS, downloadMs } from './costs';
import { DpkgRun } from './dpkg-run';
import { FetchProgress } from './fetch-progress';
import { releaseIndex } from './lists';
import { askMirror } from './mirror';
import { unpackOrder } from './order';
import { debFileName, poolPath, type DebPackage, type PackageIndex } from './package-index';
import type { Plan } from './resolve';

export const ARCHIVES = '/var/cache/apt/archives';

/** Bytes of a plan's packages that an earlier download left in the cache. */
export function cachedBytes(s: AptSession, plan: Plan): number {
  return comingOf(plan)
    .filter((one) => isCached(s, one))
    .reduce((sum, one) => sum + one.downloadBytes, 0);
}

function comingOf(plan: Plan): readonly DebPackage[] {
  return unpackOrder([...plan.install.values(), ...plan.upgrade.values()]);
}

function isCached({ p }: AptSession, one: DebPackage): boolean {
  return p.files.exists(`${ARCHIVES}/${debFileName(one)}`);
}

export function* carryOut(s: AptSession, plan: Plan, purge: boolean): Task<number> {
  const { p } = s;
  const order = comingOf(plan);
  yield* fetchArchives(s, plan, order);
  if (s.has('download-only')) {
    yield* s.say('Download complete and in download only mode\n');
    return 0;
  }
  const dpkg = new DpkgRun(s, yield* systemIndex(s));
  const startMs = p.nowMs;
  if (order.length > 0) yield* dpkg.preconfigure(order);
  yield* s.out.flush();
  if (plan.remove.size > 0) yield* dpkg.remove([...plan.remove.values()], purge);
  if (order.length > 0) yield* dpkg.install(order);
  for (const name of plan.automatic) s.automatic.add(name);
  for (const name of plan.remove.keys()) s.automatic.delete(name);
  writeAutomatic(p, s.automatic);
  log(s, plan, purge, startMs);
  if (!keepsArchives(s)) emptyArchives(s);
  return 0;
}

/** The packages of the release that this system is. */
function* systemIndex(s: AptSession): Task<PackageIndex | undefined> {
  const codename = /^VERSION_CODENAME=(\w+)/m.exec(textOf(s.p, '/etc/os-release'))?.[1];
  return codename === undefined ? undefined : yield* releaseIndex(s.p, codename, s.p.nowMs);
}

function* fetchArchives(s: AptSession, plan: Plan, order: readonly DebPackage[]): Task<void> {
  const { p } = s;
  if (order.length === 0) return;
  makeCache(s);
  const wanted = order.filter((one) => !isCached(s, one));
  const progress = new FetchProgress(
    s,
    wanted.reduce((sum, one) => sum + one.downloadBytes, 0),
  );
  const errors: string[] = [];
  if (wanted.length > 0) yield* progress.working();
  for (const [at, one] of wanted.entries()) {
    const [archive] = one.archives;
    const source = archive && plan.lists.sourceOf(archive);
    if (archive === undefined || source === undefined) continue;
    const title = `${at + 1} ${source.uri} ${archive.suite}/${archive.component} amd64 ${one.name} ${one.architecture} ${one.version}`;
    const answer = yield* askMirror(p, source.uri);
    const offered = 'problem' in answer ? undefined : yield* releaseIndex(p, source.suite, p.nowMs);
    if ('problem' in answer || offered?.packages.get(one.name)?.version !== one.version) {
      const problem = 'problem' in answer ? answer.problem : `404  Not Found [IP: ${answer.address} 80]`;
      yield* progress.line(`${'problem' in answer ? 'Ign' : 'Err'}:${title}\n  ${problem}`);
      if ('problem' in answer) yield* progress.line(`Err:${title}\n  ${problem}`);
      errors.push(`Failed to fetch ${source.uri}/${escaped(poolPath(one))}  ${problem}`);
      continue;
    }
    const line = `Get:${title} [${sizeText(one.downloadBytes)}B]`;
    yield* progress.fetch(line, `${at + 1} ${one.name}`, one.downloadBytes, downloadMs(one.downloadBytes));
    const path = `${ARCHIVES}/${debFileName(one)}`;
    p.files.placeFile(path, syntheticContent(new Uint8Array(), one.downloadBytes, path), 0o644);
  }
  yield* progress.finish();
  if (errors.length === 0) return;
  const last = 'Unable to fetch some archives, maybe run apt-get update or try with --fix-missing?';
  return yield* s.fail(...errors, last);
}

/** As apt quotes an address. */
function escaped(path: string): string {
  return path.replace(/\+/g, '%2b').replace(/~/g, '%7e').replace(/:/g, '%3a');
}

export function makeCache({ p }: AptSession): void {
  for (const folder of ['/var/cache/apt', ARCHIVES, `${ARCHIVES}/partial`]) {
    if (!p.files.exists(folder)) p.files.mkdir(folder, 0o755);
  }
  if (!p.files.exists(`${ARCHIVES}/lock`)) p.files.writeFile(`${ARCHIVES}/lock`, '', { mode: 0o640 });
}

/** apt-get keeps what it fetched, apt does not; Docker's images say that neither does (docker-clean). */
function keepsArchives(s: AptSession): boolean {
  if (/Post-Invoke[^}]*rm -f [^}]*archives\/\*\.deb/.test(postInvokes(s))) return false;
  const kept = s.config.get('binary::apt::apt::keep-downloaded-packages');
  return s.name === 'apt' ? isTrue(kept) === true : true;
}

function postInvokes({ p }: AptSession): string {
  return textOf(p, '/etc/apt/apt.conf.d/docker-clean');
}

/** Removes the fetched packages, as `apt-get clean` does. */
export function emptyArchives({ p }: AptSession): void {
  for (const name of p.files.readDirectory(ARCHIVES)) {
    if (name.endsWith('.deb')) p.files.unlink(`${ARCHIVES}/${name}`);
  }
}

const HISTORY = '/var/log/apt/history.log';

function log(s: AptSession, plan: Plan, purge: boolean, startMs: number): void {
  const { p } = s;
  const time = (ms: number): string => new Date(ms).toISOString().slice(0, 19).replace('T', '  ');
  const list = (
    title: string,
    packages: Iterable<{ readonly name: string; readonly version: string }>,
  ): string => {
    const entries = [...packages].map(
      ({ name, version }) => `${name}:amd64 (${version}${plan.automatic.has(name) ? ', automatic' : ''})`,
    );
    return entries.length === 0 ? '' : `${title}: ${entries.join(', ')}\n`;
  };
  const text =
    `\nStart-Date: ${time(startMs)}\nCommandline: ${p.argv.join(' ')}\n` +
    list('Install', plan.install.values()) +
    list('Upgrade', plan.upgrade.values()) +
    list(purge ? 'Purge' : 'Remove', plan.remove.values()) +
    `End-Date: ${time(p.nowMs)}\n`;
  for (const folder of ['/var/log', '/var/log/apt'])
    if (!p.files.exists(folder)) p.files.mkdir(folder, 0o755);
  p.files.writeFile(HISTORY, text, { append: true });
}

/** Waits as long as apt takes to look at what it would do. */
export function* calculate(s: AptSession): Task<void> {
  yield* s.step('Calculating upgrade', COSTS.dependencyTreeMs);
}
