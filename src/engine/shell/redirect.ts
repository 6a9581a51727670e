import { part, type Task } from '../kernel';
import type { Redirect } from './ast';
import type { Shell } from './shell';

/** What a redirection put aside: descriptor -> its copy, or -1 where it was closed. */
export type Saved = Map<number, number>;

export const redirections = part<typeof import('./constructs/redirections')>('shell/constructs/redirections');

/** Does the redirections of a command, in order. With `saved` they can be undone. */
export function* redirect(
  shell: Shell,
  redirects: readonly Redirect[],
  saved: Saved | undefined,
): Task<void> {
  if (redirects.length === 0) return;
  const { redirectOne } = yield* redirections(shell.p);
  for (const one of redirects) yield* redirectOne(shell, one, saved);
}

/** Puts back what redirections changed. */
export function restore(shell: Shell, saved: Saved): void {
  for (const [fd, copy] of [...saved].reverse()) {
    if (copy < 0) {
      if (shell.p.isOpen(fd)) shell.p.close(fd);
      continue;
    }
    // A program that took the process' place may have ended with everything closed.
    if (!shell.p.isOpen(copy)) continue;
    shell.p.dup(copy, fd);
    shell.p.close(copy);
    shell.savedFds = shell.savedFds.filter((one) => one !== copy);
  }
  saved.clear();
}

/** Keeps what redirections changed: `exec > file`. */
export function keep(shell: Shell, saved: Saved): void {
  for (const copy of saved.values()) {
    if (copy < 0) continue;
    shell.p.close(copy);
    shell.savedFds = shell.savedFds.filter((one) => one !== copy);
  }
  saved.clear();
}
