/** timeit, written in Python. */
export const TIMEIT: Readonly<Record<string, string>> = {
  timeit: `
import sys
import time

default_timer = time.perf_counter

class Timer:
    def __init__(self, stmt='pass', setup='pass', timer=default_timer, globals=None):
        self._stmt, self._setup, self.timer, self._globals = stmt, setup, timer, globals
    def timeit(self, number=1000000):
        names = {} if self._globals is None else self._globals
        if callable(self._setup):
            self._setup()
        else:
            exec(self._setup, names)
        if callable(self._stmt):
            body = self._stmt
        else:
            code = compile(self._stmt, '<timeit-src>', 'exec')
            body = lambda: exec(code, names)
        start = self.timer()
        for _ in range(number):
            body()
        return self.timer() - start
    def repeat(self, repeat=5, number=1000000):
        return [self.timeit(number) for _ in range(repeat)]

def timeit(stmt='pass', setup='pass', timer=default_timer, number=1000000, globals=None):
    return Timer(stmt, setup, timer, globals).timeit(number)

def repeat(stmt='pass', setup='pass', timer=default_timer, repeat=5, number=1000000, globals=None):
    return Timer(stmt, setup, timer, globals).repeat(repeat, number)
`,
};
