/** Methods of exceptions. */
import { define } from '../call';
import { BASE_EXCEPTION, exceptionClass, OS_ERROR, setErrno } from '../errors';
import { EXCEPTIONS } from '../errors';
import { PyException, PyList, PyProperty, PyTuple, type Value } from '../values';
import { native } from '../call';
import { OPEN_CLASSES } from '../attributes';
import { PyTrace, traceObject } from '../trace-objects';

OPEN_CLASSES.add('BaseException');

const own = (value: Value | undefined): PyException => value as PyException;

define(BASE_EXCEPTION.members, {
  __init__: [
    'self *args **named',
    (_vm, [self, args]) => {
      if (args instanceof PyTuple) own(self).args = args.items;
      return null;
    },
  ],
  with_traceback: [
    'self tb',
    (_vm, [self = null, trace]) => {
      own(self).trace = trace instanceof PyTrace ? trace.places.slice(trace.at) : [];
      return self;
    },
  ],
  add_note: [
    'self note',
    (_vm, [self, note = null]) => {
      const known = own(self).attributes?.get('__notes__');
      if (known instanceof PyList) known.items.push(note);
      else own(self).set('__notes__', new PyList([note]));
      return null;
    },
  ],
});

function property(name: string, read: (exception: PyException) => Value): void {
  BASE_EXCEPTION.members.set(
    name,
    new PyProperty(
      native(name, 'self', (_vm, [self]) => read(own(self))),
      native(name, 'self value', (_vm, [self, value = null]) => {
        if (name === 'args' && value instanceof PyTuple) own(self).args = value.items;
        if (name === '__cause__') {
          own(self).cause = value;
          own(self).isContextHidden = true;
        }
        if (name === '__context__') own(self).context = value instanceof PyException ? value : undefined;
        if (name === '__suppress_context__') own(self).isContextHidden = value === true;
        if (name === '__traceback__')
          own(self).trace = value instanceof PyTrace ? value.places.slice(value.at) : [];
        return null;
      }),
    ),
  );
}

property('args', ({ args }) => new PyTuple(args));
property('__cause__', ({ cause }) => cause);
property('__context__', ({ context }) => context ?? null);
property('__traceback__', traceObject);
property('__suppress_context__', ({ isContextHidden }) => isContextHidden);

const STOP = exceptionClass('StopIteration');
STOP.members.set(
  'value',
  new PyProperty(native('value', 'self', (_vm, [self]) => own(self).args[0] ?? null)),
);
const EXIT = exceptionClass('SystemExit');
EXIT.members.set('code', new PyProperty(native('code', 'self', (_vm, [self]) => own(self).args[0] ?? null)));

OS_ERROR.make = (_vm, cls, args) => {
  const named = cls === OS_ERROR && typeof args[0] === 'bigint' ? BY_NUMBER.get(args[0]) : undefined;
  const made = new PyException(named ?? cls);
  made.args = args.slice(0, 2);
  if (args.length >= 2) setErrno(made, args[0] ?? null, args[1] ?? null, args[2] ?? null);
  else {
    made.args = args;
    setErrno(made, null, null);
  }
  return made;
};
OS_ERROR.members.set(
  '__init__',
  native('__init__', 'self *args', () => null),
);
for (const cls of EXCEPTIONS.values())
  if (cls !== OS_ERROR && cls.isSubclassOf(OS_ERROR)) cls.make = OS_ERROR.make;

const BY_NUMBER = new Map([
  [1n, exceptionClass('PermissionError')],
  [2n, exceptionClass('FileNotFoundError')],
  [13n, exceptionClass('PermissionError')],
  [17n, exceptionClass('FileExistsError')],
  [20n, exceptionClass('NotADirectoryError')],
  [21n, exceptionClass('IsADirectoryError')],
  [104n, exceptionClass('ConnectionResetError')],
  [111n, exceptionClass('ConnectionRefusedError')],
]);
