/** importlib and keyword: how modules are found and named, written in Python. */
export const IMPORTING: Readonly<Record<string, string>> = {
  importlib: `
import sys as _sys
import _machine

def import_module(name, package=None):
    if name.startswith('.'):
        if not package:
            raise TypeError(f"the 'package' argument is required to perform a relative import for {name!r}")
        level = len(name) - len(name.lstrip('.'))
        base = package.rsplit('.', level - 1)[0] if level > 1 else package
        name = f'{base}.{name[level:]}' if name[level:] else base
    return _machine.load(name)

def reload(module):
    name = module.__name__
    _sys.modules.pop(name, None)
    return _machine.load(name)

def invalidate_caches():
    pass
`,
  'importlib.metadata': `
import os
import sys

class PackageNotFoundError(ModuleNotFoundError):
    def __str__(self):
        return f'No package metadata was found for {self.args[0]}'
    @property
    def name(self):
        return self.args[0]

def _folders():
    for folder in sys.path:
        try:
            names = os.listdir(folder or '.')
        except OSError:
            continue
        for name in names:
            if name.endswith('.dist-info'):
                yield folder, name

def version(distribution_name):
    wanted = distribution_name.lower().replace('-', '_')
    for folder, name in _folders():
        own, _, number = name.removesuffix('.dist-info').rpartition('-')
        if own.lower().replace('-', '_') == wanted:
            return number
    raise PackageNotFoundError(distribution_name)

def distributions():
    class Distribution:
        pass
    for folder, name in _folders():
        made = Distribution()
        made.name, _, made.version = name.removesuffix('.dist-info').rpartition('-')
        made.metadata = {'Name': made.name, 'Version': made.version}
        yield made
`,
  'importlib.util': `
import os
import sys

class ModuleSpec:
    def __init__(self, name, origin):
        self.name, self.origin = name, origin
    def __repr__(self):
        return f'ModuleSpec(name={self.name!r}, origin={self.origin!r})'

def find_spec(name, package=None):
    if name in sys.modules:
        return ModuleSpec(name, getattr(sys.modules[name], '__file__', None))
    if name in sys.stdlib_module_names:
        return ModuleSpec(name, None)
    for folder in sys.path:
        for end in ('/__init__.py', '.py'):
            path = f"{folder or os.getcwd()}/{name.replace('.', '/')}{end}"
            if os.path.isfile(path):
                return ModuleSpec(name, path)
    return None
`,
  keyword: `
kwlist = ['False', 'None', 'True', 'and', 'as', 'assert', 'async', 'await', 'break', 'class', 'continue', 'def', 'del', 'elif', 'else', 'except', 'finally', 'for', 'from', 'global', 'if', 'import', 'in', 'is', 'lambda', 'nonlocal', 'not', 'or', 'pass', 'raise', 'return', 'try', 'while', 'with', 'yield']
softkwlist = ['_', 'case', 'match', 'type']
iskeyword = frozenset(kwlist).__contains__
issoftkeyword = frozenset(softkwlist).__contains__
`,
  this: `
s = """Gur Mra bs Clguba, ol Gvz Crgref

Ornhgvshy vf orggre guna htyl.
Rkcyvpvg vf orggre guna vzcyvpvg.
Fvzcyr vf orggre guna pbzcyrk.
Pbzcyrk vf orggre guna pbzcyvpngrq.
Syng vf orggre guna arfgrq.
Fcnefr vf orggre guna qrafr.
Ernqnovyvgl pbhagf.
Fcrpvny pnfrf nera'g fcrpvny rabhtu gb oernx gur ehyrf.
Nygubhtu cenpgvpnyvgl orngf chevgl.
Reebef fubhyq arire cnff fvyragyl.
Hayrff rkcyvpvgyl fvyraprq.
Va gur snpr bs nzovthvgl, ershfr gur grzcgngvba gb thrff.
Gurer fubhyq or bar-- naq cersrenoyl bayl bar --boivbhf jnl gb qb vg.
Nygubhtu gung jnl znl abg or boivbhf ng svefg hayrff lbh'er Qhgpu.
Abj vf orggre guna arire.
Nygubhtu arire vf bsgra orggre guna *evtug* abj.
Vs gur vzcyrzragngvba vf uneq gb rkcynva, vg'f n onq vqrn.
Vs gur vzcyrzragngvba vf rnfl gb rkcynva, vg znl or n tbbq vqrn.
Anzrfcnprf ner bar ubaxvat terng vqrn -- yrg'f qb zber bs gubfr!"""
_letters = [(c, i) for c in (65, 97) for i in range(26)]
c, i = _letters[-1]
d = {chr(case + at): chr(case + (at + 13) % 26) for case, at in _letters}
print(s.translate(str.maketrans(d)))
`,
};
