import { CommandTree } from '../command-tree';
import type { CommandDeclaration } from '../declaration';
import * as buildx from './buildx';
import type { DeclarationFiles } from '../declared';
import * as container from './container';
import * as containerLs from './container-ls';
import * as containerRun from './container-run';
import * as context from './context';
import { docker } from './docker';
import * as image from './image';
import * as network from './network';
import * as plugin from './plugin';
import * as registry from './registry';
import * as swarm from './swarm';
import * as system from './system';
import * as volume from './volume';

const groups = {
  container,
  'container-ls': containerLs,
  'container-run': containerRun,
  image,
  network,
  volume,
  system,
  context,
  registry,
  buildx,
  plugin,
  swarm,
};

/** Every command that Docker declares, also those that are not modelled. */
export const commandTree = new CommandTree(docker, Object.values(groups).flatMap(declarationsIn));

function declarationsIn(group: Readonly<Record<string, unknown>>): readonly CommandDeclaration[] {
  return Object.values(group).flat() as readonly CommandDeclaration[];
}

/** The files that hold all commands that begin with a word, and those that run in their place. */
export function declarationFiles(): DeclarationFiles {
  const found: Record<string, Set<string>> = {};
  const wordsOf = ({ path, shortcuts = [], aliases = [] }: CommandDeclaration): readonly string[] =>
    [path, ...shortcuts].map(([word = '']) => word).concat(path.length === 1 ? aliases : []);
  for (const [file, group] of Object.entries(groups)) {
    for (const declaration of declarationsIn(group)) {
      for (const word of wordsOf(declaration)) {
        (found[word] ??= new Set()).add(file);
        if (declaration.forwardsTo === undefined) continue;
        for (const other of declarationFileOf(declaration.forwardsTo)) found[word]?.add(other);
      }
    }
  }
  return Object.fromEntries(Object.entries(found).map(([word, files]) => [word, [...files]]));
}

/** The file that declares the command at a path. */
function declarationFileOf(path: readonly string[]): readonly string[] {
  const declaration = commandTree.at(path)?.declaration;
  return Object.entries(groups).flatMap(([file, group]) =>
    declaration !== undefined && declarationsIn(group).includes(declaration) ? [file] : [],
  );
}
