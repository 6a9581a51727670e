/** heapq, over the heaps of the machine, and bisect. */
export const ALGORITHMS: Readonly<Record<string, string>> = {
  heapq: `
from _heapq import heapify, heappop, heappush, heappushpop, heapreplace

def nlargest(n, iterable, key=None):
    return sorted(iterable, key=key, reverse=True)[:max(n, 0)]

def nsmallest(n, iterable, key=None):
    return sorted(iterable, key=key)[:max(n, 0)]

def merge(*iterables, key=None, reverse=False):
    """Of sorted streams the next item each time; of equal ones, the first stream's."""
    pick, rank = max if reverse else min, key or (lambda item: item)
    streams = []
    def advance(stream):
        for item in stream[2]:
            stream[:2] = rank(item), item
            return True
        return False
    for one in iterables:
        if advance(stream := [None, None, iter(one)]):
            streams.append(stream)
    while streams:
        at = pick(range(len(streams)), key=lambda place: streams[place][0])
        yield streams[at][1]
        if not advance(streams[at]):
            del streams[at]
`,
  bisect: `
def _search(a, lo, hi, key, is_past):
    """The first place whose item is past what is looked for."""
    if lo < 0:
        raise ValueError('lo must be non-negative')
    end = len(a) if hi is None else hi
    while lo < end:
        middle = (lo + end) // 2
        if is_past(a[middle] if key is None else key(a[middle])):
            end = middle
        else:
            lo = middle + 1
    return lo

def bisect_right(a, x, lo=0, hi=None, *, key=None):
    return _search(a, lo, hi, key, lambda item: x < item)

def bisect_left(a, x, lo=0, hi=None, *, key=None):
    return _search(a, lo, hi, key, lambda item: not item < x)

def _insort(search):
    def insort(a, x, lo=0, hi=None, *, key=None):
        a.insert(search(a, key(x) if key else x, lo, hi, key=key), x)
    return insort

bisect, insort_left, insort_right = bisect_right, _insort(bisect_left), _insort(bisect_right)
insort = insort_right
`,
};
