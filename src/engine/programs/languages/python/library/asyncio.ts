/** asyncio itself: its names. */
export const ASYNCIO: Readonly<Record<string, string>> = {
  asyncio: `
from asyncio.exceptions import *
from asyncio.events import AbstractEventLoop, BaseEventLoop, EventLoop, Handle, SelectorEventLoop, TimerHandle, _get_running_loop, get_event_loop, get_running_loop, new_event_loop, set_event_loop
from asyncio.futures import Future, isfuture, wrap_future
from asyncio.tasks import ALL_COMPLETED, FIRST_COMPLETED, FIRST_EXCEPTION, Task, all_tasks, as_completed, create_task, current_task, ensure_future, gather, iscoroutine, run_coroutine_threadsafe, shield, sleep, wait, wait_for
from asyncio.runners import Runner, run
from asyncio.locks import Barrier, BoundedSemaphore, Condition, Event, Lock, Semaphore
from asyncio.queues import LifoQueue, PriorityQueue, Queue
from asyncio.timeouts import Timeout, timeout, timeout_at
from asyncio.taskgroups import TaskGroup
from asyncio.threads import to_thread
from asyncio.streams import StreamReader, StreamWriter, open_connection, start_server
from asyncio.subprocess import create_subprocess_exec, create_subprocess_shell
from inspect import iscoroutinefunction
`,
  'asyncio.exceptions': `
class CancelledError(BaseException):
    pass
TimeoutError = TimeoutError
class InvalidStateError(Exception):
    pass
class IncompleteReadError(EOFError):
    def __init__(self, partial, expected):
        wanted = 'undefined' if expected is None else repr(expected)
        EOFError.__init__(self, f'{len(partial)} bytes read on a total of {wanted} expected bytes')
        vars(self).update(partial=partial, expected=expected)
class LimitOverrunError(Exception):
    def __init__(self, message, consumed):
        Exception.__init__(self, message)
        self.consumed = consumed
class BrokenBarrierError(RuntimeError):
    pass
class QueueEmpty(Exception):
    __module__ = 'asyncio.queues'
class QueueFull(Exception):
    __module__ = 'asyncio.queues'
class QueueShutDown(Exception):
    __module__ = 'asyncio.queues'
`,
};
