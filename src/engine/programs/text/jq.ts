import { byteString, textOf } from '../shared/bytes';
import { reason } from '../shared/errors';
import { openInput } from '../shared/input';
import { installedVersion } from '../shared/installed';
import { program } from '../shared/program';
import type { Process, Task } from '../../kernel';
import { argumentsOf, type JqArguments, JqUsageError } from './jq/arguments';
import { type Compiled, compileJq, ownNames } from './jq/compile';
import { JqHalt, JqNotModelled } from './jq/endings';
import { Evaluator } from './jq/evaluate';
import { inputsOf, JsonFault } from './jq/inputs';
import { colorsOf, show, type Style } from './jq/show';
import { JqSyntaxError } from './jq/syntax';
import { type Json, JqError, textOf as jsonText } from './jq/values';
import { JQ_1_6, JQ_1_7, type JqVersion } from './jq/version';

const LINKS = { old: 'https://stedolan.github.io/jq', now: 'https://jqlang.github.io/jq' };

/** The jq that is installed here. */
function versionOf(p: Process): JqVersion {
  return /^1\.[0-6]\D/.test(installedVersion(p, 'jq') ?? '') ? JQ_1_6 : JQ_1_7;
}

/** The end of what jq says of arguments that it did not understand. */
function hint({ isOld }: JqVersion): string {
  return `Use jq --help for help with command-line options,\nor see the jq manpage, or online docs  at ${isOld ? LINKS.old : LINKS.now}\n`;
}

interface Source {
  readonly name: string;
  /** How far it reaches in the text of all. */
  readonly end: number;
}

export const jq = program({
  id: 'jq/jq',
  flavours: ['gnu'],
  usage: '[OPTIONS] FILTER [FILES...]',
  usageStatus: 2,
  stopAtOperand: 'raw',
  *run(c) {
    const { p } = c;
    const version = versionOf(p);
    let given: JqArguments;
    try {
      given = argumentsOf(c.args, version, (path) => {
        try {
          return { text: p.files.readText(path) };
        } catch (error) {
          return { fault: reason(error) };
        }
      });
    } catch (error) {
      if (!(error instanceof JqUsageError)) throw error;
      yield* p.stderr.write(`jq: ${error.message}\n${error.isPlain ? '' : hint(version)}`);
      return 2;
    }
    const { flags, named, positional } = given;
    if (flags.has('V')) {
      yield* c.print(`jq-${version.name}\n`);
      return 0;
    }
    if (flags.has('h')) {
      yield* c.print(c.helpText());
      return 0;
    }
    for (const flag of ['stream-errors', 'build-configuration'])
      if (flags.has(flag)) {
        yield* p.stderr.write(`jq: not modelled on this simulated machine: --${flag}\n`);
        return 2;
      }
    let files = given.files;
    let source = given.program;
    if (source === undefined && (flags.has('f') || p.isatty(0) || p.isatty(1))) {
      yield* p.stderr.write(c.helpText());
      return 2;
    }
    source ??= '.';
    if (flags.has('f')) {
      try {
        source = p.files.readText(source);
      } catch (error) {
        yield* p.stderr.write(`jq: Could not open ${source}: ${reason(error)}\n`);
        return 2;
      }
    }
    const variables = new Map<string, Json>([['$ENV', new Map(p.env)]]);
    for (const [name, value] of named) variables.set(`$${name}`, value);
    variables.set(
      '$ARGS',
      new Map<string, Json>([
        ['positional', positional],
        ['named', named],
      ]),
    );
    const names = ownNames(variables, version);
    let compiled: Compiled;
    try {
      compiled = compileJq(source, names, version);
    } catch (error) {
      if (!(error instanceof JqSyntaxError)) throw error;
      yield* p.stderr.write(faultsText(source, error));
      return 3;
    }
    const isNull = flags.has('n');
    if (isNull && !compiled.readsInputs) files = [];
    const sources: Source[] = [];
    let text = '';
    let isMissing = false;
    for (const name of files.length > 0 ? files : ['-']) {
      if (isNull && files.length === 0 && !compiled.readsInputs) break;
      try {
        const input = openInput(p, name);
        text += textOf(yield* input.reader.rest());
        input.close();
        if (files.length > 0) sources.push({ name, end: text.length });
      } catch (error) {
        isMissing = true;
        // A folder can be opened: what goes wrong is the reading, of which nothing is said.
        if (reason(error) === 'Is a directory') continue;
        yield* p.stderr.write(`jq: error: Could not open file ${name}: ${reason(error)}\n`);
      }
    }
    const isColored =
      !flags.has('M') && (flags.has('C') || (p.isatty(1) && p.env.get('NO_COLOR') === undefined));
    const { colors, isWrong } = colorsOf(p.env.get('JQ_COLORS'), version);
    if (isWrong) yield* p.stderr.write('Failed to set $JQ_COLORS\n');
    const style: Style = {
      indent: flags.has('c') ? '' : given.indent === 'tab' ? '\t' : ' '.repeat(given.indent),
      colors: isColored ? colors : undefined,
      sortsKeys: flags.has('S'),
    };
    let line = 0;
    let readTo = 0;
    let isOver = false;
    const reads = { slurp: flags.has('s'), rawInput: flags.has('R'), streams: flags.has('stream') };
    const inputs = inputsOf(flags.has('seq') ? text.replace(/\x1e/g, ' ') : text, reads, version)[
      Symbol.iterator
    ]();
    const nextInput = (): Json | undefined => {
      const step = inputs.next();
      isOver = step.done ?? false;
      if (step.done) return undefined;
      ({ line, end: readTo } = step.value);
      return step.value.value;
    };
    const fileName = (): string | undefined =>
      (sources.find(({ end }) => readTo <= end) ?? sources.at(-1))?.name;
    const evaluator = new Evaluator({ nextInput, fileName, line: () => line }, p.nowMs, version);
    function* flushMessages(): Task<void> {
      const messages = evaluator.takeMessages();
      if (messages === '') return;
      yield* c.out.flush();
      yield* p.stderr.write(messages);
    }
    let last: Json | undefined;
    let status = 0;
    let hasRun = false;
    try {
      for (
        let input = isNull ? null : nextInput();
        input !== undefined;
        input = isNull ? undefined : nextInput()
      ) {
        yield* p.turn();
        status = 0;
        hasRun = true;
        try {
          for (const value of evaluator.run(compiled.program, input, names)) {
            yield* flushMessages();
            last = value;
            if (flags.has('raw-output0') && typeof value === 'string' && value.includes('\0'))
              throw new JqError('Cannot dump a string containing NUL with --raw-output0 option');
            yield* c.write(byteString(printed(value, flags, style)));
          }
          yield* flushMessages();
        } catch (error) {
          yield* flushMessages();
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
          const isNowhere = isNull ? line === 0 && !(isOver && compiled.readsInputs) : isOver;
          const place = isNowhere ? '<unknown>' : `${fileName() ?? '<stdin>'}:${String(line)}`;
          const value = error.value;
          const what = typeof value === 'string' ? `: ${value}` : ` (not a string): ${jsonText(value)}`;
          yield* p.stderr.write(`jq: error (at ${place})${what}\n`);
          status = 5;
        }
      }
    } catch (error) {
      if (!(error instanceof JsonFault)) throw error;
      yield* c.out.flush();
      yield* p.stderr.write(`${version.isOld ? '' : 'jq: '}parse error: ${error.message}\n`);
      return version.faultStatus;
    }
    if (isMissing) return 2;
    if (status !== 0 || !flags.has('e')) return status;
    if (last === undefined) return version.isOld && !hasRun ? 0 : 4;
    return last === null || last === false ? 1 : 0;
  },
});

function printed(value: Json, flags: ReadonlySet<string>, style: Style): string {
  const isJoined = flags.has('j');
  const isRaw = (flags.has('r') || isJoined || flags.has('raw-output0')) && typeof value === 'string';
  const isAscii = flags.has('a');
  const begin = flags.has('seq') ? '\x1e' : '';
  const end = flags.has('raw-output0') ? '\0' : isJoined ? '' : '\n';
  // What is asked for in ASCII is between quotes even where raw text was asked for, too.
  const shown = isRaw && !isAscii ? value : show(value, style);
  return begin + (isAscii ? shown.replace(/[^\0-\x7f]/g, escapedUnit) : shown) + end;
}

/** Each fault with the line it is in, and blanks up to its place, which jq meant for a mark. */
function faultsText(source: string, { faults }: JqSyntaxError): string {
  const count = faults.length;
  const told = faults.map(({ message, at }) => {
    if (at === undefined) return `jq: error: ${message}\n\n`;
    const before = source.slice(0, at);
    const start = before.lastIndexOf('\n') + 1;
    const [line = ''] = source.slice(start).split('\n');
    const number = before.split('\n').length;
    return `jq: error: ${message} at <top-level>, line ${String(number)}:\n${line}${' '.repeat(byteString(source.slice(start, at)).length)}\n`;
  });
  return `${told.join('')}jq: ${String(count)} compile error${count === 1 ? '' : 's'}\n`;
}

function escapedUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
