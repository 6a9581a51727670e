/** enum, written in Python. */
export const ENUM: Readonly<Record<string, string>> = {
  enum: `
import sys as _sys

_missing = object()

class auto:
    def __init__(self, value=_missing):
        self.value = value
    def __repr__(self):
        return 'auto(%r)' % self.value
    def __or__(self, other):
        return _Combined(lambda a, b: a | b, self, other)
    def __and__(self, other):
        return _Combined(lambda a, b: a & b, self, other)
    def __xor__(self, other):
        return _Combined(lambda a, b: a ^ b, self, other)
    __ror__, __rand__, __rxor__ = __or__, __and__, __xor__

class _Combined(auto):
    # Of members whose values come later: the class is not made yet.
    def __init__(self, combine, a, b):
        self.combine, self.a, self.b, self.value = combine, a, b, _missing
    def resolve(self):
        return self.combine(*[one.resolve() if isinstance(one, _Combined) else one.value if isinstance(one, auto) else one for one in (self.a, self.b)])

class nonmember:
    def __init__(self, value):
        self.value = value

class member:
    def __init__(self, value):
        self.value = value

DynamicClassAttribute = property

def _is_descriptor(value):
    return hasattr(value, '__get__') or hasattr(value, '__set__') or hasattr(value, '__delete__') or type(value).__name__ in ('function', 'property', 'classmethod', 'staticmethod', 'builtin_function_or_method') or isinstance(value, property)

def _is_special(key):
    return key.startswith('__') and key.endswith('__') or key.startswith('_') and key.endswith('_')

class EnumType(type):
    def __new__(meta, name, bases, namespace, **kwds):
        ignored = namespace.pop('_ignore_', ())
        ignored = ignored.replace(',', ' ').split() if isinstance(ignored, str) else ignored
        members, rest = {}, {}
        for key, value in namespace.items():
            if isinstance(value, member):
                members[key] = value.value
            elif isinstance(value, nonmember):
                rest[key] = value.value
            elif key in ignored:
                pass
            elif _is_special(key) or _is_descriptor(value) or isinstance(value, type) or key.startswith(f'_{name}__'):
                rest[key] = value
            else:
                members[key] = value
        cls = type.__new__(meta, name, bases, rest)
        cls._member_map_, cls._value2member_map_, cls._member_names_ = {}, {}, []
        data_type = object
        for base in cls.__mro__[1:]:
            if base in (int, float, str, bytes, tuple, dict, list, set, frozenset, complex):
                data_type = base
                break
        own_new = None
        for base in cls.__mro__:
            found = base.__dict__.get('__new__')
            if found is not None and base not in (object, int, float, str, bytes, tuple) and base.__dict__.get('_is_enum_base_') is None:
                own_new = found
                break
        cls._member_type_ = data_type
        last = []
        is_flag = Flag is not None and issubclass(cls, Flag)
        for key, value in members.items():
            if isinstance(value, _Combined):
                value = value.resolve()
            elif isinstance(value, auto):
                given, value = value, None
                value = given.value = cls._generate_next_value_(key, 1, len(last), last[:]) if given.value is _missing else given.value
            elif isinstance(value, tuple) and any(isinstance(one, auto) for one in value):
                value = tuple(cls._generate_next_value_(key, 1, len(last), last[:]) if isinstance(one, auto) else one for one in value)
            last.append(value)
            args = value if isinstance(value, tuple) and data_type is not tuple else (value,)
            if own_new is not None:
                made = own_new.__func__(cls, *args) if hasattr(own_new, '__func__') else own_new(cls, *args)
                if not hasattr(made, '_value_'):
                    made._value_ = value if data_type is object else data_type(*args)
            elif data_type is object:
                made = object.__new__(cls)
                made._value_ = value
            else:
                made = data_type.__new__(cls, *args)
                made._value_ = data_type(*args) if not isinstance(value, data_type) else value
            value = made._value_
            known = None
            for one in cls._member_map_.values():
                if type(one._value_) is type(value) and one._value_ == value or one._value_ == value and not isinstance(value, bool):
                    known = one
                    break
            if known is None:
                made._name_ = key
                made.__objclass__ = cls
                made._sort_order_ = len(cls._member_names_)
                init = cls.__init__
                if type(init).__name__ == 'function':
                    init(made, *args)
                known = made
                if not (is_flag and (value == 0 or value & (value - 1))):
                    cls._member_names_.append(key)
            cls._member_map_[key] = known
            try:
                cls._value2member_map_.setdefault(known._value_, known)
            except TypeError:
                pass
            type.__setattr__(cls, key, known)
        if is_flag:
            cls._flag_mask_ = 0
            for one in cls._member_map_.values():
                cls._flag_mask_ |= one._value_
        return cls
    def __setattr__(cls, name, value):
        if name in cls.__dict__.get('_member_map_', {}):
            raise AttributeError('cannot reassign member %r' % name)
        type.__setattr__(cls, name, value)
    def __delattr__(cls, name):
        if name in cls.__dict__.get('_member_map_', {}):
            raise AttributeError(f'{cls.__name__!r} cannot delete member {name!r}.')
        type.__delattr__(cls, name)
    def __iter__(cls):
        return (cls._member_map_[name] for name in cls._member_names_)
    def __reversed__(cls):
        return (cls._member_map_[name] for name in reversed(cls._member_names_))
    def __len__(cls):
        return len(cls._member_names_)
    def __bool__(cls):
        return True
    def __getitem__(cls, name):
        return cls._member_map_[name]  #@793
    def __contains__(cls, value):
        if isinstance(value, cls):
            return True
        try:
            return value in cls._value2member_map_ or any(one._value_ == value for one in cls._member_map_.values())
        except TypeError:
            return any(one._value_ == value for one in cls._member_map_.values())
    def __call__(cls, value=_missing, names=_missing, *values, module=None, qualname=None, type=None, start=1, boundary=None):
        if cls._member_map_ or names is _missing and value is not _missing and not values:
            if names is not _missing:
                value = (value, names, *values)
            return cls._lookup(value)
        if value is _missing:
            raise TypeError(f"{cls.__name__}.__call__() missing 1 required positional argument: 'value'")
        return cls._create(value, names, module, type, start)
    def _lookup(cls, value):
        if isinstance(value, cls):
            return value
        try:
            found = cls._value2member_map_.get(value)
            if found is not None:
                return found
        except TypeError:
            for one in cls._member_map_.values():
                if one._value_ == value:
                    return one
        if not cls._member_map_:
            raise TypeError('%r has no members; specify \`names=()\` if you meant to create a new, empty, enum' % cls)
        made = cls._missing_(value)
        if isinstance(made, cls):
            return made
        if made is None:
            cls._refuse(value)
        raise TypeError('error in %s._missing_: returned %r instead of None or a valid member' % (cls.__name__, made))
    def _refuse(cls, value):
        raise ValueError('%r is not a valid %s' % (value, cls.__qualname__))
    def _create(cls, name, names, module, mixin, start):
        namespace = {}
        if isinstance(names, str):
            names = names.replace(',', ' ').split()
        pairs = names.items() if isinstance(names, dict) else names
        last = []
        for index, one in enumerate(pairs):
            if isinstance(one, str):
                value = cls._generate_next_value_(one, start, index, last[:])
                last.append(value)
                namespace[one] = value
            else:
                namespace[one[0]] = one[1]
        namespace['__module__'] = module or _sys._getframe(2).f_globals.get('__name__', '__main__')
        bases = (cls,) if mixin is None else (mixin, cls)
        return type(cls).__new__(type(cls), name, bases, namespace)
    def __repr__(cls):
        return '<flag %r>' % cls.__name__ if Flag is not None and issubclass(cls, Flag) else '<enum %r>' % cls.__name__
    @property
    def __members__(cls):
        from types import MappingProxyType
        return MappingProxyType(cls._member_map_)
    def __dir__(cls):
        return ['__class__', '__contains__', '__doc__', '__getitem__', '__init_subclass__', '__iter__', '__len__', '__members__', '__module__', '__name__', '__qualname__'] + cls._member_names_

EnumMeta = EnumType
Flag = None

class Enum(metaclass=EnumType):
    _is_enum_base_ = True
    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start
        try:
            return sorted(last_values)[-1] + 1
        except TypeError:
            raise TypeError('unable to sort non-numeric values') from None
    @classmethod
    def _missing_(cls, value):
        return None
    @property
    def name(self):
        return self._name_
    @property
    def value(self):
        return self._value_
    def __repr__(self):
        return f'<{type(self).__name__}.{self._name_}: {self._value_!r}>'
    def __str__(self):
        return f'{type(self).__name__}.{self._name_}'
    def __format__(self, format_spec):
        return str.__format__(str(self), format_spec)
    def __hash__(self):
        return hash(self._name_)
    def __reduce_ex__(self, proto):
        return type(self), (self._value_,)
    def __copy__(self):
        return self
    def __deepcopy__(self, memo):
        return self

class ReprEnum(Enum):
    _is_enum_base_ = True
    def __str__(self):
        return self._member_type_.__str__(self)
    def __format__(self, format_spec):
        return self._member_type_.__format__(self, format_spec)

class IntEnum(int, ReprEnum):
    _is_enum_base_ = True
    def __hash__(self):
        return hash(self._value_)

class StrEnum(str, ReprEnum):
    _is_enum_base_ = True
    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()
    def __hash__(self):
        return hash(self._value_)

class FlagBoundary(StrEnum):
    STRICT = auto()
    CONFORM = auto()
    EJECT = auto()
    KEEP = auto()
STRICT, CONFORM, EJECT, KEEP = FlagBoundary

class Flag(Enum):
    _is_enum_base_ = True
    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start or 1
        return 2 ** max(last_values).bit_length()
    @classmethod
    def _missing_(cls, value):
        if not isinstance(value, int):
            cls._refuse(value)
        mask = cls._flag_mask_
        if value < 0:
            value = (2 ** mask.bit_length() - 1) + 1 + value & mask
        unknown = value & ~mask
        if unknown and not issubclass(cls, int):
            bits = max(value.bit_length(), mask.bit_length())
            raise ValueError('%r invalid value %r\\n    given %s\\n  allowed %s' % (cls, value, '0b0 ' + format(value, f'0{bits}b'), '0b0 ' + format(mask, f'0{bits}b')))
        made = object.__new__(cls) if cls._member_type_ is object else int.__new__(cls, value)
        made._value_ = value
        names = [one._name_ for one in cls if one._value_ & value]
        if unknown:
            names.append(str(unknown))
        made._name_ = '|'.join(names) if names and value else None
        cls._value2member_map_[value] = made
        return made
    def _other(self, other):
        if isinstance(other, type(self)):
            return other._value_
        return other if self._member_type_ is not object and isinstance(other, self._member_type_) else None
    def __or__(self, other):
        value = self._other(other)
        return NotImplemented if value is None else type(self)(self._value_ | value)
    def __and__(self, other):
        value = self._other(other)
        return NotImplemented if value is None else type(self)(self._value_ & value)
    def __xor__(self, other):
        value = self._other(other)
        return NotImplemented if value is None else type(self)(self._value_ ^ value)
    __ror__, __rand__, __rxor__ = __or__, __and__, __xor__
    def __invert__(self):
        return type(self)(type(self)._flag_mask_ & ~self._value_)
    def __contains__(self, other):
        if not isinstance(other, type(self)):
            raise TypeError("unsupported operand type(s) for 'in': %r and %r" % (type(other).__qualname__, type(self).__qualname__))
        return other._value_ & self._value_ == other._value_
    def __iter__(self):
        return iter([one for one in type(self) if one._value_ & self._value_])
    def __len__(self):
        return self._value_.bit_count()
    def __bool__(self):
        return bool(self._value_)
    def __hash__(self):
        return hash(self._value_)
    def __repr__(self):
        if self._name_ is None:
            return f'<{type(self).__name__}: {self._value_!r}>'
        return f'<{type(self).__name__}.{self._name_}: {self._value_!r}>'
    def __str__(self):
        if self._name_ is None:
            return f'{type(self).__name__}({self._value_!r})'
        return f'{type(self).__name__}.{self._name_}'

class IntFlag(int, ReprEnum, Flag):
    _is_enum_base_ = True
    __repr__ = Flag.__repr__

def unique(enumeration):
    duplicates = [(name, one.name) for name, one in enumeration._member_map_.items() if name != one.name]
    if duplicates:
        raise ValueError('duplicate values found in %r: %s' % (enumeration, ', '.join(f'{alias} -> {name}' for alias, name in duplicates)))
    return enumeration

def global_enum(cls, update_str=False):
    _sys.modules[cls.__module__].__dict__.update(cls.__members__)
    return cls

class EnumCheck(StrEnum):
    CONTINUOUS = 'no skipped integer values'
    NAMED_FLAGS = 'multi-flag aliases may not contain unnamed flags'
    UNIQUE = 'one name per value'
CONTINUOUS, NAMED_FLAGS, UNIQUE = EnumCheck

def verify(*checks):
    def check(enumeration):
        return unique(enumeration) if UNIQUE in checks else enumeration
    return check
`,
};
