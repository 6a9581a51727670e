// docker buildx bake: what definitions come to, and what is said of those that are wrong.
// Judged by the source of buildx (bake, bake/hclparser) and of hcl (hclsyntax, json).
import { beforeEach, expect, test } from 'vitest';
import { createMachine, type Machine } from '../../../../src/engine';
import { recordedWorld } from '../../../conformance/recorded-world';

const world = recordedWorld();
let machine: Machine;

beforeEach(() => {
  machine = createMachine(world, { seed: 'bake' });
  machine.type('mkdir /tmp/bake && cd /tmp/bake');
});

function define(text: string, file = 'docker-bake.hcl'): void {
  machine.writeFile(`/tmp/bake/${file}`, text);
}

/** One target as `--print` shows it. */
function target(name: string, flags = ''): unknown {
  const { stdout, stderr, status } = machine.type(`docker buildx bake --print ${flags} ${name}`);
  expect(status, stderr).toBe(0);
  const { target: targets } = JSON.parse(stdout) as { readonly target: Readonly<Record<string, unknown>> };
  return targets[name];
}

/** The line with which a command ends that fails. */
function problem(command: string): string {
  const { stderr, status } = machine.type(command);
  expect(status).toBe(1);
  return stderr.trimEnd().split('\n').at(-1) ?? '';
}

const plain = { context: '.', dockerfile: 'Dockerfile' };

test.each([
  ['"a-${1 + 2}"', 'a-3'],
  ['"$${a} %%{b}"', '$${a} %%{b}'],
  ['upper("x") == "X" ? "yes" : "no"', 'yes'],
  ['join(",", [for k, v in { b = 1, a = 2 } : "${k}${v}"])', 'a2,b1'],
  ['[for x in ["a", "b"] : x if x != "a"][0]', 'b'],
  ['{ for x in ["a", "b"] : x => upper(x) }.b', 'B'],
  ['{ for x in ["ab", "ac"] : substr(x, 0, 1) => x... }.a[1]', 'ac'],
  ['([{ n = 1 }, { n = 2 }][*].n)[1]', '2'],
  ['format("%s-%03d-%v", "x", 7, true)', 'x-007-true'],
  ['jsonencode({ b = [1, "x"], a = null })', '{"a":null,"b":[1,"x"]}'],
  ['split("-", "a-b")[1]', 'b'],
  ['try(nothing.at.all, "else")', 'else'],
  ['can(nothing) ? "a" : "b"', 'b'],
  ['lookup({ a = "b" }, "c", "d")', 'd'],
  ['min(3, 1, 2)', '1'],
  ['7 / 2', '3.5'],
  ['-7 % 4', '-3'],
  ['!(1 > 2) && true', 'true'],
  ['length(concat([1], ["a"]))', '2'],
  ['sanitize("a.b/c")', 'a_b_c'],
  ['element(["a", "b"], 3)', 'b'],
  ['replace("a.b.c", ".", "-")', 'a-b-c'],
  ['title("hello world")', 'Hello World'],
  ['BAKE_LOCAL_PLATFORM', 'linux/amd64'],
])('the expression %s', (expression, value) => {
  define(`target "a" {\n  args = { X = ${expression} }\n}\n`);
  expect(target('a')).toEqual({ ...plain, args: { X: value } });
});

test('heredocs lose the indent of their lines and keep what is deeper', () => {
  define('target "a" {\n  dockerfile-inline = <<-EOT\n    FROM alpine\n      RUN x %{ if true }y%{ else }z%{ endif }\n  EOT\n}\n');
  expect(target('a')).toEqual({ ...plain, 'dockerfile-inline': 'FROM alpine\n  RUN x y\n' });
});

test('variables have defaults, the environment and --var say otherwise', () => {
  define('variable "TEXT" { default = "a" }\nvariable "SWITCH" { default = false }\nvariable "COUNT" { default = 1 }\nvariable "NONE" {}\n' +
    'target "a" { args = { T = TEXT, S = SWITCH, C = COUNT + 1, N = NONE } }\n');
  expect(target('a')).toEqual({ ...plain, args: { T: 'a', S: 'false', C: '2', N: '' } });
  machine.type('export TEXT=b SWITCH=1 COUNT=5');
  expect(target('a', '--var TEXT=c')).toEqual({ ...plain, args: { T: 'c', S: 'true', C: '6', N: '' } });
});

test('a target inherits, and says over what it inherits', () => {
  define('target "base" {\n  args = { A = "1", B = "1" }\n  tags = ["x"]\n  labels = { l = "1" }\n  platforms = ["linux/amd64"]\n}\n' +
    'target "a" {\n  inherits = ["base"]\n  args = { B = "2" }\n  tags = ["y"]\n}\n');
  expect(target('a')).toEqual({
    ...plain,
    args: { A: '1', B: '2' },
    labels: { l: '1' },
    tags: ['y'],
    platforms: ['linux/amd64'],
  });
});

test('a matrix makes targets, and a group of its name', () => {
  define('target "m" {\n  name = "m-${v}"\n  matrix = { v = ["a", "b"] }\n  args = { V = v }\n}\n');
  expect(target('m-b')).toEqual({ ...plain, args: { V: 'b' } });
  expect(machine.type('docker bake --list=targets').stdout).toBe(
    'TARGET\tDESCRIPTION\nm\tm-a, m-b\nm-a\t\nm-b\t\n',
  );
});

test('functions of one’s own, references to other targets, and values beside them', () => {
  define('function "twice" {\n  params = [x]\n  variadic_params = more\n  result = "${x}${x}${length(more)}"\n}\n' +
    'NAME = twice("n", 1, 2)\ntarget "b" { args = { N = NAME } }\ntarget "a" { args = { N = target.b.args.N } }\n');
  expect(target('a')).toEqual({ ...plain, args: { N: 'nn2' } });
});

test('JSON definitions, and files one over the other', () => {
  define(
    '{"variable": {"V": {"default": "1"}}, "target": {"a": {"args": {"N": 1, "V": "v${V}", "E": null}}}}',
    'docker-bake.json',
  );
  define('target "a" { tags = ["t"] }\n', 'docker-bake.override.hcl');
  expect(target('a')).toEqual({ ...plain, args: { N: '1', V: 'v1' }, tags: ['t'] });
});

test('--set and its kin say over what is defined', () => {
  define('target "a" { tags = ["x"] }\ntarget "b" {}\n');
  const flags =
    "--set '*.args.X=1' --set a.tags+=y --set b.tags=z --no-cache --push --set a.platform=linux/arm64";
  expect(target('a', flags)).toEqual({
    ...plain,
    args: { X: '1' },
    tags: ['x', 'y'],
    platforms: ['linux/arm64'],
    output: [{ push: 'true', type: 'image' }],
    'no-cache': true,
  });
});

test.each([
  [
    'target "a" {\n  tags = ["x"\n}\n',
    '3,1-2: Missing item separator; Expected a comma to mark the beginning of the next item.',
  ],
  [
    'target "a" {\n  tags = "x"\n}\n',
    '2,11-12: Unsuitable value type; Unsuitable value: list of string required, but have string',
  ],
  [
    'target "a" {\n  context = ["x"]\n}\n',
    '2,13-14: Unsuitable value type; Unsuitable value: string required, but have tuple',
  ],
  [
    'target "a" {\n  args = { A = nope }\n}\n',
    '2,16-20: Unknown variable; There is no variable named "nope".',
  ],
  [
    'target "a" {\n  args = { A = uper("x") }\n}\n',
    '2,16-20: Call to unknown function; There is no function named "uper". Did you mean "upper"?',
  ],
  ['target "a b" {}\n', '1,8-13: Invalid name; only "[a-zA-Z0-9_-]+" are allowed'],
  ['target {}\n', '1,8-9: Missing name for target; All target blocks must have 1 labels (name).'],
  [
    'target "a" {\n',
    '1,12-13: Unclosed configuration block; There is no closing brace for this block before the end of the file. This may be caused by incorrect brace nesting elsewhere in this file.',
  ],
  [
    'target "a" {\n  context: "x"\n}\n',
    '2,3-10: Argument or block definition required; An argument or block definition is required here. To set an argument, use the equals sign "=" to introduce the argument value.',
  ],
  [
    'group "default" {}\ntarget "a" {}\n',
    '1,17-17: Missing required argument; The argument "targets" is required, but no definition was found.',
  ],
  [
    'A = B\nB = A\ntarget "a" { args = { A = A } }\n',
    '2,5-6: Invalid expression; variable cycle not allowed for A',
  ],
  [
    'target "a" {\n  args = { X = 1 + "x" }\n}\n',
    '2,20-23: Invalid operand; Unsuitable value for right operand: a number is required.',
  ],
  [
    'target "a" {\n  args = { X = 1 / 0 }\n}\n',
    '2,16-21: Operation failed; Error during operation: division by zero.',
  ],
  [
    'target "a" {\n  args = { X = [1][1] }\n}\n',
    '2,19-22: Invalid index; The given key does not identify an element in this collection value: the given index is greater than or equal to the length of the collection.',
  ],
  [
    'target "a" {\n  args = { X = "${[1]}${1}" }\n}\n',
    '2,19-22: Invalid template interpolation value; Cannot include the given value in a string template: string required, but have tuple.',
  ],
  [
    'target "a" {\n  args = { X = upper() }\n}\n',
    '2,22-23: Not enough function arguments; Function "upper" expects 1 argument(s). Missing value for "str".',
  ],
  [
    'variable "V" {\n  default = "x"\n  validation {\n    condition = V == "y"\n    error_message = "no"\n  }\n}\ntarget "a" {}\n',
    '4,17-25: Validation failed; no',
  ],
])('what is wrong with %j', (text, message) => {
  define(text);
  expect(problem('docker buildx bake --print a')).toBe(`ERROR: docker-bake.hcl:${message}`);
});

test.each([
  ['docker bake --print b', 'failed to find target b'],
  ['docker bake --print "z*"', 'could not find any target matching "z*"'],
  ['docker bake --print a --set foo=1', 'invalid override key foo, expected target.name'],
  ['docker bake --print a --set a.foo=1', 'unknown key: foo'],
  ['docker bake --print a --set a.args=1', 'invalid key a.args, args requires name'],
  ['docker bake --print a --set z.args.x=1', "could not find any target matching 'z'"],
  ['docker bake --print a --set a.pull=x', 'invalid value x for boolean key pull'],
  ['docker bake --print --list=targets', '--print and --list are mutually exclusive'],
  ['docker bake --list=foo', 'invalid list type "foo"'],
  ['docker bake --print a --var X', 'invalid variable "X", expected key=value'],
  ['docker bake -f none.hcl --print a', 'open none.hcl: no such file or directory'],
  ['docker bake --allow=foo a', 'unknown entitlement key "foo"'],
  ['docker bake --progress=foo a', 'invalid progress mode foo'],
  ['docker bake --builder=x a', 'no builder "x" found'],
  ['docker bake a --set a.context=-', 'context from stdin not allowed in bake'],
  ['docker bake a --set a.context=none', 'unable to prepare context: path "none" not found'],
  ['docker bake a --set a.output=type=local,dest=/out', 'additional privileges requested'],
  ['cd / && docker bake', "couldn't find a bake definition"],
])('%s', (command, message) => {
  define('target "a" {}\n');
  expect(problem(command)).toBe(`ERROR: ${message}`);
});

test('Compose files are refused in one line', () => {
  define('services: {}\n', 'compose.yaml');
  expect(problem('docker bake')).toContain('is not modelled here');
});
