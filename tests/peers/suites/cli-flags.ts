import { arityProblem } from '../../../src/engine/cli/arguments';
import { commandPath, usageLine } from '../../../src/engine/cli/command-tree';
import { arityText } from '../../../src/engine/cli/command-line';
import type { CommandDeclaration, FlagDeclaration } from '../../../src/engine/cli/declaration';
import { commandTree } from '../../../src/engine/cli/declarations';
import { flagHelp } from '../../../src/engine/cli/declarations/help';
import { shownType, zeroText } from '../../../src/engine/cli/flag-types';
import { helpText } from '../../../src/engine/cli/help';
import { isRecord } from '../data';
import { differ, text } from '../expect';
import type { PeerCase, PeerSuite } from '../suite';

/** A flag as the cases have it, as far as it is declared here. */
function flagFields(
  command: CommandDeclaration,
  name: string,
  { type, short, default: text, hidden, deprecated }: FlagDeclaration,
): unknown {
  return {
    name,
    shorthand: short ?? null,
    shown: shownType(type),
    description: flagHelp(command, name),
    default: (text ?? zeroText(type)).replace(/^\[\]$/, ''),
    hidden: hidden ?? false,
    deprecated: deprecated ?? null,
  };
}

const shownTypes: Readonly<Record<string, string>> = {
  bool: '',
  int64: 'int',
  uint64: 'uint',
  stringSlice: 'strings',
};

function expectedFlag(flag: PeerCase): unknown {
  const type = text(flag, 'type');
  return {
    name: flag['name'],
    shorthand: flag['shorthand'],
    shown: shownTypes[type] ?? type,
    description: flag['description'],
    // What an empty list of addresses or pairs is written as, the cases leave out; help shows it.
    default: text(flag, 'default').replace(/^\[\]$/, ''),
    hidden: flag['hidden'] ?? false,
    deprecated: flag['deprecated'] ?? null,
  };
}

/** The table has a plugin's flags from its help, which shows none of these. */
function isOutOfHelp({ hidden, deprecated }: FlagDeclaration): boolean {
  return hidden === true || deprecated !== undefined;
}

/** Help without the section of flags that are ours. */
function dockersHelp(help: string): string {
  return help.replace(/\n\nNot in Docker:\n(?: .*(?:\n|$))+/, '\n');
}

const byName = (a: unknown, b: unknown): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);

export const suite: PeerSuite = {
  name: 'cli-flags',
  run(testCase) {
    const path = text(testCase, 'name').split(' ').slice(1);
    const place = commandTree.at(path);
    if (place === undefined) return 'no such command';
    const { declaration } = place;
    // The table has no flags of a plugin's groups.
    const isPluginGroup = declaration.isGroup === true && testCase['plugin'] === true;
    const flags = Object.entries((isPluginGroup ? undefined : declaration.flags) ?? {})
      .filter(([, flag]) => flag.ours === undefined && !(testCase['plugin'] === true && isOutOfHelp(flag)))
      .map(([name, flag]) => flagFields(declaration, name, flag));
    const expectedFlags = Array.isArray(testCase['flags'])
      ? testCase['flags'].filter(isRecord).map(expectedFlag)
      : [];
    const { min = 0, max } = declaration.operands ?? {};
    const tooFew = min > 0 ? Array<string>(min - 1).fill('x') : [];
    const tooMany = ['<argument>', ...Array<string>(max ?? 0).fill('x')];
    const errorFor = (operands: readonly string[]): string | undefined => {
      const problem = arityProblem(declaration, commandPath(place), operands);
      return problem && arityText(place, problem);
    };
    return (
      differ(usageLine(place), testCase['usage'], 'usage') ??
      differ(declaration.summary, testCase['short'], 'summary') ??
      differ(flags.sort(byName), expectedFlags.sort(byName), 'flags') ??
      (testCase['help'] === undefined
        ? undefined
        : differ(dockersHelp(helpText(commandTree, place)), testCase['help'], 'help')) ??
      (testCase['too_few_args_error'] === undefined
        ? undefined
        : differ(errorFor(tooFew), testCase['too_few_args_error'], 'too few')) ??
      (testCase['too_many_args_error'] === undefined
        ? undefined
        : differ(errorFor(tooMany), testCase['too_many_args_error'], 'too many'))
    );
  },
};
