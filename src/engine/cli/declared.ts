// Which commands there are is known at once; what they take is loaded when one is typed.
import { part, type Process, type Task } from '../kernel';
import { FlagError, parseArguments } from './arguments';
import { CommandTree } from './command-tree';
import type { CommandDeclaration } from './declaration';
import { docker } from './declarations/docker';
import { type Reading, readLoading } from './reading';

/** The files in `declarations` that hold all commands that begin with a word, by that word. */
export type DeclarationFiles = Readonly<Record<string, readonly string[]>>;

type Declarations = Readonly<Record<string, CommandDeclaration | readonly CommandDeclaration[]>>;

const whole = part<typeof import('./declarations')>('cli/declarations/index');

/** Trees of some files' commands, by those files: declarations never change. */
const trees = new Map<string, CommandTree>();

/** The commands that a line can mean, given the words after `docker`: all of them where it names none. */
export function* declaredFor(
  process: Pick<Process, 'need'>,
  files: DeclarationFiles,
  words: readonly string[],
): Task<CommandTree> {
  const command = yield* readLoading(process, commandWord(words));
  const named = command !== undefined && Object.hasOwn(files, command) ? files[command] : undefined;
  if (named === undefined) return (yield* whole(process)).commandTree;
  const declarations: CommandDeclaration[] = [];
  for (const file of named) {
    const module = yield* part<Declarations>(`cli/declarations/${file}`)(process);
    declarations.push(...Object.values(module).flat());
  }
  const key = named.join(' ');
  const tree = trees.get(key) ?? new CommandTree(docker, declarations);
  trees.set(key, tree);
  return tree;
}

/** The first word that is no flag of docker's own; undefined where help is asked for, or nothing. */
function* commandWord(words: readonly string[]): Reading<string | undefined> {
  try {
    const { operands, wantsHelp } = yield* parseArguments(docker, words);
    return wantsHelp ? undefined : operands[0];
  } catch (error) {
    if (error instanceof FlagError) return undefined;
    throw error;
  }
}
