/** One run of python3: from its arguments to its exit status. */
import type { Process, Task } from '../../../kernel';
import { isErrno, strerror } from '../../../kernel';
import { drive } from '../../shared/calls';
import { Output } from '../../shared/output';
import { headAndTail, joinPaths, normalise } from './modules/paths';
import { statOf } from '../../shared/trees';
import type { Arguments } from './arguments';
import { addBuiltins } from './builtins';
import { call } from './call';
import { Unbuffered } from './files';
import { importModule, type ReadProgram, readProgram, runModule, SyntaxErrorInFile } from './import';
import { MODULES } from './modules';
import { hasMain, runLibraryModule } from './modules/mains';
import { STANDARD_MODULES } from './real-names';
import { prompt } from './prompt';
import { str } from './text';
import { syntaxErrorText, traceback } from './traceback';
import { NotModelled, PyModule, Raised, type Value } from './values';
import { type Installation, Vm } from './vm';

export function* runPython(p: Process, installation: Installation, wanted: Arguments): Task<number> {
  const isUnbuffered = wanted.isUnbuffered || (p.env.get('PYTHONUNBUFFERED') ?? '') !== '';
  const isTerminal = p.isOpen(1) && p.isatty(1);
  const out = isUnbuffered ? new Unbuffered(p.stdout, true) : new Output(p.stdout, isTerminal);
  const vm = new Vm(p, out, installation, importModule, { name: '', lines: undefined });
  vm.flags.isUnbuffered = isUnbuffered;
  const usual = (p.env.get('PYTHONWARNINGS') ?? '').split(',').filter(Boolean);
  vm.warnOptions.push(...usual, ...wanted.warnOptions);
  // Python turns SIGINT into KeyboardInterrupt and answers a broken pipe with an exception.
  if (p.disposition('INT') !== 'ignore') p.setDisposition('INT', 'catch');
  p.setDisposition('PIPE', 'ignore');
  const main = ending(vm, function* () {
    const source = yield* sourceOf(vm, wanted);
    if (typeof source === 'number') return source;
    yield* source();
    if (wanted.staysInteractive) yield* prompt(vm, wanted.isQuiet);
    return 0;
  });
  return yield* vm.threads.run(drive(main));
}

/** Runs to the end, whatever it is: SystemExit, an exception that nobody caught, or something not modelled. */
export function* ending(vm: Vm, body: () => Task<number>): Task<number> {
  let status: number;
  let isInterrupted = false;
  try {
    status = yield* body();
  } catch (error) {
    const told = yield* tell(vm, error);
    status = told.status;
    isInterrupted = told.isInterrupted;
  }
  try {
    const shutdown = vm.modules.get('threading')?.members.get('_shutdown');
    if (shutdown !== undefined) yield* call(vm, shutdown, []);
    for (const task of vm.atExit.splice(0).reverse()) yield* task();
    yield* vm.out.flush();
  } catch (error) {
    if (!isErrno(error) && !(error instanceof Raised)) throw error;
    if (status === 0) {
      const what =
        isErrno(error) && error.code === 'EPIPE' ? 'BrokenPipeError: [Errno 32] Broken pipe' : 'OSError';
      yield* vm.p.stderr.write(
        `Exception ignored in: <_io.TextIOWrapper name='<stdout>' mode='w' encoding='utf-8'>\n${what}\n`,
      );
      status = 120;
    }
  }
  if (isInterrupted) {
    // Dies of the signal, so that the shell sees what happened.
    vm.p.setDisposition('INT', 'default');
    vm.p.kill(vm.p.pid, 'INT');
  }
  return status;
}

/** Prints what an exception that came up to here says, and finds the status it ends with. */
export function* tell(vm: Vm, error: unknown): Task<{ status: number; isInterrupted: boolean }> {
  const { stderr } = vm.p;
  if (error instanceof Raised) {
    const { exception } = error;
    const { name } = exception.cls;
    if (exception.cls.mro.some((cls) => cls.name === 'SystemExit')) {
      const [code = null] = exception.args;
      if (code === null || typeof code === 'bigint' || typeof code === 'boolean') {
        return { status: Number(code ?? 0) & 0xff, isInterrupted: false };
      }
      yield* vm.out.flush();
      yield* stderr.write(`${yield* str(vm, code)}\n`);
      return { status: 1, isInterrupted: false };
    }
    yield* stderr.write(yield* traceback(vm, exception));
    return { status: name === 'KeyboardInterrupt' ? 130 : 1, isInterrupted: name === 'KeyboardInterrupt' };
  }
  if (error instanceof SyntaxErrorInFile) {
    yield* stderr.write(syntaxErrorText(error.syntaxError, error.file, error.lines));
    return { status: 1, isInterrupted: false };
  }
  if (error instanceof NotModelled) {
    yield* vm.out.flush();
    yield* stderr.write(
      `python3: not modelled on this simulated machine: ${error.message}; the real Python has it\n`,
    );
    return { status: 1, isInterrupted: false };
  }
  if (
    error instanceof RangeError &&
    /call stack|BigInt|string length|array length|Invalid/i.test(error.message)
  ) {
    const isStack = error.message.includes('stack');
    yield* stderr.write(isStack ? 'RecursionError: maximum recursion depth exceeded\n' : 'MemoryError\n');
    return { status: 1, isInterrupted: false };
  }
  throw error;
}

function* sourceOf(vm: Vm, wanted: Arguments): Task<number | (() => Task<void>)> {
  const { p } = vm;
  switch (wanted.what) {
    case 'command':
      begin(vm, '', ['-c', ...wanted.rest], wanted);
      return () => runMain(vm, readProgram(vm, '<string>', wanted.text), undefined);
    case 'module':
      return yield* moduleOf(vm, wanted);
    case 'file': {
      const path = normalise(joinPaths([p.cwd, wanted.text]));
      const stat = statOf(p, path);
      if (stat?.kind === 'directory') {
        const main = `${path}/__main__.py`;
        if (!p.files.exists(main)) return yield* refuse(vm, `can't find '__main__' module in '${path}'`, 1);
        begin(vm, path, [wanted.text, ...wanted.rest], wanted);
        return () => runFile(vm, main);
      }
      let text: string;
      try {
        text = p.files.readText(path);
      } catch (error) {
        if (!isErrno(error)) throw error;
        const number =
          error.code === 'ENOENT' ? 2 : error.code === 'EACCES' ? 13 : error.code === 'ENOTDIR' ? 20 : 5;
        return yield* refuse(
          vm,
          `can't open file '${path}': [Errno ${String(number)}] ${strerror(error.code)}`,
          2,
        );
      }
      begin(vm, headAndTail(path)[0], [wanted.text, ...wanted.rest], wanted);
      return () => runMain(vm, readProgram(vm, path, text), path);
    }
    default: {
      begin(vm, '', [wanted.text, ...wanted.rest], wanted);
      if (p.isOpen(0) && p.isatty(0)) return () => prompt(vm, wanted.isQuiet);
      const text = yield* vm.waiting(() => p.stdin.readText());
      return () => runMain(vm, readProgram(vm, '<stdin>', text), undefined);
    }
  }
}

function* refuse(vm: Vm, message: string, status: number): Task<number> {
  const name = status === 2 ? (vm.p.argv[0] ?? 'python3') : vm.installation.executable;
  yield* vm.p.stderr.write(`${name}: ${message}\n`);
  return status;
}

/** Sets up sys, with where programs are looked for. */
function begin(vm: Vm, folder: string, argv: readonly string[], wanted: Arguments): void {
  const { prefix, version } = vm.installation;
  const series = version.split('.').slice(0, 2).join('.');
  const library = `${prefix}/lib/python${series}`;
  const extra = wanted.isIsolated ? [] : (vm.p.env.get('PYTHONPATH') ?? '').split(':').filter(Boolean);
  vm.path = [
    ...(wanted.isIsolated ? [] : [folder]),
    ...extra,
    `${prefix}/lib/python${series.replace('.', '')}.zip`,
    library,
    `${library}/lib-dynload`,
    prefix === '/usr' ? '/usr/lib/python3/dist-packages' : `${library}/site-packages`,
  ];
  vm.argv = argv;
  addBuiltins(vm);
  const main = new PyModule('__main__', new Map());
  vm.modules.set('__main__', main);
  vm.modules.set('builtins', new PyModule('builtins', vm.builtins));
  const sys = new PyModule('sys', new Map());
  vm.modules.set('sys', sys);
  MODULES.sys?.(vm, sys.members);
  main.members.set('__name__', '__main__');
  main.members.set('__doc__', null);
  main.members.set('__package__', null);
  main.members.set('__builtins__', vm.modules.get('builtins') ?? null);
}

function mainNames(vm: Vm): Map<string, Value> {
  return vm.modules.get('__main__')?.members ?? new Map();
}

function* runMain(vm: Vm, program: ReadProgram, file: string | undefined): Task<void> {
  const members = mainNames(vm);
  if (file !== undefined) members.set('__file__', file);
  // Tracebacks show lines of a command too, since 3.13; not of what came by stdin.
  const lines = program.file === '<stdin>' ? undefined : program.lines;
  yield* runModule(vm, { ...program, lines }, members);
}

function* runFile(vm: Vm, path: string): Task<void> {
  yield* runMain(vm, readProgram(vm, path, vm.p.files.readText(path)), path);
}

function* moduleOf(vm: Vm, wanted: Arguments): Task<number | (() => Task<void>)> {
  const { p, installation } = vm;
  const name = wanted.text;
  begin(vm, p.cwd, [name, ...wanted.rest], wanted);
  for (const folder of vm.path.filter((one) => one !== '')) {
    const base = `${folder}/${name.replace(/\./g, '/')}`;
    const main = [`${base}.py`, `${base}/__main__.py`].find((path) => statOf(p, path)?.kind === 'file');
    if (main === undefined || STANDARD_MODULES.has(name.split('.')[0] ?? '')) continue;
    vm.argv = [main, ...wanted.rest];
    mainNames(vm).set(
      '__package__',
      main.endsWith('__main__.py') ? name : name.split('.').slice(0, -1).join('.'),
    );
    const [parent = ''] = name.split('.');
    if (name.includes('.') || main.endsWith('__main__.py'))
      yield* importModule(vm, main.endsWith('__main__.py') ? name : parent);
    const argv = vm.modules.get('sys')?.members.get('argv');
    if (argv && typeof argv === 'object' && 'items' in argv && Array.isArray(argv.items))
      argv.items[0] = main;
    return () => runFile(vm, main);
  }
  const [top = name] = name.split('.');
  const isHere =
    STANDARD_MODULES.has(top) ||
    name === 'pip' ||
    vm.path.some((folder) => p.files.exists(`${folder}/${top}`));
  if (hasMain(name) && isHere) return () => runLibraryModule(vm, name, wanted.rest);
  if (STANDARD_MODULES.has(top)) {
    if (MODULES[name] === undefined && name !== top && MODULES[top] !== undefined) {
      return yield* refuse(vm, `No module named ${name}`, 1);
    }
    throw new NotModelled(`python3 -m ${name}`);
  }
  const tool = vm.path.find((folder) => p.files.exists(`${folder}/${top}`) && folder.endsWith('-packages'));
  if (tool !== undefined) throw new NotModelled(`python3 -m ${name}`);
  yield* p.stderr.write(`${installation.executable}: No module named ${name}\n`);
  return 1;
}
