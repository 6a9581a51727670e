import { isErrno, type Task } from '../kernel';
import type { CommandPart, Script } from './ast';
import { decodeBytes } from './bytes';
import { Failure } from './control';
import { statusNumber } from './jobs';
import { runScript } from './interpret';
import { dieIfTold, forkShell, listsOfParent, onlyCommand, waitForProcess } from './processes';
import { redirections } from './redirect';
import type { Shell } from './shell';
import { runText } from './source';

/** `$(…)`: what the commands print, without the newlines at its end. */
export function* commandOutput(shell: Shell, { body, unread }: CommandPart): Task<string> {
  if (body.items.length === 0 && unread === undefined) {
    shell.substitutionStatus = 0;
    return '';
  }
  const file = inputOnly(shell, body);
  if (file) return yield* fileText(shell, file);
  const pipe = shell.p.pipe();
  const child = yield* forkShell(
    shell,
    function* (inner) {
      inner.p.close(pipe.read);
      inner.p.dup(pipe.write, 1);
      if (pipe.write !== 1) inner.p.close(pipe.write);
      inner.substitutionDepth++;
      if (shell.isBash && !inner.has('posix') && !inner.shopts.has('inherit_errexit'))
        inner.options.delete('errexit');
      inner.loopDepth = 0;
      if (unread !== undefined)
        return yield* runText(inner, unread.text, unread.firstLine, { from: 'substitution' });
      return yield* runScript(inner, body, true);
    },
    { lists: listsOfParent(shell, 'substitution', onlyCommand(body)) },
  );
  shell.p.close(pipe.write);
  const bytes = yield* readWhole(shell, pipe.read);
  shell.p.close(pipe.read);
  shell.substitutionStatus = statusNumber(yield* waitForProcess(shell, child.pid));
  return withoutEnd(decodeBytes(bytes));
}

/** All that comes, whatever signals come meanwhile: their traps run when it is over. */
function* readWhole(shell: Shell, fd: number): Task<Uint8Array> {
  const stream = shell.p.stream(fd);
  const parts: Uint8Array[] = [];
  for (;;) {
    try {
      const part = yield* stream.read();
      if (part.length === 0) return joined(parts);
      parts.push(part);
    } catch (error) {
      if (!isErrno(error) || error.code !== 'EINTR') throw error;
      yield* dieIfTold(shell);
    }
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return only;
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function withoutEnd(text: string): string {
  return text.replaceAll('\0', '').replace(/\n+$/, '');
}

/** bash's `$(< file)`: the redirection, where the body is nothing else. */
function inputOnly(
  shell: Shell,
  body: Script,
): Script['items'][number]['andOr']['first']['commands'][number]['redirects'][number] | undefined {
  const [item] = body.items;
  if (!shell.isBash || !item || body.items.length > 1 || item.andOr.rest.length > 0) return undefined;
  const [command] = item.andOr.first.commands;
  if (command?.kind !== 'simple' || item.andOr.first.commands.length > 1 || item.background) return undefined;
  const [redirect] = command.redirects;
  const isOnly =
    command.words.length === 0 && command.assignments.length === 0 && command.redirects.length === 1;
  return isOnly && redirect?.operator === '<' && redirect.fd === undefined ? redirect : undefined;
}

function* fileText(shell: Shell, redirect: NonNullable<ReturnType<typeof inputOnly>>): Task<string> {
  const { expandRedirectTarget, openTarget } = yield* redirections(shell.p);
  try {
    const path = yield* expandRedirectTarget(shell, redirect.target);
    const fd = yield* openTarget(shell, path, '<');
    const bytes = yield* shell.p.stream(fd).readAll();
    shell.p.close(fd);
    shell.substitutionStatus = 0;
    return withoutEnd(decodeBytes(bytes));
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    shell.substitutionStatus = 1;
    return '';
  }
}

/** `<(…)` and `>(…)`: starts the commands and names the pipe to them. */
export function* processFile(shell: Shell, direction: '<' | '>', body: Script): Task<string> {
  const pipe = shell.p.pipe();
  const [mine, theirs, standard] =
    direction === '<' ? [pipe.read, pipe.write, 1] : [pipe.write, pipe.read, 0];
  let name = 63;
  while (shell.p.isOpen(name)) name--;
  shell.p.dup(mine, name);
  shell.p.close(mine);
  const child = yield* forkShell(shell, function* (inner) {
    inner.p.close(name);
    inner.p.dup(theirs, standard);
    inner.p.close(theirs);
    return yield* runScript(inner, body, true);
  });
  shell.p.close(theirs);
  shell.lastBackgroundPid = child.pid;
  shell.processFds = [...shell.processFds, name];
  return `/dev/fd/${name}`;
}

/** Closes the pipes of a command's process substitutions when it is over. */
export function closeProcessFiles(shell: Shell, keep: readonly number[]): void {
  for (const fd of shell.processFds) if (!keep.includes(fd) && shell.p.isOpen(fd)) shell.p.close(fd);
  shell.processFds = keep;
}
