import { refusal } from './build-error';
import type { BuildContext } from './request';

/** `--progress`, `-q` and BUILDKIT_PROGRESS. */
export type ProgressMode = 'auto' | 'tty' | 'plain' | 'quiet' | 'none' | 'rawjson';

export function readProgressMode({ flags, changed, process }: BuildContext): ProgressMode {
  const usual = process.env.get('BUILDKIT_PROGRESS') ?? '';
  const given = changed.has('progress') || usual === '' ? flags.progress : usual;
  if (flags.quiet) {
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
