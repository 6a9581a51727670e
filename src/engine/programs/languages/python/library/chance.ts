/** random, over the Mersenne Twister and its distributions: the same numbers as CPython's for a seed. */
export const CHANCE: Readonly<Record<string, string>> = {
  random: `
import itertools
import math
import os

import _random
from bisect import bisect
from hashlib import sha512

def _index(value):
    if hasattr(value, '__index__'):
        return value.__index__()
    raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")

class Random(_random.Random):
    VERSION = 3
    def __init__(self, x=None):
        self.seed(x)
    def seed(self, a=None, version=2):
        if isinstance(a, str):
            a = a.encode()
        if isinstance(a, (bytes, bytearray)):
            a = int.from_bytes(bytes(a) + sha512(a).digest())
        if not isinstance(a, (type(None), int, float)):
            raise TypeError('The only supported seed types are:\\n'  #@170
                            'None, int, float, str, bytes, and bytearray.')
        _random.Random.seed(self, a)
        self.gauss_next = None
    def getstate(self):
        return self.VERSION, _random.Random.getstate(self), self.gauss_next
    def setstate(self, state):
        version, words, other = state
        if version != self.VERSION:
            raise ValueError(f'state with version {version} passed to Random.setstate() of version {self.VERSION}')
        _random.Random.setstate(self, words)
        self.gauss_next = other

    def _randbelow(self, n):
        """Bits for n, drawn until they are below it."""
        size = n.bit_length()
        while (drawn := self.getrandbits(size)) >= n:
            continue
        return drawn
    def randbytes(self, n):
        return int.to_bytes(self.getrandbits(8 * n), n, 'little')
    def randrange(self, start, stop=None, step=1):
        istart = _index(start)  #@305
        if stop is None and step != 1:
            raise TypeError("Missing a non-None stop argument")  #@310
        if stop is None:
            istart, istop = 0, istart
        else:
            istop = _index(stop)  #@316
        if step == 0:
            raise ValueError("zero step for randrange()")  #@331
        count = -((istart - istop) // step)
        if count > 0:
            return istart + step * self._randbelow(count)
        if stop is None:
            raise ValueError("empty range for randrange()")  #@313
        if step == 1:
            raise ValueError(f"empty range in randrange({start}, {stop})")  #@323
        raise ValueError(f"empty range in randrange({start}, {stop}, {step})")  #@333
    def randint(self, a, b):
        return self.randrange(a, b+1)  #@340
    def choice(self, seq):
        if len(seq) == 0:
            raise IndexError('Cannot choose from an empty sequence')  #@351
        return seq[self._randbelow(len(seq))]
    def shuffle(self, x):
        for last in range(len(x) - 1, 0, -1):
            other = self._randbelow(last + 1)
            x[other], x[last] = x[last], x[other]
    def sample(self, population, k, *, counts=None):
        if isinstance(population, (set, frozenset, dict)):
            raise TypeError("Population must be a sequence.  "  #@417
                            "For dicts or sets, use sorted(d).")
        if counts is not None:
            ends = [*itertools.accumulate(counts)]
            if len(ends) != len(population):
                raise ValueError('The number of counts does not match the population')  #@423
            if not isinstance(ends[-1], int):
                raise TypeError('Counts must be integers')  #@426
            return [population[bisect(ends, at)] for at in self.sample(range(ends[-1]), k)]
        size = len(population)
        if k < 0 or k > size:
            raise ValueError("Sample larger than population or is negative")  #@434
        if size > 21 + (4 ** math.ceil(math.log(k * 3, 4)) if k > 5 else 0):
            taken = {}
            while len(taken) < k:
                taken.setdefault(self._randbelow(size))
            return [population[at] for at in taken]
        left, taken = [*population], []
        while len(taken) < k:
            at, last = self._randbelow(len(left)), left.pop()
            taken.append(last if at == len(left) else left[at])
            left[at:at + 1] = [last] if at < len(left) else []
        return taken
    def choices(self, population, weights=None, *, cum_weights=None, k=1):
        if weights is not None and cum_weights is not None:
            raise TypeError('Cannot specify both weights and cumulative weights')  #@482
        size = len(population)
        if isinstance(weights, int):
            raise TypeError(f'The number of choices must be a keyword argument: k={weights}')
        ends = cum_weights if weights is None else [*itertools.accumulate(weights)]
        if ends is None:
            return [population[int(self.random() * size)] for _ in range(k)]
        if len(ends) != size:
            raise ValueError('The number of weights does not match the population')  #@484
        whole = float(ends[-1])
        if not whole > 0:
            raise ValueError('Total of weights must be greater than zero')  #@487
        if math.isinf(whole):
            raise ValueError('Total of weights must be finite')  #@489
        return [population[bisect(ends, self.random() * whole, 0, size - 1)] for _ in range(k)]

    def uniform(self, a, b):
        return self.random() * (b - a) + a
    def gauss(self, mu=0.0, sigma=1.0):
        """They come in pairs; the second of one is kept."""
        made, self.gauss_next = self.gauss_next, None
        if made is None:
            turn = math.tau * self.random()
            far = math.sqrt(-2.0 * math.log(1.0 - self.random()))
            made, self.gauss_next = far * math.cos(turn), far * math.sin(turn)
        return made * sigma + mu

class SystemRandom(Random):
    def random(self):
        return self.getrandbits(53) / 2 ** 53
    def getrandbits(self, k):
        if k < 0:
            raise ValueError('number of bits must be non-negative')
        return int.from_bytes(os.urandom(-(-k // 8))) >> -k % 8
    def seed(self, *_, **__):
        """There is none: the machine gives the numbers."""
    def getstate(self, *_, **__):
        raise NotImplementedError('System entropy source does not have state.')
    setstate = getstate

_shared = Random()
for _name in 'betavariate binomialvariate choice choices expovariate gammavariate gauss getrandbits getstate lognormvariate normalvariate paretovariate randbytes randint random randrange sample seed setstate shuffle triangular uniform vonmisesvariate weibullvariate'.split():
    globals()[_name] = getattr(_shared, _name)
`,
};
