import { beforeAll, expect, test } from 'vitest';
import { createMachine, type Machine } from '../../../src/engine';
import { wholeLaptop } from '../../../src/engine/world/whole';
import { output } from './machine-with';

let machine: Machine;
const configure = (text: string): string =>
  output(machine, `docker exec -i web sh -c 'cat > /etc/nginx/conf.d/default.conf' <<'END'\n${text}\nEND`);

beforeAll(() => {
  machine = createMachine(wholeLaptop(), { seed: 'nginx' });
  output(machine, 'docker network create app; docker pull -q nginx; docker pull -q python:3.13-slim');
  output(machine, 'docker run -d --name web --network app -p 8080:80 nginx; sleep 1');
});

test('docker top shows a master and a worker for each CPU', () => {
  const rows = output(machine, 'docker top web').trim().split('\n').slice(1);
  const titles = rows.map((row) => row.replace(/^.*\d\d:\d\d:\d\d +/, ''));
  const cpus = Number(output(machine, 'docker exec web nproc'));
  expect(titles).toEqual([
    'nginx: master process nginx -g daemon off;',
    ...Array.from({ length: cpus }, () => 'nginx: worker process'),
  ]);
  const line = output(machine, 'docker exec web sh -c \'tr "\\\\0" " " </proc/1/cmdline\'');
  expect(line.trim()).toBe('nginx: master process nginx -g daemon off;');
});

test('requests are passed on to a container whose name is known when the configuration is read', () => {
  configure('server {\n  listen 80;\n  location /api/ {\n    proxy_pass http://backend:8000/;\n  }\n}');
  const { stderr } = machine.type('docker exec web nginx -t');
  expect(stderr.replace(/^.* (?=\[emerg\] \d+#)/m, '')).toMatch(
    /^\[emerg\] \d+#\d+: host not found in upstream/,
  );
  expect(stderr.split('\n').slice(1).join('\n')).toBe(
    'nginx: [emerg] host not found in upstream "backend" in /etc/nginx/conf.d/default.conf:4\n' +
      'nginx: configuration file /etc/nginx/nginx.conf test failed\n',
  );
  output(
    machine,
    'docker run -d --name backend --network app -w /tmp python:3.13-slim python -m http.server; sleep 1',
  );
  output(
    machine,
    'docker exec backend sh -c "echo hello >/tmp/word"; docker exec web nginx -s reload; sleep 1',
  );
  expect(output(machine, 'curl -s localhost:8080/api/word')).toBe('hello\n');
  expect(output(machine, 'docker logs backend 2>&1 | tail -1')).toContain('"GET /word HTTP/1.0" 200 -');

  output(machine, 'docker rm -f backend');
  expect(output(machine, 'curl -s localhost:8080/api/word')).toContain('<h1>502 Bad Gateway</h1>');
});

test('a server is chosen by its port and name', () => {
  configure(
    'server { listen 80; server_name one.test; return 200 one; }\n' +
      'server { listen 80; server_name two.test; return 200 two; }\n' +
      'server { listen 81; return 301 http://elsewhere/; }',
  );
  output(machine, 'docker exec web nginx -s reload; sleep 1');
  expect(output(machine, 'curl -s -H "Host: two.test" localhost:8080')).toBe('two');
  expect(output(machine, 'curl -s localhost:8080')).toBe('one');
  expect(output(machine, 'docker exec web curl -sI localhost:81')).toMatch(
    /^HTTP\/1\.1 301 Moved Permanently\r\n.*Location: http:\/\/elsewhere\/\r\n/s,
  );
});

test('without "daemon off" the master goes on in the background, and the container ends', () => {
  output(machine, 'docker run --name gone nginx nginx');
  expect(output(machine, "docker inspect -f '{{.State.Status}} {{.State.ExitCode}}' gone")).toBe(
    'exited 0\n',
  );
});

test('templates are filled with the environment, and what it does not have stands', () => {
  output(
    machine,
    'mkdir -p templates; echo \'server { listen 80; return 200 "$WORD $uri\\n"; }\' >templates/default.conf.template',
  );
  output(
    machine,
    'docker run -d --name filled -p 8090:80 -e WORD=hello -v ./templates:/etc/nginx/templates nginx; sleep 1',
  );
  expect(output(machine, 'docker logs filled 2>&1')).toContain(
    '20-envsubst-on-templates.sh: Running envsubst on /etc/nginx/templates/default.conf.template to ' +
      '/etc/nginx/conf.d/default.conf\n',
  );
  expect(output(machine, 'curl -s localhost:8090/there')).toBe('hello /there\n');
});

test.each(['debian:trixie-slim', 'debian:bookworm-slim', 'ubuntu:24.04'])(
  'the package of %s serves its first site, and logs to files',
  (image) => {
    const file = `FROM ${image}\nRUN apt-get update && apt-get install -y nginx\nCMD ["nginx", "-g", "daemon off;"]`;
    output(machine, `docker build -q -t packaged - <<'END'\n${file}\nEND`);
    output(machine, 'docker run -d --name packaged -p 8091:80 packaged; sleep 1');
    expect(output(machine, 'curl -s localhost:8091')).toContain('<title>Welcome to nginx');
    expect(output(machine, 'docker logs packaged 2>&1')).toBe('');
    expect(output(machine, 'docker exec packaged cat /var/log/nginx/access.log')).toMatch(
      /^172\.17\.0\.1 - - \[.*\] "GET \/ HTTP\/1\.1" 200 61[25] "-" "curl\/[\d.]+"\n$/,
    );
    expect(output(machine, 'docker exec packaged nginx -s reopen 2>&1')).toBe('');
    expect(output(machine, 'docker exec packaged cat /var/log/nginx/error.log')).toMatch(
      /^\S+ \S+ \[notice\] \d+#\d+: signal process started\n$/,
    );
    expect(output(machine, 'docker exec packaged dpkg -S /etc/nginx/nginx.conf')).toBe(
      'nginx-common: /etc/nginx/nginx.conf\n',
    );
    output(machine, 'docker rm -f packaged');
  },
);

test('a file has the type that mime.types gives to its extension', () => {
  output(machine, 'docker run -d --name typed -p 8092:80 nginx; sleep 1');
  output(
    machine,
    'docker exec typed sh -c "cd /usr/share/nginx/html; touch a.JPG b.woff2 c.pdf d.unknown e.css"',
  );
  const typeOf = (name: string): string =>
    output(machine, `curl -sI localhost:8092/${name} | grep -i ^content-type`).trim();
  expect(['a.JPG', 'b.woff2', 'c.pdf', 'd.unknown', 'e.css'].map(typeOf)).toEqual([
    'Content-Type: image/jpeg',
    'Content-Type: font/woff2',
    'Content-Type: application/pdf',
    'Content-Type: application/octet-stream',
    'Content-Type: text/css',
  ]);
});

test('a place in a redirect has the port on which nginx itself listens, not the published one', () => {
  output(
    machine,
    'docker run -d --name moved -p 8093:80 nginx; docker exec moved mkdir /usr/share/nginx/html/docs; sleep 1',
  );
  expect(output(machine, 'curl -sI localhost:8093/docs')).toContain(
    '\r\nLocation: http://localhost/docs/\r\n',
  );
});

test('what a directive would change and is not modelled is told, once for each', () => {
  configure(
    'server { listen 80; location / { auth_basic a; return 200 "ok\\n"; } location /b { auth_basic b; } }',
  );
  expect(output(machine, 'docker exec web nginx -t 2>&1')).toContain(
    'nginx: "auth_basic" in /etc/nginx/conf.d/default.conf:1 is not modelled on this simulated machine; what it would ' +
      'change stays as it is\nnginx: the configuration file',
  );
});

test.each(['proxy_nothing', 'ssl_nothing', 'document_nothing', 'constructor'])(
  '$%s is no variable',
  (name) => {
    configure(`server { listen 80; return 200 "$${name}"; }`);
    expect(machine.type('docker exec web nginx -t').stderr).toContain(
      `nginx: [emerg] unknown "${name}" variable\nnginx: configuration file`,
    );
  },
);
