/** asyncio's locks and queues: lines of those who wait, and when each goes on. */
export const ASYNCIO_LINES: Readonly<Record<string, string>> = {
  'asyncio.locks': `
from asyncio import events
from asyncio.exceptions import BrokenBarrierError, CancelledError

class _Line:
    """Who waits, in the order they came. A turn that was given and is not taken any more goes on to the next, or as told."""
    def __init__(self, go_on=None):
        self._turns, self._go_on = [], go_on or self.call
    def __len__(self):
        return len(self._turns)
    def waiting(self):
        return [one for one in self._turns if not one.cancelled()]
    def call(self, count=1):
        """Gives so many of them their turn; says how many there were."""
        called = [one for one in self._turns if not one.done()][:count]
        for turn in called:
            turn.set_result(True)
        return len(called)
    def place(self):
        return _Place(self)

class _Place:
    def __init__(self, line):
        self.line = line
    def __enter__(self):
        self.turn = events.get_running_loop().create_future()
        self.line._turns.append(self.turn)
        return self.turn
    def __exit__(self, kind, error, trace):
        self.line._turns.remove(self.turn)
        if kind is not None and self.turn.done() and not self.turn.cancelled():
            self.line._go_on()

class _Synchronizer:
    def __repr__(self):
        waiting = f', waiters:{len(self._line)}' if len(self._line) else ''
        return f'<{object.__repr__(self)[1:-1]} [{self._state()}{waiting}]>'

class _Held(_Synchronizer):
    async def __aenter__(self):
        await self.acquire()  #@14:asyncio/locks.py
    async def __aexit__(self, *_):
        self.release()

class Lock(_Held):
    def __init__(self):
        self._is_held, self._line = False, _Line(lambda: self._is_held or self._line.call())
    def _state(self):
        return 'locked' if self._is_held else 'unlocked'
    def locked(self):
        return self._is_held
    async def acquire(self):
        if self._is_held or self._line.waiting():
            with self._line.place() as fut:
                await fut  #@110:asyncio/locks.py
        self._is_held = True
        return True
    def release(self):
        if not self._is_held:
            raise RuntimeError('Lock is not acquired.')
        self._is_held = False
        self._line.call()

class Event(_Synchronizer):
    def __init__(self):
        self._is_set, self._line = False, _Line(bool)
    def _state(self):
        return 'set' if self._is_set else 'unset'
    def is_set(self):
        return self._is_set
    def set(self):
        self._is_set = True
        self._line.call(len(self._line))
    def clear(self):
        self._is_set = False
    async def wait(self):
        if not self._is_set:
            with self._line.place() as fut:
                await fut  #@213:asyncio/locks.py
        return True

class Condition(_Held):
    def __init__(self, lock=None):
        self._lock, self._line = lock or Lock(), _Line(bool)
        for name in ('locked', 'acquire', 'release'):
            setattr(self, name, getattr(self._lock, name))
    def _state(self):
        return 'locked' if self.locked() else 'unlocked'
    async def wait(self):
        self._need('wait on')
        self.release()
        try:
            try:
                with self._line.place() as fut:
                    await fut  #@272:asyncio/locks.py
            finally:
                await self._take_back()
        except BaseException:
            # Whether or not this one was told: another is.
            self._line.call()
            raise
        return True
    async def _take_back(self):
        """The lock is this one's again, whatever comes in between."""
        cancelled = None
        while True:
            try:
                await self.acquire()
                break
            except CancelledError as error:
                cancelled = error
        if cancelled is not None:
            raise cancelled
    async def wait_for(self, predicate):
        while not (held := predicate()):
            await self.wait()  #@313:asyncio/locks.py
        return held
    def _need(self, act):
        if not self.locked():
            raise RuntimeError(f'cannot {act} un-acquired lock')
    def notify(self, n=1):
        self._need('notify on')
        self._line.call(n)
    def notify_all(self):
        self.notify(len(self._line))

class Semaphore(_Held):
    """A turn in its line is a permit."""
    def __init__(self, value=1):
        if value < 0:
            raise ValueError('Semaphore initial value must be >= 0')
        self._value, self._line = value, _Line(lambda: Semaphore.release(self))
    def _state(self):
        return 'locked' if self.locked() else f'unlocked, value:{self._value}'
    def locked(self):
        return self._value == 0 or bool(self._line.waiting())
    async def acquire(self):
        if self.locked():
            with self._line.place() as fut:
                await fut  #@407:asyncio/locks.py
        else:
            self._value -= 1
        return True
    def release(self):
        self._value += 1
        self._value -= self._line.call(self._value)

class BoundedSemaphore(Semaphore):
    def __init__(self, value=1):
        self._most = value
        Semaphore.__init__(self, value)
    def release(self):
        if self._value >= self._most:
            raise ValueError('BoundedSemaphore released too many times')
        Semaphore.release(self)

class Barrier(_Synchronizer):
    """A line that goes on when it is as long as it should be."""
    def __init__(self, parties):
        if parties < 1:
            raise ValueError('parties must be >= 1')
        self._parties, self._line, self._is_broken = parties, _Line(), False
    def __repr__(self):
        state = 'broken' if self._is_broken else f'filling, waiters:{self.n_waiting}/{self._parties}'
        return f'<{object.__repr__(self)[1:-1]} [{state}]>'
    parties = property(lambda self: self._parties)
    n_waiting = property(lambda self: sum(not one.done() for one in self._line._turns))
    broken = property(lambda self: self._is_broken)
    async def __aenter__(self):
        return await self.wait()  #@506:asyncio/locks.py
    async def __aexit__(self, *_):
        pass
    async def wait(self):
        if self._is_broken:
            raise BrokenBarrierError('Barrier aborted')
        index = self.n_waiting
        if index + 1 == self._parties:
            self._line.call(index)
        else:
            with self._line.place() as turn:
                await turn
        return index
    def _break_up(self):
        for turn in self._line._turns:
            if not turn.done():
                turn.set_exception(BrokenBarrierError('Abort or reset of barrier'))
    async def reset(self):
        self._is_broken = False
        self._break_up()
    async def abort(self):
        self._is_broken = True
        self._break_up()
`,
  'asyncio.queues': `
import heapq
from collections import deque
from asyncio.exceptions import QueueEmpty, QueueFull, QueueShutDown
from asyncio.locks import Event, _Line

class Queue:
    """Two lines, of those who take and those who give, at a store of its own kind: \`_init\`, \`_put\`, \`_get\`."""
    def __init__(self, maxsize=0):
        self._maxsize, self._is_shut, self._undone = maxsize, False, 0
        self._takers, self._givers, self._finished = _Line(), _Line(), Event()
        self._finished.set()
        self._init(maxsize)
    def _init(self, maxsize):
        self._queue = deque()
    def _put(self, item):
        self._queue.append(item)
    def _get(self):
        return self._queue.popleft()
    def _words(self):
        yield f'maxsize={self._maxsize!r}'
        if self._queue:
            yield f'_queue={[*self._queue]!r}'
        for name, line in (('getters', self._takers), ('putters', self._givers)):
            if len(line):
                yield f'_{name}[{len(line)}]'
        if self._undone:
            yield f'tasks={self._undone}'
        if self._is_shut:
            yield 'shutdown'
    def __repr__(self):
        return f'<{type(self).__name__} at {id(self):#x} {" ".join(self._words())}>'
    def __str__(self):
        return f'<{type(self).__name__} {" ".join(self._words())}>'
    maxsize = property(lambda self: self._maxsize)
    def qsize(self):
        return len(self._queue)
    def empty(self):
        return not self.qsize()
    def full(self):
        return 0 < self._maxsize <= self.qsize()

    async def put(self, item):
        while self.full() and not self._is_shut:
            with self._givers.place() as putter:
                await putter  #@139:asyncio/queues.py
        self.put_nowait(item)
    def put_nowait(self, item):
        if self._is_shut:
            raise QueueShutDown
        if self.full():
            raise QueueFull  #@166:asyncio/queues.py
        self._put(item)
        self._undone += 1
        self._finished.clear()
        self._takers.call()
    async def get(self):
        while self.empty() and not self._is_shut:
            with self._takers.place() as getter:
                await getter  #@186:asyncio/queues.py
        return self.get_nowait()
    def get_nowait(self):
        if self.empty():
            if self._is_shut:
                raise QueueShutDown
            raise QueueEmpty  #@214:asyncio/queues.py
        item = self._get()
        self._givers.call()
        return item

    def _finish(self, count):
        self._undone = max(0, self._undone - count)
        if not self._undone:
            self._finished.set()
    def task_done(self):
        if not self._undone:
            raise ValueError('task_done() called too many times')
        self._finish(1)
    async def join(self):
        await self._finished.wait()  #@251:asyncio/queues.py
    def shutdown(self, immediate=False):
        self._is_shut = True
        if immediate:
            self._finish(len([self._get() for _ in range(self.qsize())]))
        for line in (self._takers, self._givers):
            line.call(len(line))

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
};
