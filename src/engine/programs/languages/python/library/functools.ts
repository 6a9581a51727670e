/** functools, as far as it is written in Python, and reprlib. */
export const FUNCTOOLS: Readonly<Record<string, string>> = {
  functools: `
from _functools import reduce, partial, cmp_to_key, lru_cache
from reprlib import recursive_repr
from types import GenericAlias

WRAPPER_ASSIGNMENTS = ('__module__', '__name__', '__qualname__', '__doc__', '__annotations__', '__type_params__')
WRAPPER_UPDATES = ('__dict__',)
_missing = object()

def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    found = {name: getattr(wrapped, name, _missing) for name in assigned}
    for name, value in found.items():
        if value is not _missing:
            setattr(wrapper, name, value)
    for name in updated:
        getattr(wrapper, name).update(getattr(wrapped, name, ()))
    # Last, so that the one within has not its own put over it.
    setattr(wrapper, '__wrapped__', wrapped)
    return wrapper

def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    return partial(update_wrapper, wrapped=wrapped, assigned=assigned, updated=updated)

def cache(user_function, /):
    return lru_cache(None)(user_function)

def _derived(root, turns, equal):
    """From one comparison: turned round or not, with what is equal (True), without it (False), or as it is (None)."""
    def compare(self, other):
        held = getattr(type(self), root)(self, other)
        if held is NotImplemented:
            return held
        held = not held if turns else held
        return held if equal is None else (held or self == other) if equal else (held and self != other)
    return compare

def total_ordering(cls):
    known = {name for name in ('lt', 'le', 'gt', 'ge') if getattr(cls, f'__{name}__') is not getattr(object, f'__{name}__')}
    if not known:
        raise ValueError('must define at least one ordering operation: < > <= >=')
    way, kind = next(name for name in ('lt', 'le', 'gt', 'ge') if name in known)
    back, other, is_weak = 'g' if way == 'l' else 'l', 'e' if kind == 't' else 't', kind == 'e'
    for name, turns, equal in ((back + kind, True, is_weak), (way + other, False, not is_weak), (back + other, True, None)):
        if name not in known:
            made = _derived(f'__{way}{kind}__', turns, equal)
            made.__name__ = f'__{name}__'
            setattr(cls, made.__name__, made)
    return cls

class cached_property:
    def __init__(self, func):
        self.func, self.attrname, self.__doc__ = func, None, func.__doc__
    def __set_name__(self, owner, name):
        if self.attrname not in (None, name):
            raise TypeError(f'Cannot assign the same cached_property to two different names ({self.attrname!r} and {name!r}).')
        self.attrname = name
    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        if not self.attrname:
            raise TypeError('Cannot use cached_property instance without calling __set_name__ on it.')
        kept = vars(instance)
        if self.attrname not in kept:
            val = self.func(instance)  #@1026
            kept[self.attrname] = val
        return kept[self.attrname]

class partialmethod:
    def __init__(self, func, /, *args, **keywords):
        self.func, self.args, self.keywords = func, args, keywords
    def __get__(self, obj, cls=None):
        bound = () if obj is None else (obj,)
        return partial(self.func, *bound, *self.args, **self.keywords)

class _Dispatch:
    """Functions by the class of the first argument: the nearest one that is registered, else one that it counts as."""
    def __init__(self, func):
        self.registry = {object: func}
    def dispatch(self, cls):
        nearest = [one for one in cls.__mro__[:-1] if one in self.registry]
        others = [one for one in self.registry if one is not object and issubclass(cls, one)]
        return self.registry[[*nearest, *others, object][0]]
    def register(self, cls, func=None):
        if func is None and isinstance(cls, type):
            return partial(self.register, cls)
        if func is None:
            cls, func = self._annotated(cls), cls
        for one in getattr(cls, '__args__', (cls,)):
            self.registry[one] = func
        return func
    def _annotated(self, func):
        for told in getattr(func, '__annotations__', {}).values():
            return told
        raise TypeError(f'Invalid first argument to \`register()\`: {func!r}. Use either \`@register(some_class)\` or plain \`@register\` on an annotated function.')

def singledispatch(func):
    by_class = _Dispatch(func)
    def wrapper(*args, **kw):
        if not args:
            raise TypeError(f'{func.__name__} requires at least 1 positional argument')
        return by_class.dispatch(type(args[0]))(*args, **kw)
    for name in ('register', 'dispatch', 'registry'):
        setattr(wrapper, name, getattr(by_class, name))
    return update_wrapper(wrapper, func)

class singledispatchmethod:
    def __init__(self, func):
        self.dispatcher, self.func = singledispatch(func), func
    def register(self, cls, method=None):
        return self.dispatcher.register(cls, method)
    def __get__(self, obj, cls=None):
        def method(*args, **kwargs):
            chosen = self.dispatcher.dispatch(args[0].__class__)
            bound = chosen.__get__(obj, cls) if hasattr(chosen, '__get__') else partial(chosen, obj)
            return bound(*args, **kwargs)
        return method
`,
  reprlib: `
def recursive_repr(fillvalue='...'):
    def decorating(function):
        running = set()
        def wrapper(self):
            if id(self) in running:
                return fillvalue
            running.add(id(self))
            try:
                return function(self)
            finally:
                running.discard(id(self))
        wrapper.__name__ = function.__name__
        return wrapper
    return decorating

class Repr:
    def __init__(self, *, maxstring=30, maxother=30):
        self.maxstring = self.maxother = maxstring
    def repr(self, x):
        text = builtin_repr(x)
        if len(text) > self.maxstring:
            half = (self.maxstring - 3) // 2
            return text[:half] + '...' + text[len(text) - (self.maxstring - 3 - half):]
        return text

builtin_repr = repr
aRepr = Repr()
repr = aRepr.repr
`,
};
