import { allParts } from '../../../src/engine';
import { executableContent, type Node, TreeBuilder } from '../../../src/engine/fs';
import {
  ALL_CAPABILITIES,
  Kernel,
  type LiveProcess,
  type Namespaces,
  type OpenFile,
  Pipe,
  PipeReader,
  PipeWriter,
  type Program,
  type Task,
  type Tty,
  TtyFile,
} from '../../../src/engine/kernel';
import { ls } from '../../../src/engine/programs/files/ls';
import { mkdir } from '../../../src/engine/programs/files/mkdir';
import { rm } from '../../../src/engine/programs/files/rm';
import { touch } from '../../../src/engine/programs/files/touch';
import { sleep } from '../../../src/engine/programs/process/sleep';
import { runAsh } from '../../../src/engine/programs/shells/ash';
import { bash } from '../../../src/engine/programs/shells/bash';
import { dash } from '../../../src/engine/programs/shells/dash';
import { env } from '../../../src/engine/programs/shell/env';
import { printenv } from '../../../src/engine/programs/shell/printenv';
import { seq } from '../../../src/engine/programs/shell/seq';
import { cat } from '../../../src/engine/programs/text/cat';
import { head } from '../../../src/engine/programs/text/head';
import { sort } from '../../../src/engine/programs/text/sort';
import { wc } from '../../../src/engine/programs/text/wc';

export type ShellName = 'bash' | 'dash' | 'ash' | 'ash-1.37';

const ASH_138 = { version: '1.38.0', isStandalone: true, hasApplet: () => false, executable: '/bin/busybox' };
const ASH_137 = { ...ASH_138, version: '1.37.0' };

const SHELLS: Readonly<Record<ShellName, Program>> = {
  bash,
  dash,
  ash: { id: 'busybox/ash', run: (p) => runAsh(p, ASH_138) },
  'ash-1.37': { id: 'busybox/ash-1.37', run: (p) => runAsh(p, ASH_137) },
};

/** As runc does: the executable is one thing, what it is called another. */
const LAUNCH: Program = {
  id: 'test/launch',
  *run(p) {
    const argv = p.argv.slice(1);
    const name = (argv[0] ?? '').replace(/^-|^.*\//g, '');
    return yield* p.exec(`/usr/bin/${name}`, argv, p.env);
  },
};

const TOOLS = { cat, env, head, ls, mkdir, printenv, rm, seq, sleep, sort, touch, wc };
const METADATA = { uid: 0, gid: 0, mtimeMs: 0 };
const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

export interface ShellRun {
  readonly stdout: string;
  readonly stderr: string;
  readonly status: number;
}

export interface RunOptions {
  readonly shell: ShellName;
  /** Arguments after the shell's name; default `-c` and the script. */
  readonly argv?: readonly string[];
  readonly arg0?: string;
  readonly stdin?: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly maxSteps?: number;
}

function textFile(text: string, mode: number): Node {
  return { kind: 'file', content: new TextEncoder().encode(text), mode, ...METADATA };
}

/** A machine with the shells and a few tools; `/bin/sh` is the shell under test. */
export class ShellMachine {
  readonly kernel: Kernel;
  readonly namespaces: Namespaces;
  readonly bugs: unknown[] = [];

  constructor(readonly options: RunOptions) {
    const programs = new Map<string, Program>(
      Object.values({ ...SHELLS, ...TOOLS, launch: LAUNCH }).map((one) => [one.id, one]),
    );
    const tree = new TreeBuilder();
    const place = (path: string, program: Program): void => {
      tree.put(path, {
        kind: 'file',
        mode: 0o755,
        content: executableContent(program.id, 1000),
        ...METADATA,
      });
    };
    for (const [name, program] of Object.entries(TOOLS)) place(`/usr/bin/${name}`, program);
    place('/usr/bin/launch', LAUNCH);
    place('/usr/bin/bash', bash);
    place('/usr/bin/dash', dash);
    place('/usr/bin/sh', SHELLS[options.shell]);
    tree.put('/bin', { kind: 'symlink', target: 'usr/bin', mode: 0o777, ...METADATA });
    tree.put('/etc/passwd', textFile('root:x:0:0:root:/root:/bin/bash\n', 0o644));
    tree.putDirectory('/tmp', { mode: 0o1777, ...METADATA });
    tree.putDirectory('/root', { mode: 0o700, ...METADATA });
    for (const [path, text] of Object.entries(options.files ?? {}))
      tree.put(path, textFile(text, text.startsWith('#!') || path.endsWith('+x') ? 0o755 : 0o644));
    this.kernel = new Kernel({
      startMs: Date.UTC(2026, 10, 24),
      random: () => 0.5,
      loaded: allParts().loaded,
      loadProgram: (id) => programs.get(id),
      cpus: 2,
      memoryBytes: 2 ** 30,
      onBug: (error) => this.bugs.push(error),
    });
    const mounts = this.kernel.newMountTable(this.kernel.newFileSystem(tree.build(), 'overlay'));
    this.namespaces = this.kernel.newNamespaces({ mounts, hostname: 'box' });
    this.kernel.mountSystem(this.namespaces);
  }

  start(
    argv: readonly string[],
    tty?: Tty,
  ): { process: LiveProcess; stdout: { text: string }; stderr: { text: string } } {
    const [input, out, err] = [new Pipe(), new Pipe(), new Pipe()];
    const terminal = tty ? new TtyFile(tty) : undefined;
    const files = new Map<number, OpenFile>([
      [0, terminal ?? new PipeReader(input)],
      [1, terminal ?? new PipeWriter(out)],
      [2, terminal ?? new PipeWriter(err)],
    ]);
    input.push(new TextEncoder().encode(this.options.stdin ?? ''));
    input.closeWrite();
    const process = this.kernel.spawnIn(this.namespaces, {
      argv: ['/usr/bin/launch', ...argv],
      env: new Map(Object.entries({ PATH, HOSTNAME: 'box', HOME: '/root', ...this.options.env })),
      cwd: '/',
      credentials: { uid: 0, gid: 0, groups: [0], capabilities: new Set(ALL_CAPABILITIES) },
      files,
      ...(tty ? { tty } : {}),
    });
    return { process, stdout: drain(this.kernel, tty?.output ?? out), stderr: drain(this.kernel, err) };
  }
}

/** Runs a script to its end: what it printed, and `$?` as its parent sees it. */
export function runShellScript(script: string, options: RunOptions): ShellRun {
  const machine = new ShellMachine(options);
  const arg0 = options.arg0 ?? (options.shell === 'bash' ? 'bash' : 'sh');
  const { process, stdout, stderr } = machine.start([arg0, ...(options.argv ?? ['-c', script])]);
  const end = machine.kernel.run({ maxSteps: options.maxSteps ?? 300_000, jump: true });
  const [bug] = machine.bugs;
  if (bug !== undefined) throw bug;
  const { status } = process;
  const code = status === undefined ? -1 : 'code' in status ? status.code : 1000;
  return {
    stdout: stdout.text,
    stderr: stderr.text + (status ? '' : `[still running: ${end.why}]`),
    status: code,
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
