import { allParts } from '../../../../src/engine';
import type { Tree } from '../../../../src/engine/fs';
import {
  ALL_CAPABILITIES,
  DEFAULT_CAPABILITIES,
  Kernel,
  type OpenFile,
  Pipe,
  PipeReader,
  PipeWriter,
  type Task,
  TtyFile,
} from '../../../../src/engine/kernel';
import { Internet } from '../../../../src/engine/machine/internet';
import { loadProgram, programIdFor } from '../../../../src/engine/programs';
import { rootfsTree } from '../../../../src/engine/registry/rootfs';
import { laptop } from '../../../../src/engine/world';
import { allFacts, allRecipes } from '../../../../src/engine/world/whole';

export const START_MS = Date.UTC(2026, 10, 24, 9, 0, 0);
const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
const trees = new Map<string, Tree>();

export interface Answer {
  readonly stdout: string;
  readonly stderr: string;
  /** Both, in the order in which they came. */
  readonly text: string;
  readonly status: number;
}

export interface CallSettings {
  readonly uid?: number;
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
}

/** A root file system that commands run in one after another, on a machine with mirrors in reach. */
export class TestSystem {
  readonly kernel: Kernel;
  readonly #disk;
  readonly #namespaces;
  readonly #bugs: unknown[] = [];

  constructor(
    recipe: string,
    readonly isOnline = true,
    startMs = START_MS,
    tree?: Tree,
  ) {
    const kernel = new Kernel({
      startMs,
      random: () => 0.5,
      loaded: allParts().loaded,
      loadProgram,
      cpus: 2,
      memoryBytes: 2 ** 30,
      onBug: (error) => this.#bugs.push(error),
    });
    for (const [key, value] of Object.entries(allFacts)) kernel.provide(key, value);
    this.kernel = kernel;
    this.#disk = kernel.newFileSystem(tree ?? imageTree(recipe), 'overlay');
    this.#namespaces = kernel.newNamespaces({ mounts: kernel.newMountTable(this.#disk), hostname: 'box' });
    kernel.mountSystem(this.#namespaces);
    if (isOnline) {
      const internet = new Internet(kernel, laptop({ host: 'docker.io', images: [] }).internet ?? {});
      this.#namespaces.network.nameServer = (name) => internet.resolve(name);
      this.#namespaces.network.route = (address) => internet.route(address);
    }
  }

  get tree(): Tree {
    return this.#disk.snapshot();
  }

  /** Runs a line of sh on a terminal, where `keys` are typed; gives what the screen showed, and the status. */
  runOnTerminal(line: string, keys = ''): { readonly text: string; readonly status: number } {
    const { kernel } = this;
    const tty = kernel.newTty({ columns: 80, rows: 24 });
    const process = kernel.spawnIn(this.#namespaces, {
      argv: ['/bin/sh', '-c', line],
      env: new Map(Object.entries({ PATH, HOSTNAME: 'box', HOME: '/root', TERM: 'xterm' })),
      cwd: '/',
      credentials: { uid: 0, gid: 0, groups: [0], capabilities: new Set(DEFAULT_CAPABILITIES) },
      files: new Map<number, OpenFile>([0, 1, 2].map((fd) => [fd, new TtyFile(tty)])),
      tty,
    });
    const both = { text: '' };
    drain(kernel, tty.output, both);
    if (keys !== '') {
      kernel.run({ maxSteps: 5_000_000, jump: true, stop: () => both.text.endsWith('[Y/n] ') });
      tty.press(new TextEncoder().encode(keys));
    }
    kernel.run({ maxSteps: 5_000_000, jump: true });
    if (this.#bugs.length > 0) throw this.#bugs[0];
    const { status } = process;
    return { text: both.text, status: status !== undefined && 'code' in status ? status.code : 1000 };
  }

  /** Runs a line of sh to its end. */
  run(line: string, { uid = 0, env = {}, stdin = '' }: CallSettings = {}): Answer {
    const { kernel } = this;
    const [input, out, err] = [new Pipe(), new Pipe(), new Pipe()];
    input.push(new TextEncoder().encode(stdin));
    input.closeWrite();
    const process = kernel.spawnIn(this.#namespaces, {
      argv: ['/bin/sh', '-c', line],
      env: new Map(Object.entries({ PATH, HOSTNAME: 'box', HOME: '/root', ...env })),
      cwd: '/',
      credentials: {
        uid,
        gid: uid,
        groups: [uid],
        capabilities: new Set(uid === 0 ? DEFAULT_CAPABILITIES : []),
        bounding: new Set(ALL_CAPABILITIES),
      },
      files: new Map<number, OpenFile>([
        [0, new PipeReader(input)],
        [1, new PipeWriter(out)],
        [2, new PipeWriter(err)],
      ]),
    });
    const both = { text: '' };
    const stdout = drain(kernel, out, both);
    const stderr = drain(kernel, err, both);
    const end = kernel.run({
      maxSteps: 5_000_000,
      jump: true,
      stop: () => process.status !== undefined && kernel.needs.length === 0 && stdout.isDone && stderr.isDone,
    });
    if (this.#bugs.length > 0) throw this.#bugs[0];
    const { status } = process;
    if (status === undefined) throw new Error(`${line} did not end: ${end.why}`);
    return {
      stdout: stdout.text,
      stderr: stderr.text,
      text: both.text,
      status: 'code' in status ? status.code : 1000,
    };
  }
}

function imageTree(recipe: string): Tree {
  const known = trees.get(recipe);
  if (known) return known;
  const facts = allRecipes[recipe];
  if (facts === undefined) throw new Error(`no recipe ${recipe}`);
  const tree = rootfsTree(facts, undefined, START_MS, programIdFor);
  trees.set(recipe, tree);
  return tree;
}

function drain(kernel: Kernel, pipe: Pipe, both: { text: string }): { text: string; isDone: boolean } {
  const output = { text: '', isDone: false };
  kernel.startTask(
    (function* (): Task<void> {
      const decoder = new TextDecoder();
      for (let bytes = yield* pipe.read(); bytes.length > 0; bytes = yield* pipe.read()) {
        const text = decoder.decode(bytes, { stream: true });
        output.text += text;
        both.text += text;
      }
      output.isDone = true;
    })(),
  );
  return output;
}
