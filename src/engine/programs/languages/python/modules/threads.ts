/** _thread: threads, locks, and names that each thread has for itself. */
import { type Task, WaitQueue } from '../../../../kernel';
import { drive } from '../../../shared/calls';
import { OPEN_CLASSES } from '../attributes';
import { call, define } from '../call';
import { raised } from '../errors';
import { float, nativeClass } from '../helpers';
import { truth } from '../truth';
import { type Attributes, classOf, Obj, type PyClass, PyDict, PyTuple, type Value } from '../values';
import type { Vm } from '../vm';

class Lock extends Obj {
  readonly queue = new WaitQueue();
  /** How often its owner holds it. */
  count = 0;
  owner: number | undefined;

  constructor(
    cls: PyClass,
    readonly isReentrant: boolean,
  ) {
    super(cls);
  }
}

const LOCK = nativeClass('lock', '_thread');
const RLOCK = nativeClass('RLock', '_thread');
const own = (value: Value | undefined): Lock => value as Lock;
LOCK.make = (_vm, cls) => new Lock(cls, false);
RLOCK.make = (_vm, cls) => new Lock(cls, true);

function* acquire(vm: Vm, lock: Lock, isBlocking: boolean, timeoutMs: number | undefined): Task<boolean> {
  const me = vm.threads.ident;
  if (lock.isReentrant && lock.owner === me) {
    lock.count++;
    return true;
  }
  const untilMs = timeoutMs === undefined ? undefined : vm.p.nowMs + timeoutMs;
  while (lock.count > 0) {
    if (!isBlocking || (untilMs !== undefined && vm.p.nowMs >= untilMs)) return false;
    yield* vm.waiting(function* () {
      if (lock.count > 0) yield { queue: lock.queue, ...(untilMs !== undefined && { untilMs }) };
    });
  }
  lock.count = 1;
  lock.owner = me;
  return true;
}

function release(vm: Vm, lock: Lock): null {
  if (lock.isReentrant ? lock.owner !== vm.threads.ident : lock.count === 0)
    throw raised(
      'RuntimeError',
      lock.isReentrant ? 'cannot release un-acquired lock' : 'release unlocked lock',
    );
  if (--lock.count > 0) return null;
  lock.owner = undefined;
  lock.queue.wakeAll();
  return null;
}

for (const cls of [LOCK, RLOCK]) {
  define(cls.members, {
    acquire: [
      'self blocking? timeout?',
      function* (vm, [self, blocking = true, timeout = -1n]) {
        const isBlocking = yield* truth(vm, blocking);
        const seconds = float(timeout);
        if (!isBlocking && seconds !== -1)
          throw raised('ValueError', "can't specify a timeout for a non-blocking call");
        if (seconds < 0 && seconds !== -1)
          throw raised('ValueError', 'timeout value must be a non-negative number');
        return yield* acquire(vm, own(self), isBlocking, seconds < 0 ? undefined : seconds * 1000);
      },
    ],
    release: ['self', (vm, [self]) => release(vm, own(self))],
    locked: ['self', (_vm, [self]) => own(self).count > 0],
    _is_owned: ['self', (vm, [self]) => own(self).owner === vm.threads.ident],
    _leave: [
      'self',
      (vm, [self]) => {
        const lock = own(self);
        const held = lock.count;
        lock.count = 1;
        release(vm, lock);
        return BigInt(held);
      },
    ],
    _return: [
      'self count',
      function* (vm, [self, count]) {
        yield* acquire(vm, own(self), true, undefined);
        own(self).count = Number(count);
        return null;
      },
    ],
    __enter__: ['self', (vm, [self]) => acquire(vm, own(self), true, undefined)],
    __exit__: ['self *rest', (vm, [self]) => release(vm, own(self))],
    __repr__: [
      'self',
      (vm, [self]) => {
        const lock = own(self);
        const state = lock.count > 0 ? 'locked' : 'unlocked';
        const holder = lock.isReentrant
          ? ` owner=${String(lock.owner ?? 0)} count=${String(lock.count)}`
          : '';
        return `<${state} _thread.${cls.name} object${holder} at 0x${vm.idOf(lock).toString(16)}>`;
      },
    ],
  });
}

/** Threads that wait until somebody wakes them, those who came first before the others. */
class Line extends Obj {
  readonly places: Place[] = [];
}

/** One's place in a line: whoever has it may sleep until the line moves on. */
class Place extends Obj {
  readonly queue = new WaitQueue();
  constructor(
    cls: PyClass,
    readonly line: Line,
  ) {
    super(cls);
    line.places.push(this);
  }

  leave(): boolean {
    const { places } = this.line;
    const at = places.indexOf(this);
    if (at >= 0) places.splice(at, 1);
    return at >= 0;
  }
}

const PLACE = nativeClass('_Place', '_thread', {
  sleep: [
    'self timeout?',
    function* (vm, [self, timeout = null]) {
      const place = self as Place;
      const untilMs = timeout === null ? undefined : vm.p.nowMs + float(timeout) * 1000;
      const isHere = (): boolean => place.line.places.includes(place);
      while (isHere() && (untilMs === undefined || vm.p.nowMs < untilMs)) {
        yield* vm.waiting(function* () {
          if (isHere()) yield { queue: place.queue, ...(untilMs !== undefined && { untilMs }) };
        });
      }
      return !place.leave();
    },
  ],
});
const LINE = nativeClass('_Line', '_thread', {
  join: ['self', (_vm, [self]) => new Place(PLACE, self as Line)],
  wake: [
    'self count',
    (_vm, [self, count]) => {
      for (const place of (self as Line).places.splice(0, Number(count))) place.queue.wakeAll();
      return null;
    },
  ],
  __len__: ['self', (_vm, [self]) => BigInt((self as Line).places.length)],
});
LINE.make = (_vm, cls) => new Line(cls);

/** A thing whose attributes each thread has for itself. */
class Local extends Obj {
  constructor(vm: Vm, cls: PyClass) {
    super(cls);
    const values = new Map<number, Attributes>();
    Object.defineProperty(this, 'attributes', {
      get: (): Attributes => {
        const { ident } = vm.threads;
        const known = values.get(ident) ?? new Map<string, Value>();
        values.set(ident, known);
        return known;
      },
    });
  }
}

const LOCAL = nativeClass('_local', '_thread');
OPEN_CLASSES.add('_local');
LOCAL.make = (vm, cls) => new Local(vm, cls);

function fill(_vm: Vm, members: Attributes): void {
  members.set('LockType', LOCK);
  members.set('lock', LOCK);
  members.set('RLock', RLOCK);
  members.set('_local', LOCAL);
  members.set('_Line', LINE);
  members.set('TIMEOUT_MAX', 9223372036.0);
  define(members, {
    allocate_lock: ['', () => new Lock(LOCK, false)],
    get_ident: ['', (vm) => BigInt(vm.threads.ident)],
    get_native_id: ['', (vm) => BigInt(vm.threads.nativeId)],
    _count: ['', (vm) => BigInt(vm.threads.count - 1)],
    interrupt_main: [
      'signum?',
      (vm) => {
        vm.p.kill(vm.p.pid, 'INT');
        return null;
      },
    ],
    start_new_thread: [
      'function args kwargs?',
      (vm, [callee = null, args, kwargs]) => {
        if (!(args instanceof PyTuple))
          throw raised('TypeError', `2nd arg must be a tuple, not ${classOf(args ?? null).name}`);
        const named = new Map<string, Value>();
        if (kwargs instanceof PyDict)
          for (const [key, value] of kwargs.map.values()) named.set(String(key as string), value);
        return BigInt(vm.threads.start(drive(call(vm, callee, args.items, named))).ident);
      },
    ],
  });
}

export const modules = { _thread: fill };
