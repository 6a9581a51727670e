/** concurrent.futures, written in Python over threading. */
export const FUTURES: Readonly<Record<string, string>> = {
  concurrent: `
__path__ = []
`,
  'concurrent.futures': `
import os
import threading
import _machine
from queue import SimpleQueue, Empty
from time import monotonic as _time

FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED = 'FIRST_COMPLETED', 'FIRST_EXCEPTION', 'ALL_COMPLETED'

class Error(Exception):
    pass

class CancelledError(Error):
    pass

class InvalidStateError(Error):
    pass
CancelledError.__module__ = Error.__module__ = InvalidStateError.__module__ = 'concurrent.futures._base'

class BrokenExecutor(RuntimeError):
    pass

TimeoutError = TimeoutError

class Future:
    def __init__(self):
        self._condition = threading.Condition()
        self._state = 'PENDING'
        self._result = None
        self._exception = None
        self._callbacks = []
    def __repr__(self):
        at = f'<Future at {id(self):#x} state={self._state.lower()}'
        if self._state != 'FINISHED':
            return at + '>'
        return f'{at} raised {type(self._exception).__name__}>' if self._exception else f'{at} returned {type(self._result).__name__}>'
    def cancel(self):
        with self._condition:
            if self._state in ('RUNNING', 'FINISHED'):
                return False
            if self._state == 'CANCELLED':
                return True
            self._state = 'CANCELLED'
            self._condition.notify_all()
        self._invoke_callbacks()
        return True
    def cancelled(self):
        return self._state == 'CANCELLED'
    def running(self):
        return self._state == 'RUNNING'
    def done(self):
        return self._state in ('CANCELLED', 'FINISHED')
    def _invoke_callbacks(self):
        for callback in self._callbacks:
            try:
                callback(self)
            except Exception as error:
                import sys
                sys.stderr.write('exception calling callback for %r\\n' % self + _machine.traceback(error))
    def add_done_callback(self, callback):
        if self.done():
            callback(self)
        else:
            self._callbacks.append(callback)
    def _wait(self, timeout):
        with self._condition:
            if not self._condition.wait_for(self.done, timeout):
                raise TimeoutError()
        if self._state == 'CANCELLED':
            raise CancelledError()
    def __get_result(self):
        if self._exception:
            raise self._exception  #@401:concurrent/futures/_base.py
        return self._result
    def result(self, timeout=None):
        was_done = self.done()
        self._wait(timeout)
        if was_done:
            return self.__get_result()  #@449:concurrent/futures/_base.py
        return self.__get_result()  #@456:concurrent/futures/_base.py
    def exception(self, timeout=None):
        self._wait(timeout)
        return self._exception
    def set_running_or_notify_cancel(self):
        if self._state == 'CANCELLED':
            return False
        self._state = 'RUNNING'
        return True
    def _finish(self):
        with self._condition:
            self._state = 'FINISHED'
            self._condition.notify_all()
        self._invoke_callbacks()
    def set_result(self, result):
        if self.done():
            raise InvalidStateError(f'{self._state}: {self!r}')
        self._result = result
        self._finish()
    def set_exception(self, exception):
        if self.done():
            raise InvalidStateError(f'{self._state}: {self!r}')
        self._exception = exception
        self._finish()

class Executor:
    def __enter__(self):
        return self
    def __exit__(self, *args):
        self.shutdown(wait=True)
        return False
    def map(self, fn, *iterables, timeout=None, chunksize=1):
        end = None if timeout is None else _time() + timeout
        fs = [self.submit(fn, *args) for args in zip(*iterables)]
        def result_iterator():
            fs.reverse()
            try:
                while fs:
                    if end is None:
                        yield _result_or_cancel(fs.pop())  #@619:concurrent/futures/_base.py
                    else:
                        yield _result_or_cancel(fs.pop(), end - _time())
            finally:
                for one in fs:
                    one.cancel()
        return result_iterator()

def _result_or_cancel(fut, timeout=None):
    return fut.result(timeout)  #@317:concurrent/futures/_base.py

_executors = 0
_open = []

class ThreadPoolExecutor(Executor):
    def __init__(self, max_workers=None, thread_name_prefix='', initializer=None, initargs=()):
        global _executors
        if max_workers is None:
            max_workers = min(32, (os.cpu_count() or 1) + 4)
        if max_workers <= 0:
            raise ValueError('max_workers must be greater than 0')
        self._max_workers = max_workers
        self._work = SimpleQueue()
        self._idle = 0
        self._threads = []
        self._shutdown = False
        self._prefix = thread_name_prefix or 'ThreadPoolExecutor-%d' % _executors
        if not thread_name_prefix:
            _executors += 1
        self._initializer, self._initargs = initializer, initargs
        _open.append(self)
    def submit(self, fn, /, *args, **kwargs):
        if self._shutdown:
            raise RuntimeError('cannot schedule new futures after shutdown')
        item = _WorkItem(Future(), fn, args, kwargs)
        self._work.put(item)
        if self._idle > 0:
            self._idle -= 1
        elif len(self._threads) < self._max_workers:
            thread = threading.Thread(name='%s_%d' % (self._prefix, len(self._threads)), target=self._worker, daemon=True)
            self._threads.append(thread)
            thread.start()
        return item.future
    def _worker(self):
        if self._initializer:
            self._initializer(*self._initargs)
        while True:
            try:
                item = self._work.get_nowait()
            except Empty:
                self._idle += 1
                item = self._work.get()
            if item is None:
                self._work.put(None)
                return
            if not item.future.set_running_or_notify_cancel():
                continue
            try:
                result = item.run()
            except BaseException as error:
                item.future.set_exception(error)
            else:
                item.future.set_result(result)
            item = None
    def shutdown(self, wait=True, *, cancel_futures=False):
        self._shutdown = True
        if cancel_futures:
            while not self._work.empty():
                item = self._work.get_nowait()
                if item is not None:
                    item.future.cancel()
        self._work.put(None)
        if wait:
            for thread in self._threads:
                thread.join()

class _WorkItem:
    def __init__(self, future, fn, args, kwargs):
        self.future, self.fn, self.args, self.kwargs = future, fn, args, kwargs
    def run(self):
        result = self.fn(*self.args, **self.kwargs)  #@59:concurrent/futures/thread.py
        return result

def _python_exit():
    for executor in _open:
        executor._work.put(None)
        for thread in executor._threads:
            thread.join()
threading._register_atexit(_python_exit)

class DoneAndNotDoneFutures(tuple):
    @property
    def done(self):
        return self[0]
    @property
    def not_done(self):
        return self[1]
    def __repr__(self):
        return f'DoneAndNotDoneFutures(done={self[0]!r}, not_done={self[1]!r})'

def wait(fs, timeout=None, return_when=ALL_COMPLETED):
    fs = set(fs)
    condition = threading.Condition()
    def told(future):
        with condition:
            condition.notify_all()
    for one in fs:
        one.add_done_callback(told)
    def enough():
        done = [one for one in fs if one.done()]
        if return_when == FIRST_COMPLETED and done:
            return True
        if return_when == FIRST_EXCEPTION and any(not one.cancelled() and one._exception for one in done):
            return True
        return len(done) == len(fs)
    with condition:
        condition.wait_for(enough, timeout)
    done = {one for one in fs if one.done()}
    return DoneAndNotDoneFutures((done, fs - done))

def as_completed(fs, timeout=None):
    end = None if timeout is None else _time() + timeout
    fs = list(dict.fromkeys(fs))
    total = len(fs)
    finished = SimpleQueue()
    for one in fs:
        one.add_done_callback(finished.put)
    for count in range(total):
        try:
            future = finished.get(timeout=None if end is None else max(0, end - _time()))
        except Empty:
            raise TimeoutError('%d (of %d) futures unfinished' % (total - count, total)) from None
        yield future
`,
};
