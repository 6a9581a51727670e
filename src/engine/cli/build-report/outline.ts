// `docker build --call=outline`: what the build of a target takes. Source: BuildKit, frontend/subrequests/outline.
import type { Outline, OutlineMount } from '../../dockerfile';
import { goJson, type Json } from '../../oci';
import { toBase64 } from '../../units';
import { alignTabs } from '../table';
import { locationJson } from './location';

/** Each table ends with an empty line; a target of which there is nothing to say prints nothing. */
export function outlineReport({ name, description, args, secrets, agents }: Outline): string {
  const title = [
    `TARGET:\t${name === '' ? '(default)' : name}\n`,
    ...(description === '' ? [] : [`DESCRIPTION:\t${description}\n`]),
  ];
  const argRows = args.map((arg) => `${arg.name}\t${arg.value}\t${arg.description}\n`);
  return [
    ...(name === '' && description === '' ? [] : [table(title, 1)]),
    ...(args.length === 0 ? [] : [table(['BUILD ARG\tVALUE\tDESCRIPTION\n', ...argRows], 3)]),
    ...mountTable('SECRET', secrets),
    ...mountTable('SSH', agents),
  ].join('');
}

function mountTable(title: string, mounts: readonly OutlineMount[]): readonly string[] {
  if (mounts.length === 0) return [];
  const rows = mounts.map(({ name, isRequired }) => `${name}\t${isRequired ? 'true' : ''}\n`);
  return [table([`${title}\tREQUIRED\n`, ...rows], 3)];
}

function table(rows: readonly string[], padding: number): string {
  return `${alignTabs(rows.join(''), { minWidth: 0, padding })}\n`;
}

export function outlineJson({ name, description, args, secrets, agents }: Outline, text: string): string {
  const document: Json = {
    name: name || undefined,
    description: description || undefined,
    args: listJson(args, (arg) => ({
      name: arg.name,
      description: arg.description || undefined,
      value: arg.value || undefined,
      location: locationJson(arg.range),
    })),
    secrets: listJson(secrets, mountJson),
    ssh: listJson(agents, mountJson),
    sources: [toBase64(new TextEncoder().encode(text))],
  };
  return goJson(document, '  ');
}

function listJson<Item>(items: readonly Item[], write: (item: Item) => Json): Json | undefined {
  return items.length === 0 ? undefined : items.map(write);
}

function mountJson({ name, isRequired, range }: OutlineMount): Json {
  return { name, required: isRequired || undefined, location: locationJson(range) };
}
