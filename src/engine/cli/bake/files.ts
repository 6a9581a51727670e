// The files of a definition. Source: buildx, bake/bake.go (ReadLocalFiles) and commands/bake.go (bakeEnvFiles).
import { isErrno, type Process, type Task } from '../../kernel';
import type { SolveStatus, Vertex } from '../../builder';
import { goFileError, refusal } from '../build-options/build-error';
import type { CommandContext, CommandError } from '../context';
import { parseHcl } from './hcl/body';
import { parseJsonBody } from './hcl/json-body';
import { HclError } from './hcl/source-range';
import type { Body } from './hcl/syntax';

const usualNames = [
  'compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml',
  'docker-bake.json', 'docker-bake.hcl', 'docker-bake.override.json', 'docker-bake.override.hcl',
] as const; // prettier-ignore

export interface DefinitionFile {
  readonly name: string;
  readonly text: string;
}

/** What was read, or what went wrong while it was; `statuses`: what progress tells of it. */
export interface ReadFiles {
  readonly files: readonly DefinitionFile[];
  readonly problem: CommandError | undefined;
  readonly statuses: readonly { readonly id: string; readonly bytes: number }[];
  readonly fromEnvironment: boolean;
}

type Surroundings = Pick<CommandContext, 'process' | 'stdin'>;

/** Reads the files that are asked for, or those with the usual names that are there. */
export function* readFiles({ process, stdin }: Surroundings, asked: readonly string[]): Task<ReadFiles> {
  const fromEnvironment = asked.length === 0 ? filesOfEnvironment(process) : [];
  const given = asked.length > 0 ? asked : fromEnvironment;
  const names = given.length > 0 ? given.map((name) => name.replace(/^cwd:\/\//, '')) : usualNames;
  const files: DefinitionFile[] = [];
  const statuses: { readonly id: string; readonly bytes: number }[] = [];
  const done = (problem?: CommandError): ReadFiles => ({
    files,
    statuses,
    problem,
    fromEnvironment: fromEnvironment.length > 0,
  });
  for (const name of names) {
    const id = name === '-' ? 'reading from stdin' : `reading ${name}`;
    try {
      const bytes = name === '-' ? yield* stdin.readAll() : process.files.readFile(name);
      files.push({ name, text: new TextDecoder().decode(bytes) });
      statuses.push({ id, bytes: bytes.length });
    } catch (error) {
      if (!isErrno(error)) throw error;
      if (given.length === 0 && error.code === 'ENOENT') continue;
      statuses.push({ id, bytes: 0 });
      const operation = error.code === 'EISDIR' ? 'read' : 'open';
      return done(refusal(goFileError(operation, name, error)));
    }
  }
  return done(files.length === 0 ? refusal("couldn't find a bake definition") : undefined);
}

function filesOfEnvironment({ env, files }: Process): readonly string[] {
  const separator = env.get('BUILDX_BAKE_PATH_SEPARATOR') ?? '';
  const names = (env.get('BUILDX_BAKE_FILE') ?? '').split(separator === '' ? ':' : separator);
  const given = names.map((name) => name.trim()).filter((name) => name !== '');
  const missing = given.find((name) => name !== '-' && !files.exists(name));
  if (missing !== undefined) throw refusal(`stat ${missing}: no such file or directory`);
  return given;
}

/** What progress tells of the reading. */
export function loadStatus({ statuses, fromEnvironment }: ReadFiles, nowMs: number): SolveStatus {
  const digest = 'load local bake definitions';
  const vertex: Vertex = {
    digest,
    inputs: [],
    name: `[internal] load local bake definitions${fromEnvironment ? ' from BUILDX_BAKE_FILE env' : ''}`,
    startedMs: nowMs,
    completedMs: nowMs,
    cached: false,
  };
  return {
    vertexes: [vertex],
    statuses: statuses.map(({ id, bytes }) => ({
      vertex: digest,
      id,
      current: bytes,
      total: bytes,
      timestampMs: nowMs,
      startedMs: nowMs,
      completedMs: nowMs,
    })),
    logs: [],
    warnings: [],
  };
}

/** A file as HCL or JSON, by its name or by what it holds; throws what hcl finds wrong, and refuses Compose files. */
export function parseDefinition({ name, text }: DefinitionFile): Body {
  const end = /\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase();
  if (end === 'yml' || end === 'yaml') {
    throw refusal(
      `a Compose file as the definition of a build (${name}) is not modelled here; a real bake reads its services as targets`,
    );
  }
  if (end === 'json') return parseJsonBody(text, name);
  try {
    return parseHcl(text, name);
  } catch (error) {
    if (!(error instanceof HclError) || end === 'hcl' || !text.trimStart().startsWith('{')) throw error;
    return parseJsonBody(text, name);
  }
}
