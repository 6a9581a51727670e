import { parseBool, parseRamSize, parseUnsigned, quote, ValueError } from '../units';
import { parseFields } from './csv';
import { DockerfileError } from './dockerfile-error';
import { withSuggestion } from './suggest';
import { cut } from './text';

const mountTypes = ['bind', 'cache', 'tmpfs', 'secret', 'ssh'] as const;
const sharingModes = ['shared', 'private', 'locked'] as const;

/** What RUN --mount puts into the container for one command. */
export interface Mount {
  readonly type: (typeof mountTypes)[number];
  /** The image or stage that it comes from; empty: the build context. */
  readonly from: string;
  readonly source: string;
  readonly target: string;
  readonly isReadOnly: boolean;
  /** Of secrets and ssh: fail when it is not there. */
  readonly isRequired: boolean;
  /** Name of a cache, secret or ssh agent. */
  readonly id: string;
  /** How builds share a cache; empty: shared. */
  readonly sharing: '' | (typeof sharingModes)[number];
  /** Largest size of a tmpfs; 0: no limit. */
  readonly sizeBytes: number;
  /** Permissions and owner of a cache or secret. */
  readonly mode?: number;
  readonly uid?: number;
  readonly gid?: number;
  /** Name of the variable that a secret is given as. */
  readonly env?: string;
}

const keys = [
  'type',
  'from',
  'source',
  'target',
  'readonly',
  'id',
  'sharing',
  'required',
  'size',
  'mode',
  'uid',
  'gid',
  'src',
  'dst',
  'destination',
  'ro',
  'rw',
  'readwrite',
  'env',
];

const context = 'failed to parse csv mounts';

/**
 * What can be said of a mount before variables are known: where it comes from (empty: nowhere).
 * Throws a DockerfileError without range when the text is no list of fields or `from` uses a variable.
 */
export function mountSource(spec: string): string {
  let from = '';
  for (const field of parseFields(spec, context)) {
    const pair = cut(field, '=');
    if (pair?.[0].toLowerCase() !== 'from') continue;
    if (/\$./.test(pair[1])) {
      throw invalid("'from' doesn't support variable expansion, define alias stage instead");
    }
    from = pair[1];
  }
  return from;
}

/**
 * Reads a mount; `expand` resolves variables in its values.
 * Throws a DockerfileError of code `instruction` without range. Source: BuildKit instructions.parseMount.
 */
export function parseMount(spec: string, expand: (word: string) => string): Mount {
  let mount: Mount = {
    type: 'bind',
    from: '',
    source: '',
    target: '',
    isReadOnly: false,
    isRequired: false,
    id: '',
    sharing: '',
    sizeBytes: 0,
  };
  let hasAccess = false;
  for (const field of parseFields(spec, context)) {
    const pair = cut(field, '=');
    const key = (pair?.[0] ?? field).toLowerCase();
    if (['readonly', 'ro', 'readwrite', 'rw'].includes(key)) hasAccess = true;
    mount =
      pair === undefined
        ? { ...mount, ...switchField(key, field, mount) }
        : { ...mount, ...valueField(key, field, expand(pair[1]), mount) };
  }
  const isWritable = mount.type === 'cache' || mount.type === 'tmpfs';
  return checkMount(hasAccess ? mount : { ...mount, isReadOnly: !isWritable });
}

function invalid(message: string): DockerfileError {
  return new DockerfileError('instruction', message);
}

/** A field without a value. */
function switchField(key: string, field: string, mount: Mount): Partial<Mount> {
  if (key === 'readonly' || key === 'ro') return { isReadOnly: true };
  if (key === 'readwrite' || key === 'rw') return { isReadOnly: false };
  if (key === 'required') return { isRequired: onlyOf(['secret', 'ssh'], key, mount) };
  throw invalid(`invalid field '${field}' must be a key=value pair`);
}

function onlyOf(types: readonly Mount['type'][], key: string, mount: Mount): true {
  if (types.includes(mount.type)) return true;
  throw invalid(`unexpected key '${key}' for mount type '${mount.type}'`);
}

function valueField(key: string, field: string, value: string, mount: Mount): Partial<Mount> {
  const asBoolean = (): boolean => orElse(`invalid value for ${key}: ${value}`, () => parseBool(value));
  switch (key) {
    case 'type': {
      const type = mountTypes.find((name) => name === value.toLowerCase());
      if (type !== undefined) return { type };
      throw invalid(withSuggestion(`unsupported mount type ${quote(value)}`, value, mountTypes));
    }
    case 'from':
      return { from: value };
    case 'source':
    case 'src':
      return { source: value };
    case 'target':
    case 'dst':
    case 'destination':
      return { target: value };
    case 'readonly':
    case 'ro':
      return { isReadOnly: asBoolean() };
    case 'readwrite':
    case 'rw':
      return { isReadOnly: !asBoolean() };
    case 'required':
      return { isRequired: onlyOf(['secret', 'ssh'], key, mount) && asBoolean() };
    case 'size':
      onlyOf(['tmpfs'], key, mount);
      return { sizeBytes: orElse(`invalid value for ${key}: ${value}`, () => parseRamSize(value)) };
    case 'id':
      return { id: value };
    case 'sharing': {
      const sharing = sharingModes.find((name) => name === value.toLowerCase());
      if (sharing !== undefined) return { sharing };
      throw invalid(withSuggestion(`unsupported sharing value ${quote(value)}`, value, sharingModes));
    }
    case 'mode':
      return { mode: parseMode(value) };
    case 'uid':
      return { uid: orElse(`invalid value ${value} for uid`, () => parseUnsigned(value, { bits: 32 })) };
    case 'gid':
      return { gid: orElse(`invalid value ${value} for gid`, () => parseUnsigned(value, { bits: 32 })) };
    case 'env':
      return { env: value };
    default:
      throw invalid(withSuggestion(`unexpected key '${key}' in '${field}'`, key, keys));
  }
}

function parseMode(value: string): number {
  const mode = /^[0-7]+$/.test(value) ? Number.parseInt(value, 8) : Number.NaN;
  if (mode < 2 ** 32) return mode;
  throw invalid(`invalid value ${value} for mode`);
}

function orElse<Value>(message: string, read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    if (error instanceof ValueError) throw invalid(message);
    throw error;
  }
}

function checkMount(mount: Mount): Mount {
  const { type } = mount;
  const hasOwner = type === 'secret' || type === 'ssh' || type === 'cache';
  for (const key of ['mode', 'uid', 'gid'] as const) {
    if (mount[key] !== undefined && !hasOwner)
      throw invalid(`${key} not allowed for ${quote(type)} type mounts`);
  }
  if (type === 'secret') {
    if (mount.from !== '') throw invalid('secret mount should not have a from');
    if (mount.sharing !== '') throw invalid('secret mount should not define sharing');
    if (mount.source === '' && mount.target === '' && mount.id === '') {
      throw invalid('invalid secret mount. one of source, target required');
    }
    if (mount.source !== '' && mount.id !== '') throw invalid("both source and id can't be set");
  }
  if (mount.sharing !== '' && type !== 'cache') throw invalid(`invalid cache sharing set for ${type} mount`);
  return mount;
}
