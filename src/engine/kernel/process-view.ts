import type { LiveProcess } from './live-process';
import type { MountTable } from './mounts';
import type { Location } from './path-walk';
import type { Credentials } from './process';
import type { FilesView } from './open-target';

/** Where a process' paths start and what it may do: always as it is now. */
export class ProcessView implements FilesView {
  constructor(private readonly process: LiveProcess) {}

  get mounts(): MountTable {
    return this.process.namespaces.mounts;
  }

  get root(): Location {
    return this.process.rootLocation;
  }

  get cwd(): Location {
    return this.process.cwdLocation;
  }

  get credentials(): Credentials {
    return this.process.credentials;
  }

  get umask(): number {
    return this.process.umask;
  }

  get nowMs(): number {
    return this.process.nowMs;
  }
}
