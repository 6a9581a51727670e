import {
  commandWords,
  parseJsonStrings,
  parsePairs,
  splitWords,
} from '../../../src/engine/dockerfile/arguments';
import { parseDevice } from '../../../src/engine/dockerfile/devices';
import {
  detectSyntax,
  directiveReader,
  findDirective,
  type FoundDirective,
} from '../../../src/engine/dockerfile/directives';
import { understand, type Understanding } from '../../../src/engine/dockerfile/dockerfile';
import { DockerfileError, type SourceRange } from '../../../src/engine/dockerfile/dockerfile-error';
import { parseFlags, type FlagKind } from '../../../src/engine/dockerfile/flags';
import { chompHeredoc, heredocsInLine, parseHeredoc } from '../../../src/engine/dockerfile/heredoc';
import type { Instruction } from '../../../src/engine/dockerfile/instructions';
import { parseLines, type Line } from '../../../src/engine/dockerfile/lines';
import { parseInstruction } from '../../../src/engine/dockerfile/parse-instruction';
import { quote } from '../../../src/engine/units';
import { compareOutcome, differ, text, texts } from '../expect';
import type { PeerCase, PeerSuite } from '../suite';

/** An instruction as the upstream parser dumps it: its name in lower case, its flags, its arguments. */
function dumpLine(line: Line): string {
  const flags = line.flags.length === 0 ? [] : [`[${line.flags.map(quote).join(' ')}]`];
  const args = line.child === undefined ? line.args.map(quote) : [dumpLine(line.child)];
  return `(${[line.keyword.toLowerCase(), ...flags, ...args].join(' ').trim()})`;
}

const bounds = ({ startLine, endLine }: SourceRange) => [startLine, endLine];

/** Fields that a case has, of those that can be compared. */
function compareFields(testCase: PeerCase, actual: Readonly<Record<string, unknown>>): string | undefined {
  const fields = Object.keys(actual).filter((field) => field in testCase);
  if (fields.length === 0) return 'the case expects nothing that can be compared';
  const pick = (values: Readonly<Record<string, unknown>>) => fields.map((field) => [field, values[field]]);
  return differ(pick(actual), pick(testCase), 'fields');
}

function checkDump(testCase: PeerCase): string | undefined {
  const parsed = parseLines(text(testCase, 'dockerfile'));
  return compareFields(testCase, {
    dump: parsed.lines.map(dumpLine).join('\n'),
    lines: parsed.lines.map(({ range }) => bounds(range)),
    ast: [parsed.lines[0]?.range.startLine, parsed.lines.at(-1)?.range.endLine],
    instructions_error: understand(parsed).error?.message,
  });
}

function onlyLine(testCase: PeerCase): Line {
  const { lines } = parseLines(text(testCase, 'line'));
  const [line] = lines;
  if (line === undefined || lines.length > 1) throw new Error('not one instruction');
  return line;
}

/** The line of a case that gives the upstream node's values instead of a text. */
function lineOfValues([keyword = '', ...args]: readonly string[]): Line {
  const range = { startLine: 1, endLine: 1 };
  return { keyword, source: '', flags: [], args, isJson: false, heredocs: [], comments: [], range };
}

function parseOnly<Name extends Instruction['name']>(testCase: PeerCase, name: Name) {
  const instruction = parseInstruction(onlyLine(testCase));
  if (instruction.name !== name) throw new Error(`not a ${name}`);
  return instruction;
}

function checkInstruction(testCase: PeerCase): string | undefined {
  return compareOutcome(
    testCase,
    () =>
      parseInstruction('values' in testCase ? lineOfValues(texts(testCase, 'values')) : onlyLine(testCase)),
    (instruction) => {
      if (instruction.name !== 'HEALTHCHECK') return `unexpected ${instruction.name}`;
      return compareFields(testCase, { healthcheck_test: instruction.healthcheck.test });
    },
  );
}

function checkCopy(testCase: PeerCase): string | undefined {
  const instruction = parseOnly(testCase, 'COPY');
  if (instruction.name !== 'COPY') return 'not a COPY';
  return compareFields(testCase, {
    dest: instruction.destination,
    sources: instruction.sources,
    contents: instruction.contents.map(({ path, data, expands }) => ({ path, data, expand: expands })),
  });
}

function checkRun(testCase: PeerCase): string | undefined {
  const instruction = parseOnly(testCase, 'RUN');
  if (instruction.name !== 'RUN') return 'not a RUN';
  const { args, isShell, files } = instruction.command;
  return compareFields(testCase, {
    shell: isShell,
    command: args,
    files: files.map(({ name, data, chomps }) => ({ name, data, chomp: chomps })),
  });
}

function checkHeredocs(testCase: PeerCase): string | undefined {
  const heredocs = parseLines(text(testCase, 'dockerfile')).lines.flatMap((line) => line.heredocs);
  return compareFields(testCase, {
    heredocs: heredocs.map(({ name, content, expands, chomps, fileDescriptor }) => {
      return { name, content, expand: expands, chomp: chomps, fd: fileDescriptor };
    }),
  });
}

function checkDirective(testCase: PeerCase, found: FoundDirective | undefined): string | undefined {
  return compareFields(testCase, {
    ok: found !== undefined,
    value: found?.value ?? '',
    cmdline: found?.commandLine ?? '',
    line: found?.line ?? 0,
  });
}

function checkDirectives(testCase: PeerCase): string | undefined {
  return compareOutcome(
    testCase,
    () => {
      const reader = directiveReader();
      return text(testCase, 'text')
        .split('\n')
        .flatMap((line) => reader.read(line) ?? []);
    },
    (found) => compareFields(testCase, { directives: found.map(({ name, value }) => ({ name, value })) }),
  );
}

function record(testCase: PeerCase, field: string): Readonly<Record<string, unknown>> {
  const value = testCase[field];
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function checkFlags(testCase: PeerCase): string | undefined {
  const strings = record(testCase, 'strings');
  const bools = record(testCase, 'bools');
  const known: Record<string, FlagKind> = {};
  for (const name of Object.keys(strings)) known[name] = 'string';
  for (const name of Object.keys(bools)) known[name] = 'boolean';
  return compareOutcome(
    testCase,
    () => parseFlags(texts(testCase, 'args'), known),
    (flags) => {
      const given = (name: string) => (known[name] === 'string' ? flags.text(name) : flags.isSet(name));
      const defaults = { ...strings, ...bools };
      const names = Object.keys(known);
      return compareFields(testCase, {
        ok: true,
        used: names.filter((name) => given(name) !== undefined),
        values: Object.fromEntries(names.map((name) => [name, given(name) ?? defaults[name]])),
      });
    },
  );
}

function checkDocComments(testCase: PeerCase): string | undefined {
  const { read } = understand(parseLines(text(testCase, 'dockerfile')));
  const instructions = read.flatMap(({ instruction }) => instruction ?? []);
  return compareFields(testCase, {
    stages: instructions.flatMap((instruction) =>
      instruction.name === 'FROM' ? [{ name: instruction.stageName, comment: instruction.description }] : [],
    ),
    args: instructions.flatMap((instruction) =>
      instruction.name === 'ARG'
        ? instruction.declarations.map(({ key, description }) => ({ key, comment: description }))
        : [],
    ),
  });
}

/**
 * The lines that a failing build points at. What is not wrong by itself fails when it is executed: these builds stand
 * on `scratch` with an empty context, so their first RUN or COPY does.
 */
function failingRange(dockerfile: string, { read, error }: Understanding): SourceRange | undefined {
  const syntax = detectSyntax(dockerfile);
  if (syntax !== undefined) return { startLine: syntax.line, endLine: syntax.line };
  if (error !== undefined) return error.range;
  return read.find(({ instruction }) => instruction?.name === 'RUN' || instruction?.name === 'COPY')?.line
    .range;
}

function checkErrorLines(testCase: PeerCase): string | undefined {
  const dockerfile = text(testCase, 'dockerfile');
  const range = failingRange(dockerfile, understand(parseLines(dockerfile)));
  const lines: number[] = [];
  for (let line = range?.startLine ?? 1; line <= (range?.endLine ?? 0); line++) lines.push(line);
  return compareFields(testCase, { error_lines: lines });
}

function checkEmptyContinuations(testCase: PeerCase): string | undefined {
  const sources = parseLines(text(testCase, 'dockerfile')).emptyContinuations.map(({ source }) => source);
  const fields = Object.entries(testCase).filter(
    ([field]) => !['name', 'op', 'dockerfile', 'note'].includes(field),
  );
  const actual = fields.map(([field, expected]) => [
    field,
    typeof expected === 'number' ? sources.length : sources,
  ]);
  return differ(actual, fields, 'fields');
}

const operations: Readonly<Record<string, (testCase: PeerCase) => string | undefined>> = {
  dump: checkDump,
  lines: checkDump,
  reject: (testCase) =>
    compareOutcome(
      testCase,
      () => parseLines(text(testCase, 'dockerfile')),
      () => 'accepted',
    ),
  parse_words: (testCase) => differ(splitWords(text(testCase, 'input'), '\\'), testCase['words']),
  directives: checkDirectives,
  detect_syntax: (testCase) => checkDirective(testCase, detectSyntax(text(testCase, 'text'))),
  parse_directive(testCase) {
    const key = text(testCase, 'key');
    if (key !== 'check' && key !== 'syntax' && key !== 'escape') return `unknown directive ${key}`;
    return checkDirective(testCase, findDirective(text(testCase, 'text'), key));
  },
  json_array: (testCase) =>
    compareOutcome(
      testCase,
      () => {
        const strings = parseJsonStrings(text(testCase, 'input'));
        if (strings === undefined) throw new DockerfileError('syntax', 'not a JSON array');
        return strings;
      },
      (strings) => differ(strings, testCase['items']),
    ),
  name_val: (testCase) =>
    compareOutcome(
      testCase,
      () => parsePairs(text(testCase, 'input'), text(testCase, 'instruction'), '\\'),
      (values) => differ(values, testCase['values']),
    ),
  heredocs: checkHeredocs,
  parse_heredoc: (testCase) =>
    compareOutcome(
      testCase,
      () => parseHeredoc(text(testCase, 'input')),
      (heredoc) => differ(heredoc?.name ?? null, testCase['heredoc_name']),
    ),
  heredocs_from_line: (testCase) =>
    differ(
      heredocsInLine(text(testCase, 'input')).map(({ name }) => name),
      testCase['heredoc_names'],
    ),
  heredoc_chomp: (testCase) => differ(chompHeredoc(text(testCase, 'input')), testCase['expect']),
  instruction: checkInstruction,
  copy: checkCopy,
  run: checkRun,
  builder_flags: checkFlags,
  run_device: (testCase) =>
    compareOutcome(
      testCase,
      () => parseDevice(text(testCase, 'input')),
      ({ name, isRequired }) => differ({ name, required: isRequired }, testCase['device']),
    ),
  doc_comments: checkDocComments,
  error_lines: checkErrorLines,
  json_args: (testCase) =>
    differ(commandWords(texts(testCase, 'args'), testCase['is_json'] === true), testCase['expect']),
  empty_continuation_warnings: checkEmptyContinuations,
};

export const suite: PeerSuite = {
  name: 'dockerfile-parser',
  run(testCase) {
    const op = text(testCase, 'op');
    return operations[op]?.(testCase) ?? (op in operations ? undefined : `unknown op ${op}`);
  },
};
