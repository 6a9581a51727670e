/** collections, over what the machine has of it. */
export const COLLECTIONS: Readonly<Record<string, string>> = {
  collections: `
import itertools
import operator
from _collections import *
from collections.abc import Mapping, MutableMapping, MutableSequence, Sequence

class OrderedDict(dict):
    def move_to_end(self, key, last=True):
        moved = {key: self.pop(key)}
        self._fill(moved, {} if last else dict(self))
    def _fill(self, *parts):
        for part in parts:
            for key in part:
                self.pop(key, None)
            dict.update(self, part)
    def popitem(self, last=True):
        if not self:
            raise KeyError('dictionary is empty')
        key = next(reversed(self) if last else iter(self))
        return key, self.pop(key)
    def __repr__(self):
        return f'{type(self).__name__}({dict(self) if self else ""})'
    def __eq__(self, other):
        has_order = isinstance(other, OrderedDict)
        return [*self.items()] == [*other.items()] if has_order else dict.__eq__(self, other)
    def copy(self):
        return self.__class__(self)
    def __or__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        made = self.copy()
        made.update(other)
        return made
    @classmethod
    def fromkeys(cls, iterable, value=None):
        return cls((key, value) for key in iterable)

class Counter(dict):
    """How often each is there: a bag. What is not there is there 0 times."""
    def __init__(self, iterable=None, /, **kwds):
        dict.__init__(self)
        self.update(iterable, **kwds)
    def __missing__(self, key):
        return 0
    def _tally(self, source, sign):
        pairs = source.items() if isinstance(source, Mapping) else ((key, 1) for key in source or ())
        for key, times in pairs:
            self[key] = self[key] + times * sign
    def update(self, iterable=None, /, **kwds):
        for source in (iterable, kwds):
            self._tally(source, 1)
    def subtract(self, iterable=None, /, **kwds):
        for source in (iterable, kwds):
            self._tally(source, -1)
    def total(self):
        return sum(times for times in self.values())
    def most_common(self, n=None):
        return sorted(self.items(), key=operator.itemgetter(1), reverse=True)[:n]
    def elements(self):
        return itertools.chain.from_iterable([key] * times for key, times in self.items())
    @classmethod
    def fromkeys(cls, iterable, v=None):
        raise NotImplementedError('Counter.fromkeys() is undefined.  Use Counter(iterable) instead.')
    def copy(self):
        return self.__class__(self)
    def __delitem__(self, key):
        self.pop(key, None)
    def __repr__(self):
        try:
            shown = dict(self.most_common())
        except TypeError:
            shown = dict(self)
        return f'{type(self).__name__}({shown or ""})'

    def _merged(self, other, rule):
        """What there is more than 0 times by a rule for two counts."""
        if not isinstance(other, Counter):
            return NotImplemented
        counts = {key: rule(self[key], other[key]) for key in {**self, **other}}
        return Counter({key: times for key, times in counts.items() if times > 0})
    def __pos__(self):
        return self + Counter()
    def __neg__(self):
        return Counter() - self

def _counted(rule):
    return lambda self, other: self._merged(other, rule)

def _in_place(rule):
    def change(self, other):
        made = self._merged(other, rule)
        self.clear()
        self.update(made)
        return self
    return change

for _name, _rule in (('add', operator.add), ('sub', operator.sub), ('or', max), ('and', min)):
    setattr(Counter, f'__{_name}__', _counted(_rule))
    setattr(Counter, f'__i{_name}__', _in_place(_rule))

def _everywhere(test):
    """A comparison that holds if it does for all counts."""
    def compare(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return all(test(self[key], other[key]) for key in {**self, **other})
    return compare

def _strictly(weak):
    return lambda self, other: self != other if (held := weak(self, other)) is True else held

for _name in ('eq', 'le', 'ge'):
    setattr(Counter, f'__{_name}__', _everywhere(getattr(operator, _name)))
Counter.__lt__, Counter.__gt__ = _strictly(Counter.__le__), _strictly(Counter.__ge__)

def _answering(*names):
    """A class whose \`data\` answers these methods."""
    def fill(cls):
        for name in names:
            setattr(cls, name, _answer(name))
        return cls
    return fill

def _answer(name):
    def method(self, *args, **named):
        return getattr(self.data, name)(*args, **named)
    method.__name__ = name
    return method

def _bare(thing):
    return thing.data if isinstance(thing, (UserDict, UserList, UserString)) else thing

def _wrapped(operation, swaps=False):
    """An operation on what is within, whose result is wrapped as the first."""
    def method(self, other):
        pair = (_bare(other), self.data) if swaps else (self.data, _bare(other))
        return self.__class__(operation(*pair))
    return method

def _compared(operation):
    return lambda self, other: operation(self.data, _bare(other))

class ChainMap(MutableMapping):
    """Several as one: the first that has a key answers, the first of all is changed."""
    def __init__(self, *maps):
        self.maps = [*maps] if maps else [{}]
    def __missing__(self, key):
        raise KeyError(key)
    def __getitem__(self, key):
        for one in self.maps:
            if key in one or hasattr(one, '__missing__'):
                return one[key]
        return self.__missing__(key)
    def get(self, key, default=None):
        return self[key] if key in self else default
    def _keys(self):
        return {key: None for one in self.maps[::-1] for key in one}
    def __len__(self):
        return len(self._keys())
    def __iter__(self):
        yield from self._keys()
    def __contains__(self, key):
        return True in (key in one for one in self.maps)
    def __bool__(self):
        return True in map(bool, self.maps)
    def __repr__(self):
        return f'{type(self).__name__}({", ".join([repr(one) for one in self.maps])})'
    def copy(self):
        first, *rest = self.maps
        return self.__class__(first.copy(), *rest)
    def new_child(self, m=None, **kwargs):
        own = {} if m is None else m
        own.update(kwargs)
        return self.__class__(own, *self.maps)
    @property
    def parents(self):
        _, *rest = self.maps
        return self.__class__(*rest)
    def _first(self, key):
        if key not in self.maps[0]:
            raise KeyError(f'Key not found in the first mapping: {key!r}')
        return self.maps[0]
    def __setitem__(self, key, value):
        self.maps[0].__setitem__(key, value)
    def __delitem__(self, key):
        self._first(key).__delitem__(key)
    def pop(self, key, *args):
        return (self.maps[0] if args else self._first(key)).pop(key, *args)
    def popitem(self):
        if not self.maps[0]:
            raise KeyError('No keys found in the first mapping.')
        return self.maps[0].popitem()
    def clear(self):
        self.maps[0].clear()
    def __or__(self, other):
        made = self.copy()
        made.maps[0].update(other)
        return made

@_answering('__len__', '__iter__', '__contains__', '__setitem__', '__delitem__')
class UserDict(MutableMapping):
    def __repr__(self):
        return repr(self.data)
    def __init__(self, dict=None, /, **kwargs):
        self.data = {}
        for source in (dict, kwargs):
            self.update(source or {})
    def __getitem__(self, key):
        missing = getattr(type(self), '__missing__', None)
        return self.data[key] if missing is None or key in self.data else missing(self, key)
    def get(self, key, default=None):
        return self[key] if key in self else default
    def copy(self):
        return self.__class__(self.data)
    @classmethod
    def fromkeys(cls, iterable, value=None):
        return cls(dict.fromkeys(iterable, value))
    __or__, __ror__ = _wrapped(operator.or_), _wrapped(operator.or_, True)

@_answering('__len__', '__iter__', '__contains__', '__setitem__', '__delitem__', 'append', 'insert', 'pop', 'remove', 'clear', 'count', 'index', 'reverse', 'sort')
class UserList(MutableSequence):
    def __repr__(self):
        return repr(self.data)
    def __init__(self, initlist=None):
        self.data = [*(initlist or ())]
    def __getitem__(self, i):
        found = self.data[i]
        return self.__class__(found) if isinstance(i, slice) else found
    def copy(self):
        return self.__class__(self.data)
    def extend(self, other):
        self.data += _bare(other)
    def __iadd__(self, other):
        self.extend(other)
        return self
    __add__, __mul__ = _wrapped(lambda a, b: a + [*b]), _wrapped(operator.mul)
    __radd__, __rmul__ = _wrapped(lambda a, b: [*a] + b, True), __mul__

@_answering('__len__')
class UserString(Sequence):
    def __repr__(self):
        return repr(self.data)
    def __hash__(self):
        return hash(self.data)
    def __int__(self):
        return int(self.data)
    def __float__(self):
        return float(self.data)
    def __init__(self, seq):
        self.data = str(seq)
    def __str__(self):
        return self.data
    def __getitem__(self, index):
        return self.__class__(self.data[index])
    def __contains__(self, char):
        return _bare(char) in self.data
    def __getattr__(self, name):
        method = getattr(self.data, name)
        def call(*args, **named):
            found = method(*map(_bare, args), **named)
            return self.__class__(found) if type(found) is str else found
        return call
    __add__, __mul__, __mod__ = _wrapped(lambda a, b: a + str(b)), _wrapped(operator.mul), _wrapped(operator.mod)
    __radd__, __rmul__ = _wrapped(lambda a, b: str(a) + b, True), __mul__

for _name in ('eq', 'lt', 'le', 'gt', 'ge'):
    for _class in (UserDict, UserList, UserString)[_name != 'eq':]:
        setattr(_class, f'__{_name}__', _compared(getattr(operator, _name)))
`,
};
