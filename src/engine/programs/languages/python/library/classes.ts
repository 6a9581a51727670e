/** abc and copy, written in Python: as much of each as small programs use. */
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

_registered = {}

class ABCMeta(type):
    def __call__(cls, *args, **kwargs):
        missing = _missing(cls)
        if missing:
            plural = 's' if len(missing) > 1 else ''
            listed = ', '.join(repr(name) for name in missing)
            raise TypeError(f"Can't instantiate abstract class {cls.__name__} without an implementation for abstract method{plural} {listed}")
        return type.__call__(cls, *args, **kwargs)
    def register(cls, other):
        _registered.setdefault(cls, []).append(other)
        return other
    def __subclasscheck__(cls, other):
        hook = getattr(cls, '__subclasshook__', None)
        answer = NotImplemented if hook is None else hook(other)
        if answer is NotImplemented:
            return cls in other.__mro__ or any(issubclass(other, one) for one in _registered.get(cls, ()))
        return answer
    def __instancecheck__(cls, thing):
        return issubclass(type(thing), cls)

class ABC(metaclass=ABCMeta):
    pass
`,
  copy: `
def copy(thing):
    if hasattr(type(thing), '__copy__'):
        return type(thing).__copy__(thing)
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
    if hasattr(type(thing), '__deepcopy__'):
        return type(thing).__deepcopy__(thing, memo)
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
