import { expect, test } from 'vitest';
import { laptop, typed } from './machine';

const IMAGE = 'node:22-alpine';

test('the images say which Node.js they have, and their entrypoint runs node', () => {
  const machine = laptop();
  machine.type('docker pull -q node:22; docker pull -q node:22-slim; docker pull -q node:22-alpine');

  expect([
    typed(machine, 'docker run --rm node:22 node --version'),
    typed(machine, 'docker run --rm node:22-slim node -v'),
    typed(machine, `docker run --rm ${IMAGE} -p "process.version + process.pid"`),
    typed(machine, `docker run --rm ${IMAGE} echo hi`),
  ]).toEqual(['v22.23.2\n', 'v22.23.2\n', 'v22.23.31\n', 'hi\n']);
});

test('a server of http answers curl on the host, and ends at SIGTERM where it listens to it', () => {
  const machine = laptop();
  const server =
    "const http = require('http');\nconst server = http.createServer((req, res) => {\n  res.setHeader('Content-Type', 'text/plain');\n  res.end(`${req.method} ${req.url}\\n`);\n});\nserver.listen(3000, () => console.log('listening', server.address().port));\nprocess.on('SIGTERM', () => { console.log('closing'); server.close(() => process.exit(0)); });\n";
  machine.writeFile('/root/server.js', server);
  machine.type(
    `docker run -d --name web -p 3000:3000 -v /root/server.js:/server.js ${IMAGE} node /server.js; sleep 1`,
  );

  const answer = machine.type('curl -si localhost:3000/a?b=1').stdout;
  machine.type('curl -s localhost:3000/; curl -s localhost:3000/');
  const [before, , after] = ['date +%s', 'docker stop web', 'date +%s'].map((line) =>
    Number(machine.type(line).stdout),
  );

  expect(answer).toMatch(
    /^HTTP\/1\.1 200 OK\r\nContent-Type: text\/plain\r\nDate: .* GMT\r\nConnection: keep-alive\r\nKeep-Alive: timeout=5\r\nContent-Length: 11\r\n\r\nGET \/a\?b=1\n$/,
  );
  expect(typed(machine, 'docker logs web')).toBe('listening 3000\nclosing\n');
  expect((after ?? 0) - (before ?? 0)).toBeLessThan(3);
  expect(typed(machine, "docker inspect -f '{{.State.ExitCode}}' web")).toBe('0\n');
});

test('express runs where npm has put it, and only there', () => {
  const machine = laptop();
  const app =
    "const express = require('express');\nconst app = express();\napp.use(express.json());\napp.get('/', (req, res) => res.send('Hello World!'));\napp.get('/users/:id', (req, res) => res.json({ id: req.params.id, q: req.query.q }));\napp.post('/echo', (req, res) => res.status(201).json(req.body));\napp.listen(3000, () => console.log('ready'));\n";
  machine.writeFile('/root/app/index.js', app);
  machine.type(`docker pull -q ${IMAGE}`);
  const without = machine.type(`docker run --rm -v /root/app:/app -w /app ${IMAGE} node index.js`);
  machine.writeFile('/root/app/node_modules/express/package.json', '{}');
  machine.type(
    `docker run -d --name web -p 3000:3000 -v /root/app:/app -w /app ${IMAGE} node index.js; sleep 1`,
  );

  const answers = [
    'localhost:3000/',
    'localhost:3000/users/7?q=x',
    `-X POST -H 'Content-Type: application/json' -d '{"a":1}' localhost:3000/echo`,
    'localhost:3000/nope',
  ].map((what) => machine.type(`curl -s ${what}`).stdout);

  expect(without.stderr).toContain("Error: Cannot find module 'express'\nRequire stack:\n- /app/index.js\n");
  expect(answers.slice(0, 3)).toEqual(['Hello World!', '{"id":"7","q":"x"}', '{"a":1}']);
  expect(answers[3]).toContain('<pre>Cannot GET /nope</pre>');
});

test('two containers talk by name', () => {
  const machine = laptop();
  machine.writeFile(
    '/root/s.js',
    "require('http').createServer((q, r) => r.end(JSON.stringify({ path: q.url }))).listen(80);\n",
  );
  machine.type(
    `docker network create net; docker run -d --name api --network net -v /root/s.js:/s.js ${IMAGE} node /s.js; sleep 1`,
  );
  const line = `docker run --rm --network net ${IMAGE} node -e "fetch('http://api/x').then((r) => r.json()).then((j) => console.log(j, 1))"`;

  expect(typed(machine, line)).toBe("{ path: '/x' } 1\n");
});

test('the prompt shows values, asks for what is missing, and ends at ^D', () => {
  const machine = laptop();
  machine.type(`docker pull -q ${IMAGE}`);
  const { stdout } = machine.typeInTerminal(
    `docker run -it --rm ${IMAGE}`,
    ['1 + 1', 'const f = (x) => {', 'return [x, "y"]; }', 'f(2)', 'nope', '.exit'],
    { columns: 80, rows: 24 },
  );

  expect(stdout.replace(/\r/g, '')).toBe(
    'Welcome to Node.js v22.23.3.\nType ".help" for more information.\n> 1 + 1\n2\n> const f = (x) => {\n... return [x, "y"]; }\nundefined\n> f(2)\n[ 2, \'y\' ]\n> nope\nUncaught ReferenceError: nope is not defined\n> .exit\n',
  );
});
