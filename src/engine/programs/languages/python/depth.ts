/** How deep things that hold things are looked into. */
import type { Task } from '../../../kernel';
import { raised } from './errors';
import type { Vm } from './vm';

/** One level further down in things that hold things, which may hold themselves. */
export function* deeper<T>(vm: Vm, task: Task<T>): Task<T> {
  if (++vm.depth > vm.maxDepth) {
    vm.depth--;
    throw raised('RecursionError', 'maximum recursion depth exceeded');
  }
  try {
    return yield* task;
  } finally {
    vm.depth--;
  }
}
