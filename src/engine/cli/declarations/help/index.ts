// What help says of flags stands beside what is declared of them: to run a command nobody needs it.
import type { CommandDeclaration } from '../../declaration';
import { help as buildx } from './buildx';
import { help as container } from './container';
import { help as containerLs } from './container-ls';
import { help as containerRun } from './container-run';
import { help as context } from './context';
import { help as docker } from './docker';
import { help as image } from './image';
import { help as network } from './network';
import { help as plugin } from './plugin';
import { help as registry } from './registry';
import { help as swarm } from './swarm';
import { help as system } from './system';
import { help as volume } from './volume';
import type { FlagHelp } from './flag-help';

/** All of it, by the words after `docker` and the flag's name. */
export const flagHelpTexts: FlagHelp = {
  ...buildx,
  ...container,
  ...containerLs,
  ...containerRun,
  ...context,
  ...docker,
  ...image,
  ...network,
  ...plugin,
  ...registry,
  ...swarm,
  ...system,
  ...volume,
};

/** What help says of a command's flag; `--help` is everybody's. */
export function flagHelp({ path }: CommandDeclaration, name: string): string {
  return flagHelpTexts[path.join(' ')]?.[name] ?? (name === 'help' ? 'Print usage' : '');
}
