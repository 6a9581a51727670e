import { describe, expect, test } from 'vitest';
import { run } from '../run';
import { table } from '../table';

const install = ['node'];

function node(source: string, maxSteps = 400_000, name = 'app.js'): ReturnType<typeof run> {
  return run(`node ${name}`, { install, files: { [`/tmp/${name}`]: source }, maxSteps });
}

function prints(title: string, source: string, stdout: string, name?: string): void {
  test(title, () => {
    expect(node(source, undefined, name)).toEqual({ stdout, stderr: '', status: 0 });
  });
}

describe('the command line', () => {
  table(
    {
      install,
      files: {
        '/tmp/args.js': 'console.log(process.argv.slice(2), __filename)',
        '/tmp/p/package.json': '{"main": "m.js"}',
        '/tmp/p/m.js': 'console.log("main")',
      },
    },
    [
      ['node -v; node --version', 'v20.19.2\nv20.19.2\n'],
      ['node args.js a -b', "[ 'a', '-b' ] /tmp/args.js\n"],
      ['node -e "console.log(1)"; node -p "[1, \'a\']"; node -p "\'text\'"', "1\n[ 1, 'a' ]\ntext\n"],
      ["echo 'console.log(2)' | node; node p", '2\nmain\n'],
      ['node -e "process.exit(3)"', '', '', 3],
      ['node --nope', '', 'node: bad option: --nope\n', 9],
      [
        "node -e \"process.exitCode = 4; process.on('exit', (c) => console.log('bye', c))\"",
        'bye 4\n',
        '',
        4,
      ],
    ],
  );
});

describe('the language', () => {
  prints(
    'values as console.log shows them',
    "console.log({ a: 1, 'b-c': [1, 'x'], f() {}, d: new Date(0), n: { o: { p: { q: 1 } } } }, [undefined, null, -0], new Map([[1, { a: 2 }]]), new Set(['x']), class A {}, Symbol('s'), 5n)",
    "{\n  a: 1,\n  'b-c': [ 1, 'x' ],\n  f: [Function: f],\n  d: 1970-01-01T00:00:00.000Z,\n  n: { o: { p: [Object] } }\n} [ undefined, null, -0 ] Map(1) { 1 => { a: 2 } } Set(1) { 'x' } [class A] Symbol(s) 5n\n",
  );
  prints(
    'many items in columns',
    'console.log(Array.from({ length: 27 }, (_, i) => i * 10), new Array(3))',
    '[\n    0,  10,  20,  30,  40,  50,  60,\n   70,  80,  90, 100, 110, 120, 130,\n  140, 150, 160, 170, 180, 190, 200,\n  210, 220, 230, 240, 250, 260\n] [ <3 empty items> ]\n',
  );
  prints(
    'destructuring and spread',
    'const { a, b: [c, ...d], e = 5, ...rest } = { a: 1, b: [2, 3, 4], f: 6 };\nconst f = (x, y = 2, ...z) => [x, y, z];\nconsole.log(a, c, d, e, rest, f(...[1, undefined, 3]), { ...rest, g: 7 });',
    '1 2 [ 3, 4 ] 5 { f: 6 } [ 1, 2, [ 3 ] ] { f: 6, g: 7 }\n',
  );
  prints(
    'classes',
    "class A { #n = 1; static made = 0; constructor(x) { this.x = x; A.made++; } get double() { return this.x * 2; } up() { return ++this.#n; } }\nclass B extends A { constructor() { super(4); } up() { return 'B' + super.up(); } }\nconst b = new B(); console.log(b, b.double, b.up(), b.up(), A.made, b instanceof A);",
    'B { x: 4 } 8 B2 B3 1 true\n',
  );
  prints(
    'closures and loops',
    'const fs = []; for (let i = 0; i < 3; i++) fs.push(() => i);\nouter: for (const x of [1, 2]) for (const y in { p: 1, q: 2 }) { if (y === "q") continue outer; console.log(x, y); }\nconsole.log(fs.map((f) => f()));',
    '1 p\n2 p\n[ 0, 1, 2 ]\n',
  );
  prints(
    'generators',
    'function* g() { const x = yield 1; yield* [x, 3]; return 4; }\nconst i = g(); console.log(i.next(), i.next("x"), [...i]);',
    "{ value: 1, done: false } { value: 'x', done: false } [ 3 ]\n",
  );
  prints(
    'the order of ticks, promises and timers',
    "setTimeout(() => console.log('timeout'), 0); setImmediate(() => console.log('immediate')); Promise.resolve().then(() => console.log('promise')); process.nextTick(() => console.log('tick')); console.log('now');",
    'now\ntick\npromise\ntimeout\nimmediate\n',
  );
  prints(
    'async functions',
    "const wait = (ms, v) => new Promise((r) => setTimeout(r, ms, v));\n(async () => { try { console.log(await wait(5000, 'a'), await Promise.all([1, wait(1, 2)])); await Promise.reject(new Error('no')); } catch (e) { console.log(e.message); } finally { console.log('end'); } })();\nconsole.log('first');",
    'first\na [ 1, 2 ]\nno\nend\n',
  );
  prints(
    'modules of ES',
    "import fs, { existsSync } from 'node:fs';\nexport const x = await Promise.resolve(5);\nconsole.log(x, existsSync('/tmp'), typeof fs.readFileSync, import.meta.url);",
    '5 true function file:///tmp/app.mjs\n',
    'app.mjs',
  );
});

describe('the library', () => {
  prints(
    'fs and path',
    "const fs = require('fs'), path = require('path');\nfs.mkdirSync('a/b', { recursive: true }); fs.writeFileSync('a/f', 'x'); fs.appendFileSync('a/f', 'y');\nconsole.log(fs.readdirSync('a'), fs.readFileSync('a/f', 'utf8'), fs.existsSync('no'), path.join('a', '..', 'b.js'), path.extname('b.js'));\ntry { fs.readFileSync('no'); } catch (e) { console.log(e.code, e.message); }",
    "[ 'b', 'f' ] xy false b.js .js\nENOENT ENOENT: no such file or directory, open 'no'\n",
  );
  prints(
    'JSON',
    'console.log(JSON.stringify({ a: [1, { b: undefined }], d: new Date(0) }), JSON.stringify([1, { a: 2 }], null, 2), JSON.parse(\'{"x":[null]}\'))',
    '{"a":[1,{}],"d":"1970-01-01T00:00:00.000Z"} [\n  1,\n  {\n    "a": 2\n  }\n] { x: [ null ] }\n',
  );
  prints(
    'events and child_process',
    "const e = new (require('events'))(); e.once('x', (v) => console.log('got', v)); console.log(e.emit('x', 1), e.emit('x', 2));\nconsole.log(require('child_process').execSync('echo out; exit 0').toString());",
    'got 1\ntrue false\nout\n\n',
  );
  prints(
    'texts and patterns',
    "console.log('a1b22'.replace(/(\\w)(\\d+)/g, '$2$1'), 'x,y'.split(','), 'abc'.at(-1), /(?<n>\\d+)/.exec('a12').groups.n, 'ab'.padEnd(4, '.'), 'aba'.replaceAll('a', (m) => m.toUpperCase()))",
    "1a22b [ 'x', 'y' ] c 12 ab.. AbA\n",
  );
});

describe('what goes wrong', () => {
  const cases: readonly (readonly [source: string, begins: string])[] = [
    [
      "function f() {\n  throw new Error('boom');\n}\nclass K { m() { f(); } }\nnew K().m();",
      "/tmp/app.js:2\n  throw new Error('boom');\n  ^\n\nError: boom\n    at f (/tmp/app.js:2:9)\n    at K.m (/tmp/app.js:4:17)\n    at Object.<anonymous> (/tmp/app.js:5:9)\n    at Module._compile (node:internal/modules/cjs/loader:",
    ],
    [
      'let x = { a: 1 }; x.y.z;',
      "/tmp/app.js:1\nlet x = { a: 1 }; x.y.z;\n                      ^\n\nTypeError: Cannot read properties of undefined (reading 'z')\n    at Object.<anonymous> (/tmp/app.js:1:23)\n",
    ],
    ['foo();', '/tmp/app.js:1\nfoo();\n^\n\nReferenceError: foo is not defined\n'],
    ['let x = ;', "/tmp/app.js:1\nlet x = ;\n        ^\n\nSyntaxError: Unexpected token ';'\n"],
    [
      'console.log(1',
      '/tmp/app.js:1\nconsole.log(1\n            ^\n\nSyntaxError: missing ) after argument list\n',
    ],
    [
      "require('./missing')",
      "node:internal/modules/cjs/loader:1215\n  throw err;\n  ^\n\nError: Cannot find module './missing'\nRequire stack:\n- /tmp/app.js\n",
    ],
    [
      "Promise.reject(new TypeError('late'))",
      "/tmp/app.js:1\nPromise.reject(new TypeError('late'))\n               ^\n\nTypeError: late\n",
    ],
  ];
  for (const [source, begins] of cases) {
    test(source, () => {
      const { stdout, stderr, status } = node(source);
      expect({
        stdout,
        begin: stderr.slice(0, begins.length),
        end: stderr.endsWith('\nNode.js v20.19.2\n'),
        status,
      }).toEqual({
        stdout: '',
        begin: begins,
        end: true,
        status: 1,
      });
    });
  }

  prints(
    'too deep a recursion',
    'function f() { return f(); }\ntry { f(); } catch (e) { console.log(e instanceof RangeError, e.message); }',
    'true Maximum call stack size exceeded\n',
  );

  test('what real Node.js has and this one does not says so, and is not an exception', () => {
    expect(node("try { require('inspector') } catch { console.log('a lie') }")).toEqual({
      stdout: '',
      stderr: 'node: not modelled on this simulated machine: the module inspector; the real Node.js has it\n',
      status: 1,
    });
    expect(node("'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!'.match(/^(a+)+$/)").stderr).toContain(
      'a repetition inside of a repetition',
    );
  });

  test("nothing of the host's is in reach", () => {
    const source =
      "for (const f of [() => [].constructor.constructor('return 1')(), () => (async () => {}).constructor('return process')(), () => Function('return 1')()]) { try { console.log(f()); } catch (e) { console.log(e.name); } }";
    expect(node(source).stdout).toBe('EvalError\nEvalError\nEvalError\n');
  });
});

describe('staying in hand', () => {
  test('a loop without end uses up its steps and nothing else', () => {
    for (const source of [
      'while (true);',
      'const f = () => Promise.resolve().then(f); f()',
      'setInterval(() => {}, 0)',
      'const a = [1]; for (const x of a) a.push(x)',
    ]) {
      expect(node(source, 5000).stderr).toMatch(/still running: budget|Invalid array length/);
    }
  });

  test('programs with mistakes in them end in an exception of theirs, never in one of ours', () => {
    const whole =
      "const fs = require('fs');\nclass A extends Map { #p = 1; static s = [1, ...'ab']; get x() { return this.#p; } m(...a) { return a.map(({ y = 2, ...r }) => ({ ...r, y })); } }\nfunction* g(n) { try { for (let i = 0; i < n; i++) yield i; } finally { console.log(`end ${n}`); } }\nconst { s: [h, ...t] } = A, o = new A([[1, 2]]);\nlabel: for (const v of g(3)) { switch (v) { case 1: continue label; default: console.log(v, o.x?.toFixed(2), o.m({ y: 1, z: 2 })); } }\n(async () => { await null; console.log(JSON.stringify([...o]), h + t, /a+/g.exec('caat')?.[0], typeof fs, [3, 1].sort((a, b) => a - b)); })().catch((e) => console.log(e.message));\n";
    let seed = 11;
    const below = (count: number): number => {
      seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
      return seed % count;
    };
    for (let round = 0; round < 120; round++) {
      let text = whole;
      for (let change = 0; change <= below(4); change++) {
        const at = below(text.length);
        const pieces = [
          '',
          '(',
          ')',
          ';',
          '\n',
          '{',
          '}',
          '"',
          '`',
          '=',
          '=>',
          '...',
          ' in ',
          '.x',
          '[0]',
          ', ',
          '-',
          'null',
          'new ',
          'await ',
          '?.',
          '#p',
          'this',
          'super',
        ];
        text = text.slice(0, at) + (pieces[below(pieces.length)] ?? '') + text.slice(at + below(3));
      }
      const { status, stderr } = node(text, 60_000);
      expect([0, 1, -1], `${text}\n${stderr}`).toContain(status);
    }
  }, 60_000);
});
