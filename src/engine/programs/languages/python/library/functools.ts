/** functools, as far as it is written in Python. */
export const FUNCTOOLS: Readonly<Record<string, string>> = {
  functools: `
from _functools import reduce, partial, cmp_to_key, lru_cache
from reprlib import recursive_repr
from types import GenericAlias

WRAPPER_ASSIGNMENTS = ('__module__', '__name__', '__qualname__', '__doc__', '__annotations__', '__type_params__')
WRAPPER_UPDATES = ('__dict__',)

def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    for name in assigned:
        try:
            value = getattr(wrapped, name)
        except AttributeError:
            continue
        setattr(wrapper, name, value)
    for name in updated:
        getattr(wrapper, name).update(getattr(wrapped, name, {}))
    wrapper.__wrapped__ = wrapped
    return wrapper

def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    return lambda wrapper: update_wrapper(wrapper, wrapped, assigned, updated)

def cache(user_function, /):
    return lru_cache(maxsize=None)(user_function)

def total_ordering(cls):
    roots = [name for name in ('__lt__', '__le__', '__gt__', '__ge__') if any(name in one.__dict__ for one in cls.__mro__ if one is not object)]
    if not roots:
        raise ValueError('must define at least one ordering operation: < > <= >=')
    root = max(roots)
    order = getattr(cls, root)
    def ask(self, other):
        result = order(self, other)
        return result
    def not_(result):
        return result if result is NotImplemented else not result
    made = {
        '__lt__': {'__gt__': lambda s, o: _and(not_(ask(s, o)), s != o), '__le__': lambda s, o: _or(ask(s, o), s == o), '__ge__': lambda s, o: not_(ask(s, o))},
        '__le__': {'__ge__': lambda s, o: _or(not_(ask(s, o)), s == o), '__lt__': lambda s, o: _and(ask(s, o), s != o), '__gt__': lambda s, o: not_(ask(s, o))},
        '__gt__': {'__lt__': lambda s, o: _and(not_(ask(s, o)), s != o), '__ge__': lambda s, o: _or(ask(s, o), s == o), '__le__': lambda s, o: not_(ask(s, o))},
        '__ge__': {'__le__': lambda s, o: _or(not_(ask(s, o)), s == o), '__gt__': lambda s, o: _and(ask(s, o), s != o), '__lt__': lambda s, o: not_(ask(s, o))},
    }[root]
    for name, method in made.items():
        if name not in roots:
            setattr(cls, name, method)
    return cls

def _and(result, other):
    return result if result is NotImplemented else result and other

def _or(result, other):
    return result if result is NotImplemented else result or other

class cached_property:
    def __init__(self, func):
        self.func, self.attrname = func, None
        self.__doc__ = func.__doc__
    def __set_name__(self, owner, name):
        self.attrname = name
    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        if self.attrname is None:
            raise TypeError('Cannot use cached_property instance without calling __set_name__ on it.')
        if self.attrname in instance.__dict__:
            return instance.__dict__[self.attrname]
        value = self.func(instance)  #@1026
        instance.__dict__[self.attrname] = value
        return value

class partialmethod:
    def __init__(self, func, /, *args, **keywords):
        self.func, self.args, self.keywords = func, args, keywords
    def __get__(self, obj, cls=None):
        return partial(self.func, *((obj,) if obj is not None else ()), *self.args, **self.keywords)

def singledispatch(func):
    registry = {object: func}
    def dispatch(cls):
        for one in cls.__mro__:
            if one in registry:
                return registry[one]
        for one in registry:
            if one is not object and issubclass(cls, one):
                return registry[one]
        return func
    def register(cls, method=None):
        if method is None:
            if isinstance(cls, type):
                return lambda method: register(cls, method)
            told = getattr(cls, '__annotations__', {})
            if not told:
                raise TypeError(f'Invalid first argument to \`register()\`: {cls!r}. Use either \`@register(some_class)\` or plain \`@register\` on an annotated function.')
            method = cls
            cls = next(iter(told.values()))
        for one in getattr(cls, '__args__', None) or [cls]:
            registry[one] = method
        return method
    def wrapper(*args, **kw):
        if not args:
            raise TypeError(f'{func.__name__} requires at least 1 positional argument')
        return dispatch(type(args[0]))(*args, **kw)
    wrapper.register, wrapper.dispatch, wrapper.registry = register, dispatch, registry
    update_wrapper(wrapper, func)
    return wrapper

class singledispatchmethod:
    def __init__(self, func):
        self.dispatcher, self.func = singledispatch(func), func
    def register(self, cls, method=None):
        return self.dispatcher.register(cls, method)
    def __get__(self, obj, cls=None):
        def method(*args, **kwargs):
            return self.dispatcher.dispatch(type(args[0])).__get__(obj, cls)(*args, **kwargs)
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
