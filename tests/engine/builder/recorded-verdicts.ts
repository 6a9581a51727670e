import type { BuildHistoryRecord, MissReason, Verdict } from '../../../src/engine/builder';
import { createMachine } from '../../../src/engine';
import { builderOf } from '../../../src/engine/daemon';
import type { Transcript } from '../../conformance/transcript';
import { recordedWorld } from '../../conformance/recorded-world';

/** What a step's verdict is in a few words, ids and digests left out. */
export function describeVerdict(verdict: Verdict): string {
  return verdict.kind === 'ran' ? `ran: ${describeReason(verdict.reason)}` : verdict.kind;
}

function describeReason(reason: MissReason): string {
  switch (reason.kind) {
    case 'instruction':
      return `instruction ${reason.before} => ${reason.after}`;
    case 'setting':
    case 'environment':
    case 'argument':
      return `${reason.kind} ${reason.name}: ${reason.before ?? '-'} => ${reason.after ?? '-'}`;
    case 'file': {
      const { difference, more, from } = reason;
      const where = from === '' ? '' : ` of ${from}`;
      const change =
        'before' in difference
          ? ` ${describeValue(difference.before)} => ${describeValue(difference.after)}`
          : 'to' in difference
            ? ` => ${difference.to}`
            : '';
      return `file${where} ${difference.path}: ${difference.kind}${change}${more > 0 ? ` and ${more} more` : ''}`;
    }
    case 'base-image':
      return `base image ${reason.reference} moved`;
    case 'parent':
      return `stands on ${reason.step.replace(/@sha256:\w+/, '')}`;
    case 'flag':
      return `flag ${reason.flag}`;
    default:
      return reason.kind;
  }
}

function describeValue(value: number | string): string {
  return typeof value === 'number' ? value.toString(8) : value;
}

/** A build of a transcript: what the recording shows of it, and why our steps ran. */
export interface PlayedBuild {
  readonly line: string;
  /** The recording's `CACHED` (true) or not, by the step's name; empty where it shows no steps. */
  readonly recorded: ReadonlyMap<string, boolean>;
  readonly steps: readonly { readonly name: string; readonly verdict: string }[];
}

/** Plays a transcript and gives its builds in order. */
export function playBuilds(transcript: Transcript): readonly PlayedBuild[] {
  const machine = createMachine(recordedWorld(), { seed: 'conformance' });
  for (const { path, content, mode } of transcript.files)
    machine.writeFile(`/tmp/scenario/${path}`, content, mode);
  machine.type('mkdir -p /tmp/scenario && cd /tmp/scenario');
  const { history } = builderOf(machine.daemon);
  return transcript.commands.flatMap(({ line, stderr }) => {
    const before = history.length;
    machine.type(line);
    const recorded = recordedSteps(stderr);
    return history.slice(before).map((record) => ({ line, recorded, steps: stepsOf(record) }));
  });
}

function stepsOf({ verdicts }: BuildHistoryRecord): PlayedBuild['steps'] {
  return verdicts.map(({ name, verdict }) => ({
    name: name.replace(/@sha256:\w+/, ''),
    verdict: describeVerdict(verdict),
  }));
}

/** From plain progress: the name of each numbered step after FROM, and whether it was `CACHED`. */
function recordedSteps(lines: readonly string[]): ReadonlyMap<string, boolean> {
  const names = new Map<string, string>();
  const cached = new Map<string, boolean>();
  for (const line of lines) {
    const [, number = '', text = ''] = /^#(\d+) (.*)$/.exec(line) ?? [];
    if (/^\[.*\d+\/\d+\] (RUN|COPY|ADD|WORKDIR|ONBUILD)/.test(text)) names.set(number, text);
    const name = names.get(number);
    if (name === undefined) continue;
    if (text === 'CACHED') cached.set(name, true);
    else if (text.startsWith('DONE') || text.startsWith('ERROR')) cached.set(name, false);
  }
  return cached;
}
