/** require and import: the library's modules, packages in node_modules, and files. */
import type { Process, Task } from '../../../kernel';
import { invoke } from '../../shared/calls';
import { headAndTail, joinPaths, normalise } from '../python/modules/paths';
import { statOf } from '../../shared/trees';
import { MODULE_FRAME } from './errors';
import { execute, hoist } from './execute';
import { startAsync } from './functions';
import { MODULES } from './library/modules';
import { addMissing } from './library/real-names';
import { PACKAGES, WEB } from './library/web';
import { internalsOf, isOldRelease, throwInside } from './internals';
import { HOST_VALUES, JsonFault, readJson, type JsonValue } from './json-reader';
import { badArgument } from './natives/arguments';
import { parseJson } from './natives/json';
import { get } from './objects';
import { JsSyntaxError, parse, type Program } from './parse';
import { namesOf } from './patterns';
import { settle, subscribe, toPromise } from './promises';
import { Frame, Scope } from './scope';
import { Arr, JsPromise, NotModelled, Obj, Thrown, type Value } from './values';
import type { Vm } from './vm';

/** A file that is not JavaScript. */
export class SyntaxErrorInFile extends Error {
  constructor(
    readonly syntaxError: JsSyntaxError,
    readonly file: string,
    readonly source: string,
  ) {
    super(syntaxError.message);
  }
}

const LIBRARY: Readonly<Record<string, string | undefined>> = { ...MODULES, ...WEB };
const REAL: ReadonlySet<string> = new Set(
  'assert async_hooks buffer child_process cluster console constants crypto dgram diagnostics_channel dns domain events fs http http2 https inspector module net os path perf_hooks process punycode querystring readline repl stream string_decoder sys timers tls trace_events tty url util v8 vm wasi worker_threads zlib test sqlite'.split(
    ' ',
  ),
);
const programs = new Map<string, Program>();

export function read(file: string, source: string, kind: 'commonjs' | 'module' | 'script'): Program {
  const key = `${kind}:${file}:${source}`;
  const known = programs.get(key);
  if (known) return known;
  try {
    const made = parse(source, kind);
    if (file.startsWith('node:')) programs.set(key, made);
    return made;
  } catch (error) {
    if (error instanceof JsSyntaxError) throw new SyntaxErrorInFile(error, file, source);
    throw error;
  }
}

export class Loader {
  readonly #loaded = new Map<string, Obj>();
  readonly #namespaces = new Map<string, Obj>();
  readonly #builtins = new Map<string, Value>();
  /** Which file asked for a file first. */
  readonly #parents = new Map<string, string>();
  #main = '';

  constructor(
    readonly vm: Vm,
    readonly native: Obj,
  ) {
    native.put('require', this.requireOf('node:internal/library'), false);
    vm.realm.importLater = (inner, name, from) => this.importLater(inner, name, from);
  }

  get p(): Process {
    return this.vm.p;
  }

  // CommonJS

  *require(name: string, from: string): Task<Value> {
    const bare = name.replace(/^node:/, '');
    if (LIBRARY[bare] !== undefined) return yield* this.builtin(bare);
    if (REAL.has(bare.split('/')[0] ?? '') && (name.startsWith('node:') || REAL.has(bare)))
      throw new NotModelled(`the module ${bare}`);
    const file = this.resolve(name, headAndTail(from)[0]);
    if (file === undefined) throw this.#notFound(name, from);
    if (file.startsWith('package:')) return yield* this.builtin(file.slice('package:'.length));
    if (this.isModule(file)) {
      return yield* this.importFile(file);
    }
    if (!this.#loaded.has(file)) this.#parents.set(file, from);
    try {
      return yield* this.load(file);
    } catch (error) {
      throw error instanceof SyntaxErrorInFile ? this.#unreadable(error) : error;
    }
  }

  /** A file that is required and is not JavaScript: an error that the program may catch. */
  #unreadable({ syntaxError, file, source }: SyntaxErrorInFile): Thrown {
    const { vm } = this;
    const own = internalsOf(vm);
    const made = vm.makeError('SyntaxError', syntaxError.message);
    throwInside(vm, made, [...own.compile, ...own.main.slice(1, 4), ...own.require]);
    vm.sources.set(file, source.split('\n'));
    const { line, column, width } = syntaxError;
    vm.realm.thrownAt.set(made, { name: '', file, line, column: column + 1, width });
    return new Thrown(made);
  }

  #notFound(name: string, from: string): Error {
    const { vm } = this;
    const stack = [from];
    for (let at = this.#parents.get(from); at !== undefined; at = this.#parents.get(at)) stack.push(at);
    const made = vm.makeError(
      'Error',
      `Cannot find module '${name}'\nRequire stack:${stack.map((one) => `\n- ${one}`).join('')}`,
    );
    const own = internalsOf(vm);
    throwInside(vm, made, [...own.resolve, ...own.require], 'notFound');
    made.put('code', 'MODULE_NOT_FOUND');
    made.put('requireStack', new Arr(vm.realm.arrayProto, stack));
    return new Thrown(made);
  }

  *builtin(name: string): Task<Value> {
    const known = this.#builtins.get(name);
    if (known instanceof Obj && known.find('exports')) return yield* get(this.vm, known, 'exports');
    const source = LIBRARY[name] ?? PACKAGES[name] ?? '';
    const module = this.vm.object({ exports: this.vm.object() });
    this.#builtins.set(name, module);
    yield* this.#run(`node:${name}`, source, module, new Map([['native', this.native]]));
    addMissing(this.vm, name, module.find('exports')?.value);
    return yield* get(this.vm, module, 'exports');
  }

  /** The first file: what is not CommonJS but has import or export is taken for a module. */
  *loadMain(file: string): Task<void> {
    this.#main = file;
    try {
      yield* this.load(file);
    } catch (error) {
      const isModule = error instanceof SyntaxErrorInFile && error.file === file && isOfModules(error);
      if (!isModule || file.endsWith('.cjs')) throw error;
      yield* this.importFile(file);
    }
  }

  *load(file: string): Task<Value> {
    const known = this.#loaded.get(file);
    if (known) return yield* get(this.vm, known, 'exports');
    const source = this.p.files.readText(file);
    const module = this.#module(file);
    this.#loaded.set(file, module);
    if (file.endsWith('.json')) {
      module.put('exports', this.#json(file, source.replace(/^\ufeff/, '')));
      return module.find('exports')?.value;
    }
    yield* this.#run(file, source, module, new Map());
    module.put('loaded', true);
    return yield* get(this.vm, module, 'exports');
  }

  #module(file: string): Obj {
    const { vm } = this;
    const folders: string[] = [];
    for (let at = headAndTail(file)[0]; ; at = headAndTail(at)[0]) {
      if (headAndTail(at)[1] !== 'node_modules') folders.push(`${at === '/' ? '' : at}/node_modules`);
      if (at === '/' || at === '') break;
    }
    const made = vm.object({
      id: file === this.#main ? '.' : file,
      path: headAndTail(file)[0],
      exports: vm.object(),
      filename: file,
      loaded: false,
      children: new Arr(vm.realm.arrayProto, []),
      paths: new Arr(vm.realm.arrayProto, folders),
    });
    const parent = this.#loaded.get(this.#parents.get(file) ?? '');
    const children = parent?.find('children')?.value;
    if (children instanceof Arr) children.items.push(made);
    made.put('require', this.requireOf(file), false);
    if (parent) made.put('parent', parent, false);
    return made;
  }

  #json(file: string, source: string): Value {
    const { vm } = this;
    try {
      return parseJson(vm, source);
    } catch (error) {
      if (!(error instanceof JsonFault)) throw error;
      const made = vm.makeError('SyntaxError', `${file}: ${error.message}`);
      const own = internalsOf(vm);
      throw new Thrown(
        throwInside(vm, made, ['parse (<anonymous>)', own.json, ...own.load, ...own.require], 'badJson'),
      );
    }
  }

  *#run(file: string, source: string, module: Obj, extra: ReadonlyMap<string, Value>): Task<void> {
    const { vm } = this;
    const program = read(file, source, 'commonjs');
    if (!file.startsWith('node:')) vm.sources.set(file, source.split('\n'));
    const frame = new Frame(file.startsWith('node:') ? '' : MODULE_FRAME, file, vm.frame, undefined);
    frame.self = module.find('exports')?.value;
    const own = internalsOf(vm);
    if (!file.startsWith('node:'))
      frame.between = file === this.#main ? own.main : [...own.main.slice(0, 4), ...own.require];
    const scope = new Scope(undefined, frame);
    scope.declare('module', module);
    scope.declare('exports', module.find('exports')?.value);
    scope.declare('require', this.requireOf(file));
    scope.declare('__filename', file);
    scope.declare('__dirname', headAndTail(file)[0]);
    for (const [name, value] of extra) scope.declare(name, value);
    if (program.body[0]?.type === 'ExpressionStatement' && program.body[0].directive === 'use strict')
      vm.realm.strictFiles.add(file);
    hoist(vm, scope, program.body, true);
    yield* invoke(this.#body(frame, scope, program));
  }

  *#body(frame: Frame, scope: Scope, program: Program): Task<null> {
    const { caller } = frame;
    this.vm.frame = frame;
    try {
      yield* execute(this.vm, scope, program.body);
      return null;
    } finally {
      this.vm.frame = caller;
    }
  }

  requireOf(file: string): Value {
    const made = this.vm.native('require', (_inner, _self, [name]) => {
      if (typeof name !== 'string')
        throw new Thrown(
          throwInside(
            this.vm,
            badArgument(this.vm, 'id', 'of type string', name),
            internalsOf(this.vm).calls.requireType ?? [],
          ),
        );
      return this.require(name, file);
    });
    made.put('main', this.#loaded.values().next().value);
    made.put(
      'resolve',
      this.vm.native('resolve', (_inner, _self, [name]) =>
        this.resolve(String(name as string), headAndTail(file)[0]),
      ),
    );
    made.put('cache', this.vm.object());
    return made;
  }

  // Where modules are

  resolve(name: string, folder: string): string | undefined {
    if (
      name.startsWith('./') ||
      name.startsWith('../') ||
      name.startsWith('/') ||
      name === '.' ||
      name === '..'
    ) {
      return this.#file(normalise(joinPaths([folder, name])));
    }
    if (name.startsWith('file://')) return this.#file(name.slice('file://'.length));
    for (let at = folder; ; at = headAndTail(at)[0]) {
      const found = this.#package(`${at === '/' ? '' : at}/node_modules`, name);
      if (found !== undefined) return found;
      if (at === '/' || at === '') return undefined;
    }
  }

  #package(modules: string, name: string): string | undefined {
    const own = statOf(this.p, `${modules}/${name}`);
    if (PACKAGES[name] !== undefined && own?.kind === 'directory') return `package:${name}`;
    const found = this.#file(`${modules}/${name}`);
    if (found === undefined && own?.kind === 'directory') throw new NotModelled(`the package ${name}`);
    return found;
  }

  #file(path: string): string | undefined {
    const isFile = (one: string): boolean => statOf(this.p, one)?.kind === 'file';
    for (const end of ['', '.js', '.json', '.mjs', '.cjs'])
      if (isFile(path + end)) return this.p.files.realpath(path + end);
    if (statOf(this.p, path)?.kind !== 'directory') return undefined;
    const facts = this.packageFacts(`${path}/package.json`);
    const main = facts?.main;
    if (typeof main === 'string') {
      const found = this.#file(normalise(joinPaths([path, main])));
      if (found !== undefined) return found;
    }
    return ['index.js', 'index.json', 'index.mjs'].map((one) => `${path}/${one}`).find(isFile);
  }

  #badPackage(path: string, fault: JsonFault): Thrown {
    const { vm } = this;
    const isOld = isOldRelease(vm);
    const made = isOld
      ? vm.makeError('SyntaxError', `Error parsing ${path}: ${fault.message}`).put('path', path)
      : vm
          .makeError('Error', `Invalid package config ${path}.`)
          .put('code', 'ERR_INVALID_PACKAGE_CONFIG')
          .put('name', 'Error', false);
    return new Thrown(throwInside(vm, made, internalsOf(vm).badPackage, 'badPackage'));
  }

  packageFacts(path: string): Readonly<Record<string, JsonValue>> | undefined {
    if (statOf(this.p, path)?.kind !== 'file') return undefined;
    const text = this.p.files.readText(path);
    try {
      const facts = readJson(text.replace(/^\ufeff/, ''), HOST_VALUES, isOldRelease(this.vm));
      return typeof facts === 'object' && facts !== null && !Array.isArray(facts)
        ? (facts as Readonly<Record<string, JsonValue>>)
        : undefined;
    } catch (error) {
      if (!(error instanceof JsonFault)) throw error;
      throw this.#badPackage(path, error);
    }
  }

  /** Whether a file is an ES module: by its name, or by the package.json above it. */
  isModule(file: string): boolean {
    if (/\.[mc]js$/.test(file)) return file.endsWith('.mjs');
    for (let folder = headAndTail(file)[0]; ; folder = headAndTail(folder)[0]) {
      const facts = this.packageFacts(`${folder === '/' ? '' : folder}/package.json`);
      if (facts) return facts.type === 'module';
      if (folder === '/' || folder === '') return false;
    }
  }

  // ES modules

  *importLater(vm: Vm, name: string, from: string): Task<Value> {
    try {
      return yield* toPromise(vm, yield* this.import(name, from));
    } catch (error) {
      if (!(error instanceof Thrown)) throw error;
      const failed = new JsPromise(vm.realm.promiseProto);
      yield* settle(vm, failed, 'reject', error.value);
      return failed;
    }
  }

  *import(name: string, from: string): Task<Obj> {
    const bare = name.replace(/^node:/, '');
    const isBuiltin = LIBRARY[bare] !== undefined;
    if (!isBuiltin && (name.startsWith('node:') || REAL.has(bare)))
      throw new NotModelled(`the module ${bare}`);
    const file = isBuiltin ? undefined : this.resolve(name, headAndTail(from)[0]);
    if (!isBuiltin && file === undefined) {
      const isPackage = !/^[./]/.test(name);
      const where = isPackage
        ? `Cannot find package '${name}' imported from ${from}`
        : `Cannot find module '${normalise(joinPaths([headAndTail(from)[0], name]))}' imported from ${from}`;
      const made = this.vm.makeError('Error', where).put('code', 'ERR_MODULE_NOT_FOUND');
      made.tag = 'ERR_MODULE_NOT_FOUND';
      made.stack = [];
      const own = internalsOf(this.vm);
      if (!isPackage) made.put('url', `file://${normalise(joinPaths([headAndTail(from)[0], name]))}`);
      throw new Thrown(
        throwInside(
          this.vm,
          made,
          isPackage ? own.packageMissing : own.fileMissing,
          isPackage ? 'packageMissing' : 'fileMissing',
        ),
      );
    }
    if (file !== undefined && !file.startsWith('package:') && this.isModule(file))
      return yield* this.importFile(file);
    const value =
      file === undefined || file.startsWith('package:')
        ? yield* this.builtin(file?.slice('package:'.length) ?? bare)
        : yield* this.load(file);
    const namespace = this.vm.object();
    if (value instanceof Obj)
      for (const key of value.keys()) {
        const slot = value.own(key);
        if (typeof key !== 'string' || !slot) continue;
        // What is not modelled says so where it is imported, not where all is.
        if (slot.isEnumerable || slot.get === undefined) namespace.put(key, yield* get(this.vm, value, key));
        else namespace.slots.set(key, slot);
      }
    return namespace.put('default', value);
  }

  /** Runs a module of ES that is in no file: what was given to -e. */
  *importText(name: string, source: string): Task<Obj> {
    const file = joinPaths([this.p.cwd, name]);
    return yield* this.#runModule(file, source, internalsOf(this.vm).evalModule);
  }

  /** Runs a module of ES; a program that awaits at its top level is run to where it waits for the first time. */
  *importFile(file: string): Task<Obj> {
    const known = this.#namespaces.get(file);
    if (known) return known;
    return yield* this.#runModule(file, this.p.files.readText(file), internalsOf(this.vm).esm);
  }

  *#runModule(file: string, source: string, callers: readonly string[]): Task<Obj> {
    const { vm } = this;
    const program = read(file, source, 'module');
    vm.sources.set(file, source.split('\n'));
    vm.realm.strictFiles.add(file);
    const namespace = new Obj(null);
    this.#namespaces.set(file, namespace);
    const frame = new Frame('', `file://${file}`, undefined, undefined);
    frame.between = callers;
    vm.sources.set(`file://${file}`, source.split('\n'));
    const scope = new Scope(undefined, frame);
    vm.realm.strictFiles.add(frame.file);
    for (const node of program.body) {
      if (node.type === 'ImportDeclaration') yield* this.#importInto(scope, node, file);
      if ((node.type === 'ExportNamedDeclaration' || node.type === 'ExportAllDeclaration') && node.source) {
        const inner = yield* this.import(String(node.source.value), file);
        if (node.type === 'ExportAllDeclaration') {
          if (node.exported) namespace.put(exportedName(node.exported), inner);
          else
            for (const key of inner.keys())
              if (key !== 'default') link(namespace, String(key), () => inner.find(key)?.value);
        } else
          for (const one of node.specifiers)
            link(namespace, exportedName(one.exported), () => inner.find(exportedName(one.local))?.value);
      }
    }
    hoist(vm, scope, program.body, true);
    for (const node of program.body) {
      if (node.type === 'ExportNamedDeclaration' && !node.source) {
        const declared = node.declaration;
        const names =
          declared?.type === 'VariableDeclaration'
            ? declared.declarations.flatMap((one) => namesOf(one.id))
            : declared && 'id' in declared && declared.id
              ? [declared.id.name]
              : [];
        for (const name of names) link(namespace, name, () => scope.find(name)?.value);
        for (const one of node.specifiers)
          link(namespace, exportedName(one.exported), () => scope.find(exportedName(one.local))?.value);
      }
      if (node.type === 'ExportDefaultDeclaration') {
        link(namespace, 'default', () => scope.find('*default*')?.value);
        if (node.declaration.type === 'FunctionDeclaration' && node.declaration.id)
          scope.declare('*default*', scope.find(node.declaration.id.name)?.value);
      }
    }
    const promise = yield* startAsync(
      vm,
      frame,
      (function* (): Task<Value> {
        vm.frame = frame;
        yield* execute(vm, scope, program.body);
        return undefined;
      })(),
    );
    if (promise instanceof JsPromise) {
      if (promise.state === 'rejected') {
        vm.unhandled.delete(promise);
        if (promise.result instanceof Obj) vm.realm.thrownAt.delete(promise.result);
        throw new Thrown(promise.result);
      }
      subscribe(
        vm,
        promise,
        function* () {},
        function* (reason) {
          throw new Thrown(reason);
        },
      );
    }
    return namespace;
  }

  *#importInto(
    scope: Scope,
    node: Extract<Program['body'][number], { type: 'ImportDeclaration' }>,
    file: string,
  ): Task<void> {
    const { vm } = this;
    scope.frame.at = node;
    const namespace = yield* this.import(String(node.source.value), file);
    for (const one of node.specifiers) {
      if (one.type === 'ImportNamespaceSpecifier') scope.declare(one.local.name, namespace, true);
      else {
        const wanted = one.type === 'ImportDefaultSpecifier' ? 'default' : exportedName(one.imported);
        if (namespace.find(wanted) === undefined) {
          const made = vm.makeError(
            'SyntaxError',
            `The requested module '${String(node.source.value)}' does not provide an export named '${wanted}'`,
          );
          made.stack = [];
          throwInside(vm, made, internalsOf(vm).exportMissing);
          const { line = 1, column = 0 } = one.loc?.start ?? {};
          const width =
            wanted === 'default' && one.type === 'ImportDefaultSpecifier'
              ? one.local.name.length
              : wanted.length;
          vm.realm.thrownAt.set(made, { name: '', file: scope.frame.file, line, column: column + 1, width });
          made.isBare = true;
          throw new Thrown(made);
        }
        const slot = namespace.find(wanted);
        if (slot?.get !== undefined && slot.isEnumerable === false) yield* get(vm, namespace, wanted);
        scope.names.set(one.local.name, {
          get value() {
            return slot?.value;
          },
          set value(_value: Value) {},
          isDead: false,
          isConst: true,
        });
      }
    }
  }
}

function exportedName(node: {
  readonly type: string;
  readonly name?: string;
  readonly value?: unknown;
}): string {
  return node.name ?? String(node.value);
}

/** A name of a namespace, which is always as it is in its module now. */
function link(namespace: Obj, name: string, read: () => Value): void {
  namespace.slots.set(name, {
    get value() {
      return read();
    },
    set value(_value: Value) {},
    isEnumerable: true,
    isFixed: true,
  });
}

/** Whether a script is refused for what only modules of ES have. */
export function isOfModules(error: SyntaxErrorInFile): boolean {
  return (
    /import statement outside|token 'export'|await is only valid|'import.meta'/.test(error.message) ||
    awaitsOutside(error)
  );
}

/** `await x` outside a function: CommonJS takes `await` for a name, and stumbles over what follows. */
function awaitsOutside({ syntaxError: { line, column }, source }: SyntaxErrorInFile): boolean {
  return /\bawait\s*$/.test((source.split('\n')[line - 1] ?? '').slice(0, column));
}
