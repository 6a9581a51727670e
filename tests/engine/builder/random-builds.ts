import { randomFrom } from '../fs/random';
import type { BuildRequest } from '../../../src/engine/builder';
import { file, folder, request } from './building';

/** A Dockerfile of lines, the files beside it and the arguments that it is built with. */
export interface Project {
  readonly lines: readonly string[];
  readonly files: ReadonlyMap<string, { readonly text: string; readonly mode: number }>;
  readonly args: ReadonlyMap<string, string>;
}

/** A change of a project, and what of it differs. */
export interface Edit {
  readonly what:
    | { readonly kind: 'file'; readonly paths: readonly string[] }
    | { readonly kind: 'argument' | 'environment'; readonly name: string }
    | { readonly kind: 'line' };
  readonly apply: (project: Project) => Project;
}

export type Random = (limit: number) => number;

export function randomNumbers(seed: number): Random {
  const random = randomFrom(seed);
  return (limit) => Math.floor(random() * limit);
}

const names = ['a', 'b', 'c', 'dir/d', 'dir/e', 'dir/sub/f'];
const variables = ['MODE', 'LEVEL'];
const argumentNames = ['VERSION', 'FLAVOUR'];

function pick<Value>(random: Random, values: readonly [Value, ...Value[]]): Value {
  return values[random(values.length)] ?? values[0];
}

/** A step that any stage can have. */
function randomStep(random: Random, others: readonly string[]): string {
  const name = names[random(names.length)] ?? 'a';
  switch (random(11)) {
    case 0:
      return `COPY ${name} /copied/`;
    case 1:
      return `COPY dir /dir${random(2)}/`;
    case 2:
      return `COPY --chmod=${pick(random, ['600', '755'])} ${name} /chmod/`;
    case 3:
      return `COPY ${pick(random, ['dir/*', 'a*', '*'])} /wild/`;
    case 4:
      return `RUN mkdir -p /made && echo ${random(5)} >> /made/log`;
    case 5:
      return `RUN mkdir -p /made && echo "$MODE $VERSION" > /made/vars`;
    case 6:
      return `WORKDIR /work/${random(3)}`;
    case 7:
      return 'RUN find / -name log -o -name vars > /found 2>/dev/null; true';
    case 8:
      return `RUN --mount=type=bind,source=dir,target=/bound ls -lR /bound | wc -l > /bound-lines`;
    case 9:
      return `RUN touch here && chmod ${pick(random, ['644', '700'])} here`;
    default:
      return others.length === 0
        ? `RUN true ${random(4)}`
        : `COPY --from=${others[random(others.length)] ?? ''} / /from${random(2)}/`;
  }
}

export function randomProject(random: Random): Project {
  const lines: string[] = [];
  const stages: string[] = [];
  for (let stage = 0; stage <= random(3); stage += 1) {
    const under =
      stages.length > 0 && random(3) === 0 ? (stages[random(stages.length)] ?? 'busybox') : 'busybox';
    lines.push(`FROM ${under} AS stage${stage}`);
    for (let step = 0; step < 2 + random(5); step += 1) {
      const choice = random(8);
      if (choice === 0) lines.push(`ENV ${variables[random(2)] ?? ''}=${random(3)}`);
      else if (choice === 1) lines.push(`ARG ${argumentNames[random(2)] ?? ''}=none`);
      else lines.push(randomStep(random, stages));
    }
    stages.push(`stage${stage}`);
  }
  const files = new Map(names.map((name) => [name, { text: `${name} ${random(3)}\n`, mode: 0o644 }]));
  const args = new Map(argumentNames.filter(() => random(2) === 0).map((name) => [name, `v${random(3)}`]));
  return { lines, files, args };
}

export function randomEdit(random: Random, project: Project): Edit {
  const name = names[random(names.length)] ?? 'a';
  const old = project.files.get(name);
  switch (random(7)) {
    case 0:
      return withFile(name, old === undefined ? undefined : { ...old, text: `${old.text}more\n` });
    case 1:
      return withFile(name, old === undefined ? undefined : { ...old, mode: 0o755 });
    case 2:
      return {
        what: { kind: 'file', paths: [name, `${name}2`] },
        apply: (before) => {
          const files = new Map(before.files);
          const moved = files.get(name);
          files.delete(name);
          if (moved !== undefined) files.set(`${name}2`, moved);
          return { ...before, files };
        },
      };
    case 3:
      return withFile(`dir/new${random(2)}`, { text: 'new\n', mode: 0o644 });
    case 4: {
      const argument = argumentNames[random(2)] ?? '';
      const args = (before: Project) => new Map(before.args).set(argument, `changed${random(100)}`);
      const value = args(project).get(argument) ?? '';
      return {
        what: { kind: 'argument', name: argument },
        apply: (before) => ({ ...before, args: new Map(before.args).set(argument, value) }),
      };
    }
    case 5: {
      const index = project.lines.findIndex((line) => line.startsWith('ENV '));
      if (index < 0) return withFile(name, { text: 'other\n', mode: 0o644 });
      const variable = /^ENV (\w+)/.exec(project.lines[index] ?? '')?.[1] ?? '';
      return {
        what: { kind: 'environment', name: variable },
        apply: (before) => ({ ...before, lines: before.lines.with(index, `ENV ${variable}=changed`) }),
      };
    }
    default: {
      const index = project.lines.findIndex((line, at) => at > random(3) && line.startsWith('RUN '));
      if (index < 0) return withFile(name, { text: 'other\n', mode: 0o644 });
      return {
        what: { kind: 'line' },
        apply: (before) => ({
          ...before,
          lines: before.lines.with(index, `${before.lines[index] ?? ''} # changed`),
        }),
      };
    }
  }
}

function withFile(path: string, content: { readonly text: string; readonly mode: number } | undefined): Edit {
  return {
    what: { kind: 'file', paths: [path] },
    apply: (before) => {
      const files = new Map(before.files);
      if (content !== undefined) files.set(path, content);
      return { ...before, files };
    },
  };
}

/** Other texts are of other times: the client does not send again what has the same size and time. */
function timeOf(text: string): number {
  return [...text].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1e9, 0) * 1000;
}

/** What builds the project's files; none of them is kept. */
export function requestFor(
  { lines, files, args }: Project,
  more: Pick<Partial<BuildRequest>, 'noCache'> = {},
): BuildRequest {
  const context = folder(
    Object.fromEntries(
      [...files].map(([path, { text, mode }]) => [path, { ...file(text, mode), mtimeMs: timeOf(text) }]),
    ),
  );
  return request(`${lines.join('\n')}\n`, context, {
    buildArgs: args,
    output: { kind: 'files', as: 'directory' },
    tags: [],
    ...more,
  });
}
