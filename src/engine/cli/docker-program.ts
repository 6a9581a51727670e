import type { Daemon } from '../daemon';
import { costs, DaemonError } from '../daemon';
import type { Process, Program, Task } from '../kernel';
import { isErrno, part } from '../kernel';
import { quote, ValueError } from '../units';
import { configPath, unreadableConfig } from './client-config';
import { versionLine } from './client-build';
import { resolveCommandLine } from './command-line';
import type { CommandPlace } from './command-tree';
import { CommandError, type CommandContext } from './context';
import { type DeclarationFiles, declaredFor } from './declared';
import { FormatError } from './formats/format-error';
import { globalEdges, notModelledLine, refusalLine } from './not-modelled';
import { daemonProblem } from './reachable-daemon';
import { readLoading } from './reading';
import { type CommandEntry, findImplementation } from './implementations';

const configProblem = part<typeof import('./config-problem')>('cli/config-problem');
const help = part<typeof import('./help')>('cli/help');

/** The docker program of a machine's host: it speaks to that machine's daemon. */
export function dockerProgram(
  daemon: () => Daemon,
  commands: readonly CommandEntry[],
  declarations: DeclarationFiles,
): Program {
  const files = new Map(commands.map(({ path, file }) => [path, file]));
  return { id: 'docker', run: (process) => runDocker(process, daemon(), files, declarations) };
}

function* runDocker(
  process: Process,
  daemon: Daemon,
  files: ReadonlyMap<string, string>,
  declarations: DeclarationFiles,
): Task<number> {
  const { stdout, stderr } = process;
  const columns = process.isOpen(1) && process.isatty(1) ? process.terminalSize(1).columns : undefined;
  const words = process.argv.slice(1);
  const tree = yield* declaredFor(process, declarations, words);
  const resolution = yield* readLoading(process, resolveCommandLine(tree, words));
  switch (resolution.kind) {
    case 'help':
      for (const warning of resolution.warnings) yield* stdout.write(`${warning}\n`);
      yield* stdout.write(
        (yield* help(process)).helpText(tree, resolution.place, columns, process.env.get('HOME')),
      );
      if (resolution.unknown === undefined) return 0;
      yield* stderr.write(`ERROR: unknown command: ${quote(resolution.unknown)}\n`);
      return 1;
    case 'usage':
      yield* stderr.write(
        (yield* help(process)).helpText(tree, resolution.place, columns, process.env.get('HOME')),
      );
      return 0;
    case 'version':
      yield* stdout.write(`${versionLine}\n`);
      return 0;
    case 'error':
      yield* stderr.write(resolution.text);
      return resolution.status;
    case 'run':
      {
        const refusal = refusalLine({ path: [] }, { edges: globalEdges }, resolution.globals.changed);
        if (refusal !== undefined) {
          yield* stderr.write(`${refusal}\n`);
          return 1;
        }
      }
      if (resolution.globals.changed.has('host') && resolution.globals.changed.has('context')) {
        yield* stderr.write('conflicting options: cannot specify both --host and --context\n');
        return 1;
      }
      if (!isLogLevel(resolution.globals.flags['log-level'])) {
        yield* stderr.write(
          `Unable to parse logging level: ${String(resolution.globals.flags['log-level'])}\n`,
        );
        return 1;
      }
      {
        const place = { process, globals: resolution.globals };
        const text = unreadableConfig(place);
        const warning = text && (yield* configProblem(process)).configWarning(configPath(place), text);
        if (warning) yield* stderr.write(`${warning}\n`);
      }
      for (const warning of resolution.arguments.warnings) yield* stdout.write(`${warning}\n`);
      return yield* runCommand(files, resolution.place, {
        path: resolution.place.path,
        operands: resolution.arguments.operands,
        flags: resolution.arguments.flags,
        changed: resolution.arguments.changed,
        globals: resolution.globals,
        daemon,
        process,
        stdin: process.stdin,
        stdout,
        stderr,
      });
  }
}

/** The levels of logrus, in any case; an empty one is the default. */
function isLogLevel(text: unknown): boolean {
  return typeof text !== 'string' || /^(?:|panic|fatal|error|warn(?:ing)?|info|debug|trace)$/i.test(text);
}

function* runCommand(
  files: ReadonlyMap<string, string>,
  place: CommandPlace,
  context: CommandContext,
): Task<number> {
  const implementation = yield* findImplementation(context, files, place.declaration.path.join(' '));
  if (implementation === undefined) {
    yield* context.stderr.write(`${notModelledLine(place)}\n`);
    return 1;
  }
  const refusal = refusalLine(place, implementation, context.changed);
  if (refusal !== undefined) {
    yield* context.stderr.write(`${refusal}\n`);
    return 1;
  }
  // Contexts are the client's own business.
  const problem = place.path[0] === 'context' ? undefined : daemonProblem(context);
  if (problem !== undefined) {
    yield* context.stderr.write(`${problem}\n`);
    return 1;
  }
  // As long as the program takes to start and to connect: what was begun in the background goes on.
  yield* context.daemon.host.busy(costs.commandMs);
  try {
    return yield* implementation.run(context);
  } catch (error) {
    const text = errorText(error);
    if (text === undefined) throw error;
    if (text !== '') yield* context.stderr.write(`${text}\n`);
    return error instanceof CommandError ? error.status : 1;
  }
}

/** What docker prints of an error; undefined where it is a mistake of ours. */
function errorText(error: unknown): string | undefined {
  if (error instanceof DaemonError) return error.asDaemonResponse();
  if (error instanceof CommandError || error instanceof ValueError || error instanceof FormatError)
    return error.message;
  return isErrno(error) && error.code === 'EPIPE' ? '' : undefined;
}
