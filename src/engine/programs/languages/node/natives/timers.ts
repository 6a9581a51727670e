import { internalsOf } from '../internals';
import { call, num } from '../objects';
import { Fn, Held, Thrown, type Value } from '../values';
import type { Timer, Vm } from '../vm';
import { badArgument } from './arguments';
import { methods } from './objects';

export function addTimers(vm: Vm): void {
  const proto = vm.object();
  proto.put(
    'constructor',
    vm.native('Timeout', () => undefined),
    false,
  );
  const timerOf = (value: Value): Timer | undefined =>
    value instanceof Held ? vm.timers.get((value.held as Timer).id) : vm.timers.get(num(value));
  const start =
    (isRepeated: boolean) =>
    (inner: Vm, _self: Value, [callee, ms, ...args]: readonly Value[]): Value => {
      if (!(callee instanceof Fn))
        throw new Thrown(badArgument(inner, 'callback', 'of type function', callee));
      const timer = inner.addTimer(num(ms, 1), isRepeated, function* () {
        inner.frame = undefined;
        inner.nextCall = {
          name: (own) => (own === '' ? 'Timeout._onTimeout' : `Timeout.${own} [as _onTimeout]`),
          between: internalsOf(inner).timers,
        };
        yield* call(inner, callee, undefined, args);
      });
      return new Held(proto, timer);
    };
  const stop = (_inner: Vm, _self: Value, [timer]: readonly Value[]): Value => {
    const own = timerOf(timer);
    if (own) vm.timers.delete(own.id);
    return undefined;
  };
  methods(vm, vm.realm.global, {
    setTimeout: start(false),
    setInterval: start(true),
    clearTimeout: stop,
    clearInterval: stop,
    clearImmediate: stop,
    setImmediate: (inner, _self, [callee, ...args]) => {
      inner.immediates.push(function* () {
        inner.nextCall = {
          name: (own) => `Immediate.${own === '' ? '<anonymous>' : own}`,
          between: internalsOf(inner).immediates,
        };
        yield* call(inner, callee, undefined, args);
      });
      return inner.object();
    },
  });
  methods(vm, proto, {
    unref: (_inner, self) => {
      const own = timerOf(self);
      if (own) own.isRef = false;
      return self;
    },
    ref: (_inner, self) => self,
    hasRef: () => true,
  });
}
