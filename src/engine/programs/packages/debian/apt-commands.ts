/** The verbs of apt-get and apt that change what is installed. */
import type { Task } from '../../../kernel';
import type { AptSession } from './apt-session';
import { known } from './known-packages';
import { LISTS, readArchives } from './lists';
import { reportNewest, reportPlan, reportSizes } from './plan-report';
import { Plan } from './resolve';
import { isInstalled, writeAutomatic, type InstalledPackage } from './status-file';
import { ARCHIVES, cachedBytes, calculate, carryOut, emptyArchives } from './transaction';

/** install, remove, purge, reinstall, autoremove: they differ in what they do with the names. */
export type ChangeVerb = 'install' | 'remove' | 'purge' | 'reinstall' | 'autoremove' | 'autopurge';

interface Wanted {
  readonly name: string;
  readonly version: string | undefined;
  readonly verb: 'install' | 'remove' | 'purge';
}

export function* change(s: AptSession, verb: ChangeVerb, words: readonly string[]): Task<number> {
  yield* s.lock();
  const lists = yield* s.open();
  const plan = new Plan(lists, s.status, s.withRecommends, s.withSuggests);
  const asked = new Set<string>();
  const purge = verb === 'purge' || verb === 'autopurge' || s.has('purge');
  for (const word of words) yield* takeWord(s, plan, wantedOf(word, verb, purge), verb, asked);
  let unneeded = plan.unneeded(s.automatic);
  if (verb.startsWith('auto') || s.has('autoremove')) {
    for (const one of unneeded) plan.markRemove(one);
    unneeded = [];
  }
  return yield* settle(s, plan, {
    asked,
    held: [],
    unneeded,
    purge,
    hasMore: plan.install.size > asked.size,
  });
}

/** `curl`, `curl=8.14.1-2`, `curl/stable`, `curl-` (removed), `curl+` (installed), `libc6:amd64`. */
function wantedOf(word: string, verb: ChangeVerb, purge: boolean): Wanted {
  const removal = purge ? 'purge' : 'remove';
  const own = verb === 'install' || verb === 'reinstall' ? 'install' : removal;
  const [, name = word, , version] = /^([^=/:]+)(:\w+)?(?:=([^/]*))?(?:\/.*)?$/.exec(word) ?? [];
  if (/[^+]-$/.test(name)) return { name: name.slice(0, -1), version, verb: 'remove' };
  if (/[^+]\+$/.test(name)) return { name: name.slice(0, -1), version, verb: 'install' };
  return { name, version, verb: own };
}

function* takeWord(
  s: AptSession,
  plan: Plan,
  wanted: Wanted,
  verb: ChangeVerb,
  asked: Set<string>,
): Task<void> {
  const { lists, status } = plan;
  const provider =
    lists.packages.has(wanted.name) || status.has(wanted.name) ? undefined : lists.providers.get(wanted.name);
  if (provider !== undefined && provider.length > 1)
    return yield* refuseVirtual(s, plan, wanted.name, provider);
  if (provider?.[0] !== undefined)
    yield* s.say(`Note, selecting '${provider[0]}' instead of '${wanted.name}'\n`);
  const name = provider?.[0] ?? wanted.name;
  const candidate = lists.packages.get(name);
  const there = status.get(name);
  if (candidate === undefined && there === undefined) return yield* refuseUnknown(s, name);
  if (wanted.verb !== 'install') {
    if (isInstalled(there)) plan.markRemove(there);
    else if (there !== undefined && wanted.verb === 'purge') plan.remove.set(name, there);
    else yield* s.say(`Package '${name}' is not installed, so not removed\n`);
    return;
  }
  if (
    wanted.version !== undefined &&
    wanted.version !== candidate?.version &&
    wanted.version !== there?.version
  ) {
    return yield* refuseVersion(s, wanted.version, name, candidate !== undefined);
  }
  const isNewest =
    isInstalled(there) &&
    (candidate === undefined || candidate.version === there.version || candidate.downloadBytes === 0);
  if (
    isNewest &&
    (verb === 'reinstall' || s.has('reinstall')) &&
    candidate !== undefined &&
    candidate.downloadBytes > 0
  ) {
    plan.upgrade.set(name, candidate);
    plan.reinstall.add(name);
    asked.add(name);
  } else if (isNewest) {
    yield* reportNewest(s, there);
    if (s.automatic.delete(name)) {
      yield* s.say(`${name} set to manually installed.\n`);
      if (s.isRoot && !s.has('simulate')) writeAutomatic(s.p, s.automatic);
    }
  } else if (candidate !== undefined && candidate.downloadBytes > 0) {
    if (isInstalled(there) && s.has('no-upgrade')) return;
    if (!isInstalled(there) && s.has('only-upgrade')) {
      yield* s.say(`Skipping ${name}, it is not installed and only upgrades are requested.\n`);
      return;
    }
    plan.automatic.delete(name);
    plan.markInstall(candidate, false);
    asked.add(name);
  } else yield* refuseUnknown(s, name);
}

/** The words of a name that is not in the lists: apt's, unless it is only not in ours. */
function* refuseUnknown(s: AptSession, name: string): Task<never> {
  const archives = yield* readArchives(s.p);
  const hasLists = (yield* s.lists()).packages.size > 0;
  const purpose = archives.length > 0 && hasLists ? known(name) : undefined;
  if (purpose !== undefined) {
    return yield* s.fail(`Package ${name} (${purpose}) is real, but this simulated mirror does not hold it`);
  }
  if (/[.*?^$[]/.test(name)) {
    return yield* s.fail(`Unable to locate package ${name}`, `Couldn't find any package by glob '${name}'`);
  }
  return yield* s.fail(`Unable to locate package ${name}`);
}

function* refuseVirtual(s: AptSession, plan: Plan, name: string, providers: readonly string[]): Task<never> {
  const lines = providers.map((one) => `  ${one} ${plan.lists.packages.get(one)?.version ?? ''}\n`).join('');
  yield* s.say(
    `Package ${name} is a virtual package provided by:\n${lines}You should explicitly select one to install.\n\n`,
  );
  return yield* s.fail(`Package '${name}' has no installation candidate`);
}

function* refuseVersion(s: AptSession, version: string, name: string, isThere: boolean): Task<never> {
  if (isThere) {
    yield* s.say(
      `Package ${name} is not available, but is referred to by another package.\nThis may mean that the package is missing, has been obsoleted, or\nis only available from another source\n\n`,
    );
  }
  return yield* s.fail(`Version '${version}' for '${name}' was not found`);
}

/** upgrade and dist-upgrade. */
export function* upgrade(s: AptSession, mayChangeSet: boolean): Task<number> {
  yield* s.lock();
  const lists = yield* s.open();
  yield* calculate(s);
  const plan = new Plan(lists, s.status, s.withRecommends);
  const held: string[] = [];
  for (const one of plan.newer()) {
    if (s.status.get(one.name)?.want === 'hold') held.push(one.name);
    else plan.markInstall(one, false);
  }
  if (!mayChangeSet && s.name === 'apt-get' && plan.install.size > 0) {
    for (const name of plan.install.keys()) plan.install.delete(name);
  }
  return yield* settle(s, plan, {
    asked: new Set(),
    held: held.sort(),
    unneeded: plan.unneeded(s.automatic),
    purge: false,
    hasMore: plan.upgrade.size > 0,
  });
}

interface Settlement {
  readonly asked: ReadonlySet<string>;
  readonly held: readonly string[];
  readonly unneeded: readonly InstalledPackage[];
  readonly purge: boolean;
  /** Whether more would happen than what was asked for by name. */
  readonly hasMore: boolean;
}

/** Says what would be done, asks where that is more than was asked for, and does it. */
function* settle(s: AptSession, plan: Plan, context: Settlement): Task<number> {
  const { purge, hasMore } = context;
  yield* reportPlan(s, { ...context, plan });
  if (plan.isEmpty) return 0;
  const essential = [...plan.remove.values()].filter(({ isEssential }) => isEssential);
  if (essential.length > 0 && !s.has('allow-remove-essential')) return yield* refuseEssential(s, essential);
  if (s.has('simulate')) return yield* simulate(s, plan, purge);
  yield* reportSizes(s, plan, cachedBytes(s, plan));
  const mayAsk = hasMore || plan.remove.size > 0 || plan.upgrade.size > context.asked.size;
  if (mayAsk && !s.isYes) {
    const goesOn = yield* s.ask(s.hasNewLayout ? 'Continue? [Y/n] ' : 'Do you want to continue? [Y/n] ');
    if (!goesOn) {
      yield* s.print('Abort.\n');
      return 1;
    }
  }
  return yield* carryOut(s, plan, purge);
}

function* refuseEssential(s: AptSession, essential: readonly InstalledPackage[]): Task<never> {
  const names = essential.map(({ name }) => name).join(' ');
  yield* s.say(
    `WARNING: The following essential packages will be removed.\nThis should NOT be done unless you know exactly what you are doing!\n  ${names}\n`,
  );
  return yield* s.fail('Essential packages were removed and -y was used without --allow-remove-essential.');
}

function* simulate(s: AptSession, plan: Plan, purge: boolean): Task<number> {
  for (const { name, version } of plan.remove.values())
    yield* s.say(`${purge ? 'Purg' : 'Remv'} ${name} [${version}]\n`);
  const coming = [...plan.install.values(), ...plan.upgrade.values()];
  for (const verb of ['Inst', 'Conf']) {
    for (const { name, version, architecture, archives } of coming) {
      const old = plan.upgrade.has(name) && verb === 'Inst' ? ` [${s.status.get(name)?.version ?? ''}]` : '';
      const from = archives.map(({ label }) => `Debian:${label}`).join(', ');
      yield* s.say(`${verb} ${name}${old} (${version} ${from} [${architecture}])\n`);
    }
  }
  return 0;
}

/** clean and autoclean. */
export function* clean(s: AptSession): Task<number> {
  if (!s.p.files.access(ARCHIVES, 'w')) {
    const problem = (path: string): string =>
      `Could not open lock file ${path}/lock - open (13: Permission denied)`;
    return yield* s.fail(
      problem(ARCHIVES),
      `Unable to lock directory ${ARCHIVES}/`,
      problem(LISTS),
      `Unable to lock directory ${LISTS}/`,
    );
  }
  emptyArchives(s);
  return 0;
}
