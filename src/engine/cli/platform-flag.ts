import { DockerfileError, parsePlatform, type Platform } from '../dockerfile';
import { ValueError } from '../units';
import { CommandError } from './context';

/** Reads `--platform`; what is none ends the command with containerd's text, with `prefix` before it. */
export function platformOf(text: string, prefix = 'invalid platform: '): Platform | undefined {
  if (text === '') return undefined;
  try {
    return parsePlatform(text);
  } catch (error) {
    if (error instanceof DockerfileError) throw new CommandError(`${prefix}${error.message}`);
    throw error;
  }
}

/** Reads `--platform` of `run` and `create`; what is none is a wrong flag. */
export function platformToRun(text: string): Platform {
  try {
    return parsePlatform(text);
  } catch (error) {
    if (error instanceof DockerfileError)
      throw new ValueError(`error parsing specified platform: ${error.message}`);
    throw error;
  }
}

export function platformsOf(texts: readonly string[]): readonly Platform[] {
  return texts.flatMap((text) => platformOf(text) ?? []);
}
