// -o, --output, --load and --push. Source: buildx, util/buildflags/export.go, build/output.go and build/opt.go.
import type { BuildOutput } from '../../builder';
import { isErrno, type Process } from '../../kernel';
import { parseBool, quote } from '../../units';
import { splitCsv } from '../csv';
import { cut } from '../run-options/cut';
import { failedToBuild, goFileError, refusal } from './build-error';

/** One `--output` as it was written. */
interface OutputEntry {
  type: string;
  readonly destination: string;
  readonly attributes: Map<string, string>;
}

/** Where a build's result goes; `destination`: the folder or file that the command itself writes. */
export interface OutputChoice {
  readonly output: BuildOutput;
  readonly destination: string;
  /** `--output=type=image,name=…`: names beside those of `--tag`. */
  readonly names: readonly string[];
}

export interface OutputFlags {
  readonly output: readonly string[];
  readonly load: boolean;
  readonly push: boolean;
  readonly iidfile: string;
}

/** Reads the flags; throws buildx's refusal. */
export function readOutputs({ output, load, push, iidfile }: OutputFlags): readonly OutputEntry[] {
  const entries = output.filter((word) => word !== '').map(readEntry);
  if (iidfile !== '' && entries.some(({ type }) => type === 'local' || type === 'tar')) {
    throw refusal('local and tar exporters are incompatible with image ID file');
  }
  if (push) addPush(entries);
  if (load && !entries.some(({ type }) => type === 'docker')) entries.push(entryOf('docker', ''));
  return entries;
}

function entryOf(type: string, destination: string): OutputEntry {
  return { type, destination, attributes: new Map() };
}

function readEntry(word: string): OutputEntry {
  const fields = splitCsv(word);
  if (fields.length === 1 && fields[0] === word && !word.startsWith('type=')) {
    return word === '-' ? entryOf('tar', word) : entryOf('local', word);
  }
  const attributes = new Map<string, string>();
  for (const field of fields) {
    const [key, value, hasValue] = cut(field, '=');
    if (!hasValue) throw refusal(`invalid value ${field}`);
    attributes.set(key.toLowerCase().trim(), value);
  }
  const type = attributes.get('type') ?? '';
  if (type === '') throw refusal('type is required for output');
  const destination = attributes.get('dest') ?? '';
  attributes.delete('type');
  attributes.delete('dest');
  return { type, destination, attributes };
}

/** `--push`: images are pushed; where no image is made, one is made for it. */
function addPush(entries: OutputEntry[]): void {
  const images = entries.filter(({ type }) => type === 'image' || type === 'registry');
  for (const { attributes } of images) attributes.set('push', 'true');
  if (images.length === 0) entries.push({ ...entryOf('image', ''), attributes: new Map([['push', 'true']]) });
}

/** What the builder is asked for. Checks that the command can write where it has to. */
export function chooseOutput(entries: readonly OutputEntry[], process: Process): OutputChoice {
  const [entry, ...more] = entries;
  if (entry === undefined) return { output: { kind: 'image', push: false }, destination: '', names: [] };
  if (more.length > 0) {
    throw failedToBuild(
      'several outputs of one build are not modelled here; a real BuildKit makes each of them',
    );
  }
  const { type, destination, attributes } = entry;
  switch (type) {
    case 'local':
      checkFolder(destination, process);
      return { output: { kind: 'files', as: 'directory' }, destination, names: [] };
    case 'tar':
      return {
        output: { kind: 'files', as: 'tarball' },
        destination: checkFile(destination, 'tar', process),
        names: [],
      };
    case 'cacheonly':
      return { output: { kind: 'none' }, destination: '', names: [] };
    case 'docker':
    case 'image':
    case 'registry': {
      if (type === 'docker' && destination !== '') return archiveChoice('docker', entry, process);
      const push = type === 'registry' || isTrue(attributes.get('push'));
      return { output: { kind: 'image', push }, destination: '', names: namesOf(attributes) };
    }
    case 'oci':
      return archiveChoice('oci', entry, process);
    default:
      throw failedToBuild(`failed to solve: exporter ${quote(type)} could not be found`);
  }
}

function archiveChoice(
  format: 'oci' | 'docker',
  { destination, attributes }: OutputEntry,
  process: Process,
): OutputChoice {
  if (isTrue(attributes.get('tar') ?? 'true')) {
    return {
      output: { kind: 'archive', format },
      destination: checkFile(destination, format, process),
      names: namesOf(attributes),
    };
  }
  throw failedToBuild('tar=false is not modelled here: the real one writes the archive as a folder');
}

function namesOf(attributes: OutputEntry['attributes']): readonly string[] {
  return (attributes.get('name') ?? '').split(',').filter((name) => name !== '');
}

function isTrue(value: string | undefined): boolean {
  return value !== undefined && parseBool(value);
}

function checkFolder(destination: string, process: Process): void {
  if (destination === '') throw failedToBuild('dest is required for local exporter');
  if (destination === '-') throw failedToBuild('dest cannot be stdout for local exporter');
  const kind = kindOf(destination, 'directory', process);
  if (kind !== undefined && kind !== 'directory') {
    throw failedToBuild(`destination directory ${destination} is a file`);
  }
}

/** What is there already; undefined: nothing. */
function kindOf(destination: string, wanted: 'directory' | 'file', { files }: Process): string | undefined {
  try {
    return files.stat(destination).kind;
  } catch (error) {
    if (!isErrno(error)) throw error;
    if (error.code === 'ENOENT') return undefined;
    throw failedToBuild(
      `invalid destination ${wanted}: ${destination}: ${goFileError('stat', destination, error)}`,
    );
  }
}

/** The file, or `-` for standard output. */
function checkFile(given: string, type: string, process: Process): string {
  const destination = given === '' ? '-' : given;
  if (destination === '-') {
    if (!process.isatty(1)) return destination;
    throw failedToBuild(`dest file is required for ${type} exporter. refusing to write to console`);
  }
  if (kindOf(destination, 'file', process) === 'directory') {
    throw failedToBuild(`destination file ${destination} is a directory`);
  }
  // The file is there, and empty, as soon as the build sets out.
  try {
    process.files.writeFile(destination, new Uint8Array());
  } catch (error) {
    if (!isErrno(error)) throw error;
    throw failedToBuild(`failed to open ${goFileError('open', destination, error)}`);
  }
  return destination;
}
