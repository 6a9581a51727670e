// What docker says of a config.json that it cannot read. Source: docker/cli cli/config, LoadDefaultConfigFile.
import { jsonKind, jsonProblem } from '../units';

/** The warning's line, for a file that is there and has a text; undefined where it is an object. */
export function configWarning(path: string, text: string): string | undefined {
  const problem = jsonProblem(text, 'decode') ?? kindProblem(text);
  // A file with nothing in it is one without settings.
  if (problem === undefined || problem === 'EOF') return undefined;
  return `WARNING: Error parsing config file (${path}): ${problem}`;
}

function kindProblem(text: string): string | undefined {
  try {
    const kind = jsonKind(JSON.parse(text));
    if (kind === 'object' || kind === 'null') return undefined;
    return `json: cannot unmarshal ${kind} into Go value of type configfile.ConfigFile`;
  } catch {
    // More follows after the first value, which is all that is read.
    return undefined;
  }
}
