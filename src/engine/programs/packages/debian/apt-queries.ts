/** The verbs of apt and apt-cache that only look: list, search, show, policy, depends and the like. */
import type { Task } from '../../../kernel';
import { globToRegex } from './name-patterns';
import type { AptSession } from './apt-session';
import type { Lists } from './lists';
import type { DebPackage } from './package-index';
import { isInstalled, isReferredTo, type InstalledPackage } from './status-file';
import { compareVersions } from './versions';

const INSTALLED_PRIORITY = 100;
const ARCHIVE_PRIORITY = 500;

/** `apt list`. */
export function* listPackages(s: AptSession, patterns: readonly string[]): Task<number> {
  const lists = yield* s.lists();
  yield* s.print('Listing...');
  yield* s.print(s.isTty ? ' Done\n' : '\n');
  const names = [...new Set([...lists.packages.keys(), ...s.status.keys()])].sort();
  const matches = patterns.map(globToRegex);
  for (const name of names) {
    if (matches.length > 0 && !matches.some((pattern) => pattern.test(name))) continue;
    const line = listLine(s, lists, name);
    if (line !== undefined) yield* s.print(`${line}\n`);
  }
  return 0;
}

function listLine(s: AptSession, lists: Lists, name: string): string | undefined {
  const there = s.status.get(name);
  const candidate = lists.packages.get(name);
  const isThere = isInstalled(there);
  const isNewer = isThere && candidate !== undefined && compareVersions(candidate.version, there.version) > 0;
  if (s.has('installed') && !isThere) return undefined;
  if (s.has('manual-installed') && (!isThere || s.automatic.has(name))) return undefined;
  if (s.has('upgradable') && !isNewer) return undefined;
  const shown = isNewer && !s.has('installed') ? candidate : (there ?? candidate);
  if (shown === undefined) return undefined;
  const labels = candidate?.version === shown.version ? candidate.archives.map(({ label }) => label) : [];
  if (isThere && shown === there) labels.push('now');
  const end = `${labels.join(',')} ${shown.version} ${shown.architecture}`;
  if (isNewer) return `${name}/${end} [upgradable from: ${there.version}]`;
  if (!isThere) return `${name}/${end}`;
  const local = candidate === undefined ? ',local' : '';
  return `${name}/${end} [installed${s.automatic.has(name) ? ',automatic' : local}]`;
}

/** `apt search`. */
export function* search(s: AptSession, words: readonly string[]): Task<number> {
  if (words.length === 0) return yield* s.fail('You must give at least one search pattern');
  yield* s.print(
    s.isTty ? 'Sorting... Done\nFull Text Search... Done\n' : 'Sorting...\nFull Text Search...\n',
  );
  const lists = yield* s.lists();
  for (const one of found(lists, words, s.has('names-only'))) {
    const there = s.status.get(one.name);
    const labels = one.archives.map(({ label }) => label);
    const mark = isInstalled(there) ? ` [installed${s.automatic.has(one.name) ? ',automatic' : ''}]` : '';
    if (isInstalled(there)) labels.push('now');
    yield* s.print(
      `${one.name}/${labels.join(',')} ${one.version} ${one.architecture}${mark}\n  ${one.description}\n\n`,
    );
  }
  return 0;
}

function found(lists: Lists, words: readonly string[], namesOnly: boolean): readonly DebPackage[] {
  const patterns = words.map((word) => new RegExp(safePattern(word), 'i'));
  return [...lists.packages.values()]
    .filter(({ name, description }) =>
      patterns.every((one) => one.test(name) || (!namesOnly && one.test(description))),
    )
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** A pattern that JavaScript does not understand is taken as it stands. */
function safePattern(word: string): string {
  try {
    return new RegExp(word).source;
  } catch {
    return word.replace(/[^\w\s]/g, '\\$&');
  }
}

/** `apt-cache search`. */
export function* cacheSearch(s: AptSession, words: readonly string[]): Task<number> {
  if (words.length === 0) return yield* s.fail('You must give at least one search pattern');
  const lists = yield* s.lists();
  for (const { name, description } of found(lists, words, s.has('names-only')))
    yield* s.print(`${name} - ${description}\n`);
  return 0;
}

/** `apt-cache policy`. */
export function* policy(s: AptSession, words: readonly string[]): Task<number> {
  const lists = yield* s.lists();
  for (const word of words) {
    const one = lists.packages.get(word);
    const there = s.status.get(word);
    const known = one ?? there;
    if (known === undefined && !isReferredTo(s.status, word)) continue;
    yield* s.print(
      `${word}:\n  Installed: ${isInstalled(there) ? there.version : '(none)'}\n  Candidate: ${known?.version ?? '(none)'}\n  Version table:\n`,
    );
    yield* versionTable(s, lists, one, isInstalled(there) ? there : undefined);
  }
  if (words.length === 0) {
    yield* s.print(`Package files:\n ${INSTALLED_PRIORITY} /var/lib/dpkg/status\n     release a=now\n`);
    yield* s.print('Pinned packages:\n');
  }
  return 0;
}

function* versionTable(
  s: AptSession,
  lists: Lists,
  one: DebPackage | undefined,
  there: InstalledPackage | undefined,
): Task<void> {
  const versions = [...new Set([one?.version, there?.version].filter((version) => version !== undefined))];
  for (const version of versions) {
    const isThere = version === there?.version;
    const isOffered = version === one?.version;
    yield* s.print(
      ` ${isThere ? '***' : '   '} ${version} ${isOffered ? ARCHIVE_PRIORITY : INSTALLED_PRIORITY}\n`,
    );
    for (const archive of isOffered ? one.archives : []) {
      const source = lists.sourceOf(archive);
      yield* s.print(
        `        ${ARCHIVE_PRIORITY} ${source?.uri ?? ''} ${archive.suite}/${archive.component} amd64 Packages\n`,
      );
    }
    if (isThere) yield* s.print(`        ${INSTALLED_PRIORITY} /var/lib/dpkg/status\n`);
  }
}

/** `apt-cache madison`. */
export function* madison(s: AptSession, words: readonly string[]): Task<number> {
  const lists = yield* s.lists();
  for (const word of words) {
    const one = lists.packages.get(word);
    for (const archive of one?.archives ?? []) {
      const uri = lists.sourceOf(archive)?.uri ?? '';
      yield* s.print(
        `${word.padStart(10)} | ${(one?.version ?? '').padStart(10)} | ${uri} ${archive.suite}/${archive.component} amd64 Packages\n`,
      );
    }
  }
  return 0;
}

/** `apt-cache pkgnames`. */
export function* packageNames(s: AptSession, [prefix = '']: readonly string[]): Task<number> {
  const lists = yield* s.lists();
  const names = new Set([...lists.packages.keys(), ...s.status.keys()]);
  for (const name of names) if (name.startsWith(prefix)) yield* s.print(`${name}\n`);
  return 0;
}
