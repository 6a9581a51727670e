/** logging.handlers and logging.config, written in Python. */
export const LOG_HANDLERS: Readonly<Record<string, string>> = {
  'logging.handlers': `
import copy
import logging
import os
import queue
import re
import threading
import time

class BaseRotatingHandler(logging.FileHandler):
    namer = rotator = None
    def rotation_filename(self, default_name):
        return self.namer(default_name) if callable(self.namer) else default_name
    def rotate(self, source, dest):
        if callable(self.rotator):
            self.rotator(source, dest)
        elif os.path.exists(source):
            os.replace(source, dest)
    def _start_again(self):
        """The file anew, once the old one has another name."""
        self.stream = None if self.delay else self._open()
    def emit(self, record):
        try:
            is_full = self.shouldRollover(record)
            is_full and self.doRollover()
        except Exception:
            return self.handleError(record)
        super().emit(record)

class RotatingFileHandler(BaseRotatingHandler):
    def __init__(self, filename, mode='a', maxBytes=0, backupCount=0, encoding=None, delay=False, errors=None):
        super().__init__(filename, 'a' if maxBytes > 0 else mode, encoding, delay, errors)
        self.maxBytes, self.backupCount = maxBytes, backupCount
    def doRollover(self):
        self._shut()
        names = [self.baseFilename, *(self.rotation_filename(f'{self.baseFilename}.{number + 1}') for number in range(self.backupCount))]
        for older, newer in reversed([*zip(names[1:], names)]):
            if os.path.exists(newer):
                self.rotate(newer, older) if newer == self.baseFilename else os.replace(newer, older)
        self._start_again()
    def shouldRollover(self, record):
        if not self.maxBytes > 0:
            return False
        if self.stream:
            self.flush()
        else:
            self._start_again()
        size = os.path.getsize(self.baseFilename)
        return size > 0 and size + len(f'{self.format(record)}{self.terminator}'.encode()) >= self.maxBytes

_DAY = 24 * 60 * 60
_SECOND = '%Y-%m-%d_%H-%M-%S'
_PERIODS = {'S': (1, _SECOND), 'M': (60, _SECOND[:-3]), 'H': (3600, _SECOND[:-6]), 'D': (_DAY, _SECOND[:8]), 'MIDNIGHT': (_DAY, _SECOND[:8]), 'W': (7 * _DAY, _SECOND[:8])}

class TimedRotatingFileHandler(BaseRotatingHandler):
    def __init__(self, filename, when='h', interval=1, backupCount=0, encoding=None, delay=False, utc=False, atTime=None, errors=None):
        self.when, self.backupCount, self.utc, self.atTime = when.upper(), backupCount, utc, atTime
        kind = 'W' if self.when.startswith('W') else self.when
        if kind not in _PERIODS:
            raise ValueError(f'Invalid rollover interval specified: {self.when}')
        if kind == 'W':
            *_, day = self.when
            if self.when[1:] != day:
                raise ValueError(f'You must specify a day for weekly rollover from 0 to 6 (0 is Monday): {self.when}')
            if day not in '0123456':
                raise ValueError(f'Invalid day specified for weekly rollover: {self.when}')
            self.dayOfWeek = int(day)
        seconds, self.suffix = _PERIODS[kind]
        self.interval = seconds * interval
        super().__init__(filename, 'a', encoding, delay, errors)
        known = os.path.exists(self.baseFilename)
        self.rolloverAt = self.computeRollover(int(os.path.getmtime(self.baseFilename) if known else time.time()))
    def _moment(self, seconds):
        return (time.gmtime if self.utc else time.localtime)(seconds)
    def computeRollover(self, currentTime):
        if self.when[0] not in 'MW' or self.when == 'M':
            return currentTime + self.interval
        now, at = self._moment(currentTime), self.atTime
        goal = at.hour * 3600 + at.minute * 60 + at.second if at else _DAY
        left = goal - (now.tm_hour * 3600 + now.tm_min * 60 + now.tm_sec)
        today = now.tm_wday
        if left <= 0:
            left, today = left + _DAY, (today + 1) % 7
        if self.when[0] == 'W':
            left += (self.dayOfWeek - today) % 7 * _DAY
        return currentTime + left + self.interval - _PERIODS[self.when if self.when == 'MIDNIGHT' else 'W'][0]
    def shouldRollover(self, record):
        return time.time() >= self.rolloverAt
    def getFilesToDelete(self):
        folder, name = os.path.split(self.baseFilename)
        found = []
        for one in os.listdir(folder):
            if one.startswith(name + '.') and re.match(r'\\d{4}-\\d\\d-\\d\\d', one[len(name) + 1:]):
                found.append(os.path.join(folder, one))
        return sorted(found)[:-self.backupCount or None]
    def doRollover(self):
        began = self._moment(self.rolloverAt - self.interval)
        target = self.rotation_filename(f'{self.baseFilename}.{time.strftime(self.suffix, began)}')
        self._shut()
        if os.path.exists(target):
            os.remove(target)
        self.rotate(self.baseFilename, target)
        for old in self.getFilesToDelete() if self.backupCount else ():
            os.remove(old)
        self._start_again()
        now = int(time.time())
        while self.rolloverAt <= now:
            self.rolloverAt = max(self.computeRollover(self.rolloverAt), self.rolloverAt + 1)

class WatchedFileHandler(logging.FileHandler):
    def reopenIfNeeded(self):
        try:
            is_same = self.stream and os.fstat(self.stream.fileno())[1:3] == os.stat(self.baseFilename)[1:3]
        except FileNotFoundError:
            is_same = False
        if not is_same:
            self._shut()
    def emit(self, record):
        self.reopenIfNeeded()
        super().emit(record)

class BufferingHandler(logging.Handler):
    def __init__(self, capacity):
        super().__init__()
        self.capacity, self.buffer = capacity, []
    def shouldFlush(self, record):
        return self.capacity <= len(self.buffer)
    def emit(self, record):
        self.buffer += [record]
        if self.shouldFlush(record):
            self.flush()
    def flush(self):
        with self.lock:
            self.buffer = []
    def _closes_full(self):
        return False
    def close(self):
        if not self._closes_full():
            self.flush()
        super().close()

class MemoryHandler(BufferingHandler):
    def __init__(self, capacity, flushLevel=logging.ERROR, target=None, flushOnClose=True):
        super().__init__(capacity)
        self.flushLevel, self.target, self.flushOnClose = flushLevel, target, flushOnClose
    def setTarget(self, target):
        self.target = target
    def shouldFlush(self, record):
        return record.levelno >= self.flushLevel or super().shouldFlush(record)
    def flush(self):
        with self.lock:
            while self.target and self.buffer:
                self.target.handle(self.buffer.pop(0))
    def _closes_full(self):
        return not self.flushOnClose
    def close(self):
        super().close()
        self.setTarget(None)

class QueueHandler(logging.Handler):
    listener = None
    def __init__(self, queue):
        super().__init__()
        self.queue = queue
    def enqueue(self, record):
        put = self.queue.put_nowait
        put(record)
    def prepare(self, record):
        text, made = self.format(record), copy.copy(record)
        made.__dict__.update(msg=text, message=text, args=None, exc_info=None, exc_text=None, stack_info=None)
        return made
    def emit(self, record):
        try:
            prepared = self.prepare(record)
            self.enqueue(prepared)
        except Exception:
            self.handleError(record)

class QueueListener:
    _sentinel = None
    def __init__(self, queue, *handlers, respect_handler_level=False):
        self.queue, self.handlers, self.respect_handler_level = queue, handlers, respect_handler_level
        self._thread = None
    def dequeue(self, block):
        return self.queue.get(block)
    def prepare(self, record):
        return record
    def handle(self, record):
        made = self.prepare(record)
        for one in self.handlers:
            if made.levelno >= one.level or not self.respect_handler_level:
                one.handle(made)
    def _pass_on(self):
        while (record := self.dequeue(True)) is not self._sentinel:
            self.handle(record)
    def start(self):
        self._thread = threading.Thread(target=self._pass_on, daemon=True)
        self._thread.start()
    def enqueue_sentinel(self):
        self.queue.put(self._sentinel, block=False)
    def stop(self):
        thread, self._thread = self._thread, None
        if thread:
            self.enqueue_sentinel()
            thread.join()
`,
  'logging.config': `
import importlib
import logging
import logging.handlers
import os

def _resolve(name):
    module, _, rest = name.partition('.')
    try:
        found = importlib.import_module(module)
        for part in filter(None, rest.split('.')):
            module += '.' + part
            found = getattr(found, part, None) or importlib.import_module(module)
    except ImportError as error:
        raise ValueError(f'Cannot resolve {name!r}: {error}') from error
    return found

class _Reader:
    """Makes what a dictionary describes."""
    def __init__(self, config):
        self.config, self.made = config, {'formatters': {}, 'filters': {}, 'handlers': {}}
    def value(self, given):
        if isinstance(given, dict):
            return {key: self.value(one) for key, one in given.items()}
        if isinstance(given, (list, tuple)):
            return type(given)(map(self.value, given))
        scheme, mark, rest = given.partition('://') if isinstance(given, str) else ('', '', '')
        if mark and scheme == 'ext':
            return _resolve(rest)
        if mark and scheme == 'cfg':
            found = self.config
            for part in rest.replace('[', '.').replace(']', '').split('.'):
                found = found[int(part) if isinstance(found, list) else part]
            return found
        return given
    def call(self, maker, options):
        extra = options.pop('.', None)
        made = (_resolve(maker) if isinstance(maker, str) else maker)(**self.value(options))
        for name, one in (extra or {}).items():
            setattr(made, name, one)
        return made
    def formatter(self, options):
        if '()' in options:
            return self.call(options.pop('()'), options)
        given = [options.get('format'), options.get('datefmt'), options.get('style', '%')]
        named = {'defaults': options['defaults']} if 'defaults' in options else {}
        kind = _resolve(options['class']) if 'class' in options else logging.Formatter
        return kind(*given, *([options['validate']] if 'validate' in options else []), **named)
    def filter(self, options):
        return self.call(options.pop('()'), options) if '()' in options else logging.Filter(options.get('name', ''))
    def handler(self, options):
        formatter, level, filters = options.pop('formatter', None), options.pop('level', None), options.pop('filters', ())
        if formatter and formatter not in self.made['formatters']:
            raise ValueError(f'Unable to set formatter {formatter!r}')
        maker = options.pop('()', None) or options.pop('class')
        if 'target' in options:
            options['target'] = self.made['handlers'][options['target']]
        made = self.call(maker, options)
        if formatter:
            made.setFormatter(self.made['formatters'][formatter])
        if level is not None:
            made.setLevel(level)
        self.add(made.addFilter, 'filter', filters)
        return made
    def add(self, method, kind, names):
        for name in names:
            known = self.made[kind + 's']
            if name not in known and not hasattr(name, kind):
                raise ValueError(f'Unable to add {kind} {name!r}')
            method(known.get(name, name))
    def logger(self, target, options, is_incremental):
        if options.get('level') is not None:
            target.setLevel(options['level'])
        if is_incremental:
            return
        del target.handlers[:]
        self.add(target.addHandler, 'handler', options.get('handlers', ()))
        self.add(target.addFilter, 'filter', options.get('filters', ()))
    def each(self, kind, make):
        """Handlers that need others wait for them."""
        waiting = dict(sorted(self.config.get(kind, {}).items()))
        late = sorted(waiting, key=lambda name: 'target' in waiting[name])
        for name in late:
            try:
                self.made[kind][name] = made = make(dict(waiting[name]))
            except Exception as error:
                raise ValueError(f'Unable to configure {kind[:-1]} {name!r}') from error
            if kind == 'handlers':
                made.name = name
    def loggers(self):
        is_incremental = self.config.get('incremental', False)
        named = self.config.get('loggers', {})
        if not is_incremental:
            _disable_others(named, self.config.get('disable_existing_loggers', True))
        for name, options in named.items():
            target = logging.getLogger(name)
            try:
                self.logger(target, options, is_incremental)
            except Exception as error:
                raise ValueError(f'Unable to configure logger {name!r}') from error
            target.disabled = False
            target.propagate = options.get('propagate', True) if not is_incremental else options.get('propagate', target.propagate)
        if 'root' in self.config:
            try:
                self.logger(logging.root, self.config['root'], is_incremental)
            except Exception as error:
                raise ValueError('Unable to configure root logger') from error

def _disable_others(named, disables):
    for name, one in logging.root.manager.loggerDict.items():
        if isinstance(one, logging.Logger) and name not in named:
            is_below = any(name.startswith(other + '.') for other in named)
            if is_below:
                one.setLevel(logging.NOTSET)
                one.handlers, one.propagate = [], True
            else:
                one.disabled = disables

def dictConfig(config):
    version = config.get('version')
    if 'version' not in config:
        raise ValueError("dictionary doesn't specify a version")
    if version != 1:
        raise ValueError(f'Unsupported version: {version}')
    reader = _Reader(config)
    if not config.get('incremental', False):
        for old in logging._open_handlers[:]:
            if old is not logging.lastResort:
                old.close()
        for kind, make in ('formatters', reader.formatter), ('filters', reader.filter), ('handlers', reader.handler):
            reader.each(kind, make)
    else:
        for name, options in config.get('handlers', {}).items():
            logging.getHandlerByName(name).setLevel(options['level'])
    reader.loggers()

def fileConfig(fname, defaults=None, disable_existing_loggers=True, encoding=None):
    import configparser
    parser = fname
    if not isinstance(fname, configparser.RawConfigParser):
        if isinstance(fname, str) and not os.path.exists(fname):
            raise FileNotFoundError(f"{fname} doesn't exist")
        parser = configparser.ConfigParser(defaults)
        parser.read_file(fname) if hasattr(fname, 'readline') else parser.read(fname, encoding=encoding)
        if not parser.sections():
            raise RuntimeError(f'{fname} is an empty file')
    names = {**vars(logging), **vars(logging.handlers), 'logging': logging}
    def listed(section, option='keys'):
        return [one.strip() for one in parser.get(section, option, fallback='').split(',') if one.strip()]
    def called(section, kind):
        maker = names.get(kind) or _resolve(kind)
        args, kwargs = (eval(parser.get(section, option, fallback=usual), names | {'sys': logging.sys}) for option, usual in (('args', '()'), ('kwargs', '{}')))
        return maker(*args, **kwargs)
    reader = _Reader({'version': 1, 'loggers': {}, 'disable_existing_loggers': disable_existing_loggers})
    for name in listed('formatters'):
        own = parser[f'formatter_{name}']
        reader.made['formatters'][name] = (_resolve(own['class']) if 'class' in own else logging.Formatter)(own.get('format', raw=True), own.get('datefmt', raw=True), own.get('style', '%', raw=True))
    for name in listed('handlers'):
        section = f'handler_{name}'
        reader.made['handlers'][name] = made = called(section, parser.get(section, 'class'))
        made.name = name
        if parser.has_option(section, 'level'):
            made.setLevel(parser.get(section, 'level'))
        if parser.get(section, 'formatter', fallback=''):
            made.setFormatter(reader.made['formatters'][parser.get(section, 'formatter')])
    for name in listed('loggers'):
        section = f'logger_{name}'
        options = {'level': parser.get(section, 'level', fallback=None), 'handlers': listed(section, 'handlers')}
        if name == 'root':
            reader.config['root'] = options
        else:
            reader.config['loggers'][parser.get(section, 'qualname')] = {**options, 'propagate': parser.getint(section, 'propagate', fallback=1)}
    reader.loggers()
`,
};
