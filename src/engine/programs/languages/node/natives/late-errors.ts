/** Errors that come later than the call that fails: nothing of the program called them. */
import { internalsOf, type ShownName, throwInside } from '../internals';
import { call, plainString } from '../objects';
import { Err, Fn, JsPromise, Obj, type Value } from '../values';
import type { Vm } from '../vm';
import { badArgument } from './arguments';
import { methods } from './objects';
import { Thrown } from '../values';

export function addLateErrors(vm: Vm, native: Obj): void {
  const forget = (error: Value): Value => {
    if (!(error instanceof Err)) return error;
    error.stack = [];
    vm.realm.thrownAt.delete(error);
    return error;
  };
  methods(vm, native, {
    forget: (_inner, _self, [error]) => forget(error),
    lateError: (inner, _self, [error, promise, name]) => {
      if (!(error instanceof Err) || error.tag !== undefined) return error;
      forget(error);
      if (promise instanceof JsPromise) error.stack = inner.awaiting(promise);
      const own = internalsOf(inner);
      const key = `${plainString(name)}Later`;
      const places = own.calls[key];
      const shown = `${key === 'readFileLater' || key === 'writeFileLater' ? 'openLater' : key}`;
      return places
        ? throwInside(inner, error, places, shown in own.shown ? (shown as ShownName) : undefined)
        : error;
    },
    /** What asks the disk answers after what asks nobody, in the order asked. */
    laterFile: (inner, _self, [name, callee]) => {
      const steps = STEPS[plainString(name)] ?? 1;
      const wait = (left: number): void => {
        inner.jobs.push(function* () {
          if (left > 1) wait(left - 1);
          else yield* call(inner, callee, undefined, []);
        });
      };
      wait(steps);
      return undefined;
    },
    checkPath: (inner, _self, [name, path]) => {
      if (typeof path === 'string' || typeof path === 'number' || path instanceof Obj) return undefined;
      throw new Thrown(
        badArgument(
          inner,
          plainString(name) === 'close' ? 'fd' : 'path',
          'of type string or an instance of Buffer or URL',
          path,
        ),
      );
    },
    renamed: (inner, _self, [name, callee]) =>
      callee instanceof Fn
        ? inner.native(plainString(name), (deeper, self, args) => callee.code(deeper, self, args))
        : callee,
  });
}

/** Calls to the system that one of fs makes, one after the other: opening, asking the size, reading, closing. */
const STEPS: Readonly<Record<string, number>> = {
  readFile: 4,
  writeFile: 3,
  appendFile: 3,
  cp: 3,
  rm: 3,
};
