import type { Process, Task } from '../../kernel';
import { ashDialect, runShell } from '../../shell';

/** What a BusyBox build says of itself: it decides how its shell behaves. */
export interface AshBuild {
  /** Such as `1.37.0`. */
  readonly version: string;
  /** Commands are looked for among the applets first, without PATH (FEATURE_SH_STANDALONE). */
  readonly isStandalone: boolean;
  /** First line of BusyBox's own help, such as `BusyBox v1.37.0 (…)`; shown by an interactive shell that greets. */
  readonly greeting?: string;
  /** Is this the name of one of its applets? */
  readonly hasApplet: (name: string) => boolean;
  /** Path of the multi-call binary itself. */
  readonly executable: string;
}

/** BusyBox's `sh` and `ash` as that build has them. */
export function runAsh(p: Process, build: AshBuild): Task<number> {
  const [major = 1, minor = 0] = build.version.split('.').map(Number);
  const dialect = ashDialect({
    version: build.version,
    numbersCommandText: major > 1 || minor >= 38,
    isStandalone: build.isStandalone,
    banner:
      build.greeting === undefined
        ? ''
        : `\n\n${build.greeting} built-in shell (ash)\nEnter 'help' for a list of built-in commands.\n\n`,
  });
  return runShell(p, dialect, {
    applet: (name) => (build.hasApplet(name) ? build.executable : undefined),
  });
}
