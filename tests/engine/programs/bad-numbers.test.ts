// Options whose numbers are none: refused at once, and never a wait without an end. Judged by Debian 13's programs.
import { describe } from 'vitest';
import { table } from './table';

describe("GNU's and Debian's", () => {
  table({ install: ['wget', 'nc', 'top'] }, [
    ['wget -T abc http://127.0.0.1:1/', '', "wget: --timeout: Invalid time period 'abc'\n", 2],
    ['wget -T 1.2.3 x', '', "wget: --timeout: Invalid time period '1.2.3'\n", 2],
    ['wget -T -1 x', '', "wget: --timeout: Negative time period '-1'\n", 2],
    ['wget -w abc', '', "wget: --wait: Invalid time period 'abc'\n", 2],
    ['wget --connect-timeout=abc -T x', '', "wget: --connect-timeout: Invalid time period 'abc'\n", 2],
    ['wget --waitretry=abc x', '', "wget: --waitretry: Invalid time period 'abc'\n", 2],
    ['wget -t -5 -T abc x', '', "wget: --tries: Invalid number '-5'.\n", 2],
    ['wget -T 2x x', '', "wget: --timeout: Invalid time period '2x'\n", 2],
    ['wget -q -T 2w -t abc http://127.0.0.1:1/', '', '', 4],
    ['nc -w abc 127.0.0.1 1', '', 'nc: timeout invalid: abc\n', 1],
    ['nc -w -1 127.0.0.1 1', '', 'nc: timeout too small: -1\n', 1],
    ['nc -w 2147484 127.0.0.1 1', '', 'nc: timeout too large: 2147484\n', 1],
    ['nc -q abc -w 1 127.0.0.1 1', '', 'nc: quit timer invalid: abc\n', 1],
    ['nc -i -1 127.0.0.1 1', '', 'nc: interval too small: -1\n', 1],
    ['nc nohost.invalid abc', '', 'nc: port number invalid: abc\n', 1],
    ['nc 127.0.0.1 1-x', '', 'nc: port number invalid: x\n', 1],
    ['nc -z 127.0.0.1 1-70000', '', 'nc: port number too large: 70000\n', 1],
    ['nc -z 127.0.0.1 0', '', 'nc: port number too small: 0\n', 1],
    ['nc -z 127.0.0.1 3-1', '', '', 1],
    ['nc -l 0-5', '', 'nc: getaddrinfo: Servname not supported for ai_socktype\n', 1],
    ['nc -l', '', 'nc: missing port number\n', 1],
    ['top -b -d abc -n1', '', "top: bad delay interval 'abc'\n", 1],
    ['top -b -d -1 -n1', '', 'top: -d requires positive argument\n', 1],
    ['top -b -n abc', '', "top: bad iterations argument 'abc'\n", 1],
    ['top -b -n 0', '', "top: bad iterations argument '0'\n", 1],
    ['tail -f -s abc /etc/passwd', '', "tail: invalid number of seconds: 'abc'\n", 1],
    ['tail -f --pid=abc /etc/passwd', '', "tail: invalid PID: 'abc'\n", 1],
  ]);
});

describe("BusyBox'", () => {
  table({ image: 'recorded' }, [
    ['nc -w abc 127.0.0.1 1', '', "nc: invalid number 'abc'\n", 1],
    ['nc -i abc 127.0.0.1 1', '', "nc: invalid number 'abc'\n", 1],
    ['nc 127.0.0.1 99999', '', "nc: bad port '99999'\n", 1],
    ['nc 127.0.0.1 1-3', '', "nc: bad port '1-3'\n", 1],
    ['nc -p abc 127.0.0.1 1', '', "nc: bad port 'abc'\n", 1],
    ['nc -l -p abc', '', "nc: bad port 'abc'\n", 1],
    ['top -b -d abc -n1', '', "top: invalid number 'abc'\n", 1],
    ['top -bn 1x', '', "top: invalid number '1x'\n", 1],
    ['tail -f -s 1.5 /etc/passwd', '', "tail: invalid number '1.5'\n", 1],
    ['wget -T abc http://127.0.0.1:1', '', "wget: invalid number 'abc'\n", 1],
    ['read -t abc x; echo $?', '2\n', '/bin/sh: read: line 0: invalid timeout\n'],
  ]);
});

describe('the read of bash', () => {
  table({ shell: 'bash' }, [
    ['read -t abc x', '', '/bin/bash: line 1: read: abc: invalid timeout specification\n', 1],
    ['read -t -1 x', '', '/bin/bash: line 1: read: -1: invalid timeout specification\n', 1],
    ['read -n abc x', '', '/bin/bash: line 1: read: abc: invalid number\n', 1],
    ['read -N -1 x', '', '/bin/bash: line 1: read: -1: invalid number\n', 1],
    ['read -u abc x', '', '/bin/bash: line 1: read: abc: invalid file descriptor specification\n', 1],
    ["echo a | { read -t '' x; echo $x; }", 'a\n'],
  ]);
});
