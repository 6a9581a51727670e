import { contentBytes, resolvePath, type Tree } from '../../fs';
import { FileOpError } from './file-op-error';

/** Who new files belong to. */
export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/**
 * Reads `--chown`, or the USER that WORKDIR works as: a user, a group, both, each a name or a number. Names are
 * looked up in `users`; one that is not there is root, without an error. A user's number is its group's as
 * well. `users` undefined: a step that sees no files, with `--link` or on scratch. Throws FileOpError.
 * Source: BuildKit llb.WithUser and llbsolver/file readUser.
 */
export function findOwner(spec: string, users: Tree | undefined): Owner {
  const colon = spec.indexOf(':');
  const user = colon < 0 ? spec : spec.slice(0, colon);
  const group = colon < 0 ? undefined : spec.slice(colon + 1);
  const number = idOf(user);
  const byName = () => rowOf(user, '/etc/passwd', users)?.slice(2, 4).map(Number) ?? [0, 0];
  const [uid = 0, ownGid = 0] = number === undefined ? byName() : [number, number];
  if (group === undefined) return { uid, gid: ownGid };
  return { uid, gid: idOf(group) ?? Number(rowOf(group, '/etc/group', users)?.[2] ?? ownGid) };
}

function idOf(text: string): number | undefined {
  if (text === 'root') return 0;
  return /^[+-]?\d+$/.test(text) ? Number(text) : undefined;
}

function rowOf(name: string, path: string, users: Tree | undefined): readonly string[] | undefined {
  if (users === undefined) throw new FileOpError('operation', 'invalid user index: -1');
  const node = resolvePath(users, path)?.node;
  if (node?.kind !== 'file') return undefined;
  return new TextDecoder()
    .decode(contentBytes(node.content))
    .split('\n')
    .map((line) => line.trim().split(':'))
    .find(([first]) => first === name);
}
