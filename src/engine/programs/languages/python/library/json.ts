/** json, written in Python over a reader and a writer of ours. */
export const JSON_MODULES: Readonly<Record<string, string>> = {
  json: `
import _json
from json.decoder import JSONDecoder, JSONDecodeError
from json.encoder import JSONEncoder

_default_encoder = JSONEncoder()
_default_decoder = JSONDecoder()

def dumps(obj, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, cls=None, indent=None, separators=None, default=None, sort_keys=False, **kw):
    if not skipkeys and ensure_ascii and allow_nan and cls is None and indent is None and separators is None and default is None and not sort_keys and not kw:
        return _default_encoder.encode(obj)  #@231
    if cls is None:
        cls = JSONEncoder
    return cls(  #@234
        skipkeys=skipkeys, ensure_ascii=ensure_ascii,
        check_circular=check_circular, allow_nan=allow_nan, indent=indent,
        separators=separators, default=default, sort_keys=sort_keys,
        **kw).encode(obj)

def dump(obj, fp, **kw):
    cls = kw.pop('cls', None) or JSONEncoder
    iterable = cls(**kw).iterencode(obj)
    for chunk in iterable:  #@179
        fp.write(chunk)

def loads(s, *, cls=None, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, object_pairs_hook=None, **kw):
    if isinstance(s, str):
        if s.startswith('\\ufeff'):
            raise JSONDecodeError('Unexpected UTF-8 BOM (decode using utf-8-sig)', s, 0)
    else:
        if not isinstance(s, (bytes, bytearray)):
            raise TypeError(f'the JSON object must be str, bytes or bytearray, '  #@339
                            f'not {s.__class__.__name__}')
        s = s.decode('utf-8')
    if cls is None and object_hook is None and parse_int is None and parse_float is None and parse_constant is None and object_pairs_hook is None and not kw:
        return _default_decoder.decode(s)  #@346
    if object_hook is not None:
        kw['object_hook'] = object_hook
    if object_pairs_hook is not None:
        kw['object_pairs_hook'] = object_pairs_hook
    if parse_float is not None:
        kw['parse_float'] = parse_float
    if parse_int is not None:
        kw['parse_int'] = parse_int
    return (cls or JSONDecoder)(**kw).decode(s)  #@359

def load(fp, *, cls=None, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, object_pairs_hook=None, **kw):
    return loads(fp.read(),  #@293
        cls=cls, object_hook=object_hook,
        parse_float=parse_float, parse_int=parse_int,
        parse_constant=parse_constant, object_pairs_hook=object_pairs_hook, **kw)
`,
  'json.tool': `
import argparse
import json
import re
import sys

def _main():
    parser = argparse.ArgumentParser(prog='python3 -m json.tool', description='A simple command line interface for json module to validate and pretty-print JSON objects.')
    parser.add_argument('infile', nargs='?', help='a JSON file to be validated or pretty-printed', default='-')
    parser.add_argument('outfile', nargs='?', help='write the output of infile to outfile', default=None)
    parser.add_argument('--sort-keys', action='store_true', default=False, help='sort the output of dictionaries alphabetically by key')
    parser.add_argument('--no-ensure-ascii', dest='ensure_ascii', action='store_false', help='disable escaping of non-ASCII characters')
    parser.add_argument('--json-lines', action='store_true', default=False, help='parse input using the JSON Lines format. Use with --no-indent or --compact to produce valid JSON Lines output.')
    parser.add_argument('--indent', default=4, type=int, help='separate items with newlines and use this number of spaces for indentation')
    parser.add_argument('--tab', action='store_true', help='separate items with newlines and use tabs for indentation')
    parser.add_argument('--no-indent', action='store_true', help='separate items with spaces rather than newlines')
    parser.add_argument('--compact', action='store_true', help='suppress all whitespace separation (most compact)')
    options = parser.parse_args()
    style = {'sort_keys': options.sort_keys, 'ensure_ascii': options.ensure_ascii, 'indent': options.indent}
    if options.tab:
        style['indent'] = '\t'
    if options.no_indent:
        style['indent'] = None
    if options.compact:
        style['indent'], style['separators'] = None, (',', ':')
    try:
        infile = sys.stdin if options.infile == '-' else open(options.infile, encoding='utf-8')
        texts = [line for line in infile] if options.json_lines else [infile.read()]
        made = [json.dumps(json.loads(text), **style) + '\\n' for text in texts]
        out = sys.stdout if options.outfile is None else open(options.outfile, 'w', encoding='utf-8')
        for text in made:
            out.write(text)
        out.flush()
    except ValueError as e:
        raise SystemExit(e)
`,
  'json.decoder': `
import _json
from _json import JSONDecodeError

def _w(s, index):
    return _Space(len(s) - len(s.lstrip(' \\t\\n\\r')))

class _Space:
    def __init__(self, end):
        self._end = end
    def end(self):
        return self._end

def _hooked(value, hook, pairs_hook, parse_float, parse_int):
    if isinstance(value, dict):
        pairs = [(key, _hooked(one, hook, pairs_hook, parse_float, parse_int)) for key, one in value.items()]
        if pairs_hook is not None:
            return pairs_hook(pairs)
        return dict(pairs) if hook is None else hook(dict(pairs))
    if isinstance(value, list):
        return [_hooked(one, hook, pairs_hook, parse_float, parse_int) for one in value]
    if parse_float is not None and isinstance(value, float):
        return parse_float(repr(value))
    if parse_int is not None and isinstance(value, int) and not isinstance(value, bool):
        return parse_int(repr(value))
    return value

class JSONDecoder:
    def __init__(self, *, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, strict=True, object_pairs_hook=None):
        self.object_hook, self.parse_float, self.parse_int = object_hook, parse_float, parse_int
        self.strict, self.object_pairs_hook = strict, object_pairs_hook
    def decode(self, s, _w=_w):
        obj, end = self.raw_decode(s, idx=_w(s, 0).end())  #@345
        end = len(s) - len(s[end:].lstrip(' \\t\\n\\r'))
        if end != len(s):
            raise JSONDecodeError("Extra data", s, end)  #@348
        if self.object_hook or self.object_pairs_hook or self.parse_float or self.parse_int:
            obj = _hooked(obj, self.object_hook, self.object_pairs_hook, self.parse_float, self.parse_int)
        return obj
    def scan_once(self, s, idx):
        return _json.scan(s, idx)
    def raw_decode(self, s, idx=0):
        try:
            obj, end = self.scan_once(s, idx)  #@361
        except StopIteration as err:
            raise JSONDecodeError("Expecting value", s, err.value) from None  #@363
        return obj, end
`,
  'json.encoder': `
import _json

class JSONEncoder:
    item_separator = ', '
    key_separator = ': '
    def __init__(self, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, sort_keys=False, indent=None, separators=None, default=None):
        self.skipkeys, self.ensure_ascii, self.check_circular, self.allow_nan = skipkeys, ensure_ascii, check_circular, allow_nan
        self.sort_keys, self.indent = sort_keys, indent
        if separators is not None:
            self.item_separator, self.key_separator = separators
        elif indent is not None:
            self.item_separator = ','
        if default is not None:
            self.default = default
    def default(self, o):
        raise TypeError(f'Object of type {o.__class__.__name__} '  #@180
                        f'is not JSON serializable')
    def encode(self, o):
        chunks = self.iterencode(o, _one_shot=True)  #@200
        return ''.join(chunks)
    def iterencode(self, o, _one_shot=False):
        _iterencode = self._write
        return _iterencode(o, 0)  #@261
    def _write(self, o, level):
        return [_json.dumps(o, skipkeys=self.skipkeys, ensure_ascii=self.ensure_ascii, allow_nan=self.allow_nan, indent=self.indent, separators=(self.item_separator, self.key_separator), default=self.default, sort_keys=self.sort_keys)]
`,
};
