/** eval, die, warn, exit, require and what else turns a program from its way. */
import type { Task } from '../../../../kernel';
import { callCode } from '../call';
import { str } from '../convert';
import { items, scalar, warn } from '../evaluate';
import { blockValue } from '../execute';
import { loadFile, runProgram } from '../loading';
import { Parser } from '../parser';
import type { Kind, Node } from '../syntax';
import { Cell, Code, CompileError, Die, ExitNow, Ref, Return, type Scalar } from '../values';
import type { Vm } from '../vm';

/** Runs what eval was given: what it dies of is in `$@`. */
export function* caught(vm: Vm, body: () => Task<readonly Cell[]>): Task<readonly Cell[]> {
  const { scope, args, want, inPackage, file, warns } = vm;
  const depth = vm.callers.length;
  const mark = vm.locals.length;
  const error = vm.glob('main::@').scalar;
  vm.callers.push({ inPackage, file, line: vm.line, name: '(eval)', args: undefined });
  vm.evals++;
  try {
    const value = yield* body();
    error.v = '';
    return value;
  } catch (thrown) {
    if (thrown instanceof Return) {
      error.v = '';
      return thrown.cells;
    }
    if (!(thrown instanceof Die) && !(thrown instanceof CompileError)) throw thrown;
    vm.unwind(mark);
    Object.assign(vm, { scope, args, want, inPackage, file, warns });
    vm.callers.length = depth;
    vm.glob('main::@').scalar.v =
      thrown instanceof Die
        ? thrown.value
        : thrown.message.replace(/Execution of .* aborted due to compilation errors\.\n$/, '');
    return [];
  } finally {
    vm.callers.length = depth;
    vm.evals--;
  }
}

export function* evalBlock(vm: Vm, body: readonly Node[], want: 'list' | 'scalar'): Task<readonly Cell[]> {
  return yield* caught(vm, () => blockValue(vm, body, want));
}

export function* evalText(
  vm: Vm,
  { e, names, pragmas }: Kind<'evalText'>,
  want: 'list' | 'scalar',
): Task<readonly Cell[]> {
  const text = str(vm, yield* scalar(vm, e));
  const { file, line } = vm;
  try {
    return yield* caught(vm, function* () {
      const parser = new Parser(text, `(eval ${String(++vm.evalCount)})`);
      parser.startIn(names, pragmas);
      return yield* runProgram(vm, parser.program(), want);
    });
  } finally {
    vm.file = file;
    vm.line = line;
  }
}

/** What die and warn say: the arguments, and where, unless they end a line. */
function* message(vm: Vm, args: readonly Node[], otherwise: string): Task<Scalar> {
  const cells: Cell[] = [];
  for (const arg of args) cells.push(...(yield* items(vm, arg)));
  if (cells.length === 1 && (cells[0]?.v instanceof Ref || cells[0]?.v instanceof Code)) return cells[0].v;
  const text = cells.map((cell) => str(vm, cell.v)).join('') || otherwise;
  return text.endsWith('\n') ? text : text + vm.place;
}

export function* die(vm: Vm, args: readonly Node[]): Task<never> {
  const { line } = vm;
  const value = yield* message(vm, args, 'Died');
  const handler = vm.signals.get('__DIE__')?.v;
  if (handler instanceof Code) yield* callCode(vm, handler, [new Cell(value)], 'scalar');
  vm.line = line;
  throw new Die(value);
}

export function* warned(vm: Vm, args: readonly Node[]): Task<Scalar> {
  const value = yield* message(vm, args, "Warning: something's wrong");
  yield* warn(vm, str(vm, value));
  return 1;
}

export function exit(status: number): never {
  throw new ExitNow(status & 0xff);
}

export function* required(vm: Vm, name: string): Task<Scalar> {
  yield* loadFile(vm, name, vm.line);
  return 1;
}
