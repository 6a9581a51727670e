import { CommandTree } from '../command-tree';
import type { CommandDeclaration } from '../declaration';
import * as buildx from './buildx';
import * as container from './container';
import * as context from './context';
import { docker } from './docker';
import * as image from './image';
import * as network from './network';
import * as plugin from './plugin';
import * as registry from './registry';
import * as swarm from './swarm';
import * as system from './system';
import * as volume from './volume';

const groups = [container, image, network, volume, system, context, registry, buildx, plugin, swarm];

/** Every command that Docker declares, also those that are not modelled. */
export const commandTree = new CommandTree(
  docker,
  groups.flatMap((group): readonly CommandDeclaration[] => Object.values(group).flat()),
);
