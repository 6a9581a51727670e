import type { Program } from '../../kernel';
import { DASH, runShell } from '../../shell';

/** Debian's and Ubuntu's /bin/sh. */
export const dash: Program = {
  id: 'dash/dash',
  run: (p) => runShell(p, DASH),
};
