/** configparser: files of settings, written in Python. */
export const CONFIG: Readonly<Record<string, string>> = {
  configparser: `
import os
import re
from collections.abc import MutableMapping
from functools import partial

DEFAULTSECT, MAX_INTERPOLATION_DEPTH = 'DEFAULT', 10
_UNSET = object()

class _UnnamedSection:
    def __repr__(self):
        return '<UNNAMED_SECTION>'

UNNAMED_SECTION = _UnnamedSection()

class Error(Exception):
    def __init__(self, msg=''):
        self._tells(msg, msg)
    def _tells(self, message, *args, **about):
        """The message, and what it is about: its attributes and args."""
        self.message, self.args = message, args or tuple(about.values())
        for name, value in about.items():
            setattr(self, name, value)
    def __repr__(self):
        return self.message
    __str__ = __repr__

class NoSectionError(Error):
    def __init__(self, section):
        self._tells(f'No section: {section!r}', section=section)

class NoOptionError(Error):
    def __init__(self, option, section):
        self._tells(f'No option {option!r} in section: {section!r}', option=option, section=section)

def _twice(what, source, lineno):
    text = f'{what} already exists'
    line = '' if lineno is None else f' [line {lineno:2d}]'
    return text[0].upper() + text[1:] if source is None else f'While reading from {source!r}{line}: {text}'

class DuplicateSectionError(Error):
    def __init__(self, section, source=None, lineno=None):
        self._tells(_twice(f'section {section!r}', source, lineno), section=section, source=source, lineno=lineno)

class DuplicateOptionError(Error):
    def __init__(self, section, option, source=None, lineno=None):
        text = _twice(f'option {option!r} in section {section!r}', source, lineno)
        self._tells(text, section=section, option=option, source=source, lineno=lineno)

class InterpolationError(Error):
    def __init__(self, option, section, msg):
        self._tells(msg, option, section, msg)
        self.option, self.section = option, section

class InterpolationSyntaxError(InterpolationError):
    pass

class InterpolationMissingOptionError(InterpolationError):
    def __init__(self, option, section, rawval, reference):
        super().__init__(option, section, f'Bad value substitution: option {option!r} in section {section!r} contains an interpolation key {reference!r} which is not a valid option name. Raw value: {rawval!r}')
        self.reference, self.args = reference, (option, section, rawval, reference)

class InterpolationDepthError(InterpolationError):
    def __init__(self, option, section, rawval):
        super().__init__(option, section, f'Recursion limit exceeded in value substitution: option {option!r} in section {section!r} contains an interpolation key which cannot be substituted in {MAX_INTERPOLATION_DEPTH} steps. Raw value: {rawval!r}')
        self.args = option, section, rawval

class ParsingError(Error):
    def __init__(self, source, *args):
        self._tells(f'Source contains parsing errors: {source!r}', source=source)
        self.errors = []
    def append(self, lineno, line):
        self.errors.append((lineno, line))
        self.message += f'\\n\\t[line {lineno:2d}]: {line!r}'

class _LineError(ParsingError):
    def __init__(self, filename, lineno, line):
        super().__init__(filename)
        self._tells(f'{self._problem}\\nfile: {filename!r}, line: {lineno}\\n{line!r}', source=filename, lineno=lineno, line=line)

class MissingSectionHeaderError(_LineError):
    _problem = 'File contains no section headers.'

class MultilineContinuationError(_LineError):
    _problem = 'Key without value continued with an indented line.'

class Interpolation:
    def before_get(self, parser, section, option, value, defaults):
        return value
    def before_set(self, parser, section, option, value):
        return value
    before_read = before_write = before_set

class _References(Interpolation):
    """Values in which a sign begins the name of another: _part tells what stands at the sign, and how much of it."""
    def before_get(self, parser, section, option, value, defaults):
        return self._expand(_Place(parser, section, option, value), value, defaults, 1)
    def before_set(self, parser, section, option, value):
        left = self._allowed.sub('', value.replace(self._sign * 2, ''))
        if self._sign in left:
            raise ValueError('invalid interpolation syntax in %r at position %d' % (value, left.find(self._sign)))
        return value
    def _expand(self, place, rest, names, depth):
        if depth > MAX_INTERPOLATION_DEPTH:
            raise InterpolationDepthError(place.option, place.section, place.raw)
        done = ''
        while self._sign in rest:
            before, _, after = rest.partition(self._sign)
            done, rest = done + before, self._sign + after
            if after.startswith(self._sign):
                done, rest = done + self._sign, after[1:]
            elif not after.startswith(self._opens):
                raise place.wrong(f"'{self._sign}' must be followed by '{self._sign}' or '{self._opens}', found: {rest!r}")
            else:
                found = self._reference.match(rest)
                if found is None:
                    raise place.wrong(f'bad interpolation variable reference {rest!r}')
                rest = rest[found.end():]
                value, others = self._value(place, found.group(1), names, rest)
                done += self._expand(place, value, others, depth + 1) if self._sign in value else value
        return done + rest

class _Place:
    """Which value is being read."""
    def __init__(self, parser, section, option, raw):
        self.parser, self.section, self.option, self.raw = parser, section, option, raw
    def wrong(self, text):
        return InterpolationSyntaxError(self.option, self.section, text)
    def missing(self, name):
        return InterpolationMissingOptionError(self.option, self.section, self.raw, name)

class BasicInterpolation(_References):
    _sign, _opens = '%', '('
    _reference, _allowed = re.compile(r'%\\(([^)]+)\\)s'), re.compile(r'%\\([^)]+\\)s')
    def _value(self, place, name, names, rest):
        name = place.parser.optionxform(name)
        if name not in names:
            raise place.missing(name)  #@415,454
        return names[name], names

class ExtendedInterpolation(_References):
    _sign, _opens = '$', '{'
    _reference, _allowed = re.compile(r'\\$\\{([^}]+)\\}'), re.compile(r'\\$\\{[^}]+\\}')
    def _value(self, place, name, names, rest):
        section, *options = name.split(':')
        if len(options) > 1:
            raise place.wrong("More than one ':' found: %r" % rest)
        if not options:
            section, options = place.section, [section]
        elsewhere = ':' in name
        option = place.parser.optionxform(options[0])
        try:
            if elsewhere:
                names = dict(place.parser.items(section, raw=True))
            return names[option], names
        except (KeyError, NoSectionError):
            raise place.missing(name) from None

class _Reading:
    """One source: goes through its lines, and collects each option's own."""
    def __init__(self, parser, source):
        self.parser, self.source, self.number = parser, source, 0
        self.section = self.values = self.option = None
        self.seen, self.indent, self.problem = set(), 0, None
        if parser._has_unnamed:
            self.enter(UNNAMED_SECTION)
    def enter(self, name):
        parser = self.parser
        self.section, self.option = name, None
        if name == parser.default_section:
            self.values = parser._defaults
        elif name not in parser._sections:
            self.values = parser._sections[name] = {}
        elif parser._is_strict and name in self.seen:
            raise DuplicateSectionError(name, self.source, self.number)
        else:
            self.values = parser._sections[name]
        self.seen.add(name)
    def uncommented(self, line):
        parser = self.parser
        if line.strip().startswith(parser._comments):
            return ''
        ends = [len(line)]
        for mark in parser._inline:
            ends += [found.start() for found in re.finditer(rf'(?<!\\S){re.escape(mark)}', line)]
        return line[:min(ends)].strip()
    def read(self, lines):
        for self.number, line in enumerate(lines, 1):
            text = self.uncommented(line)
            if text:
                self.content(line, text)
            elif not self.parser._keeps_empty:
                self.indent = float('inf')
            elif not line.strip() and isinstance(self.values, dict) and self.option and self.values.get(self.option) is not None:
                self.values[self.option].append('')
        for values in (self.parser._defaults, *self.parser._sections.values()):
            for option, given in values.items():
                if isinstance(given, list):
                    values[option] = '\\n'.join(given).rstrip()
    def content(self, line, text):
        indent = len(line) - len(line.lstrip())
        if self.option and indent > self.indent:
            if self.values[self.option] is None:
                raise MultilineContinuationError(self.source, self.number, line)
            self.values[self.option].append(text)
            return
        self.indent = indent
        header = re.match(r'\\[(.+)\\]', text)
        if header:
            self.enter(header.group(1))
        elif self.values is None:
            raise MissingSectionHeaderError(self.source, self.number, line)  #@763,758,1054,1083,1107
        else:
            self.assignment(line, text)
    def assignment(self, line, text):
        parser = self.parser
        cuts = [(text.index(mark), mark) for mark in parser._delimiters if mark in text]
        at, mark = min(cuts, default=(len(text), ''))
        name, value = parser.optionxform(text[:at].rstrip()), text[at + len(mark):].strip()
        if not name or not (mark or parser._allow_no_value):
            self.problem = self.problem or ParsingError(self.source)
            self.problem.append(self.number, line)
            return
        if parser._is_strict and (self.section, name) in self.seen:
            raise DuplicateOptionError(self.section, name, self.source, self.number)  #@763,758,1054,1083,1109,1148
        self.seen.add((self.section, name))
        self.option, self.values[name] = name, [value] if mark else None

def _quietly(fallback, read):
    try:
        return read()
    except (NoSectionError, NoOptionError):
        if fallback is _UNSET:
            raise
        return fallback

class RawConfigParser(MutableMapping):
    _default_interpolation = Interpolation()
    BOOLEAN_STATES = {word: number % 2 == 0 for number, word in enumerate(('1', '0', 'yes', 'no', 'true', 'false', 'on', 'off'))}
    def __init__(self, defaults=None, dict_type=dict, allow_no_value=False, *, delimiters=('=', ':'), comment_prefixes=('#', ';'), inline_comment_prefixes=None, strict=True, empty_lines_in_values=True, default_section=DEFAULTSECT, interpolation=_UNSET, converters=None, allow_unnamed_section=False):
        self._sections, self._defaults, self.default_section = {}, {}, default_section
        self._comments, self._inline, self._delimiters = (tuple(one) if one and not isinstance(one, str) else (one,) if one else () for one in (comment_prefixes, inline_comment_prefixes, delimiters))
        self._is_strict, self._keeps_empty, self._allow_no_value, self._has_unnamed = strict, empty_lines_in_values, allow_no_value, allow_unnamed_section
        self._interpolation = self._default_interpolation if interpolation is _UNSET else interpolation or Interpolation()
        self.converters = {'int': int, 'float': float, 'boolean': self._convert_to_boolean, **(converters or {})}
        for name, convert in self.converters.items():
            if not hasattr(self, 'get' + name):
                setattr(self, 'get' + name, partial(_getter(name), self))
        self._read_defaults(defaults or {})
    def _read_defaults(self, defaults):
        self.read_dict({self.default_section: defaults})
    def optionxform(self, optionstr):
        return optionstr.lower()
    def defaults(self):
        return self._defaults
    def sections(self):
        return [*self._sections]
    def _own(self, section):
        """A section's own values; the default section's if none is named."""
        if not section or section == self.default_section:
            return self._defaults
        if section not in self._sections:
            raise NoSectionError(section)
        return self._sections[section]
    def add_section(self, section):
        if section == self.default_section:
            raise ValueError(f'Invalid section name: {section!r}')
        if section in self._sections:
            raise DuplicateSectionError(section)
        self._sections[section] = {}
    def has_section(self, section):
        return section in self._sections
    def options(self, section):
        if section not in self._sections:
            raise NoSectionError(section)
        return [*{**self._sections[section], **self._defaults}]
    def read(self, filenames, encoding=None):
        is_one = isinstance(filenames, (str, bytes, os.PathLike))
        found = []
        for name in [filenames] if is_one else filenames:
            try:
                file = open(name, encoding=encoding)
            except OSError:
                continue
            with file:
                self.read_file(file, name)
            found.append(os.fspath(name))
        return found
    def read_file(self, f, source=None):
        reading = _Reading(self, getattr(f, 'name', '<???>') if source is None else source)
        reading.read(f)
        if reading.problem:
            raise reading.problem
    def read_string(self, string, source='<string>'):
        self.read_file(string.splitlines(True), source)
    def read_dict(self, dictionary, source='<dict>'):
        seen = set()
        for section, values in dictionary.items():
            if section != self.default_section and not self.has_section(section):
                self.add_section(section)
            for option, value in values.items():
                option = self.optionxform(str(option))
                if self._is_strict and (section, option) in seen:
                    raise DuplicateOptionError(section, option, source)
                seen.add((section, option))
                self.set(section, option, value if value is None else str(value))
    def _names(self, section, vars=None):
        given = {self.optionxform(name): value if value is None else str(value) for name, value in (vars or {}).items()}
        return {**self._defaults, **self._own(section), **given}
    def _read_option(self, section, option, raw, vars):
        names, option = self._names(section, vars), self.optionxform(option)
        if option not in names:
            raise NoOptionError(option, section)  #@823
        value = names[option]
        if raw or value is None:
            return value
        return self._interpolation.before_get(self, section, option, value, names)  #@830
    def get(self, section, option, *, raw=False, vars=None, fallback=_UNSET):
        return _quietly(fallback, lambda: self._read_option(section, option, raw, vars))
    def _convert_to_boolean(self, value):
        known = self.BOOLEAN_STATES.get(value.lower())
        if known is None:
            raise ValueError(f'Not a boolean: {value}')
        return known
    def _converted(self, name, section, option, raw=False, vars=None, fallback=_UNSET):
        convert = self.converters[name]
        return _quietly(fallback, lambda: convert(self.get(section, option, raw=raw, vars=vars)))
    def items(self, section=_UNSET, raw=False, vars=None):
        if section is _UNSET:
            return super().items()
        names = {**self._defaults, **self._own(section)}
        return [(name, self.get(section, name, raw=raw, vars=vars)) for name in names]
    def has_option(self, section, option):
        try:
            return self.optionxform(option) in {**self._defaults, **self._own(section)}
        except NoSectionError:
            return False
    def set(self, section, option, value=None):
        own = self._own(section)
        own[self.optionxform(option)] = value and self._interpolation.before_set(self, section, option, value)
    def remove_option(self, section, option):
        own, option = self._own(section), self.optionxform(option)
        return own.pop(option, own) is not own
    def remove_section(self, section):
        return self._sections.pop(section, None) is not None
    def write(self, fp, space_around_delimiters=True):
        between = f' {self._delimiters[0]} ' if space_around_delimiters else self._delimiters[0]
        order = [UNNAMED_SECTION] if UNNAMED_SECTION in self._sections else []
        order += [self.default_section] if self._defaults else []
        for section in order + [one for one in self._sections if one is not UNNAMED_SECTION]:
            lines = [] if section is UNNAMED_SECTION else [f'[{section}]']
            for name, value in self._own(section).items():
                lines.append(name if value is None else name + between + str(value).replace('\\n', '\\n\\t'))
            fp.write('\\n'.join([*lines, '', '']))
    def __getitem__(self, key):
        if key not in self:
            raise KeyError(key)  #@1002
        return SectionProxy(self, key)
    def __setitem__(self, key, value):
        values = {**value}
        if key in self:
            self._own(key).clear()
        self.read_dict({key: values})
    def __delitem__(self, key):
        if key == self.default_section:
            raise ValueError('Cannot remove the default section.')
        if not self.remove_section(key):
            raise KeyError(key)
    def __contains__(self, key):
        return key == self.default_section or self.has_section(key)
    def __len__(self):
        return 1 + len(self._sections)
    def __iter__(self):
        yield self.default_section
        yield from self._sections
    def clear(self):
        self._sections.clear()
    def popitem(self):
        for name in self._sections:
            section = self[name]
            del self[name]
            return name, section
        raise KeyError

def _getter(name):
    def get(self, section, option, **options):
        return self._converted(name, section, option, **options)
    get.__name__ = 'get' + name
    return get

for _kind in ('int', 'float', 'boolean'):
    setattr(RawConfigParser, 'get' + _kind, _getter(_kind))

class ConfigParser(RawConfigParser):
    _default_interpolation = BasicInterpolation()
    def set(self, section, option, value=None):
        if not isinstance(value, str) and (value is not None or not self._allow_no_value):
            raise TypeError('option values must be strings')
        super().set(section, option, value)
    def add_section(self, section):
        if not isinstance(section, str):
            raise TypeError('section names must be strings')
        super().add_section(section)

class SectionProxy(MutableMapping):
    def __init__(self, parser, name):
        self._parser, self._name = parser, name
        for kind in parser.converters:
            setattr(self, 'get' + kind, lambda option, fallback=None, _kind=kind, **options: parser._converted(_kind, name, option, fallback=fallback, **options))
    parser, name = property(lambda self: self._parser), property(lambda self: self._name)
    def __repr__(self):
        return f'<Section: {self._name}>'
    def __getitem__(self, key):
        if key not in self:
            raise KeyError(key)  #@1280
        return self._parser.get(self._name, key)  #@1281
    def __setitem__(self, key, value):
        self._parser.set(self._name, key, value)
    def __delitem__(self, key):
        if not (key in self and self._parser.remove_option(self._name, key)):
            raise KeyError(key)
    def __contains__(self, key):
        return self._parser.has_option(self._name, key)
    def __iter__(self):
        is_default = self._name == self._parser.default_section
        return iter(self._parser.defaults() if is_default else self._parser.options(self._name))
    def __len__(self):
        return len([*self])
    def get(self, option, fallback=None, *, raw=False, vars=None, **options):
        return self._parser.get(self._name, option, raw=raw, vars=vars, fallback=fallback)
#@@ 415 before_get
    self._interpolate_some(parser, option, L, value, section, defaults, 1)
    ~~~~~~~~~~~~~~~~~~~~~~^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
#@@ 454 _interpolate_some
    raise InterpolationMissingOptionError(
        option, section, rawval, var) from None
#@@ 758 read_file
    self._read(f, source)
    ~~~~~~~~~~^^^^^^^^^^^
#@@ 763 read_string
    self.read_file(sfile, source)
    ~~~~~~~~~~~~~~^^^^^^^^^^^^^^^
#@@ 823 get
    raise NoOptionError(option, section)
#@@ 830 get
    return self._interpolation.before_get(self, section, option, value,
           ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
                                          d)
                                          ^^
#@@ 1002 __getitem__
    raise KeyError(key)
#@@ 1054 _read
    ParsingError._raise_all(self._read_inner(fp, fpname))
                            ~~~~~~~~~~~~~~~~^^^^^^^^^^^^
#@@ 1083 _read_inner
    self._handle_rest(st, line, fpname)
    ~~~~~~~~~~~~~~~~~^^^^^^^^^^^^^^^^^^
#@@ 1107 _handle_rest
    raise MissingSectionHeaderError(fpname, st.lineno, line)
#@@ 1109 _handle_rest
    self._handle_header(st, mo.group('header'), fpname) if mo else self._handle_option(st, line, fpname)
                                                                   ~~~~~~~~~~~~~~~~~~~^^^^^^^^^^^^^^^^^^
#@@ 1148 _handle_option
    raise DuplicateOptionError(st.sectname, st.optname,
                            fpname, st.lineno)
#@@ 1280 __getitem__
    raise KeyError(key)
#@@ 1281 __getitem__
    return self._parser.get(self._name, key)
           ~~~~~~~~~~~~~~~~^^^^^^^^^^^^^^^^^
`,
};
