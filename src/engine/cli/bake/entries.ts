// Outputs, caches, attestations, secrets and SSH keys of a target: written as texts or as objects.
// Source: buildx, util/buildflags.
import { parseBool, quote } from '../../units';
import { splitCsv } from '../csv';
import { cut } from '../run-options/cut';
import { ConversionError, isObject, toText, toTextMap, toTexts, typeName, type Value } from './hcl/values';

/** What an entry is of. */
export type EntryKind = 'output' | 'cache' | 'attest' | 'secret' | 'ssh';

/** One entry: its type, where it has one, and what else is said. */
export interface TargetEntry {
  readonly kind: EntryKind;
  readonly attributes: ReadonlyMap<string, string>;
  /** Of SSH keys. */
  readonly paths?: readonly string[];
}

/** A definition's list of entries; throws a ConversionError. */
export function entriesOf(kind: EntryKind, value: Value): readonly TargetEntry[] | undefined {
  if (value === null) return undefined;
  if (!Array.isArray(value)) throw new ConversionError(`list required, but have ${typeName(value)}`);
  return value.map((each: Value) => entryOf(kind, each)).filter((entry) => entry !== undefined);
}

function entryOf(kind: EntryKind, value: Value): TargetEntry | undefined {
  if (!isObject(value)) {
    const text = toText(value) ?? '';
    return text === '' ? undefined : readEntry(kind, text);
  }
  if (kind === 'ssh') {
    const paths = (toTexts(value.get('paths') ?? null) ?? []).map((path) => path ?? '');
    return { kind, attributes: new Map([['id', toText(value.get('id') ?? null) ?? '']]), paths };
  }
  const attributes = new Map<string, string>();
  for (const [name, text] of toTextMap(value) ?? []) if (text !== null) attributes.set(name, text);
  return checked({ kind, attributes }, value);
}

/** An entry as it is written in one text; throws a ConversionError. */
export function readEntry(kind: EntryKind, text: string): TargetEntry {
  const fields = splitCsv(text);
  const [first = ''] = fields;
  if (kind === 'ssh') {
    const [id, paths, hasPaths] = cut(text, '=');
    return { kind, attributes: new Map([['id', id]]), paths: hasPaths ? paths.split(',') : [] };
  }
  if (kind === 'cache' && fields.length === 1 && !first.includes('=')) {
    return {
      kind,
      attributes: new Map([
        ['type', 'registry'],
        ['ref', first],
      ]),
    };
  }
  if (kind === 'output' && fields.length === 1 && first === text && !text.startsWith('type=')) {
    const type = text === '-' ? 'tar' : 'local';
    return {
      kind,
      attributes: new Map([
        ['type', type],
        ['dest', text],
      ]),
    };
  }
  const attributes = new Map<string, string>();
  for (const field of fields) {
    const [name, value, isPair] = cut(field, '=');
    const key = name.trim().toLowerCase();
    if (!isPair) {
      throw new ConversionError(
        kind === 'secret' ? `invalid field '${field}' must be a key=value pair` : `invalid value ${field}`,
      );
    }
    if (kind === 'secret') setSecret(attributes, key, value, field);
    else attributes.set(key, value);
  }
  return checked({ kind, attributes }, text);
}

function setSecret(attributes: Map<string, string>, key: string, value: string, field: string): void {
  if (key === 'source' || key === 'src') attributes.set('src', value);
  else if (key === 'id' || key === 'env') attributes.set(key, value);
  else if (key === 'type' && value !== 'file' && value !== 'env') {
    throw new ConversionError(`unsupported secret type ${quote(value)}`);
  } else if (key !== 'type') throw new ConversionError(`unexpected key '${key}' in '${field}'`);
  if (key === 'type' && value === 'env') attributes.set('type', value);
}

function checked(entry: TargetEntry, written: Value): TargetEntry {
  const { kind, attributes } = entry;
  const type = attributes.get('type') ?? '';
  if (kind === 'output' && type === '') throw new ConversionError('type is required for output');
  if (kind === 'cache' && type === '') {
    throw new ConversionError(`type required form> ${quote(typeof written === 'string' ? written : '')}`);
  }
  if (kind === 'attest' && type === '') throw new ConversionError('attestation type not specified');
  return entry;
}

/** Whether an attestation is switched off. */
export function isDisabled({ attributes }: TargetEntry): boolean {
  const text = attributes.get('disabled');
  return text !== undefined && parseBool(text);
}

/** Both lists, what is twice in them once. */
export function mergeEntries(
  before: readonly TargetEntry[] | undefined,
  more: readonly TargetEntry[] | undefined,
): readonly TargetEntry[] | undefined {
  const seen = new Set<string>();
  const all = [...(before ?? []), ...(more ?? [])].filter((entry) => {
    const text = entryText(entry);
    if (seen.has(text)) return false;
    seen.add(text);
    return true;
  });
  return all.length === 0 ? undefined : all;
}

/** The entry as the flag of `docker build` takes it. */
export function entryText({ kind, attributes, paths = [] }: TargetEntry): string {
  if (kind === 'ssh') {
    return `${attributes.get('id') ?? ''}${paths.length === 0 ? '' : `=${paths.join(',')}`}`;
  }
  return [...attributes]
    .sort(([a], [b]) => (a === 'type' ? -1 : b === 'type' ? 1 : a < b ? -1 : 1))
    .map(([key, value]) => csvField(`${key}=${value}`))
    .join(',');
}

function csvField(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
