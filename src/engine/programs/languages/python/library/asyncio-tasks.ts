/** asyncio's futures, the tasks that drive coroutines, and what waits for several. */
export const ASYNCIO_TASKS: Readonly<Record<string, string>> = {
  'asyncio.futures': `
from asyncio import events
from asyncio.exceptions import CancelledError, InvalidStateError

def isfuture(thing):
    return isinstance(thing, Future)

class Future:
    """Has one end, or none yet: what it is ('result', 'exception', 'cancelled') with its value or error."""
    _end = None
    _asyncio_future_blocking = False
    def __init__(self, *, loop=None):
        self._loop = loop or events.get_event_loop()
        self._listeners = []
    def get_loop(self):
        return self._loop
    def __repr__(self):
        return f'<{type(self).__name__} {" ".join(self._words())}>'
    def _words(self):
        if self._end is None:
            return ['pending', *self._listening()]
        how, what = self._end
        return ['cancelled'] if how == 'cancelled' else ['finished', f'{how}={what!r}']
    def _listening(self):
        told = [events._told(one) for one in self._listeners]
        if len(told) > 2:
            told[1:-1] = [f'<{len(told) - 2} more>']
        return [f'cb=[{", ".join(told)}]'] if told else []

    def done(self):
        return self._end is not None
    def cancelled(self):
        return self.done() and self._end[0] == 'cancelled'
    def _settle(self, how, what):
        if self._end is not None:
            raise InvalidStateError('invalid state')
        self._end = how, what
        if how == 'exception':
            self._loop._unseen[id(self)] = self
        while self._listeners:
            self._loop.call_soon(self._listeners.pop(0), self)
    def set_result(self, result):
        self._settle('result', result)
    def set_exception(self, exception):
        made = exception() if isinstance(exception, type) else exception
        if type(made) is StopIteration:
            made = RuntimeError('StopIteration interacts badly with generators and cannot be raised into a Future')
        self._settle('exception', made)
    def cancel(self, msg=None):
        self._seen()
        if self._end is None:
            self._settle('cancelled', CancelledError() if msg is None else CancelledError(msg))
            return True
        return False

    def _seen(self):
        """Its end, which is known to somebody from now on."""
        self._loop._unseen.pop(id(self), None)
        return self._end
    def _cancellation(self):
        """The error it was cancelled with, and the next time another like it."""
        how, error = self._end
        self._end = how, CancelledError(*error.args)
        return error
    def _known(self, otherwise):
        if self._end is None:
            raise InvalidStateError(otherwise)
        if self.cancelled():
            raise self._cancellation()
        return self._seen()
    def result(self):
        how, what = self._known('Result is not set.')
        if how == 'result':
            return what
        raise what
    def exception(self):
        how, what = self._known('Exception is not set.')
        return None if how == 'result' else what
    def _end_as(self, other):
        """Ends as another has, if it has not yet."""
        how, what = other._seen()
        if how == 'cancelled':
            self.cancel()
        elif not self.done():
            self._settle(how, what)

    def add_done_callback(self, callback, *, context=None):
        if self.done():
            self._loop.call_soon(callback, self)
        else:
            self._listeners.append(callback)
    def remove_done_callback(self, callback):
        before = len(self._listeners)
        self._listeners = [one for one in self._listeners if one != callback]
        return before - len(self._listeners)
    def __await__(self):
        if self._end is None:
            self._asyncio_future_blocking = True
            yield self
        if self._end is None:
            raise RuntimeError("await wasn't used with future")
        return self.result()
    __iter__ = __await__

def wrap_future(future, *, loop=None):
    """A thread's future as one of a loop."""
    if isfuture(future):
        return future
    loop = loop or events.get_event_loop()
    made = loop.create_future()
    def settle():
        if made.done():
            return
        if future.cancelled():
            made.cancel()
        elif error := future.exception():
            made.set_exception(error)
        else:
            made.set_result(future.result())
    future.add_done_callback(lambda _: loop.is_closed() or loop.call_soon_threadsafe(settle))
    made.add_done_callback(lambda _: made.cancelled() and future.cancel())
    return made
`,
  'asyncio.tasks': `
import concurrent.futures
import inspect
import itertools
from asyncio import events
from asyncio.exceptions import CancelledError, InvalidStateError
from asyncio.futures import Future, isfuture, wrap_future
from concurrent.futures import FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED

_numbers = itertools.count(1)

def iscoroutine(thing):
    return inspect.iscoroutine(thing) or inspect.isawaitable(thing) and hasattr(thing, 'send')

def current_task(loop=None):
    return (loop or events.get_running_loop())._task

def all_tasks(loop=None):
    return {*(loop or events.get_running_loop())._tasks}

def _told(coro):
    name = getattr(coro, '__qualname__', type(coro).__name__)
    if getattr(coro, 'cr_done', False):
        return f'{name}() done, defined at {coro.cr_file}:{coro.cr_first_line}'
    return f'{name}() running at {coro.cr_file}:{coro.cr_line or coro.cr_first_line}'

class Task(Future):
    """Drives a coroutine: each step runs it to the next future it waits for."""
    def __init__(self, coro, *, loop=None, name=None, context=None, eager_start=False):
        Future.__init__(self, loop=loop)
        if not iscoroutine(coro):
            raise TypeError(f'a coroutine was expected, got {coro!r}')
        self._coro, self._name = coro, f'Task-{next(_numbers)}' if name is None else str(name)
        # What it waits for, the cancellation that it is still to be told of, and how many were asked for.
        self._waits_for, self._owed, self._asked = None, None, 0
        self._loop._tasks[self] = None
        self._loop.call_soon(self._step)
    def _words(self):
        state, *rest = Future._words(self)
        if self._asked and not self.done():
            state = 'cancelling'
        waits = [] if self._waits_for is None else [f'wait_for={self._waits_for!r}']
        return [state, f'name={self._name!r}', f'coro=<{_told(self._coro)}>', *waits, *rest]
    def get_coro(self):
        return self._coro
    def get_context(self):
        return None
    def get_name(self):
        return self._name
    def set_name(self, value):
        self._name = str(value)
    def set_result(self, result):
        raise RuntimeError('Task does not support set_result operation')
    def set_exception(self, exception):
        raise RuntimeError('Task does not support set_exception operation')
    def get_stack(self, *, limit=None):
        return [] if self.done() or self._coro.cr_frame is None else [self._coro.cr_frame]

    def cancelling(self):
        return self._asked
    def cancel(self, msg=None):
        self._seen()
        if self.done():
            return False
        self._asked += 1
        if self._waits_for is None or not self._waits_for.cancel(msg=msg):
            self._owed = CancelledError() if msg is None else CancelledError(msg)
        return True
    def uncancel(self):
        if self._asked:
            self._asked -= 1
            if not self._asked:
                self._owed = None
        return self._asked

    def _step(self, error=None):
        if self._owed is not None:
            owed, self._owed = self._owed, None
            error = error if isinstance(error, CancelledError) else owed
        self._waits_for, self._loop._task = None, self
        try:
            self._wait_for(self._coro.send(None) if error is None else self._coro.throw(error))
        except StopIteration as end:
            self._settle(*(('result', end.value) if self._owed is None else ('cancelled', self._owed)))
        except CancelledError as end:
            self._settle('cancelled', end)
        except BaseException as end:
            self._settle('exception', end)
            if isinstance(end, (KeyboardInterrupt, SystemExit)):
                raise
        finally:
            self._loop._task = None
            if self.done():
                self._loop._tasks.pop(self, None)
    def _wait_for(self, given):
        """Goes on when what the coroutine gave has ended."""
        wrong = None
        if given is None:
            self._loop.call_soon(self._step)
        elif not isfuture(given):
            wrong = f'Task got bad yield: {given!r}'
        elif given._loop is not self._loop:
            wrong = f'Task {self!r} got Future {given!r} attached to a different loop'
        elif given is self:
            wrong = f'Task cannot await on itself: {self!r}'
        elif not given._asyncio_future_blocking:
            wrong = f'yield was used instead of yield from in task {self!r} with {given!r}'
        else:
            given._asyncio_future_blocking = False
            self._waits_for = given
            given.add_done_callback(self._go_on)
            if self._owed is not None and given.cancel(msg=self._owed.args[0] if self._owed.args else None):
                self._owed = None
        if wrong is not None:
            self._loop.call_soon(self._step, RuntimeError(wrong))
    def _go_on(self, future):
        how, what = future._seen()
        self._step(None if how == 'result' else future._cancellation() if how == 'cancelled' else what)

def create_task(coro, *, name=None, context=None):
    return events.get_running_loop().create_task(coro, name=name)

def ensure_future(coro_or_future, *, loop=None):
    given = coro_or_future
    if isfuture(given):
        if loop is not None and given._loop is not loop:
            raise ValueError('The future belongs to a different loop than the one specified as the loop argument')
        return given
    if not (iscoroutine(given) or inspect.isawaitable(given)):
        raise TypeError('An asyncio.Future, a coroutine or an awaitable is required')
    async def wait():
        return await given
    return (loop or events.get_event_loop()).create_task(given if iscoroutine(given) else wait())

class _NextTurn:
    def __await__(self):
        yield

async def sleep(delay, result=None):  #@703:asyncio/tasks.py
    if delay != delay:
        raise ValueError('Invalid delay: NaN (not a number)')
    if delay <= 0:
        await _NextTurn()
        return result
    loop = events.get_running_loop()
    future = loop.create_future()
    alarm = loop.call_later(delay, _settle_if_open, future, result)
    try:
        return await future  #@718:asyncio/tasks.py
    finally:
        alarm.cancel()

def _settle_if_open(future, value=None):
    if not future.done():
        future.set_result(value)

class _GatheringFuture(Future):
    """Of several: ends with the first that fails, or with all."""
    def __init__(self, parts, keeps_errors, loop):
        Future.__init__(self, loop=loop)
        self._parts, self._keeps_errors, self._is_cancelling = parts, keeps_errors, False
        self._left = {*parts}
        for one in dict.fromkeys(parts):
            one.add_done_callback(self._hear)
    def cancel(self, msg=None):
        if self.done() or not any([one.cancel(msg=msg) for one in self._parts]):
            return False
        self._is_cancelling = True
        return True
    def _hear(self, part):
        how, what = part._seen()
        self._left.remove(part)
        if self.done():
            return
        if how == 'cancelled' and (not self._keeps_errors or self._is_cancelling and not self._left):
            self._settle('exception', part._cancellation())
        elif how == 'exception' and not self._keeps_errors:
            self._settle('exception', what)
        elif not self._left and self._is_cancelling:
            self._settle('exception', CancelledError())
        elif not self._left:
            self.set_result([_as_value(*one._end) for one in self._parts])

def _as_value(how, what):
    return CancelledError(*(what.args or ('',))) if how == 'cancelled' else what

def gather(*coros_or_futures, return_exceptions=False):
    if not coros_or_futures:
        made = events.get_event_loop().create_future()
        made.set_result([])
        return made
    loop = events._get_running_loop()
    made = {one: ensure_future(one, loop=loop) for one in dict.fromkeys(coros_or_futures)}
    parts = [made[one] for one in coros_or_futures]
    return _GatheringFuture(parts, return_exceptions, parts[0]._loop)

def shield(arg):
    inner = ensure_future(arg)
    if inner.done():
        return inner
    outer = inner._loop.create_future()
    # The one within is no longer listened to when the one outside is cancelled.
    inner.add_done_callback(outer._end_as)
    outer.add_done_callback(lambda _: inner.remove_done_callback(outer._end_as))
    return outer

async def wait_for(fut, timeout):
    from asyncio import timeouts
    if timeout is not None and timeout <= 0:
        fut = ensure_future(fut)
        if fut.done():
            return fut.result()
        fut.cancel()
        await wait([fut])
        try:
            return fut.result()  #@502:asyncio/tasks.py
        except CancelledError as exc:
            raise TimeoutError from exc  #@504:asyncio/tasks.py
    if fut is not None and not (isfuture(fut) or iscoroutine(fut)):
        fut = ensure_future(fut)
    async with timeouts.timeout(timeout):  #@506:asyncio/tasks.py
        return await fut  #@507:asyncio/tasks.py

async def wait(fs, *, timeout=None, return_when=ALL_COMPLETED):
    if isfuture(fs) or iscoroutine(fs):
        raise TypeError(f'expect a list of futures, not {type(fs).__name__}')
    if not fs:
        raise ValueError('Set of Tasks/Futures is empty.')
    if return_when not in (FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED):
        raise ValueError(f'Invalid return_when value: {return_when}')
    fs = {*fs}
    if any(map(iscoroutine, fs)):
        raise TypeError('Passing coroutines is forbidden, use tasks explicitly.')
    loop = events.get_running_loop()
    return await _wait(fs, timeout, return_when, loop)  #@451:asyncio/tasks.py

async def _wait(fs, timeout, return_when, loop):
    waiter = loop.create_future()
    def is_enough():
        ends = [one._end[0] for one in fs if one.done()]
        wanted = {FIRST_COMPLETED: bool(ends), FIRST_EXCEPTION: 'exception' in ends}
        return len(ends) == len(fs) or wanted.get(return_when, False)
    def hear(_=None):
        if is_enough():
            _settle_if_open(waiter)
    alarm = None if timeout is None else loop.call_later(timeout, _settle_if_open, waiter)
    for one in fs:
        one.add_done_callback(hear)
    try:
        if not is_enough():
            await waiter  #@537:asyncio/tasks.py
    finally:
        for one in fs:
            one.remove_done_callback(hear)
        if alarm is not None:
            alarm.cancel()
    done = {one for one in fs if one.done()}
    return done, fs - done

class _AsCompletedIterator:
    """Gives them in the order of their ends; None in the line: the time is over."""
    def __init__(self, fs, timeout):
        from asyncio.queues import Queue
        loop = events.get_event_loop()
        self._ended, parts = Queue(), {ensure_future(one, loop=loop) for one in fs}
        self._left = len(parts)
        for one in parts:
            one.add_done_callback(self._ended.put_nowait)
        if timeout is not None:
            loop.call_later(timeout, lambda: [self._ended.put_nowait(None) for _ in parts])
    def __iter__(self):
        return self
    __aiter__ = __iter__
    def __next__(self):
        return self._take(StopIteration)
    async def __anext__(self):
        return await self._take(StopAsyncIteration, False)
    def _take(self, end, wants_result=True):
        if self._left == 0:
            raise end
        self._left -= 1
        return self._wait_for_one(wants_result)
    async def _wait_for_one(self, wants_result):
        f = await self._ended.get()
        if f is None:
            raise TimeoutError
        return f.result() if wants_result else f

def as_completed(fs, *, timeout=None):
    if inspect.isawaitable(fs):
        raise TypeError(f'expects an iterable of awaitables, not {type(fs).__name__}')
    return _AsCompletedIterator(fs, timeout)

def run_coroutine_threadsafe(coro, loop):
    if not iscoroutine(coro):
        raise TypeError('A coroutine object is required')
    made = concurrent.futures.Future()
    def ended(task):
        how, what = task._seen()
        if not made.done():
            {'result': made.set_result, 'exception': made.set_exception, 'cancelled': lambda _: made.cancel()}[how](what)
    def start():
        task = ensure_future(coro, loop=loop)
        task.add_done_callback(ended)
        made.add_done_callback(lambda _: made.cancelled() and loop.call_soon_threadsafe(task.cancel))
    loop.call_soon_threadsafe(start)
    return made
`,
};
