/** One run of node: from its arguments to its exit status, with the event loop in between. */
import { Errno, isErrno, type Process, type Task } from '../../../kernel';
import { drive, invoke } from '../../shared/calls';
import { joinPaths, normalise } from '../python/modules/paths';
import type { Arguments } from './arguments';
import { syntaxErrorText, uncaughtText } from './errors';
import { readEnvFile } from './env-file';
import { evaluate } from './evaluate';
import { execute, hoist } from './execute';
import { className, DEFAULTS, inspect } from './inspect';
import { internalsOf, throwInside } from './internals';
import { EVENT_TARGET } from './library/event-target';
import { PRELUDE } from './library/prelude';
import { PROCESS } from './library/process';
import { addMissing } from './library/real-names';
import { URLS } from './library/url';
import { FETCH } from './library/fetch';
import { isOfModules, Loader, read, SyntaxErrorInFile } from './loader';
import { addData } from './natives/data';
import { addMachine } from './natives/machine';
import { addObjects } from './natives/objects';
import { call, get, plainString } from './objects';
import type { Program } from './parse';
import { Realm } from './realm';
import { prompt } from './prompt';
import { Frame, Scope } from './scope';
import { Arr, Err, ExitNow, Fn, JsDate, JsRegExp, NotModelled, Obj, Thrown, type Value } from './values';
import { Vm } from './vm';

/** CPU time that Node.js takes before a program's first line. */
const STARTUP_MS = 30;

export function* runNode(p: Process, version: string, executable: string, wanted: Arguments): Task<number> {
  for (const { path, isOptional } of wanted.environments) {
    const whole = normalise(joinPaths([p.cwd, path]));
    if (p.files.exists(whole)) {
      for (const [name, value] of readEnvFile(p.files.readText(whole)))
        if (!p.env.has(name)) p.env.set(name, value);
    } else if (!isOptional) {
      yield* p.stderr.write(`node: ${path}: not found\n`);
      return 9;
    }
  }
  const vm = new Vm(p, new Realm(), version);
  for (const one of wanted.options) vm.flags.add(one);
  const native = vm.object();
  const path = wanted.what === 'file' ? normalise(joinPaths([p.cwd, wanted.text])) : undefined;
  addObjects(vm);
  addData(vm);
  vm.isBuildingLanguage = false;
  addMachine(
    vm,
    native,
    [executable, ...(path === undefined ? [] : [path]), ...wanted.rest],
    executable,
    wanted.own,
  );
  const loader = new Loader(vm, native);
  const run = new Run(vm, loader, native);
  p.setDisposition('PIPE', 'ignore');
  return yield* run.toEnd(() => start(run, wanted, path));
}

/** Objects of which programs may ask for more than there is. */
const GUARDED: readonly string[] = [
  'Array',
  'Array.prototype',
  'String.prototype',
  'Date.prototype',
  'RegExp.prototype',
  'Symbol',
  'JSON',
  'Buffer',
  'Buffer.prototype',
  'URL',
  'console',
  'process',
  'BigInt',
];

function globalAt(vm: Vm, path: string): Value {
  let at: Value = vm.realm.global;
  for (const name of path.split('.')) at = at instanceof Obj ? at.find(name)?.value : undefined;
  return at;
}

function* start(run: Run, wanted: Arguments, path: string | undefined): Task<void> {
  const { vm, loader } = run;
  yield* run.library('node:internal/prelude', PRELUDE);
  yield* run.library('node:internal/url', URLS);
  yield* run.library('node:internal/event-target', EVENT_TARGET);
  yield* run.library('node:internal/process', PROCESS);
  yield* run.library('node:internal/fetch', FETCH);
  for (const path of GUARDED) addMissing(vm, path, globalAt(vm, path));
  for (const name of wanted.before) yield* loader.require(name, joinPaths([vm.p.cwd, '[eval]']));
  switch (wanted.what) {
    case 'file':
    case 'check': {
      const file = loader.resolve(joinPaths(['/', normalise(joinPaths([vm.p.cwd, wanted.text]))]), '/');
      if (file === undefined) throw missingFile(vm, path ?? wanted.text);
      if (wanted.what === 'check')
        read(file, vm.p.files.readText(file), loader.isModule(file) ? 'module' : 'commonjs');
      else if (loader.isModule(file)) yield* loader.importFile(file);
      else yield* loader.loadMain(file);
      return;
    }
    case 'code':
      if (wanted.isModule || (!wanted.isPrinted && isModuleText(wanted.text)))
        yield* loader.importText('[eval1]', wanted.text);
      else yield* run.script('[eval]', wanted.text, wanted.isPrinted);
      return;
    default: {
      const { p } = vm;
      if ((p.isOpen(0) && p.isatty(0)) || wanted.isInteractive) {
        yield* prompt(run);
        return;
      }
      const text = yield* vm.patiently(() => p.stdin.readText());
      if (wanted.isModule || isModuleText(text)) yield* loader.importText('[eval1]', text);
      else yield* run.script('[stdin]', text, false);
    }
  }
}

/** Whether a text is no script, and would be a module of ES. */
function isModuleText(text: string): boolean {
  try {
    read('[eval]', text, 'script');
    return false;
  } catch (error) {
    if (!(error instanceof SyntaxErrorInFile) || !isOfModules(error)) return false;
  }
  try {
    read('[eval]', text, 'module');
    return true;
  } catch {
    return false;
  }
}

function missingFile(vm: Vm, path: string): Thrown {
  const made = vm.makeError('Error', `Cannot find module '${path}'`);
  const own = internalsOf(vm);
  throwInside(vm, made, [...own.resolve, ...own.runMain], 'notFound');
  made.put('code', 'MODULE_NOT_FOUND');
  made.put('requireStack', new Arr(vm.realm.arrayProto, []));
  return new Thrown(made);
}

/** A program under way. */
export class Run {
  #scope: Scope | undefined;

  constructor(
    readonly vm: Vm,
    readonly loader: Loader,
    readonly native: Obj,
  ) {}

  *library(file: string, source: string): Task<void> {
    const frame = new Frame('', file, undefined, undefined);
    const scope = new Scope(undefined, frame);
    scope.declare('native', this.native);
    scope.declare('require', this.loader.requireOf(file));
    const program = read(file, source, 'script');
    hoist(this.vm, scope, program.body, true);
    yield* execute(this.vm, scope, program.body);
  }

  /** Names that stay from one input of the prompt to the next. */
  get scope(): Scope {
    if (this.#scope) return this.#scope;
    const folder = this.vm.p.cwd;
    const frame = new Frame('', '[eval]', undefined, undefined);
    frame.self = this.vm.realm.global;
    const scope = new Scope(undefined, frame);
    const from = joinPaths([folder, '[eval]']);
    scope.declare('require', this.loader.requireOf(from));
    scope.declare('module', this.vm.object({ exports: this.vm.object() }));
    scope.declare('__filename', '[eval]');
    scope.declare('__dirname', '.');
    return (this.#scope = scope);
  }

  *script(file: string, source: string, isPrinted: boolean): Task<void> {
    const program = read(`${file}`, source, 'script');
    this.vm.sources.set(file, source.split('\n'));
    const { scope } = this;
    const { eval: evaluated, stdin } = internalsOf(this.vm);
    Object.assign(scope.frame, { file, between: file === '[stdin]' ? stdin : evaluated });
    const value = yield* this.completion(scope, program);
    if (isPrinted)
      yield* this.vm.p.stdout.write(`${typeof value === 'string' ? value : inspect(this.vm, value)}\n`);
  }

  /** Runs a program; gives the value of its last expression. */
  *completion(scope: Scope, program: Program): Task<Value> {
    const { vm } = this;
    hoist(vm, scope, program.body, true);
    const last = program.body[program.body.length - 1];
    return yield* invoke(
      (function* (): Task<Value> {
        vm.frame = scope.frame;
        if (last?.type !== 'ExpressionStatement') {
          yield* execute(vm, scope, program.body);
          return undefined;
        }
        yield* execute(vm, scope, program.body.slice(0, -1));
        return yield* evaluate(vm, scope, last.expression);
      })(),
    );
  }

  /** Runs until nothing is left to do. */
  *toEnd(begin: () => Task<void>): Task<number> {
    const { vm } = this;
    let status: number;
    try {
      yield* vm.p.compute(STARTUP_MS);
      yield* this.#task(begin);
      yield* this.#settled();
      // A program of any size has run for a moment: timers of one millisecond are due.
      yield* vm.p.compute(1);
      do yield* this.#loop();
      while (yield* this.#beforeExit());
      status = yield* this.#lastWords(0);
    } catch (error) {
      if (error instanceof ExitNow) status = yield* this.#lastWords(error.status, true);
      else status = yield* this.#died(error);
    }
    vm.waiting.clear();
    return status;
  }

  *#task(begin: () => Task<void>): Task<void> {
    this.vm.depth = 0;
    this.vm.frame = undefined;
    this.vm.builtin = undefined;
    try {
      yield* drive(begin());
    } catch (error) {
      if (!(error instanceof Thrown)) throw error;
      const process = this.vm.realm.global.find('process')?.value;
      const handler = process instanceof Obj ? process.find('_uncaught')?.value : undefined;
      if (!(handler instanceof Fn)) throw error;
      const isHandled = yield* drive(call(this.vm, handler, undefined, [error.value, 'uncaughtException']));
      if (isHandled !== true) throw error;
    }
  }

  /** Ticks, and what follows promises. */
  *#settled(): Task<void> {
    const { vm } = this;
    for (;;) {
      const next = vm.ticks.shift() ?? vm.microtasks.shift();
      if (next === undefined) break;
      yield* this.#task(next);
      if (vm.isTurnDue()) yield* vm.p.turn();
    }
    for (const promise of vm.unhandled) {
      vm.unhandled.delete(promise);
      const process = vm.realm.global.find('process')?.value;
      const handler = process instanceof Obj ? process.find('_unhandled')?.value : undefined;
      const isHandled =
        handler instanceof Fn ? yield* drive(call(vm, handler, undefined, [promise.result, promise])) : false;
      if (isHandled !== true) throw new UnhandledRejection(promise.result);
    }
  }

  *#loop(): Task<void> {
    const { vm } = this;
    let waiting: Task<void> | undefined;
    for (;;) {
      let isBusy = false;
      const due = [...vm.timers.values()]
        .filter(({ dueMs }) => dueMs <= vm.p.nowMs)
        .sort((a, b) => a.dueMs - b.dueMs || a.order - b.order);
      for (const timer of due) {
        if (!vm.timers.has(timer.id)) continue;
        if (timer.everyMs === undefined) vm.timers.delete(timer.id);
        else timer.dueMs = vm.p.nowMs + timer.everyMs;
        isBusy = true;
        yield* this.#task(timer.run);
        yield* this.#settled();
      }
      for (const list of [vm.immediates, vm.jobs]) {
        for (const one of list.splice(0)) {
          isBusy = true;
          yield* this.#task(one);
          yield* this.#settled();
        }
      }
      if (isBusy) {
        yield* vm.p.turn();
        continue;
      }
      const nextMs = Math.min(
        ...[...vm.timers.values()].filter(({ isRef }) => isRef).map(({ dueMs }) => dueMs),
      );
      if (vm.waiting.size === 0) waiting = undefined;
      else waiting ??= vm.waiting.run(vm.p);
      if (waiting === undefined && nextMs === Infinity) return;
      try {
        const step = waiting?.next();
        if (step?.done) {
          waiting = undefined;
          continue;
        }
        if (vm.jobs.length > 0) continue;
        const wait = step?.value ?? {};
        const untilMs = Math.min(wait.untilMs ?? Infinity, nextMs);
        if (wait.queue === undefined && step !== undefined && wait.untilMs === undefined) yield {};
        else yield { ...(wait.queue && { queue: wait.queue }), ...(untilMs !== Infinity && { untilMs }) };
      } catch (error) {
        if (!isErrno(error) || !(error instanceof Errno) || error.code !== 'EINTR') throw error;
        yield* this.#task(() => vm.signals());
        yield* this.#settled();
      }
    }
  }

  /** Tells that nothing is left to do; says whether there is something now. */
  *#beforeExit(): Task<boolean> {
    const { vm } = this;
    const process = vm.realm.global.find('process')?.value;
    const handler = process instanceof Obj ? process.find('_idle')?.value : undefined;
    if (!(handler instanceof Fn) || !(process instanceof Obj)) return false;
    const own = yield* drive(get(vm, process, 'exitCode'));
    yield* this.#task(function* () {
      yield* call(vm, handler, undefined, [own ?? 0]);
    });
    yield* this.#settled();
    return (
      vm.jobs.length + vm.immediates.length + vm.waiting.size > 0 ||
      [...vm.timers.values()].some(({ isRef }) => isRef)
    );
  }

  /** The exit event, and the status that the program asks for. */
  *#lastWords(status: number, isAsked = false): Task<number> {
    const { vm } = this;
    const process = vm.realm.global.find('process')?.value;
    if (!(process instanceof Obj)) return status;
    const own = yield* drive(get(vm, process, 'exitCode'));
    const code = isAsked || own === undefined ? status : Number(own);
    const handler = process.find('_exiting')?.value;
    try {
      if (handler instanceof Fn) yield* drive(call(vm, handler, undefined, [code]));
    } catch (error) {
      if (error instanceof ExitNow) return error.status;
      return yield* this.#died(error);
    }
    const after = yield* drive(get(vm, process, 'exitCode'));
    return (!isAsked && after !== undefined ? Number(after) : code) & 0xff;
  }

  *#died(error: unknown): Task<number> {
    const { vm } = this;
    const { stderr } = vm.p;
    if (error instanceof UnhandledRejection) {
      const { value } = error;
      if (value instanceof Err)
        yield* stderr.write(
          yield* drive(uncaughtText(vm, value, (one, above) => inspect(vm, one, DEFAULTS, above), true)),
        );
      else {
        const shown = `"${briefly(value)}"`;
        yield* stderr.write(yield* drive(uncaughtText(vm, rejected(vm, shown), (one) => inspect(vm, one))));
      }
      return 1;
    }
    if (error instanceof Thrown) {
      yield* stderr.write(
        yield* drive(
          uncaughtText(
            vm,
            error.value,
            (one, above) => inspect(vm, one, DEFAULTS, above),
            false,
            error.place,
          ),
        ),
      );
      return 1;
    }
    if (error instanceof SyntaxErrorInFile) {
      yield* stderr.write(syntaxErrorText(vm, error.syntaxError, error.file, error.source));
      return 1;
    }
    if (error instanceof NotModelled) {
      yield* stderr.write(
        `node: not modelled on this simulated machine: ${error.message}; the real Node.js has it\n`,
      );
      return 1;
    }
    if (error instanceof RangeError) {
      yield* stderr.write(
        `RangeError: ${/stack/.test(error.message) ? 'Maximum call stack size exceeded' : error.message}\n\nNode.js v${vm.version}\n`,
      );
      return 1;
    }
    throw error;
  }
}

/** A value as V8 names it without running any of the program. */
function briefly(value: Value): string {
  if (value instanceof Fn) return value.source ?? plainString(value);
  if (value instanceof Arr) return '[object Array]';
  if (value instanceof JsDate) return '[object Date]';
  if (value instanceof JsRegExp) return '[object RegExp]';
  return value instanceof Obj ? `#<${className(value) ?? 'Object'}>` : plainString(value);
}

/** What Node throws where nobody catches a rejection that is no error. */
function rejected(vm: Vm, shown: string): Err {
  const made = vm.makeError(
    'Error',
    `This error originated either by throwing inside of an async function without a catch block, or by rejecting a promise which was not handled with .catch(). The promise rejected with the reason ${shown}.`,
  );
  made.stack = [];
  made.put('name', 'UnhandledPromiseRejection', false).put('code', 'ERR_UNHANDLED_REJECTION');
  return throwInside(vm, made, internalsOf(vm).rejections, 'rejection');
}

class UnhandledRejection extends Error {
  constructor(readonly value: Value) {
    super('unhandled rejection');
  }
}
