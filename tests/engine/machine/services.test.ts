import { beforeAll, expect, test } from 'vitest';
import { createMachine, type Machine } from '../../../src/engine';
import { wholeLaptop } from '../../../src/engine/world/whole';
import { output } from './machine-with';

let machine: Machine;

beforeAll(() => {
  machine = createMachine(wholeLaptop(), { seed: 'services' });
  const dockerfile = 'FROM debian:trixie\nRUN apt-get update && apt-get install -y nginx curl\n';
  machine.writeFile('/home/ada/Dockerfile', dockerfile, 0o644);
  output(machine, 'docker build -q -t web .');
});

function said(script: string): string {
  machine.writeFile('/home/ada/script.sh', `exec 2>&1\n${script}`, 0o644);
  return machine.type('docker run --rm -v "$PWD/script.sh:/script.sh" web sh /script.sh').stdout;
}

test('service starts, tells of and stops what a package brought', () => {
  expect(
    said(
      'service nginx status; echo $?; service nginx start; curl -s localhost | head -n 1; service nginx status; service --status-all; service nginx restart; service nginx stop; curl -s localhost; echo $?',
    ),
  ).toBe(
    'nginx is not running ... failed!\n3\nStarting nginx: nginx.\n<!DOCTYPE html>\nnginx is running.\n [ + ]  nginx\nRestarting nginx: nginx.\nStopping nginx: nginx.\n7\n',
  );
});

test('a server whose configuration is wrong does not start', () => {
  expect(said('echo bad > /etc/nginx/conf.d/a.conf; service nginx start; echo $?')).toBe(
    'Starting nginx: nginx failed!\n1\n',
  );
});

test('a service that nobody brought, and a script of the reader’s own', () => {
  expect(
    said(
      'service web start; echo $?; printf \'#!/bin/sh\\necho "$1 in $(pwd) [$HOME]"\\n\' > /etc/init.d/web; chmod +x /etc/init.d/web; cd /tmp; service web start',
    ),
  ).toBe('grep: /etc/init.d/web: No such file or directory\nweb: unrecognized service\n1\nstart in / []\n');
});

test('start-stop-daemon keeps a process by its pid file', () => {
  expect(
    said(
      'd="start-stop-daemon --pidfile /run/s.pid"; $d --start --background --make-pidfile --exec /bin/sleep -- 100; echo $?; $d --status; echo $?; $d --start --exec /bin/sleep -- 100; echo $?; $d --stop --retry 2; echo $?; $d --status; echo $?; $d --stop; echo $?; $d --stop --oknodo --quiet; echo $?; start-stop-daemon --start --chuid nobody --exec /usr/bin/id -- -un',
    ),
  ).toBe(
    "0\n0\n/bin/sleep already running.\n1\n0\n1\nNo process in pidfile '/run/s.pid' found running; none killed.\n1\n0\nnobody\n",
  );
});
