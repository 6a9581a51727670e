/** dataclasses, written in Python. */
export const DATACLASSES: Readonly<Record<string, string>> = {
  dataclasses: `
import sys
import copy as _copy
import types as _types

class FrozenInstanceError(AttributeError):
    pass

class _Missing:
    def __repr__(self):
        return '<dataclasses._MISSING_TYPE object>'
MISSING = _Missing()

class _KwOnly:
    pass
KW_ONLY = _KwOnly()

class InitVar:
    def __init__(self, type):
        self.type = type
    def __repr__(self):
        return f'dataclasses.InitVar[{getattr(self.type, "__name__", self.type)}]'
    def __class_getitem__(cls, type):
        return InitVar(type)

class Field:
    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
        self.name = self.type = None
        self.default, self.default_factory, self.init, self.repr = default, default_factory, init, repr
        self.hash, self.compare, self.kw_only = hash, compare, kw_only
        self.metadata = _types.MappingProxyType(metadata or {})
        self._kind = 'field'
    def __repr__(self):
        return f'Field(name={self.name!r},type={self.type!r},default={self.default!r},default_factory={self.default_factory!r},init={self.init!r},repr={self.repr!r},hash={self.hash!r},compare={self.compare!r},metadata={self.metadata!r},kw_only={self.kw_only!r},_field_type=_FIELD)'

def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True, metadata=None, kw_only=MISSING):
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError('cannot specify both default and default_factory')
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)

def _names_it(text, cls, word, module):
    head = text.split('[')[0].strip()
    names = getattr(sys.modules.get(cls.__module__), '__dict__', {})
    owner, _, last = head.rpartition('.')
    if last != word:
        return False
    found = names.get(owner) if owner else names.get(word)
    return getattr(found, '__name__', None) == module if owner else found is not None

def _kind(annotation, cls):
    if isinstance(annotation, InitVar) or annotation is InitVar:
        return 'initvar'
    if isinstance(annotation, str):
        if _names_it(annotation, cls, 'ClassVar', 'typing'):
            return 'classvar'
        return 'initvar' if _names_it(annotation, cls, 'InitVar', 'dataclasses') else 'field'
    if repr(annotation).startswith('typing.ClassVar'):
        return 'classvar'
    return 'field'

def _get_field(cls, name, annotation, kw_only):
    default = getattr(cls, name, MISSING) if name in cls.__dict__ or any(name in one.__dict__ for one in cls.__mro__) else MISSING
    made = default if isinstance(default, Field) else Field(default, MISSING, True, True, None, True, None, MISSING)
    made.name, made.type, made._kind = name, annotation, _kind(annotation, cls)
    if made._kind in ('classvar', 'initvar') and made.default_factory is not MISSING:
        raise TypeError(f'field {name} cannot have a default factory')
    if made.kw_only is MISSING:
        made.kw_only = kw_only
    if made._kind == 'field' and made.default is not MISSING and type(made.default).__hash__ is None:
        f = made
        raise ValueError(f'mutable default {type(f.default)} for field '  #@860
                         f'{f.name} is not allowed: use default_factory')
    return made

def _list(names):
    names = [repr(name) for name in names]
    return names[0] if len(names) == 1 else ', '.join(names[:-1]) + (',' if len(names) > 2 else '') + ' and ' + names[-1]

def _make_init(cls, fields, frozen):
    title = f'{cls.__qualname__}.__init__()'
    taken = [one for one in fields if one.init]
    plain = [one for one in taken if not one.kw_only]
    def optional(one):
        return one.default is not MISSING or one.default_factory is not MISSING
    def __init__(self, *args, **kwargs):
        if len(args) > len(plain):
            needed = len([one for one in plain if not optional(one)]) + 1
            total = len(plain) + 1
            count = f'from {needed} to {total}' if needed != total else f'{total}'
            raise TypeError(f"{title} takes {count} positional argument{'' if count == '1' else 's'} but {len(args) + 1} were given")
        found = {}
        for one, value in zip(plain, args):
            found[one.name] = value
        for name, value in kwargs.items():
            if name in found:
                raise TypeError(f'{title} got multiple values for argument {name!r}')
            if not any(one.name == name for one in taken):
                raise TypeError(f'{title} got an unexpected keyword argument {name!r}')
            found[name] = value
        for wanted, kind in ((plain, 'positional'), ([one for one in taken if one.kw_only], 'keyword-only')):
            missing = [one.name for one in wanted if one.name not in found and not optional(one)]
            if missing:
                raise TypeError(f"{title} missing {len(missing)} required {kind} argument{'s' if len(missing) > 1 else ''}: {_list(missing)}")
        initvars = []
        for one in fields:
            if one.init and one.name in found:
                value = found[one.name]
            elif one.default_factory is not MISSING:
                value = one.default_factory()
            elif one.default is not MISSING:
                value = one.default
            else:
                continue
            if one._kind == 'initvar':
                initvars.append(value)
            elif one.init or one.default_factory is not MISSING:
                object.__setattr__(self, one.name, value)
        after = getattr(self, '__post_init__', None)
        if after is not None:
            after(*initvars)
    __init__.__annotations__ = {**{one.name: one.type for one in taken}, 'return': None}
    return __init__

def _process(cls, init, repr_, eq, order, unsafe_hash, frozen, match_args, kw_only, slots):
    fields = {}
    for base in cls.__mro__[-1:0:-1]:
        for one in base.__dict__.get('__dataclass_fields__', {}).values():
            fields[one.name] = one
    own = {}
    for name, annotation in cls.__dict__.get('__annotations__', {}).items():
        if annotation is KW_ONLY or annotation == 'KW_ONLY':
            kw_only = True
            continue
        own[name] = _get_field(cls, name, annotation, kw_only)
    for one in own.values():
        fields[one.name] = one
        if isinstance(cls.__dict__.get(one.name), Field):
            if one.default is MISSING:
                delattr(cls, one.name)
            else:
                setattr(cls, one.name, one.default)
    for name, value in cls.__dict__.items():
        if isinstance(value, Field) and name not in own:
            raise TypeError(f'{name!r} is a field but has no type annotation')
    for base in cls.__mro__[1:]:
        parent = base.__dict__.get('__dataclass_params__')
        if parent is not None:
            if parent['frozen'] and not frozen:
                raise TypeError('cannot inherit non-frozen dataclass from a frozen one')
            if frozen and not parent['frozen']:
                raise TypeError('cannot inherit frozen dataclass from a non-frozen one')
    cls.__dataclass_fields__ = fields
    cls.__dataclass_params__ = {'frozen': frozen, 'eq': eq, 'order': order}
    real = [one for one in fields.values() if one._kind == 'field']
    with_vars = [one for one in fields.values() if one._kind != 'classvar']
    if init:
        seen = None
        for one in with_vars:
            if one.init and not one.kw_only:
                if one.default is not MISSING or one.default_factory is not MISSING:
                    seen = one
                elif seen is not None:
                    raise TypeError(f'non-default argument {one.name!r} follows default argument {seen.name!r}')
        cls.__init__ = _make_init(cls, with_vars, frozen)
        cls.__init__.__qualname__ = f'{cls.__qualname__}.__init__'
    def values(self):
        return tuple(getattr(self, one.name) for one in real if one.compare)
    if repr_ and '__repr__' not in cls.__dict__:
        def __repr__(self):
            return f"{type(self).__qualname__}({', '.join(f'{one.name}={getattr(self, one.name)!r}' for one in real if one.repr)})"
        cls.__repr__ = __repr__
    had_hash = '__hash__' in cls.__dict__ and not (cls.__dict__['__hash__'] is None and '__eq__' in cls.__dict__)
    if eq and '__eq__' not in cls.__dict__:
        def __eq__(self, other):
            if self is other:
                return True
            return values(self) == values(other) if type(self) is type(other) else NotImplemented
        cls.__eq__ = __eq__
    if order:
        if not eq:
            raise ValueError('eq must be true if order is true')
        def compared(compare):
            return lambda self, other: compare(values(self), values(other)) if type(self) is type(other) else NotImplemented
        for name, compare in (('__lt__', lambda a, b: a < b), ('__le__', lambda a, b: a <= b), ('__gt__', lambda a, b: a > b), ('__ge__', lambda a, b: a >= b)):
            if name in cls.__dict__:
                raise TypeError(f'Cannot overwrite attribute {name} in class {cls.__name__}. Consider using functools.total_ordering')
            setattr(cls, name, compared(compare))
    if frozen:
        names = {one.name for one in real}
        def __setattr__(self, name, value):
            if type(self) is cls or name in names:
                raise FrozenInstanceError(f'cannot assign to field {name!r}')
            super(cls, self).__setattr__(name, value)
        def __delattr__(self, name):
            if type(self) is cls or name in names:
                raise FrozenInstanceError(f'cannot delete field {name!r}')
            super(cls, self).__delattr__(name)
        cls.__setattr__, cls.__delattr__ = __setattr__, __delattr__
    if unsafe_hash or eq and frozen and not had_hash:
        cls.__hash__ = lambda self: hash(tuple(getattr(self, one.name) for one in real if (one.compare if one.hash is None else one.hash)))
    elif eq and not had_hash:
        cls.__hash__ = None
    if match_args and '__match_args__' not in cls.__dict__:
        cls.__match_args__ = tuple(one.name for one in with_vars if one.init and not one.kw_only)
    if slots:
        cls.__slots__ = tuple(one.name for one in real)
    return cls

def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False, match_args=True, kw_only=False, slots=False, weakref_slot=False):
    def wrap(cls):
        return _process_class(cls, init, repr, eq, order, unsafe_hash,  #@1295
                              frozen, match_args, kw_only, slots,
                              weakref_slot)
    if cls is None:
        return wrap
    return wrap(cls)  #@1305

def _process_class(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot):
    return _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots)

def _fields_of(thing):
    found = getattr(thing, '__dataclass_fields__', None)
    if found is None:
        raise TypeError('must be called with a dataclass type or instance')
    return [one for one in found.values() if one._kind == 'field']

def fields(class_or_instance):
    return tuple(_fields_of(class_or_instance))

def is_dataclass(obj):
    return hasattr(obj if isinstance(obj, type) else type(obj), '__dataclass_fields__')

def _is_instance(obj):
    return hasattr(type(obj), '__dataclass_fields__')

def _inner(obj, factory, whole):
    if _is_instance(obj):
        return whole(obj, factory)
    if isinstance(obj, tuple) and hasattr(obj, '_fields'):
        return type(obj)(*[_inner(one, factory, whole) for one in obj])
    if isinstance(obj, (list, tuple)):
        return type(obj)([_inner(one, factory, whole) for one in obj])
    if isinstance(obj, dict):
        return {_inner(key, factory, whole): _inner(value, factory, whole) for key, value in obj.items()}
    return _copy.deepcopy(obj)

def _as_dict(obj, factory):
    return factory([(one.name, _inner(getattr(obj, one.name), factory, _as_dict)) for one in _fields_of(obj)])

def asdict(obj, *, dict_factory=dict):
    if not _is_instance(obj):
        raise TypeError('asdict() should be called on dataclass instances')
    return _as_dict(obj, dict_factory)

def _as_tuple(obj, factory):
    return factory([_inner(getattr(obj, one.name), factory, _as_tuple) for one in _fields_of(obj)])

def astuple(obj, *, tuple_factory=tuple):
    if not _is_instance(obj):
        raise TypeError('astuple() should be called on dataclass instances')
    return _as_tuple(obj, tuple_factory)

def make_dataclass(cls_name, fields, *, bases=(), namespace=None, **options):
    names = dict(namespace or {})
    told = {}
    for item in fields:
        name, annotation = (item, 'typing.Any') if isinstance(item, str) else item[:2]
        if not isinstance(item, str) and len(item) == 3:
            names[name] = item[2]
        told[name] = annotation
    names['__annotations__'] = told
    made = type(cls_name, bases, names)
    made.__module__ = sys._getframe(1).f_globals.get('__name__', '__main__')
    return dataclass(made, **options)

def replace(obj, /, **changes):
    if not _is_instance(obj):
        raise TypeError('replace() should be called on dataclass instances')
    for one in obj.__dataclass_fields__.values():
        if one._kind == 'classvar':
            continue
        if not one.init:
            if one.name in changes:
                raise TypeError(f'field {one.name} is declared with init=False, it cannot be specified with replace()')
            continue
        if one.name not in changes:
            if one._kind == 'initvar' and one.default is MISSING:
                raise TypeError(f"InitVar {one.name!r} must be specified with replace()")
            changes[one.name] = getattr(obj, one.name)
    return type(obj)(**changes)
`,
};
