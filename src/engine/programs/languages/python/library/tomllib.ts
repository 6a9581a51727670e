/** tomllib, written in Python. */
export const TOMLLIB: Readonly<Record<string, string>> = {
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
};
