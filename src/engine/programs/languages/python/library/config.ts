/** configparser and tomllib's neighbours: files of settings, written in Python. */
export const CONFIG: Readonly<Record<string, string>> = {
  configparser: `
import os
import re

DEFAULTSECT = 'DEFAULT'
MAX_INTERPOLATION_DEPTH = 10
_UNSET = object()

class Error(Exception):
    def __init__(self, msg=''):
        self.message = msg
        Exception.__init__(self, msg)
    def __repr__(self):
        return self.message
    __str__ = __repr__

class NoSectionError(Error):
    def __init__(self, section):
        Error.__init__(self, f'No section: {section!r}')
        self.section = section
        self.args = (section,)

class DuplicateSectionError(Error):
    def __init__(self, section, source=None, lineno=None):
        msg = f'Section {section!r} already exists'
        if source is not None:
            msg = f'While reading from {source!r}' + (f' [line {lineno:2d}]' if lineno is not None else '') + f': section {section!r} already exists'
        Error.__init__(self, msg)
        self.section, self.source, self.lineno = section, source, lineno

class DuplicateOptionError(Error):
    def __init__(self, section, option, source=None, lineno=None):
        msg = f'option {option!r} in section {section!r} already exists'
        msg = f'While reading from {source!r} [line {lineno:2d}]: {msg}' if source is not None else msg[0].upper() + msg[1:]
        Error.__init__(self, msg)
        self.section, self.option, self.source, self.lineno = section, option, source, lineno

class NoOptionError(Error):
    def __init__(self, option, section):
        Error.__init__(self, f'No option {option!r} in section: {section!r}')
        self.option, self.section = option, section
        self.args = (option, section)

class InterpolationError(Error):
    def __init__(self, option, section, msg):
        Error.__init__(self, msg)
        self.option, self.section = option, section

class InterpolationMissingOptionError(InterpolationError):
    def __init__(self, option, section, rawval, reference):
        InterpolationError.__init__(self, option, section, f'Bad value substitution: option {option!r} in section {section!r} contains an interpolation key {reference!r} which is not a valid option name. Raw value: {rawval!r}')
        self.reference = reference

class InterpolationSyntaxError(InterpolationError):
    pass

class InterpolationDepthError(InterpolationError):
    def __init__(self, option, section, rawval):
        InterpolationError.__init__(self, option, section, f'Recursion limit exceeded in value substitution: option {option!r} in section {section!r} contains an interpolation key which cannot be substituted in {MAX_INTERPOLATION_DEPTH} steps. Raw value: {rawval!r}')

class ParsingError(Error):
    def __init__(self, source, *args):
        Error.__init__(self, f'Source contains parsing errors: {source!r}')
        self.source, self.errors = source, []
    def append(self, lineno, line):
        self.errors.append((lineno, line))
        self.message += f'\\n\\t[line {lineno:2d}]: {line!r}'

class MissingSectionHeaderError(ParsingError):
    def __init__(self, filename, lineno, line):
        Error.__init__(self, 'File contains no section headers.\\nfile: %r, line: %d\\n%r' % (filename, lineno, line))
        self.source, self.lineno, self.line = filename, lineno, line

class Interpolation:
    def before_get(self, parser, section, option, value, defaults):
        return value

class BasicInterpolation(Interpolation):
    def before_get(self, parser, section, option, value, defaults):
        return self._expand(parser, option, section, value, value, defaults, 1)
    def _expand(self, parser, option, section, rest, raw, names, depth):
        if depth > MAX_INTERPOLATION_DEPTH:
            raise InterpolationDepthError(option, section, raw)
        made = ''
        while '%' in rest:
            before, _, rest = rest.partition('%')
            made += before
            if rest.startswith('%'):
                made += '%'
                rest = rest[1:]
            elif rest.startswith('('):
                found = re.match(r'\\(([^()]+)\\)s', rest)
                if not found:
                    raise InterpolationSyntaxError(option, section, 'bad interpolation variable reference %r' % ('%' + rest))
                name = parser.optionxform(found.group(1))
                rest = rest[found.end():]
                try:
                    value = names[name]
                except KeyError:
                    raise InterpolationMissingOptionError(option, section, raw, name) from None
                made += self._expand(parser, option, section, value, raw, names, depth + 1) if '%' in value else value
            else:
                raise InterpolationSyntaxError(option, section, "'%' must be followed by '%' or '(', found: " + repr('%' + rest))
        return made + rest

class ExtendedInterpolation(Interpolation):
    def before_get(self, parser, section, option, value, defaults):
        def put(found):
            path = found.group(1).split(':')
            try:
                if len(path) == 1:
                    return self.before_get(parser, section, option, defaults[parser.optionxform(path[0])], defaults)
                return parser.get(path[0], path[1])
            except (KeyError, NoSectionError, NoOptionError):
                raise InterpolationMissingOptionError(option, section, value, ':'.join(path)) from None
        return re.sub(r'\\$\\{([^}]+)\\}', put, value).replace('$$', '$')

class RawConfigParser:
    _default_interpolation = Interpolation()
    BOOLEAN_STATES = {'1': True, 'yes': True, 'true': True, 'on': True, '0': False, 'no': False, 'false': False, 'off': False}
    def __init__(self, defaults=None, dict_type=dict, allow_no_value=False, *, delimiters=('=', ':'), comment_prefixes=('#', ';'), inline_comment_prefixes=None, strict=True, empty_lines_in_values=True, default_section=DEFAULTSECT, interpolation=_UNSET, converters=None, allow_unnamed_section=False):
        self._sections, self._defaults = {}, {}
        self._allow_no_value, self._delimiters = allow_no_value, delimiters
        self._comments, self._inline = comment_prefixes, inline_comment_prefixes or ()
        self._strict, self._empty = strict, empty_lines_in_values
        self.default_section = default_section
        self._interpolation = self._default_interpolation if interpolation is _UNSET else interpolation or Interpolation()
        for name, convert in (converters or {}).items():
            setattr(self, 'get' + name, lambda section, option, convert=convert, **options: convert(self.get(section, option, **options)))
        if defaults:
            for key, value in defaults.items():
                self._defaults[self.optionxform(key)] = value
    def optionxform(self, optionstr):
        return optionstr.lower()
    def defaults(self):
        return self._defaults
    def sections(self):
        return list(self._sections)
    def add_section(self, section):
        if section == self.default_section:
            raise ValueError('Invalid section name: %r' % section)
        if section in self._sections:
            raise DuplicateSectionError(section)
        self._sections[section] = {}
    def has_section(self, section):
        return section in self._sections
    def options(self, section):
        if section not in self._sections:
            raise NoSectionError(section)
        return list({**self._sections[section], **self._defaults}) if False else list(dict.fromkeys([*self._sections[section], *self._defaults]))
    def read(self, filenames, encoding=None):
        if isinstance(filenames, (str, bytes, os.PathLike)):
            filenames = [filenames]
        done = []
        for name in filenames:
            try:
                with open(name, encoding=encoding) as file:
                    self._read(file, name)
            except OSError:
                continue
            done.append(os.fspath(name))
        return done
    def read_file(self, f, source=None):
        self._read(f, getattr(f, 'name', '<???>') if source is None else source)
    def read_string(self, string, source='<string>'):
        self._read(string.splitlines(True), source)
    def read_dict(self, dictionary, source='<dict>'):
        for section, values in dictionary.items():
            if section != self.default_section and section not in self._sections:
                self.add_section(section)
            for key, value in values.items():
                self.set(section, self.optionxform(str(key)), value if value is None else str(value))
    def _read(self, lines, source):
        current = name = option = None
        indent = 0
        seen = set()
        failed = None
        for number, line in enumerate(lines, 1):
            value = line.strip()
            for prefix in self._inline:
                at = line.find(prefix)
                while at > 0 and not line[at - 1].isspace():
                    at = line.find(prefix, at + 1)
                if at >= 0 and (at == 0 or line[at - 1].isspace()):
                    value = line[:at].strip()
            if any(value.startswith(prefix) for prefix in self._comments):
                continue
            if not value:
                if self._empty and option is not None and current is not None and current.get(option) is not None and not any(line.strip().startswith(p) for p in self._comments):
                    current[option].append('')
                else:
                    indent = 10 ** 9
                continue
            here = len(line) - len(line.lstrip())
            if current is not None and option and here > indent:
                current[option].append(value)
                continue
            indent = here
            header = re.match(r'\\[(.+)\\]', value)
            if header:
                name = header.group(1)
                option = None
                if name in self._sections:
                    if self._strict and name in seen:
                        raise DuplicateSectionError(name, source, number)
                    current = self._sections[name]
                elif name == self.default_section:
                    current = self._defaults
                else:
                    current = self._sections[name] = {}
                seen.add(name)
                continue
            if current is None:
                raise MissingSectionHeaderError(source, number, line)
            places = [(value.find(mark), mark) for mark in self._delimiters if mark in value]
            if places:
                at, mark = min(places)
                option = self.optionxform(value[:at].rstrip())
                text = value[at + len(mark):].strip()
            elif self._allow_no_value:
                option, text = self.optionxform(value), None
            else:
                failed = failed or ParsingError(source)
                failed.append(number, line)
                continue
            if not option:
                failed = failed or ParsingError(source)
                failed.append(number, line)
            if self._strict and (name, option) in seen:
                raise DuplicateOptionError(name, option, source, number)
            seen.add((name, option))
            current[option] = None if text is None else [text]
        for values in [self._defaults, *self._sections.values()]:
            for key, value in values.items():
                if isinstance(value, list):
                    values[key] = '\\n'.join(value).rstrip()
        if failed:
            raise failed
    def _names(self, section, vars=None):
        if section not in self._sections and section != self.default_section:
            raise NoSectionError(section) from None
        own = {self.optionxform(key): str(value) for key, value in (vars or {}).items()}
        return {**self._defaults, **self._sections.get(section, {}), **own}
    def get(self, section, option, *, raw=False, vars=None, fallback=_UNSET):
        try:
            names = self._names(section, vars)
        except NoSectionError:
            if fallback is _UNSET:
                raise
            return fallback
        option = self.optionxform(option)
        if option not in names:
            if fallback is _UNSET:
                raise NoOptionError(option, section)
            return fallback
        value = names[option]
        return value if raw or value is None else self._interpolation.before_get(self, section, option, value, names)
    def _converted(self, section, convert, option, raw=False, vars=None, fallback=_UNSET):
        try:
            return convert(self.get(section, option, raw=raw, vars=vars))
        except (NoSectionError, NoOptionError):
            if fallback is _UNSET:
                raise
            return fallback
    def getint(self, section, option, **options):
        return self._converted(section, int, option, **options)
    def getfloat(self, section, option, **options):
        return self._converted(section, float, option, **options)
    def _boolean(self, value):
        if value.lower() not in self.BOOLEAN_STATES:
            raise ValueError('Not a boolean: %s' % value)
        return self.BOOLEAN_STATES[value.lower()]
    def getboolean(self, section, option, **options):
        return self._converted(section, self._boolean, option, **options)
    def items(self, section=_UNSET, raw=False, vars=None):
        if section is _UNSET:
            return [(name, self[name]) for name in self]
        names = self._names(section, vars)
        order = dict.fromkeys([*self._defaults, *self._sections.get(section, {})])
        return [(key, self.get(section, key, raw=raw, vars=vars)) for key in order]
    def has_option(self, section, option):
        if not section or section == self.default_section:
            return self.optionxform(option) in self._defaults
        return section in self._sections and self.optionxform(option) in {**self._defaults, **self._sections[section]}
    def set(self, section, option, value=None):
        if not section or section == self.default_section:
            values = self._defaults
        elif section in self._sections:
            values = self._sections[section]
        else:
            raise NoSectionError(section) from None
        values[self.optionxform(option)] = value
    def remove_option(self, section, option):
        return self._sections[section].pop(self.optionxform(option), None) is not None
    def remove_section(self, section):
        return self._sections.pop(section, None) is not None
    def write(self, fp, space_around_delimiters=True):
        mark = f' {self._delimiters[0]} ' if space_around_delimiters else self._delimiters[0]
        every = ([(self.default_section, self._defaults)] if self._defaults else []) + list(self._sections.items())
        for name, values in every:
            fp.write(f'[{name}]\\n')
            for key, value in values.items():
                fp.write(key + ('' if value is None else mark + str(value).replace('\\n', '\\n\\t')) + '\\n')
            fp.write('\\n')
    def __getitem__(self, key):
        if key != self.default_section and not self.has_section(key):
            raise KeyError(key)  #@1002
        return SectionProxy(self, key)
    def __setitem__(self, key, value):
        if key in self and self._sections.get(key) is value:
            return
        if key == self.default_section:
            self._defaults.clear()
        elif key in self._sections:
            self._sections[key].clear()
        self.read_dict({key: value})
    def __delitem__(self, key):
        if key == self.default_section:
            raise ValueError('Cannot remove the default section.')
        if not self.has_section(key):
            raise KeyError(key)
        self.remove_section(key)
    def __contains__(self, key):
        return key == self.default_section or self.has_section(key)
    def __len__(self):
        return len(self._sections) + 1
    def __iter__(self):
        return iter([self.default_section, *self._sections])
    def keys(self):
        return list(iter(self))
    def values(self):
        return [self[key] for key in self]

class ConfigParser(RawConfigParser):
    _default_interpolation = BasicInterpolation()
    def set(self, section, option, value=None):
        if not isinstance(value, str) and not (self._allow_no_value and value is None):
            raise TypeError('option values must be strings')
        RawConfigParser.set(self, section, option, value)

class SectionProxy:
    def __init__(self, parser, name):
        self._parser, self._name = parser, name
    parser = property(lambda self: self._parser)
    name = property(lambda self: self._name)
    def __repr__(self):
        return f'<Section: {self._name}>'
    def __getitem__(self, key):
        if not self._parser.has_option(self._name, key):
            raise KeyError(key)  #@1280
        return self._parser.get(self._name, key)
    def __setitem__(self, key, value):
        self._parser.set(self._name, key, value)
    def __delitem__(self, key):
        if not self._parser.has_option(self._name, key):
            raise KeyError(key)
        self._parser.remove_option(self._name, key)
    def __contains__(self, key):
        return self._parser.has_option(self._name, key)
    def _options(self):
        return self._parser.options(self._name) if self._name != self._parser.default_section else list(self._parser.defaults())
    def __len__(self):
        return len(self._options())
    def __iter__(self):
        return iter(self._options())
    def keys(self):
        return self._options()
    def values(self):
        return [self[key] for key in self]
    def items(self):
        return [(key, self[key]) for key in self]
    def get(self, option, fallback=None, *, raw=False, vars=None, **options):
        return self._parser.get(self._name, option, raw=raw, vars=vars, fallback=fallback)
    def getint(self, option, fallback=None, **options):
        return self._parser.getint(self._name, option, fallback=fallback, **options)
    def getfloat(self, option, fallback=None, **options):
        return self._parser.getfloat(self._name, option, fallback=fallback, **options)
    def getboolean(self, option, fallback=None, **options):
        return self._parser.getboolean(self._name, option, fallback=fallback, **options)
`,
};
