import { DockerfileError, parsePlatform, type Platform } from '../dockerfile';
import { ValueError } from '../units';
import { CommandError } from './context';

/** Reads `--platform`; what is none ends the command with containerd's text, with `prefix` before it. */
export function platformOf(text: string, prefix = 'invalid platform: '): Platform | undefined {
  return text === '' ? undefined : parsed(text, (problem) => new CommandError(`${prefix}${problem}`));
}

/** Reads `--platform` of `run` and `create`; what is none is a wrong flag. */
export function platformToRun(text: string): Platform {
  return parsed(text, (problem) => new ValueError(`error parsing specified platform: ${problem}`));
}

function parsed(text: string, refusal: (problem: string) => Error): Platform {
  try {
    return parsePlatform(text);
  } catch (error) {
    throw error instanceof DockerfileError ? refusal(error.message) : error;
  }
}

export function platformsOf(texts: readonly string[]): readonly Platform[] {
  return texts.flatMap((text) => platformOf(text) ?? []);
}
