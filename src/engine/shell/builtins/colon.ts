import type { Task } from '../../kernel';

export function* colon(): Task<number> {
  return 0;
}

export function* trueBuiltin(): Task<number> {
  return 0;
}

export function* falseBuiltin(): Task<number> {
  return 1;
}
