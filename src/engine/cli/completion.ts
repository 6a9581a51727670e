import { type Daemon, isDanglingName } from '../daemon';
import { familiarString, parseFamiliar } from '../oci';
import { commandTree } from './declarations';
import type { Completion } from './declaration';

/**
 * What could stand in place of the last of the words that follow `docker` in a line that is being typed: commands,
 * flags, or names that the command's operands have. Undefined: it is not docker's to say (a file, a command).
 */
export function completeDocker(daemon: Daemon, words: readonly string[]): readonly string[] | undefined {
  const word = words.at(-1) ?? '';
  const earlier = words.slice(0, -1);
  const found = commandTree.find(earlier);
  if (found === undefined || found.place.declaration.isGroup) {
    if (earlier.length > (found?.place.path.length ?? 0)) return undefined;
    return commandTree
      .childrenOf(found?.place.path ?? [])
      .filter(({ declaration }) => declaration.hidden !== true)
      .map(({ path }) => path.at(-1) ?? '')
      .filter((name) => name.startsWith(word));
  }
  const { declaration } = found.place;
  if (word.startsWith('-')) {
    const flags = Object.entries(declaration.flags ?? {}).filter(([, flag]) => flag.hidden !== true);
    return flags.map(([name]) => `--${name}`).filter((name) => name.startsWith(word));
  }
  const hasOperand = found.rest.some((one) => !one.startsWith('-'));
  if (declaration.flagsStopAtOperand && hasOperand) return undefined;
  const { completes } = declaration.operands ?? {};
  return completes === undefined
    ? undefined
    : namesOf(daemon, completes).filter((name) => name.startsWith(word));
}

function namesOf(daemon: Daemon, kind: Completion): readonly string[] {
  const containers = [...daemon.containers.values()];
  const named = (those: typeof containers): string[] => those.map(({ name }) => name).sort();
  switch (kind) {
    case 'container':
      return named(containers);
    case 'running-container':
      return named(containers.filter(({ state }) => state.isRunning));
    case 'stopped-container':
      return named(containers.filter(({ state }) => !state.isRunning));
    case 'paused-container':
      return named(containers.filter(({ state }) => state.isPaused));
    case 'image':
      return daemon.images.records
        .filter(({ name }) => !isDanglingName(name))
        .map(({ name }) => familiarString(parseFamiliar(name)));
    case 'network':
      return [...daemon.networks.values()].map(({ name }) => name).sort();
    case 'volume':
      return [...daemon.volumes.keys()].sort();
    case 'object':
      return [
        ...namesOf(daemon, 'container'),
        ...namesOf(daemon, 'image'),
        ...namesOf(daemon, 'network'),
        ...namesOf(daemon, 'volume'),
      ];
  }
}
