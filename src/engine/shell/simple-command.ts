import { isErrno, part, type Task } from '../kernel';
import type { Assignment, SimpleCommand, Word } from './ast';
import { appletFault } from './builtins/builtin';
import { findBuiltin, type Builtin } from './builtins';
import { Failure } from './control';
import { assign, assignText, expandText, expandWords } from './expand';
import { findProgram } from './find-program';
import { waitInForeground } from './foreground';
import { forkShell } from './processes';
import { keep, redirect, restore, type Saved } from './redirect';
import { execProgram, functionCalls } from './run-program';
import type { FunctionDefinition, Shell } from './shell';
import { closeProcessFiles } from './substitution';
import { announce, handleSignals } from './traps';
import { simpleText } from './unparse-simple';
import { ReadonlyError, type Variable } from './variables';
import { assignmentOf, plainText } from './word-parts';

/** What a simple command turned out to be, after expansion. */
interface Prepared {
  readonly args: readonly string[];
  /** Array assignments among the arguments of a declaration builtin, by position. */
  readonly arrays: ReadonlyMap<number, Assignment>;
}

export const traces = part<typeof import('./trace')>('shell/trace');

const coprocesses = part<typeof import('./constructs/coprocess')>('shell/constructs/coprocess');

const DECLARATIONS: Readonly<Record<string, ReadonlySet<string>>> = {
  bash: new Set(['declare', 'typeset', 'local', 'readonly', 'export']),
  dash: new Set(['local', 'readonly', 'export', 'alias']),
  ash: new Set(['local', 'readonly', 'export', 'alias']),
};

/** Runs a simple command: assignments, words, redirections (POSIX XCU 2.9.1). */
export function* runSimple(shell: Shell, command: SimpleCommand, isLast: boolean): Task<number> {
  shell.line = command.line;
  yield* handleSignals(shell);
  if (shell.coprocesses.length > 0) yield* (yield* coprocesses(shell.p)).settleCoprocesses(shell);
  if (shell.isBash) yield* announce(shell, () => simpleText(command));
  shell.substitutionStatus = undefined;
  const keptFiles = shell.processFds;
  try {
    const prepared = yield* prepare(shell, command);
    if (prepared.args.length === 0) return yield* runAssignments(shell, command);
    return yield* runPrepared(shell, command, prepared, isLast);
  } catch (error) {
    if (error instanceof Failure && error.ends === 'command') return error.status;
    throw error;
  } finally {
    if (shell.processFds !== keptFiles) closeProcessFiles(shell, keptFiles);
  }
}

function* prepare(shell: Shell, command: SimpleCommand): Task<Prepared> {
  const arrays = new Map<number, Assignment>();
  const [first] = command.words;
  const name = first && 'parts' in first ? plainText(first) : undefined;
  const isDeclaration = name !== undefined && (DECLARATIONS[shell.dialect.name]?.has(name) ?? false);
  if (!isDeclaration) return { args: yield* expandWords(shell, command.words.filter(isWord)), arrays };
  const args: string[] = [];
  for (const word of command.words) {
    if (!isWord(word)) {
      arrays.set(args.length, word);
      args.push(`${word.name}=`);
      continue;
    }
    const assignment = args.length > 0 ? assignmentOf(word, shell.isBash) : undefined;
    if (assignment && 'parts' in assignment.value) {
      const subscript = assignment.subscript ? `[${yield* expandText(shell, assignment.subscript)}]` : '';
      args.push(
        `${assignment.name}${subscript}${assignment.append ? '+' : ''}=${yield* expandText(shell, assignment.value)}`,
      );
    } else args.push(...(yield* expandWords(shell, [word])));
  }
  return { args, arrays };
}

function isWord(word: Word | Assignment): word is Word {
  return 'parts' in word;
}

/** A command of assignments (and redirections) only. */
function* runAssignments(shell: Shell, command: SimpleCommand): Task<number> {
  if (command.redirects.length > 0) {
    const saved: Saved = new Map();
    try {
      yield* redirect(shell, command.redirects, saved);
    } finally {
      restore(shell, saved);
    }
  }
  const done: string[] = [];
  for (const assignment of command.assignments) {
    if (!shell.has('xtrace')) {
      yield* assign(shell, assignment);
      continue;
    }
    const { assignmentText, trace, tracePrefix } = yield* traces(shell.p);
    // bash shows an assignment to PS4 behind the one before.
    const prefix = yield* tracePrefix(shell);
    yield* assign(shell, assignment);
    const text = assignmentText(shell, assignment);
    if (shell.isBash) yield* trace(shell, text, prefix);
    else done.push(text);
  }
  if (done.length > 0) yield* (yield* traces(shell.p)).trace(shell, done.join(' '));
  return shell.substitutionStatus ?? 0;
}

/** Values of the assignments in front of a command, expanded. */
function* ownAssignments(shell: Shell, command: SimpleCommand): Task<[string, string][]> {
  const own: [string, string][] = [];
  for (const { name, append, value } of command.assignments) {
    if ('elements' in value) continue;
    const text = yield* expandText(shell, value);
    own.push([name, append ? (shell.variables.get(name) ?? '') + text : text]);
  }
  return own;
}

function* runPrepared(
  shell: Shell,
  command: SimpleCommand,
  prepared: Prepared,
  isLast: boolean,
): Task<number> {
  const { args } = prepared;
  const [name = ''] = args;
  if (shell.has('xtrace')) yield* (yield* traces(shell.p)).traceCommand(shell, command, args);
  const definition = shell.functions.get(name);
  const builtin = findBuiltin(shell, name);
  const isFunction = definition !== undefined && (shell.isBash || !builtin?.isSpecial);
  if (isFunction) return yield* callFunction(shell, command, definition, args);
  if (builtin) return yield* callBuiltin(shell, command, builtin, prepared, isLast);
  return yield* callProgram(shell, command, args, isLast);
}

/** Makes the command's own assignments, exported, for as long as `body` runs. */
function* withAssignments(
  shell: Shell,
  own: readonly (readonly [string, string])[],
  isKept: boolean,
  body: () => Task<number>,
): Task<number> {
  if (own.length === 0) return yield* body();
  const before: [string, Variable | undefined][] = [];
  try {
    for (const [name, text] of own) {
      if (!isKept) before.unshift([name, shell.variables.lookupDirectly(name)]);
      yield* assignOwn(shell, name, text);
      if (!isKept) shell.variables.setAttributes(name, { exported: true });
    }
    return yield* body();
  } finally {
    for (const [name, variable] of before) shell.variables.restore(name, variable);
    if (before.some(([name]) => name === 'PATH')) shell.hashed.clear();
  }
}

function* assignOwn(shell: Shell, name: string, text: string): Task<void> {
  try {
    yield* assignText(shell, name, text, false);
  } catch (error) {
    if (!(error instanceof ReadonlyError)) throw error;
    yield* shell.complain(shell.dialect.messages.isReadonly(name));
    // bash runs the command without it.
    if (!shell.isBash) throw new Failure(2);
  }
}

function* callFunction(
  shell: Shell,
  command: SimpleCommand,
  definition: FunctionDefinition,
  args: readonly string[],
): Task<number> {
  const saved: Saved = new Map();
  try {
    yield* redirect(shell, command.redirects, saved);
    const own = yield* ownAssignments(shell, command);
    const { runFunction } = yield* functionCalls(shell.p);
    return yield* withAssignments(shell, own, false, () => runFunction(shell, definition, args));
  } finally {
    restore(shell, saved);
  }
}

function* callBuiltin(
  shell: Shell,
  command: SimpleCommand,
  builtin: Builtin,
  prepared: Prepared,
  isLast: boolean,
): Task<number> {
  const saved: Saved = new Map();
  const isStrict = (builtin.isSpecial ?? false) && shell.dialect.isStrict;
  const savedName = shell.commandName;
  try {
    if (command.redirects.length > 0) {
      try {
        yield* redirect(shell, command.redirects, saved);
      } catch (error) {
        if (error instanceof Failure && isStrict) throw new Failure(error.status);
        throw error;
      }
    }
    const own = yield* ownAssignments(shell, command);
    return yield* withAssignments(shell, own, isStrict, () => {
      [shell.commandName] = prepared.args;
      return builtin.run(shell, prepared.args, {
        arrays: prepared.arrays,
        isLast,
        keepRedirects: () => keep(shell, saved),
      });
    });
  } catch (error) {
    // A device that is full, a file that may not grow, a descriptor that is closed, a file of /proc that wants other words. The broken pipe of a builtin is a signal's matter.
    if (isErrno(error) && /^(ENOSPC|EBADF|EFBIG|EINVAL|EACCES|EPERM|EIO)$/.test(error.code)) {
      const text = shell.dialect.messages.writeError(prepared.args[0] ?? '', error.code);
      if (text === undefined) return 1;
      if (shell.dialect.name === 'ash') return yield* appletFault(shell, text, 1);
      yield* shell.complain(text, prepared.args[0]);
      return 1;
    }
    // What a builtin sets by the way: OPTIND of getopts, the name that read is given.
    if (!(error instanceof ReadonlyError)) throw error;
    const text = shell.dialect.messages.isReadonly(error.variable);
    yield* shell.complain(text);
    if (isStrict) throw new Failure(2);
    return shell.isBash ? 1 : 2;
  } finally {
    shell.commandName = savedName;
    restore(shell, saved);
  }
}

/** Runs a program in a process of its own, or in the shell's where nothing comes after it. */
export function* callProgram(
  shell: Shell,
  command: Pick<SimpleCommand, 'redirects' | 'assignments'> & Partial<SimpleCommand>,
  args: readonly string[],
  isLast: boolean,
  searchPath?: string,
): Task<number> {
  if (isLast && canReplace(shell)) {
    yield* redirect(shell, command.redirects, undefined);
    const own = yield* ownAssignments(shell, { ...command, kind: 'simple', words: [], line: shell.line });
    if (shell.isBash && shell.subshellDepth === 0) lowerShellLevel(shell);
    return yield* execProgram(shell, args, own, searchPath);
  }
  remember(shell, command, args[0] ?? '', searchPath);
  const isJob = shell.hasJobControl;
  const child = yield* forkShell(
    shell,
    function* (inner) {
      yield* redirect(inner, command.redirects, undefined);
      const own = yield* ownAssignments(inner, { ...command, kind: 'simple', words: [], line: inner.line });
      return yield* execProgram(inner, args, own, searchPath);
    },
    { processGroup: isJob ? 0 : undefined },
  );
  const job = shell.jobs.add(
    [child.pid],
    command.words ? simpleText({ ...command, words: command.words }) : args.join(' '),
    isJob ? child.pid : shell.p.processGroup,
    false,
  );
  const status = yield* waitInForeground(shell, job);
  // To a trap it has ended.
  shell.status = status;
  yield* handleSignals(shell);
  return status;
}

/** A command that was found in PATH is not looked for again (POSIX XCU 2.9.1.4): `hash` lists it. */
function remember(
  shell: Shell,
  command: Pick<SimpleCommand, 'assignments'>,
  name: string,
  searchPath: string | undefined,
): void {
  if (searchPath !== undefined || name.includes('/')) return;
  if (command.assignments.some((one) => one.name === 'PATH')) return;
  if (shell.dialect.isStandalone && shell.hooks.applet?.(name) !== undefined) return;
  const known = shell.hashed.get(name);
  const found = known ?? findProgram(shell, name);
  if (!('code' in found)) shell.hashed.set(name, { path: found.path, hits: (known?.hits ?? 0) + 1 });
}

/** May the shell's own process become the program? Not while it has traps to run or a terminal to mind. */
function canReplace(shell: Shell): boolean {
  return (
    !shell.isInteractive && shell.traps.size === 0 && shell.frames.length === 0 && shell.savedFds.length === 0
  );
}

/** bash counts SHLVL down before a program takes its place. */
function lowerShellLevel(shell: Shell): void {
  const level = Number(shell.variables.get('SHLVL') ?? '1');
  shell.variables.set('SHLVL', String(Math.max(0, level - 1)));
}
