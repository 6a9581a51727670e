import { beforeAll, expect, test } from 'vitest';
import { createMachine, type Machine } from '../../../src/engine';
import { wholeLaptop } from '../../../src/engine/world/whole';
import { output } from './machine-with';

let machine: Machine;

beforeAll(() => {
  machine = createMachine(wholeLaptop(), { seed: 'security' });
  machine.writeFile(
    '/home/ada/Dockerfile',
    'FROM debian\nRUN cp /usr/bin/cat /usr/bin/id /usr/local/bin/ && chmod u+s /usr/local/bin/*\nUSER 1000\n',
    0o644,
  );
  output(machine, 'docker build -q -t suid . && docker pull -q busybox');
});

test('a setuid program runs as its owner', () => {
  expect(output(machine, 'docker run --rm suid /usr/local/bin/id')).toBe(
    'uid=1000 gid=0(root) euid=0(root) groups=0(root)\n',
  );
  expect(output(machine, 'docker run --rm suid sh -c "id -u; id -ru"')).toBe('0\n1000\n');
  expect(output(machine, 'docker run --rm suid cat /etc/shadow | head -1')).toMatch(/^root:/);
});

test('but not with no-new-privileges, in exec neither', () => {
  const { stderr, status } = machine.type(
    'docker run --rm --security-opt no-new-privileges suid cat /etc/shadow',
  );
  expect([stderr, status]).toEqual(['cat: /etc/shadow: Permission denied\n', 1]);
  output(machine, 'docker run -d --name bound --security-opt no-new-privileges:true suid sleep 1000');
  expect(output(machine, 'docker exec bound grep NoNewPrivs /proc/self/status')).toBe('NoNewPrivs:\t1\n');
  expect(
    output(
      machine,
      'docker run --rm --security-opt no-new-privileges=false suid grep NoNew /proc/self/status',
    ),
  ).toBe('NoNewPrivs:\t0\n');
});

test('and gets no capability that the container was not given', () => {
  const command = 'suid sh -c "cat /proc/self/status | grep CapEff"';
  expect(output(machine, `docker run --rm ${command}`)).toBe('CapEff:\t00000000a80425fb\n');
  expect(output(machine, `docker run --rm --cap-drop ALL ${command}`)).toBe('CapEff:\t0000000000000000\n');
});

test.each([
  ['no-new-privileges=perhaps', 'invalid --security-opt 2: "no-new-privileges=perhaps"'],
  ['colour=blue', 'invalid --security-opt 2: "colour=blue"'],
])('%s is refused', (option, message) => {
  const { stderr, status } = machine.type(`docker run --rm --security-opt ${option} busybox true`);
  expect(stderr.split('\n')[0]).toBe(`docker: Error response from daemon: ${message}`);
  expect(status).toBe(125);
});

test('distroless images hold no shell; their program runs', () => {
  expect(machine.type('docker run --rm gcr.io/distroless/static-debian13 sh').stderr).toMatch(
    /exec: "sh": executable file not found in \$PATH/,
  );
  expect(
    output(
      machine,
      `docker run -q --rm gcr.io/distroless/python3-debian13:nonroot -c 'import os; print(os.getuid())'`,
    ),
  ).toBe('65532\n');
});

test("nginx needs root's powers to make its workers another user", () => {
  output(machine, 'docker pull -q nginx');
  const start = (options: string) => {
    const { stdout, stderr, status } = machine.type(`docker run --rm ${options} nginx; echo`);
    return [(stdout + stderr).match(/^nginx: .*$/gm)?.at(-1), status];
  };
  expect(start('--cap-drop ALL')[0]).toBe(
    'nginx: [emerg] chown("/var/cache/nginx/client_temp", 101) failed (1: Operation not permitted)',
  );
  expect(start('--read-only')[0]).toBe(
    'nginx: [emerg] mkdir() "/var/cache/nginx/client_temp" failed (30: Read-only file system)',
  );
  expect(start('-u 1000')[0]).toBe(
    'nginx: [emerg] mkdir() "/var/cache/nginx/client_temp" failed (13: Permission denied)',
  );
  output(machine, 'docker run -d --name few --cap-drop ALL --cap-add CHOWN nginx');
  expect(output(machine, 'sleep 1; docker logs few 2>&1 | tail -3')).toMatch(
    /\[alert\] 1#1: worker process \d+ exited with fatal code 2 and cannot be respawned\n/,
  );
  output(
    machine,
    'docker run -d --name web --cap-drop ALL --cap-add CHOWN --cap-add SETGID --cap-add SETUID nginx',
  );
  expect(output(machine, 'docker exec web curl -s localhost | grep title')).toBe(
    '<title>Welcome to nginx!</title>\n',
  );
  expect(output(machine, 'docker top web -o pid,user,args')).toContain('nginx: worker process');
});

test('an archive with files that are only to be read is unpacked', () => {
  expect(
    output(
      machine,
      'cd /tmp; echo kept > r; chmod 444 r; tar -cf r.tar r; mkdir to; tar -xf r.tar -C to; cat to/r; stat -c %a to/r',
    ),
  ).toBe('kept\n444\n');
});

test('a file on a read-only mount is not emptied, whoever may write it', () => {
  output(machine, 'mkdir -p /tmp/site; echo old > /tmp/site/page');
  const { stderr } = machine.type(
    "docker run --rm -u 99 -v /tmp/site:/site:ro busybox sh -c 'echo new > /site/page'",
  );
  expect(stderr).toBe("sh: can't create /site/page: Read-only file system\n");
});
