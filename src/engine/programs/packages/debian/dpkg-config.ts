import type { Process, Task } from '../../../kernel';
import { codeOf } from '../../shared/errors';

/** dpkg looks for options of the user's: in a home that is not theirs it may not even look, and says so. */
export function* sayUnreadableConfig(p: Process): Task<void> {
  const home = p.env.get('HOME');
  if (home === undefined) return;
  try {
    p.files.stat(`${home}/.dpkg.cfg`);
  } catch (error) {
    if (codeOf(error) !== 'EACCES') return;
    yield* p.stderr.write(
      `dpkg: warning: failed to open configuration file '${home}/.dpkg.cfg' for reading: Permission denied\n`,
    );
  }
}
