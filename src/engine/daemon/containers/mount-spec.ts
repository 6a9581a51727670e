import type { Mount } from '../api/container';
import { invalid } from '../errors';

/**
 * What is to be mounted where: `-v`, `--mount` and an image's volumes in one form. Source: moby, volume/mounts.
 */
export interface MountSpec {
  readonly type: 'bind' | 'volume' | 'tmpfs' | 'image';
  /** A host path of a bind, a volume's name; empty for an anonymous volume. */
  readonly source: string;
  readonly target: string;
  readonly readOnly: boolean;
  /** As inspect shows it: what stands after the second colon of `-v`. */
  readonly mode: string;
  readonly propagation: string;
  /** `-v` makes a missing host folder, `--mount` refuses it. */
  readonly createSource: boolean;
  /** Whether an empty volume takes over the image's files at this place. */
  readonly copies: boolean;
  readonly subpath?: string;
  readonly volume?: NonNullable<Mount['VolumeOptions']>;
  readonly tmpfs?: NonNullable<Mount['TmpfsOptions']>;
}

const accessModes = new Set(['ro', 'rw']);
const labelModes = new Set(['z', 'Z']);
const propagations = new Set(['private', 'rprivate', 'slave', 'rslave', 'shared', 'rshared']);
const consistencies = new Set(['consistent', 'cached', 'delegated']);
const copyModes = new Set(['nocopy']);

function isValidMode(mode: string): boolean {
  if (mode === '') return true;
  const groups = [accessModes, labelModes, propagations, consistencies, copyModes];
  const used = new Set<ReadonlySet<string>>();
  return mode.split(',').every((option) => {
    const group = groups.find((options) => options.has(option));
    if (group === undefined || used.has(group)) return false;
    used.add(group);
    return true;
  });
}

/** `/a//b/../c/` is `/a/c`. */
export function cleanPath(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') parts.pop();
    else parts.push(part);
  }
  return `/${parts.join('/')}`;
}

/** Reads `source:target:mode`. */
export function parseBind(spec: string): MountSpec {
  const refuse = (reason?: string): never => {
    throw invalid(`invalid volume specification: '${spec}'${reason === undefined ? '' : `: ${reason}`}`);
  };
  const parts = spec.split(':');
  if (parts.length < 1 || parts.length > 3 || parts[0] === '') return refuse();
  const [first = '', second = '', mode = ''] = parts;
  const [source, target] = parts.length === 1 ? ['', first] : [first, second];
  if (parts.length === 2 && isValidMode(target)) return refuse();
  if (!isValidMode(mode)) throw invalid(`invalid mode: ${mode}`);
  const type = source.startsWith('/') ? 'bind' : 'volume';
  const wrong = (reason: string): never => refuse(`invalid mount config for type "${type}": ${reason}`);
  if (target === '') return wrong('field Target must not be empty');
  if (!target.startsWith('/')) return wrong(`invalid mount path: '${target}' mount path must be absolute`);
  if (cleanPath(target) === '/') return wrong("invalid specification: destination can't be '/'");
  const options = mode.split(',');
  if (type === 'bind' && options.some((option) => copyModes.has(option)))
    return wrong('field VolumeOptions must not be specified');
  const propagation = options.find((option) => propagations.has(option)) ?? '';
  if (type === 'volume' && propagation !== '') return wrong('field BindOptions must not be specified');
  return {
    type,
    source: type === 'bind' ? cleanPath(source) : source,
    target: cleanPath(target),
    readOnly: options.includes('ro'),
    mode: mode === '' && type === 'volume' && source !== '' ? 'z' : mode,
    propagation: type === 'bind' ? propagation || 'rprivate' : '',
    createSource: true,
    copies: !options.includes('nocopy'),
  };
}

/** Checks a `--mount` as the daemon does; `exists` tells whether a host path is there. */
export function specOfMount(mount: Mount, exists: (hostPath: string) => boolean): MountSpec {
  const { Type: type, Source: source = '', Target: target } = mount;
  const wrong = (reason: string): never => {
    throw invalid(`invalid mount config for type "${type}": ${reason}`);
  };
  if (target === '') return wrong('field Target must not be empty');
  if (cleanPath(target) === '/') return wrong("invalid specification: destination can't be '/'");
  if (!target.startsWith('/')) return wrong(`invalid mount path: '${target}' mount path must be absolute`);
  const common = {
    target: cleanPath(target),
    readOnly: mount.ReadOnly ?? false,
    createSource: false,
    copies: true,
    propagation: '',
    mode: '',
  };
  switch (type) {
    case 'bind':
      if (source === '') return wrong('field Source must not be empty');
      if (mount.VolumeOptions !== undefined) return wrong('field VolumeOptions must not be specified');
      if (!source.startsWith('/'))
        return wrong(`invalid mount path: '${source}' mount path must be absolute`);
      if (!isPropagation(mount.BindOptions?.Propagation ?? '')) {
        return wrong(`invalid propagation mode: ${mount.BindOptions?.Propagation ?? ''}`);
      }
      if (!exists(source) && !(mount.BindOptions?.CreateMountpoint ?? false)) {
        return wrong(`bind source path does not exist: ${source}`);
      }
      return {
        ...common,
        type,
        source: cleanPath(source),
        createSource: mount.BindOptions?.CreateMountpoint ?? false,
        propagation: mount.BindOptions?.Propagation || 'rprivate',
      };
    case 'volume':
      if (mount.BindOptions !== undefined) return wrong('field BindOptions must not be specified');
      if (source === '' && common.readOnly) {
        return wrong('must not set ReadOnly mode when using anonymous volumes');
      }
      if (source === '' && mount.VolumeOptions?.Subpath) {
        return wrong('must not set Subpath when using anonymous volumes');
      }
      if (!isLocal(mount.VolumeOptions?.Subpath)) return wrong(foreignSubpath);
      return {
        ...common,
        type,
        source,
        mode: 'z',
        copies: !(mount.VolumeOptions?.NoCopy ?? false),
        ...(mount.VolumeOptions?.Subpath ? { subpath: mount.VolumeOptions.Subpath } : {}),
        ...(mount.VolumeOptions === undefined ? {} : { volume: mount.VolumeOptions }),
      };
    case 'tmpfs':
      if (source !== '') return wrong('field Source must not be specified');
      return { ...common, type, source: '', ...(mount.TmpfsOptions ? { tmpfs: mount.TmpfsOptions } : {}) };
    case 'image':
      if (source === '') return wrong('field Source must not be empty');
      if (!isLocal(mount.ImageOptions?.Subpath)) return wrong(foreignSubpath);
      return {
        ...common,
        type,
        source,
        readOnly: true,
        ...(mount.ImageOptions?.Subpath ? { subpath: mount.ImageOptions.Subpath } : {}),
      };
    default:
      return wrong('mount type unknown');
  }
}

/** Reads `store:ro`, what `--volumes-from` takes. */
export function parseVolumesFrom(spec: string): { readonly container: string; readonly mode: string } {
  if (spec === '') throw invalid('volumes-from specification cannot be an empty string');
  const [container = '', ...rest] = spec.split(':');
  const mode = rest.join(':') || 'rw';
  const isOwn = (option: string): boolean => propagations.has(option) || copyModes.has(option);
  if (!isValidMode(mode) || mode.split(',').some(isOwn)) throw invalid(`invalid mode: ${mode}`);
  return { container, mode };
}

const foreignSubpath = 'subpath must be a relative path within the volume';

/** Whether a path does not lead out of where it starts, by its text alone (Go's filepath.IsLocal). */
function isLocal(path = '.'): boolean {
  if (path.startsWith('/')) return false;
  let depth = 0;
  for (const part of path.split('/')) {
    if (part === '..') depth -= 1;
    else if (part !== '' && part !== '.') depth += 1;
    if (depth < 0) return false;
  }
  return true;
}

function isPropagation(mode: string): boolean {
  return ['', 'private', 'rprivate', 'shared', 'rshared', 'slave', 'rslave'].includes(mode);
}
