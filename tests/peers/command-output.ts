// Docker's own command tests answer a command with an invented API. Here the same parts of our commands run that
// print: what the API would have answered is given to them as it stands in the case.
import { implementations } from '../../src/engine/cli/all-commands';
import type { CommandContext } from '../../src/engine/cli/context';
import { CommandError } from '../../src/engine/cli/context';
import { addressLines } from '../../src/engine/cli/container/port';
import * as formats from '../../src/engine/cli/formats';
import { inspectAll } from '../../src/engine/cli/inspect-objects';
import { volumeType } from '../../src/engine/cli/inspect-types';
import { removeEach } from '../../src/engine/cli/network/rm';
import { formatObject, readObjectFormat } from '../../src/engine/cli/object-format';
import { confirmed } from '../../src/engine/cli/prompt';
import { formatEvent } from '../../src/engine/cli/system/events';
import { structValue } from '../../src/engine/cli/template';
import { transferredReference } from '../../src/engine/cli/transfer-options';
import { DaemonError, type DaemonEvent } from '../../src/engine/daemon';
import type { Task } from '../../src/engine/kernel';
import { formatReference } from '../../src/engine/oci';
import { isRecord } from './data';
import { texts } from './expect';
import type { PeerCase } from './suite';

/** A command line, read. */
export interface Invocation {
  readonly path: string;
  readonly operands: readonly string[];
  readonly flags: Readonly<Record<string, unknown>>;
  readonly testCase: PeerCase;
}

/** Standard streams as texts. */
class Streams {
  out = '';
  err = '';
  readonly stdout: CommandContext['stdout'];
  readonly stderr: CommandContext['stderr'];
  readonly stdin: CommandContext['stdin'];

  constructor(input: string) {
    const lines = input.split('\n');
    this.stdout = sink((text) => (this.out += text));
    this.stderr = sink((text) => (this.err += text));
    this.stdin = {
      *readLine(): Task<string | undefined> {
        yield {};
        return lines.shift();
      },
    } as unknown as CommandContext['stdin'];
  }
}

function sink(add: (text: string) => void): CommandContext['stdout'] {
  return {
    *write(data: Uint8Array | string): Task<void> {
      yield {};
      add(typeof data === 'string' ? data : new TextDecoder().decode(data));
    },
  } as unknown as CommandContext['stdout'];
}

/** Runs what waits for nothing to its end. */
function finish<Result>(task: Task<Result>): Result {
  for (;;) {
    const step = task.next();
    if (step.done === true) return step.value;
  }
}

function record(of: PeerCase, field: string): PeerCase {
  const value = of[field];
  return isRecord(value) ? value : {};
}

function records(of: PeerCase, field: string): readonly PeerCase[] {
  const value = of[field];
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

function textOf(of: PeerCase, field: string): string {
  const value = of[field];
  return typeof value === 'string' ? value : '';
}

function numberOf(of: PeerCase, field: string): number {
  const value = of[field];
  return typeof value === 'number' ? value : 0;
}

function formatOf(flags: Invocation['flags']): string {
  return typeof flags['format'] === 'string' ? flags['format'] : '';
}

function removals(list: readonly PeerCase[]): readonly formats.Removal[] {
  return list.map((item) =>
    'Deleted' in item ? { deleted: textOf(item, 'Deleted') } : { untagged: textOf(item, 'Untagged') },
  );
}

function pruned({ flags, testCase }: Invocation, warning: string, report: string): string {
  const streams = new Streams(textOf(testCase, 'stdin'));
  const goesOn = flags['force'] === true || finish(confirmed(streams, warning));
  return streams.out + (goesOn ? report : '');
}

function transferred({ operands, flags, testCase }: Invocation, tells: boolean): string {
  const streams = new Streams(textOf(testCase, 'stdin'));
  const quiet = flags['quiet'] === true;
  const reference = finish(
    transferredReference(streams, operands[0] ?? '', { allTags: flags['all-tags'] === true, quiet }),
  );
  return streams.out + (tells || quiet ? `${formatReference(reference)}\n` : '');
}

const printers: Readonly<Record<string, (invocation: Invocation, api: PeerCase) => string>> = {
  'container port': ({ operands }, api) => {
    const wanted = operands[1] ?? '';
    const key = wanted.includes('/') ? wanted : `${wanted}/tcp`;
    const ports = record(record(record(api, 'inspect'), 'NetworkSettings'), 'Ports');
    const published = records(ports, key).map((port) => ({
      hostIp: textOf(port, 'HostIp'),
      hostPort: Number(textOf(port, 'HostPort')),
    }));
    return addressLines(published)
      .map((line) => `${line}\n`)
      .join('');
  },
  'image prune': (invocation, api) =>
    pruned(
      invocation,
      formats.imagePruneWarning(invocation.flags['all'] === true),
      formats.formatImagePrune({
        removals: removals(records(record(api, 'prune'), 'ImagesDeleted')),
        reclaimedBytes: numberOf(record(api, 'prune'), 'SpaceReclaimed'),
      }),
    ),
  'image rm': ({ operands }, api) =>
    operands
      .flatMap((name) => formats.removalLines(removals(records(record(api, 'remove'), name))))
      .map((line) => `${line}\n`)
      .join(''),
  'image pull': (invocation) => transferred(invocation, true),
  'image push': (invocation) => transferred(invocation, false),
  'volume prune': (invocation, api) =>
    pruned(
      invocation,
      formats.volumePruneWarning(invocation.flags['all'] === true),
      formats.formatVolumePrune({
        deleted: texts(record(api, 'prune'), 'VolumesDeleted'),
        reclaimedBytes: numberOf(record(api, 'prune'), 'SpaceReclaimed'),
      }),
    ),
  'system events': ({ flags }, api) => {
    const format = formatOf(flags);
    const template = format === '' ? undefined : readObjectFormat(format);
    return (api['events'] as readonly DaemonEvent[])
      .map((event) => `${formatEvent(event, template)}\n`)
      .join('');
  },
  'system info': ({ flags }, api) => {
    const all = record(api, 'info');
    const format = formatOf(flags);
    if (format !== '') {
      return `${formatObject(readObjectFormat(format), structValue('system.dockerInfo', all, all))}\n`;
    }
    const client = all['ClientInfo'] as formats.ClientInfo | undefined;
    return formats.formatInfo(client, all as unknown as formats.SystemInfo, textOf(all, 'UserName'));
  },
  'volume inspect': ({ operands, flags }, api) => {
    const streams = new Streams('');
    const { stdout, stderr } = streams;
    const format = formatOf(flags);
    finish(
      inspectAll({ operands, stdout, stderr }, format, (name) => {
        const { Driver, Labels, Mountpoint, Name, Scope } = record(record(api, 'volume'), name);
        return { json: { Driver, Labels, Mountpoint, Name, Options: null, Scope }, type: volumeType };
      }),
    );
    return streams.out;
  },
};

/** What a command prints on standard output when the API answers so; undefined: it is none of these. */
export function printedBy(invocation: Invocation): string | undefined {
  return printers[invocation.path]?.(invocation, record(invocation.testCase, 'api'));
}

/** The error that a command ends with before it asks the daemon anything; undefined: it asks. */
export function refusalOf(invocation: Invocation): string | undefined {
  if (invocation.path === 'network rm') return removalError(invocation);
  const implementation = implementations.find(
    ({ declaration }) => declaration.path.join(' ') === invocation.path,
  );
  if (implementation === undefined) return undefined;
  const isTerminal = invocation.testCase['stdin_is_terminal'] === true;
  const context = {
    ...new Streams(''),
    operands: invocation.operands,
    flags: invocation.flags,
    process: {
      env: new Map(),
      isOpen: () => true,
      isatty: (fd: number) => isTerminal && fd === 0,
      files: { exists: () => false },
    },
  };
  try {
    finish(implementation.run(context as unknown as CommandContext));
  } catch (error) {
    if (error instanceof CommandError) return error.message;
  }
  return undefined;
}

/** `docker network rm` where some networks are there and some in use. */
function removalError({ operands, flags, testCase }: Invocation): string | undefined {
  const api = record(testCase, 'api');
  const streams = new Streams('');
  const { stdout, stderr } = streams;
  try {
    finish(
      removeEach({ operands, flags: { force: flags['force'] === true }, stdout, stderr }, (name) => {
        if (!texts(api, 'existing_networks').includes(name))
          throw new DaemonError('notFound', `no such network: ${name}`);
        if (texts(api, 'in_use').includes(name)) throw new DaemonError('forbidden', 'network is in use');
      }),
    );
  } catch (error) {
    if (error instanceof CommandError) return streams.err + error.message;
  }
  return undefined;
}
