import { refusal } from './build-error';

/** `--progress`, `-q` and BUILDKIT_PROGRESS. */
export type ProgressMode = 'auto' | 'tty' | 'plain' | 'quiet' | 'none' | 'rawjson';

/** Which it is; `flag` counts before the environment where it `isGiven`. Throws buildx's refusal. */
export function readProgressMode(
  env: ReadonlyMap<string, string>,
  flag: string,
  isGiven: boolean,
  isQuiet: boolean,
): ProgressMode {
  const usual = env.get('BUILDKIT_PROGRESS') ?? '';
  const given = isGiven || usual === '' ? flag : usual;
  if (isQuiet) {
    if (given !== 'auto' && given !== 'quiet') {
      throw refusal(`progress=${given} and quiet cannot be used together`);
    }
    return 'quiet';
  }
  switch (given) {
    case '':
    case 'auto':
      return 'auto';
    case 'tty':
    case 'plain':
    case 'quiet':
    case 'none':
    case 'rawjson':
      return given;
    default:
      throw refusal(`invalid progress mode ${given}`);
  }
}
