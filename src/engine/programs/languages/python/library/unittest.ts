/** unittest, written in Python. */
export const UNITTEST: Readonly<Record<string, string>> = {
  unittest: `
import sys
import time
import traceback
import pprint
import difflib as _difflib

class SkipTest(Exception):
    pass

class _Stop(Exception):
    pass

class TestResult:
    separator1 = '=' * 70
    separator2 = '-' * 70
    def __init__(self, stream=None, descriptions=True, verbosity=1, failfast=False):
        self.stream, self.verbosity, self.descriptions, self.failfast = stream, verbosity, descriptions, failfast
        self.failures, self.errors, self.skipped, self.expectedFailures, self.unexpectedSuccesses = [], [], [], [], []
        self.testsRun = 0
        self.shouldStop = False
    def wasSuccessful(self):
        return not (self.failures or self.errors or self.unexpectedSuccesses)
    def _put(self, text):
        if self.stream:
            self.stream.write(text)
            self.stream.flush()
    def getDescription(self, test):
        doc = test.shortDescription()
        return f'{test}\\n{doc}' if self.descriptions and doc else str(test)
    def startTest(self, test):
        self.testsRun += 1
        if self.verbosity > 1:
            self._put(self.getDescription(test) + ' ... ')
    def told(self, letter, word):
        self._put(word + '\\n' if self.verbosity > 1 else letter if self.verbosity == 1 else '')
    def addError(self, test, error):
        self.errors.append((test, _trace(error)))
        self.told('E', 'ERROR')
        self.shouldStop = self.shouldStop or self.failfast
    def addFailure(self, test, error):
        self.failures.append((test, _trace(error)))
        self.told('F', 'FAIL')
        self.shouldStop = self.shouldStop or self.failfast
    def addSuccess(self, test):
        self.told('.', 'ok')
    def addSkip(self, test, reason):
        self.skipped.append((test, reason))
        self.told('s', f'skipped {reason!r}')
    def printErrors(self):
        if self.verbosity > 0:
            self._put('\\n')
        for flavour, found in (('ERROR', self.errors), ('FAIL', self.failures)):
            for test, text in found:
                self._put(f'{self.separator1}\\n{flavour}: {self.getDescription(test) if not isinstance(test, str) else test}\\n{self.separator2}\\n{text}\\n')

TextTestResult = TestResult

def _trace(error):
    tb = error.__traceback__
    while tb is not None and '__unittest_frame' in tb.tb_frame.f_code.co_filename:
        tb = tb.tb_next
    return ''.join(traceback.format_exception(error))

class TestSuite:
    def __init__(self, tests=()):
        self._tests = list(tests)
    def addTest(self, test):
        self._tests.append(test)
    def addTests(self, tests):
        self._tests.extend(tests)
    def __iter__(self):
        return iter(self._tests)
    def countTestCases(self):
        return sum(one.countTestCases() for one in self._tests)
    def run(self, result):
        last = None
        for test in self._flat():
            if result.shouldStop:
                break
            cls = type(test)
            if cls is not last:
                if last is not None:
                    self._class_step(result, last, 'tearDownClass')
                last = cls
                if not getattr(cls, '__unittest_skip__', False) and not self._class_step(result, cls, 'setUpClass'):
                    cls._class_setup_failed = True
            if not getattr(cls, '_class_setup_failed', False):
                test.run(result)
        if last is not None and not getattr(last, '_class_setup_failed', False):
            self._class_step(result, last, 'tearDownClass')
        return result
    __call__ = run
    def _flat(self):
        for one in self._tests:
            if isinstance(one, TestSuite):
                yield from one._flat()
            else:
                yield one
    def _class_step(self, result, cls, name):
        try:
            getattr(cls, name)()
        except Exception as error:
            result.errors.append((f'{name} ({cls.__module__}.{cls.__qualname__})', _trace(error)))
            result.told('E', 'ERROR')
            return False
        return True

class _Raises:
    def __init__(self, case, expected, pattern=None, msg=None):
        self._case, self._expected, self._pattern, self._msg, self.exception = case, expected, pattern, msg, None
    def __enter__(self):
        return self
    def __exit__(self, kind, value, tb):
        if kind is None:
            name = getattr(self._expected, '__name__', str(self._expected))
            raise self._case.failureException(self._case._formatMessage(self._msg, f'{name} not raised'))
        if not issubclass(kind, self._expected):
            return False
        self.exception = value
        if self._pattern is not None:
            import re
            if not re.search(self._pattern, str(value)):
                raise self._case.failureException(self._case._formatMessage(self._msg, f'"{getattr(self._pattern, "pattern", self._pattern)}" does not match "{value}"'))
        return True

class _Logs:
    def __init__(self, case, logger, level):
        import logging
        self._case, self._logger = case, logging.getLogger(logger) if not isinstance(logger, logging.Logger) else logger
        self._level = logging._checkLevel(level or 'INFO')
        self.records, self.output = [], []
    def __enter__(self):
        import logging
        watcher = self
        class Handler(logging.Handler):
            def emit(self, record):
                watcher.records.append(record)
                watcher.output.append(f'{record.levelname}:{record.name}:{record.getMessage()}')
        self._old = self._logger.handlers[:], self._logger.level, self._logger.propagate
        self._logger.handlers = [Handler()]
        self._logger.setLevel(self._level)
        self._logger.propagate = False
        return self
    def __exit__(self, kind, value, tb):
        self._logger.handlers, self._logger.level, self._logger.propagate = self._old
        if kind is None and not self.records:
            import logging
            self._case.fail(f'no logs of level {logging.getLevelName(self._level)} or higher triggered on {self._logger.name}')
        return False

class TestCase:
    failureException = AssertionError
    longMessage = True
    maxDiff = 640
    def __init__(self, methodName='runTest'):
        self._testMethodName = methodName
        self._cleanups = []
        self._testMethodDoc = getattr(getattr(self, methodName, None), '__doc__', None)
    def __str__(self):
        cls = type(self)
        return f'{self._testMethodName} ({cls.__module__}.{cls.__qualname__}.{self._testMethodName})'
    def __repr__(self):
        return f'<{type(self).__module__}.{type(self).__qualname__} testMethod={self._testMethodName}>'
    def id(self):
        return f'{type(self).__module__}.{type(self).__qualname__}.{self._testMethodName}'
    def shortDescription(self):
        doc = self._testMethodDoc
        return doc.strip().split('\\n')[0].strip() if doc else None
    def countTestCases(self):
        return 1
    @classmethod
    def setUpClass(cls):
        pass
    @classmethod
    def tearDownClass(cls):
        pass
    def setUp(self):
        pass
    def tearDown(self):
        pass
    def addCleanup(self, function, /, *args, **kwargs):
        self._cleanups.append((function, args, kwargs))
    def doCleanups(self):
        while self._cleanups:
            function, args, kwargs = self._cleanups.pop()
            function(*args, **kwargs)
    def skipTest(self, reason):
        raise SkipTest(reason)
    def _call(self, method):
        method()  #@606:unittest/case.py
    def _callSetUp(self):
        self.setUp()
    def _callTearDown(self):
        self.tearDown()
    def run(self, result=None):
        result = TestResult() if result is None else result
        result.startTest(self)
        method = getattr(self, self._testMethodName)
        for one in (type(self), method):
            if getattr(one, '__unittest_skip__', False):
                result.addSkip(self, one.__unittest_skip_why__)
                return result
        expecting = getattr(method, '__unittest_expecting_failure__', False)
        failed = None
        try:
            self._callSetUp()
            try:
                self._test(method)
            except BaseException as error:
                failed = error
                if isinstance(error, KeyboardInterrupt):
                    raise
            self._callTearDown()
            self.doCleanups()
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            failed = failed or error
        if isinstance(failed, SkipTest):
            result.addSkip(self, str(failed))
        elif expecting:
            if failed is None:
                result.unexpectedSuccesses.append(self)
                result.told('u', 'unexpected success')
            else:
                result.expectedFailures.append((self, ''))
                result.told('x', 'expected failure')
        elif isinstance(failed, self.failureException):
            result.addFailure(self, _cut(failed))
        elif failed is not None:
            result.addError(self, failed)
        else:
            result.addSuccess(self)
        return result
    __call__ = run
    def _test(self, method):
        method()
    def debug(self):
        self.setUp()
        getattr(self, self._testMethodName)()
        self.tearDown()
    def subTest(self, msg=None, **params):
        from contextlib import nullcontext
        return nullcontext()
    def _formatMessage(self, msg, standard):
        return standard if msg is None else f'{standard} : {msg}'
    def fail(self, msg=None):
        raise self.failureException(msg)
    def _check(self, ok, msg, standard):
        if not ok:
            raise self.failureException(self._formatMessage(msg, standard))
    def assertTrue(self, expr, msg=None):
        self._check(expr, msg, f'{_safe(expr)} is not true')
    def assertFalse(self, expr, msg=None):
        self._check(not expr, msg, f'{_safe(expr)} is not false')
    def assertEqual(self, first, second, msg=None):
        if first == second:
            return
        if type(first) is type(second) and type(first) in (list, tuple, dict, str, set, frozenset):
            raise self.failureException(self._formatMessage(msg, _difference(first, second, self.maxDiff)))
        raise self.failureException(self._formatMessage(msg, f'{_safe(first)} != {_safe(second)}'))
    assertListEqual = assertTupleEqual = assertDictEqual = assertSetEqual = assertMultiLineEqual = assertSequenceEqual = assertEqual
    def assertNotEqual(self, first, second, msg=None):
        self._check(first != second, msg, f'{_safe(first)} == {_safe(second)}')
    def assertAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        if first == second:
            return
        diff = abs(first - second)
        if delta is not None:
            self._check(diff <= delta, msg, f'{_safe(first)} != {_safe(second)} within {_safe(delta)} delta ({_safe(diff)} difference)')
        else:
            places = 7 if places is None else places
            self._check(round(diff, places) == 0, msg, f'{_safe(first)} != {_safe(second)} within {places} places ({_safe(diff)} difference)')
    def assertNotAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        diff = abs(first - second)
        places = 7 if places is None else places
        self._check(diff > delta if delta is not None else round(diff, places) != 0, msg, f'{_safe(first)} == {_safe(second)} within {places} places')
    def assertIn(self, member, container, msg=None):
        self._check(member in container, msg, f'{_safe(member)} not found in {_safe(container)}')
    def assertNotIn(self, member, container, msg=None):
        self._check(member not in container, msg, f'{_safe(member)} unexpectedly found in {_safe(container)}')
    def assertIs(self, expr1, expr2, msg=None):
        self._check(expr1 is expr2, msg, f'{_safe(expr1)} is not {_safe(expr2)}')
    def assertIsNot(self, expr1, expr2, msg=None):
        self._check(expr1 is not expr2, msg, f'unexpectedly identical: {_safe(expr1)}')
    def assertIsNone(self, obj, msg=None):
        self._check(obj is None, msg, f'{_safe(obj)} is not None')
    def assertIsNotNone(self, obj, msg=None):
        self._check(obj is not None, msg, 'unexpectedly None')
    def assertIsInstance(self, obj, cls, msg=None):
        self._check(isinstance(obj, cls), msg, f'{_safe(obj)} is not an instance of {cls!r}')
    def assertNotIsInstance(self, obj, cls, msg=None):
        self._check(not isinstance(obj, cls), msg, f'{_safe(obj)} is an instance of {cls!r}')
    def assertLess(self, a, b, msg=None):
        self._check(a < b, msg, f'{_safe(a)} not less than {_safe(b)}')
    def assertLessEqual(self, a, b, msg=None):
        self._check(a <= b, msg, f'{_safe(a)} not less than or equal to {_safe(b)}')
    def assertGreater(self, a, b, msg=None):
        self._check(a > b, msg, f'{_safe(a)} not greater than {_safe(b)}')
    def assertGreaterEqual(self, a, b, msg=None):
        self._check(a >= b, msg, f'{_safe(a)} not greater than or equal to {_safe(b)}')
    def assertCountEqual(self, first, second, msg=None):
        from collections import Counter
        self._check(Counter(first) == Counter(second), msg, f'Element counts were not equal:')
    def assertRegex(self, text, expected_regex, msg=None):
        import re
        self._check(re.search(expected_regex, text), msg, f"Regex didn't match: {getattr(expected_regex, 'pattern', expected_regex)!r} not found in {text!r}")
    def assertNotRegex(self, text, unexpected_regex, msg=None):
        import re
        self._check(not re.search(unexpected_regex, text), msg, f'Regex matched: {unexpected_regex!r} matches in {text!r}')
    def assertRaises(self, expected_exception, *args, **kwargs):
        context = _Raises(self, expected_exception, msg=kwargs.pop('msg', None) if not args else None)
        if not args:
            return context
        callable, *args = args
        with context:
            callable(*args, **kwargs)
    def assertRaisesRegex(self, expected_exception, expected_regex, *args, **kwargs):
        context = _Raises(self, expected_exception, expected_regex)
        if not args:
            return context
        callable, *args = args
        with context:
            callable(*args, **kwargs)
    def assertLogs(self, logger=None, level=None):
        return _Logs(self, logger, level)

class IsolatedAsyncioTestCase(TestCase):
    async def asyncSetUp(self):
        pass
    async def asyncTearDown(self):
        pass
    def _test(self, method):
        import asyncio
        async def whole():
            await self.asyncSetUp()
            try:
                result = method()
                if hasattr(result, '__await__') or type(result).__name__ == 'coroutine':
                    await result
            finally:
                await self.asyncTearDown()
        asyncio.run(whole())

def _cut(error):
    return error

def _safe(value):
    return repr(value)

def _difference(first, second, most):
    if isinstance(first, str):
        head = f'{_short(first, second)}\\n'
        text = '\\n' + ''.join(_lines(_difflib.ndiff((first + '\\n').splitlines(True), (second + '\\n').splitlines(True))))
        return head.rstrip('\\n') + '\\n' + text[1:].rstrip('\\n') + '\\n'
    if isinstance(first, (set, frozenset)):
        lines = []
        for name, items in (('first', [one for one in first if one not in second]), ('second', [one for one in second if one not in first])):
            if items:
                lines.append(f'Items in the {name} set but not the {"second" if name == "first" else "first"}:')
                lines.extend(repr(one) for one in items)
        return '\\n'.join(lines)
    kind = 'Lists' if isinstance(first, list) else 'Tuples'
    if isinstance(first, dict):
        head = _short(first, second)
    else:
        head = f'{kind} differ: {_short(first, second)}'
        for index in range(min(len(first), len(second))):
            if first[index] != second[index]:
                head += f'\\n\\nFirst differing element {index}:\\n{_safe(first[index])}\\n{_safe(second[index])}\\n'
                break
        else:
            longer, name = (first, 'First') if len(first) > len(second) else (second, 'Second')
            least = min(len(first), len(second))
            head += f'\\n\\n{name} {kind[:-1].lower()} contains {abs(len(first) - len(second))} additional elements.\\nFirst extra element {least}:\\n{_safe(longer[least])}\\n'
    diff = '\\n' + '\\n'.join(_difflib.ndiff(pprint.pformat(first).splitlines(), pprint.pformat(second).splitlines()))
    return head + diff

def _lines(parts):
    return [one if one.endswith('\\n') else one + '\\n' for one in parts]

def _short(first, second):
    return f'{_safe(first)} != {_safe(second)}'

def skip(reason):
    def decorator(item):
        item.__unittest_skip__, item.__unittest_skip_why__ = True, reason
        return item
    if callable(reason):
        item, reason = reason, ''
        return decorator(item)
    return decorator

def skipIf(condition, reason):
    return skip(reason) if condition else lambda item: item

def skipUnless(condition, reason):
    return lambda item: item if condition else skip(reason)(item)

def expectedFailure(item):
    item.__unittest_expecting_failure__ = True
    return item

class TestLoader:
    testMethodPrefix = 'test'
    def getTestCaseNames(self, cls):
        return sorted(name for name in dir(cls) if name.startswith(self.testMethodPrefix) and callable(getattr(cls, name)))
    def loadTestsFromTestCase(self, cls):
        return TestSuite([cls(name) for name in self.getTestCaseNames(cls)])
    def loadTestsFromModule(self, module):
        found = TestSuite()
        for name in dir(module):
            one = getattr(module, name)
            if isinstance(one, type) and issubclass(one, TestCase) and one not in (TestCase, IsolatedAsyncioTestCase):
                found.addTest(self.loadTestsFromTestCase(one))
        return found
    def loadTestsFromName(self, name, module=None):
        import importlib
        thing = module
        parts = name.split('.')
        if module is None:
            for count in range(len(parts), 0, -1):
                try:
                    thing = importlib.import_module('.'.join(parts[:count]))
                    parts = parts[count:]
                    break
                except ModuleNotFoundError:
                    if count == 1:
                        return TestSuite([_FailedTest(parts[0])])
        parent = None
        for part in parts:
            parent, thing = thing, getattr(thing, part)
        if isinstance(thing, type):
            return self.loadTestsFromTestCase(thing)
        return TestSuite([parent(parts[-1])]) if parts else self.loadTestsFromModule(thing)
    def discover(self, start_dir='.', pattern='test*.py', top_level_dir=None):
        import os
        from fnmatch import fnmatch
        found = TestSuite()
        start = os.path.abspath(start_dir)
        if start not in sys.path:
            sys.path.insert(0, start)
        def look(folder, prefix):
            for name in sorted(os.listdir(folder)):
                path = os.path.join(folder, name)
                if os.path.isdir(path) and os.path.exists(os.path.join(path, '__init__.py')):
                    look(path, prefix + name + '.')
                elif fnmatch(name, pattern):
                    found.addTest(self.loadTestsFromName(prefix + name[:-3]))
        look(start, '')
        return found

defaultTestLoader = TestLoader()

class _FailedTest(TestCase):
    def __init__(self, name):
        TestCase.__init__(self, '_fail')
        self._name = name
    def __str__(self):
        return f'{self._name} (unittest.loader._FailedTest.{self._name})'
    def _fail(self):
        raise ImportError(f'Failed to import test module: {self._name}')

class TextTestRunner:
    def __init__(self, stream=None, descriptions=True, verbosity=1, failfast=False, buffer=False, **options):
        self.stream, self.descriptions, self.verbosity, self.failfast = stream or sys.stderr, descriptions, verbosity, failfast
    def run(self, test):
        result = TestResult(self.stream, self.descriptions, self.verbosity, self.failfast)
        start = time.perf_counter()
        test.run(result)
        taken = time.perf_counter() - start
        result.printErrors()
        put = self.stream.write
        put(result.separator2 + '\\n')
        put('Ran %d test%s in %.3fs\\n\\n' % (result.testsRun, '' if result.testsRun == 1 else 's', taken))
        infos = []
        if result.wasSuccessful():
            put('NO TESTS RAN' if result.testsRun == 0 and not result.skipped else 'OK')
        else:
            put('FAILED')
            for name in ('failures', 'errors'):
                if getattr(result, name):
                    infos.append(f'{name}={len(getattr(result, name))}')
        for name, found in (('skipped', result.skipped), ('expected failures', result.expectedFailures), ('unexpected successes', result.unexpectedSuccesses)):
            if found:
                infos.append(f'{name}={len(found)}')
        put(f' ({", ".join(infos)})\\n' if infos else '\\n')
        self.stream.flush()
        return result

class TestProgram:
    def __init__(self, module='__main__', defaultTest=None, argv=None, testRunner=None, testLoader=defaultTestLoader, exit=True, verbosity=1, failfast=None, **options):
        argv = list(sys.argv if argv is None else argv)
        names, pattern, start = [], 'test*.py', '.'
        failfast = bool(failfast)
        rest = iter(argv[1:])
        discover = False
        for word in rest:
            if word in ('-v', '--verbose'):
                verbosity = 2
            elif word in ('-q', '--quiet'):
                verbosity = 0
            elif word in ('-f', '--failfast'):
                failfast = True
            elif word in ('-b', '--buffer', '-c', '--catch', '--locals'):
                pass
            elif word in ('-s', '--start-directory'):
                start = next(rest)
            elif word in ('-p', '--pattern'):
                pattern = next(rest)
            elif word in ('-t', '--top-level-directory', '-k'):
                next(rest)
            elif word == 'discover' and module is None:
                discover = True
            else:
                names.append(word)
        module = __import__(module) if isinstance(module, str) and module != '__main__' else sys.modules['__main__'] if module == '__main__' else module
        if names and not (module is None and discover):
            test = TestSuite([testLoader.loadTestsFromName(name[:-3].replace('/', '.') if module is None and name.endswith('.py') else name, module) for name in names])
        elif module is None:
            test = testLoader.discover(names[0] if names else start, pattern)
        else:
            test = testLoader.loadTestsFromModule(module)
        runner = testRunner or TextTestRunner
        if isinstance(runner, type):
            runner = runner(verbosity=verbosity, failfast=failfast)
        self.result = runner.run(test)
        if exit:
            if self.result.testsRun == 0 and not self.result.skipped:
                sys.exit(5)
            sys.exit(not self.result.wasSuccessful())

main = TestProgram
`,
  'unittest.mock': `
import _machine
_machine.not_modelled('unittest.mock')
`,
};
