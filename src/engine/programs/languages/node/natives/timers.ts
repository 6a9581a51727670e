import { inspect } from '../inspect';
import { call, num } from '../objects';
import { Fn, Held, type Value } from '../values';
import type { Timer, Vm } from '../vm';
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
        throw inner.error(
          'TypeError',
          `The "callback" argument must be of type function. Received ${inspect(inner, callee)}`,
          'ERR_INVALID_ARG_TYPE',
        );
      const timer = inner.addTimer(num(ms, 1), isRepeated, function* () {
        inner.frame = undefined;
        inner.nextName = 'Timeout._onTimeout';
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
