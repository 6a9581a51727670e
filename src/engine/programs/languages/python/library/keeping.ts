/** gc, weakref and contextvars: what keeps a thing, or a value for a while. Written in Python. */
export const KEEPING: Readonly<Record<string, string>> = {
  gc: `
def collect(generation=2):
    return 0
def enable():
    pass
def disable():
    pass
def isenabled():
    return True
def get_count():
    return (0, 0, 0)
def freeze():
    pass
`,
  weakref: `
class ref:
    def __init__(self, thing, callback=None):
        self._thing = thing
    def __call__(self):
        return self._thing
class WeakValueDictionary(dict):
    pass
class WeakKeyDictionary(dict):
    pass
class WeakSet(set):
    pass
def proxy(thing, callback=None):
    return thing
class finalize:
    def __init__(self, obj, func, /, *args, **kwargs):
        import atexit
        self._call, self.alive = (func, args, kwargs), True
        atexit.register(self)
    def __call__(self):
        if self.alive:
            self.alive = False
            func, args, kwargs = self._call
            return func(*args, **kwargs)
    def detach(self):
        self.alive = False
`,
  contextvars: `
import threading as _threading

class Token:
    MISSING = object()
    def __init__(self, var, old):
        self.var, self.old_value = var, old

class ContextVar:
    def __init__(self, name, *, default=Token.MISSING):
        self.name, self._default = name, default
        self._local = _threading.local()
    def get(self, default=Token.MISSING):
        value = getattr(self._local, 'value', Token.MISSING)
        for one in (value, default, self._default):
            if one is not Token.MISSING:
                return one
        raise LookupError(self)
    def set(self, value):
        old = getattr(self._local, 'value', Token.MISSING)
        self._local.value = value
        return Token(self, old)
    def reset(self, token):
        self._local.value = token.old_value
    def __repr__(self):
        return f'<ContextVar name={self.name!r} at {id(self):#x}>'

class Context:
    def run(self, callable, *args, **kwargs):
        return callable(*args, **kwargs)

def copy_context():
    return Context()
`,
};
