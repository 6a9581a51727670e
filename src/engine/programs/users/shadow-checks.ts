/** What the programs of shadow-utils check and refuse alike. Source: shadow-utils 4.17. */
import type { Task } from '../../kernel';
import type { OptionSpec } from '../shared/options';
import type { Call } from '../shared/program';
import { formatTime, parseTime } from '../shared/time';
import { readGroups, readUsers } from '../shared/users';
import type { Group, User } from '../shared/users';
import { mayChange } from './database';

const DAY_MS = 86_400_000;

/** Letters, digits and `_.-`, but not digits alone. */
export function isValidName(name: string): boolean {
  return /^[a-zA-Z0-9_.][a-zA-Z0-9_.-]*\$?$/.test(name) && !/^(\d+|\.\.?)$/.test(name);
}

/** A field of /etc/passwd: it ends at a colon. */
export function isValidField(text: string): boolean {
  return !/[:\n]/.test(text);
}

/** A shell is named by its whole path; none is /bin/sh. */
export function isValidShell(text: string): boolean {
  return isValidField(text) && (text === '' || text.startsWith('/') || text.startsWith('*'));
}

/** A user's or group's number as an argument. */
export function isValidId(text: string | undefined): boolean {
  return text === undefined || (/^\d+$/.test(text) && Number(text) < 2 ** 32 - 1);
}

/** What -e and -E take, in days since 1970: a date, a number of days, or nothing; undefined: no date. */
export function dayOf(text: string, nowMs: number): number | undefined {
  if (text === '' || text === '-1') return -1;
  if (/^\d+$/.test(text)) return Number(text);
  const ms = parseTime(text, nowMs);
  return ms === undefined ? undefined : Math.floor(ms / DAY_MS);
}

/** A day since 1970 as `2026-11-27`. */
export function isoDay(day: number): string {
  return formatTime('%Y-%m-%d', day * DAY_MS);
}

/** Each of them says the same two lines to who is not root. */
export function* requireRoot<S extends OptionSpec>(c: Call<S>, file: string, status: number): Task<void> {
  if (mayChange(c.p.files)) return;
  yield* c.warn('Permission denied.');
  yield* c.fail(`cannot lock ${file}; try again later.`, status);
}

export function* groupNamed<S extends OptionSpec>(c: Call<S>, text: string): Task<Group> {
  const group = readGroups(c.p.files).find((one) => one.name === text || String(one.gid) === text);
  return group ?? (yield* c.fail(`group '${text}' does not exist`, 6));
}

export function* userNamed<S extends OptionSpec>(c: Call<S>, name: string): Task<User> {
  const user = readUsers(c.p.files).find((one) => one.name === name);
  return user ?? (yield* c.fail(`user '${name}' does not exist`, 6));
}

/** Warns of a shell that nobody could log in with. */
export function* warnOfShell<S extends OptionSpec>(c: Call<S>, shell: string): Task<void> {
  const { files } = c.p;
  if (shell === '' || (files.exists(shell) && files.stat(shell).kind === 'file' && files.access(shell, 'x')))
    return;
  yield* c.p.stderr.write(`${c.name}: Warning: missing or non-executable shell '${shell}'\n`);
}
