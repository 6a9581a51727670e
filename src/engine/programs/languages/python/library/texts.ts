/** html and csv, written in Python: as much of each as small programs use. */
export const TEXTS: Readonly<Record<string, string>> = {
  html: `
import re as _re

_names = {'amp': '&', 'lt': '<', 'gt': '>', 'quot': '"', 'apos': "'", 'nbsp': '\\u00a0', 'copy': '\\u00a9', 'euro': '\\u20ac', 'hellip': '\\u2026', 'mdash': '\\u2014', 'ndash': '\\u2013'}

def escape(s, quote=True):
    s = s.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')
    if quote:
        s = s.replace('"', '&quot;').replace("'", '&#x27;')
    return s

def _replace(match):
    name = match.group(1)
    if name[:2] in ('#x', '#X'):
        return chr(int(name[2:], 16))
    if name[0] == '#':
        return chr(int(name[1:]))
    return _names.get(name, match.group(0))

def unescape(s):
    return _re.sub(r'&(#[xX][0-9a-fA-F]+|#[0-9]+|[a-zA-Z]+);', _replace, s) if '&' in s else s
`,
  csv: `
QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONNUMERIC, QUOTE_NONE = 0, 1, 2, 3

class Error(Exception):
    pass

class _Reader:
    def __init__(self, lines, delimiter=',', quotechar='"', skipinitialspace=False):
        self._lines = iter(lines)
        self._delimiter, self._quote, self._skip = delimiter, quotechar, skipinitialspace
        self.line_num = 0
    def __iter__(self):
        return self
    def __next__(self):
        fields, field, quoted, started = [], '', False, False
        while True:
            line = next(self._lines)
            self.line_num += 1
            at = 0
            while at < len(line):
                char = line[at]
                at += 1
                if quoted:
                    if char == self._quote and line[at:at + 1] == self._quote:
                        field += char
                        at += 1
                    elif char == self._quote:
                        quoted = False
                    else:
                        field += char
                elif char == self._quote and field == '':
                    quoted, started = True, True
                elif char == self._delimiter:
                    fields.append(field)
                    field, started = '', True
                elif char in '\\r\\n':
                    pass
                elif char == ' ' and field == '' and self._skip:
                    pass
                else:
                    field += char
                    started = True
            if not quoted:
                break
        if started or fields:
            fields.append(field)
        return fields

def reader(csvfile, dialect='excel', **options):
    return _Reader(csvfile, **(dict(options, delimiter='\\t') if dialect == 'excel-tab' else options))

class _Writer:
    def __init__(self, file, delimiter=',', quotechar='"', lineterminator='\\r\\n', quoting=QUOTE_MINIMAL):
        self._file, self._delimiter, self._quote = file, delimiter, quotechar
        self._end, self._quoting = lineterminator, quoting
    def _text(self, value, alone):
        text = '' if value is None else str(value)
        special = any(char in text for char in (self._delimiter, self._quote, '\\r', '\\n'))
        wanted = self._quoting == QUOTE_ALL or (self._quoting == QUOTE_NONNUMERIC and not isinstance(value, (int, float)))
        if self._quoting != QUOTE_NONE and (special or wanted or (alone and text == '')):
            return self._quote + text.replace(self._quote, self._quote * 2) + self._quote
        return text
    def writerow(self, row):
        row = list(row)
        return self._file.write(self._delimiter.join(self._text(value, len(row) == 1) for value in row) + self._end)
    def writerows(self, rows):
        for row in rows:
            self.writerow(row)

def writer(csvfile, dialect='excel', **options):
    return _Writer(csvfile, **(dict(options, delimiter='\\t') if dialect == 'excel-tab' else options))

class DictReader:
    def __init__(self, f, fieldnames=None, restkey=None, restval=None, dialect='excel', **options):
        self.reader = reader(f, dialect, **options)
        self._fieldnames = fieldnames
        self.restkey, self.restval = restkey, restval
    def __iter__(self):
        return self
    @property
    def fieldnames(self):
        if self._fieldnames is None:
            try:
                self._fieldnames = next(self.reader)
            except StopIteration:
                pass
        return self._fieldnames
    @property
    def line_num(self):
        return self.reader.line_num
    def __next__(self):
        names = self.fieldnames
        row = next(self.reader)
        while row == []:
            row = next(self.reader)
        made = dict(zip(names, row))
        if len(names) < len(row):
            made[self.restkey] = row[len(names):]
        for name in names[len(row):]:
            made[name] = self.restval
        return made

class DictWriter:
    def __init__(self, f, fieldnames, restval='', extrasaction='raise', dialect='excel', **options):
        self.fieldnames, self.restval, self.extrasaction = fieldnames, restval, extrasaction
        self.writer = writer(f, dialect, **options)
    def writeheader(self):
        return self.writer.writerow(self.fieldnames)
    def writerow(self, rowdict):
        if self.extrasaction == 'raise':
            wrong = [key for key in rowdict if key not in self.fieldnames]
            if wrong:
                raise ValueError('dict contains fields not in fieldnames: ' + ', '.join(repr(key) for key in wrong))
        return self.writer.writerow([rowdict.get(key, self.restval) for key in self.fieldnames])
    def writerows(self, rowdicts):
        for row in rowdicts:
            self.writerow(row)
`,
};
