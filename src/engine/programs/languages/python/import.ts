/** `import`: modules of ours, and files of the program's. */
import type { Task } from '../../../kernel';
import { invoke } from '../../shared/calls';
import { parentOf, statOf } from '../../shared/trees';
import { raised } from './errors';
import { execute } from './execute';
import { Frame, type RealLine } from './frame';
import { LIBRARY, THIRD_PARTY } from './library';
import { MODULES } from './modules';
import { parseProgram, type Program } from './parser';
import { REAL_MODULES, STANDARD_MODULES } from './real-names';
import { PySyntaxError } from './syntax';
import { syntaxException } from './syntax-error';
import { NotModelled, PyDict, PyList, PyModule, Raised, textKey, type Value } from './values';
import type { Vm } from './vm';

/** A module's text that is not Python, with where it is from. */
export class SyntaxErrorInFile extends Error {
  constructor(
    readonly syntaxError: PySyntaxError,
    readonly file: string,
    readonly lines: readonly string[],
  ) {
    super(syntaxError.message);
  }
}

export function* importModule(vm: Vm, name: string, level = 0, from = ''): Task<PyModule> {
  const wanted = level === 0 ? name : absolute(name, level, from);
  const parts = wanted.split('.');
  let module: PyModule | undefined;
  for (let count = 1; count <= parts.length; count++) {
    const own = parts.slice(0, count).join('.');
    const parent: PyModule | undefined = module;
    module = known(vm, own) ?? (yield* load(vm, own, parent));
    if (parent && !parent.members.has(parts[count - 1] ?? ''))
      parent.members.set(parts[count - 1] ?? '', module);
  }
  if (module === undefined) throw raised('ValueError', 'Empty module name');
  return module;
}

/** sys.modules, from which a program may take a module, so that it is read again. */
function loadedModules(vm: Vm): PyDict | undefined {
  const loaded = vm.modules.get('sys')?.members.get('modules');
  return loaded instanceof PyDict ? loaded : undefined;
}

/** From here on, it is known, though it is only about to be read. */
function register(vm: Vm, name: string, module: PyModule): void {
  vm.modules.set(name, module);
  loadedModules(vm)?.setText(name, module);
}

function known(vm: Vm, name: string): PyModule | undefined {
  const loaded = loadedModules(vm);
  const listed = loaded?.getText(name);
  if (loaded && vm.modules.has(name) && listed === undefined) return undefined;
  return listed instanceof PyModule ? listed : vm.modules.get(name);
}

function absolute(name: string, level: number, from: string): string {
  const parts = from.split('.').filter(Boolean);
  if (from === '__main__' || from === '' || level > parts.length) {
    throw raised('ImportError', 'attempted relative import with no known parent package');
  }
  const base = parts.slice(0, parts.length - level + 1).join('.');
  return name === '' ? base : `${base}.${name}`;
}

function* load(vm: Vm, name: string, parent: PyModule | undefined): Task<PyModule> {
  const [top = name] = name.split('.');
  const file = parent === undefined || parent.members.has('__path__') ? find(vm, name, parent) : undefined;
  const isOurs = MODULES[name] !== undefined;
  if (isOurs && (file === undefined || STANDARD_MODULES.has(top))) return standard(vm, name);
  const source = LIBRARY[name];
  if (source !== undefined && (file === undefined || isPlaceholder(vm, file)))
    return yield* fromLibrary(vm, name, source);
  const third = THIRD_PARTY[name];
  if (third !== undefined && isInstalled(vm, top)) return yield* fromLibrary(vm, name, third);
  if (file !== undefined && !isPlaceholder(vm, file)) return yield* fromFile(vm, name, file);
  if (STANDARD_MODULES.has(top)) {
    if (parent && !REAL_MODULES[parent.name]?.has(name.slice(parent.name.length + 1)))
      throw notFound(name, parent);
    throw new NotModelled(`the module ${name}`);
  }
  if (isInstalled(vm, top)) throw new NotModelled(`the package ${top}`);
  throw notFound(name, parent);
}

function notFound(name: string, parent: PyModule | undefined): Raised {
  const isPackage = parent === undefined || parent.members.has('__path__');
  const error = raised(
    'ModuleNotFoundError',
    `No module named '${name}'${isPackage ? '' : `; '${parent.name}' is not a package`}`,
  );
  error.exception.set('name', name);
  return error;
}

function standard(vm: Vm, name: string): PyModule {
  const module = new PyModule(name, new Map(), REAL_MODULES[name]);
  register(vm, name, module);
  module.members.set('__name__', name);
  const installed = `${vm.installation.prefix}/lib/python${vm.installation.version.split('.').slice(0, 2).join('.')}`;
  if (!['sys', 'time', 'math', 'builtins', 'itertools'].includes(name)) {
    module.members.set('__file__', `${installed}/${name.replace(/\./g, '/')}.py`);
  }
  MODULES[name]?.(vm, module.members);
  return module;
}

/**
 * `statement  #@123`: a line of ours that stands for line 123 of the real module, as tracebacks tell; `#@123:FILE` for
 * one of another, `#@12,34` for one that calls another. `#@@ 123 NAME` at the end of a module begins what they show of
 * that line where it is not our statement: the function's name, and text with marks.
 */
const REAL_LINE = /[ ]{2}#@(\d+(?:,\d+)*)(?::(\S+))?$/;
const SHOWN = /^#@@ (\d+) (\S+)\n([^]*)$/;

/** A module of the library that is written in Python. */
function* fromLibrary(vm: Vm, name: string, text: string): Task<PyModule> {
  const module = new PyModule(name, new Map(), REAL_MODULES[name]);
  const { members } = module;
  const series = vm.installation.version.split('.').slice(0, 2).join('.');
  const folder = `${vm.installation.prefix}/lib/python${series}`;
  const isPackage = [LIBRARY, THIRD_PARTY].some((all) =>
    Object.keys(all).some((one) => one.startsWith(`${name}.`)),
  );
  const file = `${folder}/${name.replace(/\./g, '/')}${isPackage ? '/__init__' : ''}.py`;
  const [body = '', ...blocks] = text.split(/^(?=#@@ )/m);
  const shown = new Map<number, RealLine['shown']>();
  for (const block of blocks) {
    const [, number, own = '', rest = ''] = SHOWN.exec(block) ?? [];
    shown.set(Number(number), { name: own, text: rest });
  }
  const real = new Map<number, readonly RealLine[]>();
  const lines = body.split('\n').map((line, index) => {
    const [mark, numbers = '', other] = REAL_LINE.exec(line) ?? [];
    if (mark === undefined) return line;
    const places = numbers.split(',').map((number) => {
      const known = shown.get(Number(number));
      const from = other === undefined ? file : `${folder}/${other}`;
      return { line: Number(number), file: from, ...(known && { shown: known }) };
    });
    real.set(index + 1, places);
    return line.slice(0, -mark.length);
  });
  members.set('__name__', name);
  members.set('__file__', file);
  if (isPackage) members.set('__path__', new PyList([]));
  register(vm, name, module);
  const program = readProgram(vm, file, lines.join('\n'));
  const isThird = THIRD_PARTY[name] !== undefined;
  yield* runModule(vm, { ...program, ...(isThird ? { lines: undefined } : { lines, real }) }, members);
  return module;
}

/** Where pip puts packages. */
export function sitePackages(vm: Vm): string[] {
  return vm.path.filter((folder) => folder.endsWith('-packages'));
}

function isInstalled(vm: Vm, top: string): boolean {
  return sitePackages(vm).some((folder) => vm.p.files.exists(`${folder}/${top}`));
}

/** What stands for a package's real files says nothing that could be run. */
function isPlaceholder(vm: Vm, file: string): boolean {
  if (!sitePackages(vm).some((folder) => file.startsWith(`${folder}/`))) return false;
  const lines = vm.p.files.readText(file).split('\n');
  return lines.every((line) => line.trim() === '' || line.startsWith('#'));
}

/** Whether a package is here in name and version only, as pip puts those that are not modelled. */
function isOnlyVersion(vm: Vm, file: string): boolean {
  if (!sitePackages(vm).some((folder) => file.startsWith(`${folder}/`))) return false;
  return /^__version__ = '[^']*'\n$/.test(vm.p.files.readText(file));
}

function find(vm: Vm, name: string, parent: PyModule | undefined): string | undefined {
  const last = name.slice(name.lastIndexOf('.') + 1);
  const own = parent?.members.get('__path__');
  const folders =
    own instanceof PyList ? own.items.filter((item) => typeof item === 'string') : searchPath(vm);
  for (const folder of folders) {
    for (const end of [`${last}/__init__.py`, `${last}.py`]) {
      const path = `${folder === '' ? vm.p.cwd : folder}/${end}`;
      if (statOf(vm.p, path)?.kind === 'file') return path;
    }
  }
  return undefined;
}

function searchPath(vm: Vm): string[] {
  const path = vm.modules.get('sys')?.members.get('path');
  return path instanceof PyList ? path.items.filter((item) => typeof item === 'string') : vm.path;
}

function* fromFile(vm: Vm, name: string, path: string): Task<PyModule> {
  const module = new PyModule(name, new Map(), isOnlyVersion(vm, path) ? 'unknown' : undefined);
  const { members } = module;
  members.set('__name__', name);
  members.set('__file__', path);
  members.set('__doc__', null);
  const isPackage = path.endsWith('/__init__.py');
  if (isPackage) members.set('__path__', new PyList([parentOf(path)]));
  members.set('__package__', isPackage ? name : name.split('.').slice(0, -1).join('.'));
  register(vm, name, module);
  try {
    yield* runModule(vm, readProgram(vm, path, vm.p.files.readText(path)), members);
  } catch (error) {
    vm.modules.delete(name);
    loadedModules(vm)?.map.delete(textKey(name));
    if (error instanceof SyntaxErrorInFile)
      throw new Raised(syntaxException(error.syntaxError, error.file, error.lines));
    throw error;
  }
  return module;
}

export interface ReadProgram extends Program {
  readonly file: string;
  readonly lines: readonly string[] | undefined;
  readonly real?: ReadonlyMap<number, readonly RealLine[]>;
}

export function readProgram(_vm: Vm, file: string, text: string): ReadProgram {
  const lines = text.split('\n');
  try {
    return { ...parseProgram(text.replace(/^\ufeff/, '')), file, lines };
  } catch (error) {
    if (error instanceof PySyntaxError) throw new SyntaxErrorInFile(error, file, lines);
    throw error;
  }
}

/** Runs a program's statements with these names as its globals. */
export function* runModule(vm: Vm, program: ReadProgram, members: Map<string, Value>): Task<void> {
  const { file, lines, real } = program;
  const frame = new Frame(
    'module',
    program.scope,
    undefined,
    members,
    members,
    { name: file, lines, ...(real && { real }) },
    '<module>',
  );
  yield* invoke(
    (function* (): Task<null> {
      try {
        yield* execute(vm, frame, program.body);
        return null;
      } catch (error) {
        if (error instanceof Raised) frame.mark(error);
        throw error;
      }
    })(),
  );
}
