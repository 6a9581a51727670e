import type { Node, Tree } from '../../fs';
import { resolvePath, TreeBuilder } from '../../fs';

/** Places that Docker makes in every rootfs, so that something can be mounted there (moby, initlayer.Setup). */
const folders = ['/dev/pts', '/dev/shm', '/proc', '/sys'];
const files = ['/.dockerenv', '/dev/console', '/etc/hostname', '/etc/hosts', '/etc/resolv.conf'];

/** An image's files with Docker's own places in them; what is there already stays. */
export function withInitLayer(tree: Tree, mtimeMs: number): Tree {
  const builder = new TreeBuilder(tree, true);
  const metadata = { uid: 0, gid: 0, mtimeMs };
  const place = (path: string, node: Node): void => {
    if (resolvePath(tree, path) !== undefined) return;
    builder.put(path, node);
    // A folder is as old as the last name that it was given.
    const folder = path.slice(0, path.lastIndexOf('/')) || '/';
    const { mode, uid, gid } = resolvePath(tree, folder)?.node ?? { mode: 0o755, uid: 0, gid: 0 };
    builder.putDirectory(folder, { mode, uid, gid, mtimeMs });
  };
  for (const path of folders)
    place(path, { kind: 'directory', mode: 0o755, entries: new Map(), ...metadata });
  for (const path of files)
    place(path, { kind: 'file', mode: 0o755, content: new Uint8Array(0), ...metadata });
  place('/etc/mtab', { kind: 'symlink', mode: 0o777, target: '/proc/mounts', ...metadata });
  return builder.build();
}
