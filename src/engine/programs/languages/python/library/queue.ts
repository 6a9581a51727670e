/** queue, written in Python over threading's Condition. */
export const QUEUE: Readonly<Record<string, string>> = {
  queue: `
from collections import deque
from heapq import heappush, heappop
from threading import Condition, Lock

class Empty(Exception):
    __module__ = '_queue'

class Full(Exception):
    pass

class ShutDown(Exception):
    pass

def _in_time(change, test, block, timeout):
    """Waits for a change that makes the test true; a queue that is full or empty fails at once or in time."""
    if block and timeout is not None and timeout < 0:
        raise ValueError("'timeout' must be a non-negative number")
    return change.wait_for(test, timeout if block else 0)

class Queue:
    def __init__(self, maxsize=0):
        self.maxsize, self.unfinished_tasks, self.is_shutdown = maxsize, 0, False
        self.mutex = Lock()
        self.not_empty, self.not_full, self.all_tasks_done = (Condition(self.mutex) for _ in range(3))
        self._init(maxsize)
    _how = deque, deque.append, deque.popleft
    def _init(self, maxsize):
        self.queue = self._how[0]()
    def _put(self, item):
        self._how[1](self.queue, item)
    def _get(self):
        return self._how[2](self.queue)
    def _qsize(self):
        held = self.queue
        return len(held)
    def qsize(self):
        return self._qsize()
    def empty(self):
        return self.qsize() == 0
    def full(self):
        return 0 < self.maxsize <= self.qsize()
    def _has_room(self):
        return self.is_shutdown or not 0 < self.maxsize <= self._qsize()
    def _has_some(self):
        return self.is_shutdown or self._qsize() > 0
    def put(self, item, block=True, timeout=None):
        with self.mutex:
            if not _in_time(self.not_full, self._has_room, block or self.maxsize <= 0, timeout if self.maxsize > 0 else None):
                if block:
                    raise Full  #@172
                raise Full  #@159
            if self.is_shutdown:
                raise ShutDown  #@155
            self._change(self._put, item)
    def get(self, block=True, timeout=None):
        with self.mutex:
            if not _in_time(self.not_empty, self._has_some, block, timeout):
                if block:
                    raise Empty  #@212
                raise Empty  #@199
            if self._qsize() == 0:
                raise ShutDown  #@196
            return self._change(self._get)
    def put_nowait(self, item):
        return self.put(item, block=False)  #@226
    def get_nowait(self):
        return self.get(block=False)  #@234
    def _change(self, act, *item):
        self._count(len(item))
        done = act(*item)
        (self.not_empty if item else self.not_full).notify()
        return done
    def _count(self, change):
        left = self.unfinished_tasks + change
        if left < 0:
            raise ValueError('task_done() called too many times')
        self.unfinished_tasks = left
        change < 1 > left and self.all_tasks_done.notify_all()
    def task_done(self):
        with self.mutex:
            self._count(-1)
    def join(self):
        with self.mutex:
            self.all_tasks_done.wait_for(lambda: not self.unfinished_tasks)
    def shutdown(self, immediate=False):
        with self.mutex:
            self.is_shutdown = True
            while immediate and self._qsize():
                self._get()
                self._count(-1 if self.unfinished_tasks else 0)
            for change in (self.not_empty, self.not_full):
                change.notify_all()

class PriorityQueue(Queue):
    _how = list, heappush, heappop

class LifoQueue(Queue):
    _how = list, list.append, list.pop

class SimpleQueue:
    __module__ = '_queue'
    def __init__(self):
        self._items, self._filled = deque(), Condition(Lock())
    def qsize(self):
        return len(self._items)
    def empty(self):
        return not self._items
    def put(self, item, block=True, timeout=None):
        with self._filled:
            self._items.append(item)
            self._filled.notify()
    def get(self, block=True, timeout=None):
        with self._filled:
            if not _in_time(self._filled, lambda: self._items, block, timeout):
                raise Empty
            return self._items.popleft()
    def put_nowait(self, item):
        self.put(item)
    def get_nowait(self):
        return self.get(False)
#@@ 155 put
    raise ShutDown
#@@ 159 put
    raise Full
#@@ 172 put
    raise Full
#@@ 196 get
    raise ShutDown
#@@ 199 get
    raise Empty
#@@ 212 get
    raise Empty
#@@ 226 put_nowait
    return self.put(item, block=False)
           ~~~~~~~~^^^^^^^^^^^^^^^^^^^
#@@ 234 get_nowait
    return self.get(block=False)
           ~~~~~~~~^^^^^^^^^^^^^
`,
};
