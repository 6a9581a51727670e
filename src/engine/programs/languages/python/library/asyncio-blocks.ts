/** asyncio's blocks with an end: a whole program, a group of tasks, a limit of time, a call in a thread. */
export const ASYNCIO_BLOCKS: Readonly<Record<string, string>> = {
  'asyncio.runners': `
import atexit
import signal
import threading
from asyncio import events, tasks
from asyncio.exceptions import CancelledError

class Runner:
    def __init__(self, *, debug=None, loop_factory=None):
        self._debug, self._make, self._loop = debug, loop_factory or events.new_event_loop, None
        self._is_over = self._has_failed = False
    def __enter__(self):
        self.get_loop()
        return self
    def __exit__(self, kind, *_):
        self._has_failed = kind is not None
        self.close()
    def get_loop(self):
        if self._is_over:
            raise RuntimeError('Runner is closed')
        if self._loop is None:
            self._loop = self._make()
            events.set_event_loop(self._loop)
            if self._debug is not None:
                self._loop.set_debug(self._debug)
        return self._loop
    def close(self):
        loop, self._loop = self._loop, None
        if loop is None:
            return
        self._is_over = True
        try:
            _end_tasks(loop)
            for last in (loop.shutdown_asyncgens(), loop.shutdown_default_executor()):
                loop.run_until_complete(last)
        finally:
            events.set_event_loop(None)
            if self._has_failed:
                # The error's traceback holds the program's tasks to the end.
                atexit.register(loop._tell_unseen)
            else:
                loop._tell_unseen()
            loop.close()
    def run(self, coro, *, context=None):
        if events._get_running_loop() is not None:
            raise RuntimeError('Runner.run() cannot be called from a running event loop')
        if not tasks.iscoroutine(coro):
            raise ValueError("a coroutine was expected, got {!r}".format(coro))  #@89:asyncio/runners.py
        self._loop = self.get_loop()
        task = self._loop.create_task(coro)
        with _Interrupts(task) as interrupts:
            try:
                return self._loop.run_until_complete(task)  #@118:asyncio/runners.py
            except CancelledError:
                if interrupts.count and task.uncancel() == 0:
                    raise KeyboardInterrupt()  #@123:asyncio/runners.py
                raise

class _Interrupts:
    """The first Ctrl-C cancels a task, further ones end the program; if nobody else waits for them."""
    def __init__(self, task):
        self.task, self.count = task, 0
    def __enter__(self):
        is_free = threading.current_thread() is threading.main_thread() and signal.getsignal(signal.SIGINT) is signal.default_int_handler
        self.own = self.hear if is_free else None
        if is_free:
            signal.signal(signal.SIGINT, self.own)
        return self
    def __exit__(self, *_):
        if self.own is not None and signal.getsignal(signal.SIGINT) is self.own:
            signal.signal(signal.SIGINT, signal.default_int_handler)
    def hear(self, number, frame):
        self.count += 1
        if self.count > 1 or self.task.done():
            raise KeyboardInterrupt()
        self.task.cancel()
        self.task._loop._ring()

def run(main, *, debug=None, loop_factory=None):
    if events._get_running_loop() is not None:
        raise RuntimeError(  #@191:asyncio/runners.py
            "asyncio.run() cannot be called from a running event loop")
    with Runner(debug=debug, loop_factory=loop_factory) as runner:
        return runner.run(main)  #@195:asyncio/runners.py

def _end_tasks(loop):
    left = [*loop._tasks]
    for one in left:
        one.cancel()
    if left:
        loop.run_until_complete(tasks.gather(*left, return_exceptions=True))
    for one in left:
        how, what = one._seen()
        if how == 'exception':
            loop.call_exception_handler(dict(message='unhandled exception during asyncio.run() shutdown', exception=what, task=one))
`,
  'asyncio.taskgroups': `
from asyncio import events, tasks
from asyncio.exceptions import CancelledError

class TaskGroup:
    """Tasks that end together: the first failure stops the others and the body."""
    def __init__(self):
        self._owner, self._is_closing, self._is_failing, self._has_stopped_owner = None, False, False, False
        self._tasks, self._errors, self._exit = set(), [], None
    def __repr__(self):
        words = [f'{name}={len(all)}' for name, all in (('tasks', self._tasks), ('errors', self._errors)) if all]
        state = ['cancelling'] if self._is_failing else ['entered'] if self._owner is not None else []
        return f'<TaskGroup{"".join(" " + word for word in words + state)}>'
    async def __aenter__(self):
        if self._owner is not None:
            raise RuntimeError(f'TaskGroup {self!r} has already been entered')
        self._owner = tasks.current_task()
        if self._owner is None:
            raise RuntimeError(f'TaskGroup {self!r} cannot determine the parent task')
        return self
    async def __aexit__(self, et, exc, tb):
        return await self._aexit(et, exc)  #@71:asyncio/taskgroups.py
    async def _aexit(self, et, exc):
        self._is_closing = True
        self._note_exit(exc)
        propagate_cancellation_error = exc if isinstance(exc, CancelledError) else None
        if self._takes_back():
            propagate_cancellation_error = None
        if exc is not None and not self._is_failing:
            self._stop_all()
        while self._tasks:
            self._on_completed_fut = events.get_running_loop().create_future()
            try:
                await self._on_completed_fut  #@120:asyncio/taskgroups.py
            except CancelledError as error:
                if not self._is_failing:
                    propagate_cancellation_error = error
                    self._stop_all()
        if self._takes_back():
            propagate_cancellation_error = None
        if self._exit is not None:
            raise self._exit
        if propagate_cancellation_error is not None and not self._errors:
            raise propagate_cancellation_error  #@156:asyncio/taskgroups.py
        if exc is not None and not isinstance(exc, CancelledError):
            self._errors.append(exc)
        if self._errors:
            raise BaseExceptionGroup(  #@173:asyncio/taskgroups.py
                'unhandled errors in a TaskGroup',
                self._errors,
            ) from None
    def _takes_back(self):
        """The cancellation of the owner, if it was this group's; whether no other is left."""
        was_stopped, self._has_stopped_owner = self._has_stopped_owner, False
        return was_stopped and self._owner.uncancel() == 0
    def _note_exit(self, error):
        if self._exit is None and isinstance(error, (SystemExit, KeyboardInterrupt)):
            self._exit = error
    def create_task(self, coro, *, name=None, context=None):
        wrong = (
            'has not been entered' if self._owner is None
            else 'is finished' if self._is_closing and not self._tasks
            else 'is shutting down' if self._is_failing
            else None
        )
        if wrong:
            coro.close()
            raise RuntimeError(f'TaskGroup {self!r} {wrong}')
        made = events.get_running_loop().create_task(coro, name=name)
        self._tasks.add(made)
        made.add_done_callback(self._hear)
        return made
    def _stop_all(self):
        self._is_failing = True
        for one in self._tasks:
            one.cancel()
    def _hear(self, task):
        self._tasks.remove(task)
        if self._is_closing and not self._tasks:
            tasks._settle_if_open(self._on_completed_fut, True)
        how, error = task._seen()
        if how != 'exception':
            return
        self._errors.append(error)
        self._note_exit(error)
        if not self._is_failing and not self._owner.done():
            self._stop_all()
            self._has_stopped_owner = self._owner.cancel()
`,
  'asyncio.timeouts': `
from asyncio import events, tasks
from asyncio.exceptions import CancelledError

class Timeout:
    """An alarm that cancels the task around it; \`_state\` says how far it is."""
    def __init__(self, when):
        self._state, self._at, self._alarm = 'created', when, None
    def __repr__(self):
        when = f' when={None if self._at is None else round(self._at, 3)}' if self._state == 'active' else ''
        return f'<Timeout [{self._state}]{when}>'
    def when(self):
        return self._at
    def expired(self):
        return self._state in ('expiring', 'expired')
    def reschedule(self, when):
        if self._state == 'created':
            raise RuntimeError('Timeout has not been entered')
        if self._state != 'active':
            raise RuntimeError(f'Cannot change state of {self._state} Timeout')
        self._at = when
        self._stop()
        if when is not None:
            loop = events.get_running_loop()
            self._alarm = loop.call_soon(self._expire) if when <= loop.time() else loop.call_at(when, self._expire)
    def _stop(self):
        if self._alarm is not None:
            self._alarm.cancel()
    def _expire(self):
        self._state = 'expiring'
        self._task.cancel()
    async def __aenter__(self):
        if self._state != 'created':
            raise RuntimeError('Timeout has already been entered')
        self._task = tasks.current_task()
        if self._task is None:
            raise RuntimeError('Timeout should be used inside a task')
        self._before, self._state = self._task.cancelling(), 'active'
        self.reschedule(self._at)
        return self
    async def __aexit__(self, exc_type, exc_val, exc_tb):
        self._stop()
        if self._state != 'expiring':
            self._state = 'finished'
            return
        self._state = 'expired'
        is_alone = self._task.uncancel() <= self._before
        if is_alone and isinstance(exc_val, CancelledError):
            raise TimeoutError from exc_val  #@116:asyncio/timeouts.py
        if is_alone and exc_val is not None:
            _name_cause(exc_val)

def _name_cause(error):
    """In what led to another error, the cancellation was the end of the time."""
    for one in getattr(error, 'exceptions', ()):
        _name_cause(one)
    cause = error.__context__
    if isinstance(cause, CancelledError):
        error.__context__ = named = TimeoutError()
        named.__context__ = named.__cause__ = cause
    elif cause is not None:
        _name_cause(cause)

def timeout(delay):
    return timeout_at(None if delay is None else events.get_running_loop().time() + delay)

def timeout_at(when):
    return Timeout(when)
`,
  'asyncio.threads': `
from functools import partial
from asyncio import events

async def to_thread(func, /, *args, **kwargs):
    loop, func_call = events.get_running_loop(), partial(func, *args, **kwargs)
    return await loop.run_in_executor(None, func_call)  #@25:asyncio/threads.py
`,
};
