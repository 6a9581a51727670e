/** Calling subs and methods. */
import type { Task } from '../../../kernel';
import { invoke } from '../../shared/calls';
import { blessedOf, str } from './convert';
import { blockValue } from './execute';
import { NATIVES } from './modules';
import { Cell, Code, Handle, PArray, Ref, Return, type Scalar, Scope } from './values';
import type { Vm } from './vm';

export type Want = 'list' | 'scalar';

/** How deep subs may call each other: memory ends the real one. */
const MAX_DEPTH = 50_000;

export function* callCode(
  vm: Vm,
  code: Code,
  args: readonly Cell[] | PArray,
  want: Want,
): Task<readonly Cell[]> {
  if (vm.callers.length > MAX_DEPTH) throw vm.die('Out of memory!');
  if (vm.isTurnDue()) yield* vm.p.turn();
  const { scope, args: outerArgs, want: outerWant, match, inPackage, file, line, warns } = vm;
  const mark = vm.locals.length;
  vm.callers.push({
    inPackage,
    file,
    line,
    name: code.name,
    args: (args instanceof PArray ? args.cells : args).map((cell) => cell?.v),
  });
  vm.scope = new Scope(code.scope);
  vm.args = args instanceof PArray ? args : new PArray();
  if (!(args instanceof PArray)) vm.args.cells = [...args];
  vm.want = want;
  vm.inPackage = code.inPackage;
  vm.file = code.file;
  try {
    const found = yield* invoke(blockValue(vm, code.body, want));
    return found.map((cell) => new Cell(cell.v));
  } catch (error) {
    if (!(error instanceof Return)) throw error;
    return error.cells;
  } finally {
    vm.unwind(mark);
    vm.callers.pop();
    Object.assign(vm, { scope, args: outerArgs, want: outerWant, match, inPackage, file, line, warns });
  }
}

export function* callNamed(
  vm: Vm,
  name: string,
  args: readonly Cell[] | PArray,
  want: Want,
  line: number,
): Task<readonly Cell[]> {
  const code = vm.globs.get(name)?.code;
  if (code) return yield* callCode(vm, code, args, want);
  const native = NATIVES[name] ?? NATIVES[name.replace(/^.*::/, 'IO::Handle::')];
  if (native !== undefined && (NATIVES[name] !== undefined || name.startsWith('IO::Handle')))
    return yield* native(
      vm,
      args instanceof PArray ? args.cells.map((cell) => cell ?? new Cell()) : args,
      want,
    );
  vm.line = line;
  const auto = vm.globs.get(name.replace(/[^:]*$/, 'AUTOLOAD'))?.code;
  if (auto) {
    vm.glob(name.replace(/[^:]*$/, 'AUTOLOAD')).scalar.v = name;
    return yield* callCode(vm, auto, args, want);
  }
  throw vm.die(`Undefined subroutine &${name} called`);
}

export function* callValue(
  vm: Vm,
  value: Scalar,
  args: readonly Cell[] | PArray,
  want: Want,
): Task<readonly Cell[]> {
  if (value instanceof Code) return yield* callCode(vm, value, args, want);
  if (value === undefined) throw vm.die("Can't use an undefined value as a subroutine reference");
  if (value instanceof Ref || value instanceof Handle) throw vm.die('Not a CODE reference');
  const name = str(vm, value);
  if (vm.globs.get(name.includes('::') ? name : `main::${name}`)?.code === undefined)
    throw vm.die(`Undefined subroutine &main::${name} called`);
  return yield* callNamed(vm, name.includes('::') ? name : `main::${name}`, args, want, vm.line);
}

/** The classes that a class inherits from, itself first. */
export function ancestry(vm: Vm, name: string, seen = new Set<string>()): string[] {
  if (seen.has(name)) return [];
  seen.add(name);
  const parents = vm.globs.get(`${name}::ISA`)?.array?.cells ?? [];
  return [name, ...parents.flatMap((cell) => ancestry(vm, str(vm, cell?.v), seen))];
}

export function findMethod(vm: Vm, className: string, name: string): Code | undefined {
  for (const one of ancestry(vm, className)) {
    const code = vm.globs.get(`${one}::${name}`)?.code;
    if (code) return code;
  }
  return undefined;
}

export function* callMethod(
  vm: Vm,
  on: Scalar,
  name: string,
  args: readonly Cell[],
  want: Want,
): Task<readonly Cell[]> {
  const all = [new Cell(on), ...args];
  if (on instanceof Handle) {
    const native = NATIVES[`IO::Handle::${name}`];
    if (native) return yield* native(vm, all, want);
    throw vm.die(`Can't locate object method "${name}" via package "IO::File"`);
  }
  const className = blessedOf(on) ?? (on instanceof Ref || on instanceof Code ? undefined : str(vm, on));
  if (on === undefined) throw vm.die(`Can't call method "${name}" on an undefined value`);
  if (className === '') throw vm.die(`Can't call method "${name}" without a package or object reference`);
  if (className === undefined) throw vm.die(`Can't call method "${name}" on unblessed reference`);
  const code = name.startsWith('SUPER::')
    ? ancestry(vm, vm.inPackage)
        .slice(1)
        .map((one) => vm.globs.get(`${one}::${name.slice(7)}`)?.code)
        .find(Boolean)
    : name.includes('::')
      ? vm.globs.get(name)?.code
      : findMethod(vm, className, name);
  if (code) return yield* callCode(vm, code, all, want);
  if (name === 'isa') return [new Cell(ancestry(vm, className).includes(str(vm, args[0]?.v)) ? 1 : '')];
  if (name === 'can') return [new Cell(findMethod(vm, className, str(vm, args[0]?.v)) ?? '')];
  if (name === 'import' || name === 'unimport') return [];
  if (name === 'DESTROY') return [];
  if (name === 'VERSION') return [new Cell(vm.glob(`${className}::VERSION`).scalar.v)];
  const io = vm.globs.get(`main::${className}`)?.io;
  if (io && blessedOf(on) === undefined) return yield* callMethod(vm, io, name, args, want);
  const native = NATIVES[`${className}::${name}`];
  if (native) return yield* native(vm, all, want);
  const auto = findMethod(vm, className, 'AUTOLOAD');
  if (auto) {
    vm.glob(`${auto.inPackage}::AUTOLOAD`).scalar.v = `${className}::${name}`;
    return yield* callCode(vm, auto, all, want);
  }
  const isKnown = [...vm.globs.keys()].some((key) => key.startsWith(`${className}::`));
  throw vm.die(
    `Can't locate object method "${name}" via package "${className}"${isKnown ? '' : ` (perhaps you forgot to load "${className}"?)`}`,
  );
}
