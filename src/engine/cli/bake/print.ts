// --print and --list. Source: buildx, commands/bake.go and bake/bake.go (MarshalJSON).
import { goJson, type Json } from '../../oci';
import { alignTabs, tabLayout } from '../table';
import type { Definition, VariableInfo } from './definition';
import { isDisabled, type TargetEntry } from './entries';
import type { Bake } from './read-targets';
import type { Group, Target } from './target';

/** The targets and groups as `--print` shows them. */
export function printedBake({ groups, targets }: Bake): string {
  const document: Json = {
    ...(groups.size > 0 && { group: sorted(groups, groupJson) }),
    target: sorted(targets, targetJson),
  };
  return `${goJson(document, '  ')}\n`;
}

function sorted<T>(map: ReadonlyMap<string, T>, json: (value: T) => Json): { readonly [key: string]: Json } {
  const entries = [...map].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return Object.fromEntries(entries.map(([key, value]) => [key, json(value)]));
}

export function groupJson({ description, targets }: Group): Json {
  return { ...(description !== '' && { description }), targets };
}

/** `${` and `%{` doubled, so that the text is the same when it is read again. */
function escaped(text: string): string {
  return text.replace(/[$%]\{/g, (sign) => sign.charAt(0) + sign);
}

function listed(texts: readonly string[] | undefined): readonly string[] | undefined {
  return texts === undefined || texts.length === 0 ? undefined : texts;
}

function mapped(
  map: ReadonlyMap<string, string> | undefined,
  json: (text: string) => string = (text) => text,
): Json | undefined {
  return map === undefined || map.size === 0 ? undefined : sorted(map, json);
}

function entriesJson(entries: readonly TargetEntry[] | undefined): readonly Json[] | undefined {
  return entries === undefined || entries.length === 0 ? undefined : entries.map(entryJson);
}

function entryJson(entry: TargetEntry): Json {
  const { kind, attributes, paths = [] } = entry;
  if (kind === 'ssh') {
    const id = attributes.get('id') ?? '';
    return { ...(id !== '' && { id }), ...(paths.length > 0 && { paths }) };
  }
  if (kind === 'secret') {
    const named = ['id', 'src', 'env'].map((name) => [name, attributes.get(name) ?? ''] as const);
    return Object.fromEntries(named.filter(([, value]) => value !== ''));
  }
  const shown = new Map(attributes);
  if (kind === 'attest') {
    if (isDisabled(entry)) shown.set('disabled', 'true');
    else shown.delete('disabled');
  }
  return sorted(shown, (value) => value);
}

export function targetJson(target: Target): Json {
  return {
    ...(target.description !== '' && { description: target.description }),
    annotations: listed(target.annotations?.map(escaped)),
    attest: entriesJson(target.attest),
    context: target.context,
    contexts: mapped(target.contexts),
    dockerfile: target.dockerfile,
    'dockerfile-inline':
      target['dockerfile-inline'] === undefined ? undefined : escaped(target['dockerfile-inline']),
    args: mapped(target.args, escaped),
    labels: mapped(target.labels, escaped),
    tags: listed(target.tags),
    'cache-from': entriesJson(target['cache-from']),
    'cache-to': entriesJson(target['cache-to']),
    target: target.target,
    secret: entriesJson(target.secret),
    ssh: entriesJson(target.ssh),
    platforms: listed(target.platforms),
    output: entriesJson(target.output),
    pull: target.pull,
    'no-cache': target['no-cache'],
    network: target.network,
    'no-cache-filter': listed(target['no-cache-filter']),
    'shm-size': target['shm-size'],
    ulimits: listed(target.ulimits),
    call: target.call,
    entitlements: listed(target.entitlements),
    'extra-hosts': mapped(target['extra-hosts'], escaped),
  };
}

/** `--list=variables`. */
export function listedVariables(variables: readonly VariableInfo[], isJson: boolean): string {
  const all = [...variables].sort((a, b) => (a.name < b.name ? -1 : 1));
  if (isJson) {
    const json = all.map(({ name, type, description, value }) => ({
      name,
      ...(type !== '' && { type }),
      ...(description !== '' && { description }),
      ...(value !== undefined && { value }),
    }));
    return `${goJson(json, '  ')}\n`;
  }
  const rows = all.map(({ name, type, description, value = '<null>' }) => [name, type, value, description]);
  return tabbed([['VARIABLE', 'TYPE', 'VALUE', 'DESCRIPTION'], ...rows]);
}

/** `--list=targets`: those whose names begin with `_` are private. */
export function listedTargets({ groups, targets }: Definition, isJson: boolean): string {
  const rows = [
    ...targets.map(({ name, description = '' }) => ({ name, description, isGroup: false })),
    ...groups.map(({ name, description, targets: names }) => {
      const list = [...names].sort().join(', ');
      const shown = description === '' || list === '' ? `${description}${list}` : `${description} (${list})`;
      return { name, description: shown, isGroup: true };
    }),
  ]
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
    .filter(({ name }) => !name.startsWith('_'));
  if (isJson) {
    const json = rows.map(({ name, description, isGroup }) => ({
      name,
      ...(description !== '' && { description }),
      ...(isGroup && { group: true }),
    }));
    return `${json.length === 0 ? 'null' : goJson(json, '  ')}\n`;
  }
  return tabbed([['TARGET', 'DESCRIPTION'], ...rows.map(({ name, description }) => [name, description])]);
}

function tabbed(rows: readonly (readonly string[])[]): string {
  return alignTabs(rows.map((row) => `${row.join('\t')}\n`).join(''), tabLayout);
}
