import type { Program } from '../../kernel';
import { BASH, runShell } from '../../shell';

/** GNU bash, of Debian and Ubuntu. */
export const bash: Program = {
  id: 'bash/bash',
  run: (p) => runShell(p, BASH),
};
