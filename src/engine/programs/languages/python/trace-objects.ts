/** Tracebacks, frames and code as a program sees them. */
import type { Frame } from './frame';
import {
  Obj,
  OBJECT,
  PyClass,
  type PyException,
  type PyFunction,
  type TracePlace,
  type Value,
} from './values';

export const TRACEBACK = new PyClass('traceback', [OBJECT]);
export const FRAME = new PyClass('frame', [OBJECT]);
export const CODE = new PyClass('code', [OBJECT]);

/** The rest of a traceback, from one of its places on. */
export class PyTrace extends Obj {
  constructor(
    readonly places: readonly TracePlace[],
    readonly at = 0,
  ) {
    super(TRACEBACK);
  }

  get place(): TracePlace | undefined {
    return this.places[this.at];
  }
}

export class PyFrame extends Obj {
  constructor(
    readonly file: string,
    readonly name: string,
    readonly line: number,
    /** undefined: it is known from a traceback only. */
    readonly frame: Frame | undefined,
  ) {
    super(FRAME);
  }
}

export class PyCode extends Obj {
  constructor(
    readonly file: string,
    readonly name: string,
    readonly line: number,
    readonly parameters: readonly string[],
    readonly locals: readonly string[],
  ) {
    super(CODE);
  }
}

/** `__traceback__` of an exception. */
export function traceObject(exception: PyException): Value {
  return exception.trace.length === 0 ? null : new PyTrace([...exception.trace]);
}

export function frameObject(frame: Frame | undefined): Value {
  if (frame === undefined) return null;
  return new PyFrame(frame.file.name, frame.name, frame.at?.line ?? 1, frame);
}

/** `__code__` of a function. */
export function codeObject({ node, name, frame }: PyFunction): Value {
  const plain = node.parameters.filter(({ kind }) => kind === 'normal' || kind === 'position only');
  const parameters = plain.map((one) => one.name);
  const others = [...node.scope.names].filter((one) => !parameters.includes(one));
  return new PyCode(frame.file.name, name, node.line, parameters, [...parameters, ...others]);
}
