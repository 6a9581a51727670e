/** jq's functions that take programs, written in jq. Source: the jq manual. */
import type { JqVersion } from './version';
const SHARED = `
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
def nth($n): .[$n];
def nth($n; f): if $n < 0 then error("nth doesn't support negative indices") else last(limit($n + 1; f)) end;
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
def del(f): delpaths([path(f)]);
def walk(f): def w: if type == "object" then map_values(w) elif type == "array" then map(w) else . end | f; w;
def sort_by(f): _sort_by(map([f]));
def group_by(f): _group_by(map([f]));
def unique_by(f): _unique_by(map([f]));
def min_by(f): _min_by(map([f]));
def max_by(f): _max_by(map([f]));
def match($pattern; $flags): _matches($pattern; $flags) | .[];
def match($pattern): ($pattern | if type == "array" then . elif type == "string" then [., null] else error(type + " not a string or array") end) as [$text, $flags] | match($text; $flags);
def test($pattern; $flags): isempty(match($pattern; $flags)) | not;
def test($pattern): isempty(match($pattern)) | not;
def _named: [.captures[] | select(.name != null) | {key: .name, value: .string}] | from_entries;
def capture($pattern; $flags): match($pattern; $flags) | _named;
def capture($pattern): match($pattern) | _named;
def splits($pattern; $flags): split($pattern; $flags) | .[];
def splits($pattern): splits($pattern; null);
def sub($pattern; by; $flags): _replaced(_matches($pattern; $flags); by);
def sub($pattern; by): sub($pattern; by; null);
def gsub($pattern; by; $flags): _replaced(_all_matches($pattern; $flags); by);
def gsub($pattern; by): gsub($pattern; by; null);
def env: $ENV;
def todate: strftime("%Y-%m-%dT%H:%M:%SZ");
def fromdateiso8601: strptime("%Y-%m-%dT%H:%M:%SZ") | mktime;
def todateiso8601: todate;
def fromdate: fromdateiso8601;
def halt_error: halt_error(5);
def tostream: path(def r: (.[]? | r), .; r) as $path | getpath($path) | reduce path(.[]?) as $key ([$path, .]; [$path + $key]);
def fromstream(events): foreach events as $one ({x: null, e: false}; (if .e then {x: null, e: false} else . end) | if ($one | length) == 2 then setpath(["e"]; ($one[0] | length) == 0) | setpath(["x"] + $one[0]; $one[1]) else setpath(["e"]; ($one[0] | length) == 1) end; if .e then .x else empty end);
def truncate_stream(events): . as $n | null | events | . as $one | if (.[0] | length) > $n then setpath([0]; $one[0][$n:]) else empty end;
def INDEX(rows; key): reduce rows as $row ({}; .[$row | key | tostring] = $row);
def INDEX(key): INDEX(.[]; key);
def bsearch($wanted): . as $all | {from: 0, to: (length - 1), found: null} | until(.from > .to or .found != null; ((.from + .to) / 2 | floor) as $at | if $all[$at] == $wanted then .found = $at elif $all[$at] < $wanted then .from = $at + 1 else .to = $at - 1 end) | if .found != null then .found else -1 - .from end;
def combinations: if length == 0 then [] else .[0][] as $one | (.[1:] | combinations) as $rest | [$one] + $rest end;
def combinations($n): . as $all | [range($n)] | map($all) | combinations;
`;

/** Of 1.6 alone, or other there. */
const OLD = `
def leaf_paths: paths(scalars);
def scan($pattern): _all_matches($pattern; null) | .[] | if (.captures | length) > 0 then [.captures[].string] else .string end;
def limit($n; f): if $n < 0 then f else label $out | foreach f as $one (0; . + 1; $one, if . >= $n then break $out else empty end) end;
def _replaced($found; by): . as $text | reduce $found[] as $one ({made: "", at: 0}; .made += $text[.at:$one.offset] + ($one | _named | by) | .at = $one.offset + $one.length) | .made + $text[.at:];
`;

/** Of 1.7 alone, or other there. */
const NEW = `
def pick(f): . as $whole | reduce path(f) as $path (null; setpath($path; $whole | getpath($path)));
def scan($pattern; $flags): _all_matches($pattern; $flags) | .[] | if (.captures | length) > 0 then [.captures[].string] else .string end;
def scan($pattern): scan($pattern; null);
def abs: if . < 0 then -. else . end;
def debug(messages): (messages | debug | empty), .;
def limit($n; f): if $n > 0 then label $out | foreach f as $one ($n; . - 1; $one, if . <= 0 then break $out else empty end) elif $n == 0 then empty else f end;
def _replaced($found; by): . as $text | reduce $found[] as $one ({made: [], at: 0}; $text[.at:$one.offset] as $gap | [$one | _named | by] as $new | reduce range(0; $new | length) as $i (.; .made[$i] += $gap + $new[$i]) | .at = $one.offset + $one.length) | (.made[] + $text[.at:]) // $text;
`;

/** What a jq of this version has that is written in jq. */
export function definitionsOf({ isOld }: JqVersion): string {
  return (isOld ? OLD : NEW) + SHARED;
}

/** Functions of the real jq that are not modelled. */
export const NOT_MODELLED: ReadonlySet<string> = new Set(
  'localtime strflocaltime modulemeta get_search_list gamma lgamma tgamma JOIN tan asin acos atan atan2 sinh cosh tanh asinh acosh atanh cbrt expm1 log1p fma j0 j1 y0 y1'.split(
    ' ',
  ),
);
