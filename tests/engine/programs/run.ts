import { allParts } from '../../../src/engine';
import {
  contentBytes,
  executableContent,
  type Node,
  nodeAt,
  type Tree,
  TreeBuilder,
} from '../../../src/engine/fs';
import {
  ALL_CAPABILITIES,
  type Credentials,
  DEFAULT_CAPABILITIES,
  Kernel,
  type OpenFile,
  Pipe,
  PipeReader,
  PipeWriter,
  type Task,
} from '../../../src/engine/kernel';
import { loadProgram, programIdFor } from '../../../src/engine/programs';
import { rootfsTree } from '../../../src/engine/registry/rootfs';
import type { FilesRecipe } from '../../../src/engine/world';
import alpine from '../../../src/engine/world/recipes/alpine.json';
import recorded from '../../../src/engine/world/recipes/busybox-recorded.json';
import bookworm from '../../../src/engine/world/recipes/debian-bookworm.json';
import debian from '../../../src/engine/world/recipes/debian-trixie.json';
import host from '../../../src/engine/world/recipes/host.json';

/** The root file systems that programs are tried in: GNU's tools, three BusyBox builds, and the host. */
export type Image = 'debian' | 'bookworm' | 'recorded' | 'alpine' | 'host';

const RECIPES: Readonly<Record<Image, unknown>> = { debian, bookworm, recorded, alpine, host };
const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
const START_MS = Date.UTC(2026, 10, 24, 9, 0, 0);
const trees = new Map<Image, Tree>();

function isRecipe(value: unknown): value is FilesRecipe {
  return typeof value === 'object' && value !== null;
}

function imageTree(image: Image): Tree {
  const known = trees.get(image);
  if (known) return known;
  const recipe = RECIPES[image];
  if (!isRecipe(recipe)) throw new Error(`no recipe of ${image}`);
  const tree = rootfsTree(recipe, undefined, START_MS, programIdFor);
  trees.set(image, tree);
  return tree;
}

export interface RunResult {
  readonly stdout: string;
  readonly stderr: string;
  readonly status: number;
}

export interface RunSettings {
  readonly image?: Image;
  readonly shell?: 'sh' | 'bash';
  readonly stdin?: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly user?: number;
  /** Default /tmp. */
  readonly cwd?: string;
  /** Further programs to install in /usr/bin, as apt-get would. */
  readonly install?: readonly string[];
  /** Versions of Debian's packages that are noted as installed. */
  readonly packages?: Readonly<Record<string, string>>;
  readonly maxSteps?: number;
}

/** Runs a line of shell in an image's files, in /tmp, to its end. */
export function run(line: string, settings: RunSettings = {}): RunResult {
  const { image = 'debian', shell = 'sh' } = settings;
  const builder = new TreeBuilder(imageTree(image));
  const place = (path: string, text: string): void => {
    const node: Node = {
      kind: 'file',
      content: new TextEncoder().encode(text),
      mode: 0o644,
      uid: 0,
      gid: 0,
      mtimeMs: START_MS,
    };
    builder.put(path, node);
  };
  for (const [path, text] of Object.entries(settings.files ?? {})) place(path, text);
  for (const name of settings.install ?? []) {
    const content = executableContent(programIdFor(name), 1000);
    builder.put(`/usr/bin/${name}`, {
      kind: 'file',
      content,
      mode: 0o755,
      uid: 0,
      gid: 0,
      mtimeMs: START_MS,
    });
  }
  const packages = Object.entries(settings.packages ?? {});
  if (packages.length > 0) {
    const path = '/var/lib/dpkg/status';
    const own = nodeAt(imageTree(image), path);
    const before = own?.kind === 'file' ? new TextDecoder().decode(contentBytes(own.content)) : '';
    const stanza = ([name, version]: readonly string[]): string =>
      `Package: ${name ?? ''}\nStatus: install ok installed\nVersion: ${version ?? ''}\n\n`;
    place(path, packages.map(stanza).join('') + before);
  }
  const bugs: unknown[] = [];
  const kernel = new Kernel({
    startMs: START_MS,
    random: () => 0.5,
    loaded: allParts().loaded,
    loadProgram,
    cpus: 2,
    memoryBytes: 2 ** 30,
    onBug: (error) => bugs.push(error),
  });
  const disk = kernel.newFileSystem(builder.build(), 'overlay');
  const namespaces = kernel.newNamespaces({ mounts: kernel.newMountTable(disk), hostname: 'box' });
  kernel.mountSystem(namespaces);
  const user = settings.user ?? 0;
  const credentials: Credentials = {
    uid: user,
    gid: user,
    groups: [user],
    capabilities: new Set(user !== 0 ? [] : image === 'host' ? ALL_CAPABILITIES : DEFAULT_CAPABILITIES),
  };
  const [input, out, err] = [new Pipe(), new Pipe(), new Pipe()];
  input.push(new TextEncoder().encode(settings.stdin ?? ''));
  input.closeWrite();
  const process = kernel.spawnIn(namespaces, {
    argv: [shell === 'bash' ? '/bin/bash' : '/bin/sh', '-c', line],
    env: new Map(Object.entries({ PATH, HOSTNAME: 'box', HOME: '/root' })),
    cwd: settings.cwd ?? '/tmp',
    credentials,
    files: new Map<number, OpenFile>([
      [0, new PipeReader(input)],
      [1, new PipeWriter(out)],
      [2, new PipeWriter(err)],
    ]),
  });
  const stdout = drain(kernel, out);
  const stderr = drain(kernel, err);
  const end = kernel.run({ maxSteps: settings.maxSteps ?? 2_000_000, jump: true });
  const [bug] = bugs;
  if (bug !== undefined) throw bug;
  const { status } = process;
  return {
    stdout: stdout.text,
    stderr: stderr.text + (status ? '' : `[still running: ${end.why}]`),
    status: status === undefined ? -1 : 'code' in status ? status.code : 1000,
  };
}

function drain(kernel: Kernel, pipe: Pipe): { text: string } {
  const output = { text: '' };
  kernel.startTask(
    (function* (): Task<void> {
      const decoder = new TextDecoder();
      for (let bytes = yield* pipe.read(); bytes.length > 0; bytes = yield* pipe.read())
        output.text += decoder.decode(bytes, { stream: true });
    })(),
  );
  return output;
}
