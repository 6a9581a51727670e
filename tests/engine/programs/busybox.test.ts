import { describe } from 'vitest';
import { table } from './table';

// Compared line by line with Debian's busybox-static 1.38.0 and with debian:trixie.
describe("BusyBox's own words", () => {
  table({ image: 'recorded' }, [
    ['printf "b\\na\\n" | sort -c', '', 'Check line 1\n', 1],
    ['echo a | tr a', 'a\n'],
    ['echo a | xargs nope', '', 'xargs: nope: No such file or directory\n', 127],
    ['echo a | xargs -n x', '', "xargs: invalid number 'x'\n", 1],
    ['timeout 0.1 sleep 5; echo $?', '143\n', 'Terminated\n'],
    ['timeout 5 echo a | cat; timeout 5 sh -c "exit 7"', 'a\n', '', 7],
    ['timeout -s FOO 1 true', '', "timeout: unknown signal 'FOO'\n", 1],
    ['type nope', 'nope: not found\n', '', 127],
    [
      'tar cf y.tar nope',
      '',
      'tar: nope: No such file or directory\ntar: error exit delayed from previous errors\n',
      1,
    ],
    ['diff nope nope2', '', "diff: can't stat 'nope': No such file or directory\n", 2],
    ['cmp nope x', '', 'cmp: nope: No such file or directory\n', 2],
    ['printf a > x; printf b > y; cmp x y', 'x y differ: byte 1, line 1\n', '', 1],
    ['ln nope y', '', 'ln: nope: No such file or directory\n', 1],
    [
      'mkdir -pv a/b; rm -rv a',
      "created directory: 'a/'\ncreated directory: 'a/b'\nremoved directory: 'a/b'\nremoved directory: 'a'\n",
    ],
    [
      'touch z; chmod -v 600 z; chown -v 1 z; mv z z',
      "mode of 'z' changed to 0600 (rw-------)\nchanged ownership of 'z' to 1:0\n",
    ],
    ['test -q x', '', 'sh: x: unknown operand\n', 2],
    ['echo x >&3', '', '/bin/sh: line 0: dup2(3,1): Bad file descriptor\n', 1],
    ['printf', '', 'sh: usage: printf FORMAT [ARGUMENT...]\n', 2],
    ['expr; expr a + 1', '', 'expr: too few arguments\nexpr: non-numeric argument\n', 2],
    [
      'cut -f x /etc/passwd; cut -c 0 /etc/passwd',
      '',
      "cut: invalid number 'x'\ncut: invalid range 0-0\n",
      1,
    ],
    ['sort -k x /etc/passwd', '', 'sort: bad field specification\n', 2],
    [
      '(which; seq x; seq 1 x; id a b) 2>&1 | grep Usage',
      'Usage: which [-a] COMMAND...\nUsage: seq [-w] [-s SEP] [FIRST [INC]] LAST\nUsage: seq [-w] [-s SEP] [FIRST [INC]] LAST\nUsage: id [-ugGnr] [USER]\n',
    ],
    [
      'fold -w x /etc/passwd; uniq nope; unzip nope; gunzip nope; zcat nope',
      '',
      "fold: invalid number 'x'\nuniq: can't open 'nope': No such file or directory\nunzip: can't open nope[.zip]\ngunzip: nope: No such file or directory\nzcat: nope: No such file or directory\n",
      1,
    ],
    // The folder before the last slash is looked for.
    [
      'cd /tmp; realpath ./nope; realpath nope; readlink -f nope; readlink -f /tmp/nope',
      '/tmp/nope\n/tmp/nope\n',
      'realpath: nope: No such file or directory\n',
    ],
    [
      'echo YWJj | base64 -d; echo; echo YW\\!Jj | base64 -d; echo; echo YQ== | base64 -d; echo; echo YQ | base64 -d',
      'abc\nabc\na\n',
      'base64: truncated input\n',
      1,
    ],
  ]);

  describe('of folders: nothing is in them for what reads lines with stdio', () => {
    table({ image: 'recorded' }, [
      ['sort /etc; cut -c1 /etc; sed p /etc; nl /etc; rev /etc', ''],
      ['grep root /etc', '', '', 1],
      ['wc /etc', '        0         0         0 /etc\n', 'wc: /etc: Is a directory\n', 1],
      ['head /etc', '', 'head: /etc: Input/output error\n', 1],
      ['tail /etc', '', 'tail: read error: Is a directory\n', 1],
      ['od /etc', '0000000\n', 'od: /etc: read error\n', 1],
      ['md5sum /etc', '', "md5sum: can't read '/etc': Is a directory\n", 1],
      ['uniq /etc', '', 'uniq: /etc: I/O error\n', 1],
    ]);
  });

  describe('of find', () => {
    table({ image: 'recorded' }, [
      ['find . -name', '', 'find: -name requires an argument\n', 1],
      ['find . -type q', '', "find: invalid argument 'q' to '-type'\n", 1],
      ['find . -maxdepth x', '', "find: invalid number 'x'\n", 1],
      ['find . -newer nope', '', "find: can't stat 'nope': No such file or directory\n", 1],
      ['find . \\( -name x', '', "find: unpaired '('\n", 1],
      [
        'find . -delete 2>&1 | head -n 1; find . -uid 0 2>&1 | head -n 1',
        'find: unrecognized: -delete\nfind: unrecognized: -uid\n',
      ],
    ]);
    table({ image: 'alpine' }, [['touch a; find . -name a -delete; ls', '']]);
  });

  describe('of awk', () => {
    table({ image: 'recorded' }, [
      ["awk 'BEGIN { print 1'", '', 'awk: cmd. line:1: Unexpected token\n', 1],
      ["awk 'BEGIN { print \"a'", '', 'awk: cmd. line:1: Unexpected end of string\n', 1],
      ["awk 'BEGIN { f(1) }'", '', 'awk: cmd. line:1: Call to undefined function\n', 1],
      ["awk 'BEGIN { print 2^3 }'", '', 'awk: cmd. line:1: Math support is not compiled in\n', 1],
      ['awk \'BEGIN { print substr("hello", 0, 2) }\'', 'he\n'],
      ["awk '{ n++ } END { print n }' /nope /etc/passwd", '', 'awk: /nope: No such file or directory\n', 1],
    ]);
    table({ image: 'alpine' }, [["awk 'BEGIN { print 2^3 }'", '8\n']]);
  });

  describe('what Debian leaves out', () => {
    table({ image: 'recorded' }, [
      ['adduser x', '', '/bin/sh: line 0: adduser: not found\n', 127],
      [
        'printenv HOME; comm a b',
        '',
        '/bin/sh: line 0: printenv: not found\n/bin/sh: line 0: comm: not found\n',
        127,
      ],
      ['busybox comm', '', 'comm: applet not found\n', 127],
      ["grep '[' /etc/passwd", '', "grep: bad regex '['\n", 2],
    ]);
    table({ image: 'alpine' }, [["grep '[' /etc/passwd", '', "grep: bad regex '[': Missing ']'\n", 2]]);
  });
});

// Each applet takes the letters and long names of its own getopt string, not those of GNU's program of that name.
describe('options of the build that runs', () => {
  const usage = (line: string): string =>
    `BusyBox v1.38.0 (Debian 1:1.38.0-1) multi-call binary.\n\nUsage: ${line}\n`;
  table({ image: 'recorded' }, [
    [
      'ls -b',
      '',
      `ls: invalid option -- 'b'\n${usage('ls [-1AaCxdLHRFplinshrSXvctu] [-w WIDTH] [FILE]...')}`,
      1,
    ],
    [
      'ls -e',
      '',
      `ls: invalid option -- 'e'\n${usage('ls [-1AaCxdLHRFplinshrSXvctu] [-w WIDTH] [FILE]...')}`,
      1,
    ],
    ['mkdir --parents a/b; ls --color=never a', 'b\n'],
    ['tee --append x', '', `tee: unrecognized option '--append'\n${usage('tee [-ai] [FILE]...')}`, 1],
    ['grep -1 a 2>&1 | head -n 1', "grep: invalid option -- '1'\n"],
    ['grep -m x y', '', "grep: invalid number 'x'\n", 2],
    ['sleep --help | head -n 1', 'BusyBox v1.38.0 (Debian 1:1.38.0-1) multi-call binary.\n'],
    ['whoami -x', '', usage('whoami'), 1],
    ['clear -x | wc -c', '6\n'],
    ['tty x', 'not a tty\n', 'tty: ignoring all arguments\n', 1],
    ['stty nope', '', "stty: invalid number 'nope'\n", 1],
    [
      'mktemp foo; mktemp /nope/XXXXXX',
      '',
      'mktemp: : Invalid argument\nmktemp: : No such file or directory\n',
      1,
    ],
    ['factor x', '', usage('factor [NUMBER]...'), 1],
    [
      'echo a b | md5sum -c',
      'b: FAILED\n',
      "md5sum: can't open 'b': No such file or directory\nmd5sum: WARNING: 1 of 1 computed checksums did NOT match\n",
      1,
    ],
    ["echo foo: | tr '[:foo:]' a; sed --version", 'aaaa\nThis is not GNU sed version 4.0\n'],
    ['head -5x /etc/passwd; head -n -x y', '', "head: invalid number '5x'\nhead: invalid number 'x'\n", 1],
    [
      'chown root:nope /tmp; rm .',
      '',
      "chown: unknown user/group root:nope\nrm: can't remove '.' or '..'\n",
      1,
    ],
    ['test 1 foo 2', '', 'sh: foo: unknown operand\n', 2],
    [
      'killall; kill %1',
      '',
      'killall: you need to specify whom to kill\n/bin/sh: kill: line 0: %1: no such job\n',
      2,
    ],
    [
      'wget --spider http://127.0.0.1:1/ 2>&1 | tail -n 1',
      "wget: can't connect to remote host (127.0.0.1): Connection refused\n",
    ],
  ]);
});

// How each shell quotes what it lists and traces. Compared with BusyBox 1.38.0, dash and bash of trixie.
describe('what a shell shows could be typed again', () => {
  const line = `x="a'b"; alias q="$x"; alias q; trap "echo '" EXIT; trap; trap - EXIT; export x; export -p | grep x=`;
  const traced = `set -x; x='a b' y=c; [ 1 = 1 ]; export A=in; echo in ''`;
  const listed = `q='a'"'"'b'\ntrap -- 'echo '"'" EXIT\nexport x='a'"'"'b'\n`;
  table({ image: 'recorded' }, [
    [line, listed],
    [traced, 'in \n', "+ x='a b' y=c\n+ '[' 1 '=' 1 ]\n+ export 'A=in'\n+ echo 'in' \n"],
  ]);
  table({ image: 'debian' }, [
    [line, listed],
    [traced, 'in \n', '+ x=a b y=c\n+ [ 1 = 1 ]\n+ export A=in\n+ echo in \n'],
    [
      `bash -c "${traced}"`,
      'in \n',
      "+ x='a b'\n+ y=c\n+ '[' 1 = 1 ']'\n+ export A=in\n+ A=in\n+ echo in ''\n",
    ],
  ]);
});

describe("GNU's own words", () => {
  table({ image: 'debian' }, [
    [
      'printf a > x; printf b > y; cmp x y; LANG=C.UTF-8 cmp x y',
      'x y differ: char 1, line 1\nx y differ: byte 1, line 1\n',
      '',
      1,
    ],
    ['diff x', '', "diff: missing operand after 'x'\ndiff: Try 'diff --help' for more information.\n", 2],
    ['diff -r /etc /nope', '', 'diff: /nope: No such file or directory\n', 2],
    [
      'env -i sh -c "echo \\$PATH; env"',
      '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\nPWD=/tmp\n',
    ],
    ["echo 'a\\x41'; local x; echo no", 'a\\x41\n', '/bin/sh: 1: local: not in a function\n', 2],
    [
      'head -n -x /etc/passwd; uniq a b c',
      '',
      "head: invalid number of lines: 'x'\nuniq: extra operand 'c'\nTry 'uniq --help' for more information.\n",
      1,
    ],
    [
      'mktemp a b; link a b; mkdir -p /etc/passwd/x',
      '',
      "mktemp: too many templates\nTry 'mktemp --help' for more information.\nlink: cannot create link 'b' to 'a': No such file or directory\nmkdir: cannot create directory '/etc/passwd': Not a directory\n",
      1,
    ],
    [
      'grep -m x y; grep -A x y; cut -f3-1 y; id -u -g',
      '',
      'grep: invalid max count\ngrep: x: invalid context length argument\ncut: invalid decreasing range\nTry \'cut --help\' for more information.\nid: cannot print "only" of more than one choice\n',
      1,
    ],
    ['ls -e', '', "ls: invalid option -- 'e'\nTry 'ls --help' for more information.\n", 2],
    ['ls --nope=1', '', "ls: unrecognized option '--nope=1'\nTry 'ls --help' for more information.\n", 2],
    ['tty x', '', "tty: extra operand 'x'\nTry 'tty --help' for more information.\n", 2],
    ['timeout', '', "Try 'timeout --help' for more information.\n", 125],
    ['timeout -s KILL 0.1 sleep 5; echo $?', '137\n', 'Killed\n'],
    ['sed p /etc', '', 'sed: read error on /etc: Is a directory\n', 4],
    ['uniq -f x /etc/passwd', '', 'uniq: x: invalid number of fields to skip\n', 1],
    ['find . -user nope', '', "find: invalid user name or UID argument to -user: 'nope'\n", 1],
    ['find . -size x', '', "find: invalid -size type `x'\n", 1],
    ['awk \'BEGIN { print substr("hello", 0, 2), substr("hello", 2, 3) }\'', 'he ell\n'],
  ]);
});
