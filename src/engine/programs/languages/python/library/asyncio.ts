/** asyncio's loop, futures, tasks and runner, written in Python over threads and the machine's clock. */
export const ASYNCIO: Readonly<Record<string, string>> = {
  'asyncio.exceptions': `
class CancelledError(BaseException):
    pass
TimeoutError = TimeoutError
class InvalidStateError(Exception):
    pass
class IncompleteReadError(EOFError):
    def __init__(self, partial, expected):
        super().__init__(f'{len(partial)} bytes read on a total of {"undefined" if expected is None else expected!r} expected bytes')
        self.partial, self.expected = partial, expected
class LimitOverrunError(Exception):
    pass
class QueueEmpty(Exception):
    pass
class QueueFull(Exception):
    pass
class QueueShutDown(Exception):
    pass
for one in (QueueEmpty, QueueFull, QueueShutDown):
    one.__module__ = 'asyncio.queues'
class BrokenBarrierError(RuntimeError):
    pass
`,
  'asyncio.events': `
import heapq
import sys
import _thread
import threading
import logging
from collections import deque
from time import monotonic
from asyncio.exceptions import *

logger = logging.getLogger('asyncio')
_running = threading.local()
_given = threading.local()
_tasks = {}
_names = 0

class Handle:
    def __init__(self, callback, args, loop, context=None):
        self._callback, self._args, self._loop, self._cancelled = callback, args, loop, False
    def cancel(self):
        self._cancelled = True
    def cancelled(self):
        return self._cancelled
    def _run(self):
        try:
            self._callback(*self._args)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as error:
            self._loop.call_exception_handler({'message': f'Exception in callback {_shown(self._callback, self._args)}', 'exception': error, 'handle': self})
    def __repr__(self):
        return f'<{type(self).__name__} {_shown(self._callback, self._args)}>'

class TimerHandle(Handle):
    def __init__(self, when, callback, args, loop, context=None):
        Handle.__init__(self, callback, args, loop)
        self._when = when
    def when(self):
        return self._when
    def __lt__(self, other):
        return self._when < other._when

def _shown(callback, args):
    name = getattr(callback, '__qualname__', repr(callback))
    return f'{name}({", ".join(map(repr, args))})'

class AbstractEventLoop:
    pass

class BaseEventLoop(AbstractEventLoop):
    def __init__(self):
        self._ready = deque()
        self._scheduled = []
        self._count = 0
        self._stopping = self._closed = False
        self._waker = _thread.allocate_lock()
        self._waker.acquire()
        self._exception_handler = None
        self._thread = None
        self._debug = False
        self._executor = None
        self._signals = {}
        self._asyncgens = []
        self._task_factory = None
    def __repr__(self):
        return f'<_UnixSelectorEventLoop running={self.is_running()} closed={self._closed} debug={self._debug}>'
    def time(self):
        return monotonic()
    def _check(self):
        if self._closed:
            raise RuntimeError('Event loop is closed')
    def call_soon(self, callback, *args, context=None):
        self._check()
        handle = Handle(callback, args, self)
        self._ready.append(handle)
        return handle
    def call_soon_threadsafe(self, callback, *args, context=None):
        handle = self.call_soon(callback, *args)
        if self._waker.locked():
            self._waker.release()
        return handle
    def call_later(self, delay, callback, *args, context=None):
        return self.call_at(self.time() + delay, callback, *args)
    def call_at(self, when, callback, *args, context=None):
        self._check()
        handle = TimerHandle(when, callback, args, self)
        self._count += 1
        heapq.heappush(self._scheduled, (when, self._count, handle))
        return handle
    def create_future(self):
        from asyncio.futures import Future
        return Future(loop=self)
    def create_task(self, coro, *, name=None, context=None):
        from asyncio.tasks import Task
        self._check()
        return Task(coro, loop=self, name=name)
    def set_debug(self, enabled):
        self._debug = enabled
    def get_debug(self):
        return self._debug
    def is_running(self):
        return self._thread is not None
    def is_closed(self):
        return self._closed
    def stop(self):
        self._stopping = True
        if self._waker.locked():
            self._waker.release()
    def close(self):
        if self.is_running():
            raise RuntimeError('Cannot close a running event loop')
        self._closed = True
        for number in list(self._signals):
            self.remove_signal_handler(number)
        if self._executor is not None:
            self._executor.shutdown(wait=False)
    def run_forever(self):
        self._check()
        if self.is_running():
            raise RuntimeError('This event loop is already running')
        if _get_running_loop() is not None:
            raise RuntimeError('Cannot run the event loop while another loop is running')
        self._thread = _thread.get_ident()
        _running.loop = self
        try:
            while True:
                self._run_once()
                if self._stopping:
                    break
        finally:
            self._stopping = False
            self._thread = None
            _running.loop = None
    def _run_once(self):
        while self._scheduled and self._scheduled[0][2]._cancelled:
            heapq.heappop(self._scheduled)
        if not self._ready and not self._stopping:
            timeout = -1
            if self._scheduled:
                timeout = max(0, self._scheduled[0][0] - self.time())
            if timeout:
                self._waker.acquire(True, timeout)
        now = self.time() + 1e-9
        while self._scheduled and self._scheduled[0][0] <= now:
            handle = heapq.heappop(self._scheduled)[2]
            if not handle._cancelled:
                self._ready.append(handle)
        for _ in range(len(self._ready)):
            handle = self._ready.popleft()
            if not handle._cancelled:
                handle._run()
    def run_until_complete(self, future):
        from asyncio.tasks import ensure_future
        from asyncio.futures import isfuture
        self._check()
        if self.is_running():
            raise RuntimeError('This event loop is already running')
        if _get_running_loop() is not None:
            raise RuntimeError('Cannot run the event loop while another loop is running')
        is_new = not isfuture(future)
        future = ensure_future(future, loop=self)
        if is_new:
            future._log_destroy_pending = False
        future.add_done_callback(_stop_loop)
        try:
            self.run_forever()
        except:
            if is_new and future.done() and not future.cancelled():
                future.exception()
            raise
        finally:
            future.remove_done_callback(_stop_loop)
        if not future.done():
            raise RuntimeError('Event loop stopped before Future completed.')
        return future.result()  #@725:asyncio/base_events.py
    def set_exception_handler(self, handler):
        self._exception_handler = handler
    def get_exception_handler(self):
        return self._exception_handler
    def default_exception_handler(self, context):
        message = context.get('message') or 'Unhandled exception in event loop'
        error = context.get('exception')
        lines = [message]
        for key in sorted(context):
            if key not in ('message', 'exception'):
                lines.append(f'{key}: {context[key]!r}')
        logger.error('\\n'.join(lines), exc_info=error or False)
    def call_exception_handler(self, context):
        if self._exception_handler is None:
            self.default_exception_handler(context)
        else:
            self._exception_handler(self, context)
    def run_in_executor(self, executor, func, *args):
        from concurrent.futures import ThreadPoolExecutor
        from asyncio.futures import wrap_future
        self._check()
        if executor is None:
            if self._executor is None:
                self._executor = ThreadPoolExecutor(thread_name_prefix='asyncio')
            executor = self._executor
        return wrap_future(executor.submit(func, *args), loop=self)
    def set_default_executor(self, executor):
        self._executor = executor
    async def shutdown_default_executor(self, timeout=None):
        if self._executor is not None:
            executor, self._executor = self._executor, None
            future = self.create_future()
            def finish():
                executor.shutdown(wait=True)
                self.call_soon_threadsafe(future.set_result, None)
            threading.Thread(target=finish).start()
            await future
    async def shutdown_asyncgens(self):
        pass
    def add_signal_handler(self, sig, callback, *args):
        import signal
        if threading.current_thread() is not threading.main_thread():
            raise RuntimeError('set_wakeup_fd only works in main thread')
        self._signals[sig] = signal.getsignal(sig)
        signal.signal(sig, lambda number, frame: self.call_soon_threadsafe(callback, *args))
    def remove_signal_handler(self, sig):
        import signal
        if sig not in self._signals:
            return False
        del self._signals[sig]
        signal.signal(sig, signal.default_int_handler if sig == signal.SIGINT else signal.SIG_DFL)
        return True
    async def getaddrinfo(self, host, port, **options):
        import socket
        return await self.run_in_executor(None, socket.getaddrinfo, host, port)
    async def sock_recv(self, sock, size):
        return await self.run_in_executor(None, sock.recv, size)
    async def sock_sendall(self, sock, data):
        return await self.run_in_executor(None, sock.sendall, data)
    async def sock_accept(self, sock):
        return await self.run_in_executor(None, sock.accept)
    async def sock_connect(self, sock, address):
        return await self.run_in_executor(None, sock.connect, address)

SelectorEventLoop = EventLoop = BaseEventLoop

def _stop_loop(future):
    if not future.cancelled() and isinstance(future._exception, (SystemExit, KeyboardInterrupt)):
        return
    future._loop.stop()

def _get_running_loop():
    return getattr(_running, 'loop', None)

def get_running_loop():
    loop = _get_running_loop()
    if loop is None:
        raise RuntimeError('no running event loop')
    return loop

def new_event_loop():
    return BaseEventLoop()

def set_event_loop(loop):
    _given.loop = loop

def get_event_loop():
    loop = _get_running_loop()
    if loop is not None:
        return loop
    loop = getattr(_given, 'loop', None)
    if loop is None:
        if threading.current_thread() is not threading.main_thread():
            raise RuntimeError('There is no current event loop in thread %r.' % threading.current_thread().name)
        import warnings
        warnings.warn('There is no current event loop', DeprecationWarning, stacklevel=2)
        loop = new_event_loop()
        set_event_loop(loop)
    return loop
`,
  'asyncio.futures': `
from asyncio import events
from asyncio.exceptions import CancelledError, InvalidStateError

_lost = []

def isfuture(thing):
    return isinstance(thing, Future)

class Future:
    _state = 'PENDING'
    _result = None
    _exception = None
    _asyncio_future_blocking = False
    _log_traceback = False
    def __init__(self, *, loop=None):
        self._loop = events.get_event_loop() if loop is None else loop
        self._callbacks = []
        self._cancel_message = None
    def _info(self):
        info = [self._state.lower()]
        if self._state == 'FINISHED':
            info.append(f'exception={self._exception!r}' if self._exception is not None else f'result={self._result!r}')
        return info
    def __repr__(self):
        return f'<{type(self).__name__} {" ".join(self._info())}>'
    def get_loop(self):
        return self._loop
    def cancel(self, msg=None):
        self._log_traceback = False
        if self._state != 'PENDING':
            return False
        self._state = 'CANCELLED'
        self._cancel_message = msg
        self._schedule()
        return True
    def _schedule(self):
        callbacks, self._callbacks = self._callbacks, []
        for callback in callbacks:
            self._loop.call_soon(callback, self)
    def cancelled(self):
        return self._state == 'CANCELLED'
    def done(self):
        return self._state != 'PENDING'
    def _cancelled_error(self):
        return CancelledError() if self._cancel_message is None else CancelledError(self._cancel_message)
    def result(self):
        if self._state == 'CANCELLED':
            raise self._cancelled_error()
        if self._state != 'FINISHED':
            raise InvalidStateError('Result is not ready.')
        self._log_traceback = False
        if self._exception is not None:
            raise self._exception
        return self._result
    def exception(self):
        if self._state == 'CANCELLED':
            raise self._cancelled_error()
        if self._state != 'FINISHED':
            raise InvalidStateError('Exception is not set.')
        self._log_traceback = False
        return self._exception
    def add_done_callback(self, callback, *, context=None):
        if self._state != 'PENDING':
            self._loop.call_soon(callback, self)
        else:
            self._callbacks.append(callback)
    def remove_done_callback(self, callback):
        left = [one for one in self._callbacks if one != callback]
        removed = len(self._callbacks) - len(left)
        self._callbacks[:] = left
        return removed
    def set_result(self, result):
        if self._state != 'PENDING':
            raise InvalidStateError('invalid state')
        self._result = result
        self._state = 'FINISHED'
        self._schedule()
    def set_exception(self, exception):
        if self._state != 'PENDING':
            raise InvalidStateError('invalid state')
        if isinstance(exception, type):
            exception = exception()
        if type(exception) is StopIteration:
            exception = RuntimeError('StopIteration interacts badly with generators and cannot be raised into a Future')
        self._exception = exception
        self._state = 'FINISHED'
        self._log_traceback = True
        _lost.append(self)
        self._schedule()
    def __await__(self):
        if not self.done():
            self._asyncio_future_blocking = True
            yield self
        if not self.done():
            raise RuntimeError("await wasn't used with future")
        return self.result()
    __iter__ = __await__

def _report_lost(loop):
    for one in list(_lost):
        if one._loop is loop:
            _lost.remove(one)
            if one._log_traceback:
                what = type(one).__name__
                loop.call_exception_handler({'message': f'{what} exception was never retrieved', 'exception': one._exception, 'future': one})

def wrap_future(future, *, loop=None):
    if isfuture(future):
        return future
    loop = events.get_event_loop() if loop is None else loop
    made = loop.create_future()
    def copy():
        if made.cancelled():
            return
        if future.cancelled():
            made.cancel()
        elif future._exception is not None:
            made.set_exception(future._exception)
        else:
            made.set_result(future._result)
    future.add_done_callback(lambda done: loop.is_closed() or loop.call_soon_threadsafe(copy))
    made.add_done_callback(lambda done: made.cancelled() and future.cancel())
    return made
`,
  'asyncio.tasks': `
import inspect as _inspect
from asyncio import events, futures
from asyncio.exceptions import CancelledError, InvalidStateError
from asyncio.futures import Future, isfuture, wrap_future
from concurrent.futures import FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED

_all = []
_current = {}
_count = 0

def iscoroutine(thing):
    return type(thing).__name__ == 'coroutine' or _inspect.isawaitable(thing) and hasattr(thing, 'send')

def current_task(loop=None):
    return _current.get(id(events.get_running_loop() if loop is None else loop))

def all_tasks(loop=None):
    loop = events.get_running_loop() if loop is None else loop
    return {one for one in _all if one._loop is loop and not one.done()}

def _coro_repr(coro):
    name = getattr(coro, '__qualname__', type(coro).__name__)
    state = 'done,' if getattr(coro, 'cr_done', False) else 'running at' if coro.cr_line else ''
    if state == 'done,':
        return f'{name}() {state} defined at {coro.cr_file}:{coro.cr_first_line}'
    return f'{name}() running at {coro.cr_file}:{coro.cr_line or coro.cr_first_line}'

class Task(Future):
    _must_cancel = False
    _fut_waiter = None
    _log_destroy_pending = True
    _cancels = 0
    def __init__(self, coro, *, loop=None, name=None, context=None, eager_start=False):
        global _count
        super().__init__(loop=loop)
        if not iscoroutine(coro):
            raise TypeError(f'a coroutine was expected, got {coro!r}')
        _count += 1
        self._name = f'Task-{_count}' if name is None else str(name)
        self._coro = coro
        _all.append(self)
        self._loop.call_soon(self.__step)
    def _info(self):
        info = [('cancelling' if self._cancels and not self.done() else self._state.lower()), f'name={self._name!r}', f'coro=<{_coro_repr(self._coro)}>']
        if self._fut_waiter is not None:
            info.append(f'wait_for={self._fut_waiter!r}')
        if self._state == 'FINISHED':
            info.append(f'exception={self._exception!r}' if self._exception is not None else f'result={self._result!r}')
        return info
    def get_coro(self):
        return self._coro
    def get_name(self):
        return self._name
    def set_name(self, value):
        self._name = str(value)
    def get_context(self):
        return None
    def set_result(self, result):
        raise RuntimeError('Task does not support set_result operation')
    def set_exception(self, exception):
        raise RuntimeError('Task does not support set_exception operation')
    def cancel(self, msg=None):
        self._log_traceback = False
        if self.done():
            return False
        self._cancels += 1
        if self._fut_waiter is not None and self._fut_waiter.cancel(msg=msg):
            return True
        self._must_cancel = True
        self._cancel_message = msg
        return True
    def cancelling(self):
        return self._cancels
    def uncancel(self):
        if self._cancels > 0:
            self._cancels -= 1
            if self._cancels == 0:
                self._must_cancel = False
        return self._cancels
    def __step(self, error=None):
        if self.done():
            raise InvalidStateError(f'_step(): already done: {self!r}, {error!r}')
        if self._must_cancel:
            if not isinstance(error, CancelledError):
                error = self._cancelled_error()
            self._must_cancel = False
        self._fut_waiter = None
        _current[id(self._loop)] = self
        try:
            self.__run(error)
        finally:
            _current[id(self._loop)] = None
            if self.done() and self in _all:
                _all.remove(self)
    def __run(self, error):
        try:
            result = self._coro.send(None) if error is None else self._coro.throw(error)
        except StopIteration as end:
            if self._must_cancel:
                self._must_cancel = False
                super().cancel(msg=self._cancel_message)
            else:
                super().set_result(end.value)
        except CancelledError as end:
            self._cancel_message = end.args[0] if end.args else None
            self._cancelled_exc = end
            super().cancel(self._cancel_message)
        except (KeyboardInterrupt, SystemExit) as end:
            super().set_exception(end)
            raise
        except BaseException as end:
            super().set_exception(end)
        else:
            self.__await_for(result)
    _cancelled_exc = None
    def _cancelled_error(self):
        if self._cancelled_exc is not None:
            error, self._cancelled_exc = self._cancelled_exc, None
            return error
        return super()._cancelled_error()
    def __await_for(self, result):
        if isfuture(result):
            if result._loop is not self._loop:
                self._loop.call_soon(self.__step, RuntimeError(f'Task {self!r} got Future {result!r} attached to a different loop'))
            elif result is self:
                self._loop.call_soon(self.__step, RuntimeError(f'Task cannot await on itself: {self!r}'))
            elif result._asyncio_future_blocking:
                result._asyncio_future_blocking = False
                result.add_done_callback(self.__wakeup)
                self._fut_waiter = result
                if self._must_cancel and result.cancel(msg=self._cancel_message):
                    self._must_cancel = False
        elif result is None:
            self._loop.call_soon(self.__step)
        else:
            self._loop.call_soon(self.__step, RuntimeError(f'Task got bad yield: {result!r}'))
    def __wakeup(self, future):
        try:
            future.result()
        except BaseException as error:
            self.__step(error)
        else:
            self.__step()

def create_task(coro, *, name=None, context=None):
    return events.get_running_loop().create_task(coro, name=name)

def ensure_future(thing, *, loop=None):
    if isfuture(thing):
        return thing
    if not iscoroutine(thing):
        if not _inspect.isawaitable(thing):
            raise TypeError('An asyncio.Future, a coroutine or an awaitable is required')
        thing = _wrap_awaitable(thing)
    loop = events.get_event_loop() if loop is None else loop
    return loop.create_task(thing)

async def _wrap_awaitable(thing):
    return await thing

async def sleep(delay, result=None):
    if delay <= 0:
        await _bare_yield()
        return result
    loop = events.get_running_loop()
    future = loop.create_future()
    handle = loop.call_later(delay, lambda: future.done() or future.set_result(result))
    try:
        return await future  #@718:asyncio/tasks.py
    finally:
        handle.cancel()

class _BareYield:
    def __await__(self):
        yield

async def _bare_yield():
    await _BareYield()

class _GatheringFuture(Future):
    _cancel_requested = False
    def __init__(self, children, *, loop):
        super().__init__(loop=loop)
        self._children = children
    def cancel(self, msg=None):
        if self.done():
            return False
        cancelled = False
        for child in self._children:
            if child.cancel(msg=msg):
                cancelled = True
        if cancelled:
            self._cancel_requested = True
        return cancelled

def gather(*things, return_exceptions=False):
    if not things:
        loop = events.get_event_loop()
        outer = loop.create_future()
        outer.set_result([])
        return outer
    loop = events._get_running_loop()
    children = [ensure_future(one, loop=loop) for one in things]
    unique = list(dict.fromkeys(children))
    outer = None
    finished = 0
    def done(future):
        nonlocal finished
        finished += 1
        if outer is None or outer.done():
            if not future.cancelled():
                future.exception()
            return
        if not return_exceptions:
            if future.cancelled():
                outer.set_exception(future._cancelled_error())
                return
            error = future.exception()
            if error is not None:
                outer.set_exception(error)
                return
        if finished == len(unique):
            results = []
            for one in children:
                if one.cancelled():
                    results.append(CancelledError('' if one._cancel_message is None else one._cancel_message))
                else:
                    error = one.exception()
                    results.append(one.result() if error is None else error)
            if outer._cancel_requested:
                outer.set_exception(future._cancelled_error())
            else:
                outer.set_result(results)
    outer = _GatheringFuture(children, loop=children[0]._loop)
    for one in unique:
        one.add_done_callback(done)
    return outer

def shield(thing):
    inner = ensure_future(thing)
    if inner.done():
        return inner
    outer = inner._loop.create_future()
    def done(future):
        if outer.cancelled():
            if not future.cancelled():
                future.exception()
        elif future.cancelled():
            outer.cancel()
        elif future.exception() is not None:
            outer.set_exception(future.exception())
        else:
            outer.set_result(future.result())
    inner.add_done_callback(done)
    return outer

async def wait_for(fut, timeout):
    from asyncio import timeouts
    if fut is not None and not isfuture(fut) and not iscoroutine(fut):
        fut = ensure_future(fut)
    if timeout is not None and timeout <= 0:
        fut = ensure_future(fut)
        if fut.done():
            return fut.result()
        fut.cancel()
        try:
            await fut
        except CancelledError as exc:
            raise TimeoutError from exc  #@504:asyncio/tasks.py
        return fut.result()
    async with timeouts.timeout(timeout):
        return await fut  #@507:asyncio/tasks.py

async def wait(fs, *, timeout=None, return_when=ALL_COMPLETED):
    if isfuture(fs) or iscoroutine(fs):
        raise TypeError(f'expect a list of futures, not {type(fs).__name__}')
    if not fs:
        raise ValueError('Set of Tasks/Futures is empty.')
    fs = list(dict.fromkeys(fs))
    if any(iscoroutine(one) for one in fs):
        raise TypeError('Passing coroutines is forbidden, use tasks explicitly.')
    loop = events.get_running_loop()
    waiter = loop.create_future()
    def enough():
        done = [one for one in fs if one.done()]
        if len(done) == len(fs) or return_when == FIRST_COMPLETED and done:
            return True
        return return_when == FIRST_EXCEPTION and any(not one.cancelled() and one.exception() is not None for one in done)
    def told(future):
        if enough() and not waiter.done():
            waiter.set_result(None)
    handle = None if timeout is None else loop.call_later(timeout, lambda: waiter.done() or waiter.set_result(None))
    if not enough():
        for one in fs:
            one.add_done_callback(told)
        try:
            await waiter
        finally:
            for one in fs:
                one.remove_done_callback(told)
    if handle is not None:
        handle.cancel()
    done = {one for one in fs if one.done()}
    return done, {one for one in fs if one not in done}

class _AsCompleted:
    def __init__(self, fs, timeout):
        from asyncio.queues import Queue
        self._done = Queue()
        self._loop = events.get_event_loop()
        self._left = list(dict.fromkeys(ensure_future(one, loop=self._loop) for one in fs))
        self._count = len(self._left)
        for one in self._left:
            one.add_done_callback(self._done.put_nowait)
        if timeout is not None:
            self._loop.call_later(timeout, self._expire)
    def _expire(self):
        for _ in range(self._count):
            self._done.put_nowait(None)
    def __iter__(self):
        return self
    def __next__(self):
        if not self._count:
            raise StopIteration
        self._count -= 1
        return self._wait(True)
    def __aiter__(self):
        return self
    async def __anext__(self):
        if not self._count:
            raise StopAsyncIteration
        self._count -= 1
        return await self._wait(False)
    async def _wait(self, wants_result):
        future = await self._done.get()
        if future is None:
            raise TimeoutError
        return future.result() if wants_result else future

def as_completed(fs, *, timeout=None):
    return _AsCompleted(fs, timeout)

def run_coroutine_threadsafe(coro, loop):
    import concurrent.futures
    made = concurrent.futures.Future()
    def start():
        task = ensure_future(coro, loop=loop)
        def done(task):
            if task.cancelled():
                made.cancel()
            elif task.exception() is not None:
                made.set_exception(task.exception())
            else:
                made.set_result(task.result())
        task.add_done_callback(done)
    loop.call_soon_threadsafe(start)
    return made
`,
  'asyncio.runners': `
import signal
import threading
from asyncio import events, futures, tasks
from asyncio.exceptions import CancelledError

class Runner:
    def __init__(self, *, debug=None, loop_factory=None):
        self._factory = loop_factory or events.new_event_loop
        self._loop = None
        self._interrupts = 0
        self._is_closed = False
    def __enter__(self):
        self._init()
        return self
    def __exit__(self, *args):
        self.close()
    def _init(self):
        if self._is_closed:
            raise RuntimeError('Runner is closed')
        if self._loop is None:
            self._loop = self._factory()
            events.set_event_loop(self._loop)
    def get_loop(self):
        self._init()
        return self._loop
    def close(self):
        if self._loop is None or self._is_closed:
            return
        loop = self._loop
        try:
            _cancel_all(loop)
            loop.run_until_complete(loop.shutdown_asyncgens())
            loop.run_until_complete(loop.shutdown_default_executor())
        finally:
            events.set_event_loop(None)
            futures._report_lost(loop)
            loop.close()
            self._loop = None
            self._is_closed = True
    def run(self, coro, *, context=None):
        if events._get_running_loop() is not None:
            raise RuntimeError('Runner.run() cannot be called from a running event loop')
        if not tasks.iscoroutine(coro):
            raise ValueError("a coroutine was expected, got {!r}".format(coro))  #@89:asyncio/runners.py
        self._init()
        task = self._loop.create_task(coro)
        handler = None
        if threading.current_thread() is threading.main_thread() and signal.getsignal(signal.SIGINT) is signal.default_int_handler:
            self._interrupts = 0
            def handler(number, frame):
                self._interrupts += 1
                if self._interrupts == 1 and not task.done():
                    task.cancel()
                    self._loop.call_soon_threadsafe(lambda: None)
                    return
                raise KeyboardInterrupt()
            signal.signal(signal.SIGINT, handler)
        try:
            return self._loop.run_until_complete(task)  #@118:asyncio/runners.py
        except CancelledError:
            if self._interrupts > 0 and task.uncancel() == 0:
                raise KeyboardInterrupt()  #@123:asyncio/runners.py
            raise
        finally:
            if handler is not None and signal.getsignal(signal.SIGINT) is handler:
                signal.signal(signal.SIGINT, signal.default_int_handler)

def run(main, *, debug=None, loop_factory=None):
    if events._get_running_loop() is not None:
        raise RuntimeError(  #@191:asyncio/runners.py
            "asyncio.run() cannot be called from a running event loop")
    with Runner(debug=debug, loop_factory=loop_factory) as runner:
        return runner.run(main)  #@195:asyncio/runners.py

def _cancel_all(loop):
    left = [one for one in tasks._all if one._loop is loop and not one.done()]
    for one in left:
        one.cancel()
    if left:
        loop.run_until_complete(tasks.gather(*left, return_exceptions=True))
        for one in left:
            if not one.cancelled() and one.exception() is not None:
                loop.call_exception_handler({'message': 'unhandled exception during asyncio.run() shutdown', 'exception': one.exception(), 'task': one})
`,
  asyncio: `
from asyncio.exceptions import CancelledError, InvalidStateError, IncompleteReadError, LimitOverrunError, TimeoutError, BrokenBarrierError, QueueEmpty, QueueFull, QueueShutDown
from asyncio.events import AbstractEventLoop, BaseEventLoop, EventLoop, SelectorEventLoop, Handle, TimerHandle, get_event_loop, get_running_loop, new_event_loop, set_event_loop, _get_running_loop
from asyncio.futures import Future, isfuture, wrap_future
from asyncio.tasks import Task, create_task, ensure_future, current_task, all_tasks, sleep, gather, shield, wait_for, wait, as_completed, run_coroutine_threadsafe, iscoroutine, FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED
from asyncio.runners import Runner, run
from asyncio.locks import Lock, Event, Condition, Semaphore, BoundedSemaphore, Barrier
from asyncio.queues import Queue, PriorityQueue, LifoQueue
from asyncio.timeouts import Timeout, timeout, timeout_at
from asyncio.taskgroups import TaskGroup
from asyncio.threads import to_thread
from asyncio.streams import StreamReader, StreamWriter, open_connection, start_server
from asyncio.subprocess import create_subprocess_exec, create_subprocess_shell
from inspect import iscoroutinefunction
`,
};
