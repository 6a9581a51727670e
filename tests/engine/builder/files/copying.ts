import {
  FileOpError,
  planTransfer,
  runTransfer,
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
  return runTransfer(planOf(text, workdir), {
    source,
    target,
    downloads,
    nowMs,
    mountPoint: '/mnt/buildkit1',
  });
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
