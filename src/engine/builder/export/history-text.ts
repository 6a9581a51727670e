import type { CommandLine, Healthcheck, StageScope } from '../../dockerfile';
import { rootedPath } from '../files';
import { formatDuration, quote } from '../../units';
import type { ImageStep } from './stage-image';

/**
 * What an image's history says of an instruction; undefined for ONBUILD, of which it says nothing.
 * Source: the calls of commitToHistory in BuildKit dockerfile2llb.
 */
export function historyText({ instruction, before, argv = [] }: ImageStep): string | undefined {
  switch (instruction.name) {
    case 'RUN':
      return `RUN ${[...argumentsInForce(before), ...argv].join(' ')} # buildkit`;
    case 'COPY':
    case 'ADD': {
      const { chown, chmod, sources, contents, destination } = instruction;
      const words = [
        instruction.name,
        ...(instruction.name === 'COPY' && instruction.keepsParents ? ['--parents'] : []),
        ...(chown === '' ? [] : [`--chown=${chown}`]),
        ...(chmod === '' ? [] : [`--chmod=${chmod}`]),
        ...sources,
        ...contents.map(({ path }) => `<<${path}`),
        destination,
      ];
      return `${words.join(' ')} # buildkit`;
    }
    case 'WORKDIR':
      return `WORKDIR ${workdirAfter(before, instruction.path)}`;
    case 'ENV':
    case 'LABEL':
      return `${instruction.name} ${instruction.pairs.map(({ key, value }) => `${key}=${value}`).join(' ')}`;
    case 'ARG': {
      const texts = instruction.declarations.map(({ key, value }) =>
        value === undefined ? key : `${key}=${value}`,
      );
      return `ARG ${texts.join(' ')}`;
    }
    case 'CMD':
    case 'ENTRYPOINT':
      return `${instruction.name} [${commandWords(instruction.command, before).map(quote).join(' ')}]`;
    case 'EXPOSE':
      return `EXPOSE [${[...instruction.ports].sort().join(' ')}]`;
    case 'VOLUME':
      return `VOLUME [${instruction.paths.join(' ')}]`;
    case 'SHELL':
      return `SHELL [${instruction.shell.join(' ')}]`;
    case 'USER':
      return `USER ${instruction.user}`;
    case 'STOPSIGNAL':
      return `STOPSIGNAL ${instruction.signal}`;
    case 'MAINTAINER':
      return `MAINTAINER ${instruction.maintainer}`;
    case 'HEALTHCHECK':
      return `HEALTHCHECK ${healthcheckText(instruction.healthcheck)}`;
    case 'ONBUILD':
      return undefined;
  }
}

/** Build arguments that RUN sees, as history puts them in front of the command: each name once, its last value. */
function argumentsInForce({ args, variables }: StageScope): readonly string[] {
  const values = new Map(args.map(({ key, value }) => [key, variables.get(key) ?? value ?? '']));
  return values.size === 0
    ? []
    : [`|${values.size}`, ...[...values].map(([key, value]) => `${key}=${value}`)];
}

/** The words of CMD or ENTRYPOINT: a text for the shell has that in front. */
export function commandWords({ args, isShell }: CommandLine, { shell }: StageScope): readonly string[] {
  if (!isShell) return args;
  return [...(shell.length === 0 ? ['/bin/sh', '-c'] : shell), ...args];
}

export function workdirAfter({ workdir }: StageScope, path: string): string {
  return rootedPath(path.startsWith('/') ? path : `${workdir}/${path}`);
}

/** As Go prints the structure with its field names. */
function healthcheckText(check: Healthcheck): string {
  const fields = [
    `Test:[${check.test.join(' ')}]`,
    `Interval:${formatDuration(check.intervalNs)}`,
    `Timeout:${formatDuration(check.timeoutNs)}`,
    `StartPeriod:${formatDuration(check.startPeriodNs)}`,
    `StartInterval:${formatDuration(check.startIntervalNs)}`,
    `Retries:${check.retries}`,
  ];
  return `{${fields.join(' ')}}`;
}
