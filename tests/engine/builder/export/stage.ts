import {
  beginOnImage,
  describeStage,
  type ImageStep,
  type StageImage,
} from '../../../../src/engine/builder/export';
import {
  parseDockerfile,
  resolveStages,
  scopeOnImage,
  stepThrough,
  variablesFrom,
} from '../../../../src/engine/dockerfile';
import type { Image } from '../../../../src/engine/oci';

const layered: ReadonlySet<string> = new Set(['RUN', 'COPY', 'ADD', 'WORKDIR']);

/** The image that these instructions make of another one, as the builder goes through them. */
export function stageOf(
  text: string,
  base?: Image,
  buildArgs: Readonly<Record<string, string>> = {},
): StageImage {
  const dockerfile = parseDockerfile(`FROM scratch\n${text}\n`);
  const { Env = [], WorkingDir = '/', Shell = [] } = base?.config.config ?? {};
  let scope = scopeOnImage({ env: variablesFrom(Env), workdir: WorkingDir, shell: Shell });
  const { global } = resolveStages(dockerfile, { buildArgs });
  const steps = (dockerfile.stages[0]?.instructions ?? []).map((written): ImageStep => {
    const before = scope;
    const context = { global, buildArgs, escape: dockerfile.escape };
    const { instruction, scope: after } = stepThrough(scope, written, context);
    scope = after;
    const { name } = instruction;
    const makesLayer = layered.has(name) && !(name === 'WORKDIR' && after.workdir === '/');
    if (name !== 'RUN') return { instruction, before, makesLayer };
    const { args, isShell } = instruction.command;
    const shell = before.shell.length === 0 ? ['/bin/sh', '-c'] : before.shell;
    return { instruction, before, makesLayer, argv: isShell ? [...shell, ...args] : args };
  });
  return describeStage(beginOnImage(base), steps);
}
