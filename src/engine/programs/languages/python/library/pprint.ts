/** pprint, written in Python. */
export const PPRINT: Readonly<Record<string, string>> = {
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
