/** Small modules, written in Python. */
export const SMALL: Readonly<Record<string, string>> = {
  importlib: `
import sys as _sys
import _machine

def import_module(name, package=None):
    if name.startswith('.'):
        if not package:
            raise TypeError(f"the 'package' argument is required to perform a relative import for {name!r}")
        level = len(name) - len(name.lstrip('.'))
        base = package.rsplit('.', level - 1)[0] if level > 1 else package
        name = f'{base}.{name[level:]}' if name[level:] else base
    return _machine.load(name)

def reload(module):
    name = module.__name__
    _sys.modules.pop(name, None)
    return _machine.load(name)

def invalidate_caches():
    pass
`,
  'importlib.metadata': `
import os
import sys

class PackageNotFoundError(ModuleNotFoundError):
    def __str__(self):
        return f'No package metadata was found for {self.args[0]}'
    @property
    def name(self):
        return self.args[0]

def _folders():
    for folder in sys.path:
        try:
            names = os.listdir(folder or '.')
        except OSError:
            continue
        for name in names:
            if name.endswith('.dist-info'):
                yield folder, name

def version(distribution_name):
    wanted = distribution_name.lower().replace('-', '_')
    for folder, name in _folders():
        own, _, number = name.removesuffix('.dist-info').rpartition('-')
        if own.lower().replace('-', '_') == wanted:
            return number
    raise PackageNotFoundError(distribution_name)

def distributions():
    class Distribution:
        pass
    for folder, name in _folders():
        made = Distribution()
        made.name, _, made.version = name.removesuffix('.dist-info').rpartition('-')
        made.metadata = {'Name': made.name, 'Version': made.version}
        yield made
`,
  'importlib.util': `
import os
import sys

class ModuleSpec:
    def __init__(self, name, origin):
        self.name, self.origin = name, origin
    def __repr__(self):
        return f'ModuleSpec(name={self.name!r}, origin={self.origin!r})'

def find_spec(name, package=None):
    if name in sys.modules:
        return ModuleSpec(name, getattr(sys.modules[name], '__file__', None))
    if name in sys.stdlib_module_names:
        return ModuleSpec(name, None)
    for folder in sys.path:
        for end in ('/__init__.py', '.py'):
            path = f"{folder or os.getcwd()}/{name.replace('.', '/')}{end}"
            if os.path.isfile(path):
                return ModuleSpec(name, path)
    return None
`,
  keyword: `
kwlist = ['False', 'None', 'True', 'and', 'as', 'assert', 'async', 'await', 'break', 'class', 'continue', 'def', 'del', 'elif', 'else', 'except', 'finally', 'for', 'from', 'global', 'if', 'import', 'in', 'is', 'lambda', 'nonlocal', 'not', 'or', 'pass', 'raise', 'return', 'try', 'while', 'with', 'yield']
softkwlist = ['_', 'case', 'match', 'type']
iskeyword = frozenset(kwlist).__contains__
issoftkeyword = frozenset(softkwlist).__contains__
`,
  gc: `
def collect(generation=2):
    return 0
def enable():
    pass
def disable():
    pass
def isenabled():
    return True
def get_count():
    return (0, 0, 0)
def freeze():
    pass
`,
  weakref: `
class ref:
    def __init__(self, thing, callback=None):
        self._thing = thing
    def __call__(self):
        return self._thing
class WeakValueDictionary(dict):
    pass
class WeakKeyDictionary(dict):
    pass
class WeakSet(set):
    pass
def proxy(thing, callback=None):
    return thing
class finalize:
    def __init__(self, obj, func, /, *args, **kwargs):
        import atexit
        self._call, self.alive = (func, args, kwargs), True
        atexit.register(self)
    def __call__(self):
        if self.alive:
            self.alive = False
            func, args, kwargs = self._call
            return func(*args, **kwargs)
    def detach(self):
        self.alive = False
`,
  contextvars: `
import threading as _threading

class Token:
    MISSING = object()
    def __init__(self, var, old):
        self.var, self.old_value = var, old

class ContextVar:
    def __init__(self, name, *, default=Token.MISSING):
        self.name, self._default = name, default
        self._local = _threading.local()
    def get(self, default=Token.MISSING):
        value = getattr(self._local, 'value', Token.MISSING)
        for one in (value, default, self._default):
            if one is not Token.MISSING:
                return one
        raise LookupError(self)
    def set(self, value):
        old = getattr(self._local, 'value', Token.MISSING)
        self._local.value = value
        return Token(self, old)
    def reset(self, token):
        self._local.value = token.old_value
    def __repr__(self):
        return f'<ContextVar name={self.name!r} at {id(self):#x}>'

class Context:
    def run(self, callable, *args, **kwargs):
        return callable(*args, **kwargs)

def copy_context():
    return Context()
`,
  timeit: `
import sys
import time

default_timer = time.perf_counter

class Timer:
    def __init__(self, stmt='pass', setup='pass', timer=default_timer, globals=None):
        self._stmt, self._setup, self.timer, self._globals = stmt, setup, timer, globals
    def timeit(self, number=1000000):
        names = {} if self._globals is None else self._globals
        if callable(self._setup):
            self._setup()
        else:
            exec(self._setup, names)
        if callable(self._stmt):
            body = self._stmt
        else:
            code = compile(self._stmt, '<timeit-src>', 'exec')
            body = lambda: exec(code, names)
        start = self.timer()
        for _ in range(number):
            body()
        return self.timer() - start
    def repeat(self, repeat=5, number=1000000):
        return [self.timeit(number) for _ in range(repeat)]

def timeit(stmt='pass', setup='pass', timer=default_timer, number=1000000, globals=None):
    return Timer(stmt, setup, timer, globals).timeit(number)

def repeat(stmt='pass', setup='pass', timer=default_timer, repeat=5, number=1000000, globals=None):
    return Timer(stmt, setup, timer, globals).repeat(repeat, number)
`,
  this: `
s = """Gur Mra bs Clguba, ol Gvz Crgref

Ornhgvshy vf orggre guna htyl.
Rkcyvpvg vf orggre guna vzcyvpvg.
Fvzcyr vf orggre guna pbzcyrk.
Pbzcyrk vf orggre guna pbzcyvpngrq.
Syng vf orggre guna arfgrq.
Fcnefr vf orggre guna qrafr.
Ernqnovyvgl pbhagf.
Fcrpvny pnfrf nera'g fcrpvny rabhtu gb oernx gur ehyrf.
Nygubhtu cenpgvpnyvgl orngf chevgl.
Reebef fubhyq arire cnff fvyragyl.
Hayrff rkcyvpvgyl fvyraprq.
Va gur snpr bs nzovthvgl, ershfr gur grzcgngvba gb thrff.
Gurer fubhyq or bar-- naq cersrenoyl bayl bar --boivbhf jnl gb qb vg.
Nygubhtu gung jnl znl abg or boivbhf ng svefg hayrff lbh'er Qhgpu.
Abj vf orggre guna arire.
Nygubhtu arire vf bsgra orggre guna *evtug* abj.
Vs gur vzcyrzragngvba vf uneq gb rkcynva, vg'f n onq vqrn.
Vs gur vzcyrzragngvba vf rnfl gb rkcynva, vg znl or n tbbq vqrn.
Anzrfcnprf ner bar ubaxvat terng vqrn -- yrg'f qb zber bs gubfr!"""
d = {}
for c in (65, 97):
    for i in range(26):
        d[chr(i + c)] = chr((i + 13) % 26 + c)
print(''.join([d.get(c, c) for c in s]))
`,
  calendar: `
import datetime
from enum import IntEnum

day_name = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
day_abbr = [one[:3] for one in day_name]
month_name = ['', 'January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']
month_abbr = [one[:3] for one in month_name]
MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)

def isleap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)

def weekday(year, month, day):
    return datetime.date(year, month, day).weekday()

def monthrange(year, month):
    days = [31, 29 if isleap(year) else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    return weekday(year, month, 1), days

def monthcalendar(year, month):
    first, days = monthrange(year, month)
    cells = [0] * first + list(range(1, days + 1))
    cells += [0] * (-len(cells) % 7)
    return [cells[at:at + 7] for at in range(0, len(cells), 7)]

class TextCalendar:
    def formatmonth(self, theyear, themonth, w=0, l=0):
        title = f'{month_name[themonth]} {theyear}'.center(20).rstrip()
        lines = [title, ' '.join(one[:2] for one in day_name)]
        for week in monthcalendar(theyear, themonth):
            lines.append(' '.join(f'{day:2d}' if day else '  ' for day in week).rstrip())
        return '\\n'.join(lines) + '\\n'
    def prmonth(self, theyear, themonth):
        print(self.formatmonth(theyear, themonth), end='')

month = TextCalendar().formatmonth

def timegm(tuple):
    year, month, day, hour, minute, second = tuple[:6]
    return ((datetime.date(year, month, 1).toordinal() - 719163 + day - 1) * 24 + hour) * 3600 + minute * 60 + second
`,
  locale: `
LC_CTYPE, LC_NUMERIC, LC_TIME, LC_COLLATE, LC_MONETARY, LC_MESSAGES, LC_ALL = range(7)

class Error(Exception):
    pass

def setlocale(category, locale=None):
    if locale in (None, '', 'C', 'C.UTF-8', 'POSIX'):
        return 'C.UTF-8' if locale == 'C.UTF-8' else 'C'
    raise Error('unsupported locale setting')

def getlocale(category=LC_CTYPE):
    return ('en_US', 'UTF-8')

def getpreferredencoding(do_setlocale=True):
    return 'UTF-8'

def getencoding():
    return 'UTF-8'
`,
  tomllib: `
import re
import datetime

class TOMLDecodeError(ValueError):
    pass

def load(fp, /, *, parse_float=float):
    data = fp.read()
    if isinstance(data, str):
        raise TypeError("File must be opened in binary mode, e.g. use \`open('foo.toml', 'rb')\`")
    return loads(data.decode(), parse_float=parse_float)

_date = re.compile(r'(\\d{4})-(\\d\\d)-(\\d\\d)(?:[Tt ](\\d\\d):(\\d\\d):(\\d\\d)(?:\\.(\\d+))?(Z|z|[+-]\\d\\d:\\d\\d)?)?')
_escapes = {'b': '\\b', 't': '\\t', 'n': '\\n', 'f': '\\f', 'r': '\\r', '"': '"', '\\\\': '\\\\'}

class _Reader:
    def __init__(self, text, parse_float):
        self.text, self.at, self.parse_float = text.replace('\\r\\n', '\\n'), 0, parse_float
    def fail(self, message):
        before = self.text[:self.at]
        if self.at >= len(self.text):
            where = 'at end of document'
        else:
            where = f"at line {before.count(chr(10)) + 1}, column {self.at - (before.rfind(chr(10)) + 1) + 1}"
        raise TOMLDecodeError(f'{message} ({where})')
    def here(self, text):
        return self.text.startswith(text, self.at)
    def blank(self, lines=False):
        while self.at < len(self.text):
            char = self.text[self.at]
            if char in ' \\t' or lines and char == '\\n':
                self.at += 1
            elif char == '#':
                while self.at < len(self.text) and self.text[self.at] != '\\n':
                    self.at += 1
            else:
                break
    def key(self):
        parts = []
        while True:
            self.blank()
            if self.here('"') or self.here("'"):
                parts.append(self.string())
            else:
                found = re.compile(r'[A-Za-z0-9_-]+').match(self.text, self.at)
                if not found:
                    self.fail('Invalid initial character for a key part')
                parts.append(found.group())
                self.at = found.end()
            self.blank()
            if not self.here('.'):
                return parts
            self.at += 1
    def string(self):
        mark = self.text[self.at]
        long = self.text.startswith(mark * 3, self.at)
        end = mark * 3 if long else mark
        self.at += len(end)
        if long and self.here('\\n'):
            self.at += 1
        made = ''
        while not self.here(end):
            if self.at >= len(self.text):
                self.fail('Unterminated string')
            char = self.text[self.at]
            if char == '\\n' and not long:
                self.fail(f'Illegal character {char!r}')
            self.at += 1
            if char == '\\\\' and mark == '"':
                code = self.text[self.at]
                self.at += 1
                if code in _escapes:
                    made += _escapes[code]
                elif code in 'uU':
                    size = 4 if code == 'u' else 8
                    made += chr(int(self.text[self.at:self.at + size], 16))
                    self.at += size
                elif long and code in ' \\t\\n':
                    while self.at < len(self.text) and self.text[self.at] in ' \\t\\n':
                        self.at += 1
                else:
                    self.fail("Unescaped '\\\\\\\\' in a string")
            else:
                made += char
        self.at += len(end)
        while long and self.here(mark):
            made += mark
            self.at += 1
        return made
    def value(self):
        self.blank()
        if self.at >= len(self.text):
            self.fail('Invalid value')
        char = self.text[self.at]
        if char in '"\\'':
            return self.string()
        if char == '[':
            self.at += 1
            items = []
            while True:
                self.blank(True)
                if self.here(']'):
                    self.at += 1
                    return items
                items.append(self.value())
                self.blank(True)
                if self.here(','):
                    self.at += 1
                elif not self.here(']'):
                    self.fail('Unclosed array')
        if char == '{':
            self.at += 1
            made = {}
            self.blank()
            while not self.here('}'):
                self.pair(made)
                self.blank()
                if self.here(','):
                    self.at += 1
                elif not self.here('}'):
                    self.fail('Unclosed inline table')
            self.at += 1
            return made
        for word, value in (('true', True), ('false', False)):
            if self.here(word):
                self.at += len(word)
                return value
        found = _date.match(self.text, self.at)
        if found:
            self.at = found.end()
            year, month, day, hour, minute, second, fraction, zone = found.groups()
            if hour is None:
                return datetime.date(int(year), int(month), int(day))
            tz = None
            if zone:
                tz = datetime.timezone.utc if zone in 'Zz' else datetime.timezone(datetime.timedelta(hours=int(zone[:3]), minutes=int(zone[0] + zone[4:])))
            return datetime.datetime(int(year), int(month), int(day), int(hour), int(minute), int(second), int((fraction or '').ljust(6, '0')[:6]), tz)
        found = re.compile(r'(\\d\\d):(\\d\\d):(\\d\\d)').match(self.text, self.at)
        if found:
            self.at = found.end()
            return datetime.time(*map(int, found.groups()))
        found = re.compile(r'0x[0-9A-Fa-f_]+|0o[0-7_]+|0b[01_]+|[-+]?(?:inf|nan)|[-+]?[0-9][0-9_]*(?:\\.[0-9_]+)?(?:[eE][-+]?[0-9_]+)?').match(self.text, self.at)
        if not found:
            self.fail('Invalid value')
        self.at = found.end()
        text = found.group().replace('_', '')
        if text[:2] in ('0x', '0o', '0b'):
            return int(text, 0)
        return self.parse_float(text) if any(one in text for one in '.eEn') else int(text)
    def pair(self, table):
        path = self.key()
        if not self.here('='):
            self.fail("Expected '=' after a key in a key/value pair")
        self.at += 1
        value = self.value()
        for part in path[:-1]:
            table = table.setdefault(part, {})
        if path[-1] in table:
            self.fail('Cannot overwrite a value')
        table[path[-1]] = value
    def document(self):
        root = {}
        table = root
        seen = set()
        while True:
            self.blank(True)
            if self.at >= len(self.text):
                return root
            if self.here('['):
                is_list = self.here('[[')
                self.at += 2 if is_list else 1
                path = self.key()
                close = ']]' if is_list else ']'
                if not self.here(close):
                    self.fail(f"Expected {close!r} at the end of {'an array declaration' if is_list else 'a table declaration'}")
                self.at += len(close)
                table = root
                for part in path[:-1]:
                    table = table.setdefault(part, {})
                    if isinstance(table, list):
                        table = table[-1]
                if is_list:
                    made = {}
                    table.setdefault(path[-1], []).append(made)
                    table = made
                else:
                    if tuple(path) in seen:
                        self.fail(f'Cannot declare {tuple(path)!r} twice')
                    seen.add(tuple(path))
                    table = table.setdefault(path[-1], {})
                    if isinstance(table, list):
                        table = table[-1]
            else:
                self.pair(table)
            self.blank()
            if self.at < len(self.text) and not self.here('\\n'):
                self.fail('Expected newline or end of document after a statement')

def loads(s, /, *, parse_float=float):
    return _Reader(s, parse_float).document()
`,
  pprint: `
import sys
import re

def pprint(object, stream=None, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    print(pformat(object, indent, width, depth, compact=compact, sort_dicts=sort_dicts, underscore_numbers=underscore_numbers), file=stream or sys.stdout)

def pp(object, *args, sort_dicts=False, **kwargs):
    pprint(object, *args, sort_dicts=sort_dicts, **kwargs)

def pformat(object, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    return PrettyPrinter(indent, width, depth, compact=compact, sort_dicts=sort_dicts, underscore_numbers=underscore_numbers).pformat(object)

def saferepr(object):
    return PrettyPrinter()._flat(object, 0)

def isreadable(object):
    return True

def _key(value):
    return _Key(value)

class _Key:
    def __init__(self, value):
        self.value = value
    def __lt__(self, other):
        try:
            return self.value < other.value
        except TypeError:
            return (str(type(self.value)), id(self.value)) < (str(type(other.value)), id(other.value))

class PrettyPrinter:
    def __init__(self, indent=1, width=80, depth=None, stream=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
        self._indent, self._width, self._depth, self._stream = indent, width, depth, stream
        self._compact, self._sort, self._underscore = compact, sort_dicts, underscore_numbers
    def pprint(self, object):
        print(self.pformat(object), file=self._stream or sys.stdout)
    def pformat(self, object):
        return self._format(object, 0, 0, 0)
    def _items(self, value):
        return sorted(value.items(), key=lambda item: _key(item[0])) if self._sort else list(value.items())
    def _flat(self, value, level):
        kind = type(value)
        if kind is int and self._underscore:
            return f'{value:_d}'
        if kind is dict and kind.__repr__ is dict.__repr__:
            if self._depth and level >= self._depth and value:
                return '{...}'
            return '{' + ', '.join(f'{self._flat(key, level + 1)}: {self._flat(one, level + 1)}' for key, one in self._items(value)) + '}'
        if kind in (list, tuple):
            if self._depth and level >= self._depth and value:
                return '[...]' if kind is list else '(...)'
            inner = ', '.join(self._flat(one, level + 1) for one in value)
            return f'[{inner}]' if kind is list else f'({inner},)' if len(value) == 1 else f'({inner})'
        return repr(value)
    def _format(self, value, indent, allowance, level):
        text = self._flat(value, level)
        if len(text) <= self._width - indent - allowance:
            return text
        kind = type(value)
        if self._depth and level >= self._depth and kind in (dict, list, tuple):
            return text
        if isinstance(value, dict) and len(value):
            if kind.__name__ == 'OrderedDict':
                return f'{kind.__name__}(' + self._sequence([(key, one) for key, one in value.items()], '[', ']', indent + len(kind.__name__) + 1, allowance + 1, level) + ')'
            if kind.__name__ in ('Counter', 'defaultdict'):
                head = kind.__name__ + '('
                if kind.__name__ == 'defaultdict':
                    head += repr(value.default_factory) + ',\\n' + ' ' * (indent + len(kind.__name__) + 1)
                pairs = value.most_common() if kind.__name__ == 'Counter' else self._items(value)
                return head + self._dict(pairs, indent + len(kind.__name__) + 1, allowance + 1, level) + ')'
            return self._dict(self._items(value), indent, allowance, level)
        if kind is list and value:
            return self._sequence(value, '[', ']', indent, allowance, level)
        if kind is tuple and value:
            return self._sequence(value, '(', ',)' if len(value) == 1 else ')', indent, allowance, level)
        if kind in (set, frozenset) and value:
            items = sorted(value, key=_key)
            if kind is set:
                return self._sequence(items, '{', '}', indent, allowance, level)
            return 'frozenset({' + self._sequence(items, '', '', indent + len('frozenset({') - 1, allowance + 2, level) + '})'
        if kind is str and value:
            return self._text(value, indent, allowance, level)
        if hasattr(kind, '__dataclass_fields__') and '__repr__' in kind.__dict__:
            names = [one.name for one in kind.__dataclass_fields__.values() if one.repr]
            indent += len(kind.__name__) + 1
            parts = [f'{name}={self._format(getattr(value, name), indent + len(name) + 1, 1 if index < len(names) - 1 else allowance + 1, level + 1)}' for index, name in enumerate(names)]
            return kind.__name__ + '(' + (',\\n' + ' ' * indent).join(parts) + ')'
        return text
    def _dict(self, items, indent, allowance, level):
        made = '{' + ' ' * (self._indent - 1)
        indent += self._indent
        parts = []
        for index, (key, one) in enumerate(items):
            name = self._flat(key, level + 1)
            last = index == len(items) - 1
            parts.append(f'{name}: ' + self._format(one, indent + len(name) + 2, allowance + 1 if last else 1, level + 1))
        return made + (',\\n' + ' ' * indent).join(parts) + '}'
    def _sequence(self, items, opens, closes, indent, allowance, level):
        made = opens + ' ' * (self._indent - 1)
        indent += self._indent
        allowance += len(closes)
        items = list(items)
        if not self._compact:
            parts = [self._format(one, indent, allowance if index == len(items) - 1 else 1, level + 1) for index, one in enumerate(items)]
            return made + (',\\n' + ' ' * indent).join(parts) + closes
        width = room = self._width - indent + 1
        delimiter = ''
        for index, one in enumerate(items):
            last = index == len(items) - 1
            if last:
                width -= allowance
                room -= allowance
            flat = self._flat(one, level + 1)
            need = len(flat) + 2
            if room < need:
                room = width
                if delimiter:
                    delimiter = ',\\n' + ' ' * indent
            if room >= need:
                room -= need
                made += delimiter + flat
                delimiter = ', '
                continue
            made += delimiter + self._format(one, indent, allowance if last else 1, level + 1)
            delimiter = ',\\n' + ' ' * indent
        return made + closes
    def _text(self, value, indent, allowance, level):
        lines = value.splitlines(True)
        if level == 0:
            indent += 1
            allowance += 1
        most = width = self._width - indent
        chunks = []
        for number, line in enumerate(lines):
            if number == len(lines) - 1:
                width -= allowance
            if len(repr(line)) <= width:
                chunks.append(repr(line))
                continue
            parts = re.findall(r'\\S*\\s*', line)
            parts.pop()
            current = ''
            wide = most
            for index, part in enumerate(parts):
                if index == len(parts) - 1 and number == len(lines) - 1:
                    wide -= allowance
                if len(repr(current + part)) > wide:
                    if current:
                        chunks.append(repr(current))
                    current = part
                else:
                    current += part
            if current:
                chunks.append(repr(current))
        if len(chunks) == 1:
            return repr(value)
        made = ('\\n' + ' ' * indent).join(chunks)
        return f'({made})' if level == 0 else made
`,
};
