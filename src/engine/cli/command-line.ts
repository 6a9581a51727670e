// From the words after `docker` to a command with its arguments, or to what is printed instead: an error's text, or a command's help.
// Source: spf13/cobra, docker/cli cmd/docker and cli/cobra.go.
import { arityProblem, FlagError, parseArguments, type ParsedArguments } from './arguments';
import { commandPath, usageLine, type CommandPlace, type CommandTree } from './command-tree';
import type { CommandDeclaration, FlagDeclaration } from './declaration';
import { helpNotModelledLine, notModelledLine } from './not-modelled';
import { otherPluginLine } from './other-plugins';
import type { Reading } from './reading';

/** What a line comes to. Texts are whole and end with a newline. Help is written by who shows it (`help.ts`). */
export type Resolution =
  | {
      readonly kind: 'run';
      readonly place: CommandPlace;
      readonly arguments: ParsedArguments;
      /** The flags before the command. */
      readonly globals: ParsedArguments;
    }
  /** Help that was asked for: standard output, status 0. */
  | {
      readonly kind: 'help';
      readonly place: CommandPlace;
      readonly warnings: readonly string[];
      /** What a plugin was asked for and has not: it shows its help, then says so; status 1. */
      readonly unknown?: string;
    }
  /** Help because no command was given: standard error, status 0. */
  | { readonly kind: 'usage'; readonly place: CommandPlace }
  | { readonly kind: 'version' }
  | { readonly kind: 'error'; readonly text: string; readonly status: number };

const flagErrorStatus = 125;

/**
 * Finds the command that the words name and reads its arguments.
 */
export function* resolveCommandLine(tree: CommandTree, words: readonly string[]): Reading<Resolution> {
  const root: CommandPlace = { path: [], declaration: tree.root };
  const globals = yield* orFlagError(root, parseArguments(tree.root, words));
  if ('kind' in globals) return globals;
  const help = (place: CommandPlace, warnings: readonly string[] = []): Resolution => ({
    kind: 'help',
    place,
    warnings,
  });
  if (globals.wantsHelp) return help(root, globals.warnings);
  if (globals.flags['version'] === true) return { kind: 'version' };
  if (globals.operands.length === 0) return { kind: 'usage', place: root };
  if (globals.operands[0] === 'help') return helpTopic(tree, globals.operands.slice(1));
  const found = tree.find(flagsAfterCommand(tree, withBuilder(tree, globals.operands)));
  if (found === undefined) {
    if (globals.operands.includes('--help')) return help(root);
    const [name = ''] = globals.operands;
    const text =
      otherPluginLine(name) ??
      `docker: unknown command: docker ${name}\n\nRun 'docker --help' for more information`;
    return { kind: 'error', text: `${text}\n`, status: 1 };
  }
  const { rest } = found;
  const place = tree.at(found.place.declaration.forwardsTo ?? []) ?? found.place;
  if (place.declaration.undeclaredFlags && rest.includes('--help')) {
    return { kind: 'error', text: `${helpNotModelledLine(place)}\n`, status: 1 };
  }
  const parsed = yield* orFlagError(place, parseArguments(place.declaration, rest));
  if ('kind' in parsed) return parsed;
  if (parsed.wantsHelp) return help(place, parsed.warnings);
  const problem = arityProblem(place.declaration, commandPath(place), parsed.operands);
  if (problem !== undefined) {
    const prefix = isPluginCommand(place) ? 'ERROR: ' : '';
    return { kind: 'error', text: `${prefix}${arityText(place, problem)}\n`, status: 1 };
  }
  if (place.declaration.isGroup && isPluginCommand(place)) return pluginHelp(place, parsed.operands);
  if (place.declaration.isGroup) return { kind: 'usage', place };
  const unsupported = unsupportedFlags(place.declaration, parsed);
  if (unsupported !== '') return { kind: 'error', text: `${unsupported}\n`, status: 1 };
  return { kind: 'run', place, arguments: parsed, globals };
}

/** `docker builder …` is `docker buildx …`. Source: docker/cli, cmd/docker/builder.go forwardBuilder. */
function withBuilder(tree: CommandTree, words: readonly string[]): readonly string[] {
  const [first, second = ''] = words;
  if (first !== 'builder') return words;
  return tree.at(['builder', second]) !== undefined ? words : ['buildx', ...words.slice(1)];
}

/**
 * `docker buildx --builder NAME du` is `docker buildx du --builder NAME`: flags that all of buildx's commands take may
 * stand before the command's name. Source: spf13/cobra, Command.Find.
 */
function flagsAfterCommand(tree: CommandTree, words: readonly string[]): readonly string[] {
  if (words[0] !== 'buildx') return words;
  const path = ['buildx'];
  const flags: (readonly string[])[] = [];
  let at = 1;
  for (let word = words[at]; word !== undefined; word = words[at]) {
    const [, name, value] = /^--(builder|debug)(=.*)?$/.exec(word) ?? (word === '-D' ? [word, 'debug'] : []);
    const length = name === 'builder' && value === undefined ? 2 : 1;
    if (name !== undefined) flags.push(words.slice(at, at + length));
    else if (tree.at([...path, word]) === undefined) break;
    else path.push(word);
    at += length;
    if (tree.at(path)?.declaration.isGroup !== true) break;
  }
  const declared = tree.at(path)?.declaration.flags ?? {};
  const kept = flags.filter(([flag = '']) => !flag.startsWith('--builder') || 'builder' in declared);
  return [...path, ...kept.flat(), ...words.slice(at)];
}

/**
 * A plugin's group without a command of its own that is modelled: it shows its help, and minds a word that names no
 * command. Source: docker/buildx, commands/root.go; its groups run as it does.
 */
function pluginHelp(place: CommandPlace, [word]: readonly string[]): Resolution {
  const about = word === undefined ? undefined : place.declaration.unmodelled?.[word];
  if (word !== undefined && about !== undefined) {
    const path = [...place.path, word];
    return {
      kind: 'error',
      text: `${notModelledLine({ path, declaration: { path, ...about } })}\n`,
      status: 1,
    };
  }
  return { kind: 'help', place, warnings: [], ...(word !== undefined && { unknown: word }) };
}

/** Whether the command is a client plugin's; plugins put `ERROR: ` before what goes wrong. */
export function isPluginCommand({ path }: CommandPlace): boolean {
  return path[0] === 'buildx';
}

function helpTopic(tree: CommandTree, words: readonly string[]): Resolution {
  const found = tree.find(words);
  const isKnown = words.length === 0 || (found !== undefined && found.rest.length === 0);
  if (!isKnown) return { kind: 'error', text: `unknown help topic: ${words.join(' ')}\n`, status: 1 };
  const place = tree.at(found?.place.declaration.forwardsTo ?? []) ??
    found?.place ?? { path: [], declaration: tree.root };
  return { kind: 'help', place, warnings: [] };
}

function* orFlagError<Result>(
  place: CommandPlace,
  parsing: Reading<Result>,
): Reading<Result | { readonly kind: 'error'; readonly text: string; readonly status: number }> {
  try {
    return yield* parsing;
  } catch (error) {
    if (!(error instanceof FlagError)) throw error;
    return { kind: 'error', text: flagErrorText(place, error.message), status: flagErrorStatus };
  }
}

function flagErrorText(place: CommandPlace, message: string): string {
  return `${message}\n\nUsage:  ${usageLine(place)}\n\nRun '${commandPath(place)} --help' for more information\n`;
}

/** The text of a wrong number of operands, without a newline at the end. */
export function arityText(place: CommandPlace, problem: string): string {
  const verb = / requires at least \d+ arguments?$/.test(problem) && !/ and /.test(problem) ? 'See' : 'Run';
  const path = commandPath(place);
  return `docker: ${problem}\n\nUsage:  ${usageLine(place)}\n\n${verb} '${path} --help' for more information`;
}

/** Flags that a Linux daemon without experimental features refuses. */
function unsupportedFlags({ flags = {} }: CommandDeclaration, { changed }: ParsedArguments): string {
  return [...changed]
    .flatMap((name) => {
      const problem = supportProblem(flags[name]);
      return problem === undefined ? [] : [`"--${name}" ${problem}`];
    })
    .join('\n');
}

function supportProblem(flag: FlagDeclaration | undefined): string | undefined {
  if (flag?.needs?.os !== undefined) {
    return `is only supported on a Docker daemon running on ${flag.needs.os}, but the Docker daemon is running on linux`;
  }
  if (flag?.needs?.experimental)
    return 'is only supported on a Docker daemon with experimental features enabled';
  return flag?.needs?.swarm ? 'is only supported on a Docker daemon with Swarm enabled' : undefined;
}
