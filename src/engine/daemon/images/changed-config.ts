import { DockerfileError, parseDockerfile } from '../../dockerfile';
import type { ExecutionParameters } from '../../oci';
import { applyInstructions } from '../containers/config-changes';
import { invalid } from '../errors';

/** Applies `--change` instructions; throws BuildKit's text for what is none. */
export function changedConfig(config: ExecutionParameters, changes: readonly string[]): ExecutionParameters {
  if (changes.length === 0) return config;
  try {
    const [stage] = parseDockerfile(`FROM scratch\n${changes.join('\n')}\n`).stages;
    return applyInstructions(config, stage?.instructions ?? []);
  } catch (error) {
    if (error instanceof DockerfileError) throw invalid(error.message);
    throw error;
  }
}
