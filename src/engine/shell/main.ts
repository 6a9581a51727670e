import { part, type Process, type Task } from '../kernel';
import { parseArguments, type ShellArguments } from './arguments';
import { decodeBytes } from './bytes';
import { completionPart } from './completion-part';
import type { Dialect } from './dialect';
import { Failure, LeaveFunction } from './control';
import { rootTask } from './deep-call';
import { readCommands } from './read-commands';
import { runToEnd } from './processes';
import { Shell, type ShellHooks } from './shell';
import { runText } from './source';
import { bindSpecialVariables } from './special-variables';
import { setVariables, startupFiles } from './startup';

const scripts = part<typeof import('./script-file')>('shell/script-file');
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
    if (args.script !== undefined) return yield* (yield* scripts(p)).runScriptArgument(shell, args.script);
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
