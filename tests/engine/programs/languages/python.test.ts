import { describe, expect, test } from 'vitest';
import { run } from '../run';
import { table } from '../table';

const install = ['python3'];

/** Runs a program from a file. */
function python(source: string, maxSteps = 400_000): ReturnType<typeof run> {
  return run('python3 app.py', { install, files: { '/tmp/app.py': source }, maxSteps });
}

/** What a program prints, where it ends well. */
function prints(title: string, source: string, stdout: string): void {
  test(title, () => {
    expect(python(source)).toEqual({ stdout, stderr: '', status: 0 });
  });
}

describe('the command line', () => {
  table(
    {
      install,
      files: { '/tmp/dir/__main__.py': 'print("main")', '/tmp/args.py': 'import sys; print(sys.argv)' },
    },
    [
      ['python3 --version; python3 -V', 'Python 3.13.5\nPython 3.13.5\n'],
      [
        'python3 args.py a -b; python3 -c "import sys; print(sys.argv)" x',
        "['args.py', 'a', '-b']\n['-c', 'x']\n",
      ],
      ["echo 'print(1)' | python3; echo 'print(2)' | python3 -", '1\n2\n'],
      ['python3 dir; python3 -m args y', "main\n['/tmp/args.py', 'y']\n"],
      [
        'python3 nope.py',
        '',
        "python3: can't open file '/tmp/nope.py': [Errno 2] No such file or directory\n",
        2,
      ],
      ['python3 /etc', '', "/usr/bin/python3: can't find '__main__' module in '/etc'\n", 1],
      ['python3 -m nope', '', '/usr/bin/python3: No module named nope\n', 1],
      ['python3 -c "import sys; sys.exit(3)"', '', '', 3],
      [`python3 -c "raise SystemExit('bye')"`, '', 'bye\n', 1],
      [
        'python3 -c "import flask"',
        '',
        'Traceback (most recent call last):\n  File "<string>", line 1, in <module>\n    import flask\nModuleNotFoundError: No module named \'flask\'\n',
        1,
      ],
      [
        'python3 -c "print(1"',
        '',
        '  File "<string>", line 1\n    print(1\n         ^\nSyntaxError: \'(\' was never closed\n',
        1,
      ],
      ['echo "{\\"a\\": [1]}" | python3 -m json.tool', '{\n    "a": [\n        1\n    ]\n}\n'],
    ],
  );
});

describe('the language', () => {
  prints(
    'numbers',
    'print(10 // 3, -10 // 3, 10 % -3, 2 ** 100, 7 / 2, 1e16, 0.1 + 0.2, round(2.5), round(2.675, 2), -0.0, 1 / 3)',
    '3 -4 -2 1267650600228229401496703205376 3.5 1e+16 0.30000000000000004 2 2.67 -0.0 0.3333333333333333\n',
  );
  prints(
    'format specs',
    'x = 5\nprint(f"{3.14159:.2f}|{42:05d}|{\'hi\':>5}|{1234567:,}|{255:#x}|{0.5:%}|{x=}|{-3:+d}", "%5.1f|%-4s|%03d" % (2.25, "ab", 7))',
    '3.14|00042|   hi|1,234,567|0xff|50.000000%|x=5|-3   2.2|ab  |007\n',
  );
  prints(
    'comprehensions and slices',
    'l = list(range(6))\nprint([i * i for i in l if i % 2], {k: v for k, v in zip("ab", l)}, l[1:3], l[::-2], {i % 2 for i in l}, sum(i for i in l))',
    "[1, 9, 25] {'a': 0, 'b': 1} [1, 2] [5, 3, 1] {0, 1} 15\n",
  );
  prints(
    'functions',
    'def f(a, b=2, *args, c=3, **kw): return a, b, args, c, kw\ndef counter():\n    n = 0\n    def up():\n        nonlocal n\n        n += 1\n        return n\n    return up\nc = counter(); c()\nprint(f(1), f(1, 2, 3, c=4, d=5), c(), (lambda x: x * 2)(4))',
    "(1, 2, (), 3, {}) (1, 2, (3,), 4, {'d': 5}) 2 8\n",
  );
  prints(
    'classes',
    'class A:\n    def __init__(self, n): self.n = n\n    def __repr__(self): return f"A({self.n})"\n    @property\n    def double(self): return self.n * 2\n    @classmethod\n    def make(cls): return cls(7)\n    def who(self): return "A"\nclass B(A):\n    def who(self): return "B" + super().who()\nb = B.make()\nb.n += 1\nprint(b, b.double, b.who(), isinstance(b, A), [c.__name__ for c in B.__mro__])',
    "A(8) 16 BA True ['B', 'A', 'object']\n",
  );
  prints(
    'generators',
    'def g():\n    got = yield 1\n    print("got", got)\n    yield from [2, 3]\n    return "end"\ni = g()\nprint(next(i), i.send("x"), list(i))',
    'got x\n1 2 [3]\n',
  );
  prints(
    'exceptions',
    'class E(Exception):\n    pass\ntry:\n    try:\n        {}["k"]\n    except KeyError as e:\n        raise E("no") from e\n    finally:\n        print("finally")\nexcept E as e:\n    print(repr(e), repr(e.__cause__))\nelse:\n    print("else")',
    "finally\nE('no') KeyError('k')\n",
  );
  prints(
    'files',
    'with open("f", "w") as f:\n    f.write("one\\ntwo\\n")\nfor line in open("f"):\n    print(line.strip().upper())\nimport os\nprint(os.path.exists("f"), os.listdir("."))',
    "ONE\nTWO\nTrue ['app.py', 'f']\n",
  );
  prints(
    'match',
    'def f(x):\n    match x:\n        case {"type": "c", "r": r} if r > 1: return r\n        case [1, *rest]: return rest\n        case "a" | "b": return "letter"\n        case _: return None\nprint(f({"type": "c", "r": 2}), f([1, 2, 3]), f("b"), f(5))',
    '2 [2, 3] letter None\n',
  );
});

describe('the library', () => {
  prints(
    'json',
    'import json\nprint(json.dumps({"a": [1, 2.5, None, True]}, indent=1), json.loads(\'{"x": "\\u00e9"}\'))',
    "{\n \"a\": [\n  1,\n  2.5,\n  null,\n  true\n ]\n} {'x': 'é'}\n",
  );
  prints(
    'collections',
    'from collections import Counter, defaultdict, namedtuple\nd = defaultdict(list); d["x"].append(1)\nP = namedtuple("P", "x y")\nprint(Counter("abracadabra").most_common(2), d, P(1, y=2))',
    "[('a', 5), ('b', 2)] defaultdict(<class 'list'>, {'x': [1]}) P(x=1, y=2)\n",
  );
  prints(
    'dataclass and enum',
    'from dataclasses import dataclass, field\nfrom enum import Enum\n@dataclass\nclass P:\n    x: int\n    y: list = field(default_factory=list)\nclass C(Enum):\n    RED = 1\nprint(P(1), P(1) == P(1), C.RED, repr(C(1)), list(C))',
    'P(x=1, y=[]) True C.RED <C.RED: 1> [<C.RED: 1>]\n',
  );
  prints(
    'subprocess',
    'import subprocess\nprint(subprocess.run(["echo", "hi"], capture_output=True, text=True).stdout, subprocess.run("exit 3", shell=True).returncode)',
    'hi\n 3\n',
  );
  prints(
    're',
    'import re\nprint(re.findall(r"\\d+", "a1b22"), re.sub(r"(\\w)(\\d)", r"\\2\\1", "a1"), re.match(r"(?P<n>\\w+)", "hi there").group("n"))',
    "['1', '22'] 1a hi\n",
  );
  prints(
    'os and time',
    'import os, time, socket\nos.environ["A"] = "1"\nbefore = time.time()\ntime.sleep(90)\nprint(os.getcwd(), os.getuid(), os.popen if False else os.environ["A"], round(time.time() - before), socket.gethostname())',
    '/tmp 0 1 90 box\n',
  );
});

describe('what goes wrong', () => {
  const cases: readonly (readonly [string, string])[] = [
    [
      'def f(x):\n    return g(x)\ndef g(x):\n    y = h(x)\n    return y\ndef h(x):\n    assert x == 2\nf(1)',
      'Traceback (most recent call last):\n  File "/tmp/app.py", line 8, in <module>\n    f(1)\n    ~^^^\n  File "/tmp/app.py", line 2, in f\n    return g(x)\n  File "/tmp/app.py", line 4, in g\n    y = h(x)\n  File "/tmp/app.py", line 7, in h\n    assert x == 2\n           ^^^^^^\nAssertionError\n',
    ],
    [
      'd = {"a": 1}\nprint(d["b"] + 1)',
      'Traceback (most recent call last):\n  File "/tmp/app.py", line 2, in <module>\n    print(d["b"] + 1)\n          ~^^^^^\nKeyError: \'b\'\n',
    ],
    [
      'prnt(1)',
      "Traceback (most recent call last):\n  File \"/tmp/app.py\", line 1, in <module>\n    prnt(1)\n    ^^^^\nNameError: name 'prnt' is not defined. Did you mean: 'print'?\n",
    ],
    [
      'os.getcwd()',
      "Traceback (most recent call last):\n  File \"/tmp/app.py\", line 1, in <module>\n    os.getcwd()\n    ^^\nNameError: name 'os' is not defined. Did you forget to import 'os'?\n",
    ],
    [
      'if True\n    pass',
      '  File "/tmp/app.py", line 1\n    if True\n           ^\nSyntaxError: expected \':\'\n',
    ],
    [
      'def f():\nprint(1)',
      '  File "/tmp/app.py", line 2\n    print(1)\n    ^^^^^\nIndentationError: expected an indented block after function definition on line 1\n',
    ],
    [
      'print "hi"',
      '  File "/tmp/app.py", line 1\n    print "hi"\n    ^^^^^^^^^^\nSyntaxError: Missing parentheses in call to \'print\'. Did you mean print(...)?\n',
    ],
    [
      'def f(n):\n    return f(n + 1)\nf(0)',
      'Traceback (most recent call last):\n  File "/tmp/app.py", line 3, in <module>\n    f(0)\n    ~^^^\n' +
        '  File "/tmp/app.py", line 2, in f\n    return f(n + 1)\n'.repeat(3) +
        '  [Previous line repeated 996 more times]\nRecursionError: maximum recursion depth exceeded\n',
    ],
    [
      'x = 2 ** 10 ** 10',
      'Traceback (most recent call last):\n  File "/tmp/app.py", line 1, in <module>\n    x = 2 ** 10 ** 10\n        ~~^^~~~~~~~~~\nMemoryError\n',
    ],
  ];
  for (const [source, stderr] of cases) {
    test(source, () => {
      expect(python(source)).toEqual({ stdout: '', stderr, status: 1 });
    });
  }

  test('what real Python has and this one does not says so, and is not an exception', () => {
    const { stdout, stderr, status } = python(
      'try:\n    import ctypes\nexcept ImportError:\n    print("a lie")',
    );

    expect({ stdout, stderr, status }).toEqual({
      stdout: '',
      stderr: 'python3: not modelled on this simulated machine: the module ctypes; the real Python has it\n',
      status: 1,
    });
  });
});

describe('staying in hand', () => {
  test('a loop without end uses up its steps and nothing else', () => {
    expect(python('while True: pass', 5000).stderr).toBe('[still running: budget]');
    expect(python('sum(iter(int, 1))', 5000).stderr).toBe('[still running: budget]');
    expect(python('x = [1]\nfor i in x: x.append(i)', 5000).stderr).toMatch(
      /still running: budget|MemoryError/,
    );
  });

  test('^C ends it with a traceback and the signal', () => {
    const { stderr, stdout } = run('timeout -s INT 2 python3 app.py; echo $?', {
      install,
      files: { '/tmp/app.py': 'import time\ntime.sleep(60)\n' },
    });

    expect({ stderr, stdout }).toEqual({
      stderr:
        'Traceback (most recent call last):\n  File "/tmp/app.py", line 2, in <module>\n    time.sleep(60)\n    ~~~~~~~~~~^^^^\nKeyboardInterrupt\n',
      stdout: '124\n',
    });
  });

  test('programs with mistakes in them end in an exception of theirs, never in one of ours', () => {
    const whole =
      'import json, re\nclass A(dict):\n    def m(self, *a, k=1):\n        return [x ** 2 for x in a if x] or {**self, "k": f"{k!r:>{len(a)}}"}\ndef g(n):\n    try:\n        yield from (i for i in range(n))\n    finally:\n        print("%s" % n, end="")\nwith open("/tmp/app.py") as f:\n    for i, line in enumerate(f, 1):\n        a, *b = line.split() or [None]\n        print(A(x=i).m(i, k=a), list(g(2)), b[-1:], sep="|")\nmatch [1, {"a": 2}]:\n    case [int(q), {"a": z}]: print(q + z, lambda: q, json.dumps([z]))\n';
    let seed = 7;
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
          ':',
          '\n',
          '    ',
          '"',
          '{',
          '}',
          '=',
          '*',
          'not ',
          ' in ',
          '.x',
          '[0]',
          ', ',
          '-',
          'None',
          '@',
          'lambda ',
        ];
        text = text.slice(0, at) + (pieces[below(pieces.length)] ?? '') + text.slice(at + below(3));
      }
      const { status, stderr } = python(text, 60_000);
      expect([0, 1, -1], `${text}\n${stderr}`).toContain(status);
    }
  }, 60_000);
});

describe('html and csv', () => {
  prints(
    'html escapes and takes it back',
    'import html\nprint(html.escape("<a href=\'x\'>&</a>"))\nprint(html.unescape("&lt;b&gt; &#65;&#x42; &nope;"))\n',
    '&lt;a href=&#x27;x&#x27;&gt;&amp;&lt;/a&gt;\n<b> AB &nope;\n',
  );
  prints(
    'csv writes and reads rows, quoted where they must be',
    `import csv, io
with open('a.csv', 'w', newline='') as file:
    writer = csv.DictWriter(file, fieldnames=['name', 'says'])
    writer.writeheader()
    writer.writerow({'name': 'ada', 'says': 'hi, "you"'})
print(repr(open('a.csv', newline='').read()))
with open('a.csv', newline='') as file:
    for row in csv.DictReader(file):
        print(row['name'], row['says'])
print(list(csv.reader(['a;b;', '"x', 'y";2'], delimiter=';')))
`,
    `'name,says\\r\\nada,"hi, ""you"""\\r\\n'\nada hi, "you"\n[['a', 'b', ''], ['xy', '2']]\n`,
  );
});
