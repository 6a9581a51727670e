import type { Task } from '../../kernel';
import { findAllPrograms, findProgram } from '../find-program';
import { posixQuote, singleQuote } from '../quote';
import type { Shell } from '../shell';
import { BASH_RESERVED_WORDS, RESERVED_WORDS } from '../syntax';
import { functionText } from '../unparse';
import { badOption, parseOptions } from './builtin';
import { findBuiltin } from './index';

type Kind = 'alias' | 'keyword' | 'function' | 'builtin' | 'file';

interface Meaning {
  readonly kind: Kind;
  readonly path?: string;
}

export function isReservedWord(shell: Shell, name: string): boolean {
  return (
    RESERVED_WORDS.has(name) ||
    (shell.isBash && BASH_RESERVED_WORDS.has(name)) ||
    (shell.dialect.name === 'ash' && name === 'function')
  );
}

/** All that a command name means, the first first. */
function meanings(shell: Shell, name: string): Meaning[] {
  const found: Meaning[] = [];
  if (shell.aliases.has(name) && shell.expandsAliases) found.push({ kind: 'alias' });
  if (isReservedWord(shell, name)) found.push({ kind: 'keyword' });
  if (shell.functions.has(name)) found.push({ kind: 'function' });
  if (findBuiltin(shell, name)) found.push({ kind: 'builtin' });
  if (shell.dialect.isStandalone && shell.hooks.applet?.(name) !== undefined)
    found.push({ kind: 'file', path: name });
  const hashed = shell.hashed.get(name);
  if (hashed) found.push({ kind: 'file', path: hashed.path });
  const first = findProgram(shell, name);
  const all = findAllPrograms(shell, name);
  if (!('code' in first) && all.length === 0) found.push({ kind: 'file', path: first.path });
  for (const path of all) if (path !== hashed?.path) found.push({ kind: 'file', path });
  return found;
}

/** dash remembers what it was asked about as if it had run it. */
function noteFound(shell: Shell, name: string, { kind, path }: Meaning): void {
  if (shell.dialect.name === 'dash' && kind === 'file' && path !== undefined && !name.includes('/'))
    shell.hashed.set(name, { path, hits: 0 });
}

/** `command -v`: the name, path or alias; false where there is none. */
export function* shortName(shell: Shell, name: string): Task<boolean> {
  const [meaning] = meanings(shell, name);
  if (!meaning) return false;
  noteFound(shell, name, meaning);
  const alias = shell.aliases.get(name);
  const isAlias = meaning.kind === 'alias' && alias !== undefined;
  yield* shell.write(
    `${isAlias ? `alias ${name}=${shell.isBash ? singleQuote(alias) : posixQuote(alias)}` : (meaning.path ?? name)}\n`,
  );
  return true;
}

function sentence(shell: Shell, name: string, meaning: Meaning): string {
  switch (meaning.kind) {
    case 'alias':
      return shell.isBash
        ? `${name} is aliased to \`${shell.aliases.get(name) ?? ''}'`
        : `${name} is an alias for ${shell.aliases.get(name) ?? ''}`;
    case 'keyword':
      return `${name} is a shell keyword`;
    case 'function': {
      const definition = shell.functions.get(name);
      if (!shell.isBash) return `${name} is a ${shell.dialect.name === 'dash' ? 'shell ' : ''}function`;
      return `${name} is a function${definition ? `\n${functionText(name, definition.body)}` : ''}`;
    }
    case 'builtin':
      return `${name} is a ${!shell.isBash && findBuiltin(shell, name)?.isSpecial ? 'special ' : ''}shell builtin`;
    case 'file':
      if (shell.hashed.has(name) && !name.includes('/'))
        return shell.isBash
          ? `${name} is hashed (${meaning.path ?? ''})`
          : `${name} is a tracked alias for ${meaning.path ?? ''}`;
      return `${name} is ${meaning.path ?? name}`;
  }
}

/** `type name`: a sentence; false (and a complaint) where there is none. */
export function* describe(shell: Shell, name: string, command: string): Task<boolean> {
  const [meaning] = meanings(shell, name);
  if (meaning) {
    yield* shell.write(`${sentence(shell, name, meaning)}\n`);
    noteFound(shell, name, meaning);
    return true;
  }
  if (shell.isBash) yield* shell.complain(`${name}: not found`, command);
  else yield* shell.write(`${name}: not found\n`);
  return false;
}

/** BusyBox takes any option to mean: as `command -v` does. */
function* typeShortly(shell: Shell, names: readonly string[]): Task<number> {
  let status = 0;
  for (const name of names) if (!(yield* shortName(shell, name))) status = 127;
  return status;
}

export function* type(shell: Shell, args: readonly string[]): Task<number> {
  const { flags, operands, bad } = shell.isBash
    ? parseOptions(args, 'afptP')
    : { flags: new Set<string>(), operands: args.slice(1), bad: undefined };
  if (bad !== undefined) return yield* badOption(shell, 'type', bad, 'type [-afptP] name [name ...]');
  if (shell.dialect.name === 'ash' && args[1]?.startsWith('-'))
    return yield* typeShortly(shell, args.slice(2));
  let status = 0;
  for (const name of operands) {
    const all = meanings(shell, name).filter((one) => !flags.has('f') || one.kind !== 'function');
    const shown = flags.has('a') ? all : all.slice(0, 1);
    if (flags.has('P') || flags.has('p')) {
      const files = flags.has('P')
        ? all.filter((one) => one.kind === 'file')
        : shown.filter((one) => one.kind === 'file');
      for (const one of flags.has('a') ? files : files.slice(0, 1)) yield* shell.write(`${one.path ?? ''}\n`);
      if (files.length === 0) status = 1;
    } else if (flags.has('t')) {
      for (const one of shown) yield* shell.write(`${one.kind}\n`);
      if (shown.length === 0) status = 1;
    } else if (flags.has('a') && shown.length > 0) {
      for (const one of shown) yield* shell.write(`${sentence(shell, name, one)}\n`);
    } else if (!(yield* describe(shell, name, 'type'))) status = shell.isBash ? 1 : 127;
  }
  return status;
}
