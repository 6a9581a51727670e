/** The verbs of apt-get and apt that change what is installed. */
import type { Task } from '../../../kernel';
import type { AptSession } from './apt-session';
import { COSTS } from './costs';
import { known } from './known-packages';
import { LISTS, readArchives } from './lists';
import { namesIn, type DebPackage } from './package-index';
import { heldChanged, reportNewest, reportPlan, reportSizes } from './plan-report';
import { Plan } from './resolve';
import { globToRegex } from './name-patterns';
import { batchesOf, removeOrder, unpackOrder } from './order';
import {
  isInstalled,
  isReferredTo,
  isVital,
  textOf,
  writeAutomatic,
  type InstalledPackage,
} from './status-file';
import { ARCHIVES, cachedBytes, calculate, carryOut, emptyArchives } from './transaction';

/** install, remove, purge, reinstall, autoremove: they differ in what they do with the names. */
export type ChangeVerb = 'install' | 'remove' | 'purge' | 'reinstall' | 'autoremove' | 'autopurge';

interface Wanted {
  /** As it was written, for what apt says of it. */
  readonly word: string;
  readonly name: string;
  readonly version: string | undefined;
  /** `/trixie`: the release that it is to come from. */
  readonly release: string | undefined;
  readonly verb: 'install' | 'remove' | 'purge';
}

export function* change(s: AptSession, verb: ChangeVerb, words: readonly string[]): Task<number> {
  yield* s.lock();
  const missing = words.filter((word) => /^\.{0,2}\//.test(word) && !s.p.files.exists(word));
  if (missing.length > 0) {
    yield* s.step('Reading package lists', COSTS.readListsMs);
    return yield* s.fail(...missing.map((word) => `Unsupported file ${word} given on commandline`));
  }
  const lists = yield* s.open();
  const plan = new Plan(lists, s.status, s.withRecommends, s.withSuggests);
  const asked = new Set<string>();
  const purge = verb === 'purge' || verb === 'autopurge' || s.has('purge');
  const wanted = words.flatMap((word) => wantedOf(word, verb, purge));
  for (const one of [...wanted]) yield* spread(s, plan, one, wanted);
  const problems: string[] = [];
  const unheld: string[] = [];
  for (const one of wanted) problems.push(...(yield* problemsOf(s, plan, one, unheld)));
  // What only this machine's mirror lacks is worth a word where apt itself has nothing to say.
  if (problems.length + unheld.length > 0) return yield* s.fail(...(problems.length > 0 ? problems : unheld));
  for (const one of wanted) yield* takeWord(s, plan, one, verb, asked);
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
  const [, name = word, architecture, version, release] =
    /^([^=/:]+)(:\w+)?(?:=([^/]*))?(?:\/(.*))?$/.exec(word) ?? [];
  const rest = { word, version, release };
  if (/[^+]-$/.test(name)) return { ...rest, name: name.slice(0, -1), verb: 'remove' };
  if (/[^+]\+$/.test(name)) return { ...rest, name: name.slice(0, -1), verb: 'install' };
  const isOwn = architecture === undefined || /^:(amd64|native|any|all)$/.test(architecture);
  return { ...rest, name: isOwn ? name : `${name}${architecture}`, verb: own };
}

/** Puts the packages that a pattern of names fits in its place. */
function* spread(s: AptSession, plan: Plan, one: Wanted, wanted: Wanted[]): Task<void> {
  const { name } = one;
  if (!/[*?[^$]/.test(name) || plan.lists.packages.has(name)) return;
  const isGlob = !/[\^$]/.test(name);
  const pattern = isGlob ? globToRegex(name) : regularExpression(name);
  const all = new Set([...plan.lists.packages.keys(), ...plan.status.keys()]);
  const names = [...all].filter((other) => pattern?.test(other) === true).sort();
  if (names.length === 0) return;
  // apt 3 does not speak of it.
  for (const found of s.isNewer('2.9') ? [] : names)
    yield* s.say(`Note, selecting '${found}' for ${isGlob ? 'glob' : 'regex'} '${name}'\n`);
  const at = wanted.indexOf(one);
  wanted.splice(at, 1, ...names.map((found) => ({ ...one, name: found })));
}

/** undefined: a pattern that is none. */
function regularExpression(text: string): RegExp | undefined {
  try {
    return new RegExp(text);
  } catch {
    return undefined;
  }
}

/** What keeps apt from looking at what was asked for at all: said of every name before it ends. */
function* problemsOf(s: AptSession, plan: Plan, wanted: Wanted, unheld: string[]): Task<readonly string[]> {
  const { lists, status } = plan;
  const providers = providersOf(plan, wanted.name);
  if (providers.length > 1) return yield* virtual(s, plan, wanted.name, providers);
  const name = providers[0] ?? wanted.name;
  const candidate = lists.packages.get(name);
  const there = status.get(name);
  if (candidate === undefined && there === undefined) return yield* unknown(s, name, wanted.verb, unheld);
  const { version, release } = wanted;
  if (wanted.verb !== 'install') return [];
  if (release !== undefined && !isOfRelease(plan, candidate, release)) {
    if (!isInstalled(there)) yield* s.say(notAvailable(name));
    return [`Release '${release}' for '${name}' was not found`];
  }
  if (version === undefined) return [];
  if (version === candidate?.version || version === there?.version) return [];
  if (candidate !== undefined || isInstalled(there)) yield* s.say(notAvailable(name));
  return [`Version '${version}' for '${name}' was not found`];
}

/** A release by its code name or by its place in the order: `trixie`, `stable`. */
function isOfRelease({ lists }: Plan, candidate: DebPackage | undefined, release: string): boolean {
  const archives = candidate?.archives ?? [];
  return archives.some(
    (one) => one.label === release || one.suite === release || lists.sourceOf(one)?.suite === release,
  );
}

/** The packages that stand for a name that is none's own. */
function providersOf({ lists, status }: Plan, name: string): readonly string[] {
  if (lists.packages.has(name) || status.has(name)) return [];
  const installed = [...status.values()].filter(
    (one) => isInstalled(one) && namesIn(one.fields.get('Provides') ?? '').includes(name),
  );
  return [...new Set([...(lists.providers.get(name) ?? []), ...installed.map((one) => one.name)])];
}

function* takeWord(
  s: AptSession,
  plan: Plan,
  wanted: Wanted,
  verb: ChangeVerb,
  asked: Set<string>,
): Task<void> {
  const { lists, status } = plan;
  const [provider] = providersOf(plan, wanted.name);
  if (provider !== undefined && !isInstalled(status.get(provider)))
    yield* s.say(`Note, selecting '${provider}' instead of '${wanted.name}'\n`);
  const name = provider ?? wanted.name;
  const candidate = lists.packages.get(name);
  const there = status.get(name);
  if (candidate === undefined && there === undefined) return;
  if (wanted.verb !== 'install') {
    if (isInstalled(there)) plan.markRemove(there);
    else if (there !== undefined && wanted.verb === 'purge') plan.remove.set(name, there);
    else yield* s.say(`Package '${name}' is not installed, so not removed\n`);
    return;
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
  } else if (isNewest && (verb === 'reinstall' || s.has('reinstall'))) {
    yield* s.say(`Reinstallation of ${name} is not possible, it cannot be downloaded.\n`);
  } else if (isInstalled(there) && s.has('no-upgrade') && !asked.has(name)) {
    yield* s.say(`Skipping ${name}, it is already installed and upgrade is not set.\n`);
  } else if (isNewest) {
    if (plan.named.has(name)) return;
    plan.named.add(name);
    yield* reportNewest(s, there);
    if (s.automatic.delete(name)) {
      yield* s.say(`${name} set to manually installed.\n`);
      if (s.isRoot && !s.has('simulate')) writeAutomatic(s.p, s.automatic);
    }
  } else if (candidate !== undefined && candidate.downloadBytes > 0) {
    if (!isInstalled(there) && s.has('only-upgrade')) {
      yield* s.say(`Skipping ${name}, it is not installed and only upgrades are requested.\n`);
      return;
    }
    plan.automatic.delete(name);
    plan.markInstall(candidate, false);
    asked.add(name);
  }
}

/** The words of a name that no package has: apt's, unless it is only not in our lists. */
function* unknown(
  s: AptSession,
  name: string,
  verb: Wanted['verb'],
  unheld: string[],
): Task<readonly string[]> {
  const archives = yield* readArchives(s.p);
  const hasLists = (yield* s.lists()).packages.size > 0;
  const purpose = archives.length > 0 && hasLists ? known(name) : undefined;
  if (purpose !== undefined) {
    unheld.push(`Package ${name} (${purpose}) is real, but this simulated mirror does not hold it`);
    return [];
  }
  if (isReferredTo(s.status, name)) {
    // Its name is known, and no more: takeWord says of what is to be removed that it is not there.
    if (verb !== 'install') {
      yield* s.say(`Package '${name}' is not installed, so not removed\n`);
      return [];
    }
    yield* s.say(notAvailable(name));
    return [`Package '${name}' has no installation candidate`];
  }
  return [
    `Unable to locate package ${name}`,
    ...(/[.?*[\]!]/.test(name) ? [`Couldn't find any package by glob '${name}'`] : []),
    ...(/[.?+*|[^$]/.test(name) ? [`Couldn't find any package by regex '${name}'`] : []),
  ];
}

function notAvailable(name: string): string {
  return `Package ${name} is not available, but is referred to by another package.\nThis may mean that the package is missing, has been obsoleted, or\nis only available from another source\n\n`;
}

function* virtual(
  s: AptSession,
  plan: Plan,
  name: string,
  providers: readonly string[],
): Task<readonly string[]> {
  const lines = providers.map((one) => `  ${one} ${plan.lists.packages.get(one)?.version ?? ''}\n`).join('');
  yield* s.say(
    `Package ${name} is a virtual package provided by:\n${lines}You should explicitly select one to install.\n\n`,
  );
  return [`Package '${name}' has no installation candidate`];
}

/** upgrade and dist-upgrade. */
export function* upgrade(s: AptSession, mayChangeSet: boolean, words: readonly string[]): Task<number> {
  yield* s.lock();
  const lists = yield* s.open();
  const strangers = words.filter((word) => !lists.packages.has(word) && !s.status.has(word));
  if (strangers.length > 0)
    return yield* s.fail(...strangers.map((word) => `Unable to locate package ${word}`));
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
  const essential = [...plan.remove.values()].filter(isVital);
  const changesHeld = heldChanged(s, plan).length > 0 && !s.has('allow-held');
  if (s.has('simulate')) return yield* simulate(s, plan, purge);
  if (s.has('print-uris')) return yield* s.fail('--print-uris is not modelled on this simulated machine');
  const isBarred = essential.length > 0 && !s.has('allow-remove-essential');
  if (isBarred && s.isYes)
    return yield* s.fail('Essential packages were removed and -y was used without --allow-remove-essential.');
  if (changesHeld && s.isYes)
    return yield* s.fail('Held packages were changed and -y was used without --allow-change-held-packages.');
  yield* reportSizes(s, plan, cachedBytes(s, plan));
  if (isBarred && s.isNewer('2.9'))
    return yield* s.fail(
      'Removing essential system-critical packages is not permitted. This might break the system.',
    );
  if (isBarred) return (yield* insists(s)) ? yield* carryOut(s, plan, purge) : 1;
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

/** apt-get wants the whole of a sentence typed before it removes what is essential. */
function* insists(s: AptSession): Task<boolean> {
  const sentence = 'Yes, do as I say!';
  yield* s.print(
    `You are about to do something potentially harmful.\nTo continue type in the phrase '${sentence}'\n ?] `,
  );
  yield* s.out.flush();
  if ((yield* s.p.stdin.readLine())?.trim() === sentence) return true;
  yield* s.print('Abort.\n');
  return false;
}

function* simulate(s: AptSession, plan: Plan, purge: boolean): Task<number> {
  for (const { name, version } of removeOrder([...plan.remove.values()]))
    yield* s.say(`${purge ? 'Purg' : 'Remv'} ${name} [${version}]\n`);
  const coming = unpackOrder([...plan.install.values(), ...plan.upgrade.values()]);
  for (const { unpack, configure } of batchesOf(coming)) {
    for (const one of unpack)
      yield* s.say(`Inst ${one.name}${oldVersion(s, plan, one)} ${originOf(s, one)}\n`);
    const configured = configure?.flatMap((name) => coming.filter((one) => one.name === name)) ?? coming;
    for (const one of configured) yield* s.say(`Conf ${one.name} ${originOf(s, one)}\n`);
  }
  return 0;
}

function oldVersion(s: AptSession, plan: Plan, { name }: DebPackage): string {
  return plan.upgrade.has(name) ? ` [${s.status.get(name)?.version ?? ''}]` : '';
}

/** `(2.2.1-1 Debian:13.8/stable [amd64])`. */
function originOf(s: AptSession, { version, architecture, archives }: DebPackage): string {
  const isUbuntu = /^ID=ubuntu/m.test(textOf(s.p, '/etc/os-release'));
  const point = /^[\d.]+/.exec(textOf(s.p, '/etc/debian_version'))?.[0] ?? '';
  const major = /^VERSION_ID="([^"]*)"/m.exec(textOf(s.p, '/etc/os-release'))?.[1] ?? '';
  const from = archives.map(({ label, suite }) => {
    if (isUbuntu) return `Ubuntu:${major}/${suite}`;
    return label.endsWith('-security') ? `Debian-Security:${major}/${label}` : `Debian:${point}/${label}`;
  });
  return `(${version} ${from.join(', ')} [${architecture}])`;
}

/** Removes what was fetched and no archive has any more, which is nothing on the day it was fetched. */
export function* autoclean(s: AptSession): Task<number> {
  if (!s.p.files.access(ARCHIVES, 'w'))
    return yield* s.fail(
      `Could not open lock file ${ARCHIVES}/lock - open (13: Permission denied)`,
      'Unable to lock the download directory',
    );
  yield* s.open();
  return 0;
}

/** Removes all that was fetched. */
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
