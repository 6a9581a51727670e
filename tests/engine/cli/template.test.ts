import { describe, expect, test } from 'vitest';
import {
  compileTemplate,
  evaluateTemplate,
  MethodSet,
  TemplateError,
} from '../../../src/engine/cli/template';

const data = {
  Name: '/web',
  State: { Running: true, Health: null },
  Config: { Cmd: ['a', 'b'], Labels: { y: '2', x: '1' } },
  Ports: { '80/tcp': [{ HostPort: '8080' }] },
  Count: 3,
};

function run(template: string): string {
  return evaluateTemplate(compileTemplate(template), data);
}

describe('templates', () => {
  test.each([
    ['{{.Name}} {{.Count}} {{.State.Running}}', '/web 3 true'],
    ['{{.Config.Cmd}} {{.Config.Labels}}', '[a b] map[x:1 y:2]'],
    ['{{range $i, $e := .Config.Cmd}}{{if $i}}, {{end}}{{$e}}{{end}}', 'a, b'],
    ['{{range .State.Health}}x{{else}}none{{end}}', 'none'],
    ['{{(index (index .Ports "80/tcp") 0).HostPort}}', '8080'],
    ['{{with .Config}}{{join .Cmd "-"}}{{end}}', 'a-b'],
    ['{{.Name | upper | printf "%-6s|%q" "n"}}', 'n     |"/WEB"'],
    ['{{if and .State.Running (not .State.Health)}}up{{else}}down{{end}}', 'up'],
    ['{{eq .Count 1 3}} {{gt .Count 3}} {{ne .Name "x"}}', 'true false true'],
    ['a {{- /* nothing */ -}} b', 'ab'],
    ['{{$n := len .Config.Cmd}}{{$n = slice .Name 1}}{{$n}}', 'web'],
    ['{{range $k, $v := .Config.Labels}}{{$k}}={{$v}};{{break}}{{end}}', 'x=1;'],
    ['{{define "t"}}[{{.}}]{{end}}{{template "t" .Count}}', '[3]'],
    ['{{json .Config}}', '{"Cmd":["a","b"],"Labels":{"y":"2","x":"1"}}'],
    [
      '{{title "ab cd"}} {{pad "x" 1 2}}| {{truncate "abcdef" 3}} {{split "a:b" ":"}}',
      'Ab Cd  x  | abc [a b]',
    ],
    ['{{"a\\tb"}}{{`\\t`}}{{println 1 "x"}}', 'a\tb\\t1 x\n'],
  ])('%s', (template, expected) => {
    expect(run(template)).toBe(expected);
  });

  test.each([
    ['{{.Nope}}', 'template: :1:2: executing "" at <.Nope>: map has no entry for key "Nope"'],
    ['{{.State.Nope}}', 'template: :1:8: executing "" at <.State.Nope>: map has no entry for key "Nope"'],
    ['\n{{.Name.X}}', 'template: :2:7: executing "" at <.Name.X>: can\'t evaluate field X in type string'],
    [
      '{{.State.Health.Status}}',
      'template: :1:8: executing "" at <.State.Health.Status>: nil data; no entry for key "Status"',
    ],
    ['{{nil}}', 'template: :1:2: executing "" at <nil>: nil is not a command'],
    ['{{nope 1}}', 'template: :1: function "nope" not defined'],
    ['{{join}}', 'template: :1:2: executing "" at <join>: wrong number of args for join: want 2 got 0'],
    [
      '{{index .Config.Cmd 9}}',
      'template: :1:2: executing "" at <index .Config.Cmd 9>: error calling index: index out of range: 9',
    ],
    [
      '{{upper .Count}}',
      'template: :1:8: executing "" at <.Count>: wrong type for value; expected string; got int',
    ],
    ['{{.Name', 'template: :1: unclosed action'],
    ['{{.Name }', 'template: :1: unexpected "}" in operand'],
    ['{{if .Name}}', 'template: :1: unexpected EOF'],
    ['{{end}}', 'template: :1: unexpected {{end}}'],
    ['{{$x}}', 'template: :1: undefined variable "$x"'],
    ['{{"a}}', 'template: :1: unterminated quoted string'],
    ['{{.Name | }}', 'template: :1: missing value for command'],
  ])('%s fails in Go’s words', (template, message) => {
    expect(() => run(template)).toThrow(new TemplateError(message));
  });

  test('an object of methods names its type and counts arguments', () => {
    const row = new MethodSet('*formatter.Row', { ID: () => 'x', Label: (name) => `<${String(name)}>` });
    const render = (template: string): string => evaluateTemplate(compileTemplate(template), row);
    expect(render('{{.ID}} {{.Label "a"}} {{json .}}')).toBe('x <a> {"ID":"x"}');
    expect(() => render('{{.Nope}}')).toThrow("can't evaluate field Nope in type *formatter.Row");
    expect(() => render('{{.Label}}')).toThrow('wrong number of args for Label: want 1 got 0');
  });
});
