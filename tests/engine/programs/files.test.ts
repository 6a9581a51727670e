import { describe, expect, test } from 'vitest';
import { run, type RunResult } from './run';
import { table } from './table';

// From facts/programs/{files,nonroot,tar,unzip,alpine}.txt and the build/shell-* transcripts.
describe("GNU's file programs", () => {
  table({ image: 'debian' }, [
    ['touch b a .h; ls; ls -A; ls -m', 'a\nb\n.h\na\nb\na, b\n'],
    ['ls nope', '', "ls: cannot access 'nope': No such file or directory\n", 2],
    [
      'printf 12345 > f; chmod 640 f; mkdir d; ln -s f l; touch -d "2024-01-02 03:04:05" f d; touch -h -d "2024-01-02 03:04:05" l; ls -l',
      'total 8\ndrwxr-xr-x 2 root root 4096 Jan  2  2024 d\n-rw-r----- 1 root root    5 Jan  2  2024 f\nlrwxrwxrwx 1 root root    1 Jan  2  2024 l -> f\n',
    ],
    ['mkdir -p d/e; touch d/x d/e/y; ls -R', '.:\nd\n\n./d:\ne\nx\n\n./d/e:\ny\n'],
    ['mkdir one two; touch one/1 two/2; ls one two', 'one:\n1\n\ntwo:\n2\n'],
    ['mkdir d; touch s "a b"; chmod +x s; ln -s s l; ls -F', 'a b\nd/\nl@\ns*\n'],
    [
      'touch -d 2024-01-01 old; touch -d 2024-02-01 new; head -c 9 /dev/zero > big; touch -d 2024-01-15 big; ls -t; ls -rt; ls -S | head -n 1',
      'new\nbig\nold\nold\nbig\nnew\nbig\n',
    ],
    ['head -c 2500 /dev/zero > f; ls -lh f | cut -d" " -f5; ls -C --width=20; ls -x', '2.5K\nf\nf\n'],
    ['mkdir d; mkdir d', '', "mkdir: cannot create directory 'd': File exists\n", 1],
    ['mkdir x/y', '', "mkdir: cannot create directory 'x/y': No such file or directory\n", 1],
    ['mkdir', '', "mkdir: missing operand\nTry 'mkdir --help' for more information.\n", 1],
    [
      'mkdir -v a; touch a/f; cp -rv a b; mv -v b c; rm -rv c; rmdir a; ln -sv a l',
      "mkdir: created directory 'a'\n'a' -> 'b'\n'a/f' -> 'b/f'\nrenamed 'b' -> 'c'\nremoved 'c/f'\nremoved directory 'c'\n'l' -> 'a'\n",
      "rmdir: failed to remove 'a': Directory not empty\n",
    ],
    ['rm nope', '', "rm: cannot remove 'nope': No such file or directory\n", 1],
    ['mkdir d; rm d; rm -rf d; rm -f nope', '', "rm: cannot remove 'd': Is a directory\n"],
    [
      'rm -rf /',
      '',
      "rm: it is dangerous to operate recursively on '/'\nrm: use --no-preserve-root to override this failsafe\n",
      1,
    ],
    ['cp nope x', '', "cp: cannot stat 'nope': No such file or directory\n", 1],
    ['mkdir app; cp app app2', '', "cp: -r not specified; omitting directory 'app'\n", 1],
    ['touch a b; cp a b nope', '', "cp: target 'nope': No such file or directory\n", 1],
    ['touch a; cp a a', '', "cp: 'a' and 'a' are the same file\n", 1],
    ['mkdir d; cp -r d d/e', '', "cp: cannot copy a directory, 'd', into itself, 'd/e'\n", 1],
    [
      'cp a',
      '',
      "cp: missing destination file operand after 'a'\nTry 'cp --help' for more information.\n",
      1,
    ],
    [
      'touch a; mv nope x; mv a nodir/',
      '',
      "mv: cannot stat 'nope': No such file or directory\nmv: cannot move 'a' to 'nodir/': Not a directory\n",
      1,
    ],
    [
      'mkdir s; echo 1 > s/f; ln -s f s/l; cp -a s t; ls -l t | cut -d" " -f9-; cp -rL s u; cat u/l',
      '\nf\nl -> f\n1\n',
    ],
    ['touch nodir/x', '', "touch: cannot touch 'nodir/x': No such file or directory\n", 1],
    [
      'echo "echo ran" > s; chmod +x s; stat -c "%a %A %U:%G %s %F %n" s; touch e; stat -c %F e /tmp',
      '755 -rwxr-xr-x root:root 9 regular file s\nregular empty file\ndirectory\n',
    ],
    [
      'mkdir d; touch d/f; chmod -R go-rwx d; stat -c "%a %n" d d/f; chmod 9 d; chmod 1777 d; stat -c "%a %A" d',
      '700 d\n600 d/f\n1777 drwxrwxrwt\n',
      "chmod: invalid mode: '9'\nTry 'chmod --help' for more information.\n",
    ],
    [
      'touch f; chmod u=rwx,g=u,o-r f; stat -c %a f; chmod -x f; stat -c %a f; chmod a+X f; stat -c %a f',
      '770\n660\n660\n',
    ],
    [
      'touch f; chown 1234:5678 f; ls -ln f | cut -d" " -f3,4; chown nope f',
      '1234 5678\n',
      "chown: invalid user: 'nope'\n",
      1,
    ],
    ['touch f; chown root:nope f', '', "chown: invalid group: 'root:nope'\n", 1],
    ['mkdir d; ln -s d l; readlink l; readlink -f l; realpath l/..', 'd\n/tmp/d\n/tmp\n'],
    [
      'head -c 100000 /dev/zero > f; du -b f; du -k f; du -sh --apparent-size f; df / | head -n 1',
      '100000\tf\n100\tf\n98K\tf\nFilesystem     1K-blocks     Used Available Use% Mounted on\n',
    ],
    ['which ls nope', '/usr/bin/ls\n', '', 1],
    [
      'mktemp -d | cut -c 1-9; truncate -s 3k f; stat -c %s f; split -l 1 - p. < /etc/debian_version; cat p.aa',
      '/tmp/tmp.\n3072\n13.8\n',
    ],
    [
      'printf abcdef | dd bs=2 count=2 2>&1 | head -c 4; install -D -m 600 /etc/passwd a/b/c; stat -c %a a/b/c',
      'abcd600\n',
    ],
    [
      '[ -f /etc/passwd ] && /usr/bin/test -d /tmp && /usr/bin/[ 3 -lt 4 ]; /usr/bin/test x = y -o ! -e /nope',
      '',
    ],
  ]);

  table({ image: 'debian', user: 1000 }, [
    ['rm -rf /etc/passwd', '', "rm: cannot remove '/etc/passwd': Permission denied\n", 1],
    ['ls /root', '', "ls: cannot open directory '/root': Permission denied\n", 2],
    ['chmod 777 /etc', '', "chmod: changing permissions of '/etc': Operation not permitted\n", 1],
    ['chown 0 /etc', '', "chown: changing ownership of '/etc': Operation not permitted\n", 1],
    ['ln -s app /opt/app', '', "ln: failed to create symbolic link '/opt/app': Permission denied\n", 1],
    [
      'cp /etc/passwd /usr/local/bin/main',
      '',
      "cp: cannot create regular file '/usr/local/bin/main': Permission denied\n",
      1,
    ],
    ['tee /etc/motd2 < /dev/null', '', 'tee: /etc/motd2: Permission denied\n', 1],
    ['tar cf /x.tar /etc/passwd 2>&1 | head -n 1', 'tar: /x.tar: Cannot open: Permission denied\n'],
    [
      'mount -t tmpfs none /mnt',
      '',
      'mount: /mnt: must be superuser to use mount.\n       dmesg(1) may have more information after failed mount system call.\n',
      32,
    ],
  ]);
});

describe("BusyBox' file programs", () => {
  table({ image: 'recorded' }, [
    ['ls /nope', '', 'ls: /nope: No such file or directory\n', 1],
    [
      'mkdir -p a/b/c; touch a/f; cp -r a z; find z | sort; mv z y; ls; rm -r y; rmdir a; rm -rf a; ls -A',
      'z\nz/b\nz/b/c\nz/f\na\ny\n',
      "rmdir: 'a': Directory not empty\n",
    ],
    [
      'mkdir d; touch d/f; cp d e; rm d; mkdir d',
      '',
      "cp: omitting directory 'd'\nrm: 'd' is a directory\nmkdir: can't create directory 'd': File exists\n",
      1,
    ],
    [
      'cp /nope x; mv /nope x; rm /nope; touch /nope/f',
      '',
      "cp: can't stat '/nope': No such file or directory\nmv: can't rename '/nope': No such file or directory\nrm: can't remove '/nope': No such file or directory\ntouch: /nope/f: No such file or directory\n",
      1,
    ],
    [
      'chmod 644 /nope; chmod 999 /tmp; chown ghost /etc/passwd; ln -s a /etc/passwd',
      '',
      "chmod: /nope: No such file or directory\nchmod: invalid mode '999'\nchown: unknown user ghost\nln: /etc/passwd: File exists\n",
      1,
    ],
    [
      'touch f; chmod 754 f; stat -c "%a %A %U:%G %s %F %n" f; chmod u-x,g+w,o= f; stat -c %A f; chmod +x f; stat -c %A f',
      '754 -rwxr-xr-- root:root 0 regular empty file f\n-rw-rwx---\n-rwxrwx--x\n',
    ],
    [
      'mkdir 2>&1 | grep Usage; rm 2>&1 | grep Usage',
      'Usage: mkdir [-m MODE] [-p] DIRECTORY...\nUsage: rm [-irf] FILE...\n',
    ],
    [
      'echo text > f; gzip f; ls; zcat f.gz; gunzip f.gz; ls; echo x > g; gunzip g',
      'f.gz\ntext\nf\n',
      'gunzip: g: unknown suffix - ignored\n',
      1,
    ],
    [
      'mkdir d; echo a > d/a; tar czvf x.tgz d; mkdir out; tar xzvf x.tgz -C out; ls out/d; tar tf nope.tar',
      'd/\nd/a\nd/\nd/a\na\n',
      "tar: can't open 'nope.tar': No such file or directory\n",
      1,
    ],
    [
      'mkdir d; touch -d 2024-09-06 d; ls -ld d',
      'drwxr-xr-x    2 root     root          4096 Sep  6  2024 d\n',
    ],
  ]);
});

describe('archives', () => {
  const files = { '/tmp/app/main.py': 'print("hi")\n', '/tmp/app/sub/x.txt': 'x\n' };
  table({ image: 'debian', files, install: ['zip', 'unzip'] }, [
    [
      'tar cvf a.tar app; tar tf a.tar; rm -r app; tar xf a.tar; cat app/main.py',
      'app/\napp/main.py\napp/sub/\napp/sub/x.txt\napp/\napp/main.py\napp/sub/\napp/sub/x.txt\nprint("hi")\n',
    ],
    [
      'tar czf a.tgz app; tar tvf a.tgz',
      '-rw-r--r-- root/root        12 2026-11-24 09:00 app/main.py\n'.replace(
        /^/,
        'drwxr-xr-x root/root         0 2026-11-24 09:00 app/\n',
      ) +
        'drwxr-xr-x root/root         0 2026-11-24 09:00 app/sub/\n-rw-r--r-- root/root         2 2026-11-24 09:00 app/sub/x.txt\n',
    ],
    ['tar cf - app | tar xf - -C /opt --strip-components=1; ls /opt', 'main.py\nsub\n'],
    [
      'tar czf c.tgz --exclude=sub /tmp/app; tar tzf c.tgz',
      'tmp/app/\ntmp/app/main.py\n',
      "tar: Removing leading `/' from member names\n",
    ],
    [
      'tar cf a.tar app; tar xzf a.tar',
      '',
      '\ngzip: stdin: not in gzip format\ntar: Child returned status 1\ntar: Error is not recoverable: exiting now\n',
      2,
    ],
    [
      'tar cf b.tar nope',
      '',
      'tar: nope: Cannot stat: No such file or directory\ntar: Exiting with failure status due to previous errors\n',
      2,
    ],
    [
      'tar',
      '',
      "tar: You must specify one of the '-Acdtrux', '--delete' or '--test-label' options\nTry 'tar --help' or 'tar --usage' for more information.\n",
      2,
    ],
    [
      'tar tf nope.tar',
      '',
      'tar: nope.tar: Cannot open: No such file or directory\ntar: Error is not recoverable: exiting now\n',
      2,
    ],
    [
      'tar xf /etc/passwd',
      '',
      'tar: This does not look like a tar archive\ntar: Skipping to next header\ntar: Exiting with failure status due to previous errors\n',
      2,
    ],
    [
      'zip -r a.zip app; rm -r app; unzip a.zip; unzip -p a.zip app/main.py',
      '  adding: app/ (stored 0%)\n  adding: app/main.py (stored 0%)\n  adding: app/sub/ (stored 0%)\n  adding: app/sub/x.txt (stored 0%)\nArchive:  a.zip\n   creating: app/\n extracting: app/main.py             \n   creating: app/sub/\n extracting: app/sub/x.txt           \nprint("hi")\n',
    ],
    ['unzip nope.zip', '', 'unzip:  cannot find or open nope.zip, nope.zip.zip or nope.zip.ZIP.\n', 9],
    [
      'gzip -k app/main.py; gunzip -c app/main.py.gz; gzip -dc < app/main.py.gz; zcat app/main.py',
      'print("hi")\nprint("hi")\n',
      '\ngzip: app/main.py: not in gzip format\n',
      1,
    ],
    // gunzip and zcat are scripts that start gzip, and all take a name without its suffix.
    [
      'mkdir d; echo x > f; gunzip f; gunzip d; zcat nope; gunzip -S .z nope; gzip nope; gunzip nope.gz',
      '',
      'gzip: f: unknown suffix -- ignored\ngzip: d is a directory -- ignored\ngzip: nope.gz: No such file or directory\ngzip: nope.z: No such file or directory\ngzip: nope: No such file or directory\ngzip: nope.gz: No such file or directory\n',
      1,
    ],
  ]);
});

test('what goes through tar keeps mode, owner, time and links', () => {
  const line = `mkdir s; echo x > s/f; chmod 640 s/f; chown 7:8 s/f; ln s/f s/h; ln -s f s/l; touch -d 2020-01-01 s/f
tar cf a.tar s; mkdir o; tar xf a.tar -C o; cd o/s; stat -c "%a %u:%g %Y %h %n" f h; readlink l`;
  expect(run(line)).toEqual({
    stdout: '640 7:8 1577836800 2 f\n640 7:8 1577836800 2 h\nf\n',
    stderr: '',
    status: 0,
  });
});

test('grep -P: \\K leaves out what is before it; what a host might never finish is refused', () => {
  const grep = (line: string): RunResult => run(line, { image: 'debian' });

  expect(grep(`printf 'foobar\\nxbar\\n' | grep -oP 'foo\\Kbar'`)).toMatchObject({
    stdout: 'bar\n',
    status: 0,
  });
  expect(grep(`echo aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa! | grep -P '^(a+)+$'`)).toEqual({
    stdout: '',
    stderr: "grep: the pattern '^(a+)+$' is not modelled on this simulated machine\n",
    status: 2,
  });
});
