/** os.path, on texts and on files. */
import { define } from '../call';
import { pathText } from '../files';
import { collect } from '../iterate';
import { raised } from '../errors';
import { type Attributes, PyTuple, type Value } from '../values';
import type { Vm } from '../vm';
import { statOf } from '../../../shared/trees';

export function normalise(path: string): string {
  if (path === '') return '.';
  const parts: string[] = [];
  const isAbsolute = path.startsWith('/');
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts[parts.length - 1] !== '..') parts.pop();
    else if (part !== '..' || !isAbsolute) parts.push(part);
  }
  return (isAbsolute ? '/' : '') + parts.join('/') || '.';
}

export function joinPaths(parts: readonly string[]): string {
  let path = parts[0] ?? '';
  for (const part of parts.slice(1)) {
    if (part.startsWith('/')) path = part;
    else path += (path === '' || path.endsWith('/') ? '' : '/') + part;
  }
  return path;
}

export function splitEnd(path: string): [root: string, end: string] {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.replace(/^\.+/, (dots) => '_'.repeat(dots.length)).lastIndexOf('.');
  if (dot <= 0) return [path, ''];
  return [path.slice(0, path.length - name.length + dot), name.slice(dot)];
}

export function headAndTail(path: string): [head: string, tail: string] {
  const slash = path.lastIndexOf('/') + 1;
  const head = path.slice(0, slash);
  return [/^\/*$/.test(head) ? head : head.replace(/\/+$/, ''), path.slice(slash)];
}

export function fillPath({ p }: Vm, members: Attributes): void {
  type Act = (path: string) => Value;
  const on = (act: Act): Parameters<typeof define>[1][string] => [
    'path',
    function* (vm, [path = null]) {
      return act(yield* pathText(vm, path));
    },
  ];
  members.set('sep', '/');
  define(members, {
    join: [
      'path *paths',
      function* (vm, [first = null, rest]) {
        const parts = [yield* pathText(vm, first)];
        for (const one of (rest as PyTuple).items) parts.push(yield* pathText(vm, one));
        return joinPaths(parts);
      },
    ],
    exists: on((path) => statOf(p, path) !== undefined),
    lexists: on((path) => p.files.exists(path)),
    isfile: on((path) => statOf(p, path)?.kind === 'file'),
    isdir: on((path) => statOf(p, path)?.kind === 'directory'),
    islink: on((path) => {
      try {
        return p.files.lstat(path).kind === 'symlink';
      } catch {
        return false;
      }
    }),
    ismount: on((path) =>
      p.files.mounts().some((mount) => mount.path === normalise(joinPaths([p.cwd, path]))),
    ),
    isabs: on((path) => path.startsWith('/')),
    basename: on((path) => headAndTail(path)[1]),
    dirname: on((path) => headAndTail(path)[0]),
    split: on((path) => new PyTuple(headAndTail(path))),
    splitext: on((path) => new PyTuple(splitEnd(path))),
    abspath: on((path) => normalise(joinPaths([p.cwd, path]))),
    realpath: on((path) => {
      const whole = normalise(joinPaths([p.cwd, path]));
      return p.files.exists(whole) ? p.files.realpath(whole) : whole;
    }),
    normpath: on(normalise),
    expanduser: on((path) => path.replace(/^~(?=\/|$)/, p.env.get('HOME') ?? '/root')),
    expandvars: on((path) =>
      path.replace(
        /\$(\w+|\{[^}]*\})/g,
        (whole, name: string) => p.env.get(name.replace(/[{}]/g, '')) ?? whole,
      ),
    ),
    getsize: on((path) => BigInt(required(path, statOf(p, path)?.sizeBytes))),
    getmtime: on((path) => required(path, statOf(p, path)?.mtimeMs) / 1000),
    relpath: [
      'path start?',
      function* (vm, [path = null, start = '.']) {
        const to = normalise(joinPaths([p.cwd, yield* pathText(vm, path)]))
          .split('/')
          .filter(Boolean);
        const from = normalise(joinPaths([p.cwd, yield* pathText(vm, start)]))
          .split('/')
          .filter(Boolean);
        let same = 0;
        while (same < to.length && to[same] === from[same]) same++;
        return [...from.slice(same).map(() => '..'), ...to.slice(same)].join('/') || '.';
      },
    ],
    commonpath: [
      'paths',
      function* (vm, [paths = null]) {
        const all = (yield* collect(vm, paths)).map((path) => String(path as string).split('/'));
        const [first = []] = all;
        let same = 0;
        while (same < first.length && all.every((parts) => parts[same] === first[same])) same++;
        return first.slice(0, same).join('/') || '/';
      },
    ],
  });
}

function required(path: string, value: number | undefined): number {
  if (value === undefined) throw raised('FileNotFoundError', 2n, `No such file or directory: '${path}'`);
  return value;
}
