import { executableContent, type Node, TreeBuilder } from '../../../src/engine/fs';
import {
  ALL_CAPABILITIES,
  type Credentials,
  DEFAULT_CAPABILITIES,
  Kernel,
  type LiveProcess,
  type Namespaces,
  type OpenFile,
  Pipe,
  PipeReader,
  PipeWriter,
  type Process,
  type Task,
  type Tty,
  TtyFile,
} from '../../../src/engine/kernel';

export type Body = (p: Process) => Task<number>;

export const ROOT: Credentials = { uid: 0, gid: 0, groups: [0], capabilities: new Set(ALL_CAPABILITIES) };
export const CONTAINER_ROOT: Credentials = { ...ROOT, capabilities: new Set(DEFAULT_CAPABILITIES) };
export const USER: Credentials = { uid: 1000, gid: 1000, groups: [1000], capabilities: new Set() };

const METADATA = { uid: 0, gid: 0, mtimeMs: 0 };

/** A machine whose programs are functions of the test: `/bin/<name>` runs `programs[name]`. */
export class TestMachine {
  readonly kernel: Kernel;
  readonly host: Namespaces;
  readonly bugs: unknown[] = [];
  readonly #tree: TreeBuilder;

  constructor(programs: Readonly<Record<string, Body>> = {}, files: Readonly<Record<string, Node>> = {}) {
    this.#tree = new TreeBuilder();
    for (const name of Object.keys(programs)) {
      this.#tree.put(`/bin/${name}`, {
        kind: 'file',
        mode: 0o755,
        content: executableContent(name, 1000),
        ...METADATA,
      });
    }
    this.#tree.putDirectory('/tmp', { mode: 0o1777, ...METADATA });
    for (const [path, node] of Object.entries(files)) this.#tree.put(path, node);
    this.kernel = new Kernel({
      startMs: Date.UTC(2026, 10, 24),
      random: () => 0.5,
      loadProgram: (id) => {
        const run = programs[id];
        return run && { id, run };
      },
      cpus: 2,
      memoryBytes: 2 ** 30,
      onBug: (error) => this.bugs.push(error),
    });
    this.host = this.#namespaces({ pid: this.kernel.hostPids, hostname: 'host' });
  }

  /** Namespaces of their own over the same files, as a container has. */
  container(): Namespaces {
    return this.#namespaces({ hostname: 'box' });
  }

  #namespaces(parts: Partial<Namespaces> & { readonly hostname: string }): Namespaces {
    const mounts = this.kernel.newMountTable(this.kernel.newFileSystem(this.#tree.build(), 'overlay'));
    const namespaces = this.kernel.newNamespaces({ mounts, ...parts });
    this.kernel.mountSystem(namespaces);
    return namespaces;
  }

  start(argv: readonly string[], options: { in?: Namespaces; as?: Credentials; tty?: Tty } = {}): Started {
    const output = new Pipe();
    const input = new Pipe();
    const stdio = options.tty ? new TtyFile(options.tty) : undefined;
    const files = new Map<number, OpenFile>([
      [0, stdio ?? new PipeReader(input)],
      [1, stdio ?? new PipeWriter(output)],
      [2, stdio ?? new PipeWriter(output)],
    ]);
    const process = this.kernel.spawnIn(options.in ?? this.host, {
      argv,
      env: new Map([['PATH', '/bin']]),
      cwd: '/',
      credentials: options.as ?? ROOT,
      files,
      ...(options.tty ? { tty: options.tty } : {}),
    });
    return { process, output: drain(this.kernel, options.tty?.output ?? output), input };
  }

  /** Runs until nothing can, jumping over waits. */
  settle(maxSteps = 100_000): string {
    return this.kernel.run({ maxSteps, jump: true }).why;
  }

  elapse(ms: number): void {
    this.kernel.run({ maxSteps: 1_000_000, untilMs: this.kernel.nowMs + ms, jump: true });
  }
}

export interface Started {
  readonly process: LiveProcess;
  readonly output: { text: string };
  readonly input: Pipe;
}

function drain(kernel: Kernel, pipe: Pipe): { text: string } {
  const output = { text: '' };
  kernel.startTask(
    (function* (): Task<void> {
      for (let bytes = yield* pipe.read(); bytes.length > 0; bytes = yield* pipe.read()) {
        output.text += new TextDecoder().decode(bytes);
      }
    })(),
  );
  return output;
}

export function fileNode(text: string, metadata: { mode?: number; uid?: number; gid?: number } = {}): Node {
  return { kind: 'file', mode: 0o644, content: new TextEncoder().encode(text), ...METADATA, ...metadata };
}

export function folderNode(metadata: { mode?: number; uid?: number; gid?: number } = {}): Node {
  return { kind: 'directory', mode: 0o755, entries: new Map(), ...METADATA, ...metadata };
}
