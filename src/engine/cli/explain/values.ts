/** Values of flags, taken apart. Sources: the grammars that the commands read them by, in run-options. */
import { familiarString, InvalidReferenceError, parseFamiliar, type Reference } from '../../oci';
import { parseRamSize, ValueError } from '../../units';
import { splitCsv } from '../csv';
import type { FlagDeclaration } from '../declaration';
import type { ExplainedPart } from './explanation';

/** What is in the value of a flag of this name; nothing where it says all itself. */
export function valueParts(name: string, { type }: FlagDeclaration, value: string): readonly ExplainedPart[] {
  const own = READERS[name]?.(value);
  if (own !== undefined) return own;
  if (type === 'bytes' || type === 'swap-bytes') return sizeParts(value);
  return [];
}

type Reader = (value: string) => readonly ExplainedPart[];

function part(text: string | undefined, means: string): readonly ExplainedPart[] {
  return text === undefined || text === '' ? [] : [{ text, means }];
}

/** `[IP:][HOST:]CONTAINER[/PROTOCOL]`. */
function portParts(value: string): readonly ExplainedPart[] {
  const [, ip, hostPort, containerPort = value, protocol] =
    /^(?:(\[[^\]]*\]|[^:]*):)??(?:([\d-]*):)?([\d-]+)(?:\/(\w+))?$/.exec(value) ?? [];
  return [
    ...part(ip, 'address of this machine on which it listens; without one: on all'),
    ...(hostPort === '' || hostPort === undefined
      ? []
      : part(hostPort, 'port of this machine on which it is reached')),
    ...part(
      containerPort,
      hostPort === undefined || hostPort === ''
        ? 'port in the container; any free one of this machine leads to it'
        : 'port in the container, to which that leads',
    ),
    ...part(protocol, 'protocol'),
  ];
}

/** `[SOURCE:]TARGET[:OPTIONS]`. */
function volumeParts(value: string): readonly ExplainedPart[] {
  const fields = value.split(':');
  const [first = '', second, third] = fields;
  if (second === undefined)
    return part(first, 'folder in the container; a new volume without a name holds it');
  const isFolder = /^[./~]/.test(first);
  return [
    ...part(
      first,
      isFolder
        ? 'folder or file of this machine (a bind mount)'
        : 'volume of that name; made when there is none',
    ),
    ...part(second, 'where it appears in the container'),
    ...(third ?? '')
      .split(',')
      .flatMap((option) => part(option, MOUNT_OPTIONS[option] ?? 'option of the mount')),
  ];
}

const MOUNT_OPTIONS: Readonly<Record<string, string>> = {
  ro: 'only to be read',
  rw: 'to be read and written, as without it',
  z: 'relabelled for SELinux, shared between containers',
  Z: 'relabelled for SELinux, for this container alone',
  nocopy: 'a new volume is not filled with what the image has there',
};

const MOUNT_KEYS: Readonly<Record<string, string>> = {
  type: 'kind of mount: bind, volume, tmpfs or image',
  source: 'what is mounted: a volume’s name, or a path of this machine',
  src: 'what is mounted: a volume’s name, or a path of this machine',
  target: 'where it appears in the container',
  dst: 'where it appears in the container',
  destination: 'where it appears in the container',
  readonly: 'only to be read',
  ro: 'only to be read',
  'tmpfs-size': 'how large the file system in memory may become',
  'tmpfs-mode': 'permissions of the file system in memory',
  'bind-propagation': 'whether mounts below it are seen on both sides',
  'volume-nocopy': 'a new volume is not filled with what the image has there',
  'volume-subpath': 'only this folder of the volume',
  'volume-driver': 'what makes the volume',
  'volume-opt': 'an option for what makes the volume',
};

/** `key=value,key=value`; each key by what it stands for. */
function csvParts(value: string, keys: Readonly<Record<string, string>>): readonly ExplainedPart[] {
  return fieldsOf(value).map((field) => {
    const [key = ''] = field.split('=', 1);
    return { text: field, means: keys[key.toLowerCase()] ?? 'an option' };
  });
}

function fieldsOf(value: string): readonly string[] {
  try {
    return splitCsv(value);
  } catch (error) {
    if (error instanceof ValueError) return [];
    throw error;
  }
}

/** `NAME=VALUE`; a name alone means what `alone` says. */
function pairParts(names: string, alone: string, separator = '='): Reader {
  return (value) => {
    const at = value.indexOf(separator);
    if (at < 0) return part(value, `${names}; ${alone}`);
    return [
      ...part(value.slice(0, at), names),
      value.length === at + 1
        ? { text: separator, means: 'its value is empty' }
        : { text: value.slice(at + 1), means: 'its value' },
    ];
  };
}

function sizeParts(value: string): readonly ExplainedPart[] {
  try {
    if (value === '-1') return part(value, 'without a limit');
    return part(value, `${parseRamSize(value).toLocaleString('en-GB')} bytes`);
  } catch (error) {
    if (error instanceof ValueError) return [];
    throw error;
  }
}

/** A reference of an image: registry, repository, tag, digest. */
export function referenceParts(value: string): readonly ExplainedPart[] {
  let reference: Reference;
  try {
    reference = parseFamiliar(value);
  } catch (error) {
    if (!(error instanceof InvalidReferenceError)) throw error;
    return [];
  }
  const { domain, path, tag, digest } = reference;
  const familiar = familiarString({ domain, path });
  const isOfficial = domain === 'docker.io' && path.startsWith('library/');
  const repository = familiar.startsWith(`${domain}/`) ? path : familiar;
  return [
    ...(value.startsWith(`${domain}/`) ? part(domain, 'registry') : []),
    ...part(repository, repositoryMeaning(isOfficial, domain === 'docker.io')),
    ...(tag === undefined ? [] : part(tag, 'tag: which of its versions')),
    ...(digest === undefined ? [] : part(digest, 'digest: exactly these bytes')),
    ...(tag === undefined && digest === undefined
      ? [{ text: ':latest', means: 'the tag that is meant without one' }]
      : []),
  ];
}

function repositoryMeaning(isOfficial: boolean, isHub: boolean): string {
  if (isOfficial) return 'repository; without an owner it means one of Docker Hub’s official images';
  return isHub ? 'repository, on Docker Hub' : 'repository';
}

function userParts(value: string): readonly ExplainedPart[] {
  const [user = '', group] = value.split(':');
  return [...part(user, 'user, by name or number'), ...part(group, 'group, by name or number')];
}

const RESTART_POLICIES: Readonly<Record<string, string>> = {
  no: 'never',
  always: 'whenever it has ended, and when the daemon starts',
  'unless-stopped': 'as always, but not once it was stopped by hand',
  'on-failure': 'when it ended with an exit code that is not 0',
};

function restartParts(value: string): readonly ExplainedPart[] {
  const [policy = '', count] = value.split(':');
  return [
    ...part(policy, RESTART_POLICIES[policy] ?? 'no such policy'),
    ...part(count, 'so many times at most'),
  ];
}

const NETWORKS: Readonly<Record<string, string>> = {
  none: 'no network at all',
  host: 'this machine’s own network, without a wall between',
  bridge: 'the network that containers have without this flag; no names are looked up there',
  default: 'what containers have without this flag',
};

function networkParts(value: string): readonly ExplainedPart[] {
  if (value.includes('=')) {
    return csvParts(value, {
      name: 'the network',
      alias: 'another name in it',
      ip: 'its address there',
      'driver-opt': 'an option for the driver',
    });
  }
  if (value.startsWith('container:')) {
    return [
      ...part('container:', 'the network of another container'),
      ...part(value.slice(10), 'that container'),
    ];
  }
  return part(value, NETWORKS[value] ?? 'network of that name');
}

function platformParts(value: string): readonly ExplainedPart[] {
  const [os, architecture, variant] = value.split('/');
  return [
    ...part(os, 'operating system'),
    ...part(architecture, 'processor'),
    ...part(variant, 'its variant'),
  ];
}

/** By the flag's long name; where two commands have one name for two things, it is not here. */
const READERS: Readonly<Record<string, Reader>> = {
  publish: portParts,
  volume: volumeParts,
  mount: (value) => csvParts(value, MOUNT_KEYS),
  tmpfs: (value) => {
    const [path, options] = value.split(':');
    return [...part(path, 'where it appears in the container'), ...part(options, 'options of the mount')];
  },
  env: pairParts('variable', 'its value is the one that it has here'),
  'build-arg': pairParts('argument of the Dockerfile', 'its value is the one that the variable has here'),
  label: pairParts('label', 'without a value'),
  filter: pairParts('what is looked at', 'without a value'),
  'add-host': (value) => pairParts('name', 'without an address', value.includes('=') ? '=' : ':')(value),
  network: networkParts,
  restart: restartParts,
  user: userParts,
  tag: referenceParts,
  platform: platformParts,
};
