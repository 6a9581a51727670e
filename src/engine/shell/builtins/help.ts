import type { Shell } from '../shell';
import type { Task } from '../../kernel';
import { fault } from './builtin';
import { builtinNames } from './index';

const COLUMNS = 7;

export function* help(shell: Shell, args: readonly string[]): Task<number> {
  const names = builtinNames(shell.dialect.name);
  const [, topic] = args;
  if (topic !== undefined && shell.isBash) {
    if (names.includes(topic)) {
      yield* shell.write(`${topic}: ${topic} is a shell builtin; its options are in bash's manual.\n`);
      return 0;
    }
    return yield* fault(
      shell,
      'help',
      `no help topics match \`${topic}'.  Try \`help help' or \`man -k ${topic}' or \`info ${topic}'.`,
    );
  }
  if (shell.isBash) {
    yield* shell.write(
      `GNU bash, version ${shell.dialect.version} (x86_64-pc-linux-gnu)\nThese shell commands are defined internally.\n\n`,
    );
    yield* shell.write(names.map((name) => ` ${name}\n`).join(''));
    return 0;
  }
  const rows: string[] = [];
  for (let i = 0; i < names.length; i += COLUMNS) rows.push(`\t${names.slice(i, i + COLUMNS).join(' ')}`);
  yield* shell.write(`Built-in commands:\n------------------\n${rows.join('\n')}\n\n`);
  return 0;
}
