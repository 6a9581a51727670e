// What BusyBox and the programs of Debian 13 answered to rarer options and to errors.
import { describe } from 'vitest';
import { table } from './table';

const files = { '/tmp/f': 'a b\nc\n', '/tmp/g': 'aaaa\n' };

describe('GNU programs', () => {
  table({ image: 'debian', files }, [
    ["sed '1e echo hi' f", 'hi\na b\nc\n'],
    ["echo date | sed 's/.*/echo Q/e'; echo 'echo 1' | sed e", 'Q\n1\n'],
    ['sed --sandbox e f', '', 'sed: -e expression #1, char 1: e/r/w commands disabled in sandbox mode\n', 1],
    ['dd if=f of=h bs=0', '', "dd: invalid number: '0'\n", 1],
    ['dd if=f of=h count=0 bs=1M seek=1 2>&1 | tail -1 | cut -c1-7; stat -c %s h', '0 bytes\n1048576\n'],
    ['cp f h; dd if=g of=h bs=1 seek=2 count=1 2>/dev/null; cat h', 'a a'],
    [
      'readlink -m /no/b/../c nofoo/x; ln -s /no/where l; readlink -m l/k',
      '/no/c\n/tmp/nofoo/x\n/no/where/k\n',
    ],
    ['id -z', '', 'id: option --zero not permitted in default format\n', 1],
    ['id -zu | od -c', '0000000   0  \\0\n0000002\n'],
    ['id -Z', '', 'id: --context (-Z) works only on an SELinux-enabled kernel\n', 1],
    [
      'chown -v 5 f; chown -v :daemon f; chown -v :6 f; chown -v 5:6 f; chgrp -v 0 f; chown -v root nope 2>/dev/null',
      "changed ownership of 'f' from root to 5\nchanged ownership of 'f' from games:root to :daemon\nchanged group of 'f' from daemon to 6\nownership of 'f' retained as games:disk\nchanged group of 'f' from disk to 0\nfailed to change ownership of 'nope' to root\n",
      '',
      1,
    ],
    ['ls --color=always -d /tmp; date -u -d "2024-03-10 next monday" +%F', '/tmp\n2024-03-10\n'],
    ['ln f h; mv -n f h; echo $?', '0\n'],
    ["printf ' ab    c\\n   x y\\na   b\\n' | unexpand -a -t2", ' ab\t\t c\n\t x y\na\t\tb\n'],
    ['chown root. f', '', "chown: warning: '.' should be ':': 'root.'\n"],
    ["ls -Z f; ls -lZ f | cut -d' ' -f5", '? f\n?\n'],
    [
      'tar cf t.tar f; tar tf t.tar zz f 2>&1',
      'f\ntar: zz: Not found in archive\ntar: Exiting with failure status due to previous errors\n',
      '',
      2,
    ],
    [
      'tar tf /dev/null',
      '',
      'tar: This does not look like a tar archive\ntar: Exiting with failure status due to previous errors\n',
      2,
    ],
    ['wc - <f; wc <f', '2 3 6 -\n2 3 6\n'],
    [
      'cat f | wc - f',
      '      2       3       6 -\n      2       3       6 f\n      4       6      12 total\n',
    ],
    ['wc --total=only f g; wc --total=never f', '3 4 11\n2 3 6 f\n'],
    ['wc f nofile 2>&1', '2 3 6 f\nwc: nofile: No such file or directory\n2 3 6 total\n', '', 1],
    ['df --total --output=source,target / | tail -1', 'total          -\n'],
    [
      'df -i --output /',
      '',
      "df: options -i and --output are mutually exclusive\nTry 'df --help' for more information.\n",
      1,
    ],
    [
      'seq 3 >s; printf "1\\nx\\n3\\n4\\n" >t; diff -y -W 40 s t',
      '1\t\t\t1\n2\t\t   |\tx\n3\t\t\t3\n\t\t   >\t4\n',
      '',
      1,
    ],
    [
      'seq 3 >s; printf "1\\nx\\n3\\n" >t; diff -y -t -W 20 --left-column s t',
      '1        (\n2        |  x\n3        (\n',
      '',
      1,
    ],
    [
      'seq 9 >s; sed 2d s >t; diff -C1 -L s -L t s t',
      '*** s\n--- t\n***************\n*** 1,3 ****\n  1\n- 2\n  3\n--- 1,2 ----\n',
      '',
      1,
    ],
    [
      'getconf PAGE_SIZE; getconf LONG_BIT; getconf NAME_MAX /; getconf GNU_LIBC_VERSION',
      '4096\n64\n255\nglibc 2.41\n',
    ],
    ['getconf FOO', '', "getconf: Unrecognized variable `FOO'\n", 2],
    ['getconf NAME_MAX /nofile', '', 'getconf: pathconf: /nofile: No such file or directory\n', 3],
    ['awk -W version | head -1; mawk --version | head -1', 'mawk 1.3.4 20250131\nmawk 1.3.4 20250131\n'],
    ['df -i /proc | tail -1', 'proc                0     0     0     - /proc\n'],
  ]);
});

describe('BusyBox', () => {
  table({ image: 'recorded', files }, [
    [
      "echo abc | sed 'y/abcd/xy/'; for s in 0 3g g3 4; do sed s/a/b/$s g; done",
      'xyc\nbbbb\nbbbb\naaba\naaab\n',
    ],
    ["sed 's///3g' g", '', 'sed: no previous regexp\n', 1],
    ['date -u -d 20240102', '', "date: invalid date '20240102'\n", 1],
    ['date -u -d 0102150424 +%F', '2001-02-15\n'],
    ['seq 1 0 3 | head -2; seq 1 0 0', '1\n1\n'],
    ['dd if=f of=h bs=0', '', 'dd: number 0 is not in 1..9223372036854775807 range\n', 1],
    ['chown root. f', '', 'chown: unknown user root.\n', 1],
    ['tar cf t.tar f; tar tf t.tar zz yy f 2>&1', 'f\ntar: zz: not found in archive\n', '', 1],
    ['ls -s f', '     4 f\n'],
    [
      'mkdir -p x/s y/s x/only; echo 1 >x/s/c; echo 2 >y/s/c; echo >x/z; diff -r x y',
      '--- x/s/c\n+++ y/s/c\n@@ -1 +1 @@\n-1\n+2\nOnly in x: z\n',
      '',
      1,
    ],
    ['mkdir x y; echo 1 >x/a; diff -rN x y', '--- x/a\n+++ /dev/null\n@@ -1 +0,0 @@\n-1\n', '', 1],
    ['patch </dev/null; echo garbage | patch', ''],
    [
      "printf -- '--- f\\n+++ f\\n@@ -1 +1 @@\\n-q\\n+r\\n' | patch; cat f",
      'patching file f\nHunk 1 FAILED 1/1.\n-q\n+r\na b\nc\n',
    ],
    ['od -t x1z f', '', "od: invalid type string 'x1z'; 4294967295-byte integral type is not supported\n", 1],
    ['df -i /proc | tail -1', 'proc                         0         0         0   0% /proc\n'],
  ]);
});

describe('bash', () => {
  table({ image: 'debian', shell: 'bash', files }, [
    [
      "x=é; declare -p x; printf '%q\\n' $x; LC_ALL=C.UTF-8; declare -p x; printf '%q\\n' $x",
      "declare -- x=$'\\303\\251'\n$'\\303\\251'\ndeclare -- x=\"é\"\né\n",
    ],
    ["set -x; : 'é é' é $'a\\nb' ''", '', "+ : 'é é' $'\\303\\251' 'a\nb' ''\n"],
    ['OLDPWD=; cd -; pwd', '\n/tmp\n'],
    [
      'exec 2>/dev/null; ulimit -f 1; head -c 9000 /dev/zero >z; echo $?; wc -c <z; echo >>z; echo $?',
      '153\n1024\n1\n',
    ],
  ]);
});
