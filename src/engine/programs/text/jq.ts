import { byteString, textOf } from '../shared/bytes';
import { reason } from '../shared/errors';
import { openInput } from '../shared/input';
import { program } from '../shared/program';
import { compileJq, JqError, JqSyntaxError, parseJson, typeOf } from './jq/filter';
import type { Filter, Json } from './jq/filter';

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
  return paint(JSON.stringify(value), typeOf(value));
}

/** Several values one after the other, as a log of JSON lines has them. */
function* valuesOf(source: string): Iterable<Json> {
  const text = source.trim();
  if (text === '') return;
  try {
    yield parseJson(text);
    return;
  } catch {
    // More than one value, or none.
  }
  let start = 0;
  let depth = 0;
  let inString = false;
  for (let at = 0; at <= text.length; at++) {
    const char = text[at];
    if (inString) {
      if (char === '\\') at++;
      else if (char === '"') inString = false;
      if (char !== undefined) continue;
    } else if (char === '"') inString = true;
    else if (char === '{' || char === '[') depth++;
    else if (char === '}' || char === ']') depth--;
    const ends = depth === 0 && (char === undefined || /[\s}\]]/.test(char));
    if (!ends) continue;
    const piece = text.slice(start, at + 1).trim();
    if (piece !== '') yield parseJson(piece);
    start = at + 1;
  }
  if (depth !== 0) throw new SyntaxError('Unfinished JSON term');
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
      if (arg === '--argjson') variables.set(`$${c.args[index + 1] ?? ''}`, parseJson(value));
    }
    const operands = [...c.operands];
    let source = operands.shift();
    if (source === undefined) {
      yield* p.stderr.write(c.helpText());
      return 2;
    }
    if (flags.file) source = p.files.readText(source);
    let filter: Filter;
    try {
      filter = compileJq(source);
    } catch (error) {
      if (!(error instanceof JqSyntaxError)) throw error;
      yield* p.stderr.write(
        `jq: error: ${error.message} at <top-level>, line 1:\n${source}\njq: 1 compile error\n`,
      );
      return 3;
    }
    let text = '';
    let status = 0;
    if (!flags.nullInput) {
      for (const name of operands.length > 0 ? operands : ['-']) {
        try {
          const input = openInput(p, name);
          text += textOf(yield* input.reader.rest());
          input.close();
        } catch (error) {
          yield* p.stderr.write(`jq: error: Could not open ${name}: ${reason(error)}\n`);
          status = 2;
        }
      }
    }
    const color = !flags.mono && (flags.color || p.isatty(1));
    const indent = flags.compact ? '' : flags.tab ? '\t' : ' '.repeat(Number(flags.indent ?? 2));
    let last: Json | undefined;
    try {
      const lines = text.replace(/\n$/, '').split('\n');
      const inputs: Iterable<Json> = flags.nullInput
        ? [null]
        : flags.rawInput
          ? flags.slurp
            ? [text]
            : text === ''
              ? []
              : lines
          : flags.slurp
            ? [[...valuesOf(text)]]
            : valuesOf(text);
      for (const input of inputs) {
        yield* p.turn();
        try {
          for (const value of filter(input, variables)) {
            last = value;
            const raw = (flags.raw || flags.join) && typeof value === 'string';
            const shown = raw ? value : show(value, indent, 0, color, flags.sort);
            yield* c.write(byteString(shown) + (flags.join ? '' : '\n'));
          }
        } catch (error) {
          if (!(error instanceof JqError)) throw error;
          yield* c.out.flush();
          yield* p.stderr.write(
            `jq: error (at <${operands.length > 0 ? 'unknown' : 'stdin'}>:${String(Math.max(0, lines.length - 1) + (text.endsWith('\n') ? 1 : 0))}): ${error.message}\n`,
          );
          status = 5;
        }
      }
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      yield* c.out.flush();
      yield* p.stderr.write(
        `jq: parse error: Invalid JSON text at line ${String(text.split('\n').length)}, column 0\n`,
      );
      return 2;
    }
    if (status !== 0 || !flags.exit) return status;
    return last === undefined ? 4 : last === null || last === false ? 1 : 0;
  },
});
