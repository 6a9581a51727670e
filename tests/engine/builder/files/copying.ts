import {
  FileOpError,
  downloadTree,
  inlineTree,
  planTransfer,
  runTransfer,
  select,
  type Selection,
  type TransferPlan,
} from '../../../../src/engine/builder/files';
import type { Download } from '../../../../src/engine/builder/worker';
import {
  parseDockerfile,
  type AddInstruction,
  type CopyInstruction,
} from '../../../../src/engine/dockerfile';
import { emptyTree, type Tree } from '../../../../src/engine/fs';
import { startMs } from '../trees';

export const nowMs = startMs + 60_000;

/** The COPY or ADD as a Dockerfile has it. */
export function transferOf(text: string): CopyInstruction | AddInstruction {
  const [instruction] = parseDockerfile(`FROM scratch\n${text}\n`).stages[0]?.instructions ?? [];
  if (instruction?.name === 'COPY' || instruction?.name === 'ADD') return instruction;
  throw new TypeError('not a COPY');
}

export function planOf(text: string, workdir = '/'): TransferPlan {
  return planTransfer(transferOf(text), workdir);
}

interface Surroundings {
  readonly source?: Tree;
  readonly target?: Tree;
  readonly workdir?: string;
  readonly downloads?: ReadonlyMap<string, Download>;
}

/** What the instruction makes of the target. */
export function copied(
  text: string,
  { source = emptyTree, target = emptyTree, workdir = '/', downloads = new Map() }: Surroundings,
): Tree {
  const plan = planOf(text, workdir);
  const sources = plan.sources.map((one) => {
    if (one.kind === 'files') return source;
    if (one.kind === 'inline') return inlineTree(one.content);
    const download = downloads.get(one.url);
    if (download === undefined) throw new TypeError(`no ${one.url}`);
    return downloadTree(one, download, nowMs);
  });
  return runTransfer(plan, { target, sources, nowMs, mountPoint: '/mnt/buildkit1' });
}

/** What a plan takes of its tree. */
export function selectAll(plan: TransferPlan, source: Tree): readonly Selection[] {
  return plan.sources.map(({ selector }) => select(source, selector));
}

/** The message with which something fails; undefined where it does not. */
export function failureOf(run: () => unknown): string | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    if (error instanceof FileOpError) return error.message;
    throw error;
  }
}
