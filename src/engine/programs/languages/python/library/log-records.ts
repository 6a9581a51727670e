/** What logging's messages are and where they go: levels, records, formats, filters and handlers. In Python. */
export const LOG_RECORDS = `
import atexit
import os
import re as _re
import sys
import threading
import time
import traceback as _traceback
from string import Template

CRITICAL, ERROR, WARNING, INFO, DEBUG, NOTSET = range(50, -1, -10)
FATAL, WARN = CRITICAL, WARNING
BASIC_FORMAT = '%(levelname)s:%(name)s:%(message)s'
raiseExceptions = logThreads = logProcesses = logMultiprocessing = logAsyncioTasks = True

_STANDARD = ('critical', CRITICAL), ('error', ERROR), ('warning', WARNING), ('info', INFO), ('debug', DEBUG)
_name_of = {number: name.upper() for name, number in _STANDARD} | {NOTSET: 'NOTSET'}
_number_of = {name: number for number, name in _name_of.items()} | {'FATAL': FATAL, 'WARN': WARN}
_began = time.time()

def getLevelNamesMapping():
    return {**_number_of}

def getLevelName(level):
    return _name_of.get(level) or _number_of.get(level, f'Level {level}')

def addLevelName(level, levelName):
    _name_of[level], _number_of[levelName] = levelName, level

def _checkLevel(level):
    if isinstance(level, str):
        if level not in _number_of:
            raise ValueError(f'Unknown level: {level!r}')
        return _number_of[level]
    if not isinstance(level, int):
        raise TypeError(f'Level not an integer or a valid string: {level!r}')
    return level

def _with_level(thing, level, *words):
    return f'<{" ".join([type(thing).__name__, *filter(None, words)])} ({getLevelName(level)})>'

def _task_name():
    asyncio = sys.modules.get('asyncio')
    try:
        return asyncio and asyncio.current_task().get_name()
    except (AttributeError, RuntimeError):
        return None

class LogRecord:
    def __init__(self, name, level, pathname, lineno, msg, args, exc_info, func=None, sinfo=None, **kwargs):
        when, file = time.time(), os.path.basename(pathname)
        named = args and len(args) == 1 and isinstance(args[0], dict) and args[0]
        self.__dict__.update(
            name=name, msg=msg, args=named or args, levelname=getLevelName(level), levelno=level,
            pathname=pathname, filename=file, module=os.path.splitext(file)[0], lineno=lineno, funcName=func,
            exc_info=exc_info, exc_text=None, stack_info=sinfo,
            created=when, msecs=float(int(when % 1 * 1000)), relativeCreated=(when - _began) * 1000,
            thread=threading.get_ident(), threadName=threading.current_thread().name,
            process=os.getpid(), processName='MainProcess', taskName=_task_name())
    def __repr__(self):
        return f'<LogRecord: {self.name}, {self.levelno}, {self.pathname}, {self.lineno}, "{self.msg}">'
    def getMessage(self):
        text = str(self.msg)
        return text % self.args if self.args else text  #@400

_make_record = LogRecord

def setLogRecordFactory(factory):
    global _make_record
    _make_record = factory

def getLogRecordFactory():
    return _make_record

def makeLogRecord(dict):
    made = _make_record(None, None, '', 0, '', (), None, None)
    made.__dict__.update(dict)
    return made

class PercentStyle:
    default_format, asctime_search = '%(message)s', '%(asctime)'
    _fields = _re.compile(r'%\\(\\w+\\)[#0 +-]*(?:\\*|\\d+)?(?:\\.(?:\\*|\\d+))?[a-z%]', _re.I)
    def __init__(self, fmt, *, defaults=None):
        self._fmt, self._defaults = fmt or self.default_format, defaults or {}
    def usesTime(self):
        return self.asctime_search in self._fmt
    def validate(self):
        found = self._fields.search(self._fmt)
        if found is None or found.group()[-1].lower() not in 'diouxefgcrsa%':
            raise ValueError("Invalid format '%s' for '%s' style" % (self._fmt, self.default_format[0]))
    def _filled(self, values):
        return self._fmt % values  #@472,468
    def format(self, record):
        try:
            return self._filled({**self._defaults, **vars(record)})
        except KeyError as missing:
            raise ValueError(f'Formatting field not found in record: {missing}')  #@474

class StrFormatStyle(PercentStyle):
    default_format, asctime_search = '{message}', '{asctime'
    _spec = _re.compile(r'(.?[<=>^])?[+ -]?#?0?(\\d+|{\\w+})?[,_]?(\\.(\\d+|{\\w+}))?[bcdefgnosx%]?', _re.I)
    def validate(self):
        problem, fields = '', 0
        for part in _re.findall(r'{{|}}|{[^{}]*(?:{\\w*}[^{}]*)?(?:{\\w*}[^{}]*)?}?|}', self._fmt):
            name, _, spec = part[1:-1].partition(':')
            name, has_conversion, conversion = name.partition('!')
            if part in ('{{', '}}'):
                continue
            fields += 1
            if part == '}':
                problem = "Single '}' encountered in format string"
            elif part[-1] != '}':
                problem = "expected '}' before end of string"
            elif not _re.fullmatch(r'\\w+([.[]\\S+)?', name):
                problem = f'invalid field name/expression: {name!r}'
            elif has_conversion and conversion not in 'rsa':
                problem = f'invalid conversion: {conversion!r}'
            elif not self._spec.fullmatch(spec):
                problem = f'bad specifier: {spec!r}'
            if problem:
                break
        if problem or not fields:
            raise ValueError(f'invalid format: {problem or "no fields"}')
    def _filled(self, values):
        return self._fmt.format(**values)  #@472,490

class StringTemplateStyle(PercentStyle):
    default_format, asctime_search = '$' + '{message}', 'asctime'
    def usesTime(self):
        return any(form in self._fmt for form in ('$asctime', '$' + '{asctime}'))
    def validate(self):
        marks = _re.findall(r'\\$(\\$|\\w+|{\\w+})?', self._fmt)
        if '' in marks:
            raise ValueError("invalid format: bare '$' not allowed")
        if all(mark == '$' for mark in marks):
            raise ValueError('invalid format: no fields')
    def _filled(self, values):
        return Template(self._fmt).substitute(values)  #@472,543

_styles = {
    '%': (PercentStyle, BASIC_FORMAT),
    '{': (StrFormatStyle, '{levelname}:{name}:{message}'),
    '$': (StringTemplateStyle, '$' + '{levelname}:$' + '{name}:$' + '{message}'),
}

def _style(mark):
    if mark not in _styles:
        raise ValueError(f'Style must be one of: {",".join(_styles)}')
    return _styles[mark]

class Formatter:
    converter = time.localtime
    default_time_format, default_msec_format = '%Y-%m-%d %H:%M:%S', '%s,%03d'
    def __init__(self, fmt=None, datefmt=None, style='%', validate=True, *, defaults=None):
        kind, _ = _style(style)
        own = kind(fmt, defaults=defaults)
        if validate:
            own.validate()
        self.datefmt, self._style, self._fmt, self.usesTime = datefmt, own, own._fmt, own.usesTime
    def formatTime(self, record, datefmt=None):
        # What is built in is no method, even where a class has it.
        convert = self.converter if 'converter' in vars(self) or hasattr(self.converter, '__code__') else type(self).converter
        moment = convert(record.created)
        text = time.strftime(datefmt or self.default_time_format, moment)
        if datefmt or not self.default_msec_format:
            return text
        return self.default_msec_format % (text, record.msecs)
    def formatException(self, ei):
        return ''.join(_traceback.format_exception(*ei)).removesuffix('\\n')
    def formatStack(self, stack_info):
        return stack_info
    def formatMessage(self, record):
        own = self._style
        return own.format(record)  #@684
    def format(self, record):
        made = {'message': record.getMessage()}  #@712
        if self.usesTime():
            made['asctime'] = self.formatTime(record, self.datefmt)
        vars(record).update(made)
        parts = [self.formatMessage(record)]  #@715
        if record.exc_info and not record.exc_text:
            record.exc_text = self.formatException(record.exc_info)
        parts += [record.exc_text, record.stack_info and self.formatStack(record.stack_info)]
        *above, last = filter(None, [parts[0] or '\\n', *parts[1:]])
        return ''.join(one.removesuffix('\\n') + '\\n' for one in above) + (last if above or parts[0] else '')

_plain = Formatter()

class BufferingFormatter:
    def __init__(self, linefmt=None):
        self.linefmt = linefmt or _plain
    def formatHeader(self, records):
        return ''
    formatFooter = formatHeader
    def format(self, records):
        if not records:
            return ''
        return ''.join([self.formatHeader(records), *map(self.linefmt.format, records), self.formatFooter(records)])

class Filter:
    def __init__(self, name=''):
        self.name, self.nlen = name, len(name)
    def filter(self, record):
        return f'{record.name}.'.startswith(f'{self.name}.' if self.name else '')

def _add(items, item):
    if item not in items:
        items.append(item)

def _drop(items, item):
    if item in items:
        items.remove(item)

class Filterer:
    def __init__(self):
        self.filters = []
    def addFilter(self, filter):
        _add(self.filters, filter)
    def removeFilter(self, filter):
        _drop(self.filters, filter)
    def filter(self, record):
        for one in self.filters:
            answer = getattr(one, 'filter', one)(record)
            if not answer:
                return False
            record = answer if isinstance(answer, LogRecord) else record
        return record

_open_handlers = []

class Handler(Filterer):
    def __init__(self, level=NOTSET):
        super().__init__()
        self._name = self.formatter = None
        self.setLevel(level)
        self.createLock()
        _open_handlers.append(self)
    def createLock(self):
        self.lock = threading.RLock()
    def acquire(self):
        return self.lock and self.lock.acquire()
    def release(self):
        return self.lock and self.lock.release()
    def get_name(self):
        return self._name
    def set_name(self, name):
        self._name = name
    name = property(lambda self: self.get_name(), lambda self, name: self.set_name(name))
    def __repr__(self):
        return _with_level(self, self.level)
    def setLevel(self, level):
        self.level = _checkLevel(level)
    def setFormatter(self, fmt):
        self.formatter = fmt
    def format(self, record):
        return (self.formatter or _plain).format(record)  #@999
    def emit(self, record):
        raise NotImplementedError('emit must be implemented by Handler subclasses')
    def handle(self, record):
        passed = self.filter(record)
        if passed:
            with self.lock:
                self.emit(passed)
        return passed
    def flush(self):
        pass
    def close(self):
        _drop(_open_handlers, self)
    def handleError(self, record):
        out = raiseExceptions and sys.stderr
        if out:
            stack = _traceback.format_stack(_outside(sys._getframe(0)))
            lines = ['--- Logging error ---\\n', _traceback.format_exc(), 'Call stack:\\n', *stack]
            out.write(''.join(lines) + f'Message: {record.msg!r}\\nArguments: {record.args}\\n')

def _outside(frame):
    """The innermost frame that is not of this module."""
    is_ours = frame is not None and frame.f_globals is globals()
    return _outside(frame.f_back) if is_ours else frame

def getHandlerNames():
    return frozenset(one.name for one in _open_handlers if one.name)

def getHandlerByName(name):
    for one in _open_handlers:
        if one.name == name:
            return one

class StreamHandler(Handler):
    terminator = '\\n'
    def __init__(self, stream=None):
        super().__init__()
        self.stream = stream or sys.stderr
    def __repr__(self):
        return _with_level(self, self.level, str(getattr(self.stream, 'name', '')))
    def flush(self):
        with self.lock:
            getattr(self.stream, 'flush', int)()
    def emit(self, record):
        try:
            text = self.format(record)  #@1151
            self.stream.write(f'{text}{self.terminator}')  #@1154
            self.flush()
        except RecursionError:
            raise
        except Exception:
            self.handleError(record)
    def setStream(self, stream):
        before = self.stream
        if before is stream:
            return None
        self.flush()
        self.stream = stream
        return before

class FileHandler(StreamHandler):
    def __init__(self, filename, mode='a', encoding=None, delay=False, errors=None):
        self.baseFilename = os.path.abspath(os.fspath(filename))
        self.mode, self.delay, self.encoding, self.errors = mode, delay, encoding or 'utf-8', errors
        opened = None if delay else self._open()  #@1219
        super().__init__(opened)
        self.stream = opened
    def __repr__(self):
        return _with_level(self, self.level, self.baseFilename)
    def _open(self):
        return open(self.baseFilename, self.mode, encoding=self.encoding, errors=self.errors)  #@1248
    def _shut(self):
        stream, self.stream = self.stream, None
        if stream:
            stream.close()
    def close(self):
        with self.lock:
            self._shut()
            super().close()
    def emit(self, record):
        self.stream = self.stream or self._open()
        super().emit(record)

class NullHandler(Handler):
    def handle(self, record):
        pass
    def emit(self, record):
        pass
    lock = property(lambda self: None, lambda self, lock: None)

class _StderrHandler(StreamHandler):
    """Writes to what sys.stderr is at the time."""
    stream = property(lambda self: sys.stderr, lambda self, stream: None)

lastResort = _StderrHandler()
lastResort.setLevel(WARNING)

@atexit.register
def shutdown(handlerList=None):
    for one in reversed(_open_handlers[:]):
        try:
            if one.lock:
                one.flush()
                one.close()
        except (OSError, ValueError):
            pass
`;
