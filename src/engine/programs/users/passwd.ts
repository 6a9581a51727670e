import { sha512 } from '@noble/hashes/sha2.js';
import type { ProcessFiles, Task } from '../../kernel';
import { askHidden } from '../shared/ask';
import { openInput } from '../shared/input';
import type { OptionSpec } from '../shared/options';
import { program } from '../shared/program';
import type { Call } from '../shared/program';
import { callerOf, fileLines, readUsers } from '../shared/users';
import { passwordOf, setPassword, setShadowField } from './database';
import { isoDay } from './shadow-checks';
import { PASSWD_HELP } from './shadow-help';

/**
 * What /etc/shadow keeps of a password. Marked as this machine's own: real systems use crypt(5)'s yescrypt,
 * which takes a second on purpose.
 */
export function hashPassword(password: string, salt: string): string {
  const digest = sha512(new TextEncoder().encode(`${salt}$${password}`));
  return `$drydock$${salt}$${Array.from(digest.subarray(0, 32), (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

export function isPassword(password: string, stored: string): boolean {
  const [, , salt = ''] = stored.split('$');
  return stored.startsWith('$') && hashPassword(password, salt) === stored;
}

function salt<S extends OptionSpec>(c: Call<S>): string {
  return Array.from({ length: 8 }, () => Math.floor(c.p.random() * 36).toString(36)).join('');
}

/** A question on stdout with its answer shown. */
export function* askLine<S extends OptionSpec>(c: Call<S>, question: string): Task<string | undefined> {
  yield* c.print(question);
  yield* c.out.flush();
  return yield* c.p.stdin.readLine();
}

/** Asks twice and stores; the status that passwd would end with. */
export function* newPassword<S extends OptionSpec>(c: Call<S>, name: string): Task<number> {
  const { p } = c;
  if (!c.gnu) yield* c.print(`Changing password for ${name}\n`);
  const first = yield* askHidden(c, 'New password: ');
  const second =
    first === undefined
      ? undefined
      : yield* askHidden(c, c.gnu ? 'Retype new password: ' : 'Retype password: ');
  if (first === undefined || second === undefined || (first === '' && c.gnu)) {
    if (first === '') yield* p.stderr.write('No password has been supplied.\n');
    yield* p.stderr.write(
      c.gnu
        ? 'passwd: Authentication token manipulation error\npasswd: password unchanged\n'
        : `passwd: password for ${name} is unchanged\n`,
    );
    return c.gnu ? 10 : 1;
  }
  if (first !== second) {
    yield* p.stderr.write(
      c.gnu
        ? 'Sorry, passwords do not match.\npasswd: Authentication token manipulation error\npasswd: password unchanged\n'
        : `Passwords don't match\npasswd: password for ${name} is unchanged\n`,
    );
    return c.gnu ? 10 : 1;
  }
  setPassword(p.files, name, hashPassword(first, salt(c)), p.nowMs);
  yield* p.stderr.write(
    c.gnu ? 'passwd: password updated successfully\n' : `passwd: password for ${name} changed by root\n`,
  );
  return 0;
}

/** What -S says of an account: its state, the day of the last change and the ages. */
function statusLine(files: ProcessFiles, name: string): string {
  const line = fileLines(files, '/etc/shadow').find((one) => one.startsWith(`${name}:`)) ?? '';
  const [, stored = '', last, min, max, warn, inactive] = line.split(':');
  const state = stored === '' ? 'NP' : /^[!*]/.test(stored) ? 'L' : 'P';
  const ages = [min, max, warn, inactive].map((age) => age || '-1').join(' ');
  return `${name} ${state} ${isoDay(Number(last ?? 0))} ${ages}\n`;
}

export const passwd = program({
  id: 'passwd/passwd',
  usage: '[options] [LOGIN]',
  help: PASSWD_HELP,
  usageStatus: 6,
  busyboxUsage: '[-a ALG] [-dlu] [USER]',
  options: {
    all: 'a,all',
    delete: 'd,delete',
    expire: 'e,expire',
    lock: 'l,lock',
    unlock: 'u,unlock',
    status: 'S,status',
    quiet: 'q,quiet',
    keep: 'k,keep-tokens',
    stdin: 's,stdin',
    inactive: 'i,inactive=N',
    min: 'n,mindays=N',
    max: 'x,maxdays=N',
    warn: 'w,warndays=N',
  },
  busyboxLacks: 'Seiknqswx',
  *run(c) {
    const { flags, p } = c;
    const users = readUsers(p.files);
    const own = users.find((user) => user.uid === callerOf(p))?.name;
    const name = c.operands[0] ?? own;
    if (name === undefined)
      return yield* c.fail(c.gnu ? 'Cannot determine your user name.' : `unknown uid ${String(callerOf(p))}`);
    if (!users.some((user) => user.name === name))
      return yield* c.fail(c.gnu ? `user '${name}' does not exist` : `unknown user ${name}`);
    if (callerOf(p) !== 0 && (name !== own || flags.delete || flags.lock || flags.unlock || flags.expire)) {
      return yield* c.fail(
        c.gnu
          ? `You may not view or modify password information for ${name}.`
          : `${own ?? ''} can't change password for ${name}`,
      );
    }
    const stored = passwordOf(p.files, name) ?? '';
    if (flags.all) {
      if (!flags.status) return yield* c.usageError(undefined, 2);
      if (callerOf(p) !== 0) return yield* c.fail('Permission denied.');
      for (const user of users) yield* c.print(statusLine(p.files, user.name));
      return 0;
    }
    if (flags.status) {
      yield* c.print(statusLine(p.files, name));
      return 0;
    }
    const ages = [
      [3, flags.min],
      [4, flags.max],
      [5, flags.warn],
      [6, flags.inactive],
    ] as const;
    const setsAges = ages.some(([, value]) => value !== undefined);
    if (flags.delete || flags.lock || flags.unlock || flags.expire || setsAges) {
      if (flags.unlock && c.gnu && /^!*$/.test(stored)) {
        yield* p.stderr.write(
          'passwd: unlocking the password would result in a passwordless account.\nYou should set a password with usermod -p to unlock the password of this account.\n',
        );
        return 3;
      }
      if (flags.delete) setPassword(p.files, name, '', p.nowMs);
      else if (flags.lock) setPassword(p.files, name, `!${stored.replace(/^!+/, '')}`, p.nowMs);
      else if (flags.unlock) setPassword(p.files, name, stored.replace(/^!+/, ''), p.nowMs);
      for (const [at, value] of ages) if (value !== undefined) setShadowField(p.files, name, at, value);
      if (flags.expire) setShadowField(p.files, name, 2, '0');
      if (c.gnu && !flags.quiet) yield* c.print('passwd: password changed.\n');
      else if (!c.gnu) yield* p.stderr.write(`passwd: password for ${name} changed by root\n`);
      return 0;
    }
    if (callerOf(p) !== 0 && p.credentials.uid !== 0) {
      // Without its setuid bit it may not even look.
      yield* p.stderr.write(
        c.gnu
          ? 'passwd: Authentication token manipulation error\npasswd: password unchanged\n'
          : 'passwd: no write permission on /etc/shadow\n',
      );
      return c.gnu ? 10 : 1;
    }
    if (callerOf(p) !== 0 && stored !== '') {
      yield* c.print(`Changing password for ${name}.\n`);
      const current = yield* askHidden(c, c.gnu ? 'Current password: ' : 'Old password: ');
      if (current === undefined || !isPassword(current, stored)) {
        yield* p.stderr.write(
          c.gnu
            ? 'passwd: Authentication token manipulation error\npasswd: password unchanged\n'
            : `passwd: incorrect password for ${name}\n`,
        );
        return c.gnu ? 10 : 1;
      }
    }
    return yield* newPassword(c, name);
  },
});

export const chpasswd = program({
  id: 'passwd/chpasswd',
  paths: ['/usr/sbin/chpasswd'],
  usage: '[options]',
  busyboxUsage: '[-e|m] [-c ALG]',
  options: {
    encrypted: 'e,encrypted',
    method: 'c,crypt-method=METHOD',
    md5: 'm,md5',
    rounds: 's,sha-rounds=N',
  },
  busyboxLong: 'encrypted md5',
  *run(c) {
    const { p } = c;
    if (p.credentials.uid !== 0)
      return yield* c.fail(
        c.gnu
          ? 'Permission denied.\nchpasswd: cannot lock /etc/passwd; try again later.'
          : 'permission denied (are you root?)',
      );
    const lines = yield* openInput(p, '-').reader.lines();
    let status = 0;
    for (const [index, line] of lines.entries()) {
      const colon = line.indexOf(':');
      const name = line.slice(0, colon);
      if (colon < 0) {
        yield* c.warn(c.gnu ? `line ${String(index + 1)}: missing new password` : 'missing new password');
        status = 1;
      } else if (!readUsers(p.files).some((user) => user.name === name)) {
        if (c.gnu)
          yield* p.stderr.write(
            `chpasswd: (user ${name}) pam_chauthtok() failed, error:\nAuthentication token manipulation error\nchpasswd: (line ${String(index + 1)}, user ${name}) password not changed\n`,
          );
        else yield* c.warn(`unknown user ${name}`);
        status = 1;
      } else {
        const password = line.slice(colon + 1);
        setPassword(p.files, name, c.flags.encrypted ? password : hashPassword(password, salt(c)), p.nowMs);
        if (!c.gnu) yield* c.print(`chpasswd: password for '${name}' changed\n`);
      }
    }
    return status;
  },
});
