import { describe, expect, test } from 'vitest';
import { isModelled, loadProgram, programIdFor, programs } from '../../../src/engine/programs';
import { PURPOSES } from '../../../src/engine/programs/purposes';
import { run } from './run';
import { table } from './table';

describe('the zone of the clock', () => {
  table({ image: 'debian' }, [
    [
      'for z in Europe/Berlin America/New_York Asia/Tokyo America/Sao_Paulo; do TZ=$z date -d @1720000000 "+%R %Z %z"; TZ=$z date -d @1700000000 +%Z; done',
      '11:46 CEST +0200\nCET\n05:46 EDT -0400\nEST\n18:46 JST +0900\nJST\n06:46 -03 -0300\n-03\n',
    ],
    [
      'TZ=Europe/Berlin date -u -d "2024-07-01 12:00" +%R; export TZ=Europe/Berlin; touch -d @1720000000 f; stat -c %y f',
      '12:00\n2024-07-03 11:46:40.000000000 +0200\n',
    ],
    [
      'TZ=Nope/Zone date -d @0; TZ=CET-1 date -d @0',
      'Thu Jan  1 00:00:00 Nope 1970\nThu Jan  1 01:00:00 CET 1970\n',
    ],
    ['ln -sf /usr/share/zoneinfo/Europe/Paris /etc/localtime; date -d @0', 'Thu Jan  1 01:00:00 CET 1970\n'],
  ]);
});

describe('without a terminal, and without the right to mount', () => {
  table({ image: 'debian' }, [
    [
      'unset TERM; tput cols; echo $?; clear; echo $?',
      '2\n1\n',
      'tput: No value for $TERM and no -T specified\nTERM environment variable not set.\n',
    ],
    [
      'umount /nope; echo $?; umount /mnt; echo $?; mount /nope',
      '32\n32\n',
      "umount: /nope: no mount point specified.\numount: /mnt: must be superuser to unmount.\nmount: /nope: can't find in /etc/fstab.\n",
      1,
    ],
  ]);
});

describe('a device that is full', () => {
  table({ image: 'debian' }, [
    [
      'echo x > /dev/full; echo $?; seq 3 > /dev/full; ls / > /dev/full',
      '1\n',
      '/bin/sh: 1: echo: echo: I/O error\nseq: write error: No space left on device\nls: write error: No space left on device\n',
      2,
    ],
    ["bash -c 'printf x > /dev/full'", '', 'bash: line 1: printf: write error: No space left on device\n', 1],
  ]);
});

describe('accounts in Debian (facts/programs/users.txt, adduser-*.txt)', () => {
  table({ image: 'debian', install: ['adduser', 'addgroup', 'deluser'] }, [
    [
      'whoami; id; id -u; id -un; id nobody; groups',
      'root\nuid=0(root) gid=0(root) groups=0(root)\n0\nroot\nuid=65534(nobody) gid=65534(nogroup) groups=65534(nogroup)\nroot\n',
    ],
    ['id nope', '', "id: 'nope': no such user\n", 1],
    [
      'useradd -m -s /bin/bash app; grep app /etc/passwd /etc/group; ls -ld /home/app | cut -d" " -f1,3,4; id app',
      '/etc/passwd:app:x:1000:1000::/home/app:/bin/bash\n/etc/group:app:x:1000:\ndrwx------ app app\nuid=1000(app) gid=1000(app) groups=1000(app)\n',
    ],
    ['useradd app; useradd app', '', "useradd: user 'app' already exists\n", 9],
    [
      'useradd -r svc; id svc; useradd --system --no-create-home --uid 10001 app2; id app2; useradd -u 10001 app3',
      'uid=999(svc) gid=999(svc) groups=999(svc)\nuid=10001(app2) gid=998(app2) groups=998(app2)\n',
      "useradd warning: app2's uid 10001 is greater than SYS_UID_MAX 999\nuseradd: UID 10001 is not unique\n",
      4,
    ],
    ['useradd -g nogroupx a', '', "useradd: group 'nogroupx' does not exist\n", 6],
    ['useradd "Bad Name"', '', "useradd: invalid user name 'Bad Name': use --badname to ignore\n", 19],
    [
      'useradd app; groupadd dev; getent group dev; usermod -aG dev app; id app; usermod -aG nope app',
      'dev:x:1001:\nuid=1000(app) gid=1000(app) groups=1000(app),1001(dev)\n',
      "usermod: group 'nope' does not exist\n",
      6,
    ],
    [
      'groupadd dev; groupadd dev; groupadd -g 1000 other',
      '',
      "groupadd: group 'dev' already exists\ngroupadd: GID '1000' already exists\n",
      4,
    ],
    ['userdel app3', '', "userdel: user 'app3' does not exist\n", 6],
    [
      'adduser --disabled-password --gecos "" bob; id bob; adduser --disabled-password --gecos "" bob',
      'uid=1000(bob) gid=1000(bob) groups=1000(bob),100(users)\n',
      "usermod: no changes\nfatal: The user `bob' already exists.\n",
      11,
    ],
    [
      'useradd app; su app -c whoami; su - app -c "echo \\$HOME" 2> /dev/null; runuser -u app -- id -un; su nope',
      'app\n/home/app\napp\n',
      'su: user nope does not exist or the user entry does not contain all the required fields\n',
      1,
    ],
    [
      'setpriv --reuid=4242 --regid=4242 --clear-groups id; setpriv --reuid=4242 --regid=4242 --clear-groups whoami',
      'uid=4242 gid=4242 groups=4242\n',
      'whoami: cannot find name for user ID 4242\n',
      1,
    ],
    [
      'useradd eve; echo eve:secret | chpasswd; passwd -S eve | cut -d" " -f1,2; passwd -d eve',
      'eve P\npasswd: password changed.\n',
    ],
    [
      'useradd -s zsh a; echo $?; useradd -d there a; echo $?; useradd -e never a; echo $?; useradd -D | sed -n 2p; useradd 1.a; useradd 12',
      '3\n3\n3\nGROUPS=\n',
      "useradd: invalid shell 'zsh'\nuseradd: invalid home directory 'there'\nuseradd: invalid date 'never'\nuseradd: invalid user name '12': use --badname to ignore\n",
      19,
    ],
    [
      'useradd -u 60001 far; id far; useradd -K UID_MIN=5000 key; id key',
      'uid=60001(far) gid=1000(far) groups=1000(far)\nuid=5000(key) gid=5000(key) groups=5000(key)\n',
      "useradd warning: far's uid 60001 outside of the UID_MIN 1000 and UID_MAX 60000 range.\n",
    ],
    ['userdel -r root', '', 'userdel: user root is currently used by process 1\n', 8],
    [
      'useradd -m app; usermod -u 2000 app; ls -ldn /home/app | cut -d" " -f3,4; usermod -c "" app; usermod -d here app',
      '2000 1000\n',
      'usermod: no changes\nusermod: homedir must be an absolute path\n',
      3,
    ],
    [
      'groupmod -n web -g 3333 www-data; id www-data; getent group web; groupmod -g 0 adm; groupmod -n x nope',
      'uid=33(www-data) gid=3333(web) groups=3333(web)\nweb:x:3333:\n',
      "groupmod: GID '0' already exists\ngroupmod: group 'nope' does not exist\n",
      6,
    ],
    [
      'gpasswd -a nobody adm; groups nobody; gpasswd -d nobody adm; gpasswd -d nobody adm; gpasswd -a nope adm',
      'Adding user nobody to group adm\nnobody : nogroup adm\nRemoving user nobody from group adm\nRemoving user nobody from group adm\n',
      "gpasswd: user 'nobody' is not a member of 'adm'\ngpasswd: user 'nope' does not exist\n",
      3,
    ],
    [
      'useradd app; chage -d 2026-01-01 -M 10 -E 2026-12-31 app; chage -l app | head -n 4; chage -l nope',
      'Last password change\t\t\t\t\t: Jan 01, 2026\nPassword expires\t\t\t\t\t: Jan 11, 2026\nPassword inactive\t\t\t\t\t: never\nAccount expires\t\t\t\t\t\t: Dec 31, 2026\n',
      "chage: user 'nope' does not exist in /etc/passwd\n",
      1,
    ],
    [
      'chsh -s /nope root; getent passwd root; chfn -f "The Root" root; getent passwd root | cut -d: -f5',
      'root:x:0:0:root:/root:/nope\nThe Root,,,\n',
      'chsh: Warning: /nope is an invalid shell\nchsh: Warning: /nope does not exist\n',
    ],
    ['id -ug', '', 'id: cannot print "only" of more than one choice\n', 1],
  ]);

  table({ image: 'debian', user: 1000 }, [
    ['su -c id', '', 'Password: su: Authentication failure\n', 1],
    [
      'useradd bob',
      '',
      'useradd: Permission denied.\nuseradd: cannot lock /etc/passwd; try again later.\n',
      1,
    ],
    ['passwd root', '', 'passwd: You may not view or modify password information for root.\n', 1],
  ]);

  test('adduser of bookworm tells each step', () => {
    const { stdout } = run('adduser --disabled-password --gecos "" bob', { image: 'bookworm' });
    expect(stdout).toBe(`Adding user \`bob' ...
Adding new group \`bob' (1000) ...
Adding new user \`bob' (1000) with group \`bob (1000)' ...
Creating home directory \`/home/bob' ...
Copying files from \`/etc/skel' ...
Adding new user \`bob' to supplemental / extra groups \`users' ...
Adding user \`bob' to group \`users' ...
`);
  });
});

describe('accounts in Alpine (facts/programs/alpine.txt)', () => {
  table({ image: 'alpine' }, [
    [
      'adduser -D app; id app; grep app /etc/passwd; adduser -D app',
      'uid=1000(app) gid=1000(app) groups=1000(app)\napp:x:1000:1000:Linux User,,,:/home/app:/bin/sh\n',
      "adduser: user 'app' in use\n",
      1,
    ],
    [
      'adduser -S -D -H svc; id svc; grep svc /etc/passwd',
      'uid=100(svc) gid=65533(nogroup) groups=65533(nogroup),65533(nogroup)\nsvc:x:100:65533:Linux User,,,:/home/svc:/sbin/nologin\n',
    ],
    [
      'adduser -D app; addgroup dev; grep dev: /etc/group; addgroup app dev; id app; addgroup dev',
      'netdev:x:28:\ndev:x:1001:\nuid=1000(app) gid=1000(app) groups=1000(app),1001(dev)\n',
      "addgroup: group 'dev' in use\n",
      1,
    ],
    ['adduser -D bad@name', '', 'adduser: illegal character with code 64 at position 3\n', 1],
    ['deluser nope', '', 'deluser: unknown user nope\n', 1],
    ['adduser -D app; su app -c whoami; su nope', 'app\n', 'su: unknown user nope\n', 1],
  ]);
});

describe('processes', () => {
  table({ image: 'recorded' }, [
    ['ps -o ppid,comm; true', 'PPID  COMMAND\n    0 sh\n    1 ps\n'],
    ['sleep 60 & pidof sleep | wc -w; killall sleep; sleep 0.2; pidof sleep | wc -w', '1\n0\n'],
    ['sleep 0; echo $?; sleep x 2> e; echo $?; head -n 1 e', "0\n1\nsleep: invalid number 'x'\n"],
    ['timeout 1 sleep 5; echo $?; timeout 5 true; echo $?', '143\n0\n', 'Terminated\n'],
    ['whoami; hostname; uname -s; uname -m; nproc', 'root\nbox\nLinux\nx86_64\n2\n'],
    ['busybox echo hi; busybox nope', 'hi\n', 'nope: applet not found\n', 127],
  ]);
  table({ image: 'debian', install: ['ps', 'kill', 'pgrep', 'pkill', 'free', 'top'] }, [
    [
      'sleep 100 & sleep 0.1; ps -e -o pid,cmd --no-headers | head -n 2 | tail -n 1; pgrep -a sleep; pkill sleep',
      '      2 sleep 100\n2 sleep 100\n',
    ],
    [
      'sleep 100 & ps -o pid,ppid,user,comm | head -n 1; /usr/bin/kill 9999',
      '    PID    PPID USER     COMMAND\n',
      'kill: (9999): No such process\n',
      1,
    ],
    [
      'timeout 1 sleep 5; echo $?; timeout -s KILL 1 sleep 5; echo $?; timeout 1 nosuch',
      '124\n137\n',
      "Killed\ntimeout: failed to run command 'nosuch': No such file or directory\n",
      127,
    ],
    [
      'sleep; sleep x',
      '',
      "sleep: missing operand\nTry 'sleep --help' for more information.\nsleep: invalid time interval 'x'\nTry 'sleep --help' for more information.\n",
      1,
    ],
    [
      'env -i A=1 env; env A=1 B="two words" sh -c \'echo $A $B\'; printenv HOME NOPE; env nope',
      'A=1\n1 two words\n/root\n',
      "env: 'nope': No such file or directory\n",
      127,
    ],
    ['tty; stty size', 'not a tty\n', "stty: 'standard input': Inappropriate ioctl for device\n", 1],
    ['dmesg', '', 'dmesg: read kernel buffer failed: Operation not permitted\n', 1],
    ['hostname', 'box\n'],
    [
      'free -h | head -1',
      '               total        used        free      shared  buff/cache   available\n',
    ],
  ]);

  test('tail -f prints what is added until it is ended', () => {
    const line =
      'echo 1 > f; tail -f f & sleep 0.5; echo 2 >> f; sleep 2; kill $!; wait 2> /dev/null; echo done';
    expect(run(line)).toEqual({ stdout: '1\n2\ndone\n', stderr: '', status: 0 });
  });

  test('a pipe ends an endless writer', () => {
    expect(run('yes | head -n 1; seq 1 1000000 | tail -n 1')).toEqual({
      stdout: 'y\n1000000\n',
      stderr: '',
      status: 0,
    });
  });
});

describe('the network of one machine', () => {
  table({ image: 'recorded', files: { '/tmp/www/index.html': '<h1>hi</h1>\n' } }, [
    [
      'httpd -p 8080 -h www; printf "GET / HTTP/1.0\\r\\n\\r\\n" | nc 127.0.0.1 8080 | tail -n 1',
      '<h1>hi</h1>\n',
    ],
    [
      'httpd -p 8080 -h www; printf "GET /x HTTP/1.0\\r\\n\\r\\n" | nc 127.0.0.1 8080 | head -n 1 | tr -d "\\r"',
      'HTTP/1.1 404 Not Found\n',
    ],
    ['nc 127.0.0.1 9', '', "nc: can't connect to remote host (127.0.0.1): Connection refused\n", 1],
  ]);
});

describe('the catalogue', () => {
  test("every program's id is found again, and belongs to a package", () => {
    expect(programs.filter((one) => loadProgram(one.id) !== one || one.package === '')).toEqual([]);
  });

  test('what is not modelled says what the real program is for, and nothing modelled says that', () => {
    expect(Object.keys(PURPOSES).filter((name) => isModelled(name))).toEqual([]);
    const { stdout, stderr, status } = run('fdisk -l', { install: ['fdisk'] });
    expect({ stdout, stderr, status }).toEqual({
      stdout: '',
      stderr:
        'fdisk: not modelled on this simulated machine; the real fdisk manages disks, partitions and swap space\n',
      status: 127,
    });
  });

  test('every applet of BusyBox answers', () => {
    const applets = run("busybox --list | grep -vE '^(dpkg|ping|wget)'", { image: 'recorded' })
      .stdout.trim()
      .split('\n');
    expect(applets.filter((name) => !loadProgram(programIdFor(name)))).toEqual([]);
  });
});
