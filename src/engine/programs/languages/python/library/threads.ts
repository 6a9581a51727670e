/** threading and queue, written in Python over _thread. */
export const THREADS: Readonly<Record<string, string>> = {
  threading: `
import _thread
import sys as _sys
import _machine
from time import monotonic as _time

Lock = _thread.allocate_lock
RLock = _thread.RLock
local = _thread._local
get_ident = _thread.get_ident
get_native_id = _thread.get_native_id
ThreadError = RuntimeError
TIMEOUT_MAX = _thread.TIMEOUT_MAX

_active = {}
_counter = 0
_hooks = []

class Condition:
    def __init__(self, lock=None):
        self._lock = RLock() if lock is None else lock
        self.acquire, self.release = self._lock.acquire, self._lock.release
        self._waiters = []
    def __enter__(self):
        return self._lock.__enter__()
    def __exit__(self, *args):
        return self._lock.__exit__(*args)
    def __repr__(self):
        return f'<Condition({self._lock}, {len(self._waiters)})>'
    def _check(self, what):
        if not (self._lock._is_owned() if isinstance(self._lock, _thread.RLock) else self._lock.locked()):
            raise RuntimeError(f'cannot {what} on un-acquired lock')
    def wait(self, timeout=None):
        self._check('wait')
        waiter = Lock()
        waiter.acquire()
        self._waiters.append(waiter)
        self._lock.release()
        try:
            if timeout is None:
                waiter.acquire()
                return True
            gotten = waiter.acquire(True, timeout) if timeout > 0 else waiter.acquire(False)
            if not gotten and waiter in self._waiters:
                self._waiters.remove(waiter)
            return gotten
        finally:
            self._lock.acquire()
    def wait_for(self, predicate, timeout=None):
        end = None if timeout is None else _time() + timeout
        result = predicate()
        while not result:
            left = None if end is None else end - _time()
            if left is not None and left <= 0:
                break
            self.wait(left)
            result = predicate()
        return result
    def notify(self, n=1):
        self._check('notify')
        woken = self._waiters[:n]
        self._waiters[:n] = []
        for waiter in woken:
            waiter.release()
    def notify_all(self):
        self.notify(len(self._waiters))

class Semaphore:
    def __init__(self, value=1):
        if value < 0:
            raise ValueError('semaphore initial value must be >= 0')
        self._cond = Condition(Lock())
        self._value = value
    def __repr__(self):
        return f'<{type(self).__module__}.{type(self).__qualname__} at {id(self):#x}: value={self._value}>'
    def acquire(self, blocking=True, timeout=None):
        if not blocking and timeout is not None:
            raise ValueError("can't specify timeout for non-blocking acquire")
        with self._cond:
            if not blocking and self._value == 0:
                return False
            if not self._cond.wait_for(lambda: self._value > 0, timeout):
                return False
            self._value -= 1
            return True
    def __enter__(self):
        return self.acquire()
    def release(self, n=1):
        with self._cond:
            self._value += n
            self._cond.notify(n)
    def __exit__(self, *args):
        self.release()

class BoundedSemaphore(Semaphore):
    def __init__(self, value=1):
        Semaphore.__init__(self, value)
        self._initial_value = value
    def release(self, n=1):
        if self._value + n > self._initial_value:
            raise ValueError('Semaphore released too many times')
        Semaphore.release(self, n)

class Event:
    def __init__(self):
        self._cond = Condition(Lock())
        self._flag = False
    def __repr__(self):
        return f"<{type(self).__module__}.{type(self).__qualname__} at {id(self):#x}: {'set' if self._flag else 'unset'}>"
    def is_set(self):
        return self._flag
    isSet = is_set
    def set(self):
        with self._cond:
            self._flag = True
            self._cond.notify_all()
    def clear(self):
        with self._cond:
            self._flag = False
    def wait(self, timeout=None):
        with self._cond:
            if not self._flag:
                self._cond.wait(timeout)
            return self._flag

class BrokenBarrierError(RuntimeError):
    pass

class Barrier:
    def __init__(self, parties, action=None, timeout=None):
        if parties < 1:
            raise ValueError('parties must be >= 1')
        self._cond = Condition(Lock())
        self.parties, self._action, self._timeout = parties, action, timeout
        self.n_waiting = 0
        self._round = 0
        self.broken = False
    def wait(self, timeout=None):
        with self._cond:
            if self.broken:
                raise BrokenBarrierError
            index = self.n_waiting
            own = self._round
            self.n_waiting += 1
            if self.n_waiting == self.parties:
                if self._action:
                    self._action()
                self.n_waiting = 0
                self._round += 1
                self._cond.notify_all()
                return index
            if not self._cond.wait_for(lambda: self._round != own or self.broken, self._timeout if timeout is None else timeout):
                self.broken = True
                self._cond.notify_all()
                raise BrokenBarrierError
            if self.broken:
                raise BrokenBarrierError
            return index
    def reset(self):
        with self._cond:
            self.n_waiting = 0
            self._round += 1
    def abort(self):
        with self._cond:
            self.broken = True
            self._cond.notify_all()

def _new_name(template='Thread-%d'):
    global _counter
    _counter += 1
    return template % _counter

class Thread:
    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        if name is None:
            name = _new_name()
            if target is not None and hasattr(target, '__name__'):
                name += f' ({target.__name__})'
        self._target, self._args, self._kwargs = target, args, {} if kwargs is None else kwargs
        self._name = str(name)
        self._daemonic = current_thread().daemon if daemon is None else daemon
        self._ident = None
        self._native_id = None
        self._started = Event()
        self._done = Lock()
        self._done.acquire()
        self._is_stopped = False
        self._is_initialized = True
    @property
    def name(self):
        return self._name
    @name.setter
    def name(self, name):
        self._name = str(name)
    @property
    def ident(self):
        return self._ident
    @property
    def native_id(self):
        return self._native_id
    @property
    def daemon(self):
        return self._daemonic
    @daemon.setter
    def daemon(self, daemonic):
        if self._started.is_set():
            raise RuntimeError('cannot set daemon status of active thread')
        self._daemonic = daemonic
    def getName(self):
        return self.name
    def setName(self, name):
        self.name = name
    def isDaemon(self):
        return self.daemon
    def __repr__(self):
        status = 'started' if self._started.is_set() else 'initial'
        if self._is_stopped:
            status = 'stopped'
        if self._daemonic:
            status += ' daemon'
        if self._ident is not None:
            status += f' {self._ident}'
        return f'<{type(self).__name__}({self._name}, {status})>'
    def start(self):
        if not getattr(self, '_is_initialized', False):
            raise RuntimeError('thread.__init__() not called')
        if self._started.is_set():
            raise RuntimeError('threads can only be started once')
        _thread.start_new_thread(self._bootstrap, ())
        self._started.wait()
    def run(self):
        if self._target is not None:
            try:
                self._target(*self._args, **self._kwargs)  #@994
            finally:
                self._target = None
    def _bootstrap(self):
        self._ident = get_ident()
        self._native_id = get_native_id()
        _active[self._ident] = self
        self._started.set()
        try:
            self._bootstrap_inner()
        except BaseException as error:
            _call_hook(ExceptHookArgs((type(error), error, error.__traceback__, self)))
        finally:
            self._is_stopped = True
            del _active[self._ident]
            self._done.release()
    def _bootstrap_inner(self):
        self.run()  #@1043
    def join(self, timeout=None):
        if not self._started.is_set():
            raise RuntimeError('cannot join thread before it is started')
        if self is current_thread():
            raise RuntimeError('cannot join current thread')
        if self._is_stopped:
            return
        if self._done.acquire(True, -1 if timeout is None else max(timeout, 0)):
            self._done.release()
    def is_alive(self):
        return self._started.is_set() and not self._is_stopped

class ExceptHookArgs(tuple):
    @property
    def exc_type(self):
        return self[0]
    @property
    def exc_value(self):
        return self[1]
    @property
    def exc_traceback(self):
        return self[2]
    @property
    def thread(self):
        return self[3]

def excepthook(args, /):
    if args.exc_type is SystemExit:
        return
    name = args.thread.name if args.thread is not None else get_ident()
    _sys.stderr.write(f'Exception in thread {name}:\\n' + _machine.traceback(args.exc_value))

__excepthook__ = excepthook

def _call_hook(args):
    excepthook(args)

class Timer(Thread):
    def __init__(self, interval, function, args=None, kwargs=None):
        Thread.__init__(self)
        self.interval, self.function = interval, function
        self.args, self.kwargs = args if args is not None else [], kwargs if kwargs is not None else {}
        self.finished = Event()
    def cancel(self):
        self.finished.set()
    def run(self):
        self.finished.wait(self.interval)
        if not self.finished.is_set():
            self.function(*self.args, **self.kwargs)  #@1344
        self.finished.set()

class _MainThread(Thread):
    def __init__(self):
        self._name, self._daemonic, self._is_stopped = 'MainThread', False, False
        self._started = Event()
        self._started.set()
        self._is_initialized = True
        self._target = None
        self._ident, self._native_id = get_ident(), get_native_id()
        self._done = Lock()
        self._done.acquire()
        _active[self._ident] = self

class _DummyThread(_MainThread):
    def __init__(self):
        _MainThread.__init__(self)
        self._name, self._daemonic = _new_name('Dummy-%d'), True

_main = _MainThread()

def current_thread():
    return _active.get(get_ident()) or _DummyThread()
currentThread = current_thread

def main_thread():
    return _main

def enumerate():
    return list(_active.values())

def active_count():
    return len(_active)
activeCount = active_count

def stack_size(size=0):
    return 0

def settrace(function):
    pass
setprofile = settrace

def _register_atexit(function, *args):
    _hooks.append((function, args))

def _shutdown():
    for function, args in reversed(_hooks):
        function(*args)
    _hooks.clear()
    _main._is_stopped = True
    _main._done.release()
    while True:
        left = [one for one in _active.values() if not one.daemon and one is not _main]
        if not left:
            return
        left[0].join()
`,
  queue: `
import threading
from collections import deque
from heapq import heappush, heappop

class Empty(Exception):
    pass
Empty.__module__ = '_queue'

class Full(Exception):
    pass

class ShutDown(Exception):
    pass

class Queue:
    def __init__(self, maxsize=0):
        self.maxsize = maxsize
        self._init(maxsize)
        self.mutex = threading.Lock()
        self.not_empty = threading.Condition(self.mutex)
        self.not_full = threading.Condition(self.mutex)
        self.all_tasks_done = threading.Condition(self.mutex)
        self.unfinished_tasks = 0
        self.is_shutdown = False
    def _init(self, maxsize):
        self.queue = deque()
    def _qsize(self):
        return len(self.queue)
    def _put(self, item):
        self.queue.append(item)
    def _get(self):
        return self.queue.popleft()
    def qsize(self):
        return self._qsize()
    def empty(self):
        return not self._qsize()
    def full(self):
        return 0 < self.maxsize <= self._qsize()
    def task_done(self):
        with self.all_tasks_done:
            if self.unfinished_tasks <= 0:
                raise ValueError('task_done() called too many times')
            self.unfinished_tasks -= 1
            if self.unfinished_tasks == 0:
                self.all_tasks_done.notify_all()
    def join(self):
        with self.all_tasks_done:
            self.all_tasks_done.wait_for(lambda: self.unfinished_tasks == 0)
    def put(self, item, block=True, timeout=None):
        if timeout is not None and timeout < 0:
            raise ValueError("'timeout' must be a non-negative number")
        with self.not_full:
            if self.is_shutdown:
                raise ShutDown
            if self.maxsize > 0:
                room = lambda: self._qsize() < self.maxsize or self.is_shutdown
                if not block and not room():
                    raise Full  #@159
                if not self.not_full.wait_for(room, timeout):
                    raise Full  #@172
                if self.is_shutdown:
                    raise ShutDown
            self._put(item)
            self.unfinished_tasks += 1
            self.not_empty.notify()
    def get(self, block=True, timeout=None):
        if timeout is not None and timeout < 0:
            raise ValueError("'timeout' must be a non-negative number")
        with self.not_empty:
            some = lambda: self._qsize() > 0 or self.is_shutdown
            if not block and not some():
                raise Empty  #@199
            if not self.not_empty.wait_for(some, timeout):
                raise Empty  #@212
            if self._qsize() == 0:
                raise ShutDown
            item = self._get()
            self.not_full.notify()
            return item
    def put_nowait(self, item):
        return self.put(item, block=False)  #@226
    def get_nowait(self):
        return self.get(block=False)  #@234
    def shutdown(self, immediate=False):
        with self.mutex:
            self.is_shutdown = True
            if immediate:
                while self._qsize():
                    self._get()
                    self.unfinished_tasks = max(0, self.unfinished_tasks - 1)
                self.all_tasks_done.notify_all()
            self.not_empty.notify_all()
            self.not_full.notify_all()

class PriorityQueue(Queue):
    def _init(self, maxsize):
        self.queue = []
    def _put(self, item):
        heappush(self.queue, item)
    def _get(self):
        return heappop(self.queue)

class LifoQueue(Queue):
    def _init(self, maxsize):
        self.queue = []
    def _get(self):
        return self.queue.pop()

class SimpleQueue(Queue):
    def __init__(self):
        Queue.__init__(self)
`,
};
