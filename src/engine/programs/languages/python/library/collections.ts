/** collections and functools, as far as they are written in Python. */
export const COLLECTIONS: Readonly<Record<string, string>> = {
  collections: `
import heapq as _heapq
from _collections import *
from _collections import deque, defaultdict, namedtuple

class OrderedDict(dict):
    def move_to_end(self, key, last=True):
        value = self[key]
        if last:
            del self[key]
            self[key] = value
        else:
            rest = [(one, self[one]) for one in self if one != key]
            self.clear()
            self[key] = value
            for one, other in rest:
                self[one] = other
    def popitem(self, last=True):
        if not self:
            raise KeyError('dictionary is empty')
        key = list(self)[-1 if last else 0]
        return key, self.pop(key)
    def __repr__(self):
        return f'{type(self).__name__}({dict(self)!r})' if self else f'{type(self).__name__}()'
    def __eq__(self, other):
        if isinstance(other, OrderedDict):
            return dict.__eq__(self, other) and list(self) == list(other)
        return dict.__eq__(self, other)
    def copy(self):
        return type(self)(self)
    def __or__(self, other):
        made = type(self)(self)
        made.update(other)
        return made
    @classmethod
    def fromkeys(cls, iterable, value=None):
        made = cls()
        for key in iterable:
            made[key] = value
        return made

class Counter(dict):
    def __init__(self, iterable=None, /, **kwds):
        super().__init__()
        self.update(iterable, **kwds)
    def __missing__(self, key):
        return 0
    def total(self):
        return sum(self.values())
    def most_common(self, n=None):
        if n is None:
            return sorted(self.items(), key=lambda item: item[1], reverse=True)
        return sorted(self.items(), key=lambda item: item[1], reverse=True)[:n]
    def elements(self):
        for key, count in self.items():
            for _ in range(count):
                yield key
    @classmethod
    def fromkeys(cls, iterable, v=None):
        raise NotImplementedError('Counter.fromkeys() is undefined.  Use Counter(iterable) instead.')
    def update(self, iterable=None, /, **kwds):
        if iterable is not None:
            if hasattr(iterable, 'items'):
                for key, count in iterable.items():
                    self[key] = count + self.get(key, 0)
            else:
                for key in iterable:
                    self[key] = self.get(key, 0) + 1
        if kwds:
            self.update(kwds)
    def subtract(self, iterable=None, /, **kwds):
        if iterable is not None:
            if hasattr(iterable, 'items'):
                for key, count in iterable.items():
                    self[key] = self.get(key, 0) - count
            else:
                for key in iterable:
                    self[key] = self.get(key, 0) - 1
        if kwds:
            self.subtract(kwds)
    def copy(self):
        return type(self)(self)
    def __delitem__(self, key):
        if key in self:
            super().__delitem__(key)
    def __repr__(self):
        if not self:
            return f'{type(self).__name__}()'
        try:
            shown = dict(self.most_common())
        except TypeError:
            shown = dict(self)
        return f'{type(self).__name__}({shown!r})'
    def __eq__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return all(self[key] == other[key] for one in (self, other) for key in one)
    def __ne__(self, other):
        return not self == other
    def __le__(self, other):
        return all(self[key] <= other[key] for one in (self, other) for key in one)
    def __lt__(self, other):
        return self <= other and self != other
    def __ge__(self, other):
        return all(self[key] >= other[key] for one in (self, other) for key in one)
    def __gt__(self, other):
        return self >= other and self != other
    def _combined(self, other, combine):
        if not isinstance(other, Counter):
            return NotImplemented
        made = Counter()
        for key in [*self, *(key for key in other if key not in self)]:
            count = combine(self[key], other[key])
            if count > 0:
                made[key] = count
        return made
    def __add__(self, other):
        return self._combined(other, lambda a, b: a + b)
    def __sub__(self, other):
        return self._combined(other, lambda a, b: a - b)
    def __or__(self, other):
        return self._combined(other, max)
    def __and__(self, other):
        return self._combined(other, min)
    def __pos__(self):
        return self._combined(Counter(), lambda a, b: a)
    def __neg__(self):
        return Counter()._combined(self, lambda a, b: a - b)
    def _kept(self):
        for key in [key for key, count in self.items() if not count > 0]:
            del self[key]
        return self
    def __iadd__(self, other):
        for key, count in other.items():
            self[key] += count
        return self._kept()
    def __isub__(self, other):
        for key, count in other.items():
            self[key] -= count
        return self._kept()

class ChainMap:
    def __init__(self, *maps):
        self.maps = list(maps) or [{}]
    def __missing__(self, key):
        raise KeyError(key)
    def __getitem__(self, key):
        for one in self.maps:
            try:
                return one[key]
            except KeyError:
                pass
        return self.__missing__(key)
    def get(self, key, default=None):
        return self[key] if key in self else default
    def _all(self):
        found = {}
        for one in reversed(self.maps):
            found.update(dict.fromkeys(one))
        return found
    def __len__(self):
        return len(self._all())
    def __iter__(self):
        return iter(self._all())
    def __contains__(self, key):
        return any(key in one for one in self.maps)
    def __bool__(self):
        return any(self.maps)
    def keys(self):
        return self._all().keys()
    def values(self):
        return [self[key] for key in self]
    def items(self):
        return [(key, self[key]) for key in self]
    def __repr__(self):
        return f'{type(self).__name__}({", ".join(map(repr, self.maps))})'
    def new_child(self, m=None, **kwargs):
        return type(self)({**(m or {}), **kwargs} if kwargs or m is None else m, *self.maps)
    @property
    def parents(self):
        return type(self)(*self.maps[1:])
    def __setitem__(self, key, value):
        self.maps[0][key] = value
    def __delitem__(self, key):
        try:
            del self.maps[0][key]
        except KeyError:
            raise KeyError(f'Key not found in the first mapping: {key!r}')
    def pop(self, key, *args):
        return self.maps[0].pop(key, *args)
    def update(self, *args, **kwargs):
        self.maps[0].update(*args, **kwargs)
    def __eq__(self, other):
        return dict(self) == dict(other)

class UserDict:
    def __init__(self, dict=None, /, **kwargs):
        self.data = {}
        if dict is not None:
            self.update(dict)
        if kwargs:
            self.update(kwargs)
    def __len__(self):
        return len(self.data)
    def __getitem__(self, key):
        if key in self.data:
            return self.data[key]
        if hasattr(type(self), '__missing__'):
            return type(self).__missing__(self, key)
        raise KeyError(key)
    def __setitem__(self, key, item):
        self.data[key] = item
    def __delitem__(self, key):
        del self.data[key]
    def __iter__(self):
        return iter(self.data)
    def __contains__(self, key):
        return key in self.data
    def get(self, key, default=None):
        return self[key] if key in self else default
    def __repr__(self):
        return repr(self.data)
    def __eq__(self, other):
        return self.data == (other.data if isinstance(other, UserDict) else other)
    def keys(self):
        return self.data.keys()
    def values(self):
        return self.data.values()
    def items(self):
        return self.data.items()
    def update(self, other=(), /, **kwds):
        pairs = other.items() if hasattr(other, 'items') else other
        for key, value in pairs:
            self[key] = value
        for key, value in kwds.items():
            self[key] = value
    def setdefault(self, key, default=None):
        if key not in self:
            self[key] = default
        return self[key]
    def pop(self, key, *default):
        if key in self:
            value = self[key]
            del self[key]
            return value
        if default:
            return default[0]
        raise KeyError(key)
    def popitem(self):
        return self.data.popitem()
    def clear(self):
        self.data.clear()
    def copy(self):
        return type(self)(self.data)

class UserList:
    def __init__(self, initlist=None):
        self.data = [] if initlist is None else list(initlist)
    def __repr__(self):
        return repr(self.data)
    def _of(self, other):
        return other.data if isinstance(other, UserList) else other
    def __eq__(self, other):
        return self.data == self._of(other)
    def __lt__(self, other):
        return self.data < self._of(other)
    def __contains__(self, item):
        return item in self.data
    def __len__(self):
        return len(self.data)
    def __iter__(self):
        return iter(self.data)
    def __getitem__(self, i):
        return type(self)(self.data[i]) if isinstance(i, slice) else self.data[i]
    def __setitem__(self, i, item):
        self.data[i] = item
    def __delitem__(self, i):
        del self.data[i]
    def __add__(self, other):
        return type(self)(self.data + list(self._of(other)))
    def __mul__(self, n):
        return type(self)(self.data * n)
    def append(self, item):
        self.data.append(item)
    def insert(self, i, item):
        self.data.insert(i, item)
    def pop(self, i=-1):
        return self.data.pop(i)
    def remove(self, item):
        self.data.remove(item)
    def clear(self):
        self.data.clear()
    def copy(self):
        return type(self)(self)
    def count(self, item):
        return self.data.count(item)
    def index(self, item, *args):
        return self.data.index(item, *args)
    def reverse(self):
        self.data.reverse()
    def sort(self, /, *args, **kwds):
        self.data.sort(*args, **kwds)
    def extend(self, other):
        self.data.extend(self._of(other))

class UserString:
    def __init__(self, seq):
        self.data = seq if isinstance(seq, str) else str(seq)
    def __str__(self):
        return self.data
    def __repr__(self):
        return repr(self.data)
    def __eq__(self, other):
        return self.data == str(other)
    def __hash__(self):
        return hash(self.data)
    def __len__(self):
        return len(self.data)
    def __getitem__(self, index):
        return type(self)(self.data[index])
    def __add__(self, other):
        return type(self)(self.data + str(other))
    def __contains__(self, char):
        return str(char) in self.data
    def __getattr__(self, name):
        method = getattr(self.data, name)
        def call(*args, **kwargs):
            result = method(*args, **kwargs)
            return type(self)(result) if isinstance(result, str) else result
        return call
`,
  'collections.abc': `
from abc import ABCMeta

def _has(*names):
    class Checked(ABCMeta):
        def __instancecheck__(cls, thing):
            return cls in type(thing).__mro__ or '_names' in cls.__dict__ and cls._fits(type(thing))
        def __subclasscheck__(cls, other):
            return cls in other.__mro__ or '_names' in cls.__dict__ and cls._fits(other)
        def _fits(cls, kind):
            return all(getattr(kind, name, None) is not None for name in cls._names) and (cls._types is None or issubclass(kind, cls._types))
    return Checked

_Meta = _has()

def _abc(name, names, types=None, bases=()):
    made = _Meta(name, bases or (object,), {'_names': names, '_types': types, '__module__': 'collections.abc', '__class_getitem__': classmethod(lambda cls, item: cls)})
    return made

Hashable = _abc('Hashable', ('__hash__',))
Iterable = _abc('Iterable', ('__iter__',))
Iterator = _abc('Iterator', ('__iter__', '__next__'))
Reversible = _abc('Reversible', ('__reversed__', '__iter__'))
Generator = _abc('Generator', ('send', 'throw', 'close', '__iter__', '__next__'))
Sized = _abc('Sized', ('__len__',))
Container = _abc('Container', ('__contains__',))
Collection = _abc('Collection', ('__len__', '__iter__', '__contains__'))
Callable = _abc('Callable', ('__call__',))
Awaitable = _abc('Awaitable', ('__await__',))
Coroutine = _abc('Coroutine', ('__await__', 'send', 'throw', 'close'))
AsyncIterable = _abc('AsyncIterable', ('__aiter__',))
AsyncIterator = _abc('AsyncIterator', ('__aiter__', '__anext__'))
AsyncGenerator = _abc('AsyncGenerator', ('__aiter__', '__anext__', 'asend'))
Sequence = _abc('Sequence', (), (list, tuple, str, range, bytes, bytearray))
MutableSequence = _abc('MutableSequence', (), (list, bytearray))
ByteString = _abc('ByteString', (), (bytes, bytearray))
Set = _abc('Set', (), (set, frozenset))
MutableSet = _abc('MutableSet', (), (set,))
Mapping = _abc('Mapping', (), (dict,))
MutableMapping = _abc('MutableMapping', (), (dict,))
MappingView = _abc('MappingView', (), (type({}.keys()), type({}.values()), type({}.items())))
KeysView = _abc('KeysView', (), (type({}.keys()),))
ValuesView = _abc('ValuesView', (), (type({}.values()),))
ItemsView = _abc('ItemsView', (), (type({}.items()),))
Buffer = _abc('Buffer', (), (bytes, bytearray))

def _mixin(cls, **methods):
    for name, method in methods.items():
        setattr(cls, name, method)

def _get(self, key, default=None):
    try:
        return self[key]
    except KeyError:
        return default
def _contains(self, key):
    try:
        self[key]
    except KeyError:
        return False
    return True
def _update(self, other=(), /, **kwds):
    for key in other if hasattr(other, 'keys') else ():
        self[key] = other[key]
    if not hasattr(other, 'keys'):
        for key, value in other:
            self[key] = value
    for key, value in kwds.items():
        self[key] = value
_none = object()
def _pop(self, key, default=_none):
    try:
        value = self[key]
    except KeyError:
        if default is _none:
            raise
        return default
    del self[key]
    return value
def _setdefault(self, key, default=None):
    if key not in self:
        self[key] = default
    return self[key]
_reading = dict(get=_get, __contains__=_contains, keys=lambda self: list(self), values=lambda self: [self[key] for key in self], items=lambda self: [(key, self[key]) for key in self],
    __eq__=lambda self, other: dict(self.items()) == dict(other.items()))
_mixin(Mapping, **_reading)
_mixin(MutableMapping, **_reading, update=_update, pop=_pop, setdefault=_setdefault, clear=lambda self: [self.pop(key) for key in list(self)] and None)
def _seq_iter(self):
    index = 0
    try:
        while True:
            yield self[index]
            index += 1
    except IndexError:
        return
def _seq_index(self, value, start=0, stop=None):
    for index, one in enumerate(self):
        if one == value:
            return index
    raise ValueError
_listing = dict(__iter__=_seq_iter, __contains__=lambda self, value: any(one is value or one == value for one in self), __reversed__=lambda self: iter([self[index] for index in range(len(self) - 1, -1, -1)]),
    index=_seq_index, count=lambda self, value: sum(1 for one in self if one == value))
_mixin(Sequence, **_listing)
def _extend(self, values):
    for one in list(values):
        self.append(one)
def _seq_pop(self, index=-1):
    value = self[index]
    del self[index]
    return value
_mixin(MutableSequence, **_listing, append=lambda self, value: self.insert(len(self), value), extend=_extend, pop=_seq_pop)
_mixin(Iterator, __iter__=lambda self: self)
`,
};
