import { SIGNAL_NUMBERS } from '../../../kernel';
import type { ExitStatus, Process, Task } from '../../../kernel';
import { textOf } from '../../shared/bytes';
import { start } from '../../shared/exec';
import { openInput, Reader } from '../../shared/input';
import type { OpenInput } from '../../shared/input';
import { Output } from '../../shared/output';

interface OpenOutput {
  readonly output: Output;
  readonly fd: number | undefined;
  readonly child: Process | undefined;
}

/** Files and commands that a program reads and writes by name; each is open until closed. */
export class Streams {
  readonly #inputs = new Map<
    string,
    { reader: Reader; input: OpenInput | undefined; child: Process | undefined; fd: number | undefined }
  >();
  readonly #outputs = new Map<string, OpenOutput>();

  constructor(
    readonly p: Process,
    readonly stdout: Output,
    readonly gnu: boolean,
  ) {}

  *writer(how: string, name: string): Task<Output> {
    const open = this.#outputs.get(name);
    if (open) return open.output;
    if (name === '/dev/stdout' || (name === '-' && how !== '|')) return this.stdout;
    const { p } = this;
    let made: OpenOutput;
    if (name === '/dev/stderr')
      made = { output: new Output(p.stderr, true), fd: undefined, child: undefined };
    else if (how === '|') {
      yield* this.flush();
      const { read, write } = p.pipe();
      const child = start(p, ['sh', '-c', textOf(name)], {
        fds: new Map([
          [0, read],
          [1, 1],
          [2, 2],
        ]),
      });
      p.close(read);
      made = { output: new Output(p.stream(write), false), fd: write, child };
    } else {
      const fd = p.open(textOf(name), {
        write: true,
        create: true,
        truncate: how === '>',
        append: how === '>>',
      });
      made = { output: new Output(p.stream(fd), false), fd, child: undefined };
    }
    this.#outputs.set(name, made);
    return made.output;
  }

  *reader(how: 'file' | 'command', name: string, separator: string): Task<Reader> {
    const open = this.#inputs.get(name);
    if (open) return open.reader;
    const { p } = this;
    if (how === 'file') {
      const input = openInput(p, textOf(name), separator);
      this.#inputs.set(name, { reader: input.reader, input, child: undefined, fd: undefined });
      return input.reader;
    }
    yield* this.flush();
    const { read, write } = p.pipe();
    const child = start(p, ['sh', '-c', textOf(name)], {
      fds: new Map([
        [0, 0],
        [1, write],
        [2, 2],
      ]),
    });
    p.close(write);
    const reader = new Reader(p, p.stream(read), separator);
    this.#inputs.set(name, { reader, input: undefined, child, fd: read });
    return reader;
  }

  *flush(): Task<void> {
    yield* this.stdout.flush();
    for (const { output } of this.#outputs.values()) yield* output.flush();
  }

  /** The status of what was closed; -1: it was not open. */
  *close(name: string): Task<number> {
    const output = this.#outputs.get(name);
    const input = this.#inputs.get(name);
    let status = -1;
    if (output) {
      this.#outputs.delete(name);
      yield* output.output.flush();
      if (output.fd !== undefined) this.p.close(output.fd);
      status = output.child ? yield* this.#wait(output.child) : 0;
    }
    if (input) {
      this.#inputs.delete(name);
      input.input?.close();
      if (input.fd !== undefined) this.p.close(input.fd);
      status = input.child ? yield* this.#wait(input.child) : 0;
    }
    return status;
  }

  *#wait(child: Process): Task<number> {
    const result = yield* this.p.wait(child.pid);
    return result ? this.#closed(result.status) : 0;
  }

  /** mawk adds 256 to a signal; BusyBox gives what wait(2) gave. */
  #closed(status: ExitStatus): number {
    if ('code' in status) return this.gnu ? status.code : status.code * 256;
    return SIGNAL_NUMBERS[status.signal] + (this.gnu ? 256 : 0);
  }

  /** Runs a command and gives its status; BusyBox' is 0 for what a signal ended. */
  *system(command: string): Task<number> {
    yield* this.flush();
    const status = yield* this.#wait(start(this.p, ['sh', '-c', textOf(command)]));
    return this.gnu ? status : Math.trunc(status / 256);
  }

  /** mawk ends its commands before it writes what it still has; BusyBox writes first. */
  *closeAll(): Task<void> {
    if (this.gnu)
      for (const [name, { child }] of [...this.#outputs]) if (child !== undefined) yield* this.close(name);
    yield* this.stdout.flush();
    for (const name of [...this.#outputs.keys(), ...this.#inputs.keys()]) yield* this.close(name);
  }
}
