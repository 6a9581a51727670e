/** Code that a program makes while it runs, and the names that it asks for: eval, exec, compile, globals, locals. */
import type { Task } from '../../../kernel';
import { attributeNames, getAttribute } from './attributes';
import { define } from './call';
import { raised } from './errors';
import { evaluate } from './evaluate';
import { execute } from './execute';
import { type CodeFile, Frame } from './frame';
import { DictNames, namesDict } from './names-dict';
import { parseExpression, parseProgram, type Program } from './parser';
import { type Expression, PySyntaxError } from './syntax';
import { syntaxException } from './syntax-error';
import {
  type Attributes,
  classOf,
  Obj,
  OBJECT,
  PyBytes,
  PyClass,
  PyDict,
  PyList,
  PyModule,
  Raised,
  type Value,
} from './values';
import { decodeBytes } from './types/bytes';
import type { Vm } from './vm';

const CODE = new PyClass('code', [OBJECT]);

class Compiled extends Obj {
  constructor(
    readonly file: CodeFile,
    readonly body: Program | Expression,
  ) {
    super(CODE);
  }
}

function compiled(source: Value, name: string, mode: string): Compiled {
  if (source instanceof Compiled) return source;
  const text = source instanceof PyBytes ? decodeBytes(source) : source;
  if (typeof text !== 'string')
    throw raised('TypeError', `${mode}() arg 1 must be a string, bytes or code object`);
  const file: CodeFile = { name, lines: undefined };
  try {
    return new Compiled(file, mode === 'eval' ? parseExpression(text) : parseProgram(text));
  } catch (error) {
    if (error instanceof PySyntaxError) throw new Raised(syntaxException(error, name, text.split('\n')));
    throw error;
  }
}

const NO_SCOPE = { names: new Set<string>(), globals: new Set<string>(), nonlocals: new Set<string>() };

/** Where made code runs: with the names that are given, or else those where it was asked for. */
function frameFor(
  vm: Vm,
  file: CodeFile,
  globals: Value | undefined,
  locals: Value | undefined,
  isExec: boolean,
): Frame {
  const from = vm.frame?.function;
  const main = vm.modules.get('__main__')?.members ?? new Map<string, Value>();
  if (globals === undefined || globals === null) {
    if (from === undefined || from.kind === 'module' || from.kind === 'class')
      return new Frame('module', NO_SCOPE, undefined, main, from?.globals ?? main, file, '<module>');
    const values: Attributes = isExec ? new Map(from.values) : from.values;
    const scope = { ...NO_SCOPE, names: new Set([...from.scope.names, ...values.keys()]) };
    const kind = isExec ? 'class' : 'function';
    return new Frame(kind, scope, from.parent, values, from.globals, file, '<module>');
  }
  if (!(globals instanceof PyDict))
    throw raised('TypeError', `globals must be a dict, not ${classOf(globals).name}`);
  if (globals.getText('__builtins__') === undefined)
    globals.setText('__builtins__', vm.modules.get('builtins') ?? null);
  const names = new DictNames(globals);
  if (!(locals instanceof PyDict) || locals === globals)
    return new Frame('module', NO_SCOPE, undefined, names, names, file, '<module>');
  const own = new DictNames(locals);
  const scope = { ...NO_SCOPE, names: { has: () => true } as unknown as ReadonlySet<string> };
  return new Frame('class', scope, undefined, own, names, file, '<module>');
}

function* run(frame: Frame, body: () => Task<Value>): Task<Value> {
  try {
    return yield* body();
  } catch (error) {
    if (error instanceof Raised) frame.mark(error);
    throw error;
  }
}

function localNames(vm: Vm): Value {
  const frame = vm.frame?.function;
  if (frame === undefined || frame.kind === 'module')
    return namesDict(frame?.globals ?? vm.modules.get('__main__')?.members ?? new Map());
  if (frame.kind === 'class') return namesDict(frame.values);
  const made = new PyDict();
  const { parameters } = frame;
  for (const name of [...parameters, ...frame.values.keys()]) {
    const value = frame.values.get(name);
    if (value !== undefined) made.setText(name, value);
  }
  return made;
}

/** Puts them with the other builtins. */
export function addDynamic(members: Attributes): void {
  define(members, {
    globals: ['', (vm) => namesDict(vm.frame?.globals ?? vm.modules.get('__main__')?.members ?? new Map())],
    locals: ['', (vm) => localNames(vm)],
    vars: [
      'object?',
      function* (vm, [object]) {
        if (object === undefined) return localNames(vm);
        if (object instanceof PyModule) return namesDict(object.members);
        try {
          return yield* getAttribute(vm, object, '__dict__');
        } catch (error) {
          if (!(error instanceof Raised)) throw error;
          throw raised('TypeError', 'vars() argument must have __dict__ attribute');
        }
      },
    ],
    dir: [
      'object?',
      (vm, [object]) => {
        const own = object === undefined ? localNames(vm) : undefined;
        const names =
          own instanceof PyDict
            ? own.keys.filter((key) => typeof key === 'string')
            : attributeNames(object ?? null);
        return new PyList(names.filter((name) => !name.startsWith('.')).sort());
      },
    ],
    eval: [
      'source globals? locals?',
      function* (vm, [source = null, globals, locals]) {
        const code = compiled(typeof source === 'string' ? source.trim() : source, '<string>', 'eval');
        const frame = frameFor(vm, code.file, globals, locals, 'body' in code.body);
        const { body } = code;
        return yield* run(frame, function* () {
          if (!('body' in body)) return yield* evaluate(vm, frame, body);
          yield* execute(vm, frame, body.body);
          return null;
        });
      },
    ],
    exec: [
      'source globals? locals? * closure?',
      function* (vm, [source = null, globals, locals]) {
        const code = compiled(source, '<string>', 'exec');
        const frame = frameFor(vm, code.file, globals, locals, true);
        const { body } = code;
        return yield* run(frame, function* () {
          if ('body' in body) yield* execute(vm, frame, body.body);
          else yield* evaluate(vm, frame, body);
          return null;
        });
      },
    ],
    compile: [
      'source filename mode flags? dont_inherit? optimize?',
      (_vm, [source = null, name, mode]) => {
        if (mode !== 'exec' && mode !== 'eval' && mode !== 'single')
          throw raised('ValueError', "compile() mode must be 'exec', 'eval' or 'single'");
        return compiled(source, String(name as string), mode);
      },
    ],
  });
}
