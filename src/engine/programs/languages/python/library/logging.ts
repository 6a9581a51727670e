/** logging, written in Python: the tree of loggers, over records and handlers. */
import { LOG_RECORDS } from './log-records';

export const LOGGING: Readonly<Record<string, string>> = {
  logging: `${LOG_RECORDS}
def _level_method(name, level):
    def method(self, msg, *args, **kwargs):
        return self.isEnabledFor(level) and self._log(level, msg, args, **kwargs) or None
    method.__name__ = name
    return method

def _exc_info(given):
    if isinstance(given, BaseException):
        return type(given), given, given.__traceback__
    return given if not given or isinstance(given, tuple) else sys.exc_info()

class _Levels:
    """A method for each level, over isEnabledFor() and _log()."""
    debug, info, warning, error, critical = (_level_method(name, level) for name, level in reversed(_STANDARD))
    fatal = critical
    def warn(self, msg, *args, **kwargs):
        import warnings
        warnings.warn("The 'warn' method is deprecated, use 'warning' instead", DeprecationWarning, 2)
        self.warning(msg, *args, **kwargs)
    def exception(self, msg, *args, exc_info=True, **kwargs):
        self.error(msg, *args, exc_info=exc_info, **kwargs)
    def log(self, level, msg, *args, **kwargs):
        is_number = isinstance(level, int)
        if not is_number and raiseExceptions:
            raise TypeError('level must be an integer')
        if is_number:
            _level_method('log', level)(self, msg, *args, **kwargs)

class Logger(Filterer):
    def __init__(self, name, level=NOTSET):
        super().__init__()
        self.name, self.level = name, _checkLevel(level)
        self.parent, self.propagate, self.handlers, self.disabled = None, True, [], False
    def __repr__(self):
        return _with_level(self, self.getEffectiveLevel(), self.name)
    def _upwards(self):
        """It and those above it that are told of its records, if none stops them."""
        one = self
        while one is not None:
            yield one
            one = one.parent if one.propagate else None
    def setLevel(self, level):
        self.level = _checkLevel(level)
    def getEffectiveLevel(self):
        one = self
        while not one.level and one.parent:
            one = one.parent
        return one.level
    def isEnabledFor(self, level):
        return not self.disabled and self.manager.disable < level >= self.getEffectiveLevel()
    def getChild(self, suffix):
        return self.manager.getLogger(suffix if self.parent is None and self.root is self else f'{self.name}.{suffix}')
    def getChildren(self):
        depth = 0 if self is self.root else self.name.count('.') + 1
        found = self.manager.loggerDict.values()
        return {one for one in found if isinstance(one, Logger) and one.parent is self and one.name.count('.') == depth}
    def addHandler(self, hdlr):
        _add(self.handlers, hdlr)
    def removeHandler(self, hdlr):
        _drop(self.handlers, hdlr)
    def hasHandlers(self):
        return any(one.handlers for one in self._upwards())
    def findCaller(self, stack_info=False, stacklevel=1):
        frame = _outside(sys._getframe(0))
        while stacklevel > 1 and frame is not None and frame.f_back is not None:
            frame, stacklevel = frame.f_back, stacklevel - 1
        if frame is None:
            return '(unknown file)', 0, '(unknown function)', None
        stack = stack_info and ''.join(['Stack (most recent call last):\\n', *_traceback.format_stack(frame)])
        return frame.f_code.co_filename, frame.f_lineno, frame.f_code.co_name, stack.rstrip('\\n') if stack else None
    def makeRecord(self, name, level, fn, lno, msg, args, exc_info, func=None, extra=None, sinfo=None):
        made = _make_record(name, level, fn, lno, msg, args, exc_info, func, sinfo)
        for key in extra or ():
            if key in ('message', 'asctime', *made.__dict__):
                raise KeyError(f'Attempt to overwrite {key!r} in LogRecord')
        made.__dict__.update(extra or {})
        return made
    def _log(self, level, msg, args, exc_info=None, extra=None, stack_info=False, stacklevel=1):
        file, line, function, stack = self.findCaller(stack_info, stacklevel)
        self.handle(self.makeRecord(self.name, level, file, line, msg, args, _exc_info(exc_info), function, extra, stack))
    def handle(self, record):
        passed = not self.disabled and self.filter(record)
        if passed:
            self.callHandlers(passed)
    def callHandlers(self, record):
        told = [handler for one in self._upwards() for handler in one.handlers]
        for handler in told or filter(None, [lastResort]):
            if handler.level <= record.levelno:
                handler.handle(record)

class RootLogger(Logger):
    def __init__(self, level):
        super().__init__('root', level)

class PlaceHolder:
    """Stands for a name that only names below it have been asked for."""

class Manager:
    def __init__(self, rootnode):
        self.root, self.disable, self.loggerDict = rootnode, NOTSET, {}
        self.loggerClass = self.logRecordFactory = None
    def setLoggerClass(self, klass):
        self.loggerClass = _logger_class(klass)
    def getLogger(self, name):
        if not isinstance(name, str):
            raise TypeError('A logger name must be a string')
        known = self.loggerDict.get(name)
        if isinstance(known, Logger):
            return known
        made = self.loggerDict[name] = (self.loggerClass or getLoggerClass())(name)
        made.manager, made.parent = self, self._above(name)
        for one in self.loggerDict.values():
            if isinstance(one, Logger) and one.name.startswith(name + '.') and (one.parent is self.root or len(one.parent.name) < len(name)):
                one.parent = made
        return made
    def _above(self, name):
        nearest = None
        while '.' in name:
            name = name.rpartition('.')[0]
            found = self.loggerDict.setdefault(name, PlaceHolder())
            if nearest is None and isinstance(found, Logger):
                nearest = found
        return nearest or self.root

root = Logger.root = RootLogger(WARNING)
Logger.manager = Manager(root)
_class = Logger

def _logger_class(klass):
    if not issubclass(klass, Logger):
        raise TypeError('logger not derived from logging.Logger: ' + klass.__name__)
    return klass

def setLoggerClass(klass):
    global _class
    _class = _logger_class(klass)

def getLoggerClass():
    return _class

def getLogger(name=None):
    return Logger.manager.getLogger(name) if name and name != root.name else root

def _of_logger(name):
    def method(self, *args, **kwargs):
        return getattr(self.logger, name)(*args, **kwargs)
    method.__name__ = name
    return method

class LoggerAdapter:
    def __init__(self, logger, extra=None, merge_extra=False):
        self.logger, self.extra, self.merge_extra = logger, extra, merge_extra
    isEnabledFor, setLevel, getEffectiveLevel, hasHandlers = map(_of_logger, ('isEnabledFor', 'setLevel', 'getEffectiveLevel', 'hasHandlers'))
    name, manager = (property(lambda self, name=name: getattr(self.logger, name)) for name in ('name', 'manager'))
    def __repr__(self):
        return _with_level(self, self.getEffectiveLevel(), self.name)
    def process(self, msg, kwargs):
        return msg, {**kwargs, 'extra': {**self.extra, **kwargs.get('extra', {})} if self.merge_extra else self.extra}
    def _log(self, level, msg, args, **kwargs):
        given = self.process(msg, kwargs)
        self.logger.log(level, given[0], *args, **given[1])

for _name, _method in vars(_Levels).items():
    if not _name.startswith('_'):
        setattr(Logger, _name, _method)
        setattr(LoggerAdapter, _name, _method)

def basicConfig(*, force=False, encoding=None, errors='backslashreplace', **kwargs):
    while force and root.handlers:
        root.handlers[0].close()
        root.removeHandler(root.handlers[0])
    if root.handlers:
        return
    handlers = kwargs.pop('handlers', None)
    clash = [name for name in ('stream', 'filename') if name in kwargs]
    if handlers is None and len(clash) == 2:
        raise ValueError("'stream' and 'filename' should not be specified together")
    if handlers is not None and clash:
        raise ValueError("'stream' or 'filename' should not be specified together with 'handlers'")
    if handlers is None:
        filename, mode, stream = kwargs.pop('filename', None), kwargs.pop('filemode', 'a'), kwargs.pop('stream', None)
        handlers = [FileHandler(filename, mode, encoding, errors=errors) if filename else StreamHandler(stream)]  #@2100
    datefmt, style, level = kwargs.pop('datefmt', None), kwargs.pop('style', '%'), kwargs.pop('level', None)
    usual = Formatter(kwargs.pop('format', _style(style)[1]), datefmt, style)
    for one in handlers:
        one.setFormatter(one.formatter or usual)
        root.addHandler(one)
    root.setLevel(root.level if level is None else level)
    if kwargs:
        raise ValueError(f'Unrecognised argument(s): {", ".join(kwargs)}')

def _of_root(name):
    def function(*args, **kwargs):
        if not root.handlers:
            basicConfig()
        getattr(root, name)(*args, **kwargs)
    function.__name__ = function.__qualname__ = name
    return function

debug, info, warning, error, critical, log, exception = map(_of_root, ('debug', 'info', 'warning', 'error', 'critical', 'log', 'exception'))
fatal = critical

def warn(msg, *args, **kwargs):
    import warnings
    warnings.warn("The 'warn' function is deprecated, use 'warning' instead", DeprecationWarning, 2)
    warning(msg, *args, **kwargs)

def disable(level=CRITICAL):
    root.manager.disable = _checkLevel(level)

_own_showwarning = None

def captureWarnings(capture):
    global _own_showwarning
    import warnings
    def show(message, category, filename, lineno, file=None, line=None):
        own = getLogger('py.warnings')
        own.handlers = own.handlers or [NullHandler()]
        own.warning('%s', warnings.formatwarning(message, category, filename, lineno, line))
    if capture and _own_showwarning is None:
        _own_showwarning, warnings.showwarning = warnings.showwarning, show
    elif not capture and _own_showwarning is not None:
        warnings.showwarning, _own_showwarning = _own_showwarning, None
#@@ 400 getMessage
    msg = msg % self.args
          ~~~~^~~~~~~~~~~
#@@ 468 _format
    return self._fmt % values
           ~~~~~~~~~~^~~~~~~~
#@@ 472 format
    return self._format(record)
           ~~~~~~~~~~~~^^^^^^^^
#@@ 474 format
    raise ValueError('Formatting field not found in record: %s' % e)
#@@ 490 _format
    return self._fmt.format(**values)
           ~~~~~~~~~~~~~~~~^^^^^^^^^^
#@@ 543 _format
    return self._tpl.substitute(**values)
           ~~~~~~~~~~~~~~~~~~~~^^^^^^^^^^
#@@ 684 formatMessage
    return self._style.format(record)
           ~~~~~~~~~~~~~~~~~~^^^^^^^^
#@@ 712 format
    record.message = record.getMessage()
                     ~~~~~~~~~~~~~~~~~^^
#@@ 715 format
    s = self.formatMessage(record)
#@@ 999 format
    return fmt.format(record)
           ~~~~~~~~~~^^^^^^^^
#@@ 1151 emit
    msg = self.format(record)
#@@ 1154 emit
    stream.write(msg + self.terminator)
    ~~~~~~~~~~~~^^^^^^^^^^^^^^^^^^^^^^^
#@@ 1219 __init__
    StreamHandler.__init__(self, self._open())
                                 ~~~~~~~~~~^^
#@@ 1248 _open
    return open_func(self.baseFilename, self.mode,
                     encoding=self.encoding, errors=self.errors)
#@@ 2100 basicConfig
    h = FileHandler(filename, mode,
                    encoding=encoding, errors=errors)
`,
};
