/** operator: what operators do, as functions. */
export const OPERATOR: Readonly<Record<string, string>> = {
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
};
