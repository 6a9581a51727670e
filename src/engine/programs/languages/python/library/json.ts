/** json, written in Python over a reader and a writer of ours. */
export const JSON_MODULES: Readonly<Record<string, string>> = {
  json: `
from json.decoder import JSONDecoder, JSONDecodeError
from json.encoder import JSONEncoder

_writer, _reader = JSONEncoder(), JSONDecoder()

def dumps(obj, *, cls=None, **style):
    if cls is None and _writer._has(style):
        return _writer.encode(obj)  #@231
    writer = (cls or JSONEncoder)(**style)
    return writer.encode(obj)  #@238

def dump(obj, fp, *, cls=None, **style):
    for part in (cls or JSONEncoder)(**style).iterencode(obj):  #@179
        fp.write(part)

def _text(s):
    if isinstance(s, (bytes, bytearray)):
        return s.decode('utf-8-sig' if s.startswith(b'\\xef\\xbb\\xbf') else 'utf-8')
    if s.startswith('\\ufeff'):
        raise JSONDecodeError('Unexpected UTF-8 BOM (decode using utf-8-sig)', s, 0)
    return s

def loads(s, *, cls=None, **hooks):
    if not isinstance(s, (str, bytes, bytearray)):
        raise TypeError(f'the JSON object must be str, bytes or bytearray, not {type(s).__name__}')  #@339
    s = _text(s)
    hooks = {name: hook for name, hook in hooks.items() if hook is not None}
    if not (cls or hooks):
        return _reader.decode(s)  #@346
    reader = (cls or JSONDecoder)(**hooks)
    return reader.decode(s)  #@359

def load(fp, **hooks):
    text = fp.read()
    return loads(text, **hooks)  #@293
#@@ 179 dump
    for chunk in iterable:
                 ^^^^^^^^
#@@ 231 dumps
    return _default_encoder.encode(obj)
           ~~~~~~~~~~~~~~~~~~~~~~~^^^^^
#@@ 238 dumps
    **kw).encode(obj)
          ~~~~~~^^^^^
#@@ 293 load
    return loads(fp.read(),
        cls=cls, object_hook=object_hook,
        parse_float=parse_float, parse_int=parse_int,
        parse_constant=parse_constant, object_pairs_hook=object_pairs_hook, **kw)
#@@ 339 loads
    raise TypeError(f'the JSON object must be str, bytes or bytearray, '
                    f'not {s.__class__.__name__}')
#@@ 346 loads
    return _default_decoder.decode(s)
           ~~~~~~~~~~~~~~~~~~~~~~~^^^
#@@ 359 loads
    return cls(**kw).decode(s)
           ~~~~~~~~~~~~~~~~^^^
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
from _json import JSONDecodeError, scan

_CONSTANTS = {'NaN': float('nan'), 'Infinity': float('inf'), '-Infinity': -float('inf')}

def _space_after(text, at):
    return len(text) - len(text[at:].lstrip(' \\t\\n\\r'))

class JSONDecoder:
    def __init__(self, *, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, strict=True, object_pairs_hook=None):
        self.object_hook, self.object_pairs_hook, self.strict = object_hook, object_pairs_hook, strict
        self.parse_int, self.parse_float, self.parse_constant = parse_int or int, parse_float or float, parse_constant or _CONSTANTS.get
        self._is_plain = not (object_hook or object_pairs_hook or parse_int or parse_float or parse_constant)
    def _built(self, raw):
        """What was read, in the hooks' own form; objects and numbers come as (kind, what stands there)."""
        if isinstance(raw, list):
            return [self._built(one) for one in raw]
        if not isinstance(raw, tuple):
            return raw
        kind, given = raw
        if kind != 'object':
            return getattr(self, 'parse_' + kind)(given)
        pairs = [(name, self._built(one)) for name, one in given]
        return self.object_pairs_hook(pairs) if self.object_pairs_hook else self.object_hook(dict(pairs)) if self.object_hook else dict(pairs)
    def decode(self, s):
        value, end = self.raw_decode(s, _space_after(s, 0))  #@345
        end = _space_after(s, end)
        if s[end:]:
            raise JSONDecodeError('Extra data', s, end)  #@348
        return value
    def raw_decode(self, s, idx=0):
        try:
            raw, end = scan(s, idx, self.strict, not self._is_plain)  #@361
        except StopIteration as place:
            raise JSONDecodeError('Expecting value', s, place.value) from None  #@363
        return raw if self._is_plain else self._built(raw), end
#@@ 345 decode
    obj, end = self.raw_decode(s, idx=_w(s, 0).end())
               ~~~~~~~~~~~~~~~^^^^^^^^^^^^^^^^^^^^^^^
#@@ 348 decode
    raise JSONDecodeError("Extra data", s, end)
#@@ 361 raw_decode
    obj, end = self.scan_once(s, idx)
               ~~~~~~~~~~~~~~^^^^^^^^
#@@ 363 raw_decode
    raise JSONDecodeError("Expecting value", s, err.value) from None
`,
  'json.encoder': `
import _json

class JSONEncoder:
    item_separator, key_separator = ', ', ': '
    _usual = {'skipkeys': False, 'ensure_ascii': True, 'check_circular': True, 'allow_nan': True, 'sort_keys': False, 'indent': None, 'separators': None, 'default': None}
    def __init__(self, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, sort_keys=False, indent=None, separators=None, default=None):
        self.__dict__.update(skipkeys=skipkeys, ensure_ascii=ensure_ascii, check_circular=check_circular, allow_nan=allow_nan, sort_keys=sort_keys, indent=indent)
        given = separators or (indent is not None and (',', self.key_separator))
        if given:
            self.item_separator, self.key_separator = given
        if default:
            self.default = default
    def _has(self, style):
        return all(value is self._usual.get(name, style) for name, value in style.items())
    def default(self, o):
        raise TypeError(f'Object of type {type(o).__name__} is not JSON serializable')  #@180
    def encode(self, o):
        return ''.join(self.iterencode(o, True))  #@200
    def iterencode(self, o, _one_shot=False):
        separators = self.item_separator, self.key_separator
        return [_json.dumps(o, separators=separators, default=self.default, **{name: getattr(self, name) for name in self._usual if name not in ('separators', 'default')})]  #@261
#@@ 180 default
    raise TypeError(f'Object of type {o.__class__.__name__} '
                    f'is not JSON serializable')
#@@ 200 encode
    chunks = self.iterencode(o, _one_shot=True)
#@@ 261 iterencode
    return _iterencode(o, 0)
`,
};
