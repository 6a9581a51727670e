import type { Shell } from '../shell';
import type { Task } from '../../kernel';
import { completeWord } from '../completion';

/** Programmable completion is not modelled: rules are taken and kept out of the way, as a script expects. */
export function* complete(): Task<number> {
  return 0;
}

/** bash says first that there is no line to edit, where there is none. */
export function* bind(shell: Shell): Task<number> {
  if (!shell.isInteractive) yield* shell.complain('warning: line editing not enabled', 'bind');
  return 0;
}

export function* compgen(shell: Shell, args: readonly string[]): Task<number> {
  const words: string[] = [];
  let prefix = '';
  const kinds = new Set<string>();
  for (let i = 1; i < args.length; i++) {
    const arg = args[i] ?? '';
    if (arg === '-W') words.push(...(args[++i] ?? '').split(/\s+/));
    else if (arg === '-A') kinds.add(args[++i] ?? '');
    else if (/^-[abcdefkv]+$/.test(arg)) for (const letter of arg.slice(1)) kinds.add(letter);
    else if (arg !== '--') prefix = arg;
  }
  const found = [...words.filter((word) => word.startsWith(prefix)), ...completeWord(shell, prefix, kinds)];
  for (const word of found) yield* shell.write(`${word}\n`);
  return found.length > 0 ? 0 : 1;
}
