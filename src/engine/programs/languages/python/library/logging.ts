/** logging. */
export const LOGGING: Readonly<Record<string, string>> = {
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
};
