// What a redirection does: loaded when a shell first meets one.
import { isErrno, part, type ErrnoCode, type Task } from '../../kernel';
import type { Redirect, RedirectOperator, Word } from '../ast';
import { encodeText } from '../bytes';
import { Failure } from '../control';
import { expandText, expandWords } from '../expand';
import type { Saved } from '../redirect';
import type { Shell } from '../shell';

const networkRedirections = part<typeof import('./network-redirections')>(
  'shell/constructs/network-redirections',
);

const FIRST_SAVED_FD = 10;
/** A here-document of this size fits a pipe without a reader. */
const PIPE_BYTES = 4096;

export function save(shell: Shell, fd: number, saved: Saved | undefined): void {
  if (!saved || saved.has(fd)) return;
  if (!shell.p.isOpen(fd)) {
    saved.set(fd, -1);
    return;
  }
  const copy = freeDescriptor(shell);
  shell.p.dup(fd, copy);
  saved.set(fd, copy);
  shell.savedFds = [...shell.savedFds, copy];
}

export function freeDescriptor(shell: Shell): number {
  let fd = FIRST_SAVED_FD;
  while (shell.p.isOpen(fd)) fd++;
  return fd;
}

export function* redirectOne(shell: Shell, one: Redirect, saved: Saved | undefined): Task<void> {
  const { operator } = one;
  shell.line = one.line;
  const isInput = operator.startsWith('<');
  if (operator === '&>' || operator === '&>>') {
    yield* redirectBoth(shell, one, operator === '&>>' ? '>>' : '>', saved);
    return;
  }
  if (operator === '<<' || operator === '<<-' || operator === '<<<') {
    const body =
      operator === '<<<'
        ? `${yield* expandText(shell, one.target)}\n`
        : one.body
          ? yield* expandText(shell, one.body)
          : '';
    yield* install(shell, yield* textFile(shell, body), yield* targetFd(shell, one, 0), saved);
    return;
  }
  if (operator === '<&' || operator === '>&') {
    yield* duplicate(shell, one, isInput, saved);
    return;
  }
  const path = yield* expandRedirectTarget(shell, one.target);
  const fd = yield* openTarget(shell, path, operator);
  yield* install(shell, fd, yield* targetFd(shell, one, isInput ? 0 : 1), saved);
}

/** The descriptor to change; for `{name}>` a new one, whose number the variable gets. */
function* targetFd(shell: Shell, one: Redirect, otherwise: number): Task<number> {
  if (typeof one.fd === 'number') return one.fd;
  if (one.fd === undefined) return otherwise;
  const fd = freeDescriptor(shell);
  shell.variables.set(one.fd, String(fd));
  return fd;
}

function* install(shell: Shell, from: number, to: number, saved: Saved | undefined): Task<void> {
  if (from === to) {
    if (saved && !saved.has(to)) saved.set(to, -1);
    return;
  }
  save(shell, to, to >= FIRST_SAVED_FD && !shell.p.isOpen(to) ? undefined : saved);
  try {
    yield* put(shell, from, to, shell.isBash ? to : from);
  } finally {
    shell.p.close(from);
  }
}

/** Puts a descriptor in the place of another; more of them than a process may have is told of as `shown`. */
function* put(shell: Shell, from: number, to: number, shown: number): Task<void> {
  try {
    shell.p.dup(from, to);
  } catch (error) {
    if (!isErrno(error)) throw error;
    yield* shell.complain(shell.dialect.messages.badDescriptor(String(shown), String(to)));
    throw new Failure(shell.dialect.name === 'dash' ? 2 : 1, 'command');
  }
}

function* redirectBoth(
  shell: Shell,
  one: Redirect,
  operator: RedirectOperator,
  saved: Saved | undefined,
): Task<void> {
  const path = yield* expandRedirectTarget(shell, one.target);
  const fd = yield* openTarget(shell, path, operator);
  yield* install(shell, fd, 1, saved);
  save(shell, 2, saved);
  shell.p.dup(1, 2);
}

function* duplicate(shell: Shell, one: Redirect, isInput: boolean, saved: Saved | undefined): Task<void> {
  const text = yield* expandText(shell, one.target);
  if (typeof one.fd === 'string' && text === '-') {
    const named = Number(shell.variables.get(one.fd) ?? '');
    if (shell.p.isOpen(named)) shell.p.close(named);
    return;
  }
  if (text === '-') {
    const fd = yield* targetFd(shell, one, isInput ? 0 : 1);
    if (!shell.p.isOpen(fd)) return;
    save(shell, fd, saved);
    shell.p.close(fd);
    return;
  }
  const match = /^(\d+)(-?)$/.exec(text);
  if (!match) {
    const isFile =
      !isInput &&
      (one.fd === undefined || one.fd === 1) &&
      (shell.isBash || (shell.dialect.name === 'ash' && text !== ''));
    if (isFile) {
      yield* redirectBoth(shell, one, '>', saved);
      return;
    }
    if (shell.isBash) yield* shell.complain(`${one.target.raw}: ambiguous redirect`);
    else yield* shell.complain(shell.dialect.messages.badTarget(text));
    throw new Failure(shell.isBash ? 1 : 2, shell.isBash ? 'command' : 'shell');
  }
  const from = Number(match[1]);
  if (!shell.p.isOpen(from) || shell.savedFds.includes(from)) {
    yield* shell.complain(
      shell.dialect.messages.badDescriptor(String(from), String(one.fd ?? (isInput ? 0 : 1))),
    );
    throw new Failure(shell.dialect.name === 'dash' ? 2 : 1, 'command');
  }
  const fd = yield* targetFd(shell, one, isInput ? 0 : 1);
  if (from === fd) return;
  save(shell, fd, saved);
  yield* put(shell, from, fd, from);
  if (match[2] === '-') {
    save(shell, from, saved);
    shell.p.close(from);
  }
}

/** Opens a redirection's file; a refusal is reported in the shell's words. */
export function* openTarget(shell: Shell, path: string, operator: RedirectOperator): Task<number> {
  const { messages } = shell.dialect;
  if (shell.isBash && /^\/dev\/(tcp|udp)\/[^/]*\//.test(path)) {
    const { openConnection } = yield* networkRedirections(shell.p);
    return yield* openConnection(shell, path);
  }
  if (operator === '>' && shell.has('noclobber') && isRegularFile(shell, path)) {
    yield* shell.complain(messages.exists(path));
    throw new Failure(shell.dialect.name === 'dash' ? 2 : 1, 'command');
  }
  try {
    if (operator === '<') return shell.p.open(path, { read: true });
    if (operator === '<>') return shell.p.open(path, { read: true, write: true, create: true });
    if (operator === '>>') return shell.p.open(path, { write: true, append: true, create: true });
    return shell.p.open(path, { write: true, create: true, truncate: true });
  } catch (error) {
    if (!isErrno(error)) throw error;
    const code: ErrnoCode = error.code;
    yield* shell.complain(operator === '<' ? messages.open(path, code) : messages.create(path, code));
    throw new Failure(shell.dialect.name === 'dash' ? 2 : 1, 'command');
  }
}

function isRegularFile(shell: Shell, path: string): boolean {
  return shell.p.files.exists(path) && shell.p.files.stat(path).kind === 'file';
}

/** A descriptor from which `text` can be read. */
function* textFile(shell: Shell, text: string): Task<number> {
  const { p } = shell;
  const bytes = encodeText(text);
  const pipe = p.pipe();
  if (bytes.length <= PIPE_BYTES) {
    yield* p.stream(pipe.write).write(bytes);
  } else {
    p.fork(function* (child) {
      child.close(pipe.read);
      for (const fd of child.openDescriptors()) if (fd !== pipe.write) child.close(fd);
      yield* child.stream(pipe.write).write(bytes);
      return 0;
    });
  }
  p.close(pipe.write);
  return pipe.read;
}

/** A redirection's file name; bash wants one word of it. */
export function* expandRedirectTarget(shell: Shell, word: Word): Task<string> {
  if (!shell.isBash) return yield* expandText(shell, word);
  const names = yield* expandWords(shell, [word]);
  const [name] = names;
  if (name === undefined || names.length !== 1) {
    yield* shell.complain(`${word.raw}: ambiguous redirect`);
    throw new Failure(1, 'command');
  }
  return name;
}
