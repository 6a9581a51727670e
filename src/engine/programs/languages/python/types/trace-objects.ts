/** What a program can ask tracebacks, frames and code for. */
import { native } from '../call';
import { namesDict } from '../names-dict';
import { CODE, FRAME, frameObject, PyCode, PyFrame, PyTrace, TRACEBACK } from '../trace-objects';
import { type Obj, type PyClass, PyProperty, PyTuple, type Value } from '../values';

function property<T extends Obj>(cls: PyClass, name: string, read: (thing: T) => Value): void {
  cls.members.set(name, new PyProperty(native(name, 'self', (_vm, [self = null]) => read(self as T))));
}

property<PyTrace>(TRACEBACK, 'tb_lineno', ({ place }) => BigInt(place?.shownLine ?? place?.line ?? 0));
property<PyTrace>(TRACEBACK, 'tb_next', ({ places, at }) =>
  at + 1 < places.length ? new PyTrace(places, at + 1) : null,
);
property<PyTrace>(TRACEBACK, 'tb_frame', ({ place }) =>
  place ? new PyFrame(place.file, place.name, place.line, undefined) : null,
);
property<PyFrame>(FRAME, 'f_lineno', ({ line }) => BigInt(line));
property<PyFrame>(
  FRAME,
  'f_code',
  ({ file, name, frame }) =>
    new PyCode(file, name, 1, [], [...(frame?.kind === 'function' ? frame.values.keys() : [])]),
);
property<PyFrame>(FRAME, 'f_back', ({ frame }) => frameObject(frame?.caller));
property<PyFrame>(FRAME, 'f_globals', ({ frame }) => (frame ? namesDict(frame.globals) : null));
property<PyFrame>(FRAME, 'f_locals', ({ frame }) => (frame ? namesDict(frame.values) : null));
property<PyCode>(CODE, 'co_name', ({ name }) => name);
property<PyCode>(CODE, 'co_qualname', ({ name }) => name);
property<PyCode>(CODE, 'co_filename', ({ file }) => file);
property<PyCode>(CODE, 'co_firstlineno', ({ line }) => BigInt(line));
property<PyCode>(CODE, 'co_argcount', ({ parameters }) => BigInt(parameters.length));
property<PyCode>(CODE, 'co_varnames', ({ locals }) => new PyTuple(locals));
property<PyCode>(CODE, 'co_nlocals', ({ locals }) => BigInt(locals.length));
