/** signal: handlers of the program's for signals. */
import { SIGNAL_NUMBERS, type SignalName } from '../../../../kernel';
import { define, native } from '../call';
import { asking, raised } from '../errors';
import { nativeClass, whole } from '../helpers';
import { type Attributes, Obj, PyProperty, type Value } from '../values';
import type { Vm } from '../vm';

const SIGNALS = nativeClass('Signals', 'signal');
const HANDLERS = nativeClass('Handlers', 'signal');

/** A member of an enumeration of ours that is a number, too: signal.SIGTERM, http.HTTPStatus.OK. */
class NumberedName extends Obj {
  constructor(
    cls: typeof SIGNALS,
    readonly name: string,
    readonly value: bigint,
  ) {
    super(cls);
  }
}

for (const cls of [SIGNALS, HANDLERS]) {
  const own = (value: Value | undefined): NumberedName => value as NumberedName;
  define(cls.members, {
    __repr__: ['self', (_vm, [self]) => `<${cls.name}.${own(self).name}: ${String(own(self).value)}>`],
    __str__: ['self', (_vm, [self]) => String(own(self).value)],
    __format__: ['self spec', (_vm, [self]) => String(own(self).value)],
    __int__: ['self', (_vm, [self]) => own(self).value],
    __index__: ['self', (_vm, [self]) => own(self).value],
    __eq__: [
      'self other',
      (_vm, [self, other]) => (other instanceof NumberedName ? other.value : other) === own(self).value,
    ],
    __hash__: ['self', (_vm, [self]) => own(self).value],
  });
  cls.members.set('name', new PyProperty(native('name', 'self', (_vm, [self]) => own(self).name)));
  cls.members.set('value', new PyProperty(native('value', 'self', (_vm, [self]) => own(self).value)));
}

const NAMES = Object.entries(SIGNAL_NUMBERS) as readonly (readonly [SignalName, number])[];
const MEMBERS = new Map(
  NAMES.filter(([name]) => !/[-+]/.test(name)).map(([name, number]) => [
    number,
    new NumberedName(SIGNALS, `SIG${name}`, BigInt(number)),
  ]),
);
SIGNALS.make = (_vm, _cls, args) => {
  const number = whole(numberOf(args[0]));
  const found = MEMBERS.get(number);
  if (!found) throw raised('ValueError', `${String(number)} is not a valid Signals`);
  return found;
};
const DEFAULT = new NumberedName(HANDLERS, 'SIG_DFL', 0n);
const IGNORE = new NumberedName(HANDLERS, 'SIG_IGN', 1n);

function numberOf(value: Value | undefined): Value {
  return value instanceof NumberedName ? value.value : (value ?? null);
}

function signalOf(value: Value | undefined): SignalName {
  const number = whole(numberOf(value));
  const found = NAMES.find(([, one]) => one === number);
  if (!found) throw raised('ValueError', 'signal number out of range');
  return found[0];
}

export function sendSignal(vm: Vm, pid: Value | undefined, signal: Value | undefined): Value {
  const number = whole(numberOf(signal));
  asking(() => vm.p.kill(whole(pid), number === 0 ? 0 : signalOf(signal)));
  return null;
}

function fillSignal(vm: Vm, members: Attributes): void {
  for (const member of MEMBERS.values()) members.set(member.name, member);
  members.set('SIG_DFL', DEFAULT);
  members.set('SIG_IGN', IGNORE);
  members.set('Signals', SIGNALS);
  const interrupt = native('default_int_handler', 'signum frame', () => {
    throw raised('KeyboardInterrupt');
  });
  members.set('default_int_handler', interrupt);
  const current = (name: SignalName): Value =>
    vm.handlers.get(name) ??
    (name === 'INT' && vm.p.disposition(name) === 'catch'
      ? interrupt
      : vm.p.disposition(name) === 'ignore'
        ? IGNORE
        : DEFAULT);
  define(members, {
    signal: [
      'signalnum handler',
      (_vm, [signal, handler = null]) => {
        const name = signalOf(signal);
        const old = current(name);
        if (name === 'KILL' || name === 'STOP') throw raised('OSError', 22n, 'Invalid argument');
        const plain = numberOf(handler);
        if (plain === 0n || plain === 1n) {
          vm.handlers.delete(name);
          vm.p.setDisposition(name, plain === 0n ? 'default' : 'ignore');
        } else {
          if (handler === null)
            throw raised(
              'TypeError',
              'signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object',
            );
          vm.handlers.set(name, handler);
          vm.p.setDisposition(name, 'catch');
        }
        return old;
      },
    ],
    getsignal: ['signalnum', (_vm, [signal]) => current(signalOf(signal))],
    pause: [
      '',
      function* (inner) {
        yield* inner.p.pause();
        yield* inner.signals();
        return null;
      },
    ],
    raise_signal: ['signum', (inner, [signal]) => sendSignal(inner, BigInt(inner.p.pid), signal)],
    strsignal: ['signalnum', (_vm, [signal]) => WORDS[signalOf(signal)] ?? null],
  });
}

const WORDS: Readonly<Partial<Record<SignalName, string>>> = {
  HUP: 'Hangup',
  INT: 'Interrupt',
  QUIT: 'Quit',
  KILL: 'Killed',
  TERM: 'Terminated',
  USR1: 'User defined signal 1',
  USR2: 'User defined signal 2',
  CHLD: 'Child exited',
  CONT: 'Continued',
  STOP: 'Stopped (signal)',
};

export const modules = { signal: fillSignal };
