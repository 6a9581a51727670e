// What BusyBox and the programs of Debian 13 answered.
import { describe } from 'vitest';
import { table } from './table';

const files = { '/tmp/f': 'one\ntwo\nthree\nfour\nfive\n', '/tmp/p': 'alice 30 NY\nbob 25 LA\n' };

describe('mawk and sed of Debian', () => {
  table({ image: 'debian', files }, [
    ["awk 'BEGIN{print 1/0; print -1/0}'", '+inf\n-inf\n'],
    ["awk 'BEGIN{foo(1)}'", '', 'awk: line 2: function foo never defined\n', 2],
    [
      "awk 'BEGIN{if(1' p",
      '',
      'awk: line 1: missing ) near end of line\nawk: line 2: missing } near end of file\n',
      2,
    ],
    [
      "awk 'BEGIN{print 1}}'",
      '',
      "awk: line 1: extra '}'\nawk: line 1: syntax error at or near end of line\n",
      2,
    ],
    ["awk 'BEGIN{print \"a}'", '', 'awk: line 1: runaway string constant "a} ...\n', 2],
    ['awk -f /nope', '', 'awk: cannot open "/nope" (No such file or directory)\n', 2],
    ['awk \'BEGIN{exit 3} END{print "end"}\'', 'end\n', '', 3],
    [
      "awk '{print $-1}' p",
      '',
      'awk: run time error: negative field index $-1\n\tFILENAME="p" FNR=1 NR=1\n',
      2,
    ],
    ["sed '1i\\top' f | head -2; sed '2q5' f", 'top\none\none\ntwo\n', '', 5],
    ['tail -1 f p', '', 'tail: option used in invalid context -- 1\n', 1],
    ['df --output=target /', 'Mounted on\n/\n'],
    ['df -B G / | head -1', 'Filesystem     1G-blocks  Used Available Use% Mounted on\n'],
    ['ln -S .old -s f l; ln -S .old -sf p l; readlink l l.old', 'p\nf\n'],
  ]);
});

describe('awk, sed and date of BusyBox', () => {
  table({ image: 'recorded', files }, [
    ["awk 'BEGIN{print 1/0}'", '', 'awk: cmd. line:1: Division by zero\n', 1],
    ["awk 'BEGIN{print 1, 2^3}'", '1 ', 'awk: cmd. line:1: Math support is not compiled in\n', 1],
    ['awk \'BEGIN{printf "%d %s.\\n", 1; print 010, 0x1f}\'', '1 .\n8 31\n'],
    ['awk \'{print gensub(/(o)(b)/,"\\\\2\\\\1","g", $1)}\' p', 'alice\nbbo\n'],
    ["sed '1i\\top' f | head -1; sed '0~2d' f", 'top\n', 'sed: unsupported command ~\n', 1],
    ["sed '3Q' f", '', 'sed: unsupported command Q\n', 1],
    ['date -d tomorrow', '', "date: invalid date 'tomorrow'\n", 1],
    [
      "date -u -d 2024-02-30 +%F; date -u -d '2024-02-28 25:00' '+%F %T %q'",
      '2024-03-01\n2024-02-29 01:00:00 %q\n',
    ],
    ['chmod -z f', '', "chmod: invalid mode '-z'\n", 1],
    ['head --lines=1 f 2>&1 | head -1', "head: invalid option -- '-'\n"],
  ]);
});
