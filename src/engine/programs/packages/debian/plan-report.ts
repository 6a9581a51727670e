import type { Task } from '../../../kernel';
import type { AptSession } from './apt-session';
import { namesInColumns, sizeText, wrappedNames } from './apt-text';
import { relationsIn, type DebPackage } from './package-index';
import type { Plan } from './resolve';
import { isInstalled, isVital, type InstalledPackage } from './status-file';

const FREE_BYTES = 41_400_000_000;
const GREEN = '\u001b[32m';
const RED = '\u001b[31m';
const PLAIN = '\u001b[0m';

/** What a plan is about: what was asked for, and what follows from it. */
export interface PlanContext {
  readonly plan: Plan;
  /** Names on the command line, as packages. */
  readonly asked: ReadonlySet<string>;
  readonly held: readonly string[];
  readonly unneeded: readonly InstalledPackage[];
  readonly purge: boolean;
}

interface Block {
  readonly title: string;
  readonly newTitle: string;
  readonly names: readonly string[];
  readonly colour?: string;
}

/** Says what would be done, as both programs do before they ask. */
export function* reportPlan(s: AptSession, context: PlanContext): Task<void> {
  const { plan } = context;
  yield* reportUnneeded(s, context.unneeded);
  const blocks = blocksOf(s, context);
  for (const { title, newTitle, names, colour } of blocks) {
    if (names.length === 0) continue;
    if (s.hasNewLayout) {
      const table = s.has('verbose-versions')
        ? withVersions(plan, s, names)
        : namesInColumns(names, s.columns);
      const isColoured = colour !== undefined && s.isTty;
      yield* s.say(`${newTitle}:\n${isColoured ? `${colour}${table}${PLAIN}` : table}\n`);
    } else
      yield* s.say(
        `${title}:\n${s.has('verbose-versions') ? withVersions(plan, s, names) : wrappedNames(names, s.columns)}`,
      );
  }
  yield* warnOfEssential(s, plan);
  const notUpgraded = plan.newer().filter(({ name }) => !plan.upgrade.has(name)).length;
  const counts = [plan.upgrade.size - plan.reinstall.size, plan.install.size, plan.remove.size, notUpgraded];
  if (s.hasNewLayout) {
    yield* s.say(
      `Summary:\n  Upgrading: ${counts[0]}, Installing: ${counts[1]}, Removing: ${counts[2]}, Not Upgrading: ${counts[3]}\n`,
    );
    return;
  }
  const again = plan.reinstall.size === 0 ? '' : `${plan.reinstall.size} reinstalled, `;
  yield* s.say(
    `${counts[0]} upgraded, ${counts[1]} newly installed, ${again}${counts[2]} to remove and ${counts[3]} not upgraded.\n`,
  );
}

/** A line for each, with its version (-V). */
function withVersions(plan: Plan, s: AptSession, names: readonly string[]): string {
  return names
    .map((shown) => {
      const name = shown.replace(/\*$/, '');
      const coming = plan.install.get(name) ?? plan.upgrade.get(name);
      const there = s.status.get(name)?.version;
      const version =
        plan.upgrade.has(name) && there !== coming?.version
          ? `${there ?? ''} => ${coming?.version ?? ''}`
          : (coming?.version ?? there ?? '');
      return `   ${shown}${version === '' ? '' : ` (${version})`}\n`;
    })
    .join('');
}

/** Packages on hold that would go or be renewed. */
export function heldChanged(s: AptSession, plan: Plan): readonly string[] {
  return [...plan.remove.keys(), ...plan.upgrade.keys()]
    .filter((name) => s.status.get(name)?.want === 'hold')
    .sort();
}

/** What a system cannot do without. */
function* warnOfEssential(s: AptSession, plan: Plan): Task<void> {
  const names = [...plan.remove.values()].filter(isVital).map(({ name }) => name);
  if (names.length === 0) return;
  const isColoured = s.hasNewLayout && s.isTty;
  const list = wrappedNames(names, s.columns);
  const shown = isColoured ? `${RED}${list}${PLAIN}` : list;
  yield* s.say(
    `WARNING: The following essential packages will be removed.\nThis should NOT be done unless you know exactly what you are doing!\n${shown}${s.hasNewLayout ? '\n' : ''}`,
  );
}

export function* reportUnneeded(s: AptSession, unneeded: readonly InstalledPackage[]): Task<void> {
  if (unneeded.length === 0) return;
  const isOne = unneeded.length === 1;
  const names = unneeded.map(({ name }) => name);
  yield* s.say(
    `The following ${isOne ? 'package was' : 'packages were'} automatically installed and ${isOne ? 'is' : 'are'} no longer required:\n`,
  );
  yield* s.say(s.hasNewLayout ? namesInColumns(names, s.columns) : wrappedNames(names, s.columns));
  yield* s.say(
    `Use '${sudo(s)}apt autoremove' to remove ${isOne ? 'it' : 'them'}.\n${s.hasNewLayout ? '\n' : ''}`,
  );
}

/** apt knows who called it through sudo. */
function sudo(s: AptSession): string {
  return s.p.env.has('SUDO_USER') ? 'sudo ' : '';
}

function blocksOf(s: AptSession, { plan, asked, held, purge }: PlanContext): readonly Block[] {
  const sorted = (names: Iterable<string>): string[] => [...names].sort();
  const coming = sorted(plan.install.keys());
  const additional = sorted(
    [...plan.install.keys(), ...plan.upgrade.keys()].filter((name) => !asked.has(name)),
  );
  const mark = purge ? '*' : '';
  const removed = sorted(plan.remove.keys()).map((name) => `${name}${mark}`);
  const { suggested, recommended } = extraPackages(plan);
  const isInstalling = asked.size > 0 && plan.install.size > 0;
  const extra: Block[] = [
    { title: 'Suggested packages', newTitle: 'Suggested packages', names: isInstalling ? suggested : [] },
    {
      title: 'Recommended packages',
      newTitle: 'Recommended packages',
      names: isInstalling && !s.withRecommends ? recommended : [],
    },
  ];
  if (s.hasNewLayout) {
    return [
      { title: '', newTitle: 'Upgrading', names: sorted(plan.upgrade.keys()), colour: GREEN },
      { title: '', newTitle: 'Installing', names: coming.filter((name) => asked.has(name)), colour: GREEN },
      {
        title: '',
        newTitle: 'Installing dependencies',
        names: coming.filter((name) => !asked.has(name)),
        colour: GREEN,
      },
      ...extra,
      { title: '', newTitle: 'REMOVING', names: removed, colour: RED },
      { title: '', newTitle: 'Changing held packages', names: heldChanged(s, plan) },
      { title: '', newTitle: 'Not upgrading', names: held },
    ];
  }
  return [
    {
      title: 'The following additional packages will be installed',
      newTitle: '',
      names: asked.size > 0 ? additional : [],
    },
    ...extra,
    { title: 'The following packages will be REMOVED', newTitle: '', names: removed },
    { title: 'The following NEW packages will be installed', newTitle: '', names: coming },
    { title: 'The following packages have been kept back', newTitle: '', names: held },
    {
      title: 'The following packages will be upgraded',
      newTitle: '',
      names: sorted(plan.upgrade.keys()).filter((name) => !plan.reinstall.has(name)),
    },
    { title: 'The following held packages will be changed', newTitle: '', names: heldChanged(s, plan) },
  ];
}

/** Suggestions and recommendations of what comes that neither come nor are there, each named once. */
function extraPackages(plan: Plan): {
  readonly suggested: readonly string[];
  readonly recommended: readonly string[];
} {
  let [suggested, recommended] = ['', ''];
  const names = [[], []] as [string[], string[]];
  const isThere = (name: string): boolean =>
    plan.versionOf(name) !== undefined ||
    (plan.lists.providers.get(name) ?? []).some((provider) => plan.versionOf(provider) !== undefined);
  const isNamed = (name: string): boolean =>
    suggested.includes(`${name} `) || recommended.includes(`${name} `);
  const coming = [...plan.install.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const one of coming) {
    for (const [index, field] of [one.suggests, one.recommends].entries()) {
      for (const group of relationsIn(field)) {
        if (group.some(({ name }) => isThere(name) || isNamed(name))) continue;
        const words = group.map(({ name }, at) => (at === 0 ? name : `| ${name}`));
        names[index === 0 ? 0 : 1].push(...words);
        if (index === 0) suggested += `${words.join(' ')} `;
        else recommended += `${words.join(' ')} `;
      }
    }
  }
  return { suggested: names[0], recommended: names[1] };
}

/** How much is fetched and how the disk changes. `cachedBytes`: of what was fetched before. */
export function* reportSizes(s: AptSession, plan: Plan, cachedBytes: number): Task<void> {
  const { downloadBytes, moreBytes } = plan;
  const wanted = downloadBytes - cachedBytes;
  if (s.hasNewLayout) {
    if (downloadBytes > 0) {
      const all = cachedBytes === 0 ? '' : ` / ${sizeText(downloadBytes)}B`;
      yield* s.say(`  Download size: ${sizeText(wanted)}B${all}\n`);
    }
    const line =
      moreBytes >= 0
        ? `  Space needed: ${sizeText(moreBytes)}B / ${sizeText(FREE_BYTES)}B available`
        : `  Freed space: ${sizeText(moreBytes)}B`;
    yield* s.say(`${line}\n\n`);
    return;
  }
  if (downloadBytes > 0) {
    const all = cachedBytes === 0 ? '' : `/${sizeText(downloadBytes)}B`;
    yield* s.say(`Need to get ${sizeText(wanted)}B${all} of archives.\n`);
  }
  yield* s.say(
    moreBytes >= 0
      ? `After this operation, ${sizeText(moreBytes)}B of additional disk space will be used.\n`
      : `After this operation, ${sizeText(moreBytes)}B disk space will be freed.\n`,
  );
}

/** Names on the command line that are there in the newest version already. */
export function* reportNewest(s: AptSession, one: DebPackage | InstalledPackage): Task<void> {
  const there = s.status.get(one.name);
  if (isInstalled(there)) yield* s.say(`${one.name} is already the newest version (${there.version}).\n`);
}
