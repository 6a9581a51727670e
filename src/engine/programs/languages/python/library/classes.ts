/** abc, enum, dataclasses, contextlib and copy, written in Python: as much of each as small programs use. */
export const CLASSES: Readonly<Record<string, string>> = {
  abc: `
def abstractmethod(function):
    function.__isabstractmethod__ = True
    return function

def _missing(cls):
    names = set()
    for one in cls.__mro__:
        for name, value in one.__dict__.items():
            if getattr(getattr(value, 'fget', value), '__isabstractmethod__', False):
                names.add(name)
    return sorted(name for name in names if getattr(getattr(cls, name, None), '__isabstractmethod__', False))

class ABCMeta(type):
    def __call__(cls, *args, **kwargs):
        missing = _missing(cls)
        if missing:
            plural = 's' if len(missing) > 1 else ''
            listed = ', '.join(repr(name) for name in missing)
            raise TypeError(f"Can't instantiate abstract class {cls.__name__} without an implementation for abstract method{plural} {listed}")
        return type.__call__(cls, *args, **kwargs)
    def register(cls, other):
        return other

class ABC(metaclass=ABCMeta):
    pass
`,
  enum: `
class auto:
    pass

class EnumType(type):
    def __init__(cls, name, bases, namespace):
        cls._member_map_ = {}
        last = 0
        for key, value in list(namespace.items()):
            if key.startswith('_') or callable(value) and not isinstance(value, auto) or isinstance(value, (property, classmethod, staticmethod)):
                continue
            if isinstance(value, auto):
                value = cls._generate_next_value_(key, 1, len(cls._member_map_), [last])
            last = value
            found = None
            for one in cls._member_map_.values():
                if one._value_ == value:
                    found = one
            if found is None:
                found = object.__new__(cls)
                found._name_ = key
                found._value_ = value
            cls._member_map_[key] = found
            setattr(cls, key, found)
    def __iter__(cls):
        return iter([one for name, one in cls._member_map_.items() if one._name_ == name])
    def __len__(cls):
        return len(list(iter(cls)))
    def __getitem__(cls, name):
        return cls._member_map_[name]
    def __contains__(cls, value):
        return any(one is value or one._value_ == value for one in cls)
    def __call__(cls, value):
        for one in cls._member_map_.values():
            if one is value or one._value_ == value:
                return one
        raise ValueError(f"{value!r} is not a valid {cls.__qualname__}")
    def __repr__(cls):
        return f"<enum '{cls.__name__}'>"
    @property
    def __members__(cls):
        return dict(cls._member_map_)

EnumMeta = EnumType

class Enum(metaclass=EnumType):
    def _generate_next_value_(name, start, count, last_values):
        return last_values[-1] + 1
    @property
    def name(self):
        return self._name_
    @property
    def value(self):
        return self._value_
    def __repr__(self):
        return f"<{type(self).__name__}.{self._name_}: {self._value_!r}>"
    def __str__(self):
        return f"{type(self).__name__}.{self._name_}"
    def __hash__(self):
        return hash(self._name_)
    def __format__(self, spec):
        return format(str(self), spec)

class IntEnum(Enum):
    def __str__(self):
        return str(self._value_)
    def __int__(self):
        return self._value_
    def __index__(self):
        return self._value_
    def __eq__(self, other):
        return self._value_ == getattr(other, '_value_', other)
    def __hash__(self):
        return hash(self._value_)
    def __lt__(self, other):
        return self._value_ < getattr(other, '_value_', other)
    def __gt__(self, other):
        return self._value_ > getattr(other, '_value_', other)
    def __add__(self, other):
        return self._value_ + other

class StrEnum(Enum):
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()
    def __str__(self):
        return self._value_
    def __eq__(self, other):
        return self._value_ == getattr(other, '_value_', other)
    def __hash__(self):
        return hash(self._value_)

def unique(cls):
    return cls
`,
  dataclasses: `
class _Missing:
    pass

MISSING = _Missing()

class Field:
    def __init__(self, default=MISSING, default_factory=MISSING, init=True, repr=True, compare=True, kw_only=False):
        self.name = None
        self.type = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.compare = compare

def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True, metadata=None, kw_only=False):
    return Field(default, default_factory, init, repr, compare, kw_only)

class FrozenInstanceError(AttributeError):
    pass

def _fields_of(cls):
    found = {}
    for base in reversed(cls.__mro__):
        found.update(base.__dict__.get('__dataclass_fields__', {}) if base is not cls else {})
    for name, annotation in cls.__dict__.get('__annotations__', {}).items():
        value = cls.__dict__.get(name, MISSING)
        one = value if isinstance(value, Field) else Field(value)
        if isinstance(one.default, (list, dict, set)):
            raise ValueError(f"mutable default {type(one.default)} for field {name} is not allowed: use default_factory")
        one.name = name
        one.type = annotation
        found[name] = one
        if isinstance(value, Field):
            if one.default is not MISSING:
                setattr(cls, name, one.default)
            else:
                delattr(cls, name)
    return found

def dataclass(cls=None, *, init=True, repr=True, eq=True, order=False, frozen=False, unsafe_hash=False, kw_only=False, slots=False, match_args=True):
    def wrap(cls):
        fields_ = _fields_of(cls)
        cls.__dataclass_fields__ = fields_
        names = [one.name for one in fields_.values()]
        taken = [one for one in fields_.values() if one.init]
        cls.__match_args__ = tuple(one.name for one in taken)
        def __init__(self, *args, **kwargs):
            title = f"{cls.__name__}.__init__()"
            if len(args) > len(taken):
                raise TypeError(f"{title} takes {len(taken) + 1} positional argument{'s' if len(taken) else ''} but {len(args) + 1} were given")
            missing = []
            for index, one in enumerate(taken):
                if index < len(args):
                    value = args[index]
                    if one.name in kwargs:
                        raise TypeError(f"{title} got multiple values for argument '{one.name}'")
                elif one.name in kwargs:
                    value = kwargs.pop(one.name)
                elif one.default is not MISSING:
                    value = one.default
                elif one.default_factory is not MISSING:
                    value = one.default_factory()
                else:
                    missing.append(repr_(one.name))
                    continue
                object.__setattr__(self, one.name, value)
            if missing:
                listed = missing[0] if len(missing) == 1 else ', '.join(missing[:-1]) + (',' if len(missing) > 2 else '') + ' and ' + missing[-1]
                raise TypeError(f"{title} missing {len(missing)} required positional argument{'s' if len(missing) > 1 else ''}: {listed}")
            for key in kwargs:
                raise TypeError(f"{title} got an unexpected keyword argument '{key}'")
            for one in fields_.values():
                if not one.init and one.default_factory is not MISSING:
                    object.__setattr__(self, one.name, one.default_factory())
            after = getattr(self, '__post_init__', None)
            if after is not None:
                after()
        def __repr__(self):
            return f"{type(self).__qualname__}(" + ', '.join(f"{one.name}={getattr(self, one.name)!r}" for one in fields_.values() if one.repr) + ')'
        def values(self):
            return tuple(getattr(self, one.name) for one in fields_.values() if one.compare)
        def __eq__(self, other):
            return values(self) == values(other) if type(self) is type(other) else NotImplemented
        def __setattr__(self, name, value):
            raise FrozenInstanceError(f"cannot assign to field {name!r}")
        if init and '__init__' not in cls.__dict__:
            cls.__init__ = __init__
        if repr and '__repr__' not in cls.__dict__:
            cls.__repr__ = __repr__
        if eq and '__eq__' not in cls.__dict__:
            cls.__eq__ = __eq__
            cls.__hash__ = (lambda self: hash(values(self))) if frozen or unsafe_hash else None
        if order:
            cls.__lt__ = lambda self, other: values(self) < values(other)
            cls.__le__ = lambda self, other: values(self) <= values(other)
            cls.__gt__ = lambda self, other: values(self) > values(other)
            cls.__ge__ = lambda self, other: values(self) >= values(other)
        if frozen:
            cls.__setattr__ = __setattr__
        return cls
    return wrap if cls is None else wrap(cls)

repr_ = repr

def fields(thing):
    return tuple(thing.__dataclass_fields__.values())

def is_dataclass(thing):
    return hasattr(thing, '__dataclass_fields__')

def asdict(thing):
    if is_dataclass(thing):
        return {one.name: asdict(getattr(thing, one.name)) for one in fields(thing)}
    if isinstance(thing, (list, tuple)):
        return type(thing)([asdict(one) for one in thing])
    if isinstance(thing, dict):
        return {key: asdict(value) for key, value in thing.items()}
    return thing

def astuple(thing):
    return tuple(getattr(thing, one.name) for one in fields(thing))

def replace(thing, **changes):
    values = {one.name: getattr(thing, one.name) for one in fields(thing)}
    values.update(changes)
    return type(thing)(**values)
`,
  contextlib: `
from functools import wraps

class _Manager:
    def __init__(self, made):
        self.made = made
    def __enter__(self):
        try:
            return next(self.made)
        except StopIteration:
            raise RuntimeError("generator didn't yield") from None
    def __exit__(self, type_, value, traceback):
        if type_ is None:
            try:
                next(self.made)
            except StopIteration:
                return False
            raise RuntimeError("generator didn't stop")
        try:
            self.made.throw(value)
        except StopIteration:
            return True
        except BaseException as error:
            if error is value:
                return False
            raise
        raise RuntimeError("generator didn't stop after throw()")

def contextmanager(function):
    @wraps(function)
    def helper(*args, **kwargs):
        return _Manager(function(*args, **kwargs))
    return helper

class suppress:
    def __init__(self, *types):
        self.types = types
    def __enter__(self):
        return None
    def __exit__(self, type_, value, traceback):
        return type_ is not None and issubclass(type_, self.types)

class closing:
    def __init__(self, thing):
        self.thing = thing
    def __enter__(self):
        return self.thing
    def __exit__(self, *rest):
        self.thing.close()

class nullcontext:
    def __init__(self, result=None):
        self.result = result
    def __enter__(self):
        return self.result
    def __exit__(self, *rest):
        return None

class redirect_stdout:
    def __init__(self, target):
        self.target = target
    def __enter__(self):
        import sys
        self.old = sys.stdout
        sys.stdout = self.target
        return self.target
    def __exit__(self, *rest):
        import sys
        sys.stdout = self.old
`,
  copy: `
def copy(thing):
    if isinstance(thing, (list, dict, set)):
        return thing.copy()
    if not hasattr(thing, '__dict__') or isinstance(thing, type) or callable(thing):
        return thing
    made = object.__new__(type(thing))
    for name, value in thing.__dict__.items():
        object.__setattr__(made, name, value)
    return made

def deepcopy(thing, memo=None):
    memo = {} if memo is None else memo
    if id(thing) in memo:
        return memo[id(thing)]
    if isinstance(thing, list):
        made = memo[id(thing)] = []
        made.extend(deepcopy(one, memo) for one in thing)
        return made
    if isinstance(thing, dict):
        made = memo[id(thing)] = {}
        for key, value in thing.items():
            made[deepcopy(key, memo)] = deepcopy(value, memo)
        return made
    if isinstance(thing, tuple):
        return tuple(deepcopy(one, memo) for one in thing)
    if isinstance(thing, set):
        return {deepcopy(one, memo) for one in thing}
    if not hasattr(thing, '__dict__') or isinstance(thing, type) or callable(thing):
        return thing
    made = memo[id(thing)] = object.__new__(type(thing))
    for name, value in thing.__dict__.items():
        object.__setattr__(made, name, deepcopy(value, memo))
    return made
`,
};
