/** The groups of update-alternatives, as dpkg keeps them: a file each in /var/lib/dpkg/alternatives, and their links. */
import type { Process } from '../../../kernel';
import { isErrno } from '../../../kernel';
import { textOf } from './status-file';

export const LINKS = '/etc/alternatives';
const GROUPS = '/var/lib/dpkg/alternatives';

/** A further name that follows a group's, its manual page for one. */
export interface Slave {
  readonly name: string;
  readonly link: string;
  readonly path: string;
}

export interface Choice {
  readonly path: string;
  readonly priority: number;
  /** Paths of the slaves that it brings, by their names. */
  readonly slaves: ReadonlyMap<string, string>;
}

export interface Group {
  readonly name: string;
  readonly link: string;
  readonly mode: 'auto' | 'manual';
  readonly slaves: readonly Omit<Slave, 'path'>[];
  /** By path. */
  readonly choices: readonly Choice[];
}

export function groupNames(p: Process): readonly string[] {
  try {
    return [...p.files.readDirectory(GROUPS)].sort();
  } catch (error) {
    if (isErrno(error)) return [];
    throw error;
  }
}

/** undefined: there is no such group. The file: mode, link, slaves by two lines, a blank; then each choice's lines. */
export function readGroup(p: Process, name: string): Group | undefined {
  if (name === '' || name.includes('/')) return undefined;
  const lines = textOf(p, `${GROUPS}/${name}`).split('\n');
  const [mode, link] = lines;
  if (link === undefined || (mode !== 'auto' && mode !== 'manual')) return undefined;
  const slaves: Omit<Slave, 'path'>[] = [];
  let at = 2;
  for (; lines[at]; at += 2) slaves.push({ name: lines[at] ?? '', link: lines[at + 1] ?? '' });
  const choices: Choice[] = [];
  for (at += 1; lines[at]; at += 2 + slaves.length) {
    const own = slaves.map(({ name: slave }, index): [string, string] => [
      slave,
      lines[at + 2 + index] ?? '',
    ]);
    choices.push({
      path: lines[at] ?? '',
      priority: Number(lines[at + 1]),
      slaves: new Map(own.filter(([, path]) => path !== '')),
    });
  }
  return { name, link, mode, slaves, choices: choices.sort((a, b) => (a.path < b.path ? -1 : 1)) };
}

/** Throws ErrnoError where its folder may not be written. */
export function writeGroup(p: Process, { name, link, mode, slaves, choices }: Group): void {
  const lines = [
    mode,
    link,
    ...slaves.flatMap((slave) => [slave.name, slave.link]),
    '',
    ...choices.flatMap(({ path, priority, slaves: own }) => [
      path,
      String(priority),
      ...slaves.map((slave) => own.get(slave.name) ?? ''),
    ]),
    '',
  ];
  if (!p.files.exists(GROUPS)) p.files.mkdir(GROUPS, 0o755);
  p.files.writeFile(`${GROUPS}/${name}`, `${lines.join('\n')}\n`);
}

export function best({ choices }: Group): Choice | undefined {
  return choices.reduce<Choice | undefined>(
    (first, one) => (first === undefined || one.priority > first.priority ? one : first),
    undefined,
  );
}

/** What its link points to now. */
export function currentTarget(p: Process, { name }: Group): string | undefined {
  try {
    return p.files.readlink(`${LINKS}/${name}`);
  } catch (error) {
    if (isErrno(error)) return undefined;
    throw error;
  }
}

/** Has a group's links, and its slaves', lead to a choice. */
export function point(p: Process, { name, link, slaves }: Group, { path, slaves: own }: Choice): void {
  replaceLink(p, `${LINKS}/${name}`, path);
  replaceLink(p, link, `${LINKS}/${name}`);
  for (const slave of slaves) {
    const target = own.get(slave.name);
    if (target === undefined || !p.files.exists(target)) {
      removeLink(p, slave.link);
      removeLink(p, `${LINKS}/${slave.name}`);
      continue;
    }
    replaceLink(p, `${LINKS}/${slave.name}`, target);
    replaceLink(p, slave.link, `${LINKS}/${slave.name}`);
  }
}

/** A file that is no link is somebody's own, and stays. */
function replaceLink(p: Process, path: string, target: string): void {
  if (!removeLink(p, path)) return;
  if (path.startsWith(`${LINKS}/`) && !p.files.exists(LINKS)) p.files.mkdir(LINKS, 0o755);
  p.files.symlink(target, path);
}

function removeLink(p: Process, path: string): boolean {
  try {
    if (p.files.lstat(path).kind !== 'symlink') return false;
    p.files.unlink(path);
  } catch (error) {
    if (!isErrno(error) || error.code !== 'ENOENT') throw error;
  }
  return true;
}

export function removeGroup(p: Process, group: Group): void {
  for (const { name, link } of [group, ...group.slaves]) {
    removeLink(p, link);
    removeLink(p, `${LINKS}/${name}`);
  }
  p.files.unlink(`${GROUPS}/${group.name}`);
}
