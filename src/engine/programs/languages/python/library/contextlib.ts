/** contextlib, written in Python. */
export const CONTEXTLIB: Readonly<Record<string, string>> = {
  contextlib: `
import sys
import os
from functools import wraps
from abc import ABC, abstractmethod

class AbstractContextManager(ABC):
    def __enter__(self):
        return self
    def __exit__(self, exc_type, exc_value, traceback):
        return None

class AbstractAsyncContextManager(ABC):
    async def __aenter__(self):
        return self
    async def __aexit__(self, exc_type, exc_value, traceback):
        return None

class ContextDecorator:
    def _recreate_cm(self):
        return self
    def __call__(self, func):
        @wraps(func)
        def inner(*args, **kwds):
            with self._recreate_cm():
                return func(*args, **kwds)  #@85
        return inner

class AsyncContextDecorator:
    def _recreate_cm(self):
        return self
    def __call__(self, func):
        @wraps(func)
        async def inner(*args, **kwds):
            async with self._recreate_cm():
                return await func(*args, **kwds)
        return inner

class _Manager:
    def __init__(self, func, args, kwds):
        self.gen = func(*args, **kwds)
        self.func, self.args, self.kwds = func, args, kwds
        self.__doc__ = getattr(func, '__doc__', None)
    def _recreate_cm(self):
        return type(self)(self.func, self.args, self.kwds)

class _GeneratorContextManager(_Manager, AbstractContextManager, ContextDecorator):
    def __enter__(self):
        try:
            return next(self.gen)  #@141
        except StopIteration:
            raise RuntimeError("generator didn't yield") from None  #@143
    def __exit__(self, typ, value, traceback):
        if typ is None:
            try:
                next(self.gen)  #@148
            except StopIteration:
                return False
            else:
                raise RuntimeError("generator didn't stop")
        try:
            self.gen.throw(value)  #@162
        except StopIteration as exc:
            return exc is not value
        except RuntimeError as exc:
            if exc is value:
                return False
            if isinstance(value, StopIteration) and exc.__cause__ is value:
                return False
            raise
        except BaseException as exc:
            if exc is not value:
                raise
            exc.__traceback__ = traceback
            return False
        raise RuntimeError("generator didn't stop after throw()")

class _AsyncGeneratorContextManager(_Manager, AbstractAsyncContextManager, AsyncContextDecorator):
    async def __aenter__(self):
        try:
            return await anext(self.gen)
        except StopAsyncIteration:
            raise RuntimeError("generator didn't yield") from None
    async def __aexit__(self, typ, value, traceback):
        if typ is None:
            try:
                await anext(self.gen)
            except StopAsyncIteration:
                return False
            else:
                raise RuntimeError("generator didn't stop")
        try:
            await self.gen.athrow(value)
        except StopAsyncIteration as exc:
            return exc is not value
        except BaseException as exc:
            if exc is not value:
                raise
            return False
        raise RuntimeError("generator didn't stop after athrow()")

def contextmanager(func):
    @wraps(func)
    def helper(*args, **kwds):
        return _GeneratorContextManager(func, args, kwds)
    return helper

def asynccontextmanager(func):
    @wraps(func)
    def helper(*args, **kwds):
        return _AsyncGeneratorContextManager(func, args, kwds)
    return helper

class closing(AbstractContextManager):
    def __init__(self, thing):
        self.thing = thing
    def __enter__(self):
        return self.thing
    def __exit__(self, *exc_info):
        self.thing.close()

class aclosing(AbstractAsyncContextManager):
    def __init__(self, thing):
        self.thing = thing
    async def __aenter__(self):
        return self.thing
    async def __aexit__(self, *exc_info):
        await self.thing.aclose()

class _RedirectStream(AbstractContextManager):
    _stream = None
    def __init__(self, new_target):
        self._new_target, self._old_targets = new_target, []
    def __enter__(self):
        self._old_targets.append(getattr(sys, self._stream))
        setattr(sys, self._stream, self._new_target)
        return self._new_target
    def __exit__(self, exctype, excinst, exctb):
        setattr(sys, self._stream, self._old_targets.pop())

class redirect_stdout(_RedirectStream):
    _stream = 'stdout'

class redirect_stderr(_RedirectStream):
    _stream = 'stderr'

class suppress(AbstractContextManager):
    def __init__(self, *exceptions):
        self._exceptions = exceptions
    def __enter__(self):
        pass
    def __exit__(self, exctype, excinst, exctb):
        if exctype is None:
            return None
        if issubclass(exctype, self._exceptions):
            return True
        if issubclass(exctype, BaseExceptionGroup):
            match, rest = excinst.split(self._exceptions)
            if rest is None:
                return True
            raise rest
        return False

class nullcontext(AbstractContextManager, AbstractAsyncContextManager):
    def __init__(self, enter_result=None):
        self.enter_result = enter_result
    def __enter__(self):
        return self.enter_result
    def __exit__(self, *excinfo):
        pass
    async def __aenter__(self):
        return self.enter_result
    async def __aexit__(self, *excinfo):
        pass

class chdir(AbstractContextManager):
    def __init__(self, path):
        self.path, self._old_cwd = path, []
    def __enter__(self):
        self._old_cwd.append(os.getcwd())
        os.chdir(self.path)
    def __exit__(self, *excinfo):
        os.chdir(self._old_cwd.pop())

class _BaseExitStack:
    def __init__(self):
        self._callbacks = []
    def pop_all(self):
        made = type(self)()
        made._callbacks, self._callbacks = self._callbacks, []
        return made
    def push(self, exit):
        if hasattr(type(exit), '__exit__'):
            self._callbacks.append((False, lambda *details: type(exit).__exit__(exit, *details)))
        else:
            self._callbacks.append((False, exit))
        return exit
    def enter_context(self, cm):
        cls = type(cm)
        if not hasattr(cls, '__enter__') or not hasattr(cls, '__exit__'):
            raise TypeError(f"'{cls.__module__}.{cls.__qualname__}' object does not support the context manager protocol")
        result = cls.__enter__(cm)
        self._callbacks.append((False, lambda *details: cls.__exit__(cm, *details)))
        return result
    def callback(self, callback, /, *args, **kwds):
        self._callbacks.append((False, lambda *details: (callback(*args, **kwds), None)[1]))
        return callback

class ExitStack(_BaseExitStack, AbstractContextManager):
    def __enter__(self):
        return self
    def __exit__(self, *details):
        error, swallowed = details[1], False
        while self._callbacks:
            _, callback = self._callbacks.pop()
            try:
                if callback(None if error is None else type(error), error, None if error is None else error.__traceback__):
                    swallowed, error = True, None
            except BaseException as new:
                error = new
        if error is not None and error is not details[1]:
            raise error
        return details[1] is not None and error is None
    def close(self):
        self.__exit__(None, None, None)

class AsyncExitStack(_BaseExitStack, AbstractAsyncContextManager):
    async def enter_async_context(self, cm):
        result = await type(cm).__aenter__(cm)
        self._callbacks.append((True, lambda *details: type(cm).__aexit__(cm, *details)))
        return result
    def push_async_exit(self, exit):
        self._callbacks.append((True, lambda *details: type(exit).__aexit__(exit, *details)))
        return exit
    def push_async_callback(self, callback, /, *args, **kwds):
        async def run(*details):
            await callback(*args, **kwds)
        self._callbacks.append((True, run))
        return callback
    async def aclose(self):
        await self.__aexit__(None, None, None)
    async def __aenter__(self):
        return self
    async def __aexit__(self, *details):
        error = details[1]
        while self._callbacks:
            is_async, callback = self._callbacks.pop()
            try:
                done = callback(None if error is None else type(error), error, None)
                if await done if is_async else done:
                    error = None
            except BaseException as new:
                error = new
        if error is not None and error is not details[1]:
            raise error
        return details[1] is not None and error is None
`,
};
