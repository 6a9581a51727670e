/** collections.abc: kinds of collections, and the methods that follow from others. */
export const ABSTRACT_COLLECTIONS: Readonly<Record<string, string>> = {
  'collections.abc': `
from abc import ABCMeta

class _Kind(ABCMeta):
    """A class to which belongs what has the methods, or is of the types, that it tells of."""
    def __subclasscheck__(cls, other):
        if cls in other.__mro__:
            return True
        told = cls.__dict__.get('_told')
        if told is None:
            return False
        names, types = told
        return issubclass(other, types) if types else all(getattr(other, name, None) is not None for name in names)
    def __instancecheck__(cls, thing):
        return issubclass(type(thing), cls)

def _kind(name, names='', types=(), **methods):
    return _Kind(name, (object,), dict(methods, _told=(names.split(), types), __module__='collections.abc', __class_getitem__=classmethod(lambda cls, item: cls)))

Hashable = _kind('Hashable', '__hash__')
Iterable = _kind('Iterable', '__iter__')
Iterator = _kind('Iterator', '__iter__ __next__', __iter__=lambda self: self)
Reversible = _kind('Reversible', '__reversed__ __iter__')
Generator = _kind('Generator', 'send throw close __iter__ __next__')
Sized = _kind('Sized', '__len__')
Container = _kind('Container', '__contains__')
Collection = _kind('Collection', '__len__ __iter__ __contains__')
Callable = _kind('Callable', '__call__')
Awaitable = _kind('Awaitable', '__await__')
Coroutine = _kind('Coroutine', '__await__ send throw close')
AsyncIterable = _kind('AsyncIterable', '__aiter__')
AsyncIterator = _kind('AsyncIterator', '__aiter__ __anext__', __aiter__=lambda self: self)
AsyncGenerator = _kind('AsyncGenerator', '__aiter__ __anext__ asend')
Buffer = ByteString = _kind('Buffer', types=(bytes, bytearray))
Set = _kind('Set', types=(set, frozenset, type({}.keys()), type({}.items())))
MutableSet = _kind('MutableSet', types=(set,))

class _View:
    def __init__(self, mapping):
        self._mapping = mapping
    def __len__(self):
        return len(self._mapping)
    def __repr__(self):
        return f'{type(self).__name__}({self._mapping!r})'
    def __contains__(self, item):
        return item in [*self]
    def __eq__(self, other):
        return {*self} == {*other}

_view = {name: method for name, method in vars(_View).items() if callable(method)}
KeysView = _kind('KeysView', types=type({}.keys()), **_view, __iter__=lambda self: iter(self._mapping))
ValuesView = _kind('ValuesView', types=type({}.values()), **_view, __iter__=lambda self: iter([self._mapping[key] for key in self._mapping]))
ItemsView = _kind('ItemsView', types=type({}.items()), **_view, __iter__=lambda self: iter([(key, self._mapping[key]) for key in self._mapping]))
MappingView = _kind('MappingView', types=(KeysView, ValuesView, ItemsView))

class _Reading:
    """What follows from [], len() and iter()."""
    def __contains__(self, key):
        return self.get(key, _Reading) is not _Reading
    def get(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            return default
    def keys(self):
        return KeysView(self)
    def values(self):
        return ValuesView(self)
    def items(self):
        return ItemsView(self)
    def __eq__(self, other):
        return dict(self.items()) == dict(other.items()) if isinstance(other, Mapping) else NotImplemented

class _Changing(_Reading):
    def pop(self, key, *default):
        if default and key not in self:
            return default[0]
        found = self[key]
        del self[key]
        return found
    def popitem(self):
        for key in self:
            return key, self.pop(key)
        raise KeyError
    def clear(self):
        for key in [*self]:
            del self[key]
    def setdefault(self, key, default=None):
        if key not in self:
            self[key] = default
        return self[key]
    def update(self, other=(), /, **named):
        pairs = ((key, other[key]) for key in other.keys()) if hasattr(other, 'keys') else other
        for part in (pairs, named.items()):
            for key, value in part:
                self[key] = value

class _Listed:
    def __iter__(self):
        at = 0
        while True:
            try:
                item = self[at]
            except IndexError:
                return
            yield item
            at += 1
    def __reversed__(self):
        return (self[at] for at in range(len(self) - 1, -1, -1))
    def __contains__(self, value):
        return any(one is value or one == value for one in self)
    def count(self, value):
        return sum(one is value or one == value for one in self)
    def index(self, value, start=0, stop=None):
        for at in range(len(self))[start:stop]:
            if self[at] is value or self[at] == value:
                return at
        raise ValueError

class _List(_Listed):
    def append(self, value):
        self.insert(len(self), value)
    def extend(self, values):
        for one in [*values]:
            self.append(one)
    def __iadd__(self, values):
        self.extend(values)
        return self
    def pop(self, index=-1):
        found = self[index]
        del self[index]
        return found
    def remove(self, value):
        del self[self.index(value)]
    def clear(self):
        while len(self):
            self.pop()
    def reverse(self):
        for at, one in enumerate([*self][::-1]):
            self[at] = one

def _filled(name, source, *types):
    methods = {key: value for one in reversed(source.__mro__[:-1]) for key, value in vars(one).items() if callable(value)}
    return _kind(name, types=types, **methods)

MutableSequence = _filled('MutableSequence', _List, list, bytearray)
Sequence = _filled('Sequence', _Listed, list, tuple, str, range, bytes, bytearray, MutableSequence)
MutableMapping = _filled('MutableMapping', _Changing, dict)
Mapping = _filled('Mapping', _Reading, dict, MutableMapping)
`,
};
