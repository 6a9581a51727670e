/** logging, logging.handlers and logging.config, written in Python. */
export const LOGGING: Readonly<Record<string, string>> = {
  logging: `
import sys
import os
import time
import threading
import traceback as _traceback
from string import Template

CRITICAL = FATAL = 50
ERROR = 40
WARNING = WARN = 30
INFO = 20
DEBUG = 10
NOTSET = 0
BASIC_FORMAT = '%(levelname)s:%(name)s:%(message)s'
raiseExceptions = True
logThreads = logProcesses = logMultiprocessing = True

_level_names = {CRITICAL: 'CRITICAL', ERROR: 'ERROR', WARNING: 'WARNING', INFO: 'INFO', DEBUG: 'DEBUG', NOTSET: 'NOTSET'}
_level_numbers = {'CRITICAL': CRITICAL, 'FATAL': FATAL, 'ERROR': ERROR, 'WARN': WARNING, 'WARNING': WARNING, 'INFO': INFO, 'DEBUG': DEBUG, 'NOTSET': NOTSET}
_start_time = time.time()
_lock = threading.RLock()
_handlers = []
_own_file = __file__

def getLevelNamesMapping():
    return dict(_level_numbers)

def getLevelName(level):
    if level in _level_names:
        return _level_names[level]
    return _level_numbers.get(level, f'Level {level}')

def addLevelName(level, levelName):
    _level_names[level] = levelName
    _level_numbers[levelName] = level

def _check_level(level):
    if isinstance(level, int):
        return level
    if isinstance(level, str):
        if level not in _level_numbers:
            raise ValueError(f'Unknown level: {level!r}')
        return _level_numbers[level]
    raise TypeError(f'Level not an integer or a valid string: {level!r}')

class LogRecord:
    def __init__(self, name, level, pathname, lineno, msg, args, exc_info, func=None, sinfo=None, **kwargs):
        now = time.time()
        self.name, self.msg = name, msg
        if args and len(args) == 1 and isinstance(args[0], dict) and args[0]:
            args = args[0]
        self.args = args
        self.levelname, self.levelno = getLevelName(level), level
        self.pathname = pathname
        self.filename = os.path.basename(pathname)
        self.module = os.path.splitext(self.filename)[0]
        self.exc_info, self.exc_text, self.stack_info = exc_info, None, sinfo
        self.lineno, self.funcName = lineno, func
        self.created = now
        self.msecs = int((now - int(now)) * 1000) + 0.0
        self.relativeCreated = (now - _start_time) * 1000
        self.thread = threading.get_ident()
        self.threadName = threading.current_thread().name
        self.processName = 'MainProcess'
        self.process = os.getpid()
        self.taskName = None
        if 'asyncio' in sys.modules:
            try:
                self.taskName = sys.modules['asyncio'].current_task().get_name()
            except Exception:
                pass
    def __repr__(self):
        return f'<LogRecord: {self.name}, {self.levelno}, {self.pathname}, {self.lineno}, "{self.msg}">'
    def getMessage(self):
        msg = str(self.msg)
        if self.args:
            msg = msg % self.args  #@400:logging/__init__.py
        return msg

_record_factory = LogRecord

def getLogRecordFactory():
    return _record_factory

def setLogRecordFactory(factory):
    global _record_factory
    _record_factory = factory

def makeLogRecord(values):
    record = LogRecord(None, None, '', 0, '', (), None, None)
    record.__dict__.update(values)
    return record

class Formatter:
    default_time_format = '%Y-%m-%d %H:%M:%S'
    default_msec_format = '%s,%03d'
    converter = time.localtime
    def __init__(self, fmt=None, datefmt=None, style='%', validate=True, *, defaults=None):
        if style not in ('%', '{', '$'):
            raise ValueError('Style must be one of: %,{,$')
        self._style_name = style
        self._fmt = fmt or {'%': '%(message)s', '{': '{message}', '$': '$' + '{message}'}[style]
        self.datefmt, self._defaults = datefmt, defaults or {}
        if validate and fmt:
            mark = {'%': '%(', '{': '{', '$': '$'}[style]
            if mark not in fmt:
                raise ValueError(f"Invalid format '{fmt}' for '{style}' style")
    def usesTime(self):
        return 'asctime' in self._fmt
    def formatTime(self, record, datefmt=None):
        moment = type(self).converter(record.created)
        if datefmt:
            return time.strftime(datefmt, moment)
        text = time.strftime(self.default_time_format, moment)
        return self.default_msec_format % (text, record.msecs) if self.default_msec_format else text
    def formatException(self, ei):
        return ''.join(_traceback.format_exception(*ei)).rstrip('\\n')
    def formatStack(self, stack_info):
        return stack_info
    def formatMessage(self, record):
        values = {**self._defaults, **record.__dict__}
        try:
            if self._style_name == '%':
                return self._fmt % values
            if self._style_name == '{':
                return self._fmt.format(**values)
            return Template(self._fmt).substitute(**values)
        except KeyError as error:
            raise ValueError('Formatting field not found in record: %s' % error)
    def format(self, record):
        record.message = record.getMessage()  #@712:logging/__init__.py
        if self.usesTime():
            record.asctime = self.formatTime(record, self.datefmt)
        text = self.formatMessage(record)
        if record.exc_info and not record.exc_text:
            record.exc_text = self.formatException(record.exc_info)
        if record.exc_text:
            text = text.removesuffix('\\n') + '\\n' + record.exc_text
        if record.stack_info:
            text = text.removesuffix('\\n') + '\\n' + self.formatStack(record.stack_info)
        return text

_default_formatter = Formatter()

class Filter:
    def __init__(self, name=''):
        self.name = name
    def filter(self, record):
        return not self.name or record.name == self.name or record.name.startswith(self.name + '.')

class Filterer:
    def __init__(self):
        self.filters = []
    def addFilter(self, filter):
        if filter not in self.filters:
            self.filters.append(filter)
    def removeFilter(self, filter):
        if filter in self.filters:
            self.filters.remove(filter)
    def filter(self, record):
        for one in self.filters:
            result = one.filter(record) if hasattr(one, 'filter') else one(record)
            if not result:
                return False
            if isinstance(result, LogRecord):
                record = result
        return record

class Handler(Filterer):
    def __init__(self, level=NOTSET):
        Filterer.__init__(self)
        self.name = None
        self.level = _check_level(level)
        self.formatter = None
        self.lock = threading.RLock()
        _handlers.append(self)
    def get_name(self):
        return self.name
    def set_name(self, name):
        self.name = name
    def acquire(self):
        self.lock.acquire()
    def release(self):
        self.lock.release()
    def setLevel(self, level):
        self.level = _check_level(level)
    def setFormatter(self, fmt):
        self.formatter = fmt
    def format(self, record):
        return (self.formatter or _default_formatter).format(record)  #@999:logging/__init__.py
    def emit(self, record):
        raise NotImplementedError('emit must be implemented by Handler subclasses')
    def handle(self, record):
        result = self.filter(record)
        if isinstance(result, LogRecord):
            record = result
        if result:
            with self.lock:
                self.emit(record)
        return result
    def flush(self):
        pass
    def close(self):
        if self in _handlers:
            _handlers.remove(self)
    def handleError(self, record):
        if not raiseExceptions or sys.stderr is None:
            return
        error = sys.exc_info()[1]
        sys.stderr.write('--- Logging error ---\\n')
        _traceback.print_exception(error)
        sys.stderr.write('Call stack:\\n')
        frame = sys._getframe(0)
        while frame and frame.f_globals.get('__name__') == 'logging':
            frame = frame.f_back
        _traceback.print_stack(frame, file=sys.stderr)
        sys.stderr.write(f'Message: {record.msg!r}\\nArguments: {record.args}\\n')
    def __repr__(self):
        return f'<{type(self).__name__} ({getLevelName(self.level)})>'

class StreamHandler(Handler):
    terminator = '\\n'
    def __init__(self, stream=None):
        Handler.__init__(self)
        self.stream = sys.stderr if stream is None else stream
    def flush(self):
        if self.stream and hasattr(self.stream, 'flush'):
            self.stream.flush()
    def emit(self, record):
        try:
            msg = self.format(record)  #@1151:logging/__init__.py
            self.stream.write(msg + self.terminator)
            self.flush()
        except RecursionError:
            raise
        except Exception:
            self.handleError(record)
    def setStream(self, stream):
        if stream is self.stream:
            return None
        old = self.stream
        self.flush()
        self.stream = stream
        return old
    def __repr__(self):
        name = str(getattr(self.stream, 'name', ''))
        return f'<{type(self).__name__} {name + " " if name else ""}({getLevelName(self.level)})>'

class FileHandler(StreamHandler):
    def __init__(self, filename, mode='a', encoding=None, delay=False, errors=None):
        filename = os.fspath(filename)
        self.baseFilename = os.path.abspath(filename)
        self.mode, self.encoding, self.delay, self.errors = mode, encoding, delay, errors
        if delay:
            Handler.__init__(self)
            self.stream = None
        else:
            StreamHandler.__init__(self, self._open())  #@1219:logging/__init__.py
    def _open(self):
        return open(self.baseFilename, self.mode, encoding=self.encoding)  #@1248:logging/__init__.py
    def close(self):
        if self.stream:
            self.flush()
            self.stream.close()
            self.stream = None
        StreamHandler.close(self)
    def emit(self, record):
        if self.stream is None:
            self.stream = self._open()
        if self.stream:
            StreamHandler.emit(self, record)
    def __repr__(self):
        return f'<{type(self).__name__} {self.baseFilename} ({getLevelName(self.level)})>'

class NullHandler(Handler):
    def handle(self, record):
        pass
    def emit(self, record):
        pass

class _StderrHandler(StreamHandler):
    def __init__(self, level=NOTSET):
        Handler.__init__(self, level)
    @property
    def stream(self):
        return sys.stderr

lastResort = _StderrHandler(WARNING)

class Logger(Filterer):
    def __init__(self, name, level=NOTSET):
        Filterer.__init__(self)
        self.name, self.level = name, _check_level(level)
        self.parent, self.propagate, self.handlers, self.disabled = None, True, [], False
    def __repr__(self):
        return f'<{type(self).__name__} {self.name} ({getLevelName(self.getEffectiveLevel())})>'
    def setLevel(self, level):
        self.level = _check_level(level)
    def getEffectiveLevel(self):
        logger = self
        while logger:
            if logger.level:
                return logger.level
            logger = logger.parent
        return NOTSET
    def isEnabledFor(self, level):
        return not self.disabled and self.manager.disable < level >= self.getEffectiveLevel()
    def getChild(self, suffix):
        return getLogger(suffix if self is root else f'{self.name}.{suffix}')
    def getChildren(self):
        return {one for one in _loggers.values() if one.parent is self}
    def addHandler(self, hdlr):
        if hdlr not in self.handlers:
            self.handlers.append(hdlr)
    def removeHandler(self, hdlr):
        if hdlr in self.handlers:
            self.handlers.remove(hdlr)
    def hasHandlers(self):
        logger = self
        while logger:
            if logger.handlers:
                return True
            logger = logger.parent if logger.propagate else None
        return False
    def findCaller(self, stack_info=False, stacklevel=1):
        frame = sys._getframe(0)
        while frame is not None and frame.f_globals.get('__name__') == 'logging':
            frame = frame.f_back
        for _ in range(stacklevel - 1):
            if frame is not None and frame.f_back is not None:
                frame = frame.f_back
        if frame is None:
            return '(unknown file)', 0, '(unknown function)', None
        sinfo = None
        if stack_info:
            sinfo = 'Stack (most recent call last):\\n' + ''.join(_traceback.format_stack(frame)).rstrip('\\n')
        return frame.f_code.co_filename, frame.f_lineno, frame.f_code.co_name, sinfo
    def makeRecord(self, name, level, fn, lno, msg, args, exc_info, func=None, extra=None, sinfo=None):
        record = _record_factory(name, level, fn, lno, msg, args, exc_info, func, sinfo)
        for key, value in (extra or {}).items():
            if key in ('message', 'asctime') or key in record.__dict__:
                raise KeyError(f'Attempt to overwrite {key!r} in LogRecord')
            record.__dict__[key] = value
        return record
    def _log(self, level, msg, args, exc_info=None, extra=None, stack_info=False, stacklevel=1):
        fn, lno, func, sinfo = self.findCaller(stack_info, stacklevel)
        if exc_info:
            if isinstance(exc_info, BaseException):
                exc_info = (type(exc_info), exc_info, exc_info.__traceback__)
            elif not isinstance(exc_info, tuple):
                exc_info = sys.exc_info()
        self.handle(self.makeRecord(self.name, level, fn, lno, msg, args, exc_info, func, extra, sinfo))
    def handle(self, record):
        if self.disabled:
            return
        result = self.filter(record)
        if not result:
            return
        self.callHandlers(result if isinstance(result, LogRecord) else record)
    def callHandlers(self, record):
        logger, found = self, False
        while logger:
            for handler in logger.handlers:
                found = True
                if record.levelno >= handler.level:
                    handler.handle(record)
            logger = logger.parent if logger.propagate else None
        if not found and record.levelno >= lastResort.level:
            lastResort.handle(record)
    def debug(self, msg, *args, **kwargs):
        if self.isEnabledFor(DEBUG):
            self._log(DEBUG, msg, args, **kwargs)
    def info(self, msg, *args, **kwargs):
        if self.isEnabledFor(INFO):
            self._log(INFO, msg, args, **kwargs)
    def warning(self, msg, *args, **kwargs):
        if self.isEnabledFor(WARNING):
            self._log(WARNING, msg, args, **kwargs)
    def warn(self, msg, *args, **kwargs):
        import warnings
        warnings.warn("The 'warn' method is deprecated, use 'warning' instead", DeprecationWarning, 2)
        self.warning(msg, *args, **kwargs)
    def error(self, msg, *args, **kwargs):
        if self.isEnabledFor(ERROR):
            self._log(ERROR, msg, args, **kwargs)
    def exception(self, msg, *args, exc_info=True, **kwargs):
        self.error(msg, *args, exc_info=exc_info, **kwargs)
    def critical(self, msg, *args, **kwargs):
        if self.isEnabledFor(CRITICAL):
            self._log(CRITICAL, msg, args, **kwargs)
    def fatal(self, msg, *args, **kwargs):
        self.critical(msg, *args, **kwargs)
    def log(self, level, msg, *args, **kwargs):
        if not isinstance(level, int):
            if raiseExceptions:
                raise TypeError('level must be an integer')
            return
        if self.isEnabledFor(level):
            self._log(level, msg, args, **kwargs)

class RootLogger(Logger):
    def __init__(self, level):
        Logger.__init__(self, 'root', level)

class Manager:
    disable = 0

Logger.manager = Manager()
_loggers = {}
Logger.manager.loggerDict = _loggers
root = RootLogger(WARNING)
Logger.root = root
_logger_class = Logger

def setLoggerClass(klass):
    global _logger_class
    _logger_class = klass

def getLoggerClass():
    return _logger_class

def getLogger(name=None):
    if not name or name == root.name:
        return root
    if not isinstance(name, str):
        raise TypeError('A logger name must be a string')
    if name not in _loggers:
        made = _logger_class(name)
        _loggers[name] = made
        above = name
        made.parent = root
        while '.' in above:
            above = above.rpartition('.')[0]
            if above in _loggers:
                made.parent = _loggers[above]
                break
        for other, one in _loggers.items():
            if other.startswith(name + '.') and not one.parent.name.startswith(name + '.') and one is not made:
                one.parent = made
    return _loggers[name]

class LoggerAdapter:
    def __init__(self, logger, extra=None, merge_extra=False):
        self.logger, self.extra, self.merge_extra = logger, extra, merge_extra
    def process(self, msg, kwargs):
        kwargs['extra'] = {**self.extra, **kwargs.get('extra', {})} if self.merge_extra else self.extra
        return msg, kwargs
    def log(self, level, msg, *args, **kwargs):
        if self.isEnabledFor(level):
            msg, kwargs = self.process(msg, kwargs)
            self.logger.log(level, msg, *args, **kwargs)
    def debug(self, msg, *args, **kwargs):
        self.log(DEBUG, msg, *args, **kwargs)
    def info(self, msg, *args, **kwargs):
        self.log(INFO, msg, *args, **kwargs)
    def warning(self, msg, *args, **kwargs):
        self.log(WARNING, msg, *args, **kwargs)
    def error(self, msg, *args, **kwargs):
        self.log(ERROR, msg, *args, **kwargs)
    def exception(self, msg, *args, exc_info=True, **kwargs):
        self.log(ERROR, msg, *args, exc_info=exc_info, **kwargs)
    def critical(self, msg, *args, **kwargs):
        self.log(CRITICAL, msg, *args, **kwargs)
    def isEnabledFor(self, level):
        return self.logger.isEnabledFor(level)
    def setLevel(self, level):
        self.logger.setLevel(level)
    @property
    def name(self):
        return self.logger.name
    def __repr__(self):
        return f'<{type(self).__name__} {self.logger.name} ({getLevelName(self.logger.getEffectiveLevel())})>'

def basicConfig(**kwargs):
    if kwargs.pop('force', False):
        for handler in root.handlers[:]:
            root.removeHandler(handler)
            handler.close()
    encoding, errors = kwargs.pop('encoding', None), kwargs.pop('errors', 'backslashreplace')
    if root.handlers:
        return
    handlers = kwargs.pop('handlers', None)
    if handlers is None:
        if 'stream' in kwargs and 'filename' in kwargs:
            raise ValueError("'stream' and 'filename' should not be specified together")
        filename, mode = kwargs.pop('filename', None), kwargs.pop('filemode', 'a')
        if filename:
            handlers = [FileHandler(filename, mode, encoding=encoding, errors=errors)]  #@2100:logging/__init__.py
        else:
            handlers = [StreamHandler(kwargs.pop('stream', None))]
    elif 'stream' in kwargs or 'filename' in kwargs:
        raise ValueError("'stream' or 'filename' should not be specified together with 'handlers'")
    style = kwargs.pop('style', '%')
    if style not in ('%', '{', '$'):
        raise ValueError('Style must be one of: %s' % ','.join(['%', '{', '$']))
    basic = {'%': BASIC_FORMAT, '{': '{levelname}:{name}:{message}', '$': '$' + '{levelname}:$' + '{name}:$' + '{message}'}[style]
    formatter = Formatter(kwargs.pop('format', basic), kwargs.pop('datefmt', None), style)
    for handler in handlers:
        if handler.formatter is None:
            handler.setFormatter(formatter)
        root.addHandler(handler)
    level = kwargs.pop('level', None)
    if level is not None:
        root.setLevel(level)
    if kwargs:
        raise ValueError('Unrecognised argument(s): %s' % ', '.join(kwargs))

def _ready():
    if not root.handlers:
        basicConfig()

def debug(msg, *args, **kwargs):
    _ready()
    root.debug(msg, *args, **kwargs)
def info(msg, *args, **kwargs):
    _ready()
    root.info(msg, *args, **kwargs)
def warning(msg, *args, **kwargs):
    _ready()
    root.warning(msg, *args, **kwargs)
def warn(msg, *args, **kwargs):
    warning(msg, *args, **kwargs)
def error(msg, *args, **kwargs):
    _ready()
    root.error(msg, *args, **kwargs)
def exception(msg, *args, exc_info=True, **kwargs):
    error(msg, *args, exc_info=exc_info, **kwargs)
def critical(msg, *args, **kwargs):
    _ready()
    root.critical(msg, *args, **kwargs)
def fatal(msg, *args, **kwargs):
    critical(msg, *args, **kwargs)
def log(level, msg, *args, **kwargs):
    _ready()
    root.log(level, msg, *args, **kwargs)

def disable(level=CRITICAL):
    root.manager.disable = _check_level(level)

def shutdown(handlerList=None):
    for handler in reversed(_handlers[:]):
        try:
            handler.flush()
            handler.close()
        except (OSError, ValueError):
            pass

def captureWarnings(capture):
    import warnings
    if capture:
        logger = getLogger('py.warnings')
        warnings.showwarning = lambda message, category, filename, lineno, file=None, line=None: logger.warning('%s', warnings.formatwarning(message, category, filename, lineno, line))

def getHandlerByName(name):
    return next((one for one in _handlers if one.name == name), None)

import atexit
atexit.register(shutdown)
`,
  'logging.handlers': `
import os
import logging
import queue
import threading

class BaseRotatingHandler(logging.FileHandler):
    namer = rotator = None
    def rotation_filename(self, name):
        return name
    def rotate(self, source, dest):
        if os.path.exists(source):
            os.rename(source, dest)
    def emit(self, record):
        try:
            if self.shouldRollover(record):
                self.doRollover()
            logging.FileHandler.emit(self, record)
        except Exception:
            self.handleError(record)

class RotatingFileHandler(BaseRotatingHandler):
    def __init__(self, filename, mode='a', maxBytes=0, backupCount=0, encoding=None, delay=False, errors=None):
        logging.FileHandler.__init__(self, filename, 'a' if maxBytes > 0 else mode, encoding, delay)
        self.maxBytes, self.backupCount = maxBytes, backupCount
    def doRollover(self):
        if self.stream:
            self.stream.close()
            self.stream = None
        if self.backupCount > 0:
            for index in range(self.backupCount - 1, 0, -1):
                source = f'{self.baseFilename}.{index}'
                if os.path.exists(source):
                    os.replace(source, f'{self.baseFilename}.{index + 1}')
            if os.path.exists(self.baseFilename):
                os.replace(self.baseFilename, self.baseFilename + '.1')
        self.stream = self._open()
    def shouldRollover(self, record):
        if self.stream is None:
            self.stream = self._open()
        if self.maxBytes <= 0:
            return False
        self.stream.flush()
        size = os.path.getsize(self.baseFilename)
        return bool(size) and size + len(self.format(record)) + 1 >= self.maxBytes

class TimedRotatingFileHandler(BaseRotatingHandler):
    def __init__(self, filename, when='h', interval=1, backupCount=0, encoding=None, delay=False, utc=False, atTime=None, errors=None):
        logging.FileHandler.__init__(self, filename, 'a', encoding, delay)
    def shouldRollover(self, record):
        return False

class QueueHandler(logging.Handler):
    def __init__(self, queue):
        logging.Handler.__init__(self)
        self.queue = queue
    def enqueue(self, record):
        self.queue.put_nowait(record)
    def prepare(self, record):
        record.msg = record.message = self.format(record)
        record.args = record.exc_info = record.exc_text = record.stack_info = None
        return record
    def emit(self, record):
        self.enqueue(self.prepare(record))

class QueueListener:
    def __init__(self, queue, *handlers, respect_handler_level=False):
        self.queue, self.handlers, self._thread, self._respect = queue, handlers, None, respect_handler_level
    def start(self):
        self._thread = threading.Thread(target=self._monitor, daemon=True)
        self._thread.start()
    def _monitor(self):
        while (record := self.queue.get()) is not None:
            for handler in self.handlers:
                if not self._respect or record.levelno >= handler.level:
                    handler.handle(record)
    def stop(self):
        self.queue.put_nowait(None)
        self._thread.join()

class MemoryHandler(logging.Handler):
    def __init__(self, capacity, flushLevel=logging.ERROR, target=None, flushOnClose=True):
        logging.Handler.__init__(self)
        self.capacity, self.flushLevel, self.target, self.flushOnClose, self.buffer = capacity, flushLevel, target, flushOnClose, []
    def emit(self, record):
        self.buffer.append(record)
        if len(self.buffer) >= self.capacity or record.levelno >= self.flushLevel:
            self.flush()
    def flush(self):
        if self.target:
            for record in self.buffer:
                self.target.handle(record)
            self.buffer.clear()
    def close(self):
        if self.flushOnClose:
            self.flush()
        logging.Handler.close(self)
`,
  'logging.config': `
import sys
import importlib
import logging
import logging.handlers

def _resolve(name):
    module, _, attribute = name.rpartition('.')
    return getattr(importlib.import_module(module), attribute)

def _convert(value):
    if isinstance(value, str) and value.startswith('ext://'):
        return _resolve(value[6:])
    return value

def dictConfig(config):
    if config.get('version') != 1:
        raise ValueError("dictionary doesn't specify a version" if 'version' not in config else f"Unsupported version: {config['version']}")
    if config.get('disable_existing_loggers', True) and not config.get('incremental', False):
        named = config.get('loggers', {})
        for name, one in logging._loggers.items():
            if name not in named and not any(name.startswith(other + '.') for other in named):
                one.disabled = True
    formatters = {}
    for name, one in config.get('formatters', {}).items():
        maker = one.get('()') or one.get('class')
        if isinstance(maker, str):
            maker = _resolve(maker)
        if maker is not None and '()' in one:
            formatters[name] = maker(**{key: value for key, value in one.items() if key != '()'})
        else:
            formatters[name] = (maker or logging.Formatter)(one.get('format'), one.get('datefmt'), one.get('style', '%'))
    filters = {}
    for name, one in config.get('filters', {}).items():
        maker = one.get('()')
        if isinstance(maker, str):
            maker = _resolve(maker)
        filters[name] = maker(**{key: value for key, value in one.items() if key != '()'}) if maker else logging.Filter(one.get('name', ''))
    handlers = {}
    for name, one in config.get('handlers', {}).items():
        given = dict(one)
        try:
            formatter, level, wanted = given.pop('formatter', None), given.pop('level', None), given.pop('filters', ())
            maker = given.pop('()', None) or given.pop('class')
            if isinstance(maker, str):
                maker = _resolve(maker)
            made = maker(**{key: _convert(value) for key, value in given.items()})
            if formatter is not None:
                made.setFormatter(formatters[formatter])
            if level is not None:
                made.setLevel(level)
            for filter in wanted:
                made.addFilter(filters[filter])
        except Exception as error:
            raise ValueError('Unable to configure handler %r' % name) from error
        made.name = name
        handlers[name] = made
    def configure(logger, one, is_root=False):
        if 'level' in one:
            logger.setLevel(one['level'])
        for old in logger.handlers[:]:
            logger.removeHandler(old)
        for handler in one.get('handlers', ()):
            logger.addHandler(handlers[handler])
        for filter in one.get('filters', ()):
            logger.addFilter(filters[filter])
        if not is_root:
            logger.propagate = one.get('propagate', True)
            logger.disabled = False
    for name, one in config.get('loggers', {}).items():
        configure(logging.getLogger(name), one)
    if 'root' in config:
        configure(logging.root, config['root'], True)
`,
};
