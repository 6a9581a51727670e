import { describe } from 'vitest';
import { table } from './table';

// Recorded in debian:trixie and in busybox (build/shell-* transcripts, facts/programs), or POSIX.
describe("GNU's text programs", () => {
  table({ image: 'debian' }, [
    ['printf "a\\n\\nb\\n" | cat -n', '     1\ta\n     2\t\n     3\tb\n'],
    ['printf "a\\tb\\n" | cat -A', 'a^Ib$\n'],
    ['cat /nope', '', 'cat: /nope: No such file or directory\n', 1],
    ['cat /etc', '', 'cat: /etc: Is a directory\n', 1],
    ['cat -Q', '', "cat: invalid option -- 'Q'\nTry 'cat --help' for more information.\n", 1],
    [
      'seq 20 | head -n 2; seq 20 | tail -n 2; seq 5 | head -n -3; seq 5 | tail -n +4',
      '1\n2\n19\n20\n1\n2\n4\n5\n',
    ],
    ['seq 20 | head -3 | tail -1', '3\n'],
    ['head /nope', '', "head: cannot open '/nope' for reading: No such file or directory\n", 1],
    [
      'seq 3 > a; seq 2 > b; wc -l a b; head -n 1 a b',
      ' 3 a\n 2 b\n 5 total\n==> a <==\n1\n\n==> b <==\n1\n',
    ],
    ['printf "a\\n\\nb\\n" > f; wc f; wc -l f; wc -c < f', '3 2 5 f\n3 f\n5\n'],
    ['echo one two | wc', '      1       2       8\n'],
    ['printf "a\\n\\nb\\n" | nl; printf "1\\n2\\n" | tac', '     1\ta\n       \n     2\tb\n2\n1\n'],
    ['printf "b\\na\\nb\\n" | sort | uniq -c', '      1 a\n      2 b\n'],
    ['printf "10\\n9\\n100\\n" | sort; printf "10\\n9\\n100\\n" | sort -n', '10\n100\n9\n9\n10\n100\n'],
    ['printf "x 2\\ny 1\\n" | sort -k 2; printf "a:3\\nb:1\\n" | sort -t: -k2n', 'y 1\nx 2\nb:1\na:3\n'],
    ['printf "2K\\n1M\\n5\\n" | sort -h; printf "1.10\\n1.9\\n" | sort -V', '5\n2K\n1M\n1.9\n1.10\n'],
    ['printf "a\\nb\\nA\\n" | sort -fu', 'a\nb\n'],
    ['sort /nope', '', 'sort: cannot read: /nope: No such file or directory\n', 2],
    ['printf "a\\na\\nb\\n" | uniq -d; printf "a\\na\\nb\\n" | uniq -u', 'a\nb\n'],
    [
      'echo root:x:0:0 | cut -d : -f 1,3; echo abcdef | cut -c 2-4; echo a b | cut -d " " -f 5',
      'root:0\nbcd\n\n',
    ],
    [
      'cut',
      '',
      "cut: you must specify a list of bytes, characters, or fields\nTry 'cut --help' for more information.\n",
      1,
    ],
    [
      'echo hello | tr a-z A-Z; echo "a  b" | tr -s " "; echo a1b2 | tr -d 0-9; echo x-y | tr -c a-z "\\n"',
      'HELLO\na b\nab\nx\ny\n',
    ],
    ['echo héllo | tr "[:lower:]" "[:upper:]" | od -An -tx1', ' 48 c3 a9 4c 4c 4f 0a\n'],
    ['seq 4 | paste -s -d +; seq 4 | paste - -', '1+2+3+4\n1\t2\n3\t4\n'],
    [
      'printf "1 a\\n2 b\\n" > x; printf "1 c\\n3 d\\n" > y; join x y; join -a 1 x y; comm x y',
      '1 a c\n1 a c\n2 b\n1 a\n\t1 c\n2 b\n\t3 d\n',
    ],
    [
      'echo abcdefgh | fold -w 3; printf "a\\tb\\n" | expand; echo abc | rev',
      'abc\ndef\ngh\na       b\ncba\n',
    ],
    ['echo hi | tee a b; cat a b', 'hi\nhi\nhi\n'],
    [
      'seq 1 2 5; seq -w 8 10; seq -s , 3; seq 3 -1 1; seq 0.5 0.5 1.5',
      '1\n3\n5\n08\n09\n10\n1,2,3\n3\n2\n1\n0.5\n1.0\n1.5\n',
    ],
    ['yes | head -n 2', 'y\ny\n'],
    [
      '/usr/bin/printf "%5s|%-5s|%05d|%x|%.2f|%c|%b\\n" a b 42 255 3.14159 xyz "a\\tb"',
      '    a|b    |00042|ff|3.14|x|a\tb\n',
    ],
    ['/usr/bin/printf "%s-%s\\n" a b c', 'a-b\nc-\n'],
    ['/usr/bin/echo -e "a\\nb\\c"; /usr/bin/echo -n x', 'a\nbx'],
    ['echo hello | base64; echo aGVsbG8K | base64 -d', 'aGVsbG8K\nhello\n'],
    [
      'printf abc | md5sum; printf abc | sha1sum; printf abc | sha256sum',
      '900150983cd24fb0d6963f7d28e17f72  -\na9993e364706816aba3e25717850c26c9cd0d89d  -\nba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  -\n',
    ],
    [
      'echo a > f; sha256sum f > s; sha256sum -c s; echo b > f; sha256sum -c s',
      'f: OK\nf: FAILED\n',
      'sha256sum: WARNING: 1 computed checksum did NOT match\n',
      1,
    ],
    ['printf abc | cksum', '1219131554 3\n'],
    ['printf "ab\\n" | od -c; printf "ab" | od -An -tx1', '0000000   a   b  \\n\n0000003\n 61 62\n'],
    [
      'printf "a\\nb\\nc\\n" > x; printf "a\\nB\\nc\\nd\\n" > y; diff x y',
      '2c2\n< b\n---\n> B\n3a4\n> d\n',
      '',
      1,
    ],
    [
      'printf "a\\nb\\n" > x; printf "a\\nc\\n" > y; diff -u --label x --label y x y',
      '--- x\n+++ y\n@@ -1,2 +1,2 @@\n a\n-b\n+c\n',
      '',
      1,
    ],
    ['echo a > x; echo b > y; cmp x y; cmp x x', 'x y differ: char 1, line 1\n'],
    [
      'expr 3 \\* 4; expr 5 \\> 9; expr length hello; expr substr hello 2 3; expr abc : "a\\(.\\)c"',
      '12\n0\n5\nell\nb\n',
    ],
    ['expr 1 / 0', '', 'expr: division by zero\n', 2],
    [
      'date -d @0 -u; date -u -d "2024-02-29 12:00 1 day" +%F; date -u -d "Jan 2 2024" "+%s %A %j"',
      'Thu Jan  1 00:00:00 UTC 1970\n2024-03-01\n1704153600 Tuesday 002\n',
    ],
    ['date -u +%FT%TZ', '2026-11-24T09:00:00Z\n'],
    ['date a b', '', "date: extra operand 'b'\nTry 'date --help' for more information.\n", 1],
    ['date -d nonsense', '', "date: invalid date 'nonsense'\n", 1],
    ['basename /a/b.txt .txt; dirname /a/b.txt a //', 'b\n/a\n.\n/\n'],
    ['factor 360', '360: 2 2 2 3 3 5\n'],
  ]);
});

describe("BusyBox' text programs", () => {
  table({ image: 'recorded' }, [
    ['cat /nope', '', "cat: can't open '/nope': No such file or directory\n", 1],
    ['cat /etc', '', 'cat: read error: Is a directory\n', 1],
    ['cat -Q 2>&1 | head -n 1', "cat: invalid option -- 'Q'\n"],
    ['tail /nope', '', "tail: can't open '/nope': No such file or directory\ntail: no files\n", 1],
    ['head /nope', '', 'head: /nope: No such file or directory\n', 1],
    ['wc /nope', '', 'wc: /nope: No such file or directory\n', 1],
    ['printf "a\\n\\nb\\n" > f; wc f; wc -l f', '        3         2         5 f\n3 f\n'],
    ['seq 3 > a; seq 2 > b; wc -l a b', '        3 a\n        2 b\n        5 total\n'],
    ['sort /nope', '', 'sort: /nope: No such file or directory\n', 2],
    ['printf "b\\na\\nb\\nc\\na\\nb\\n" | sort | uniq -c | sort -rn', '      3 b\n      2 a\n      1 c\n'],
    ['seq -s , 2 2 10; echo hello | rev', '2,4,6,8,10\nolleh\n'],
    ['date -u -d @0', 'Thu Jan  1 00:00:00 UTC 1970\n'],
    ['printf abc | sha256sum | cut -c 1-8', 'ba7816bf\n'],
  ]);
});

describe('Alpine, where getopt is musl’s', () => {
  table({ image: 'alpine' }, [
    ['ls -z 2>&1 | head -n 1', 'ls: unrecognized option: z\n'],
    ['ls --nope 2>&1 | head -n 1', 'ls: unrecognized option: nope\n'],
    ['head -n 2>&1 | head -n 1', 'head: option requires an argument: n\n'],
  ]);
});
