/** Running what was read: programs, files of modules, and what `use` asks for. */
import { isErrno, type Task } from '../../../kernel';
import { bytesOf } from '../../shared/bytes';
import { callCode, findMethod } from './call';
import { str } from './convert';
import { items } from './evaluate';
import { blockValue, define, endCode, statement } from './execute';
import { isCoreModule } from './modules/core';
import { IN_BASE, MODELLED, notExported } from './modules/imports';
import { Parser, wordsOf } from './parser';
import type { Kind, Program } from './syntax';
import { decoded } from './text';
import {
  Cell,
  Code,
  CompileError,
  Die,
  Handle,
  NotModelled,
  PArray,
  Ref,
  type Scalar,
  Scope,
} from './values';
import type { Vm } from './vm';

/** Runs a program that was read: first what it uses, then itself. */
export function* runProgram(
  vm: Vm,
  program: Program,
  want: 'list' | 'scalar' = 'scalar',
): Task<readonly Cell[]> {
  const { file } = vm;
  vm.file = program.file;
  for (const sub of program.subs) define(vm, sub);
  for (const end of program.ends) vm.atEnd.set(end, endCode(vm, end));
  for (const one of program.begin) {
    if (one.k === 'use') yield* use(vm, one);
    else yield* statement(vm, one);
  }
  if (program.data !== undefined) {
    const data = new Handle('DATA');
    data.rest = program.data;
    data.isAtEnd = true;
    data.read = () => noData();
    vm.glob('main::DATA').io = data;
  }
  const value = yield* blockValue(vm, program.body, want);
  vm.file = file;
  return value;
}

function* noData(): Task<Uint8Array> {
  return new Uint8Array();
}

function* use(vm: Vm, node: Kind<'use'>): Task<void> {
  const { module, line, isNo } = node;
  vm.line = line;
  try {
    if (isNo) return;
    const values = node.items ? yield* items(vm, node.items) : undefined;
    const names = values?.map((cell) => cell.v);
    switch (module) {
      case 'lib':
        vm.array('main::INC').cells.unshift(...(names ?? []).map((name) => new Cell(name)));
        return;
      case 'constant':
        defineConstants(vm, values ?? []);
        return;
      case 'parent':
      case 'base':
        for (const name of names ?? []) {
          if (name === '-norequire') continue;
          const isHere = [...vm.globs.keys()].some((key) => key.startsWith(`${str(vm, name)}::`));
          if (!isHere && !names?.includes('-norequire')) yield* loadFile(vm, fileOf(str(vm, name)), line);
          vm.array(`${vm.inPackage}::ISA`).cells.push(new Cell(name));
        }
        return;
    }
    if (MODELLED.has(module)) {
      const missing = notExported(module, wordsOf(node.items));
      if (missing !== undefined) throw new NotModelled(`${module}'s ${missing}`);
      return;
    }
    yield* loadFile(vm, fileOf(module), line);
    const importer = findMethod(vm, module, 'import');
    if (importer) yield* callCode(vm, importer, [new Cell(module), ...(values ?? [])], 'scalar');
    else exported(vm, module, names);
  } catch (error) {
    if (error instanceof Die && typeof error.value === 'string')
      throw new Die(`${error.value}BEGIN failed--compilation aborted at ${vm.file} line ${String(line)}.\n`);
    if (error instanceof CompileError)
      throw new Die(
        `${error.message}BEGIN failed--compilation aborted at ${vm.file} line ${String(line)}.\n`,
      );
    throw error;
  }
}

const fileOf = (module: string): string => `${module.replace(/::/g, '/')}.pm`;

/** What Exporter gives of a module: what is asked for, or its @EXPORT. */
function exported(vm: Vm, module: string, names: readonly Scalar[] | undefined): void {
  const wanted = names ?? vm.glob(`${module}::EXPORT`).array?.cells.map((cell) => cell?.v) ?? [];
  for (const name of wanted.map((one) => str(vm, one).replace(/^&/, ''))) {
    const code = vm.globs.get(`${module}::${name}`)?.code;
    if (code) vm.glob(`${vm.inPackage}::${name}`).code = code;
  }
}

function defineConstants(vm: Vm, cells: readonly Cell[]): void {
  const [first, ...rest] = cells;
  const add = (name: string, values: readonly Scalar[]): void => {
    const constants = values.map((value) => new Cell(value));
    const scope = new Scope(undefined);
    const array = new PArray();
    array.cells = constants;
    scope.vars.set(0, array);
    const one = values[0];
    if (values.length === 1) scope.vars.set(-1, new Cell(one));
    vm.glob(`${vm.inPackage}::${name}`).code = new Code(
      name,
      [
        {
          k: 'at',
          line: vm.line,
          e:
            values.length === 1
              ? { k: 'var', sigil: '$', name, id: -1 }
              : { k: 'var', sigil: '@', name, id: 0 },
        },
      ],
      scope,
      vm.inPackage,
      vm.file,
    );
  };
  if (first?.v instanceof Ref && 'map' in first.v.to)
    for (const [name, cell] of first.v.to.map) add(name, [cell.v]);
  else if (first)
    add(
      str(vm, first.v),
      rest.map((cell) => cell.v),
    );
}

/** require of a file: found in @INC, run once. */
export function* loadFile(vm: Vm, name: string, line: number): Task<void> {
  const loaded = vm.hash('main::INC');
  if (loaded.get(name)) return;
  const module = name.replace(/\.pm$/, '').replace(/\//g, '::');
  if (MODELLED.has(module)) return;
  if (IN_BASE.has(module)) throw new NotModelled(`the module ${module}`);
  const folders = vm.array('main::INC').cells.map((cell) => str(vm, cell?.v));
  const candidates =
    name.startsWith('/') || name.startsWith('./') ? [name] : folders.map((folder) => `${folder}/${name}`);
  const path = candidates.find((one) => vm.p.files.exists(decoded(one)));
  if (path === undefined && isCoreModule(module) && isWhole(vm))
    throw new NotModelled(`the module ${module}`);
  if (path === undefined) throw missing(vm, name, module, folders, line);
  if (/^\/(?:usr\/(?:share|lib)|etc\/perl)\//.test(path)) throw new NotModelled(`the module ${module}`);
  loaded.make(name).v = path;
  yield* runFile(vm, path);
}

/** Whether Perl's own modules are there, and not only those of perl-base. */
function isWhole({ p, version }: Vm): boolean {
  return p.files.exists(`/usr/share/perl/${version}`);
}

function missing(vm: Vm, name: string, module: string, folders: readonly string[], line: number): Die {
  vm.errno('ENOENT');
  const minor = Number(vm.version.split('.')[1]);
  const list = `@INC ${minor >= 38 ? 'entries checked' : 'contains'}: ${folders.join(' ')}`;
  const hint = name.endsWith('.pm') ? ` (you may need to install the ${module} module)` : '';
  return new Die(`Can't locate ${name} in @INC${hint} (${list}) at ${vm.file} line ${String(line)}.\n`);
}

function* runFile(vm: Vm, path: string): Task<Scalar> {
  const { file, line, scope, inPackage, warns } = vm;
  try {
    vm.scope = new Scope(undefined);
    vm.inPackage = 'main';
    const program = new Parser(bytesOf(vm.p.files.readFile(decoded(path))), path).program();
    const value = yield* runProgram(vm, program);
    return value[value.length - 1]?.v;
  } finally {
    Object.assign(vm, { file, line, scope, inPackage, warns });
  }
}

/** `do FILE`. */
export function* loadText(vm: Vm, name: string): Task<Scalar> {
  try {
    return yield* runFile(vm, name);
  } catch (error) {
    if (!isErrno(error)) throw error;
    vm.refused(error);
    return undefined;
  }
}
