/** jq's functions that take programs, written in jq. Source: the jq manual. */
export const DEFINITIONS = `
def select(f): if f then . else empty end;
def map(f): [.[] | f];
def map_values(f): .[] |= f;
def recurse: recurse(.[]?);
def recurse(f; cond): recurse(f | select(cond));
def values: select(. != null);
def nulls: select(. == null);
def booleans: select(type == "boolean");
def numbers: select(type == "number");
def strings: select(type == "string");
def arrays: select(type == "array");
def objects: select(type == "object");
def iterables: select(type == "array" or type == "object");
def scalars: select(type != "array" and type != "object");
def first(f): label $out | (f | ., break $out);
def first: .[0];
def last(f): reduce f as $one (null; $one);
def last: .[-1];
def isempty(f): first((f | false), true);
def limit($n; f): if $n <= 0 then empty else label $out | foreach f as $one (0; . + 1; $one, if . >= $n then break $out else empty end) end;
def nth($n): .[$n];
def nth($n; f): if $n < 0 then error("Out of bounds negative array index") else last(limit($n + 1; f)) end;
def range($to): range(0; $to; 1);
def range($from; $to): range($from; $to; 1);
def any(source; f): first((source | f | if . then true else empty end), false);
def any(f): any(.[]; f);
def any: any(.[]; .);
def all(source; f): first((source | f | if . then empty else false end), true);
def all(f): all(.[]; f);
def all: all(.[]; .);
def in(object): . as $key | object | has($key);
def inside(whole): . as $part | whole | contains($part);
def IN(source): any(source == .; .);
def IN(source; wanted): any(source == wanted; .);
def with_entries(f): to_entries | map(f) | from_entries;
def paths: path(..) | select(length > 0);
def paths(f): path(.. | select(f)) | select(length > 0);
def leaf_paths: paths(scalars);
def del(f): delpaths([path(f)]);
def pick(f): . as $whole | reduce path(f) as $path (null; setpath($path; $whole | getpath($path)));
def walk(f): def w: if type == "object" then map_values(w) elif type == "array" then map(w) else . end | f; w;
def sort_by(f): _sort_by(map([f]));
def group_by(f): _group_by(map([f]));
def unique_by(f): _unique_by(map([f]));
def min_by(f): _min_by(map([f]));
def max_by(f): _max_by(map([f]));
def match($pattern; $flags): _matches($pattern; $flags) | .[];
def match($pattern): ($pattern | if type == "array" then . else [., null] end) as [$text, $flags] | match($text; $flags);
def test($pattern; $flags): isempty(match($pattern; $flags)) | not;
def test($pattern): isempty(match($pattern)) | not;
def _named: [.captures[] | select(.name != null) | {key: .name, value: .string}] | from_entries;
def capture($pattern; $flags): match($pattern; $flags) | _named;
def capture($pattern): match($pattern) | _named;
def scan($pattern; $flags): _all_matches($pattern; $flags) | .[] | if (.captures | length) > 0 then [.captures[].string] else .string end;
def scan($pattern): scan($pattern; null);
def splits($pattern; $flags): split($pattern; $flags) | .[];
def splits($pattern): splits($pattern; null);
def _replaced($found; by): . as $text | reduce $found[] as $one ({made: "", at: 0}; .made += $text[.at:$one.offset] + ($one | _named | by) | .at = $one.offset + $one.length) | .made + $text[.at:];
def sub($pattern; by; $flags): _replaced(_matches($pattern; $flags); by);
def sub($pattern; by): sub($pattern; by; null);
def gsub($pattern; by; $flags): _replaced(_all_matches($pattern; $flags); by);
def gsub($pattern; by): gsub($pattern; by; null);
def ascii: [.] | implode;
def env: $ENV;
def todate: strftime("%Y-%m-%dT%H:%M:%SZ");
def fromdateiso8601: strptime("%Y-%m-%dT%H:%M:%SZ") | mktime;
def todateiso8601: todate;
def fromdate: fromdateiso8601;
def date: todate;
def halt_error: halt_error(5);
def combinations: if length == 0 then [] else .[0][] as $one | (.[1:] | combinations) as $rest | [$one] + $rest end;
def combinations($n): . as $all | [range($n)] | map($all) | combinations;
`;

/** Functions of the real jq that are not modelled. */
export const NOT_MODELLED: ReadonlySet<string> = new Set(
  'tostream fromstream truncate_stream input_filename strflocaltime localtime modulemeta get_search_list input_line_number significand drem ldexp scalb nearbyint logb gamma lgamma tgamma frexp modf builtins INDEX have_literal_numbers have_decnum dateadd datesub debug stderr'.split(
    ' ',
  ),
);
