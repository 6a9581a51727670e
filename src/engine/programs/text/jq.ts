import { byteString, textOf } from '../shared/bytes';
import { reason } from '../shared/errors';
import { openInput } from '../shared/input';
import { program } from '../shared/program';
import { type Compiled, compileJq, ownNames } from './jq/compile';
import { JqHalt, JqNotModelled } from './jq/endings';
import { Evaluator } from './jq/evaluate';
import { inputsOf, JsonFault, valueOf } from './jq/inputs';
import { JqSyntaxError } from './jq/syntax';
import { type Json, JqError, numberText, typeOf } from './jq/values';

const COLORS: Readonly<Record<string, string>> = {
  null: '0;90',
  boolean: '0;39',
  number: '0;39',
  string: '0;32',
  array: '1;39',
  object: '1;39',
};

function show(value: Json, indent: string, depth: number, color: boolean, sortKeys: boolean): string {
  const paint = (text: string, kind: string): string =>
    color ? `\x1b[${COLORS[kind] ?? '0'}m${text}\x1b[0m` : text;
  const inner = '\n' + indent.repeat(depth + 1);
  const outer = '\n' + indent.repeat(depth);
  const [open, close, gap] = indent === '' ? ['', '', ''] : [inner, outer, ' '];
  if (Array.isArray(value)) {
    if (value.length === 0) return paint('[]', 'array');
    return (
      paint('[', 'array') +
      value
        .map((one: Json) => open + show(one, indent, depth + 1, color, sortKeys))
        .join(paint(',', 'array')) +
      close +
      paint(']', 'array')
    );
  }
  if (typeof value === 'object' && value !== null) {
    let entries = Object.entries(value as { readonly [key: string]: Json });
    if (sortKeys) entries = entries.sort(([a], [b]) => (a < b ? -1 : 1));
    if (entries.length === 0) return paint('{}', 'object');
    const key = (name: string): string =>
      color ? `\x1b[34;1m${JSON.stringify(name)}\x1b[0m` : JSON.stringify(name);
    return (
      paint('{', 'object') +
      entries
        .map(
          ([name, one]) =>
            `${open}${key(name)}${paint(':', 'object')}${gap}${show(one, indent, depth + 1, color, sortKeys)}`,
        )
        .join(paint(',', 'object')) +
      close +
      paint('}', 'object')
    );
  }
  return paint(typeof value === 'number' ? numberText(value) : JSON.stringify(value), typeOf(value));
}

export const jq = program({
  id: 'jq/jq',
  flavours: ['gnu'],
  usage: '[OPTIONS] FILTER [FILES...]',
  usageStatus: 2,
  options: {
    raw: 'r,raw-output',
    join: 'j,join-output',
    compact: 'c,compact-output',
    nullInput: 'n,null-input',
    slurp: 's,slurp',
    rawInput: 'R,raw-input',
    exit: 'e,exit-status',
    sort: 'S,sort-keys',
    color: 'C,color-output',
    mono: 'M,monochrome-output',
    tab: 'tab',
    indent: 'indent=N',
    ascii: 'a,ascii-output',
    file: 'f,from-file',
  },
  rewrite: (args) =>
    args.flatMap((arg, i) =>
      /^--arg(json)?$/.test(args[i] ?? '') ||
      /^--arg(json)?$/.test(args[i - 1] ?? '') ||
      /^--arg(json)?$/.test(args[i - 2] ?? '')
        ? []
        : [arg],
    ),
  *run(c) {
    const { flags, p } = c;
    const variables = new Map<string, Json>([['$ENV', Object.fromEntries(p.env)]]);
    for (const [index, arg] of c.args.entries()) {
      const value = c.args[index + 2] ?? '';
      if (arg === '--arg') variables.set(`$${c.args[index + 1] ?? ''}`, value);
      if (arg !== '--argjson') continue;
      try {
        variables.set(`$${c.args[index + 1] ?? ''}`, valueOf(value));
      } catch (error) {
        if (!(error instanceof JsonFault)) throw error;
        yield* p.stderr.write('jq: Invalid JSON text passed to --argjson\n');
        return 2;
      }
    }
    const named = [...variables]
      .filter(([name]) => name !== '$ENV')
      .map(([name, value]) => [name.slice(1), value] as const);
    variables.set('$ARGS', { positional: [], named: Object.fromEntries(named) });
    variables.set('$__loc__', { file: '<top-level>', line: 1 });
    const operands = [...c.operands];
    let source = operands.shift();
    if (source === undefined) {
      yield* p.stderr.write(c.helpText());
      return 2;
    }
    if (flags.file) source = p.files.readText(source);
    const names = ownNames(variables);
    let compiled: Compiled;
    try {
      compiled = compileJq(source, names);
    } catch (error) {
      if (!(error instanceof JqSyntaxError)) throw error;
      yield* p.stderr.write(
        `jq: error: ${error.message} at <top-level>, line 1:\n${source}\njq: 1 compile error\n`,
      );
      return 3;
    }
    let text = '';
    let status = 0;
    let file = '<stdin>';
    for (const name of operands.length > 0 ? operands : ['-']) {
      if (flags.nullInput && operands.length === 0 && !compiled.readsInputs) break;
      try {
        const input = openInput(p, name);
        text += textOf(yield* input.reader.rest());
        input.close();
        if (name !== '-') file = name;
      } catch (error) {
        yield* p.stderr.write(`jq: error: Could not open ${name}: ${reason(error)}\n`);
        status = 2;
      }
    }
    const color = !flags.mono && (flags.color || p.isatty(1));
    const indent = flags.compact ? '' : flags.tab ? '\t' : ' '.repeat(Number(flags.indent ?? 2));
    let last: Json | undefined;
    let line = 0;
    const inputs = inputsOf(text, flags)[Symbol.iterator]();
    const nextInput = (): Json | undefined => {
      const step = inputs.next();
      if (step.done) return undefined;
      line = step.value.line;
      return step.value.value;
    };
    const evaluator = new Evaluator(nextInput, p.nowMs);
    try {
      for (
        let input = flags.nullInput ? null : nextInput();
        input !== undefined;
        input = flags.nullInput ? undefined : nextInput()
      ) {
        yield* p.turn();
        try {
          for (const value of evaluator.run(compiled.program, input, names)) {
            last = value;
            const raw = (flags.raw || flags.join) && typeof value === 'string';
            const shown = raw ? value : show(value, indent, 0, color, flags.sort);
            const own = flags.ascii && !raw ? shown.replace(/[^\0-\x7f]/g, escapedUnit) : shown;
            yield* c.write(byteString(own) + (flags.join ? '' : '\n'));
          }
        } catch (error) {
          yield* c.out.flush();
          if (error instanceof JqHalt) {
            yield* p.stderr.write(error.text);
            return error.status;
          }
          if (error instanceof JqNotModelled) {
            yield* p.stderr.write(`jq: not modelled on this simulated machine: ${error.message}\n`);
            return 5;
          }
          if (!(error instanceof JqError)) throw error;
          const place = flags.nullInput && line === 0 ? '<unknown>' : `${file}:${String(line)}`;
          const isText = typeof error.value === 'string';
          yield* p.stderr.write(`jq: error (at ${place})${isText ? ': ' : ' '}${error.message}\n`);
          status = 5;
        }
      }
    } catch (error) {
      if (!(error instanceof JsonFault)) throw error;
      yield* c.out.flush();
      yield* p.stderr.write(`jq: parse error: ${error.message}\n`);
      return 2;
    }
    if (status !== 0 || !flags.exit) return status;
    return last === undefined ? 4 : last === null || last === false ? 1 : 0;
  },
});

function escapedUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
