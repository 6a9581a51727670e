/** logging, argparse, pathlib, string, textwrap and more, written in Python: as much of each as small programs use. */
export const TOOLS: Readonly<Record<string, string>> = {
  logging: `
import sys
import time as _time

NOTSET, DEBUG, INFO, WARNING, ERROR, CRITICAL = 0, 10, 20, 30, 40, 50
WARN, FATAL = WARNING, CRITICAL
_names = {CRITICAL: 'CRITICAL', ERROR: 'ERROR', WARNING: 'WARNING', INFO: 'INFO', DEBUG: 'DEBUG', NOTSET: 'NOTSET'}
BASIC_FORMAT = '%(levelname)s:%(name)s:%(message)s'

def getLevelName(level):
    if isinstance(level, str):
        for number, name in _names.items():
            if name == level:
                return number
    return _names.get(level, f'Level {level}')

def _level(level):
    if isinstance(level, str):
        for number, name in _names.items():
            if name == level:
                return number
        raise ValueError(f'Unknown level: {level!r}')
    return level

class LogRecord:
    def __init__(self, name, level, msg, args, exc_info):
        import os
        self.name, self.levelno, self.levelname = name, level, getLevelName(level)
        self.msg, self.args, self.exc_info = msg, args, exc_info
        self.created = _time.time()
        self.msecs = int((self.created - int(self.created)) * 1000)
        self.process = os.getpid()
        self.processName, self.threadName, self.module, self.funcName = 'MainProcess', 'MainThread', 'main', '<module>'
        self.filename, self.pathname, self.lineno = sys.argv[0], sys.argv[0], 0
    def getMessage(self):
        text = str(self.msg)
        if not self.args:
            return text
        return text % (self.args[0] if len(self.args) == 1 and isinstance(self.args[0], dict) else self.args)

class Formatter:
    def __init__(self, fmt=None, datefmt=None, style='%'):
        self._fmt = fmt or '%(message)s'
        self.datefmt = datefmt
        self.style = style
    def formatTime(self, record, datefmt=None):
        moment = _time.localtime(record.created)
        if datefmt:
            return _time.strftime(datefmt, moment)
        return '%s,%03d' % (_time.strftime('%Y-%m-%d %H:%M:%S', moment), record.msecs)
    def format(self, record):
        record.message = record.getMessage()
        record.asctime = self.formatTime(record, self.datefmt)
        values = dict(record.__dict__)
        text = self._fmt.format(**values) if self.style == '{' else self._fmt % values
        if record.exc_info:
            from traceback import format_exception
            text += '\\n' + ''.join(format_exception(record.exc_info)).rstrip('\\n')
        return text

class Handler:
    def __init__(self, level=NOTSET):
        self.level = _level(level)
        self.formatter = None
    def setLevel(self, level):
        self.level = _level(level)
    def setFormatter(self, formatter):
        self.formatter = formatter
    def format(self, record):
        return (self.formatter or Formatter()).format(record)
    def handle(self, record):
        if record.levelno >= self.level:
            self.emit(record)
    def emit(self, record):
        raise NotImplementedError('emit must be implemented by Handler subclasses')
    def flush(self):
        pass
    def close(self):
        pass

class StreamHandler(Handler):
    terminator = '\\n'
    def __init__(self, stream=None):
        super().__init__()
        self.stream = stream or sys.stderr
    def emit(self, record):
        self.stream.write(self.format(record) + self.terminator)
        self.stream.flush()

class FileHandler(StreamHandler):
    def __init__(self, filename, mode='a', encoding=None):
        super().__init__(open(filename, mode))

class NullHandler(Handler):
    def emit(self, record):
        pass

class Logger:
    def __init__(self, name, level=NOTSET):
        self.name, self.level, self.parent, self.handlers, self.propagate, self.disabled = name, _level(level), None, [], True, False
    def setLevel(self, level):
        self.level = _level(level)
    def getEffectiveLevel(self):
        logger = self
        while logger:
            if logger.level:
                return logger.level
            logger = logger.parent
        return NOTSET
    def isEnabledFor(self, level):
        return level >= self.getEffectiveLevel()
    def addHandler(self, handler):
        if handler not in self.handlers:
            self.handlers.append(handler)
    def removeHandler(self, handler):
        if handler in self.handlers:
            self.handlers.remove(handler)
    def hasHandlers(self):
        return bool(self.handlers) or bool(self.parent and self.parent.hasHandlers())
    def _log(self, level, msg, args, exc_info=None, extra=None, stack_info=False, stacklevel=1):
        if not self.isEnabledFor(level) or self.disabled:
            return
        if exc_info and not isinstance(exc_info, BaseException):
            exc_info = sys.exc_info()[1]
        record = LogRecord(self.name, level, msg, args, exc_info)
        for key, value in (extra or {}).items():
            setattr(record, key, value)
        logger, found = self, False
        while logger:
            for handler in logger.handlers:
                found = True
                handler.handle(record)
            logger = logger.parent if logger.propagate else None
        if not found and level >= WARNING:
            sys.stderr.write(record.getMessage() + '\\n')
    def debug(self, msg, *args, **kwargs):
        self._log(DEBUG, msg, args, **kwargs)
    def info(self, msg, *args, **kwargs):
        self._log(INFO, msg, args, **kwargs)
    def warning(self, msg, *args, **kwargs):
        self._log(WARNING, msg, args, **kwargs)
    warn = warning
    def error(self, msg, *args, **kwargs):
        self._log(ERROR, msg, args, **kwargs)
    def critical(self, msg, *args, **kwargs):
        self._log(CRITICAL, msg, args, **kwargs)
    fatal = critical
    def exception(self, msg, *args, exc_info=True, **kwargs):
        self._log(ERROR, msg, args, exc_info=exc_info, **kwargs)
    def log(self, level, msg, *args, **kwargs):
        self._log(level, msg, args, **kwargs)
    def __repr__(self):
        return f'<Logger {self.name} ({getLevelName(self.getEffectiveLevel())})>'

root = Logger('root', WARNING)
_loggers = {}

def getLogger(name=None):
    if not name or name == 'root':
        return root
    if name not in _loggers:
        made = _loggers[name] = Logger(name)
        parent, _, _ = name.rpartition('.')
        made.parent = getLogger(parent) if parent else root
    return _loggers[name]

def basicConfig(*, filename=None, filemode='a', format=BASIC_FORMAT, datefmt=None, style='%', level=None, stream=None, handlers=None, force=False, encoding=None):
    if force:
        root.handlers.clear()
    if not root.handlers:
        made = handlers or [FileHandler(filename, filemode) if filename else StreamHandler(stream)]
        for handler in made:
            if handler.formatter is None:
                handler.setFormatter(Formatter(format, datefmt, style))
            root.addHandler(handler)
        if level is not None:
            root.setLevel(level)

def _on_root(method):
    def log(msg, *args, **kwargs):
        if not root.handlers:
            basicConfig()
        getattr(root, method)(msg, *args, **kwargs)
    return log

debug, info, warning, error = _on_root('debug'), _on_root('info'), _on_root('warning'), _on_root('error')
warn, critical, exception, log = warning, _on_root('critical'), _on_root('exception'), _on_root('log')

def disable(level=CRITICAL):
    root.disabled = True

def shutdown():
    pass
`,
  argparse: `
import os
import sys

SUPPRESS = '==SUPPRESS=='

class ArgumentTypeError(Exception):
    pass

class ArgumentError(Exception):
    pass

class HelpFormatter:
    pass

class RawDescriptionHelpFormatter(HelpFormatter):
    pass

class ArgumentDefaultsHelpFormatter(HelpFormatter):
    pass

class Namespace:
    def __init__(self, **values):
        for name, value in values.items():
            setattr(self, name, value)
    def __repr__(self):
        return 'Namespace(' + ', '.join(f'{name}={value!r}' for name, value in self.__dict__.items()) + ')'
    def __contains__(self, name):
        return name in self.__dict__
    def __eq__(self, other):
        return self.__dict__ == other.__dict__

class _Action:
    def __init__(self, flags, action='store', nargs=None, const=None, default=None, type=None, choices=None, required=False, help=None, metavar=None, dest=None, version=None):
        self.flags, self.action, self.nargs, self.const, self.default = flags, action, nargs, const, default
        self.type, self.choices, self.help, self.metavar, self.version = type, list(choices) if choices is not None else None, help, metavar, version
        self.is_option = flags[0].startswith('-')
        self.required = required if self.is_option else nargs not in ('?', '*')
        long = [flag for flag in flags if flag.startswith('--')]
        self.dest = dest or ((long or flags)[0].lstrip('-').replace('-', '_') if self.is_option else flags[0])
        if action == 'store_true':
            self.const, self.default = True, False if default is None else default
        if action == 'store_false':
            self.const, self.default = False, True if default is None else default
        if action == 'count' and default is None:
            self.default = None
        self.takes = action in ('store', 'append', 'extend')
    def shown(self):
        if self.metavar:
            return self.metavar
        if self.choices:
            return '{' + ','.join(str(one) for one in self.choices) + '}'
        return self.dest.upper() if self.is_option else self.dest
    def usage(self):
        name = self.shown()
        if self.nargs == '?':
            name = f'[{name}]'
        elif self.nargs == '*':
            name = f'[{name} ...]'
        elif self.nargs == '+':
            name = f'{name} [{name} ...]'
        elif isinstance(self.nargs, int):
            name = ' '.join([name] * self.nargs)
        if not self.is_option:
            return name
        text = self.flags[0] + (f' {name}' if self.takes else '')
        return text if self.required else f'[{text}]'
    def title(self):
        if not self.is_option:
            return self.shown()
        name = '' if not self.takes else ' ' + (f'[{self.shown()}]' if self.nargs == '?' else f'{self.shown()} [{self.shown()} ...]' if self.nargs == '+' else f'[{self.shown()} ...]' if self.nargs == '*' else self.shown())
        return ', '.join(self.flags) + name
    def label(self):
        return '/'.join(self.flags) if self.is_option else (self.metavar or self.dest)

class ArgumentParser:
    def __init__(self, prog=None, usage=None, description=None, epilog=None, formatter_class=None, add_help=True, parents=(), allow_abbrev=True, exit_on_error=True):
        self.prog = prog or os.path.basename(sys.argv[0])
        self.description, self.epilog, self.own_usage = description, epilog, usage
        self.formatter_class = formatter_class
        self.actions, self.subparsers, self.values = [], None, {}
        if add_help:
            self.add_argument('-h', '--help', action='help', help='show this help message and exit')
    def add_argument(self, *flags, **options):
        action = _Action(flags, **options)
        self.actions.append(action)
        return action
    def add_argument_group(self, *args, **kwargs):
        return self
    def add_mutually_exclusive_group(self, required=False):
        return self
    def set_defaults(self, **values):
        self.values.update(values)
    def add_subparsers(self, dest=None, required=False, help=None, title=None, metavar=None, description=None):
        self.subparsers = _Subparsers(self, dest, required, help, metavar)
        return self.subparsers
    def format_usage(self):
        if self.own_usage:
            return f'usage: {self.own_usage}\\n'
        options = [one.usage() for one in self.actions if one.is_option and one.help != SUPPRESS]
        places = [one.usage() for one in self.actions if not one.is_option]
        if self.subparsers:
            places.append((self.subparsers.metavar or '{' + ','.join(self.subparsers.parsers) + '}') + ' ...')
        parts = options + places
        line = ' '.join(['usage:', self.prog] + parts)
        if len(line) <= 78:
            return line + '\\n'
        indent = ' ' * (len('usage: ' + self.prog) + 1)
        lines = []
        for group in (options, places):
            current = indent
            for part in group:
                if len(current) + len(part) + 1 > 78 and current.strip():
                    lines.append(current.rstrip())
                    current = indent
                current += part + ' '
            if current.strip():
                lines.append(current.rstrip())
        return 'usage: ' + self.prog + ' ' + '\\n'.join(lines).lstrip() + '\\n'
    def format_help(self):
        import textwrap
        text = self.format_usage()
        if self.description:
            text += '\\n' + (self.description if self.formatter_class is RawDescriptionHelpFormatter else textwrap.fill(self.description, 78)) + '\\n'
        def section(title, entries):
            if not entries:
                return ''
            width = min(max(len(name) for name, _ in every) + 4, 24)
            lines = [f'\\n{title}:']
            for name, help in entries:
                if not help:
                    lines.append('  ' + name)
                    continue
                wrapped = textwrap.wrap(help, max(78 - width, 11))
                if len(name) + 4 > width:
                    lines.append('  ' + name)
                    rest = wrapped
                else:
                    lines.append(('  ' + name).ljust(width) + wrapped[0])
                    rest = wrapped[1:]
                lines.extend(' ' * width + one for one in rest)
            return '\\n'.join(lines) + '\\n'
        def told(one):
            help = one.help
            if help and '%(' in help:
                help = help % {'default': one.default, 'prog': self.prog, 'dest': one.dest, 'type': getattr(one.type, '__name__', None)}
            if help and self.formatter_class is ArgumentDefaultsHelpFormatter and one.is_option and one.action != 'help' and '%(default)' not in one.help:
                help += f' (default: {one.default})'
            return (one.title(), help)
        places = [told(one) for one in self.actions if not one.is_option and one.help != SUPPRESS]
        options = [told(one) for one in self.actions if one.is_option and one.help != SUPPRESS]
        if self.subparsers:
            places.append((self.subparsers.metavar or '{' + ','.join(self.subparsers.parsers) + '}', self.subparsers.help))
            places.extend(('  ' + name, parser.help_line) for name, parser in self.subparsers.parsers.items() if parser.help_line)
        every = places + options
        text += section('positional arguments', places) + section('options', options)
        if self.epilog:
            text += '\\n' + self.epilog + '\\n'
        return text
    def print_help(self, file=None):
        print(self.format_help(), end='', file=file or sys.stdout)
    def print_usage(self, file=None):
        print(self.format_usage(), end='', file=file or sys.stdout)
    def exit(self, status=0, message=None):
        if message:
            sys.stderr.write(message)
        sys.exit(status)
    def error(self, message):
        self.print_usage(sys.stderr)
        self.exit(2, f'{self.prog}: error: {message}\\n')
    def _value(self, action, text):
        value = text
        if action.type:
            try:
                value = action.type(text)
            except ArgumentTypeError as error:
                self.error(f'argument {action.label()}: {error}')
            except (TypeError, ValueError):
                self.error(f"argument {action.label()}: invalid {getattr(action.type, '__name__', repr(action.type))} value: {text!r}")
        if action.choices is not None and value not in action.choices:
            self.error(f"argument {action.label()}: invalid choice: {value!r} (choose from {', '.join(str(one) if not isinstance(one, str) else one for one in action.choices)})")
        return value
    def _store(self, space, action, value):
        if action.action in ('append', 'extend'):
            known = list(getattr(space, action.dest) or [])
            known.extend(value) if action.action == 'extend' else known.append(value)
            value = known
        setattr(space, action.dest, value)
    def parse_args(self, args=None, namespace=None):
        space, extra = self.parse_known_args(args, namespace)
        if extra:
            self.error('unrecognized arguments: ' + ' '.join(extra))
        return space
    def parse_known_args(self, args=None, namespace=None):
        words = list(sys.argv[1:] if args is None else args)
        space = namespace or Namespace()
        for action in self.actions:
            if action.action not in ('help', 'version') and not hasattr(space, action.dest):
                default = action.default
                if isinstance(default, str) and action.type:
                    default = self._value(action, default)
                setattr(space, action.dest, default)
        for name, value in self.values.items():
            setattr(space, name, value)
        if self.subparsers and self.subparsers.dest:
            setattr(space, self.subparsers.dest, None)
        options = {flag: one for one in self.actions if one.is_option for flag in one.flags}
        seen, plain, extra = set(), [], []
        at, only_plain, chosen = 0, False, False
        def looks_like_option(word):
            if only_plain or not word.startswith('-') or word == '-':
                return False
            return not (word[1:].replace('.', '', 1).isdigit() and not any(flag[1:].isdigit() for flag in options))
        while at < len(words):
            word = words[at]
            at += 1
            if word == '--' and not only_plain:
                only_plain = True
                continue
            if not looks_like_option(word):
                places = [one for one in self.actions if not one.is_option]
                if self.subparsers and len(plain) >= len(places):
                    if word not in self.subparsers.parsers:
                        self.error(f"argument {self.subparsers.dest or self.subparsers.shown()}: invalid choice: {word!r} (choose from {', '.join(self.subparsers.parsers)})")
                    if self.subparsers.dest:
                        setattr(space, self.subparsers.dest, word)
                    chosen = True
                    self.subparsers.parsers[word].parse_args(words[at:], space)
                    break
                plain.append(word)
                continue
            flag, equals, own = word.partition('=')
            action = options.get(flag)
            if action is None and flag.startswith('--'):
                near = [one for name, one in options.items() if name.startswith(flag)]
                if len(near) == 1:
                    action = near[0]
            if action is None and not flag.startswith('--') and word[:2] in options:
                action = options[word[:2]]
                if action.takes:
                    own, equals = word[2:], '='
                elif len(word) > 2:
                    words.insert(at, '-' + word[2:])
            if action is None:
                extra.append(word)
                continue
            seen.add(action.dest)
            if action.action == 'help':
                self.print_help()
                self.exit()
            elif action.action == 'version':
                print(action.version.replace('%(prog)s', self.prog))
                self.exit()
            elif action.action == 'count':
                setattr(space, action.dest, (getattr(space, action.dest) or 0) + 1)
            elif not action.takes:
                setattr(space, action.dest, action.const)
            elif equals:
                self._store(space, action, self._value(action, own))
            else:
                wanted = action.nargs
                got = []
                most = 1 if wanted in (None, '?') else wanted if isinstance(wanted, int) else len(words)
                while at < len(words) and len(got) < most and not looks_like_option(words[at]) and words[at] != '--':
                    got.append(words[at])
                    at += 1
                if wanted is None and not got:
                    self.error(f'argument {action.label()}: expected one argument')
                if wanted == '+' and not got:
                    self.error(f'argument {action.label()}: expected at least one argument')
                if isinstance(wanted, int) and len(got) != wanted:
                    self.error(f"argument {action.label()}: expected {wanted} argument{'s' if wanted != 1 else ''}")
                if wanted is None:
                    self._store(space, action, self._value(action, got[0]))
                elif wanted == '?':
                    self._store(space, action, self._value(action, got[0]) if got else action.const)
                else:
                    self._store(space, action, [self._value(action, one) for one in got])
        places = [one for one in self.actions if not one.is_option]
        missing = []
        for index, action in enumerate(places):
            later = sum(1 for one in places[index + 1:] if one.nargs not in ('?', '*'))
            if action.nargs in ('*', '+'):
                count = max(0, len(plain) - later)
                if action.nargs == '+' and count == 0:
                    missing.append(action.label())
                elif count or action.default is None:
                    setattr(space, action.dest, [self._value(action, one) for one in plain[:count]])
                plain = plain[count:]
            elif isinstance(action.nargs, int):
                if len(plain) < action.nargs:
                    missing.append(action.label())
                else:
                    setattr(space, action.dest, [self._value(action, one) for one in plain[:action.nargs]])
                    plain = plain[action.nargs:]
            elif plain:
                setattr(space, action.dest, self._value(action, plain.pop(0)))
            elif action.nargs != '?':
                missing.append(action.label())
        missing += [one.label() for one in self.actions if one.is_option and one.required and one.dest not in seen]
        if self.subparsers and self.subparsers.required and not chosen:
            missing.append(self.subparsers.dest or self.subparsers.shown())
        if missing:
            self.error('the following arguments are required: ' + ', '.join(missing))
        return space, plain + extra

class _Subparsers:
    def __init__(self, parent, dest, required, help, metavar):
        self.parent, self.dest, self.required, self.help, self.metavar, self.parsers = parent, dest, required, help, metavar, {}
    def shown(self):
        return '{' + ','.join(self.parsers) + '}'
    def add_parser(self, name, help=None, **options):
        made = self.parsers[name] = ArgumentParser(prog=f'{self.parent.prog} {name}', **options)
        made.help_line = help
        return made
`,
  pathlib: `
import os

class PurePath:
    def __init__(self, *parts):
        text = os.path.join(*[os.fspath(one) for one in parts]) if parts else '.'
        root = '/' if text.startswith('/') else ''
        self._path = root + '/'.join(one for one in text.split('/') if one not in ('', '.')) or '.'
    def __fspath__(self):
        return self._path
    def __str__(self):
        return self._path
    def __repr__(self):
        return f"{'PosixPath' if type(self) is Path else type(self).__name__}({self._path!r})"
    def __eq__(self, other):
        return isinstance(other, PurePath) and self._path == other._path
    def __lt__(self, other):
        return self._path < other._path
    def __hash__(self):
        return hash(self._path)
    def __truediv__(self, other):
        return type(self)(self._path, other)
    def __rtruediv__(self, other):
        return type(self)(other, self._path)
    def joinpath(self, *others):
        return type(self)(self._path, *others)
    @property
    def name(self):
        return '' if self._path in ('.', '/') else os.path.basename(self._path)
    @property
    def stem(self):
        return os.path.splitext(self.name)[0]
    @property
    def suffix(self):
        return os.path.splitext(self.name)[1]
    @property
    def parent(self):
        return type(self)(os.path.dirname(self._path) or '.')
    @property
    def parents(self):
        found, one = [], self
        while one.parent != one:
            one = one.parent
            found.append(one)
        return found
    @property
    def parts(self):
        return tuple((['/'] if self._path.startswith('/') else []) + [one for one in self._path.split('/') if one and one != '.'])
    def as_posix(self):
        return self._path
    def is_absolute(self):
        return self._path.startswith('/')
    def with_suffix(self, suffix):
        return self.with_name(self.stem + suffix)
    def with_name(self, name):
        return self.parent / name
    def relative_to(self, other):
        base = str(other).rstrip('/') + '/'
        if not self._path.startswith(base):
            raise ValueError(f"{self._path!r} is not in the subpath of {str(other)!r}")
        return type(self)(self._path[len(base):])

class Path(PurePath):
    @classmethod
    def cwd(cls):
        return cls(os.getcwd())
    @classmethod
    def home(cls):
        return cls(os.path.expanduser('~'))
    def exists(self):
        return os.path.exists(self._path)
    def is_file(self):
        return os.path.isfile(self._path)
    def is_dir(self):
        return os.path.isdir(self._path)
    def is_symlink(self):
        return os.path.islink(self._path)
    def absolute(self):
        return type(self)(os.path.abspath(self._path))
    def resolve(self, strict=False):
        return type(self)(os.path.realpath(self._path))
    def expanduser(self):
        return type(self)(os.path.expanduser(self._path))
    def stat(self):
        return os.stat(self._path)
    def open(self, mode='r', buffering=-1, encoding=None):
        return open(self._path, mode, encoding=encoding)
    def read_text(self, encoding=None):
        with open(self._path, encoding=encoding) as file:
            return file.read()
    def read_bytes(self):
        with open(self._path, 'rb') as file:
            return file.read()
    def write_text(self, data, encoding=None):
        with open(self._path, 'w', encoding=encoding) as file:
            return file.write(data)
    def write_bytes(self, data):
        with open(self._path, 'wb') as file:
            return file.write(data)
    def mkdir(self, mode=0o777, parents=False, exist_ok=False):
        if parents:
            os.makedirs(self._path, exist_ok=exist_ok)
        elif not (exist_ok and self.is_dir()):
            os.mkdir(self._path)
    def rmdir(self):
        os.rmdir(self._path)
    def unlink(self, missing_ok=False):
        if not missing_ok or self.exists():
            os.unlink(self._path)
    def rename(self, target):
        os.rename(self._path, target)
        return type(self)(target)
    def touch(self, mode=0o666, exist_ok=True):
        open(self._path, 'a').close()
    def chmod(self, mode):
        os.chmod(self._path, mode)
    def iterdir(self):
        for name in os.listdir(self._path):
            yield self / name
    def glob(self, pattern):
        yield from _glob(self, pattern.split('/'))
    def rglob(self, pattern):
        yield from _glob(self, ['**'] + pattern.split('/'))

PosixPath = Path
PurePosixPath = PurePath

def _glob(folder, parts):
    from fnmatch import fnmatchcase
    if not parts:
        yield folder
        return
    first, rest = parts[0], parts[1:]
    if not folder.is_dir():
        return
    if first == '**':
        yield from _glob(folder, rest)
        for one in sorted(folder.iterdir()):
            if one.is_dir():
                yield from _glob(one, parts)
        return
    for one in sorted(folder.iterdir()):
        if fnmatchcase(one.name, first):
            yield from _glob(one, rest)
`,
  fnmatch: `
def _matches(name, pattern):
    if not pattern:
        return not name
    if pattern[0] == '*':
        return any(_matches(name[at:], pattern[1:]) for at in range(len(name) + 1))
    if not name:
        return False
    if pattern[0] == '?':
        return _matches(name[1:], pattern[1:])
    if pattern[0] == '[' and ']' in pattern:
        chars, rest = pattern[1:].split(']', 1)
        return (name[0] in chars) != chars.startswith('!') and _matches(name[1:], rest)
    return name[0] == pattern[0] and _matches(name[1:], pattern[1:])

def fnmatchcase(name, pattern):
    while '**' in pattern:
        pattern = pattern.replace('**', '*')
    return _matches(name, pattern)

fnmatch = fnmatchcase

def filter(names, pattern):
    return [name for name in names if fnmatchcase(name, pattern)]
`,
  glob: `
import os

def glob(pattern, recursive=False, root_dir=None):
    from pathlib import _glob, Path
    root = Path('/' if pattern.startswith('/') else '.')
    return [str(one) for one in _glob(root, [part for part in pattern.split('/') if part]) if not one.name.startswith('.') or '/.' in pattern]

def iglob(pattern, recursive=False):
    return iter(glob(pattern, recursive))
`,
  string: `
ascii_lowercase = 'abcdefghijklmnopqrstuvwxyz'
ascii_uppercase = ascii_lowercase.upper()
ascii_letters = ascii_lowercase + ascii_uppercase
digits = '0123456789'
hexdigits = digits + 'abcdefABCDEF'
octdigits = '01234567'
punctuation = r"""!"#$%&'()*+,-./:;<=>?@[\\]^_\`{|}~"""
whitespace = ' \\t\\n\\r\\x0b\\x0c'
printable = digits + ascii_letters + punctuation + whitespace

def capwords(text, sep=None):
    return (sep or ' ').join(word.capitalize() for word in text.split(sep))

class Template:
    def __init__(self, template):
        self.template = template
    def _fill(self, values, is_safe):
        made, at, text = '', 0, self.template
        while at < len(text):
            if text[at] != '$':
                made += text[at]
                at += 1
                continue
            if text[at + 1:at + 2] == '$':
                made += '$'
                at += 2
                continue
            start = at
            at += 1
            braced = text[at:at + 1] == '{'
            at += braced
            end = at
            while end < len(text) and (text[end].isalnum() or text[end] == '_'):
                end += 1
            name = text[at:end]
            at = end + braced
            if not name:
                if not is_safe:
                    raise ValueError(f'Invalid placeholder in string: line 1, col {start + 1}')
                made += '$'
            elif name in values:
                made += str(values[name])
            elif is_safe:
                made += text[start:at]
            else:
                raise KeyError(name)
        return made
    def substitute(self, mapping={}, **named):
        return self._fill({**mapping, **named}, False)
    def safe_substitute(self, mapping={}, **named):
        return self._fill({**mapping, **named}, True)
`,
  textwrap: `
def wrap(text, width=70, initial_indent='', subsequent_indent='', **options):
    lines, current = [], initial_indent
    empty = True
    for word in text.split():
        if not empty and len(current) + 1 + len(word) > width:
            lines.append(current)
            current, empty = subsequent_indent, True
        current += word if empty else ' ' + word
        empty = False
    if not empty:
        lines.append(current)
    return lines

def fill(text, width=70, **options):
    return '\\n'.join(wrap(text, width, **options))

def dedent(text):
    lines = text.split('\\n')
    widths = [len(line) - len(line.lstrip()) for line in lines if line.strip()]
    width = min(widths) if widths else 0
    return '\\n'.join(line[width:] if line.strip() else '' for line in lines)

def indent(text, prefix):
    return ''.join(prefix + line if line.strip() else line for line in text.splitlines(True))

def shorten(text, width, placeholder=' [...]'):
    words = ' '.join(text.split())
    if len(words) <= width:
        return words
    kept = ''
    for word in words.split():
        if len(kept) + len(word) + 1 + len(placeholder) > width + 1:
            break
        kept += (' ' if kept else '') + word
    return kept + placeholder
`,
  operator: `
def add(a, b): return a + b
def sub(a, b): return a - b
def mul(a, b): return a * b
def truediv(a, b): return a / b
def floordiv(a, b): return a // b
def mod(a, b): return a % b
def pow(a, b): return a ** b
def neg(a): return -a
def eq(a, b): return a == b
def ne(a, b): return a != b
def lt(a, b): return a < b
def le(a, b): return a <= b
def gt(a, b): return a > b
def ge(a, b): return a >= b
def and_(a, b): return a & b
def or_(a, b): return a | b
def xor(a, b): return a ^ b
def not_(a): return not a
def contains(a, b): return b in a
def getitem(a, b): return a[b]

def itemgetter(*items):
    if len(items) == 1:
        return lambda thing: thing[items[0]]
    return lambda thing: tuple(thing[item] for item in items)

def attrgetter(*names):
    def read(thing, name):
        for part in name.split('.'):
            thing = getattr(thing, part)
        return thing
    if len(names) == 1:
        return lambda thing: read(thing, names[0])
    return lambda thing: tuple(read(thing, name) for name in names)

def methodcaller(name, *args, **kwargs):
    return lambda thing: getattr(thing, name)(*args, **kwargs)
`,
  getpass: `
import os

def getuser():
    for name in ('LOGNAME', 'USER', 'LNAME', 'USERNAME'):
        if os.environ.get(name):
            return os.environ[name]
    with open('/etc/passwd') as file:
        for line in file:
            parts = line.split(':')
            if len(parts) > 2 and int(parts[2]) == os.getuid():
                return parts[0]
    raise OSError('No username set in the environment')
`,
  tempfile: `
import os
import random

def gettempdir():
    return os.environ.get('TMPDIR', '/tmp')

def _name(prefix, suffix):
    return os.path.join(gettempdir(), prefix + ''.join(random.choice('abcdefghijklmnopqrstuvwxyz0123456789_') for _ in range(8)) + suffix)

def mkdtemp(suffix='', prefix='tmp', dir=None):
    name = _name(prefix, suffix)
    os.mkdir(name, 0o700)
    return name

class TemporaryDirectory:
    def __init__(self):
        self.name = mkdtemp()
    def __enter__(self):
        return self.name
    def __exit__(self, *rest):
        self.cleanup()
    def cleanup(self):
        import shutil
        shutil.rmtree(self.name)

class NamedTemporaryFile:
    def __init__(self, mode='w+b', suffix='', prefix='tmp', delete=True):
        self.name = _name(prefix, suffix)
        self.file = open(self.name, mode)
        self.delete = delete
    def __getattr__(self, name):
        return getattr(self.file, name)
    def __enter__(self):
        return self
    def __exit__(self, *rest):
        self.file.close()
        if self.delete:
            os.unlink(self.name)
`,
};
