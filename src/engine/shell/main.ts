import { isErrno, part, strerror, type ErrnoCode, type Process, type Task } from '../kernel';
import { parseArguments, type ShellArguments } from './arguments';
import { decodeBytes } from './bytes';
import { completionPart } from './completion-part';
import type { Dialect } from './dialect';
import { Failure, LeaveFunction } from './control';
import { rootTask } from './deep-call';
import { findProgram } from './find-program';
import { readCommands } from './read-commands';
import { runToEnd } from './processes';
import { Shell, type ShellHooks } from './shell';
import { runText } from './source';
import { bindSpecialVariables } from './special-variables';
import { setVariables, startupFiles } from './startup';

const answers = part<typeof import('./invocation-answers')>('shell/invocation-answers');

/** The body of a process that runs a shell: everything from its arguments to its exit status. */
export function* runShell(p: Process, dialect: Dialect, hooks: ShellHooks = {}): Task<number> {
  const shell = new Shell(p, dialect, hooks);
  const args = parseArguments(dialect, p.argv);
  if (args.problem !== undefined || args.words.has('version') || args.words.has('help'))
    return yield* (yield* answers(p)).answerAtOnce(shell, args);
  bindSpecialVariables(shell);
  setVariables(shell, p.env);
  setOptions(shell, args);
  const run = runToEnd(shell, function* () {
    yield* readStartupFiles(shell, args);
    if (args.commandText !== undefined) return yield* runCommandText(shell, args.commandText);
    if (args.script !== undefined) return yield* runScriptArgument(shell, args.script);
    return yield* readCommands(shell);
  });
  return yield* rootTask(run);
}

function setOptions(shell: Shell, args: ShellArguments): void {
  const { p } = shell;
  const isFromInput = args.commandText === undefined && args.script === undefined;
  const hasTerminal = isFromInput && p.isOpen(0) && p.isOpen(2) && p.isatty(0) && p.isatty(2);
  shell.isInteractive = args.isInteractive || hasTerminal;
  shell.speaksToTerminal = shell.isInteractive;
  shell.isCommandText = args.commandText !== undefined;
  shell.hasScript = !(isFromInput && shell.isInteractive);
  shell.line = shell.isCommandText ? shell.dialect.firstCommandLine : 1;
  shell.positional = args.positional;
  if (args.arg0 !== undefined) shell.arg0 = args.arg0;
  if (args.script !== undefined) shell.arg0 = args.script;
  shell.commandName = initialCommandName(shell, args);
  for (const option of args.options) shell.options.add(option);
  for (const name of args.shopts) shell.shopts.add(name);
  if (isFromInput) shell.options.add('stdin');
  if (shell.isBash) {
    for (const option of ['braceexpand', 'hashall', 'interactive-comments']) shell.options.add(option);
    if (/^-?(.*\/)?sh$/.test(p.argv[0] ?? '')) shell.options.add('posix');
    if (args.isLogin) shell.shopts.add('login_shell');
  }
  // The Almquist shells catch ^C unless they read standard input (dash's setsignal): even as process 1 it ends them.
  if (!shell.isBash && !isFromInput && !shell.isInteractive && shell.p.disposition('INT') === 'default')
    shell.p.setDisposition('INT', 'catch');
  if (!shell.isInteractive) return;
  if (shell.isBash) {
    shell.shopts.add('expand_aliases');
    for (const option of ['emacs', 'history', 'histexpand']) shell.options.add(option);
  } else shell.options.add('interactive');
  takeTerminal(shell);
}

/** An interactive shell owns its terminal: job control, and deaf to what the keys send. */
function takeTerminal(shell: Shell): void {
  const { p } = shell;
  p.setDisposition('INT', 'catch');
  for (const signal of ['TERM', 'QUIT', 'TSTP', 'TTIN', 'TTOU'] as const) p.setDisposition(signal, 'ignore');
  if (!p.isOpen(0) || !p.isatty(0)) return;
  p.offerCompletion((line, cursor, { own, loaded }) => {
    const completion = loaded(completionPart) as typeof import('./completion') | undefined;
    return completion?.completeLine(shell, line, cursor, own) ?? { start: cursor, candidates: [] };
  });
  shell.options.add('monitor');
  if (p.session !== p.pid && p.processGroup !== p.pid) p.setProcessGroup(p.pid, p.pid);
  p.setForeground(0, p.processGroup);
}

/** The Almquist shells' name in front of errors, beside `$0`: a script's own. */
function initialCommandName(shell: Shell, args: ShellArguments): string | undefined {
  if (shell.dialect.name !== 'ash') return undefined;
  return args.script ?? args.arg0;
}

function* readStartupFiles(shell: Shell, args: ShellArguments): Task<void> {
  if (shell.isInteractive && shell.isBash) {
    shell.variables.set('PS1', shell.variables.get('PS1') ?? shell.dialect.prompt.user);
    shell.variables.set('PS2', shell.variables.get('PS2') ?? '> ');
  }
  for (const path of startupFiles(shell, args.isLogin, args.words)) {
    const before = shell.frames;
    shell.frames = [...before, { name: 'source', source: path, line: 0 }];
    shell.sourceDepth++;
    try {
      yield* runText(shell, decodeBytes(shell.p.files.readFile(path)), 1);
    } catch (error) {
      const isOver = error instanceof LeaveFunction || (error instanceof Failure && shell.isInteractive);
      if (!isOver) throw error;
    } finally {
      shell.frames = before;
      shell.sourceDepth--;
    }
  }
  shell.status = 0;
  shell.line = shell.isCommandText ? shell.dialect.firstCommandLine : 1;
}

function* runCommandText(shell: Shell, text: string): Task<number> {
  return yield* runText(shell, text, shell.dialect.firstCommandLine, { isLast: !shell.isInteractive });
}

/** The script named on the command line: in the folder, else (bash) in PATH. */
function* runScriptArgument(shell: Shell, name: string): Task<number> {
  let path = name;
  if (!name.includes('/') && !shell.p.files.exists(name) && shell.isBash) {
    const found = findProgram(shell, name);
    if (!('code' in found)) path = found.path;
  }
  let bytes: Uint8Array;
  try {
    bytes = shell.p.files.readFile(path);
  } catch (error) {
    if (!isErrno(error)) throw error;
    // Only bash looks: to the others a folder is a file that ends at once.
    if (error.code === 'EISDIR' && !shell.isBash) return 0;
    return yield* refuseScript(shell, name, error.code);
  }
  const firstLine = bytes.subarray(0, bytes.indexOf(10) < 0 ? bytes.length : bytes.indexOf(10));
  if (firstLine.includes(0) && shell.isBash) {
    yield* shell.writeError(`${shell.p.argv[0] ?? 'bash'}: ${name}: cannot execute binary file\n`);
    return 126;
  }
  return yield* runText(shell, decodeBytes(bytes), 1);
}

function* refuseScript(shell: Shell, name: string, code: ErrnoCode): Task<number> {
  const called = shell.p.argv[0] ?? shell.dialect.name;
  const isMissing = code === 'ENOENT' || code === 'ENOTDIR';
  if (shell.isBash) {
    yield* shell.writeError(`${code === 'EISDIR' ? name : called}: ${name}: ${strerror(code)}\n`);
    return isMissing ? 127 : 126;
  }
  if (shell.dialect.name === 'dash')
    yield* shell.writeError(`${called}: 0: ${shell.dialect.messages.open(name, code)}\n`);
  else if (shell.dialect.version.startsWith('1.38'))
    yield* shell.writeError(`${called}: line 0: ${shell.dialect.messages.open(name, code)}\n`);
  else yield* shell.writeError(`${called}: can't open '${name}': ${strerror(code)}\n`);
  return 2;
}

/** Runs a text file as a new script of the same shell, in this process (a file without `#!`). */
export function* runScriptFile(
  shell: Shell,
  path: string,
  text: string,
  args: readonly string[],
  environment: ReadonlyMap<string, string>,
): Task<number> {
  const fresh = new Shell(shell.p, shell.dialect, shell.hooks);
  bindSpecialVariables(fresh);
  setVariables(fresh, environment);
  fresh.arg0 = path;
  fresh.positional = args;
  if (fresh.isBash)
    for (const option of ['braceexpand', 'hashall', 'interactive-comments']) fresh.options.add(option);
  if (fresh.dialect.name === 'ash') fresh.commandName = path;
  return yield* runToEnd(fresh, () => runText(fresh, text, 1));
}
