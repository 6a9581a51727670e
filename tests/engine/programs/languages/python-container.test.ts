import { expect, test } from 'vitest';
import { laptop, typed } from './machine';

const IMAGE = 'python:3.13-slim';

test('the images say which Python they have', () => {
  const machine = laptop();
  machine.type(`docker pull -q ${IMAGE}; docker pull -q python:3.12-slim; docker pull -q python:3.13-alpine`);

  const versions = [IMAGE, 'python:3.12-slim', 'python:3.13-alpine'].map((image) =>
    typed(machine, `docker run --rm ${image} python --version`),
  );

  expect(versions).toEqual(['Python 3.13.15\n', 'Python 3.12.14\n', 'Python 3.13.15\n']);
});

test('http.server in a container answers curl on the host, and tells of it', () => {
  const machine = laptop();
  machine.type(`docker run -d --name web -p 8000:8000 -w /etc/apt ${IMAGE} python3 -m http.server`);

  const page = machine.type('curl -s localhost:8000/');
  const missing = machine.type('curl -s -o /dev/null -w "%{http_code}\\n" localhost:8000/nope');
  const logs = typed(machine, 'docker logs web');

  expect(page.stdout).toContain('<title>Directory listing for /</title>');
  expect(missing.stdout).toBe('404\n');
  expect(logs).toMatch(/^\d+\.\d+\.\d+\.\d+ - - \[\d\d\/\w{3}\/\d{4} [\d:]{8}\] "GET \/ HTTP\/1\.1" 200 -$/m);
  // print() goes to a pipe here: the first line waits in its buffer.
  expect(logs).not.toContain('Serving HTTP');
});

test('a loop that prints shows nothing in the logs until it is told not to buffer', () => {
  const machine = laptop();
  machine.writeFile('/root/loop.py', 'import time\nwhile True:\n    print("tick")\n    time.sleep(1)\n');
  machine.type(`docker run -d --name quiet -v /root/loop.py:/loop.py ${IMAGE} python /loop.py`);
  machine.type(
    `docker run -d --name loud -e PYTHONUNBUFFERED=1 -v /root/loop.py:/loop.py ${IMAGE} python /loop.py`,
  );
  machine.type('sleep 3');

  expect(typed(machine, 'docker logs quiet')).toBe('');
  expect(typed(machine, 'docker logs loud')).toMatch(/^(tick\n){3,4}$/);
});

test('a handler of SIGTERM lets docker stop end it at once; without one it takes ten seconds', () => {
  const machine = laptop();
  const graceful =
    'import signal, sys, time\ndef stop(number, frame):\n    print("bye", number, flush=True)\n    sys.exit(0)\nsignal.signal(signal.SIGTERM, stop)\nwhile True:\n    time.sleep(1)\n';
  machine.writeFile('/root/a.py', graceful);
  machine.type(`docker run -d --name polite -v /root/a.py:/a.py ${IMAGE} python /a.py`);
  machine.type(`docker run -d --name deaf ${IMAGE} python -c "import time; time.sleep(1000)"`);
  const lasted = (line: string): number => {
    const [before, , after] = ['date +%s', line, 'date +%s'].map((one) => Number(machine.type(one).stdout));
    return (after ?? 0) - (before ?? 0);
  };

  expect({ polite: lasted('docker stop polite') < 3, deaf: lasted('docker stop deaf') >= 10 }).toEqual({
    polite: true,
    deaf: true,
  });
  expect(typed(machine, 'docker logs polite')).toBe('bye 15\n');
  expect(typed(machine, "docker inspect -f '{{.State.ExitCode}}' polite deaf")).toBe('0\n137\n');
});

test('two containers talk by name', () => {
  const machine = laptop();
  const server =
    'from http.server import *\nclass H(BaseHTTPRequestHandler):\n    def do_GET(self):\n        self.send_response(200)\n        self.end_headers()\n        self.wfile.write(f"you asked {self.path}".encode())\nHTTPServer(("", 80), H).serve_forever()\n';
  machine.writeFile('/root/s.py', server);
  machine.type(
    `docker network create net; docker run -d --name api --network net -v /root/s.py:/s.py ${IMAGE} python /s.py`,
  );

  const said = typed(
    machine,
    `docker run --rm --network net ${IMAGE} python -c "import urllib.request as r; print(r.urlopen('http://api/x').read().decode())"`,
  );

  expect(said).toBe('you asked /x\n');
});

test('flask runs where pip has put it, and only there', () => {
  const machine = laptop();
  const app =
    'from flask import Flask, request\napp = Flask(__name__)\n@app.route("/")\ndef hello():\n    return "Hello " + request.args.get("name", "World")\n@app.route("/item/<int:n>")\ndef item(n):\n    return {"n": n}\nif __name__ == "__main__":\n    app.run(host="0.0.0.0", port=5000)\n';
  machine.writeFile('/root/app.py', app);
  machine.type(`docker pull -q ${IMAGE}`);
  const without = machine.type(`docker run --rm -v /root/app.py:/app.py ${IMAGE} python /app.py`);
  machine.writeFile('/root/flask/METADATA', '');
  const site = '/usr/local/lib/python3.13/site-packages/flask';
  machine.type(
    `docker run -d --name web -p 5000:5000 -v /root/flask:${site} -v /root/app.py:/app.py ${IMAGE} python /app.py`,
  );

  const answers = ['/?name=Ann', '/item/3', '/nope'].map(
    (path) => machine.type(`curl -s "localhost:5000${path}"`).stdout,
  );

  expect(without.stderr).toMatch(/ModuleNotFoundError: No module named 'flask'\n$/);
  expect(answers.slice(0, 2)).toEqual(['Hello Ann', '{"n":3}\n']);
  expect(answers[2]).toContain('<title>404 Not Found</title>');
  expect(typed(machine, 'docker logs web')).toContain(" * Serving Flask app 'app'\n * Debug mode: off\n");
});

test('the prompt asks for a whole block, survives an error and ^C, and ends at ^D', () => {
  const machine = laptop();
  machine.type(`docker pull -q ${IMAGE}`);
  const terminal = machine.openTerminal({ columns: 80, rows: 24 });
  let shown = '';
  terminal.onOutput((bytes) => (shown += new TextDecoder().decode(bytes)));
  const type = (keys: string): void => {
    terminal.input(keys);
    machine.advance({ maxSteps: 100_000, untilMs: machine.nowMs + 3000 });
  };
  for (const keys of [
    `docker run -it --rm ${IMAGE}\r`,
    '1 + 1\r',
    'for i in range(2): print(i)\r',
    '\r',
    '1/0\r',
  ])
    type(keys);
  type('while True: pass\r');
  type('\r');
  type('\x03');
  type('print("alive")\r');
  type('\x04');

  const lines = shown.replace(/\r/g, '').split('\n');
  const from = lines.findIndex((line) => line.includes('Python 3.13.15 (main, '));
  expect(from).toBeGreaterThan(0);
  expect(lines.slice(from + 1)).toEqual([
    'Type "help", "copyright", "credits" or "license" for more information.',
    '>>> 1 + 1',
    '2',
    '>>> for i in range(2): print(i)',
    '... ',
    '0',
    '1',
    '>>> 1/0',
    'Traceback (most recent call last):',
    '  File "<python-input-2>", line 1, in <module>',
    '    1/0',
    '    ~^~',
    'ZeroDivisionError: division by zero',
    '>>> while True: pass',
    '... ',
    '^C',
    'Traceback (most recent call last):',
    '  File "<python-input-3>", line 1, in <module>',
    '    while True: pass',
    '          ^^^^',
    'KeyboardInterrupt',
    '>>> print("alive")',
    'alive',
    '>>> ',
    expect.stringContaining('$ '),
  ]);
});

test('a limit of memory ends what takes more', () => {
  const machine = laptop();
  const line = `docker run --name big -m 64m ${IMAGE} python -c "x = bytearray(200 * 1024 * 1024)"`;

  expect(machine.type(line).status).toBe(137);
  expect(typed(machine, "docker inspect -f '{{.State.OOMKilled}}' big")).toBe('true\n');
});

test('a package that pip installs and nothing here models says so when it is used', () => {
  const machine = laptop();
  const run = (code: string): string =>
    typed(
      machine,
      `docker run --rm python:3.13-slim sh -c 'pip install -q --root-user-action=ignore requests && python -c "${code}"'`,
    );
  typed(machine, 'docker pull -q python:3.13-slim');
  expect(run('import requests; print(requests.__version__)')).toMatch(/^2\.\d+\.\d+\n$/);
  expect(run('import requests; requests.get(1)')).toBe(
    'python3: not modelled on this simulated machine: requests.get; the real Python has it\n',
  );
});
