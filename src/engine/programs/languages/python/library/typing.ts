/** typing and inspect, written in Python: forms that can be subscripted, and what functions take. */
export const TYPING: Readonly<Record<string, string>> = {
  typing: `
import collections as _collections
import abc as _abc

TYPE_CHECKING = False
Text = str

def _shown(value):
    if value is None or value is type(None):
        return 'None'
    if value is ...:
        return '...'
    if isinstance(value, type):
        return value.__qualname__ if value.__module__ == 'builtins' else f'{value.__module__}.{value.__qualname__}'
    if isinstance(value, list):
        return '[' + ', '.join(map(_shown, value)) + ']'
    return repr(value)

class _Base:
    def __or__(self, other):
        return Union[self, other]
    def __ror__(self, other):
        return Union[other, self]

class _Form(_Base):
    def __init__(self, name, make=None):
        self._name, self._make = name, make
    def __repr__(self):
        return 'typing.' + self._name
    def __getitem__(self, args):
        if self._make is None:
            raise TypeError(f'{self!r} is not subscriptable')
        return self._make(self, args if isinstance(args, tuple) else (args,))
    def __call__(self, *args, **kwargs):
        raise TypeError(f'Cannot instantiate {self!r}')

class _Alias(_Base):
    def __init__(self, origin, args, name):
        self.__origin__, self.__args__, self._name = origin, args, name
    @property
    def __parameters__(self):
        return tuple(dict.fromkeys(one for one in self.__args__ if isinstance(one, TypeVar)))
    def __repr__(self):
        if self._name == 'Callable' and len(self.__args__) > 1:
            return f'typing.Callable[{_shown(list(self.__args__[:-1])) if self.__args__[0] is not ... else "..."}, {_shown(self.__args__[-1])}]'
        if self._name == 'Literal':
            return f'typing.Literal[{", ".join(map(repr, self.__args__))}]'
        if self._name == 'Annotated':
            return f'typing.Annotated[{_shown(self.__args__[0])}, {", ".join(map(repr, self.__args__[1:]))}]'
        name = self._name if '.' in self._name else 'typing.' + self._name
        return f'{name}[{", ".join(map(_shown, self.__args__)) or "()"}]'
    def __eq__(self, other):
        return isinstance(other, _Alias) and self._name == other._name and self.__args__ == other.__args__
    def __hash__(self):
        return hash(self._name)
    def __getitem__(self, args):
        return self
    def __call__(self, *args, **kwargs):
        return self.__origin__(*args, **kwargs)
    def __mro_entries__(self, bases):
        return (self.__origin__,)

class _ClassForm(_Form):
    def __init__(self, name, origin):
        self._name, self.__origin__ = name, origin
    def __getitem__(self, args):
        args = args if isinstance(args, tuple) else (args,)
        if self._name == 'Callable' and len(args) == 2 and isinstance(args[0], list):
            args = (*args[0], args[1])
        return _Alias(self.__origin__, args, self._name)
    def __call__(self, *args, **kwargs):
        raise TypeError(f'Type {self._name} cannot be instantiated; use {self.__origin__.__name__}() instead')
    def __mro_entries__(self, bases):
        return (self.__origin__,)

def _union(form, args):
    flat = []
    for one in args:
        parts = one.__args__ if isinstance(one, _Alias) and one._name in ('Union', 'Optional') else [type(None) if one is None else one]
        flat.extend(part for part in parts if part not in flat)
    if len(flat) == 1:
        return flat[0]
    if len(flat) == 2 and type(None) in flat:
        return _Optional([one for one in flat if one is not type(None)][0])
    return _Alias(Union, tuple(flat), 'Union')

class _Optional(_Alias):
    def __init__(self, inner):
        _Alias.__init__(self, Union, (inner, type(None)), 'Optional')
    def __repr__(self):
        return f'typing.Optional[{_shown(self.__args__[0])}]'

Union = _Form('Union', _union)
Optional = _Form('Optional', lambda form, args: _union(form, (args[0], None)))
Literal = _Form('Literal', lambda form, args: _Alias(form, args, 'Literal'))
Annotated = _Form('Annotated', lambda form, args: _Alias(args[0], args, 'Annotated'))
ClassVar = _Form('ClassVar', lambda form, args: _Alias(form, args, 'ClassVar'))
Final = _Form('Final', lambda form, args: _Alias(form, args, 'Final'))
Required = _Form('Required', lambda form, args: _Alias(form, args, 'Required'))
NotRequired = _Form('NotRequired', lambda form, args: _Alias(form, args, 'NotRequired'))
ReadOnly = _Form('ReadOnly', lambda form, args: _Alias(form, args, 'ReadOnly'))
TypeGuard = _Form('TypeGuard', lambda form, args: _Alias(form, args, 'TypeGuard'))
TypeIs = _Form('TypeIs', lambda form, args: _Alias(form, args, 'TypeIs'))
Concatenate = _Form('Concatenate', lambda form, args: _Alias(form, args, 'Concatenate'))
Unpack = _Form('Unpack', lambda form, args: _Alias(form, args, 'Unpack'))
NoReturn, Never, Self, LiteralString, TypeAlias = _Form('NoReturn'), _Form('Never'), _Form('Self'), _Form('LiteralString'), _Form('TypeAlias')

class _AnyMeta(type):
    def __repr__(cls):
        return 'typing.Any'
class Any(metaclass=_AnyMeta):
    pass

for _name, _origin in [('List', list), ('Dict', dict), ('Set', set), ('FrozenSet', frozenset), ('Tuple', tuple), ('Type', type),
        ('Deque', _collections.deque), ('DefaultDict', _collections.defaultdict), ('OrderedDict', _collections.OrderedDict), ('Counter', _collections.Counter), ('ChainMap', getattr(_collections, 'ChainMap', dict))]:
    globals()[_name] = _ClassForm(_name, _origin)
for _name in ['Callable', 'Iterable', 'Iterator', 'Generator', 'Sequence', 'MutableSequence', 'Mapping', 'MutableMapping', 'AbstractSet', 'MutableSet', 'Collection', 'Container',
        'Reversible', 'Sized', 'Hashable', 'Awaitable', 'Coroutine', 'AsyncIterable', 'AsyncIterator', 'AsyncGenerator', 'ContextManager', 'AsyncContextManager', 'Pattern', 'Match', 'KeysView', 'ValuesView', 'ItemsView', 'ByteString']:
    globals()[_name] = _ClassForm(_name, object)

class TypeVar(_Base):
    _shown = None
    def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False, infer_variance=False, default=None):
        self.__name__, self.__constraints__, self.__bound__ = name, constraints, bound
        self.__covariant__, self.__contravariant__ = covariant, contravariant
    def __repr__(self):
        return self._shown or ('+' if self.__covariant__ else '-' if self.__contravariant__ else '~') + self.__name__

class TypeVarTuple(TypeVar):
    def __repr__(self):
        return self.__name__
    def __iter__(self):
        yield Unpack[self]

class ParamSpec(TypeVar):
    @property
    def args(self):
        return self
    @property
    def kwargs(self):
        return self

AnyStr = TypeVar('AnyStr', bytes, str)

class TypeAliasType(_Base):
    def __init__(self, name, value, type_params=()):
        self.__name__, self._value, self.__type_params__ = name, value, type_params
    @property
    def __value__(self):
        return self._value() if callable(self._value) and not isinstance(self._value, type) else self._value
    def __repr__(self):
        return self.__name__
    def __getitem__(self, args):
        return _Alias(self, args if isinstance(args, tuple) else (args,), self.__name__)

class Generic:
    def __class_getitem__(cls, args):
        args = args if isinstance(args, tuple) else (args,)
        return _Alias(cls, args, 'Generic' if cls is Generic else 'Protocol' if cls is Protocol else f'{cls.__module__}.{cls.__qualname__}')

class _ProtocolMeta(_abc.ABCMeta):
    def __instancecheck__(cls, thing):
        if getattr(cls, '_is_runtime', False):
            names = [name for name in cls.__dict__ if not name.startswith('_') or name in ('__len__', '__iter__', '__call__')]
            return all(hasattr(thing, name) for name in [*names, *getattr(cls, '__annotations__', {})])
        return type.__instancecheck__(cls, thing)

class Protocol(Generic, metaclass=_ProtocolMeta):
    pass

def runtime_checkable(cls):
    cls._is_runtime = True
    return cls

class _NamedTupleMeta(type):
    def __new__(meta, name, bases, namespace):
        told = namespace.get('__annotations__', {})
        made = _collections.namedtuple(name, list(told), defaults=[namespace[one] for one in told if one in namespace])
        made.__module__ = namespace.get('__module__', '__main__')
        made.__annotations__ = told
        for key, value in namespace.items():
            if key not in told and key not in ('__annotations__', '__module__', '__dict__'):
                setattr(made, key, value)
        return made

class _NamedTupleForm:
    def __call__(self, name, fields=(), **kwargs):
        made = _collections.namedtuple(name, [one[0] for one in fields])
        made.__annotations__ = dict(fields)
        return made
    def __mro_entries__(self, bases):
        return (_NamedTupleBase,)

class _NamedTupleBase:
    pass
NamedTuple = _NamedTupleForm()

class _TypedDictMeta(type):
    def __call__(cls, *args, **kwargs):
        return dict(*args, **kwargs)

class TypedDict(metaclass=_TypedDictMeta):
    pass

def NewType(name, tp):
    def new_type(value):
        return value
    new_type.__name__ = new_type.__qualname__ = name
    new_type.__supertype__ = tp
    return new_type

def cast(typ, val):
    return val

def overload(func):
    return func

def final(thing):
    return thing

def override(method):
    return method

def no_type_check(thing):
    return thing

def assert_never(arg):
    raise AssertionError(f'Expected code to be unreachable, but got: {arg!r}')

def assert_type(val, typ):
    return val

def reveal_type(obj):
    import sys
    print(f"Runtime type is {type(obj).__name__!r}", file=sys.stderr)
    return obj

def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    hints = {}
    for one in reversed(getattr(obj, '__mro__', [obj])):
        names = getattr(obj, '__globals__', None) or __import__('sys').modules[one.__module__].__dict__
        for name, value in getattr(one, '__annotations__', {}).items():
            if value is None:
                value = type(None)
            hints[name] = eval(value, dict(names)) if isinstance(value, str) else value
    return hints

def get_origin(tp):
    return getattr(tp, '__origin__', None)

def get_args(tp):
    return getattr(tp, '__args__', ())

class SupportsInt(Protocol):
    pass
class SupportsFloat(Protocol):
    pass
class SupportsIndex(Protocol):
    pass
class IO(Generic):
    pass
class TextIO(IO):
    pass
class BinaryIO(IO):
    pass
`,
  types: `
import sys as _sys

def _function():
    pass
def _generator():
    yield
async def _coroutine():
    pass
async def _asyncgen():
    yield
class _Class:
    def method(self):
        pass

FunctionType = LambdaType = type(_function)
CodeType = type(_function.__code__)
GeneratorType = type(_generator())
_made = _coroutine()
CoroutineType = type(_made)
_made.close()
AsyncGeneratorType = type(_asyncgen())
MethodType = type(_Class().method)
BuiltinFunctionType = BuiltinMethodType = type(len)
ModuleType = type(_sys)
NoneType = type(None)
NotImplementedType = type(NotImplemented)
EllipsisType = type(...)
GenericAlias = type(list[int])
UnionType = type(int | None)
FrameType = type(_sys._getframe())
try:
    raise TypeError
except TypeError as _error:
    TracebackType = type(_error.__traceback__)

class SimpleNamespace:
    def __init__(self, mapping_or_iterable=(), /, **kwargs):
        self.__dict__.update(mapping_or_iterable)
        self.__dict__.update(kwargs)
    def __repr__(self):
        name = 'namespace' if type(self) is SimpleNamespace else type(self).__name__
        return f'{name}({", ".join(f"{key}={value!r}" for key, value in self.__dict__.items())})'
    def __eq__(self, other):
        return isinstance(other, SimpleNamespace) and self.__dict__ == other.__dict__

class MappingProxyType:
    def __init__(self, mapping):
        self._mapping = mapping
    def __getitem__(self, key):
        return self._mapping[key]
    def __iter__(self):
        return iter(self._mapping)
    def __len__(self):
        return len(self._mapping)
    def __contains__(self, key):
        return key in self._mapping
    def get(self, key, default=None):
        return self._mapping.get(key, default)
    def keys(self):
        return self._mapping.keys()
    def values(self):
        return self._mapping.values()
    def items(self):
        return self._mapping.items()
    def copy(self):
        return self._mapping.copy()
    def __or__(self, other):
        return self._mapping | other
    def __eq__(self, other):
        return self._mapping == other
    def __str__(self):
        return str(self._mapping)
    def __repr__(self):
        return f'mappingproxy({self._mapping!r})'

def new_class(name, bases=(), kwds=None, exec_body=None):
    namespace = {}
    if exec_body is not None:
        exec_body(namespace)
    return type(name, bases, namespace)

def coroutine(func):
    return func

class DynamicClassAttribute(property):
    pass
`,
  inspect: `
import sys

def isclass(thing):
    return isinstance(thing, type)
def isfunction(thing):
    return type(thing).__name__ == 'function'
def ismethod(thing):
    return type(thing).__name__ == 'method'
def isbuiltin(thing):
    return type(thing).__name__ == 'builtin_function_or_method'
def isroutine(thing):
    return isfunction(thing) or ismethod(thing) or isbuiltin(thing)
def ismodule(thing):
    return type(thing).__name__ == 'module'
def isgenerator(thing):
    return type(thing).__name__ == 'generator'
def iscoroutine(thing):
    return type(thing).__name__ == 'coroutine'
def isasyncgen(thing):
    return type(thing).__name__ == 'async_generator'
def isawaitable(thing):
    return iscoroutine(thing) or hasattr(type(thing), '__await__')
def iscoroutinefunction(thing):
    thing = getattr(thing, '__func__', thing)
    return isfunction(thing) and thing.__is_async__ and not thing.__is_generator__
def isasyncgenfunction(thing):
    thing = getattr(thing, '__func__', thing)
    return isfunction(thing) and thing.__is_async__ and thing.__is_generator__
def isgeneratorfunction(thing):
    thing = getattr(thing, '__func__', thing)
    return isfunction(thing) and thing.__is_generator__ and not thing.__is_async__
def isabstract(thing):
    return isinstance(thing, type) and bool(getattr(thing, '__abstractmethods__', False))

def getdoc(thing):
    doc = getattr(thing, '__doc__', None)
    return None if not isinstance(doc, str) else cleandoc(doc)

def cleandoc(doc):
    lines = doc.expandtabs().split('\\n')
    margin = min((len(line) - len(line.lstrip()) for line in lines[1:] if line.strip()), default=0)
    lines = [lines[0].lstrip()] + [line[margin:] for line in lines[1:]]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return '\\n'.join(lines)

def getmodule(thing):
    return sys.modules.get(getattr(thing, '__module__', None))

def getmembers(thing, predicate=None):
    found = []
    for name in dir(thing):
        try:
            value = getattr(thing, name)
        except AttributeError:
            continue
        if predicate is None or predicate(value):
            found.append((name, value))
    return found

def currentframe():
    return sys._getframe(1)

class _Empty:
    pass

class Parameter:
    empty = _Empty
    POSITIONAL_ONLY, POSITIONAL_OR_KEYWORD, VAR_POSITIONAL, KEYWORD_ONLY, VAR_KEYWORD = 0, 1, 2, 3, 4
    def __init__(self, name, kind, *, default=_Empty, annotation=_Empty):
        self.name, self.kind, self.default, self.annotation = name, kind, default, annotation
    def __str__(self):
        text = ['', '', '*', '', '**'][self.kind] + self.name
        if self.annotation is not _Empty:
            text += ': ' + formatannotation(self.annotation)
        if self.default is not _Empty:
            text += (' = ' if self.annotation is not _Empty else '=') + repr(self.default)
        return text
    def __repr__(self):
        return f'<Parameter "{self}">'

def formatannotation(value):
    if isinstance(value, type):
        return value.__qualname__ if value.__module__ in ('builtins', '__main__') else f'{value.__module__}.{value.__qualname__}'
    return repr(value).replace('typing.', '')

class Signature:
    empty = _Empty
    def __init__(self, parameters=None, *, return_annotation=_Empty):
        self.parameters = {one.name: one for one in parameters or []}
        self.return_annotation = return_annotation
    def __str__(self):
        parts, is_star, last = [], False, None
        for one in self.parameters.values():
            if last == 0 and one.kind != 0:
                parts.append('/')
            if one.kind == 2:
                is_star = True
            if one.kind == 3 and not is_star:
                parts.append('*')
                is_star = True
            parts.append(str(one))
            last = one.kind
        if last == 0:
            parts.append('/')
        text = f'({", ".join(parts)})'
        return text if self.return_annotation is _Empty else f'{text} -> {formatannotation(self.return_annotation)}'
    def __repr__(self):
        return f'<Signature {self}>'
    def bind(self, *args, **kwargs):
        left = list(args)
        found = {}
        for one in self.parameters.values():
            if one.kind == 2:
                found[one.name], left = tuple(left), []
            elif one.kind == 4:
                found[one.name], kwargs = kwargs, {}
            elif left and one.kind in (0, 1):
                found[one.name] = left.pop(0)
            elif one.name in kwargs:
                found[one.name] = kwargs.pop(one.name)
            elif one.default is _Empty:
                raise TypeError(f'missing a required argument: {one.name!r}')
        if left:
            raise TypeError('too many positional arguments')
        if kwargs:
            raise TypeError(f'got an unexpected keyword argument {next(iter(kwargs))!r}')
        return BoundArguments(self, found)

class BoundArguments:
    def __init__(self, signature, arguments):
        self.signature, self.arguments = signature, arguments
    def apply_defaults(self):
        for one in self.signature.parameters.values():
            if one.name not in self.arguments:
                self.arguments[one.name] = () if one.kind == 2 else {} if one.kind == 4 else one.default

def signature(thing, **options):
    skips = 0
    if isinstance(thing, type):
        thing, skips = getattr(thing, '__init__'), 1
    elif ismethod(thing):
        thing, skips = thing.__func__, 1
    elif not isfunction(thing) and hasattr(type(thing), '__call__'):
        thing, skips = type(thing).__call__, 1
    thing = getattr(thing, '__wrapped__', thing)
    if not isfunction(thing):
        raise ValueError(f'no signature found for builtin {thing!r}')
    told = thing.__annotations__
    found = [Parameter(name, kind, annotation=told.get(name, _Empty), **({'default': default[0]} if default else {})) for name, kind, default in thing.__parameters_told__]
    return Signature(found[skips:], return_annotation=told.get('return', _Empty))

`,
};
