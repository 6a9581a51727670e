/** asyncio's event loop: an agenda of calls. */
export const ASYNCIO_LOOP: Readonly<Record<string, string>> = {
  'asyncio.events': `
import heapq
import itertools
import logging
import math
import threading
from _thread import allocate_lock, get_ident
from collections import deque
from time import monotonic

_here = threading.local()

def _told(callback):
    """A callback as the repr of its handle has it."""
    name = getattr(callback, '__qualname__', None)
    code = getattr(callback, '__code__', None)
    place = '' if code is None else f' at {code.co_filename}:{code.co_firstlineno}'
    return f'{repr(callback) if name is None else name}(){place}'

class Handle:
    """A call that a loop owes; cancelled, there is none."""
    def __init__(self, callback, args, loop, context=None):
        self._owed, self._loop = (callback, args), loop
    def cancel(self):
        self._owed = None
    def cancelled(self):
        return self._owed is None
    def _run(self):
        callback, args = self._owed or (None, ())
        if callback is None:
            return
        try:
            callback(*args)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as error:
            self._loop.call_exception_handler(dict(message=f'Exception in callback {_told(callback)}', exception=error, handle=self))
    def _words(self):
        return ['cancelled' if self._owed is None else _told(self._owed[0])]
    def __repr__(self):
        return f'<{type(self).__name__} {" ".join(self._words())}>'

class TimerHandle(Handle):
    def __init__(self, when, callback, args, loop, context=None):
        super().__init__(callback, args, loop)
        self._due = when
    def when(self):
        return self._due
    def _words(self):
        return [f'when={self._due}', *super()._words()]

class AbstractEventLoop:
    pass

class BaseEventLoop(AbstractEventLoop):
    """An agenda: calls for now in their order, calls for later by their time, and a bell that ends the sleep between."""
    def __init__(self):
        self._now, self._later, self._numbers = deque(), [], itertools.count()
        self._is_open, self._is_stopping, self._is_debugging = True, False, False
        self._runner = self._handler = self._pool = self._factory = None
        self._watched = {}
        # Of tasks and futures: those that go on, the one that runs, those whose error nobody has asked for.
        self._tasks, self._task, self._unseen = {}, None, {}
        self._bell = allocate_lock()
        self._bell.acquire()
    def __repr__(self):
        return f'<_UnixSelectorEventLoop running={self.is_running()} closed={self.is_closed()} debug={self.get_debug()}>'
    def time(self):
        return monotonic()
    def is_running(self):
        return self._runner is not None
    def is_closed(self):
        return not self._is_open
    def get_debug(self):
        return self._is_debugging
    def set_debug(self, enabled):
        self._is_debugging = enabled
    def _need_open(self):
        if not self._is_open:
            raise RuntimeError('Event loop is closed')
    def _ring(self):
        if self._bell.locked():
            self._bell.release()

    def call_soon(self, callback, *args, context=None):
        self._need_open()
        self._now.append(Handle(callback, args, self))
        return self._now[-1]
    def call_soon_threadsafe(self, callback, *args, context=None):
        try:
            return self.call_soon(callback, *args)
        finally:
            self._ring()
    def call_at(self, when, callback, *args, context=None):
        self._need_open()
        made = TimerHandle(when, callback, args, self)
        heapq.heappush(self._later, (when, next(self._numbers), made))
        return made
    def call_later(self, delay, callback, *args, context=None):
        return self.call_at(self.time() + delay, callback, *args)

    def create_future(self):
        from asyncio.futures import Future
        return Future(loop=self)
    def set_task_factory(self, factory):
        self._factory = factory
    def get_task_factory(self):
        return self._factory
    def create_task(self, coro, *, name=None, context=None):
        from asyncio.tasks import Task
        self._need_open()
        if self._factory is None:
            return Task(coro, loop=self, name=name)
        made = self._factory(self, coro)
        if name is not None:
            made.set_name(name)
        return made

    def _sleep(self):
        """Until something is due, or the bell rings."""
        while self._later and self._later[0][2].cancelled():
            heapq.heappop(self._later)
        if self._now or self._is_stopping:
            return
        if not self._later:
            self._bell.acquire()
        elif (left := self._later[0][0] - self.time()) > 0:
            # As epoll, by whole milliseconds: what is due in the same one comes together.
            self._bell.acquire(True, math.ceil(left * 1000) / 1000)
    def _turn(self):
        self._sleep()
        until = self.time() + 1e-9
        while self._later and self._later[0][0] <= until:
            self._now.append(heapq.heappop(self._later)[2])
        for _ in range(len(self._now)):
            self._now.popleft()._run()
    def _need_rest(self):
        self._need_open()
        if self.is_running():
            raise RuntimeError('This event loop is already running')
        if _get_running_loop() is not None:
            raise RuntimeError('Cannot run the event loop while another loop is running')
    def run_forever(self):
        self._need_rest()
        self._runner, _here.running = get_ident(), self
        try:
            self._turn()
            while not self._is_stopping:
                self._turn()
        finally:
            self._runner = _here.running = None
            self._is_stopping = False
    def run_until_complete(self, future):
        from asyncio.tasks import ensure_future
        self._need_rest()
        future = ensure_future(future, loop=self)
        is_waiting = True
        def ended(_):
            if is_waiting:
                self.stop()
        future.add_done_callback(ended)
        try:
            self.run_forever()
        except:
            self._unseen.pop(id(future), None)
            raise
        finally:
            is_waiting = False
            future.remove_done_callback(ended)
        if not future.done():
            raise RuntimeError('Event loop stopped before Future completed.')
        return future.result()  #@725:asyncio/base_events.py
    def stop(self):
        self._is_stopping = True
        self._ring()
    def close(self):
        if self.is_running():
            raise RuntimeError('Cannot close a running event loop')
        self._is_open = False
        for number in [*self._watched]:
            self.remove_signal_handler(number)
        if self._pool is not None:
            self._pool.shutdown(wait=False)

    def get_exception_handler(self):
        return self._handler
    def set_exception_handler(self, handler):
        if not (handler is None or callable(handler)):
            raise TypeError(f'A callable object or None is expected, got {handler!r}')
        self._handler = handler
    def default_exception_handler(self, context):
        rest = sorted(context.keys() - {'message', 'exception'})
        lines = [context.get('message') or 'Unhandled exception in event loop', *(f'{key}: {context[key]!r}' for key in rest)]
        logging.getLogger('asyncio').error('\\n'.join(lines), exc_info=context.get('exception') or False)
    def call_exception_handler(self, context):
        if self._handler is None:
            return self.default_exception_handler(context)
        self._handler(self, context)
    def _tell_unseen(self):
        """Says which errors nobody has asked for."""
        while self._unseen:
            future = self._unseen.pop(next(iter(self._unseen)))
            self.call_exception_handler(dict(message=f'{type(future).__name__} exception was never retrieved', exception=future._end[1], future=future))

    def set_default_executor(self, executor):
        self._pool = executor
    def run_in_executor(self, executor, func, *args):
        from asyncio.futures import wrap_future
        self._need_open()
        if executor is None and self._pool is None:
            from concurrent.futures import ThreadPoolExecutor
            self._pool = ThreadPoolExecutor(thread_name_prefix='asyncio')
        return wrap_future((executor or self._pool).submit(func, *args), loop=self)
    async def shutdown_default_executor(self, timeout=None):
        if self._pool is not None:
            gone = self.create_future()
            def leave():
                self._pool.shutdown(wait=True)
                self.call_soon_threadsafe(gone.set_result, None)
            threading.Thread(target=leave).start()
            await gone
            self._pool = None
    async def shutdown_asyncgens(self):
        pass

    def add_signal_handler(self, sig, callback, *args):
        import signal
        if threading.current_thread() is not threading.main_thread():
            raise RuntimeError('set_wakeup_fd only works in main thread')
        self._watched[sig] = signal.signal(sig, lambda *_: self.call_soon_threadsafe(callback, *args))
    def remove_signal_handler(self, sig):
        import signal
        if self._watched.pop(sig, self) is self:
            return False
        signal.signal(sig, signal.default_int_handler if sig == signal.SIGINT else signal.SIG_DFL)
        return True

    async def getaddrinfo(self, host, port, **options):
        from socket import getaddrinfo
        return await self.run_in_executor(None, getaddrinfo, host, port)
    async def sock_recv(self, sock, size):
        return await self.run_in_executor(None, sock.recv, size)
    async def sock_sendall(self, sock, data):
        return await self.run_in_executor(None, sock.sendall, data)
    async def sock_accept(self, sock):
        return await self.run_in_executor(None, sock.accept)
    async def sock_connect(self, sock, address):
        return await self.run_in_executor(None, sock.connect, address)

SelectorEventLoop = EventLoop = BaseEventLoop

def new_event_loop():
    return EventLoop()

def _get_running_loop():
    return getattr(_here, 'running', None)

def get_running_loop():
    found = _get_running_loop()
    if found is None:
        raise RuntimeError('no running event loop')
    return found

def set_event_loop(loop):
    _here.given = loop

def get_event_loop():
    found = _get_running_loop() or getattr(_here, 'given', None)
    if found is None:
        mine = threading.current_thread()
        if mine is not threading.main_thread():
            raise RuntimeError(f'There is no current event loop in thread {mine.name!r}.')
        import warnings
        warnings.warn('There is no current event loop', DeprecationWarning, stacklevel=2)
        set_event_loop(found := new_event_loop())
    return found
`,
};
