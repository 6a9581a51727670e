// Mutated definitions are read, or refused in hcl's form: with the place and the lines around it.
import { expect, test } from 'vitest';
import { createMachine } from '../../../../src/engine';
import { recordedWorld } from '../../../conformance/recorded-world';
import { Chance } from '../../machine/random/chance';
import { linesToThrow, SEED } from '../../machine/random/throw';

const count = linesToThrow(3_000);

const definitions = [
  'variable "TAG" {\n  default = "latest"\n  validation {\n    condition = TAG != ""\n    error_message = "no tag"\n  }\n}\n',
  'group "default" {\n  targets = ["a", "b"]\n}\n',
  'target "a" {\n  inherits = ["_base"]\n  args = { A = "1", B = "${TAG}-${upper("x")}", C = null }\n  tags = ["a:${TAG}", TAG == "x" ? "a:x" : ""]\n}\n',
  'target "_base" {\n  labels = {\n    "org.x" = "a $${b}"\n  }\n  platforms = ["linux/amd64"]\n  output = [{ type = "image", push = true }, "type=docker"]\n}\n',
  'target "b" {\n  name = "b-${v}"\n  matrix = {\n    v = ["1", "2"]\n    w = [{ n = 1 }]\n  }\n  args = { V = v, W = w.n + 1, X = [for k, x in { a = 1 } : "${k}${x}" if x > 0][0] }\n}\n',
  'target "c" {\n  dockerfile-inline = <<-EOT\n    FROM alpine\n    %{ for x in ["1", "2"] ~}\n    RUN echo ${x}\n    %{ endfor }\n  EOT\n  cache-from = ["type=local,src=c"]\n  secret = [{ id = "s", env = "S" }]\n}\n',
  'function "inc" {\n  params = [x]\n  variadic_params = more\n  result = x + length(more)\n}\n',
  'GLOBAL = inc(1, 2)\nOTHER = { a = [1, "b", true], (TAG) = target.a.args.A }\n',
  '{"variable": {"V": {"default": "1"}}, "target": {"a": {"args": {"N": 1, "V": "v${V}", "E": null}, "tags": ["x"]}}}',
];

const pieces = [
  '"', '${', '}', '{', '[', ']', '(', ')', '=', '==', '=>', ':', ',', '\n', '.', '...', '*', '[*]', '?', '!', '-', '%{ if ', '%{ endif }', '~}',
  '<<EOT\n', 'EOT\n', '#', '//', '/*', '*/', "'", '`', ';', '&', '&&', '||', '|', 'null', 'true', '1', '0', '1e400', '"a"', 'for', 'in', 'if', 'a', 'TAG', 'target.a',
  'target', 'split(",", ', 'substr("a", ', 'format("%d", ', 'range(1, ', 'merge(', 'jsondecode("', 'zipmap(', 'try(', '\\', '\\u12', '\0', '\ufeff', '🐳', '\ud800', ' ',
]; // prettier-ignore

function mutated(chance: Chance): string {
  const chosen = Array.from({ length: 1 + chance.below(4) }, () => chance.of(definitions));
  let text = chosen.join('');
  for (let changes = chance.below(5); changes > 0; changes -= 1) {
    const at = chance.below(text.length + 1);
    text = text.slice(0, at) + (chance.is(0.3) ? '' : chance.of(pieces)) + text.slice(at + chance.below(4));
  }
  return text;
}

const OURS = /\[object \w+\]|\b(?:Type|Range|Reference|Syntax|Internal)Error\b|\n\s+at .*:\d+:\d+/;

test(`${count} mutated definitions are read, or refused as hcl does`, { timeout: 3_600_000 }, () => {
  const chance = new Chance(SEED);
  const found: string[] = [];
  let machine = createMachine(recordedWorld(), { seed: String(SEED) });
  let read = 0;
  for (let done = 0; done < count && found.length < 20; done += 1) {
    if (done % 500 === 499) machine = createMachine(recordedWorld(), { seed: String(SEED + done) });
    const text = mutated(chance);
    machine.writeFile('/tmp/d', text);
    const flag = chance.of(['--print', '--print a', '--list=targets', '--list=variables', '--print "*"']);
    const { stdout, stderr, status } = machine.type(`docker buildx bake -f /tmp/d ${flag}`);
    const last = stderr.trimEnd().split('\n#1 DONE 0.0s\n').at(-1) ?? '';
    const isRefused = status === 1 && /^ERROR: \S/m.test(last);
    if (status === 0) read += 1;
    if (machine.bugs.length > 0 || OURS.test(stderr + stdout) || !(status === 0 || isRefused)) {
      const bugs = machine.bugs.map(({ error }) => String(error)).join();
      found.push(`${flag}\n${JSON.stringify(text)}\n${status} ${stderr}\n${bugs}`);
      machine = createMachine(recordedWorld(), { seed: String(SEED + done) });
    }
  }
  expect(found).toEqual([]);
  expect(read).toBeGreaterThan(count / 20);
});
