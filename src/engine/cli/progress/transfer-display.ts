import type { TransferMessage } from '../../daemon';
import type { Task } from '../../kernel';
import { shortId } from '../../oci';
import { humanSize } from '../../units';
import type { CommandContext } from '../context';

/** Where progress is shown: standard output of pull and push, standard error of run and create. */
export type Sink = CommandContext['stdout'];

/** How wide a bar with its brackets is at most, as the window allows. */
const barWidth = 50;
const leastColumns = 110;

/**
 * Shows what a pull or push tells. On a terminal each layer has a line that is drawn again as it goes on;
 * elsewhere each step is a line of its own, without the progress in between. Source: moby, jsonmessage.
 */
export class TransferDisplay {
  readonly #lines = new Map<string, number>();

  constructor(
    readonly sink: Sink,
    /** Undefined where nobody watches. */
    readonly columns: number | undefined,
  ) {}

  *show(message: TransferMessage): Task<void> {
    if (message.kind === 'line') {
      this.#lines.clear();
      yield* this.sink.write(`${message.text}\n`);
      return;
    }
    const { layer, phase, currentBytes, totalBytes } = message.event;
    const id = shortId(layer);
    const isMoving = phase === 'Downloading' || phase === 'Extracting' || phase === 'Pushing';
    if (this.columns === undefined) {
      if (!isMoving) yield* this.sink.write(`${id}: ${phase}\n`);
      return;
    }
    const bar = isMoving ? ` ${this.#bar(currentBytes, totalBytes)}` : '';
    yield* this.#draw(id, `${id}: ${phase}${bar} `);
  }

  *#draw(id: string, text: string): Task<void> {
    const known = this.#lines.get(id);
    if (known === undefined) {
      this.#lines.set(id, this.#lines.size);
      yield* this.sink.write(`${text}\r\n`);
      return;
    }
    const up = this.#lines.size - known;
    yield* this.sink.write(`\x1b[${up}A\x1b[2K\r${text}\r\x1b[${up}B`);
  }

  /** `[=====>      ]  1.2MB/3.4MB`. */
  #bar(currentBytes: number, totalBytes: number): string {
    const part = totalBytes === 0 ? 1 : currentBytes / totalBytes;
    const filled = Math.min(barWidth, Math.floor(part * barWidth));
    const bar = `[${'='.repeat(filled)}>${' '.repeat(Math.max(0, barWidth - filled))}]  `;
    const size = `${humanSize(currentBytes)}/${humanSize(totalBytes)}`.padStart(8);
    return (this.columns ?? 0) > leastColumns ? bar + size : size;
  }
}

/** The display for a command's standard output or standard error. */
export function transferDisplay(
  { process, stdout, stderr }: Pick<CommandContext, 'process' | 'stdout' | 'stderr'>,
  fd: 1 | 2,
): TransferDisplay {
  const columns = process.isOpen(fd) && process.isatty(fd) ? process.terminalSize(fd).columns : undefined;
  return new TransferDisplay(fd === 1 ? stdout : stderr, columns);
}
