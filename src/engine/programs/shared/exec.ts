/** Finding and running other programs, as execvp(3) does. */
import { Errno, SIGNAL_NUMBERS } from '../../kernel';
import type { ExitStatus, Process, SpawnOptions, Task } from '../../kernel';
import { codeOf, reason } from './errors';
import type { Call } from './program';
import type { OptionSpec } from './options';

const DEFAULT_PATH = '/bin:/usr/bin';

/** The path of a command: as it is with a slash, else the first executable file in PATH; undefined: none. */
export function findProgram(p: Process, command: string, path = p.env.get('PATH')): string | undefined {
  if (command.includes('/')) return command;
  let found: string | undefined;
  for (const folder of (path ?? DEFAULT_PATH).split(':')) {
    const candidate = `${folder || '.'}/${command}`;
    try {
      if (p.files.stat(candidate).kind !== 'file') continue;
      if (p.files.access(candidate, 'x')) return candidate;
      found ??= candidate;
    } catch {
      continue;
    }
  }
  return found;
}

/** fork, exec and leave it running. Throws Errno (ENOENT: not found). */
export function start(p: Process, words: readonly string[], options: SpawnOptions = {}): Process {
  const [command = ''] = words;
  const path = findProgram(p, command, (options.env ?? p.env).get('PATH'));
  if (path === undefined) throw new Errno('ENOENT', command);
  return p.spawn(path, words, options);
}

/** Runs a command to its end; the status as a shell counts it. */
export function* runToEnd(p: Process, words: readonly string[], options: SpawnOptions = {}): Task<number> {
  const child = start(p, words, options);
  const result = yield* p.wait(child.pid);
  return result ? shellStatus(result.status) : 127;
}

/** 128 + n for a signal. */
export function shellStatus(status: ExitStatus): number {
  return 'code' in status ? status.code : 128 + SIGNAL_NUMBERS[status.signal];
}

/** Becomes another program, for nohup, nice, setsid, …: never comes back, unless it cannot be run. */
export function* become<S extends OptionSpec>(c: Call<S>, words: readonly string[]): Task<number> {
  const [command = ''] = words;
  yield* c.out.flush();
  try {
    const path = findProgram(c.p, command);
    if (path === undefined) throw new Errno('ENOENT', command);
    return yield* c.p.exec(path, words, c.p.env);
  } catch (error) {
    const status = codeOf(error) === 'ENOENT' ? 127 : 126;
    return yield* c.fail(
      c.gnu
        ? c.name === 'setsid'
          ? `failed to execute ${command}: ${reason(error)}`
          : `${c.name === 'nice' ? '' : 'failed to run command '}'${command}': ${reason(error)}`
        : `can't execute '${command}': ${reason(error)}`,
      status,
    );
  }
}
