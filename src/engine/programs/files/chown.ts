import type { Stat, Task } from '../../kernel';
import { reason } from '../shared/errors';
import { program } from '../shared/program';
import type { Call } from '../shared/program';
import { walk } from '../shared/trees';
import { findUser, gidOf, Names, uidOf } from '../shared/users';

const OPTIONS = {
  recursive: 'R,recursive',
  noFollow: 'h,no-dereference',
  follow: 'dereference',
  verbose: 'v,verbose',
  changes: 'c,changes',
  quiet: 'f,silent,quiet',
  reference: 'reference=RFILE',
  from: 'from=OWNER:GROUP',
  followArgs: 'H',
  followAll: 'L',
  followNone: 'P',
  preserve: 'preserve-root',
  noPreserve: 'no-preserve-root',
} as const;

interface Owner {
  readonly uid: number | undefined;
  readonly gid: number | undefined;
  /** As GNU's shows them: by the words that were given. */
  readonly user?: string | undefined;
  readonly group?: string | undefined;
}

export const chown = program({
  id: 'coreutils/chown',
  names: ['chgrp'],
  usage: '[OPTION]... [OWNER][:[GROUP]] FILE...',
  busyboxUsage: '[-RhcvfLHP] USER[:[GRP]] FILE...',
  options: OPTIONS,
  busyboxLong: 'changes dereference no-dereference quiet recursive silent verbose',
  *run(c) {
    const { flags, p } = c;
    const operands = [...c.operands];
    const byGroup = c.name === 'chgrp';
    let owner: Owner;
    if (flags.reference === undefined) {
      const spec = operands.shift();
      if (spec === undefined) return yield* c.misused('missing operand');
      if (operands.length === 0) return yield* c.misused(`missing operand after '${spec}'`);
      owner = byGroup ? yield* groupOf(c, spec) : yield* ownerOf(c, spec);
    } else {
      try {
        const stat = p.files.stat(flags.reference);
        const names = new Names(p.files);
        owner = {
          uid: byGroup ? undefined : stat.uid,
          gid: stat.gid,
          user: byGroup ? undefined : (names.user(stat.uid) ?? String(stat.uid)),
          group: names.group(stat.gid) ?? String(stat.gid),
        };
      } catch (error) {
        return yield* c.fail(`failed to get attributes of '${flags.reference}': ${reason(error)}`);
      }
    }
    const names = new Names(p.files);
    const only = flags.from === undefined ? undefined : yield* ownerOf(c, flags.from);
    const asked = [owner.user, owner.group].filter((one) => one !== undefined).join(':');
    const was = ({ uid, gid }: Stat): string =>
      [
        ...(owner.user === undefined ? [] : [names.user(uid) ?? String(uid)]),
        ...(owner.group === undefined ? [] : [names.group(gid) ?? String(gid)]),
      ].join(':');
    const what = owner.user === undefined && owner.group !== undefined ? 'group' : 'ownership';
    let status = 0;
    const visit = function* (path: string, noFollow: boolean): Task<void> {
      try {
        const stat = noFollow ? p.files.lstat(path) : p.files.stat(path);
        if (
          (only?.uid !== undefined && only.uid !== stat.uid) ||
          (only?.gid !== undefined && only.gid !== stat.gid)
        )
          return;
        p.files.chown(path, owner.uid, owner.gid, { noFollow });
        const [uid, gid] = [owner.uid ?? stat.uid, owner.gid ?? stat.gid];
        if (!c.gnu) {
          if (flags.verbose || (flags.changes && (uid !== stat.uid || gid !== stat.gid)))
            yield* c.print(`changed ownership of '${path}' to ${String(uid)}:${String(gid)}\n`);
        } else if (uid !== stat.uid || gid !== stat.gid) {
          if (flags.verbose || flags.changes)
            yield* c.print(`changed ${what} of '${path}' from ${was(stat)} to ${asked}\n`);
        } else if (flags.verbose)
          yield* c.print(`${what} of '${path}' retained${asked && ` as ${was(stat)}`}\n`);
      } catch (error) {
        yield* failed(path, error, true);
        if (c.gnu && flags.verbose) yield* tellFailure(path, noFollow);
      }
    };
    const tellFailure = function* (path: string, noFollow: boolean): Task<void> {
      const isThere = noFollow || p.files.exists(path);
      const from = isThere && asked !== '' ? ` from ${was(p.files.lstat(path))}` : '';
      yield* c.print(`failed to change ${what} of '${path}'${from}${asked && ` to ${asked}`}\n`);
    };
    const failed = function* (path: string, error: unknown, changing = false): Task<void> {
      status = 1;
      if (flags.quiet) return;
      const why = reason(error);
      if (!c.gnu) yield* c.warn(`${path}: ${why}`);
      else if (why === 'No such file or directory') yield* c.warn(`cannot access '${path}': ${why}`);
      else
        yield* c.warn(
          changing
            ? `changing ${byGroup ? 'group' : 'ownership'} of '${path}': ${why}`
            : `cannot read directory '${path}': ${why}`,
        );
    };
    for (const path of operands) {
      if (!flags.recursive) {
        yield* visit(path, flags.noFollow);
        continue;
      }
      yield* walk(
        p,
        path,
        function* (one) {
          yield* visit(one, true);
          return undefined;
        },
        failed,
      );
    }
    return status;
  },
});

type ChownCall = Call<typeof OPTIONS>;

function* ownerOf(c: ChownCall, spec: string): Task<Owner> {
  const { files } = c.p;
  const whole = uidOf(files, spec);
  if (whole !== undefined) return { uid: whole, gid: undefined, user: spec };
  const colon = spec.indexOf(':');
  // The old way to part user and group. BusyBox' is built without it (FEATURE_CHOWN_LONG_OPTIONS knows only `:`).
  const dot = colon < 0 && c.gnu ? spec.indexOf('.') : -1;
  const cut = colon >= 0 ? colon : dot >= 0 ? dot : undefined;
  const user = cut === undefined ? spec : spec.slice(0, cut);
  const group = cut === undefined ? undefined : spec.slice(cut + 1);
  if (!c.gnu && user === '' && (group === undefined || group === ''))
    return yield* c.fail(`unknown ${group === undefined ? 'user' : 'group'} `);
  const uid = user === '' ? undefined : uidOf(files, user);
  const both = user !== '' && group !== undefined && group !== '';
  if (user !== '' && uid === undefined)
    return yield* c.fail(
      c.gnu ? `invalid user: '${spec}'` : both ? `unknown user/group ${spec}` : `unknown user ${user}`,
    );
  if (group === undefined) return { uid, gid: undefined, user: user === '' ? undefined : user };
  if (dot >= 0 && (group === '' || gidOf(files, group) !== undefined))
    yield* c.warn(`warning: '.' should be ':': '${spec}'`);
  const given = user === '' ? undefined : user;
  if (group === '') {
    const gid = user === '' ? undefined : findUser(files, user)?.gid;
    const own = gid === undefined ? undefined : (new Names(files).group(gid) ?? String(gid));
    return { uid, gid, user: given, group: own };
  }
  const gid = gidOf(files, group);
  if (gid === undefined)
    return yield* c.fail(
      c.gnu ? `invalid group: '${spec}'` : both ? `unknown user/group ${spec}` : `unknown group ${group}`,
    );
  // Without a user a group's name is told as `:GROUP` of the ownership, a number as the group's.
  return { uid, gid, user: given ?? (/^\d+$/.test(group) ? undefined : ''), group };
}

function* groupOf(c: ChownCall, spec: string): Task<Owner> {
  const gid = spec === '' ? undefined : gidOf(c.p.files, spec.replace(/^:/, ''));
  if (gid === undefined && (spec !== '' || !c.gnu))
    return yield* c.fail(c.gnu ? `invalid group: '${spec}'` : `unknown group ${spec}`);
  return { uid: undefined, gid, group: spec === '' ? undefined : spec.replace(/^:/, '') };
}
