import { DockerfileError, parseInstructions } from '../../dockerfile';
import type { ExecutionParameters } from '../../oci';
import { applyInstructions } from '../containers/config-changes';
import { invalid } from '../errors';

/** The instructions that a change may be. */
const validChanges: ReadonlySet<string> = new Set([
  'cmd',
  'entrypoint',
  'healthcheck',
  'env',
  'expose',
  'label',
  'onbuild',
  'stopsignal',
  'user',
  'volume',
  'workdir',
]);

/**
 * Applies `--change` instructions; throws BuildKit's text for what is none. Source: moby, dockerfile.BuildFromConfig:
 * all of them are looked at before any is understood.
 */
export function changedConfig(config: ExecutionParameters, changes: readonly string[]): ExecutionParameters {
  if (changes.length === 0) return config;
  try {
    const instructions = parseInstructions(changes.join('\n'), (keyword) => {
      if (!validChanges.has(keyword.toLowerCase())) throw invalid(`${keyword} is not a valid change command`);
    });
    return applyInstructions(config, instructions);
  } catch (error) {
    // BuildKit says which word it was before it says what is wrong with its protocol; the daemon's own reader does not.
    if (error instanceof DockerfileError)
      throw invalid(error.message.replace(/^invalid port: ".*": (?=invalid proto)/, ''));
    throw error;
  }
}
