import type { Task } from '../../kernel';
import { formatReference, InvalidReferenceError, parseFamiliar, withDefaultTag } from '../../oci';
import { costs } from '../costs';
import type { Daemon } from '../daemon';
import { invalid, system } from '../errors';

/** Pulls an image from its registry; each line of what is told goes to `tell`. */
export function* pullImage(daemon: Daemon, text: string, _tell: (line: string) => Task<void>): Task<void> {
  const reference = readName(text);
  yield* daemon.host.busy(costs.registryRoundTripMs);
  const name = formatReference(reference);
  throw system(`failed to resolve reference "${name}": ${name}: not found`);
}

function readName(text: string): ReturnType<typeof parseFamiliar> {
  try {
    return withDefaultTag(parseFamiliar(text));
  } catch (error) {
    if (error instanceof InvalidReferenceError) throw invalid(error.message);
    throw error;
  }
}
