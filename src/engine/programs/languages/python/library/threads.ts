/** threading, written in Python over _thread: every wait is one on a Condition. */
export const THREADS: Readonly<Record<string, string>> = {
  threading: `
import _thread
import _machine
import sys as _sys
from time import monotonic as _now

Lock = _thread.lock
RLock = _thread.RLock
local = _thread._local
get_ident = _thread.get_ident
get_native_id = _thread.get_native_id
ThreadError = RuntimeError
TIMEOUT_MAX = _thread.TIMEOUT_MAX

_running = {}
_names_given = 0
_last_calls = []
_watchers = {'trace': None, 'profile': None}

def _renamed(old, advice, act):
    def deprecated(*args):
        import warnings
        warnings.warn(f'{old}() is deprecated, {advice} instead', DeprecationWarning, stacklevel=2)
        return act(*args)
    deprecated.__name__ = old
    return deprecated

class Condition:
    def __init__(self, lock=None):
        self._lock = RLock() if lock is None else lock
        self._line = _thread._Line()
        self.acquire = self._lock.acquire
        self.release = self._lock.release
    def __enter__(self):
        return self.acquire()
    def __exit__(self, *problem):
        self.release()
    def __repr__(self):
        return f'<Condition({self._lock}, {len(self._line)})>'
    def _needs_lock(self, what):
        lock = self._lock
        asks = lock._is_owned if isinstance(lock, RLock) else getattr(lock, 'locked', None)
        if asks and not asks():
            raise RuntimeError(f'cannot {what} on un-acquired lock')
    def wait(self, timeout=None):
        self._needs_lock('wait')
        place = self._line.join()
        nested = isinstance(self._lock, RLock)
        depth = self._lock._leave() if nested else self.release()
        try:
            return place.sleep(timeout)
        finally:
            self._lock._return(depth) if nested else self.acquire()
    def wait_for(self, predicate, timeout=None):
        latest = timeout if timeout is None else _now() + timeout
        while not (answer := predicate()):  #@385
            if latest is None:
                self.wait()
            elif (left := latest - _now()) <= 0 or not self.wait(left) and not predicate():
                break
        return answer
    def notify(self, n=1):
        self._needs_lock('notify')
        self._line.wake(n)
    def notify_all(self):
        self.notify(len(self._line))
    notifyAll = _renamed('notifyAll', 'use notify_all()', notify_all)

def _described(thing, state):
    kind = type(thing)
    return f'<{kind.__module__}.{kind.__qualname__} at {id(thing):#x}: {state}>'

class Semaphore:
    def __init__(self, value=1):
        if value < 0:
            raise ValueError('semaphore initial value must be >= 0')
        self._gate, self._value = Condition(Lock()), value
    def __repr__(self):
        return _described(self, f'value={self._value}')
    def _take(self):
        free = self._value > 0
        self._value -= free
        return free
    def acquire(self, blocking=True, timeout=None):
        if not (blocking or timeout is None):
            raise ValueError("can't specify timeout for non-blocking acquire")
        with self._gate:
            return self._gate.wait_for(self._take, timeout if blocking else 0)
    def release(self, n=1):
        if n < 1:
            raise ValueError('n must be one or more')
        with self._gate:
            self._give(n)
    def _give(self, n):
        self._value += n
        self._gate.notify(n)
    def __enter__(self, *ignored):
        return self.acquire()
    def __exit__(self, *problem):
        self.release()

class BoundedSemaphore(Semaphore):
    def __init__(self, value=1):
        super().__init__(value)
        self._most = value
    def __repr__(self):
        return _described(self, f'value={self._value}/{self._most}')
    def _give(self, n):
        if n > self._most - self._value:
            raise ValueError('Semaphore released too many times')
        super()._give(n)

class Event:
    def __init__(self):
        self._gate, self._is_set = Condition(Lock()), False
    def __repr__(self):
        return _described(self, 'set' if self._is_set else 'unset')
    def is_set(self):
        return self._is_set
    isSet = _renamed('isSet', 'use is_set()', is_set)
    def _become(self, is_set):
        with self._gate:
            self._is_set = is_set
            if is_set:
                self._gate.notify_all()
    def set(self):
        self._become(True)
    def clear(self):
        self._become(False)
    def wait(self, timeout=None):
        with self._gate:
            return self._is_set or self._gate.wait(timeout)

class BrokenBarrierError(RuntimeError):
    pass

class _Round:
    """Those who meet once at a barrier; the outcome is 'open' or 'broken'."""
    def __init__(self):
        self.count, self.outcome = 0, ''

class Barrier:
    def __init__(self, parties, action=None, timeout=None):
        if parties < 1:
            raise ValueError('parties must be >= 1')
        self._gate, self._round = Condition(Lock()), _Round()
        self._parties, self._action, self._patience = parties, action, timeout
    @property
    def parties(self):
        return self._parties
    @property
    def n_waiting(self):
        return 0 if self._round.outcome else self._round.count
    @property
    def broken(self):
        return self._round.outcome == 'broken'
    def __repr__(self):
        return _described(self, 'broken' if self.broken else f'waiters={self.n_waiting}/{self._parties}')
    def _end(self, outcome, renews):
        self._round.outcome = outcome
        if renews:
            self._round = _Round()
        self._gate.notify_all()
    def wait(self, timeout=None):
        with self._gate:
            own = self._round
            place = own.count
            own.count += not own.outcome
            if not own.outcome and own.count == self._parties:
                try:
                    if self._action:
                        self._action()
                    self._end('open', True)
                except:
                    self._end('broken', False)
                    raise
            elif not self._gate.wait_for(lambda: own.outcome, self._patience if timeout is None else timeout):
                self._end('broken', False)
            if own.outcome == 'broken':
                raise BrokenBarrierError
            return place
    def reset(self):
        with self._gate:
            self._end('broken', True)
    def abort(self):
        with self._gate:
            self._end('broken', False)

def _next_name(before='Thread-'):
    global _names_given
    _names_given += 1
    return f'{before}{_names_given}'

class Thread:
    _phase = None
    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        if group is not None:
            raise AssertionError('group argument must be None for now')
        if name is None:
            name = _next_name()
            if hasattr(target, '__name__'):
                name += f' ({target.__name__})'
        self._target, self._args, self._kwargs = target, args, kwargs or {}
        self._prepare(name, current_thread().daemon if daemon is None else daemon)
    def _prepare(self, name, daemon):
        self._shown, self._is_daemon, self._numbers = str(name), daemon, (None, None)
        self._phase, self._turns = 'initial', Condition(Lock())
    def _enter(self, phase):
        with self._turns:
            self._phase = phase
            self._turns.notify_all()
    def _is_here(self):
        """From now on, the thread that runs."""
        self._numbers = get_ident(), get_native_id()
        _running[self.ident] = self
        self._enter('started')
    ident = property(lambda self: self._numbers[0])
    native_id = property(lambda self: self._numbers[1])
    @property
    def name(self):
        return self._shown
    @name.setter
    def name(self, name):
        self._shown = str(name)
    @property
    def daemon(self):
        return self._is_daemon
    @daemon.setter
    def daemon(self, daemonic):
        if self._phase != 'initial':
            raise RuntimeError('cannot set daemon status of active thread')
        self._is_daemon = daemonic
    getName = _renamed('getName', 'get the name attribute', lambda self: self.name)
    setName = _renamed('setName', 'set the name attribute', lambda self, name: setattr(self, 'name', name))
    isDaemon = _renamed('isDaemon', 'get the daemon attribute', lambda self: self.daemon)
    setDaemon = _renamed('setDaemon', 'set the daemon attribute', lambda self, daemonic: setattr(self, 'daemon', daemonic))
    def __repr__(self):
        words = [self._phase, 'daemon' if self._is_daemon else '', str(self.ident or '')]
        return f'<{type(self).__name__}({self._shown}, {" ".join(filter(None, words))})>'
    def start(self):
        if self._phase is None:
            raise RuntimeError('thread.__init__() not called')
        if self._phase != 'initial':
            raise RuntimeError('threads can only be started once')
        _thread.start_new_thread(self._whole, ())
        with self._turns:
            self._turns.wait_for(lambda: self._phase != 'initial')
    def run(self):
        try:
            if self._target is not None:
                self._target(*self._args, **self._kwargs)  #@994
        finally:
            self._target = None
    def _whole(self):
        self._is_here()
        try:
            self._bootstrap_inner()
        except BaseException as error:
            excepthook(ExceptHookArgs((type(error), error, error.__traceback__, self)))
        finally:
            del _running[self.ident]
            self._enter('stopped')
    def _bootstrap_inner(self):
        self.run()  #@1043
    def join(self, timeout=None):
        if self._phase in (None, 'initial'):
            raise RuntimeError('cannot join thread before it is started' if self._phase else 'Thread.__init__() not called')
        if current_thread() is self:
            raise RuntimeError('cannot join current thread')
        with self._turns:
            self._turns.wait_for(lambda: self._phase == 'stopped', timeout)
    def is_alive(self):
        return self._phase == 'started'

class _MainThread(Thread):
    def __init__(self, name='MainThread', daemon=False):
        self._prepare(name, daemon)
        self._is_here()

class _DummyThread(_MainThread):
    def __init__(self):
        super().__init__(_next_name('Dummy-'), True)

class Timer(Thread):
    def __init__(self, interval, function, args=None, kwargs=None):
        super().__init__()
        self.interval, self.function, self.args, self.kwargs = interval, function, args or [], kwargs or {}
        self.finished = Event()
        self.cancel = self.finished.set
    def run(self):
        if not self.finished.wait(self.interval):
            self.function(*self.args, **self.kwargs)  #@1344
        self.finished.set()

class ExceptHookArgs(tuple):
    __module__ = '_thread'
    exc_type, exc_value, exc_traceback, thread = (property(lambda self, at=at: self[at]) for at in range(4))

def excepthook(args, /):
    if args.exc_type != SystemExit:
        who = get_ident() if args.thread is None else args.thread.name
        _sys.stderr.write(f'Exception in thread {who}:\\n{_machine.traceback(args.exc_value)}')

__excepthook__ = excepthook

_main = _MainThread()

def current_thread():
    return _running.get(get_ident()) or _DummyThread()

def main_thread():
    return _main

def enumerate():
    return [*_running.values()]

def active_count():
    return len(_running)

currentThread = _renamed('currentThread', 'use current_thread()', current_thread)
activeCount = _renamed('activeCount', 'use active_count()', active_count)

def stack_size(size=0):
    return 0

def settrace(function):
    _watchers['trace'] = function

def setprofile(function):
    _watchers['profile'] = function

def gettrace():
    return _watchers['trace']

def getprofile():
    return _watchers['profile']

def _register_atexit(function, *args):
    _last_calls.append((function, args))

def _shutdown():
    while _last_calls:
        function, args = _last_calls.pop()
        function(*args)
    _main._enter('stopped')
    while waited := [one for one in enumerate() if one is not _main and not one.daemon]:
        waited[0].join()
#@@ 385 wait_for
    result = predicate()
#@@ 994 run
    self._target(*self._args, **self._kwargs)
    ~~~~~~~~~~~~^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
#@@ 1043 _bootstrap_inner
    self.run()
    ~~~~~~~~^^
#@@ 1344 run
    self.function(*self.args, **self.kwargs)
    ~~~~~~~~~~~~~^^^^^^^^^^^^^^^^^^^^^^^^^^^
`,
};
