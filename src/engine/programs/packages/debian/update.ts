/** `apt-get update`: fetches the indexes of the archives that sources.list names, where they have changed. */
import type { Task } from '../../../kernel';
import type { ArchiveFacts } from '../../../world';
import type { AptSession } from './apt-session';
import { sizeText } from './apt-text';
import { COSTS, downloadMs } from './costs';
import { FetchProgress } from './fetch-progress';
import {
  fetchedMs,
  LISTS,
  packagesPath,
  readArchives,
  releaseIndex,
  writeInRelease,
  writePackages,
  type Archive,
} from './lists';
import { askMirror } from './mirror';
import { Plan } from './resolve';

const TRIES = 3;

export function* update(s: AptSession): Task<number> {
  const { p } = s;
  // Over /var/lib/apt something may be mounted, a build's cache for one: apt makes what is missing below.
  const nearest = p.files.exists(LISTS) ? LISTS : LISTS.slice(0, LISTS.lastIndexOf('/'));
  if (!p.files.access(nearest, 'w')) {
    yield* s.step('Reading package lists', 0);
    return yield* s.fail(
      `Could not open lock file ${LISTS}/lock - open (13: Permission denied)`,
      `Unable to lock directory ${LISTS}/`,
    );
  }
  makeFolders(s);
  const archives = yield* readArchives(p);
  const stranger = archives.find(({ codename }) => codename === undefined);
  if (stranger !== undefined) {
    const { uri, suite } = stranger.source;
    return yield* s.fail(
      `The archive ${uri} ${suite} is not modelled on this simulated machine; apt would fetch its index`,
    );
  }
  const answers = new Map<Archive, string>();
  for (const archive of archives) {
    const answer = yield* askMirror(p, archive.source.uri);
    if ('problem' in answer) answers.set(archive, answer.problem);
  }
  const total = archives.flatMap(({ facts }) => facts).reduce((sum, one) => sum + one.packagesBytes, 0);
  const progress = new FetchProgress(s, total);
  yield* progress.working();
  const failed = yield* sayUnreachable(s, archives, answers, progress);
  yield* fetchIndexes(
    s,
    archives.filter((one) => !answers.has(one)),
    progress,
  );
  yield* progress.finish();
  yield* s.step('Reading package lists', COSTS.readListsMs);
  for (const [{ source }, problem] of answers) {
    yield* s.message('W', `Failed to fetch ${source.uri}/dists/${source.suite}/InRelease  ${problem}`);
  }
  if (failed)
    yield* s.message(
      'W',
      'Some index files failed to download. They have been ignored, or old ones used instead.',
    );
  if (s.name === 'apt') yield* sayUpgradable(s);
  return 0;
}

function makeFolders({ p }: AptSession): void {
  for (const folder of [LISTS, `${LISTS}/partial`, `${LISTS}/auxfiles`]) {
    if (!p.files.exists(folder)) p.files.mkdir(folder, folder.endsWith('partial') ? 0o700 : 0o755);
  }
  if (!p.files.exists(`${LISTS}/lock`)) p.files.writeFile(`${LISTS}/lock`, '', { mode: 0o640 });
}

function* sayUnreachable(
  s: AptSession,
  archives: readonly Archive[],
  answers: ReadonlyMap<Archive, string>,
  progress: FetchProgress,
): Task<boolean> {
  if (answers.size === 0) return false;
  const name = ({ source }: Archive): string =>
    `${archives.findIndex((one) => one.source === source) + 1} ${source.uri} ${source.suite} InRelease`;
  for (let tries = 0; tries < TRIES; tries++) {
    for (const archive of answers.keys()) yield* progress.line(`Ign:${name(archive)}`);
    yield* s.out.flush();
    yield* s.p.sleep(COSTS.retryMs * 2 ** tries);
  }
  for (const [archive, problem] of answers) yield* progress.line(`Err:${name(archive)}\n  ${problem}`);
  return true;
}

function* fetchIndexes(s: AptSession, archives: readonly Archive[], progress: FetchProgress): Task<void> {
  const { p } = s;
  const wanted: { readonly archive: Archive; readonly facts: ArchiveFacts }[] = [];
  let number = 0;
  for (const archive of archives) {
    number += 1;
    const { source, facts } = archive;
    const changed: ArchiveFacts[] = [];
    for (const one of facts) if (yield* hasChanged(s, archive, one)) changed.push(one);
    const line = `${number} ${source.uri} ${source.suite} InRelease`;
    yield* p.sleep(COSTS.requestMs);
    if (changed.length === 0) {
      yield* progress.line(`Hit:${line}`);
      continue;
    }
    const bytes = facts[0]?.inReleaseBytes ?? 0;
    yield* progress.fetch(
      `Get:${line} [${sizeText(bytes)}B]`,
      `${number} InRelease`,
      bytes,
      downloadMs(bytes),
    );
    writeInRelease(p, archive, p.nowMs);
    wanted.push(...changed.map((one) => ({ archive, facts: one })));
  }
  for (const { archive, facts } of wanted) {
    number += 1;
    const { uri, suite } = archive.source;
    const line = `Get:${number} ${uri} ${suite}/${facts.component} amd64 Packages [${sizeText(facts.packagesBytes)}B]`;
    yield* progress.fetch(line, `${number} Packages`, facts.packagesBytes, downloadMs(facts.packagesBytes));
    writePackages(p, archive.source, facts);
  }
}

/** Whether what is kept of an archive is not what its mirror has now. */
function* hasChanged({ p }: AptSession, { source }: Archive, facts: ArchiveFacts): Task<boolean> {
  const ms = yield* fetchedMs(p, source);
  if (ms === undefined || !p.files.exists(packagesPath(source, facts.component))) return true;
  const before = yield* releaseIndex(p, source.suite, ms);
  const now = yield* releaseIndex(p, source.suite, p.nowMs);
  if (before === now || before === undefined || now === undefined) return false;
  return [...now.packages.values()].some(
    ({ name, version, archives }) =>
      archives.includes(facts) && before.packages.get(name)?.version !== version,
  );
}

function* sayUpgradable(s: AptSession): Task<void> {
  yield* s.step('Building dependency tree', COSTS.dependencyTreeMs);
  yield* s.step('Reading state information', 0);
  const count = new Plan(yield* s.lists(), s.status, true).newer().length;
  if (count === 0) yield* s.say('All packages are up to date.\n');
  else {
    const [packages, them] = count === 1 ? ['package', 'it'] : ['packages', 'them'];
    yield* s.say(`${count} ${packages} can be upgraded. Run 'apt list --upgradable' to see ${them}.\n`);
  }
}
