/** enum, written in Python. */
export const ENUM: Readonly<Record<string, string>> = {
  enum: `
import sys

class _Missing:
    def __repr__(self):
        return '_auto_null'

_missing = _Missing()

class _Holder:
    """What stands for a value in a class's body."""
    def __init__(self, value=_missing):
        self.value = value

class member(_Holder):
    pass

class nonmember(_Holder):
    pass

class auto(_Holder):
    def __repr__(self):
        return f'auto({self.value!r})'
    def settle(self, following):
        if self.value is _missing:
            self.value = following()
        return self.value
    def __or__(self, other):
        return _Combined(lambda a, b: a | b, self, other)
    def __and__(self, other):
        return _Combined(lambda a, b: a & b, self, other)
    def __xor__(self, other):
        return _Combined(lambda a, b: a ^ b, self, other)
    __ror__, __rand__, __rxor__ = __or__, __and__, __xor__

class _Combined(auto):
    """Of values that come later: the class is not made yet."""
    def __init__(self, combine, *parts):
        auto.__init__(self)
        self.combine, self.parts = combine, parts
    def settle(self, following):
        self.value = self.combine(*[one.settle(following) if isinstance(one, auto) else one for one in self.parts])
        return self.value

DynamicClassAttribute = property

_PLAIN = (int, float, str, bytes, tuple, dict, list, set, frozenset, complex)

def _is_member(owner, key, value):
    if isinstance(value, member):
        return True
    if key[:1] == key[-1:] == '_' or key.startswith(f'_{owner}__') or isinstance(value, (nonmember, type, property)):
        return False
    is_descriptor = any(hasattr(value, name) for name in ('__get__', '__set__', '__delete__'))
    return not is_descriptor and type(value).__name__ not in ('function', 'classmethod', 'staticmethod', 'builtin_function_or_method')

class EnumType(type):
    def __new__(meta, name, bases, namespace, **kwds):
        ignored = namespace.pop('_ignore_', ())
        ignored = {'_ignore_', *(ignored.replace(',', ' ').split() if isinstance(ignored, str) else ignored)}
        told = {key: value for key, value in namespace.items() if key not in ignored}
        own = {key: value for key, value in told.items() if _is_member(name, key, value)}
        cls = type.__new__(meta, name, bases, {key: value.value if isinstance(value, nonmember) else value for key, value in told.items() if key not in own})
        cls._member_map_, cls._value2member_map_, cls._member_names_ = {}, {}, []
        for base in bases:
            if getattr(base, '_member_map_', None):
                raise TypeError(f'{cls!r} cannot extend {base!r}')
        cls._member_type_ = next((base for base in cls.__mro__[1:] if base in _PLAIN), object)
        values = []
        for key, value in own.items():
            values.append(cls._value_of(key, value.value if isinstance(value, member) else value, values))
            cls._add(key, values[-1])
        if cls._is_flag():
            cls._flag_mask_ = 0
            for one in cls._member_map_.values():
                cls._flag_mask_ |= one._value_
        return cls
    def _is_flag(cls):
        return Flag is not None and issubclass(cls, Flag)
    def _value_of(cls, key, value, before):
        def following():
            return cls._generate_next_value_(key, 1, len(before), before[:])
        if isinstance(value, tuple):
            return tuple([one.settle(following) if isinstance(one, auto) else one for one in value])
        return value.settle(following) if isinstance(value, auto) else value
    def _make(cls, value):
        """One with this value, by the program's __new__ if there is one."""
        kind = cls._member_type_
        args = value if isinstance(value, tuple) and kind is not tuple else (value,)
        plain = value if kind is object or isinstance(value, kind) else _missing
        for base in cls.__mro__:
            new = base.__dict__.get('__new__')
            if new is None or base is object or base in _PLAIN or '_is_enum_base_' in base.__dict__:
                continue
            made = getattr(new, '__func__', new)(cls, *args)
            if not hasattr(made, '_value_'):
                made._value_ = value if kind is object else kind(*args)
            return made, args
        made = kind.__new__(cls, *(args if kind is not object else ()))
        made._value_ = kind(*args) if plain is _missing else plain
        return made, args
    def _add(cls, key, value):
        made, args = cls._make(value)
        value = made._value_
        same = [one for one in cls._member_map_.values() if one._value_ == value and (type(one._value_) is type(value) or not isinstance(value, bool))]
        if not same:
            made._name_, made.__objclass__, made._sort_order_ = key, cls, len(cls._member_names_)
            if type(cls.__init__).__name__ == 'function':
                cls.__init__(made, *args)
            # Of flags, those of one bit count.
            if not cls._is_flag() or value > 0 and not value & (value - 1):
                cls._member_names_.append(key)
        cls._member_map_[key] = known = same[0] if same else made
        try:
            cls._value2member_map_.setdefault(known._value_, known)
        except TypeError:
            # It has no hash: it is looked for one by one.
            known._value_ = value if known is made else known._value_
        type.__setattr__(cls, key, known)
    def __setattr__(cls, name, value):
        if name in cls.__dict__.get('_member_map_', {}):
            raise AttributeError('cannot reassign member %r' % name)
        type.__setattr__(cls, name, value)
    def __delattr__(cls, name):
        if name in cls.__dict__.get('_member_map_', {}):
            raise AttributeError(f'{cls.__name__!r} cannot delete member {name!r}.')
        type.__delattr__(cls, name)
    def _all(cls):
        return [cls._member_map_[name] for name in cls._member_names_]
    def __iter__(cls):
        return iter(cls._all())
    def __reversed__(cls):
        return iter(cls._all()[::-1])
    def __len__(cls):
        return len(cls._all())
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
        if value is _missing:
            raise TypeError("EnumType.__call__() missing 1 required positional argument: 'value'")
        if cls._member_map_ or names is _missing and not values:
            if names is not _missing:
                value = (value, names, *values)
            return cls._lookup(value)
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
        namespace['__module__'] = module or sys._getframe(2).f_globals.get('__name__', '__main__')
        bases = (cls,) if mixin is None else (mixin, cls)
        return type(cls).__new__(type(cls), name, bases, namespace)
    def __repr__(cls):
        return f'<{"flag" if cls._is_flag() else "enum"} {cls.__name__!r}>'
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
    name, value = property(lambda self: self._name_), property(lambda self: self._value_)
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

FlagBoundary = StrEnum('FlagBoundary', ['STRICT', 'CONFORM', 'EJECT', 'KEEP'], module='enum')
globals().update(FlagBoundary.__members__)

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
    def _joined(self, other, join):
        value = self._other(other)
        return NotImplemented if value is None else type(self)(join(self._value_, value))
    def __or__(self, other):
        return self._joined(other, lambda a, b: a | b)
    def __and__(self, other):
        return self._joined(other, lambda a, b: a & b)
    def __xor__(self, other):
        return self._joined(other, lambda a, b: a ^ b)
    __ror__, __rand__, __rxor__ = __or__, __and__, __xor__
    def __invert__(self):
        return type(self)(type(self)._flag_mask_ & ~self._value_)
    def __contains__(self, other):
        if not isinstance(other, type(self)):
            raise TypeError("unsupported operand type(s) for 'in': %r and %r" % (type(other).__qualname__, type(self).__qualname__))
        return not other._value_ & ~self._value_
    def __iter__(self):
        return iter([one for one in type(self) if one._value_ & self._value_])
    def __len__(self):
        return len([*self])
    def __bool__(self):
        return bool(self._value_)
    def __hash__(self):
        return hash(self._value_)
    def __repr__(self):
        name = '' if self._name_ is None else f'.{self._name_}'
        return f'<{type(self).__name__}{name}: {self._value_!r}>'
    def __str__(self):
        return type(self).__name__ + (f'({self._value_!r})' if self._name_ is None else f'.{self._name_}')

class IntFlag(int, ReprEnum, Flag):
    _is_enum_base_ = True
    __repr__ = Flag.__repr__

def unique(enumeration):
    duplicates = [(name, one.name) for name, one in enumeration._member_map_.items() if name != one.name]
    if duplicates:
        raise ValueError('duplicate values found in %r: %s' % (enumeration, ', '.join(f'{alias} -> {name}' for alias, name in duplicates)))
    return enumeration

def global_enum(cls, update_str=False):
    sys.modules[cls.__module__].__dict__.update(cls.__members__)
    return cls

EnumCheck = StrEnum('EnumCheck', {'CONTINUOUS': 'no skipped integer values', 'NAMED_FLAGS': 'multi-flag aliases may not contain unnamed flags', 'UNIQUE': 'one name per value'}, module='enum')
globals().update(EnumCheck.__members__)

def verify(*checks):
    """A decorator that refuses a class which does not hold to all of these."""
    def check(enumeration):
        if UNIQUE in checks:
            unique(enumeration)
        values = sorted({one._value_ for one in enumeration._member_map_.values()}) if CONTINUOUS in checks else []
        if len(values) > 1:
            wanted = [2 ** bit for bit in range(values[0].bit_length() - 1, values[-1].bit_length())] if enumeration._is_flag() else range(values[0], values[-1] + 1)
            gaps = [one for one in wanted if one not in values]
            if gaps:
                raise ValueError(f"invalid {'flag' if enumeration._is_flag() else 'enum'} {enumeration.__name__!r}: missing values {', '.join(map(str, gaps))}")
        return enumeration
    return check
`,
};
