import type { Process, Task } from '../../../kernel';
import { releaseIndex } from './lists';
import { isInstalled, textOf, type Status } from './status-file';

/** How many files and folders dpkg has on its lists: the image's own, and those of what came later. */
export function* filesInstalled(p: Process, status: Status): Task<number> {
  const codename = /^VERSION_CODENAME=(\w+)/m.exec(textOf(p, '/etc/os-release'))?.[1] ?? '';
  const index = yield* releaseIndex(p, codename, p.nowMs);
  let count = index?.baseFiles ?? 0;
  for (const one of status.values())
    if (isInstalled(one)) count += index?.packages.get(one.name)?.fileCount ?? 0;
  return count;
}
