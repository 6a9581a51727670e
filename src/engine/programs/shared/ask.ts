import type { Task } from '../../kernel';
import type { OptionSpec } from './options';
import type { Call } from './program';

/** Asks on stderr and reads a line of stdin: whether the answer begins with y. */
export function* ask<S extends OptionSpec>(c: Call<S>, question: string): Task<boolean> {
  yield* c.out.flush();
  yield* c.p.stderr.write(question);
  const answer = yield* c.p.stdin.readLine();
  return /^y/i.test(answer ?? '');
}

/** Asks with what is typed not shown (passwords), if stdin is a terminal. */
export function* askHidden<S extends OptionSpec>(c: Call<S>, question: string): Task<string | undefined> {
  const tty = c.p.isatty(0);
  yield* c.out.flush();
  yield* (tty ? c.p.stdout : c.p.stderr).write(question);
  if (tty) c.p.setEcho(0, false);
  try {
    return yield* c.p.stdin.readLine();
  } finally {
    if (tty) {
      c.p.setEcho(0, true);
      yield* c.p.stdout.write('\n');
    }
  }
}
