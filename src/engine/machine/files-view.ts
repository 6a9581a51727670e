import { buildHistory, type Container, type Daemon, findContainer, findImage } from '../daemon';
import {
  applyChanges,
  compareNames,
  type Content,
  contentSize,
  contentSlice,
  diffTrees,
  emptyTree,
  isElf,
  isSynthetic,
  type Node,
  nodeAt,
  programIdOf,
  type Tree,
} from '../fs';
import { unpackLayers } from '../oci';
import type { TerminalMachine } from './terminal-machine';

/** Whose files are looked at. */
export type FileSource =
  | { readonly kind: 'host' }
  /** By its id. */
  | { readonly kind: 'container'; readonly id: string }
  /** By its id, after its first `layers` layers. */
  | { readonly kind: 'image'; readonly id: string; readonly layers: number }
  /** After a step of a build, both counted from 0: the oldest build, the first step of the Dockerfile. */
  | { readonly kind: 'build'; readonly build: number; readonly step: number };

/** What there is to look at. */
export interface PlacesView {
  readonly home: string;
  readonly containers: readonly { readonly id: string; readonly name: string }[];
  readonly images: readonly {
    readonly id: string;
    readonly names: readonly string[];
    /** Instructions that made the layers, from the bottom up. */
    readonly layers: readonly string[];
  }[];
  readonly builds: readonly {
    /** Steps whose files are there. */
    readonly steps: readonly { readonly step: number; readonly name: string; readonly isFailed: boolean }[];
  }[];
}

export interface EntryView {
  readonly name: string;
  readonly kind: Node['kind'];
  /** `-rw-r--r--`, as `ls -l` shows it. */
  readonly mode: string;
  /** `root`, `node`, or the number of who has no name there; with the group if it is called otherwise. */
  readonly owner: string;
  /** Of a file. */
  readonly sizeBytes: number | undefined;
  /** Of a symbolic link. */
  readonly target: string | undefined;
  /** What the step, the layer or the container has done to it, or to what is in it. */
  readonly news: 'added' | 'changed' | 'deleted' | undefined;
  /** What is mounted there. */
  readonly mounted: string | undefined;
}

export type FileView =
  | { readonly kind: 'folder'; readonly entries: readonly EntryView[] }
  | { readonly kind: 'text'; readonly text: string; readonly isCut: boolean }
  /** Not to be shown as text; what it is, in a sentence. */
  | { readonly kind: 'other'; readonly what: string }
  | { readonly kind: 'nothing'; readonly why: string };

/** Files longer than this are shown to here. */
const SHOWN_BYTES = 16_000;

export function placesOf({ daemon, world }: TerminalMachine): PlacesView {
  return {
    home: world.host.home,
    containers: [...daemon.containers.values()].map(({ id, name }) => ({ id, name })),
    images: daemon.images.images.map((image) => ({
      id: image.id,
      names: daemon.images.namesOf(image.id),
      layers: image.config.history
        .filter(({ emptyLayer }) => emptyLayer !== true)
        .map(({ createdBy = '' }) => createdBy),
    })),
    builds: buildsOf(daemon).map(({ verdicts }) => ({
      steps: verdicts.flatMap(({ name, tree, isFailed }, step) =>
        tree === undefined ? [] : [{ step, name, isFailed }],
      ),
    })),
  };
}

function buildsOf(daemon: Daemon): readonly ReturnType<typeof buildHistory>[number][] {
  return [...buildHistory(daemon)].reverse();
}

/** A tree, what it was before, and what is mounted over it. */
interface Place {
  readonly tree: Tree;
  readonly before: Tree | undefined;
  readonly mounts: readonly {
    readonly target: string;
    readonly what: string;
    readonly node: Node | undefined;
  }[];
}

/** A folder's entries, or what is in a file. Throws a DaemonError where there is no such container or image. */
export function openFile(machine: TerminalMachine, source: FileSource, path: string): FileView {
  const place = placeOf(machine, source);
  if (place === undefined)
    return { kind: 'nothing', why: 'These files are not there: the step did not come so far.' };
  const mount = place.mounts.find(({ target }) => path === target || path.startsWith(`${target}/`));
  const node = mount === undefined ? nodeAt(place.tree, path) : inMount(mount, path);
  if (node === undefined)
    return {
      kind: 'nothing',
      why:
        mount !== undefined && mount.node === undefined
          ? `Here is ${mount.what}: what is in it, only the container sees.`
          : 'There is nothing of this name now.',
    };
  if (node.kind === 'directory') {
    const before = mount === undefined && place.before !== undefined ? nodeAt(place.before, path) : undefined;
    const isKnown = mount === undefined && place.before !== undefined;
    return {
      kind: 'folder',
      entries: entriesOf(node, isKnown ? (before ?? emptyTree) : undefined, path, place),
    };
  }
  return contentView(node);
}

function inMount({ target, node }: Place['mounts'][number], path: string): Node | undefined {
  if (node === undefined || path === target) return node;
  return node.kind === 'directory' ? nodeAt(node, path.slice(target.length)) : undefined;
}

function placeOf(machine: TerminalMachine, source: FileSource): Place | undefined {
  const { daemon } = machine;
  switch (source.kind) {
    case 'host':
      return { tree: machine.tree(), before: undefined, mounts: [] };
    case 'container':
      return containerPlace(findContainer(daemon, source.id), machine.tree());
    case 'image': {
      const { layers } = findImage(daemon, source.id);
      const below = unpackLayers(layers.slice(0, Math.max(0, source.layers - 1)));
      const top = layers[source.layers - 1];
      return {
        tree: top === undefined ? below : applyChanges(below, top.changes),
        before: below,
        mounts: [],
      };
    }
    case 'build': {
      const verdict = buildsOf(daemon)[source.build]?.verdicts[source.step];
      if (verdict?.tree === undefined) return undefined;
      return { tree: verdict.tree, before: verdict.treeBefore ?? emptyTree, mounts: [] };
    }
  }
}

function containerPlace({ rootfs, facts }: Container, host: Tree): Place {
  return {
    tree: rootfs.snapshot(),
    before: facts.lower,
    // The innermost first.
    mounts: [...facts.mounts]
      .sort((a, b) => b.target.length - a.target.length)
      .map(({ type, target, volumeName, hostPath }) => ({
        target,
        what:
          volumeName === undefined
            ? hostPath === ''
              ? `a ${type}`
              : `${hostPath} of the host`
            : `volume ${volumeName}`,
        node: hostPath === '' ? undefined : nodeAt(host, hostPath),
      })),
  };
}

function entriesOf(
  folder: Tree,
  before: Node | undefined,
  path: string,
  { tree, mounts }: Place,
): readonly EntryView[] {
  const names = namesIn(tree);
  const old = before?.kind === 'directory' ? before.entries : undefined;
  const prefix = path === '/' ? '' : path;
  const here = [...folder.entries].map(([name, node]) =>
    entryView(name, node, {
      owner: ownerOf(node, names),
      news: before === undefined ? undefined : newsOf(node, old?.get(name)),
      mounted: mounts.find(({ target }) => target === `${prefix}/${name}`)?.what,
    }),
  );
  const gone = [...(old ?? [])]
    .filter(([name]) => !folder.entries.has(name))
    .map(([name, node]) =>
      entryView(name, node, { owner: ownerOf(node, names), news: 'deleted', mounted: undefined }),
    );
  return [...here, ...gone].sort((a, b) => compareNames(a.name, b.name));
}

function newsOf(now: Node, before: Node | undefined): EntryView['news'] {
  if (before === undefined) return 'added';
  if (now === before || isSameNode(now, before)) return undefined;
  return 'changed';
}

/** As a layer would tell: of folders, all that is in them counts. */
function isSameNode(now: Node, before: Node): boolean {
  const alone = (node: Node): Tree => ({ ...emptyTree, entries: new Map([['one', node]]) });
  return diffTrees(alone(before), alone(now)).length === 0;
}

function entryView(name: string, node: Node, told: Pick<EntryView, 'owner' | 'news' | 'mounted'>): EntryView {
  return {
    name,
    kind: node.kind,
    mode: modeText(node),
    sizeBytes: node.kind === 'file' ? contentSize(node.content) : undefined,
    target: node.kind === 'symlink' ? node.target : undefined,
    ...told,
  };
}

const KIND_LETTERS: Readonly<Record<Node['kind'], string>> = {
  file: '-',
  directory: 'd',
  symlink: 'l',
  character: 'c',
  block: 'b',
  fifo: 'p',
  socket: 's',
};

/** As `ls -l` writes it: setuid, setgid and the sticky bit take the place of x. */
function modeText({ kind, mode }: Node): string {
  const triple = (shift: number, special: boolean, letter: string): string => {
    const bits = mode >> shift;
    const runs = (bits & 1) !== 0;
    const last = special ? (runs ? letter : letter.toUpperCase()) : runs ? 'x' : '-';
    return `${(bits & 4) === 0 ? '-' : 'r'}${(bits & 2) === 0 ? '-' : 'w'}${last}`;
  };
  const owner = triple(6, (mode & 0o4000) !== 0, 's');
  const group = triple(3, (mode & 0o2000) !== 0, 's');
  return `${KIND_LETTERS[kind]}${owner}${group}${triple(0, (mode & 0o1000) !== 0, 't')}`;
}

interface Names {
  readonly users: ReadonlyMap<string, string>;
  readonly groups: ReadonlyMap<string, string>;
}

/** The names of users and groups, as the tree's own files have them. */
function namesIn(tree: Tree): Names {
  const read = (path: string): ReadonlyMap<string, string> => {
    const node = nodeAt(tree, path);
    const text = node?.kind === 'file' ? decoded(node.content) : undefined;
    return new Map(
      (text ?? '').split('\n').flatMap((line) => {
        const [name, , id] = line.split(':');
        return name === undefined || id === undefined ? [] : [[id, name] as const];
      }),
    );
  };
  return { users: read('/etc/passwd'), groups: read('/etc/group') };
}

function ownerOf({ uid, gid }: Node, { users, groups }: Names): string {
  const user = users.get(String(uid)) ?? String(uid);
  const group = groups.get(String(gid)) ?? String(gid);
  return user === group ? user : `${user}:${group}`;
}

function decoded(content: Content): string | undefined {
  if (isSynthetic(content)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    return undefined;
  }
}

function contentView(node: Exclude<Node, Tree>): FileView {
  if (node.kind === 'symlink') return { kind: 'other', what: `A symbolic link to ${node.target}.` };
  if (node.kind !== 'file') return { kind: 'other', what: `Not a file with content: a ${node.kind}.` };
  const { content } = node;
  const program = programIdOf(content);
  if (program !== undefined)
    return { kind: 'other', what: `A program (${program}) in machine code: not to be read as text.` };
  if (isSynthetic(content))
    return {
      kind: 'other',
      what: 'This engine knows the size and the owner of this file, not what is in it.',
    };
  const text = decoded(content);
  if (text === undefined || text.includes('\0'))
    return {
      kind: 'other',
      what: isElf(contentSlice(content, 0, 4))
        ? 'A program in machine code.'
        : 'Binary: not to be read as text.',
    };
  return { kind: 'text', text: text.slice(0, SHOWN_BYTES), isCut: text.length > SHOWN_BYTES };
}
