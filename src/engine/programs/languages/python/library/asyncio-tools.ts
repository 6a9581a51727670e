/** asyncio's locks, queues, groups of tasks and time limits, written in Python. */
export const ASYNCIO_TOOLS: Readonly<Record<string, string>> = {
  'asyncio.locks': `
from collections import deque
from asyncio import events
from asyncio.exceptions import BrokenBarrierError, CancelledError

class _Waiting:
    def _wait(self):
        future = events.get_running_loop().create_future()
        self._waiters.append(future)
        return future
    def _wake(self, count=1):
        for future in list(self._waiters):
            if count <= 0:
                break
            if not future.done():
                count -= 1
                future.set_result(True)

def _where(thing, extra):
    text = f'<{type(thing).__module__}.{type(thing).__qualname__} object at {id(thing):#x} [{extra}'
    return text + (f', waiters:{len(thing._waiters)}]>' if thing._waiters else ']>')

class _Held:
    async def __aenter__(self):
        await self.acquire()
        return None
    async def __aexit__(self, *args):
        self.release()

class Lock(_Waiting, _Held):
    def __init__(self):
        self._waiters = deque()
        self._locked = False
    def __repr__(self):
        return _where(self, 'locked' if self._locked else 'unlocked')
    def locked(self):
        return self._locked
    async def acquire(self):
        if not self._locked and all(one.cancelled() for one in self._waiters):
            self._locked = True
            return True
        future = self._wait()
        try:
            try:
                await future
            finally:
                self._waiters.remove(future)
        except CancelledError:
            if not self._locked:
                self._wake()
            raise
        self._locked = True
        return True
    def release(self):
        if not self._locked:
            raise RuntimeError('Lock is not acquired.')
        self._locked = False
        self._wake()

class Event(_Waiting):
    def __init__(self):
        self._waiters = deque()
        self._value = False
    def __repr__(self):
        return _where(self, 'set' if self._value else 'unset')
    def is_set(self):
        return self._value
    def set(self):
        if not self._value:
            self._value = True
            self._wake(len(self._waiters))
    def clear(self):
        self._value = False
    async def wait(self):
        if self._value:
            return True
        future = self._wait()
        try:
            await future  #@213:asyncio/locks.py
            return True
        finally:
            self._waiters.remove(future)

class Condition(_Waiting, _Held):
    def __init__(self, lock=None):
        self._lock = Lock() if lock is None else lock
        self.locked, self.acquire, self.release = self._lock.locked, self._lock.acquire, self._lock.release
        self._waiters = deque()
    async def wait(self):
        if not self.locked():
            raise RuntimeError('cannot wait on un-acquired lock')
        future = self._wait()
        self.release()
        try:
            try:
                await future
                return True
            finally:
                self._waiters.remove(future)
        finally:
            await self.acquire()
    async def wait_for(self, predicate):
        result = predicate()
        while not result:
            await self.wait()
            result = predicate()
        return result
    def notify(self, n=1):
        if not self.locked():
            raise RuntimeError('cannot notify on un-acquired lock')
        self._wake(n)
    def notify_all(self):
        self.notify(len(self._waiters))

class Semaphore(_Waiting, _Held):
    def __init__(self, value=1):
        if value < 0:
            raise ValueError('Semaphore initial value must be >= 0')
        self._waiters = deque()
        self._value = value
    def __repr__(self):
        return _where(self, 'locked' if self.locked() else f'unlocked, value:{self._value}')
    def locked(self):
        return self._value == 0 or any(not one.cancelled() for one in self._waiters)
    async def acquire(self):
        if not self.locked():
            self._value -= 1
            return True
        future = self._wait()
        try:
            try:
                await future
            finally:
                self._waiters.remove(future)
        except CancelledError:
            if future.done() and not future.cancelled():
                self._value += 1
                self._next()
            raise
        while self._value > 0 and self._next():
            pass
        return True
    def _next(self):
        for future in self._waiters:
            if not future.done():
                self._value -= 1
                future.set_result(True)
                return True
        return False
    def release(self):
        self._value += 1
        self._next()

class BoundedSemaphore(Semaphore):
    def __init__(self, value=1):
        self._bound = value
        super().__init__(value)
    def release(self):
        if self._value >= self._bound:
            raise ValueError('BoundedSemaphore released too many times')
        super().release()

class Barrier:
    def __init__(self, parties):
        if parties < 1:
            raise ValueError('parties must be >= 1')
        self._cond = Condition()
        self.parties, self.n_waiting, self._round, self.broken = parties, 0, 0, False
    async def __aenter__(self):
        return await self.wait()
    async def __aexit__(self, *args):
        pass
    async def wait(self):
        async with self._cond:
            index, own = self.n_waiting, self._round
            self.n_waiting += 1
            if self.n_waiting == self.parties:
                self.n_waiting = 0
                self._round += 1
                self._cond.notify_all()
            else:
                await self._cond.wait_for(lambda: self._round != own or self.broken)
            if self.broken:
                raise BrokenBarrierError('Barrier aborted')
            return index
    async def abort(self):
        async with self._cond:
            self.broken = True
            self._cond.notify_all()
`,
  'asyncio.queues': `
import heapq
from collections import deque
from asyncio import events, locks
from asyncio.exceptions import QueueEmpty, QueueFull, QueueShutDown

class Queue:
    def __init__(self, maxsize=0):
        self._maxsize = maxsize
        self._getters, self._putters = deque(), deque()
        self._unfinished_tasks = 0
        self._finished = locks.Event()
        self._finished.set()
        self._is_shutdown = False
        self._init(maxsize)
    def _init(self, maxsize):
        self._queue = deque()
    def _get(self):
        return self._queue.popleft()
    def _put(self, item):
        self._queue.append(item)
    def __repr__(self):
        return f'<{type(self).__name__} at {id(self):#x} maxsize={self._maxsize!r}>'
    @property
    def maxsize(self):
        return self._maxsize
    def qsize(self):
        return len(self._queue)
    def empty(self):
        return not self._queue
    def full(self):
        return 0 < self._maxsize <= self.qsize()
    def _wake(self, waiters):
        while waiters:
            waiter = waiters.popleft()
            if not waiter.done():
                waiter.set_result(None)
                break
    async def put(self, item):
        while self.full() and not self._is_shutdown:
            putter = events.get_running_loop().create_future()
            self._putters.append(putter)
            try:
                await putter  #@139:asyncio/queues.py
            except:
                putter.cancel()
                if putter in self._putters:
                    self._putters.remove(putter)
                if not self.full() and not putter.cancelled():
                    self._wake(self._putters)
                raise
        return self.put_nowait(item)
    def put_nowait(self, item):
        if self._is_shutdown:
            raise QueueShutDown
        if self.full():
            raise QueueFull  #@166:asyncio/queues.py
        self._put(item)
        self._unfinished_tasks += 1
        self._finished.clear()
        self._wake(self._getters)
    async def get(self):
        while self.empty():
            if self._is_shutdown:
                raise QueueShutDown
            getter = events.get_running_loop().create_future()
            self._getters.append(getter)
            try:
                await getter  #@186:asyncio/queues.py
            except:
                getter.cancel()
                if getter in self._getters:
                    self._getters.remove(getter)
                if not self.empty() and not getter.cancelled():
                    self._wake(self._getters)
                raise
        return self.get_nowait()
    def get_nowait(self):
        if self.empty():
            if self._is_shutdown:
                raise QueueShutDown
            raise QueueEmpty  #@214:asyncio/queues.py
        item = self._get()
        self._wake(self._putters)
        return item
    def task_done(self):
        if self._unfinished_tasks <= 0:
            raise ValueError('task_done() called too many times')
        self._unfinished_tasks -= 1
        if self._unfinished_tasks == 0:
            self._finished.set()
    async def join(self):
        if self._unfinished_tasks > 0:
            await self._finished.wait()
    def shutdown(self, immediate=False):
        self._is_shutdown = True
        if immediate:
            while not self.empty():
                self._get()
                self._unfinished_tasks = max(0, self._unfinished_tasks - 1)
            if self._unfinished_tasks == 0:
                self._finished.set()
        for waiters in (self._getters, self._putters):
            while waiters:
                self._wake(waiters)

class PriorityQueue(Queue):
    def _init(self, maxsize):
        self._queue = []
    def _put(self, item):
        heapq.heappush(self._queue, item)
    def _get(self):
        return heapq.heappop(self._queue)

class LifoQueue(Queue):
    def _init(self, maxsize):
        self._queue = []
    def _get(self):
        return self._queue.pop()
`,
  'asyncio.timeouts': `
from asyncio import events, tasks
from asyncio.exceptions import CancelledError

class Timeout:
    def __init__(self, when):
        self._state, self._when, self._handler = 'created', when, None
    def when(self):
        return self._when
    def expired(self):
        return self._state in ('expiring', 'expired')
    def reschedule(self, when):
        if self._state != 'active':
            raise RuntimeError('Timeout has not been entered' if self._state == 'created' else f'Cannot change state of {self._state} Timeout')
        self._when = when
        if self._handler is not None:
            self._handler.cancel()
        self._handler = None
        if when is not None:
            self._handler = events.get_running_loop().call_at(when, self._on_timeout)
    def _on_timeout(self):
        self._task.cancel()
        self._state = 'expiring'
        self._handler = None
    async def __aenter__(self):
        if self._state != 'created':
            raise RuntimeError('Timeout has already been entered')
        self._task = tasks.current_task()
        if self._task is None:
            raise RuntimeError('Timeout should be used inside a task')
        self._cancelling = self._task.cancelling()
        self._state = 'active'
        self.reschedule(self._when)
        return self
    async def __aexit__(self, exc_type, exc_val, exc_tb):
        if self._handler is not None:
            self._handler.cancel()
            self._handler = None
        if self._state == 'expiring':
            self._state = 'expired'
            if self._task.uncancel() <= self._cancelling and exc_type is not None and issubclass(exc_type, CancelledError):
                raise TimeoutError from exc_val  #@116:asyncio/timeouts.py
        elif self._state == 'active':
            self._state = 'exited'

def timeout(delay):
    return Timeout(None if delay is None else events.get_running_loop().time() + delay)

def timeout_at(when):
    return Timeout(when)
`,
  'asyncio.taskgroups': `
from asyncio import events, tasks
from asyncio.exceptions import CancelledError

class TaskGroup:
    def __init__(self):
        self._entered = self._exiting = self._aborting = self._parent_cancel_requested = False
        self._loop = self._parent_task = self._base_error = self._completed = None
        self._tasks, self._errors = set(), []
    async def __aenter__(self):
        if self._entered:
            raise RuntimeError(f'TaskGroup {self!r} has already been entered')
        self._entered = True
        self._loop = events.get_running_loop()
        self._parent_task = tasks.current_task(self._loop)
        if self._parent_task is None:
            raise RuntimeError(f'TaskGroup {self!r} cannot determine the parent task')
        return self
    async def __aexit__(self, et, exc, tb):
        return await self._aexit(et, exc)  #@71:asyncio/taskgroups.py
    async def _aexit(self, et, exc):
        self._exiting = True
        cancelled = exc if et is not None and issubclass(et, CancelledError) else None
        if self._is_base(exc) and self._base_error is None:
            self._base_error = exc
        if self._parent_cancel_requested:
            self._parent_task.uncancel()
        if et is not None and not self._aborting:
            self._abort()
        while self._tasks:
            if self._completed is None:
                self._completed = self._loop.create_future()
            try:
                await self._completed
            except CancelledError as error:
                if not self._aborting:
                    cancelled = error
                    self._abort()
            self._completed = None
        if self._base_error is not None:
            raise self._base_error
        if self._parent_cancel_requested and cancelled is not None:
            if self._parent_task.cancelling() == 0 and self._errors:
                cancelled = None
        if cancelled is not None and not self._errors:
            raise cancelled  #@156:asyncio/taskgroups.py
        if et is not None and not issubclass(et, CancelledError):
            self._errors.append(exc)
        if self._errors:
            raise BaseExceptionGroup(  #@173:asyncio/taskgroups.py
                'unhandled errors in a TaskGroup',
                self._errors,
            ) from None
    def _is_base(self, exc):
        return isinstance(exc, (SystemExit, KeyboardInterrupt))
    def create_task(self, coro, *, name=None, context=None):
        if not self._entered:
            raise RuntimeError(f'TaskGroup {self!r} has not been entered')
        if self._exiting and not self._tasks:
            raise RuntimeError(f'TaskGroup {self!r} is finished')
        if self._aborting:
            raise RuntimeError(f'TaskGroup {self!r} is shutting down')
        task = self._loop.create_task(coro, name=name)
        self._tasks.add(task)
        task.add_done_callback(self._on_done)
        return task
    def _abort(self):
        self._aborting = True
        for task in self._tasks:
            if not task.done():
                task.cancel()
    def _on_done(self, task):
        self._tasks.discard(task)
        if self._completed is not None and not self._tasks and not self._completed.done():
            self._completed.set_result(True)
        if task.cancelled():
            return
        error = task.exception()
        if error is None:
            return
        self._errors.append(error)
        if self._is_base(error) and self._base_error is None:
            self._base_error = error
        if self._parent_task.done():
            return
        if not self._aborting and not self._parent_cancel_requested:
            self._abort()
            self._parent_cancel_requested = True
            self._parent_task.cancel()
`,
  'asyncio.threads': `
from functools import partial
from asyncio import events

async def to_thread(func, /, *args, **kwargs):
    loop = events.get_running_loop()
    func_call = partial(func, *args, **kwargs)
    return await loop.run_in_executor(None, func_call)  #@25:asyncio/threads.py
`,
  'asyncio.streams': `
import socket
import threading
from asyncio import events, tasks
from asyncio.exceptions import IncompleteReadError, CancelledError

class StreamReader:
    def __init__(self, limit=65536, loop=None):
        self._loop = events.get_event_loop() if loop is None else loop
        self._buffer, self._eof, self._waiter, self._exception = bytearray(), False, None, None
    def _wake(self):
        waiter, self._waiter = self._waiter, None
        if waiter is not None and not waiter.done():
            waiter.set_result(None)
    def feed_data(self, data):
        self._buffer.extend(data)
        self._wake()
    def feed_eof(self):
        self._eof = True
        self._wake()
    def set_exception(self, error):
        self._exception = error
        self._wake()
    def exception(self):
        return self._exception
    def at_eof(self):
        return self._eof and not self._buffer
    async def _more(self):
        if self._exception is not None:
            raise self._exception
        self._waiter = self._loop.create_future()
        try:
            await self._waiter
        finally:
            self._waiter = None
    def _take(self, count):
        data = bytes(self._buffer[:count])
        del self._buffer[:count]
        return data
    async def read(self, n=-1):
        if n == 0:
            return b''
        if n < 0:
            while not self._eof:
                await self._more()
            return self._take(len(self._buffer))
        while not self._buffer and not self._eof:
            await self._more()
        return self._take(n)
    async def readexactly(self, n):
        while len(self._buffer) < n:
            if self._eof:
                raise IncompleteReadError(self._take(len(self._buffer)), n)
            await self._more()
        return self._take(n)
    async def readuntil(self, separator=b'\\n'):
        while True:
            at = bytes(self._buffer).find(separator)
            if at >= 0:
                return self._take(at + len(separator))
            if self._eof:
                raise IncompleteReadError(self._take(len(self._buffer)), None)
            await self._more()
    async def readline(self):
        try:
            return await self.readuntil(b'\\n')
        except IncompleteReadError as error:
            return error.partial
    def __aiter__(self):
        return self
    async def __anext__(self):
        line = await self.readline()
        if line == b'':
            raise StopAsyncIteration
        return line

class StreamWriter:
    def __init__(self, sock, loop):
        self._sock, self._loop, self._closing = sock, loop, False
    @property
    def transport(self):
        return self
    def write(self, data):
        if not self._closing:
            try:
                self._sock.sendall(data)
            except OSError:
                pass
    def writelines(self, data):
        self.write(b''.join(data))
    def can_write_eof(self):
        return True
    def write_eof(self):
        self._sock.shutdown(socket.SHUT_WR)
    async def drain(self):
        await tasks.sleep(0)
    def is_closing(self):
        return self._closing
    def close(self):
        if not self._closing:
            self._closing = True
            self._sock.close()
    async def wait_closed(self):
        await tasks.sleep(0)
    def get_extra_info(self, name, default=None):
        if name == 'peername':
            return self._sock.getpeername()
        if name == 'sockname':
            return self._sock.getsockname()
        return self._sock if name == 'socket' else default

def _connected(sock, loop):
    reader = StreamReader(loop=loop)
    writer = StreamWriter(sock, loop)
    def tell(callback, *args):
        if not loop.is_closed():
            loop.call_soon_threadsafe(callback, *args)
    def read():
        while True:
            try:
                data = sock.recv(65536)
            except OSError as error:
                if not writer._closing:
                    tell(reader.set_exception, error)
                data = b''
            if not data:
                tell(reader.feed_eof)
                return
            tell(reader.feed_data, data)
    threading.Thread(target=read, daemon=True).start()
    return reader, writer

async def open_connection(host=None, port=None, **options):
    loop = events.get_running_loop()
    made = loop.create_future()
    def settle(method, value):
        if not loop.is_closed():
            loop.call_soon_threadsafe(lambda: made.done() or method(value))
    def connect():
        sock = socket.socket()
        try:
            sock.connect((host, port))
        except OSError as error:
            if error.errno is not None and error.errno > 0:
                error = type(error)(error.errno, f'Connect call failed {(socket.gethostbyname(host), port)}')
            settle(made.set_exception, error)
        else:
            settle(made.set_result, sock)
    threading.Thread(target=connect, daemon=True).start()
    return _connected(await made, loop)

class Server:
    def __init__(self, sock, callback, loop):
        self.sockets, self._callback, self._loop, self._serving = (sock,), callback, loop, None
        self._closed = loop.create_future()
        self._start()
    def __repr__(self):
        return f'<Server sockets={self.sockets!r}>'
    def _start(self):
        sock = self.sockets[0]
        def accept():
            while True:
                try:
                    connection, _ = sock.accept()
                except OSError:
                    return
                if self._loop.is_closed():
                    return
                self._loop.call_soon_threadsafe(self._begin, connection)
        threading.Thread(target=accept, daemon=True).start()
    def _begin(self, connection):
        reader, writer = _connected(connection, self._loop)
        made = self._callback(reader, writer)
        if tasks.iscoroutine(made):
            task = self._loop.create_task(made)
            task.add_done_callback(lambda done: self._done(done, writer))
    def _done(self, task, writer):
        if task.cancelled():
            writer.close()
            return
        error = task.exception()
        if error is not None:
            self._loop.call_exception_handler({'message': 'Unhandled exception in client_connected_cb', 'exception': error, 'transport': writer})
            writer.close()
    def is_serving(self):
        return not self._closed.done()
    async def start_serving(self):
        await tasks.sleep(0)
    async def serve_forever(self):
        self._serving = self._loop.create_future()
        try:
            await self._serving
        except CancelledError:
            self.close()
            raise
        finally:
            self._serving = None
    def close(self):
        for one in self.sockets:
            one.close()
        self.sockets = ()
        if self._serving is not None and not self._serving.done():
            self._serving.cancel()
        if not self._closed.done():
            self._closed.set_result(None)
    async def wait_closed(self):
        await self._closed
    async def __aenter__(self):
        return self
    async def __aexit__(self, *args):
        self.close()
        await self.wait_closed()

async def start_server(client_connected_cb, host=None, port=None, **options):
    sock = socket.socket()
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        sock.bind((host or '0.0.0.0', port or 0))
    except OSError as error:
        raise OSError(error.errno, f'error while attempting to bind on address {(host or "0.0.0.0", port)!r}: {error.strerror.lower()}') from None
    sock.listen(100)
    return Server(sock, client_connected_cb, events.get_running_loop())
`,
  'asyncio.subprocess': `
import subprocess
from asyncio import events
from asyncio.streams import StreamReader

PIPE, STDOUT, DEVNULL = subprocess.PIPE, subprocess.STDOUT, subprocess.DEVNULL

class Process:
    def __init__(self, popen, loop):
        self._popen, self._loop, self.pid = popen, loop, popen.pid
        self.stdin = popen.stdin
        self.stdout = self._read(popen.stdout)
        self.stderr = self._read(popen.stderr)
    def _read(self, pipe):
        if pipe is None:
            return None
        import threading
        reader = StreamReader(loop=self._loop)
        def read():
            for line in pipe:
                self._loop.call_soon_threadsafe(reader.feed_data, line)
            self._loop.call_soon_threadsafe(reader.feed_eof)
        threading.Thread(target=read, daemon=True).start()
        return reader
    @property
    def returncode(self):
        return self._popen.returncode
    async def wait(self):
        return await self._loop.run_in_executor(None, self._popen.wait)
    async def communicate(self, input=None):
        if input is not None:
            self._popen.stdin.write(input)
        if self._popen.stdin is not None:
            self._popen.stdin.close()
        out = None if self.stdout is None else await self.stdout.read()
        err = None if self.stderr is None else await self.stderr.read()
        await self.wait()
        return out, err
    def send_signal(self, signal):
        self._popen.send_signal(signal)
    def terminate(self):
        self._popen.terminate()
    def kill(self):
        self._popen.kill()

async def create_subprocess_exec(program, *args, stdin=None, stdout=None, stderr=None, **options):
    return Process(subprocess.Popen([program, *args], stdin=stdin, stdout=stdout, stderr=stderr, **options), events.get_running_loop())

async def create_subprocess_shell(cmd, stdin=None, stdout=None, stderr=None, **options):
    return Process(subprocess.Popen(cmd, shell=True, stdin=stdin, stdout=stdout, stderr=stderr, **options), events.get_running_loop())
`,
};
