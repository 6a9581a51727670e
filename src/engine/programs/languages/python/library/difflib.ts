/** difflib: the longest stretches that two sequences share, and what is told of them. */
export const DIFFLIB: Readonly<Record<string, string>> = {
  difflib: `
import re
from collections import namedtuple

Match = namedtuple('Match', 'a b size')

class SequenceMatcher:
    def __init__(self, isjunk=None, a='', b='', autojunk=True):
        self.isjunk, self.autojunk = isjunk, autojunk
        self.set_seqs(a, b)
    def set_seqs(self, a, b):
        self.set_seq1(a)
        self.set_seq2(b)
    def set_seq1(self, a):
        self.a, self._blocks = a, None
    def set_seq2(self, b):
        self.b, self._blocks, self.b2j = b, None, {}
        for place, item in enumerate(b):
            self.b2j.setdefault(item, []).append(place)
        is_junk = self.isjunk or (lambda item: False)
        self.bjunk = {item for item in self.b2j if is_junk(item)}
        often = len(b) // 100 + 1 if self.autojunk and len(b) >= 200 else len(b)
        self.bpopular = {item for item, places in self.b2j.items() if len(places) > often} - self.bjunk
        for item in self.bjunk | self.bpopular:
            del self.b2j[item]

    def find_longest_match(self, alo=0, ahi=None, blo=0, bhi=None):
        ahi, bhi = len(self.a) if ahi is None else ahi, len(self.b) if bhi is None else bhi
        i, j, size, runs = alo, blo, 0, {}
        for here in range(alo, ahi):
            # How long the stretches are that end here, by where they end in b.
            runs = {place: runs.get(place - 1, 0) + 1 for place in self.b2j.get(self.a[here], ()) if blo <= place < bhi}
            for place, run in runs.items():
                if run > size:
                    i, j, size = here - run + 1, place - run + 1, run
        for takes_junk in (False, True):
            def goes_on(at, other):
                return alo <= at < ahi and blo <= other < bhi and self.a[at] == self.b[other] and (self.b[other] in self.bjunk) == takes_junk
            while goes_on(i - 1, j - 1):
                i, j, size = i - 1, j - 1, size + 1
            while goes_on(i + size, j + size):
                size += 1
        return Match(i, j, size)
    def _stretches(self, alo, ahi, blo, bhi):
        """The longest, with those to its left and its right."""
        open_parts, found = [(alo, ahi, blo, bhi)], []
        while open_parts:
            alo, ahi, blo, bhi = open_parts.pop()
            one = self.find_longest_match(alo, ahi, blo, bhi)
            if one.size:
                found.append(one)
                open_parts += [(alo, one.a, blo, one.b), (one.a + one.size, ahi, one.b + one.size, bhi)]
        return sorted(found)
    def get_matching_blocks(self):
        if self._blocks is None:
            joined = []
            for a, b, size in self._stretches(0, len(self.a), 0, len(self.b)):
                last = joined[-1] if joined else Match(-1, -1, 0)
                if (last.a + last.size, last.b + last.size) == (a, b):
                    joined[-1] = Match(last.a, last.b, last.size + size)
                else:
                    joined.append(Match(a, b, size))
            self._blocks = [*joined, Match(len(self.a), len(self.b), 0)]
        return self._blocks
    def get_opcodes(self):
        made, i, j = [], 0, 0
        for a, b, size in self.get_matching_blocks():
            change = {(True, True): 'replace', (True, False): 'delete', (False, True): 'insert'}.get((i < a, j < b))
            if change:
                made.append((change, i, a, j, b))
            i, j = a + size, b + size
            if size:
                made.append(('equal', a, i, b, j))
        return made
    def get_grouped_opcodes(self, n=3):
        """Changes with what is equal around them."""
        codes, group = self.get_opcodes(), []
        for at, (tag, i1, i2, j1, j2) in enumerate(codes, 1):
            is_last, near = at == len(codes), min(n, i2 - i1)
            if tag != 'equal':
                group.append((tag, i1, i2, j1, j2))
                continue
            if not group:
                group = [(tag, i2 - near, i2, j2 - near, j2)]
            elif is_last or i2 - i1 > 2 * n:
                yield group + [(tag, i1, i1 + near, j1, j1 + near)]
                group = [(tag, i2 - near, i2, j2 - near, j2)]
            else:
                group.append((tag, i1, i2, j1, j2))
        if group and group[-1][0] != 'equal':
            yield group

    def _share(self, same):
        both = len(self.a) + len(self.b)
        return 2.0 * same / both if both else 1.0
    def ratio(self):
        return self._share(sum([one.size for one in self.get_matching_blocks()]))
    def quick_ratio(self):
        left, same = {}, 0
        for item in self.b:
            left[item] = left.get(item, 0) + 1
        for item in self.a:
            same += left.get(item, 0) > 0
            left[item] = left.get(item, 0) - 1
        return self._share(same)
    def real_quick_ratio(self):
        return self._share(min(len(self.a), len(self.b)))

def get_close_matches(word, possibilities, n=3, cutoff=0.6):
    if not n > 0:
        raise ValueError(f'n must be > 0: {n!r}')
    if not 0.0 <= cutoff <= 1.0:
        raise ValueError(f'cutoff must be in [0.0, 1.0]: {cutoff!r}')
    likeness = [(SequenceMatcher(None, one, word).ratio(), one) for one in possibilities]
    return [one for share, one in sorted(likeness, reverse=True) if share >= cutoff][:n]

def IS_LINE_JUNK(line, pat=None):
    return bool(re.fullmatch(r'\\s*#?\\s*', line))

def IS_CHARACTER_JUNK(ch, ws=' \\t'):
    return ch in ws

def _lines(mark, lines):
    return [f'{mark} {line}' for line in lines]

class Differ:
    def __init__(self, linejunk=None, charjunk=None):
        self.linejunk, self.charjunk = linejunk, charjunk
    def compare(self, a, b):
        for tag, i1, i2, j1, j2 in SequenceMatcher(self.linejunk, a, b).get_opcodes():
            if tag == 'equal':
                yield from _lines(' ', a[i1:i2])
            else:
                yield from self._changed(a[i1:i2], b[j1:j2])
    def _alike(self, a, b):
        """The two lines most like each other, if they are alike at all."""
        best = 0.75, None
        for j, new in enumerate(b):
            for i, old in enumerate(a):
                match = SequenceMatcher(self.charjunk, old, new)
                if old != new and match.real_quick_ratio() >= best[0] and match.ratio() >= best[0]:
                    best = (match.ratio(), (i, j)) if best[1] is None or match.ratio() > best[0] else best
        return best[1]
    def _changed(self, a, b):
        pair = self._alike(a, b)
        if pair is None:
            parts = [_lines('-', a), _lines('+', b)]
            for part in parts[::-1] if a and len(b) < len(a) else parts:
                yield from part
            return
        i, j = pair
        yield from self._changed(a[:i], b[:j])
        below = self._marks(a[i], b[j])
        for sign, line, marks in zip('-+', (a[i], b[j]), below):
            yield f'{sign} {line}'
            if marks:
                yield f'? {marks}\\n'
        yield from self._changed(a[i + 1:], b[j + 1:])
    def _marks(self, old, new):
        below = ['', '']
        for tag, i1, i2, j1, j2 in SequenceMatcher(self.charjunk, old, new).get_opcodes():
            for side, sign, part in ((0, '-', old[i1:i2]), (1, '+', new[j1:j2])):
                sign = {'equal': ' ', 'replace': '^'}.get(tag, sign)
                below[side] += ''.join([char if sign == ' ' and char.isspace() else sign for char in part])
        return [marks.rstrip() for marks in below]

def ndiff(a, b, linejunk=None, charjunk=IS_CHARACTER_JUNK):
    return Differ(linejunk, charjunk).compare(a, b)

def restore(delta, which):
    try:
        wanted = ('  ', {1: '- ', 2: '+ '}[int(which)])
    except KeyError:
        raise ValueError(f'unknown delta choice (must be 1 or 2): {which!r}') from None
    return (line[2:] for line in delta if line[:2] in wanted)

def _head(signs, files, dates, lineterm):
    return [f'{sign} {name}{chr(9) + date if date else ""}{lineterm}' for sign, name, date in zip(signs, files, dates)]

def unified_diff(a, b, fromfile='', tofile='', fromfiledate='', tofiledate='', n=3, lineterm='\\n'):
    def span(start, stop):
        count = stop - start
        return f'{start + (count > 0)},{count}' if count != 1 else f'{stop}'
    head = _head(('---', '+++'), (fromfile, tofile), (fromfiledate, tofiledate), lineterm)
    for group in SequenceMatcher(None, a, b).get_grouped_opcodes(n):
        (_, i1, _, j1, _), (_, _, i2, _, j2) = group[0], group[-1]
        yield from head
        head = ()
        yield f'@@ -{span(i1, i2)} +{span(j1, j2)} @@{lineterm}'
        for tag, i1, i2, j1, j2 in group:
            yield from [(' ' if tag == 'equal' else '-') + line for line in a[i1:i2]]
            yield from ['+' + line for line in b[j1:j2] if tag != 'equal']

def context_diff(a, b, fromfile='', tofile='', fromfiledate='', tofiledate='', n=3, lineterm='\\n'):
    def span(start, stop):
        return f'{start + 1},{stop}' if stop - start > 1 else f'{stop}'
    head = _head(('***', '---'), (fromfile, tofile), (fromfiledate, tofiledate), lineterm)
    for group in SequenceMatcher(None, a, b).get_grouped_opcodes(n):
        (_, i1, _, j1, _), (_, _, i2, _, j2) = group[0], group[-1]
        yield from [*head, f'***************{lineterm}']
        head = ()
        tags = {tag for tag, *_ in group}
        for lines, sides, own, title in ((a, (1, 2), 'delete', f'*** {span(i1, i2)} ****'), (b, (3, 4), 'insert', f'--- {span(j1, j2)} ----')):
            yield title + lineterm
            if tags & {'replace', own}:
                sign = {'equal': '  ', 'replace': '! ', 'delete': '- ', 'insert': '+ '}
                for code in group:
                    yield from [sign[code[0]] + line for line in lines[code[sides[0]]:code[sides[1]]]]
`,
};
