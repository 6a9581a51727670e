/** contextlib, written in Python. The statements that tracebacks show are those of the real one. */
export const CONTEXTLIB: Readonly<Record<string, string>> = {
  contextlib: `
import os
import sys
from abc import ABC, abstractmethod
from functools import partial, wraps

def _has(cls, names):
    return all(any(name in one.__dict__ for one in cls.__mro__) for name in names)

class AbstractContextManager(ABC):
    def __enter__(self):
        return self
    @abstractmethod
    def __exit__(self, exc_type, exc_value, traceback):
        pass
    @classmethod
    def __subclasshook__(cls, other):
        return cls is AbstractContextManager and _has(other, ('__enter__', '__exit__')) or NotImplemented

class AbstractAsyncContextManager(ABC):
    async def __aenter__(self):
        return self
    @abstractmethod
    async def __aexit__(self, exc_type, exc_value, traceback):
        pass
    @classmethod
    def __subclasshook__(cls, other):
        return cls is AbstractAsyncContextManager and _has(other, ('__aenter__', '__aexit__')) or NotImplemented

class ContextDecorator:
    def _recreate_cm(self):
        return self
    def __call__(self, func):
        @wraps(func)
        def inner(*args, **kwds):
            manager = self._recreate_cm()  #@84
            with manager:  #@84
                return func(*args, **kwds)  #@85
        return inner

class AsyncContextDecorator:
    def _recreate_cm(self):
        return self
    def __call__(self, func):
        @wraps(func)
        async def inner(*args, **kwds):
            manager = self._recreate_cm()  #@100
            async with manager:  #@100
                return await func(*args, **kwds)  #@101
        return inner

class _OfGenerator:
    """What runs a generator up to its yield and, later, to its end."""
    def __init__(self, func, args, kwds):
        self.args = func, args, kwds
        self.gen = func(*args, **kwds)
        self.__doc__ = func.__doc__
    def _recreate_cm(self):
        return type(self)(*self.args)

def _is_over(error, given, traceback, ends):
    """Whether the block's exception stops here, now that this came out of the generator; None: this goes on instead."""
    if isinstance(error, ends):
        return given is not None and error is not given
    is_given = error is given or type(error) is RuntimeError and isinstance(given, (StopIteration, *ends)) and error.__cause__ is given
    if given is None or not is_given:
        return None
    given.__traceback__ = traceback
    return False

class _GeneratorContextManager(_OfGenerator, AbstractContextManager, ContextDecorator):
    def __enter__(self):
        del self.args
        try:
            return self.gen.send(None)  #@141
        except StopIteration:
            raise RuntimeError("generator didn't yield") from None  #@143
    def __exit__(self, typ, value, traceback):
        try:
            if value is not None:
                self.gen.throw(value)  #@162
            else:
                self.gen.send(None)  #@148
        except BaseException as error:
            answer = _is_over(error, value, traceback, (StopIteration,))
            if answer is None:
                raise
            return answer
        self.gen.close()
        if value is not None:
            raise RuntimeError("generator didn't stop after throw()")  #@198
        raise RuntimeError("generator didn't stop")  #@153

class _AsyncGeneratorContextManager(_OfGenerator, AbstractAsyncContextManager, AsyncContextDecorator):
    async def __aenter__(self):
        del self.args
        try:
            return await self.gen.asend(None)  #@214
        except StopAsyncIteration:
            raise RuntimeError("generator didn't yield") from None  #@216
    async def __aexit__(self, typ, value, traceback):
        try:
            if value is not None:
                await self.gen.athrow(value)  #@235
            else:
                await self.gen.asend(None)  #@221
        except BaseException as error:
            answer = _is_over(error, value, traceback, (StopAsyncIteration,))
            if answer is None:
                raise
            return answer
        await self.gen.aclose()
        if value is not None:
            raise RuntimeError("generator didn't stop after athrow()")  #@271
        raise RuntimeError("generator didn't stop")  #@226

def _managed_by(kind):
    def decorator(func):
        return wraps(func)(lambda *args, **kwds: kind(func, args, kwds))
    return decorator

contextmanager = _managed_by(_GeneratorContextManager)
asynccontextmanager = _managed_by(_AsyncGeneratorContextManager)
for _made, _name in (contextmanager, 'contextmanager'), (asynccontextmanager, 'asynccontextmanager'):
    _made.__name__ = _made.__qualname__ = _name

class _Closer:
    def __init__(self, thing):
        self.thing = thing

class closing(_Closer, AbstractContextManager):
    def __enter__(self):
        return self.thing
    def __exit__(self, *problem):
        self.thing.close()  #@364

class aclosing(_Closer, AbstractAsyncContextManager):
    async def __aenter__(self):
        return self.thing
    async def __aexit__(self, *problem):
        await self.thing.aclose()

class _Swapped(AbstractContextManager):
    """Sets something to another value, and back. May be entered again before that."""
    def __init__(self, value):
        self._value, self._before = value, []
    def __enter__(self):
        self._before.append(self._now())
        self._put(self._value)
        return self._value
    def __exit__(self, *problem):
        self._put(self._before.pop())

def _stream(name):
    class Redirected(_Swapped):
        def _now(self):
            return getattr(sys, name)
        def _put(self, stream):
            setattr(sys, name, stream)
    Redirected.__name__ = Redirected.__qualname__ = 'redirect_' + name
    return Redirected

redirect_stdout, redirect_stderr = map(_stream, ('stdout', 'stderr'))

class chdir(_Swapped):
    _now = staticmethod(os.getcwd)
    _put = staticmethod(os.chdir)
    def __init__(self, path):
        super().__init__(path)
        self.path = path
    def __enter__(self):
        here = self._now()
        os.chdir(self.path)  #@811
        self._before.append(here)

class suppress(AbstractContextManager):
    def __init__(self, *exceptions):
        self._hidden = exceptions
    def __enter__(self):
        pass
    def __exit__(self, kind, value, traceback):
        if value is None or isinstance(value, self._hidden):
            return value is not None
        if not isinstance(value, BaseExceptionGroup):
            return False
        rest = value.split(self._hidden)[1]
        if rest is not None:
            raise rest  #@468
        return True

class nullcontext(AbstractContextManager, AbstractAsyncContextManager):
    def __init__(self, enter_result=None):
        self.enter_result = enter_result
    def __enter__(self):
        return self.enter_result
    def __exit__(self, *problem):
        pass
    async def __aenter__(self):
        return self.__enter__()
    async def __aexit__(self, *problem):
        pass

class _Ended:
    """How far a stack is unwound: the exception that is under way, and whether that which came in was stopped."""
    def __init__(self, given):
        self.given = self.now = given
    def details(self):
        error = self.now
        return (None, None, None) if error is None else (type(error), error, error.__traceback__)
    def replace(self, error):
        """Another was raised: that which was under way is its context, below its own."""
        last = error
        while last is not self.now and last.__context__ not in (None, self.given, self.now):
            last = last.__context__
        if last is not self.now:
            last.__context__ = self.now
        self.now = error

def _bound(thing, protocol, kind):
    """The methods of a context manager's class, as with finds them."""
    cls = type(thing)
    if not _has(cls, protocol):
        raise TypeError(f"'{cls.__module__}.{cls.__qualname__}' object does not support the {kind} protocol")
    return [partial(getattr(cls, name), thing) for name in protocol]

def _leaver(thing, name):
    """The method of a context manager's class, or else the thing, which is a function then."""
    return partial(getattr(type(thing), name), thing) if _has(type(thing), (name,)) else thing

_SYNC = ('__enter__', '__exit__'), 'context manager'
_ASYNC = ('__aenter__', '__aexit__'), 'asynchronous context manager'

class _Stack:
    def __init__(self):
        self._exits = []
    def _leave_with(self, cb, is_async=False):
        self._exits.append((cb, is_async))
    def pop_all(self):
        moved = type(self)()
        moved._exits, self._exits = self._exits, []
        return moved
    def push(self, exit):
        self._leave_with(_leaver(exit, '__exit__'))
        return exit
    def enter_context(self, cm):
        _enter, leave = _bound(cm, *_SYNC)
        result = _enter()  #@530
        self._leave_with(leave)
        return result
    def callback(self, callback, /, *args, **kwds):
        self._leave_with(lambda *problem: callback(*args, **kwds) and None)  #@482
        return callback

class ExitStack(_Stack, AbstractContextManager):
    def __exit__(self, *problem):
        ended = _Ended(problem[1])
        while self._exits:
            leave, _ = self._exits.pop()
            try:
                is_stopped = leave(*ended.details())  #@604
                ended.now = None if is_stopped else ended.now
            except BaseException as error:
                ended.replace(error)
        exc = ended.now
        if exc is not ended.given and exc is not None:
            context = exc.__context__
            try:
                raise exc  #@619
            finally:
                exc.__context__ = context
        return exc is not ended.given
    def close(self):
        self.__exit__(None, None, None)

class AsyncExitStack(_Stack, AbstractAsyncContextManager):
    async def enter_async_context(self, cm):
        _enter, leave = _bound(cm, *_ASYNC)
        result = await _enter()  #@668
        self._leave_with(leave, True)
        return result
    def push_async_exit(self, exit):
        self._leave_with(_leaver(exit, '__aexit__'), True)
        return exit
    def push_async_callback(self, callback, /, *args, **kwds):
        async def _exit_wrapper(*problem):
            await callback(*args, **kwds)  #@651
        self._leave_with(_exit_wrapper, True)
        return callback
    async def __aexit__(self, *problem):
        ended = _Ended(problem[1])
        while self._exits:
            leave, is_async = self._exits.pop()
            try:
                is_stopped = leave(*ended.details())  #@749
                if is_async:
                    is_stopped = await is_stopped  #@751
                ended.now = None if is_stopped else ended.now
            except BaseException as error:
                ended.replace(error)
        exc = ended.now
        if exc is not ended.given and exc is not None:
            context = exc.__context__
            try:
                raise exc  #@768
            finally:
                exc.__context__ = context
        return exc is not ended.given
    async def aclose(self):
        await self.__aexit__(None, None, None)
#@@ 84 inner
    with self._recreate_cm():
         ~~~~~~~~~~~~~~~~~^^
#@@ 85 inner
    return func(*args, **kwds)
#@@ 100 inner
    async with self._recreate_cm():
               ~~~~~~~~~~~~~~~~~^^
#@@ 101 inner
    return await func(*args, **kwds)
           ^^^^^^^^^^^^^^^^^^^^^^^^^
#@@ 141 __enter__
    return next(self.gen)
#@@ 143 __enter__
    raise RuntimeError("generator didn't yield") from None
#@@ 148 __exit__
    next(self.gen)
    ~~~~^^^^^^^^^^
#@@ 153 __exit__
    raise RuntimeError("generator didn't stop")
#@@ 162 __exit__
    self.gen.throw(value)
    ~~~~~~~~~~~~~~^^^^^^^
#@@ 198 __exit__
    raise RuntimeError("generator didn't stop after throw()")
#@@ 214 __aenter__
    return await anext(self.gen)
           ^^^^^^^^^^^^^^^^^^^^^
#@@ 216 __aenter__
    raise RuntimeError("generator didn't yield") from None
#@@ 221 __aexit__
    await anext(self.gen)
#@@ 226 __aexit__
    raise RuntimeError("generator didn't stop")
#@@ 271 __aexit__
    raise RuntimeError("generator didn't stop after athrow()")
#@@ 364 __exit__
    self.thing.close()
    ~~~~~~~~~~~~~~~~^^
#@@ 482 _exit_wrapper
    callback(*args, **kwds)
    ~~~~~~~~^^^^^^^^^^^^^^^
#@@ 530 enter_context
    result = _enter(cm)
#@@ 604 __exit__
    if cb(*exc_details):
       ~~^^^^^^^^^^^^^^
#@@ 619 __exit__
    raise exc
#@@ 651 _exit_wrapper
    await callback(*args, **kwds)
#@@ 668 enter_async_context
    result = await _enter(cm)
             ^^^^^^^^^^^^^^^^
#@@ 749 __aexit__
    cb_suppress = cb(*exc_details)
#@@ 751 __aexit__
    cb_suppress = await cb(*exc_details)
                  ^^^^^^^^^^^^^^^^^^^^^^
#@@ 768 __aexit__
    raise exc
#@@ 811 __enter__
    os.chdir(self.path)
    ~~~~~~~~^^^^^^^^^^^
`,
};
