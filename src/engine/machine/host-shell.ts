import type { Credentials, LiveProcess, Namespaces } from '../kernel';
import { type Kernel, type OpenFile, SIGNAL_NUMBERS, Tty, TtyFile } from '../kernel';

/** Who sits at the machine. */
export interface HostUser {
  readonly name: string;
  readonly home: string;
  readonly credentials: Credentials;
}

const searchPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
const bash = '/bin/bash';

/** What a login gives. */
export function loginEnvironment({ name, home }: HostUser): Map<string, string> {
  return new Map([
    ['SHELL', bash],
    ['PWD', home],
    ['LOGNAME', name],
    ['HOME', home],
    ['LANG', 'C.UTF-8'],
    ['TERM', 'xterm-256color'],
    ['USER', name],
    ['PATH', searchPath],
  ]);
}

/** Where a host shell's standard streams lead. */
export interface ShellFiles {
  readonly files: ReadonlyMap<number, OpenFile>;
  readonly tty?: Tty;
}

/** Starts a bash on the host. */
export function startBash(
  kernel: Kernel,
  host: Namespaces,
  user: HostUser,
  options: ShellFiles & {
    readonly argv: readonly string[];
    readonly env: ReadonlyMap<string, string>;
    readonly cwd: string;
  },
): LiveProcess {
  const process = kernel.newProcess(host, user.credentials, kernel.hostPids.init);
  process.newSession();
  process.chdir(options.cwd);
  process.env = new Map(options.env);
  for (const [fd, file] of options.files) process.descriptors.dup2(file, fd);
  if (options.tty !== undefined) kernel.giveTty(process, options.tty);
  const executable = kernel.findExecutable(process, bash, options.argv);
  process.executable = executable.path;
  process.argv = options.argv;
  kernel.start(process, (self) => executable.program.run(self));
  return process;
}

/** Three streams on one terminal. */
export function terminalFiles(tty: Tty): ShellFiles {
  return { files: new Map([0, 1, 2].map((fd) => [fd, new TtyFile(tty)])), tty };
}

/** The status that a shell shows for how a process ended. */
export function shellStatus({ status }: LiveProcess): number {
  if (status === undefined) return 0;
  return 'code' in status ? status.code : 128 + SIGNAL_NUMBERS[status.signal];
}
