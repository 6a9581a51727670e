// --mount. Source: docker/cli opts/mount.go, opts/mount_utils.go.
import type { Mount } from '../../daemon';
import { parseRamSize, quote, ValueError } from '../../units';
import { splitCsv } from '../csv';
import { absolutePath, cut } from './cut';

type Writable<T> = {
  -readonly [Key in keyof T]: T[Key] extends object | undefined ? Writable<T[Key]> : T[Key];
};

/** A mount while its fields are read. */
type Draft = Writable<Mount>;

/** One key of `--mount`: what its value does to the mount. */
type Field = (draft: Draft, value: string, key: string) => void;

/** A switch: nothing, true, 1, false or 0. */
function flag(set: (draft: Draft, value: true | undefined) => void): Field {
  return (draft, value, key) => {
    if (!['', '1', 'true', '0', 'false'].includes(value)) {
      throw new ValueError(
        `invalid value for '${key}': invalid boolean value (${quote(value)}): must be one of "true", "1", "false", or "0" (default "true")`,
      );
    }
    set(draft, value === '0' || value === 'false' ? undefined : true);
  };
}

const bind = (draft: Draft): NonNullable<Draft['BindOptions']> => (draft.BindOptions ??= {});
const volume = (draft: Draft): NonNullable<Draft['VolumeOptions']> => (draft.VolumeOptions ??= {});
const tmpfs = (draft: Draft): NonNullable<Draft['TmpfsOptions']> => (draft.TmpfsOptions ??= {});
const driver = (draft: Draft): { Name?: string; Options?: Record<string, string> } =>
  (volume(draft).DriverConfig ??= {});

function withPair(
  record: Readonly<Record<string, string>> | undefined,
  pair: string,
): Record<string, string> | undefined {
  const [key, value] = cut(pair, '=');
  return key === '' ? record && { ...record } : { ...record, [key]: value };
}

const readOnly = flag((draft, value) => {
  draft.ReadOnly = value;
});

const switches: Readonly<Record<string, Field>> = {
  readonly: readOnly,
  ro: readOnly,
  'volume-nocopy': flag((draft, value) => {
    volume(draft).NoCopy = value;
  }),
  'bind-nonrecursive': flag((draft, value) => {
    bind(draft).NonRecursive = value;
  }),
  'bind-create-src': flag((draft, value) => {
    bind(draft).CreateMountpoint = value;
  }),
};

const setSource: Field = (draft, value) => {
  draft.Source = value;
};
const setTarget: Field = (draft, value) => {
  draft.Target = value;
};

const valued: Readonly<Record<string, Field>> = {
  type: (draft, value) => {
    draft.Type = value.toLowerCase();
  },
  source: setSource,
  src: setSource,
  target: setTarget,
  dst: setTarget,
  destination: setTarget,
  consistency: (draft, value) => {
    draft.Consistency = value.toLowerCase();
  },
  'bind-propagation': (draft, value) => {
    bind(draft).Propagation = value.toLowerCase();
  },
  'bind-recursive': setRecursion,
  'volume-subpath': (draft, value) => {
    volume(draft).Subpath = value;
  },
  'volume-label': (draft, value) => {
    const labels = withPair(volume(draft).Labels, value);
    if (labels !== undefined) volume(draft).Labels = labels;
  },
  'volume-driver': (draft, value) => {
    driver(draft).Name = value;
  },
  'volume-opt': (draft, value) => {
    const options = withPair(driver(draft).Options, value);
    if (options !== undefined) driver(draft).Options = options;
  },
  'image-subpath': (draft, value) => {
    draft.ImageOptions = { Subpath: value };
  },
  'tmpfs-size': (draft, value, key) => {
    tmpfs(draft).SizeBytes = orInvalid(key, value, () => parseRamSize(value));
  },
  'tmpfs-mode': (draft, value, key) => {
    tmpfs(draft).Mode = orInvalid(key, value, () => parseOctal(value));
  },
};

function setRecursion(draft: Draft, value: string, key: string): void {
  if (value === 'disabled') bind(draft).NonRecursive = true;
  else if (value === 'writable') bind(draft).ReadOnlyNonRecursive = true;
  else if (value === 'readonly') bind(draft).ReadOnlyForceRecursive = true;
  else if (value !== 'enabled') {
    throw new ValueError(
      `invalid value for ${key}: ${value} (must be "enabled", "disabled", "writable", or "readonly")`,
    );
  }
}

function parseOctal(text: string): number {
  if (!/^[0-7]{1,11}$/.test(text)) throw new ValueError(text);
  return parseInt(text, 8);
}

function orInvalid(key: string, value: string, parse: () => number): number {
  try {
    return parse();
  } catch {
    throw new ValueError(`invalid value for ${key}: ${value}`);
  }
}

/** Reads `type=bind,src=.,dst=/app,ro`; relative sources start at the current folder. */
export function parseMount(text: string, cwd = '/'): Mount {
  const draft: Draft = { Type: 'volume', Target: '' };
  for (const field of splitCsv(text)) readField(draft, field);
  if (draft.Source?.startsWith('.')) draft.Source = absolutePath(draft.Source, cwd);
  checkMount(draft);
  return withoutUndefined(draft);
}

function readField(draft: Draft, field: string): void {
  const [key, value, hasValue] = cut(field, '=');
  const name = key.trim();
  if (name !== key) {
    throw new ValueError(`invalid option '${name}' in '${field}': option should not have whitespace`);
  }
  if (hasValue && value.trim() === '') throw new ValueError(`invalid value for '${name}': value is empty`);
  if (value.trim() !== value) {
    throw new ValueError(`invalid value for '${name}' in '${field}': value should not have whitespace`);
  }
  const set = switches[name] ?? (hasValue ? valued[name] : undefined);
  if (set !== undefined) set(draft, value, name);
  else if (hasValue) throw new ValueError(`unknown option '${name}' in '${field}'`);
  else throw new ValueError(`invalid field '${field}' must be a key=value pair`);
}

function checkMount({
  Type,
  Target,
  ReadOnly,
  BindOptions,
  VolumeOptions,
  ImageOptions,
  TmpfsOptions,
}: Draft): void {
  if (Type === '') throw new ValueError('type is required');
  if (Target === '') throw new ValueError('target is required');
  const groups = { bind: BindOptions, volume: VolumeOptions, image: ImageOptions, tmpfs: TmpfsOptions };
  for (const [name, options] of Object.entries(groups)) {
    if (options !== undefined && name !== Type) {
      throw new ValueError(`cannot mix '${name}-*' options with mount type '${Type}'`);
    }
  }
  const requires = (option: string, needed: string): ValueError =>
    new ValueError(`option 'bind-recursive=${option}' requires '${needed}' to be specified in conjunction`);
  if (BindOptions?.ReadOnlyNonRecursive && !ReadOnly) throw requires('writable', 'readonly');
  if (BindOptions?.ReadOnlyForceRecursive) {
    if (!ReadOnly) throw requires('readonly', 'readonly');
    if (BindOptions.Propagation !== 'rprivate') throw requires('readonly', 'bind-propagation=rprivate');
  }
}

/** Drops keys that were switched off again. */
function withoutUndefined(draft: Draft): Mount {
  return Object.assign(
    { Type: draft.Type, Target: draft.Target },
    ...Object.entries(draft).map(([key, value]) => (value === undefined ? {} : { [key]: value })),
  ) as Mount;
}
