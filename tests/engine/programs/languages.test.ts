import { describe } from 'vitest';
import { table } from './table';

describe('grep', () => {
  const files = { '/tmp/f': 'one\nTwo\nthree two\n', '/tmp/d/a': 'hit\n', '/tmp/d/b': 'miss\n' };
  table({ image: 'debian', files }, [
    [
      'grep two f; grep -i two f; grep -n two f; grep -v two f; grep -c o f',
      'three two\nTwo\nthree two\n3:three two\none\nTwo\n3\n',
    ],
    ['grep nope f', '', '', 1],
    ['grep -o "t.." f; grep -w wo f', 'thr\ntwo\n', '', 1],
    [
      'grep -r hit d; grep -rn hit .; grep -l i d/*; grep hit d/a d/b',
      'd/a:hit\n./d/a:1:hit\nd/a\nd/b\nd/a:hit\n',
    ],
    ['grep hit d', '', 'grep: d: Is a directory\n', 2],
    ['grep x /nope', '', 'grep: /nope: No such file or directory\n', 2],
    ['grep', '', "Usage: grep [OPTION]... PATTERNS [FILE]...\nTry 'grep --help' for more information.\n", 2],
    [
      'printf "l1\\nl2\\nl3\\nl4\\n" | grep -A 1 l2; printf "l1\\nl2\\nl3\\n" | grep -n -B 1 l2',
      'l2\nl3\n1-l1\n2:l2\n',
    ],
    ['printf "1\\n2\\n3\\n4\\n5\\n" | grep -C 0 -e 1 -e 4', '1\n4\n'],
    ['printf "1\\n2\\n3\\n4\\n5\\n" | grep -A 1 -e 1 -e 4', '1\n2\n--\n4\n5\n'],
    ['echo x1y22 | grep -oE "[0-9]+"; echo abcd | grep -oE "a|ab|abc"', '1\n22\nabc\n'],
    [
      'echo "a.c abc" | grep -o "a\\.c"; echo aaa | grep -E "^a{3}$"; echo a+b | grep "a+b"; echo ab | grep "a\\+b"',
      'a.c\naaa\na+b\nab\n',
    ],
    [
      'echo foobar | grep -o "\\bfoo"; echo xx | grep "\\(x\\)\\1"; echo "[a]" | grep -F "[a]"',
      'foo\nxx\n[a]\n',
    ],
    ['echo aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa | grep -E "^(a+)+b"', '', '', 1],
    ['grep --color=always two f', 'three \u001b[01;31m\u001b[Ktwo\u001b[m\u001b[K\n'],
    ['echo x | grep "a\\{2"', '', 'grep: Unmatched \\{\n', 2],
  ]);
});

describe('sed', () => {
  table({ image: 'debian', files: { '/tmp/f': 'one\ntwo\nthree\n' } }, [
    ['sed s/o/0/ f; sed -n 2p f; sed "2d" f; sed "$ d" f', '0ne\ntw0\nthree\ntwo\none\nthree\none\ntwo\n'],
    [
      'sed -n "/two/,$ p" f; sed "/one/,/two/d" f; sed "2!d" f; sed -n "1~2p" f',
      'two\nthree\nthree\ntwo\none\nthree\n',
    ],
    ['sed "s/\\(.\\)\\(.\\)/\\2\\1/" f; sed -E "s/(t)(.)/[&]/" f', 'noe\nwto\nhtree\none\n[tw]o\n[th]ree\n'],
    [
      'echo aaa | sed s/a/b/2; echo aaa | sed s/a/b/2g; echo a/b | sed "s#/#-#"; echo abc | sed "s/b*/x/g"',
      'aba\nabb\na-b\nxaxcx\n',
    ],
    [
      'sed "1i top" f | head -2; sed "2a new" f; sed "2c changed" f',
      'top\none\none\ntwo\nnew\nthree\none\nchanged\nthree\n',
    ],
    ['sed -n "\\$=" f; sed "=" f | head -2; sed "1!G;h;\\$!d" f', '3\n1\none\nthree\ntwo\none\n'],
    [
      'sed ":a;N;\\$!ba;s/\\n/,/g" f; sed "N;P;D" f; sed y/abc/xyz/ f | head -1',
      'one,two,three\none\ntwo\nthree\none\n',
    ],
    [
      'sed -i s/one/1/ f; cat f; sed -i.bak s/two/2/ f; cat f f.bak | head -5',
      '1\ntwo\nthree\n1\n2\nthree\n1\ntwo\n',
    ],
    ['echo hello world | sed -E "s/\\w+/\\u&/g; s/o/\\U&/2"', 'Hello WOrld\n'],
    ['sed 2q f; sed -n "/three/{s/t/T/;p}" f', 'one\ntwo\nThree\n'],
    ['printf "a\\nb" | sed s/b/c/', 'a\nc'],
    ['sed s/a/b/ /nope', '', "sed: can't read /nope: No such file or directory\n", 2],
    ['sed s/a/b', '', "sed: -e expression #1, char 5: unterminated `s' command\n", 1],
    ['sed k f', '', "sed: -e expression #1, char 1: unknown command: `k'\n", 1],
  ]);
});

describe('awk', () => {
  table({ image: 'debian', files: { '/tmp/f': 'a 1 x\nb 2 y\nc 3 z\n' } }, [
    ["awk '{print $1, $3}' f; awk 'END {print NR}' f; awk '$2 > 1' f", 'a x\nb y\nc z\n3\nb 2 y\nc 3 z\n'],
    [
      "awk '{s += $2} END {print s, s / NR}' f; awk 'NR == 2 {print $NF}' f; awk '/b/,/c/' f",
      '6 2\ny\nb 2 y\nc 3 z\n',
    ],
    [
      "echo a:b:c | awk -F: '{print $2; $2 = \"X\"; print; print NF}'; echo a:b | awk -F: -v OFS=- '{$1=$1; print}'",
      'b\na X c\n3\na-b\n',
    ],
    [
      'awk \'BEGIN {printf "%5.2f|%-4s|%03d|%c\\n", 3.14159, "ab", 7, 65; print 1e6, 0.1 + 0.2, 100000 * 100000}\'',
      ' 3.14|ab  |007|A\n1000000 0.3 10000000000\n',
    ],
    ['awk \'{n[$1] = $2} END {print length(n), n["b"], ("z" in n)}\' f', '3 2 0\n'],
    [
      'awk \'BEGIN {print substr("hello", 2, 3), index("hello", "l"), length("abc"), toupper("x"), split("a-b-c", p, "-"), p[3]}\'',
      'ell 3 3 X 3 c\n',
    ],
    [
      'echo foo bar | awk \'{gsub(/o/, "0"); sub("bar", "[&]"); print; print match($0, /r/), RSTART}\'',
      'f00 [bar]\n8 8\n',
    ],
    ["awk 'function f(n) {return n < 2 ? n : f(n - 1) + f(n - 2)} BEGIN {print f(15)}'", '610\n'],
    [
      'awk \'BEGIN {while (("echo a; echo b" | getline line) > 0) print "got", line; print "z\\na" | "sort"}\'',
      'got a\ngot b\na\nz\n',
    ],
    [
      'awk \'BEGIN {for (i = 0; i < 5; i++) {if (i == 1) continue; if (i == 4) break; printf "%d ", i}; print ""}\'',
      '0 2 3 \n',
    ],
    [
      'awk \'BEGIN {print 1 == 1.0, "a" < "b", 10 < 9, "10" < "9", 2 ^ 3 ^ 2, -2 ^ 2, 7 % 3, 1 " " -1}\'',
      '1 1 0 1 512 -4 1 1-1\n',
    ],
    ["awk 'BEGIN {exit 3}'", '', '', 3],
    [
      'awk \'BEGIN {print ENVIRON["HOME"]; x[1,2] = 3; for (k in x) {split(k, p, SUBSEP); print p[1], p[2]}}\'',
      '/root\n1 2\n',
    ],
    ['printf \'a b\\n\\nc d\\n\' | awk \'BEGIN {RS = ""} {print NR ": " $1}\'', '1: a\n2: c\n'],
    ['awk \'{print > "/tmp/out-" $1}\' f; cat out-b', 'b 2 y\n'],
    [
      'awk \'BEGIN {print length()}\' < /dev/null; awk \'BEGIN { printf "%s %d%%\\n", "x", 50 }\'',
      '0\nx 50%\n',
    ],
    ["awk '{ print $1 ' f", '', 'awk: line 2: missing } near end of file\n', 2],
  ]);
});

describe('find and xargs', () => {
  const files = { '/tmp/a/b/y.txt': '', '/tmp/a/x.txt': 'xx', '/tmp/a/z.md': '' };
  table({ image: 'debian', files }, [
    [
      'find a | sort; find a -name "*.txt" | sort; find a -type d | sort; find a -type f -name "z*"',
      'a\na/b\na/b/y.txt\na/x.txt\na/z.md\na/b/y.txt\na/x.txt\na\na/b\na/z.md\n',
    ],
    [
      'find a -maxdepth 1 -type f | sort; find a -name y.txt -exec echo found {} \\;; find a -empty -type f | sort',
      'a/x.txt\na/z.md\nfound a/b/y.txt\na/b/y.txt\na/z.md\n',
    ],
    [
      'find a -name "*.txt" -print0 | sort -z | xargs -0 ls; find a -type f -exec ls {} + | sort',
      'a/b/y.txt\na/x.txt\na/b/y.txt\na/x.txt\na/z.md\n',
    ],
    [
      'find a -path a/b -prune -o -type f -print | sort; find a \\( -name "*.md" -o -name x.txt \\) ! -size 0 ',
      'a/x.txt\na/z.md\na/x.txt\n',
    ],
    [
      'find a -type f -printf "%f %s %m %d\\n" | sort; find a -name "*.txt" -delete; find a | sort',
      'x.txt 2 644 1\ny.txt 0 644 2\nz.md 0 644 1\na\na/b\na/z.md\n',
    ],
    ['find /nope', '', "find: '/nope': No such file or directory\n", 1],
    ['find a -nonsense', '', "find: unknown predicate `-nonsense'\n", 1],
    [
      'seq 5 | xargs; seq 4 | xargs -n 2 echo pair; echo "a b" | xargs -I {} echo "<{}>"; printf "" | xargs echo none; printf "" | xargs -r echo none',
      '1 2 3 4 5\npair 1 2\npair 3 4\n<a b>\nnone\n',
    ],
    ['echo x | xargs false', '', '', 123],
    ['echo x | xargs nosuch', '', 'xargs: nosuch: No such file or directory\n', 127],
  ]);
});

describe('jq', () => {
  const files = {
    '/tmp/c.json':
      '[{"Name":"/web","State":{"Running":true},"Ports":[80,443]},{"Name":"/db","State":{"Running":false},"Ports":[]}]',
  };
  table({ image: 'host', files }, [
    [
      'jq -r ".[].Name" c.json; jq -c ".[0]" c.json',
      '/web\n/db\n{"Name":"/web","State":{"Running":true},"Ports":[80,443]}\n',
    ],
    [
      'jq -c "map(select(.State.Running) | {name: .Name[1:], n: (.Ports | length)})" c.json',
      '[{"name":"web","n":2}]\n',
    ],
    ['jq ".[0].Ports" c.json; echo "{}" | jq .', '[\n  80,\n  443\n]\n{}\n'],
    [
      'jq -r \'.[] | "\\(.Name) \\(.Ports | add // 0)"\' c.json; echo 1 2 | jq ". + 1"',
      '/web 523\n/db 0\n2\n3\n',
    ],
    [
      'echo "{\\"b\\":1,\\"a\\":[3,1,2]}" | jq -c "keys, (.a | sort), (to_entries | map(.key))"',
      '["a","b"]\n[1,2,3]\n["b","a"]\n',
    ],
    ['echo "[1]" | jq .a', '', 'jq: error (at <stdin>:1): Cannot index array with string "a"\n', 5],
    ['echo "{" | jq .', '', 'jq: parse error: Unfinished JSON term at EOF at line 2, column 0\n', 5],
    ['echo "{a:1}" | jq .', '', 'jq: parse error: Invalid numeric literal at line 1, column 3\n', 5],
    ['echo nul | jq .', '', 'jq: parse error: Invalid literal at line 2, column 0\n', 5],
    ['echo "[1,]" | jq .', '', 'jq: parse error: Expected another array element at line 1, column 4\n', 5],
    ['echo "1 2 x" | jq .', '1\n2\n', 'jq: parse error: Invalid numeric literal at line 2, column 0\n', 5],
    ["jq -n --arg who ada '{who: $who}' -c", '{"who":"ada"}\n'],
  ]);
});
