import { quote } from '../units';
import { parseDevice } from './devices';
import { commandWords } from './arguments';
import { at } from './dockerfile-error';
import { parseFlags } from './flags';
import { parseHealthcheck } from './healthcheck';
import { invalid, type Base } from './instruction-base';
import { instructionFlags } from './instruction-flags';
import type {
  ArgInstruction,
  CommandLine,
  FromInstruction,
  Instruction,
  Pair,
  RunInstruction,
} from './instructions';
import type { Line } from './lines';
import { mountSource } from './mounts';
import { parseAdd, parseCopy } from './parse-transfer';
import { nearestWord } from './suggest';
import { cut, trim, trimStart } from './text';

/** Gives one instruction its meaning. Throws a DockerfileError without range. */
type InstructionParser = (line: Line, base: Base) => Instruction;

/**
 * The second of the two parsers: what an instruction says.
 * Throws a DockerfileError of code `instruction` with the line's range. Source: BuildKit instructions.ParseInstruction.
 */
export function parseInstruction(line: Line): Instruction {
  return at(line.range, 'instruction', () => {
    const parser = parserOf(line.keyword);
    const { keyword, flags, comments, range } = line;
    return parser(line, { keyword, source: trim(line.source), range, flags, comments });
  });
}

function parserOf(keyword: string): InstructionParser {
  const lower = keyword.toLowerCase();
  const parser = Object.hasOwn(parsers, lower) ? parsers[lower] : undefined;
  if (parser !== undefined) return parser;
  const nearest = nearestWord(lower, Object.keys(parsers));
  const shown = keyword === keyword.toUpperCase() && keyword !== lower ? nearest?.toUpperCase() : nearest;
  throw invalid(`unknown instruction: ${keyword}${shown === undefined ? '' : ` (did you mean ${shown}?)`}`);
}

function atLeastOne(line: Line, name: string): void {
  if (line.args.length === 0) throw invalid(`${name} requires at least one argument`);
}

function exactlyOne(line: Line, name: string): string {
  const [arg] = line.args;
  if (arg === undefined || line.args.length !== 1) throw invalid(`${name} requires exactly one argument`);
  return arg;
}

function noFlags(line: Line): void {
  parseFlags(line.flags, {});
}

function parsePairs(line: Line, name: string): readonly Pair[] {
  noFlags(line);
  const { args } = line;
  if (args.length === 0) throw invalid(`${name} requires at least one argument`);
  if (args.length % 3 !== 0) throw invalid(`Bad input to ${name}, too many arguments`);
  const pairs: Pair[] = [];
  for (let index = 0; index < args.length; index += 3) {
    const [key = '', value = '', separator = ''] = args.slice(index, index + 3);
    if (key === '') throw invalid(`${name} names can not be blank`);
    pairs.push({ key, value, isLegacy: separator === '' });
  }
  return pairs;
}

/** What a comment `# name description` above an instruction says of that name; empty when there is none. */
function describe(comments: readonly string[], name: string): string {
  if (name === '') return '';
  const comment = comments.find((text) => text.startsWith(`${name} `));
  return comment?.slice(name.length + 1) ?? '';
}

function commandLine(line: Line): CommandLine {
  return {
    args: commandWords(line.args, line.isJson),
    isShell: !line.isJson,
    files: line.heredocs.map(({ name, content, chomps }) => ({ name, data: content, chomps })),
  };
}

function parseFrom(line: Line, base: Base): FromInstruction {
  const [image = '', keyword, written] = line.args;
  const isNamed = line.args.length === 3 && keyword?.toLowerCase() === 'as';
  if (!isNamed && line.args.length !== 1) throw invalid('FROM requires either one or three arguments');
  const stageName = isNamed && written !== undefined ? written.toLowerCase() : '';
  if (isNamed && !/^[a-z][a-z0-9\-_.]*$/.test(stageName)) {
    const reason = "name can't start with a number or contain symbols";
    throw invalid(`invalid name for build stage: ${quote(written ?? '')}, ${reason}`);
  }
  const flags = parseFlags(line.flags, instructionFlags.FROM);
  return {
    ...base,
    name: 'FROM',
    image,
    stageName,
    ...(keyword !== undefined && written !== undefined && { as: { keyword, stageName: written } }),
    platform: flags.text('platform') ?? '',
    description: describe(line.comments, stageName),
  };
}

const networks = ['default', 'none', 'host'] as const;
const securities = ['sandbox', 'insecure'] as const;

function parseRun(line: Line, base: Base): RunInstruction {
  const flags = parseFlags(line.flags, instructionFlags.RUN);
  const mountSpecs = flags.texts('mount');
  const devices = flags.texts('device').map(parseDevice);
  const mountSources = mountSpecs.map(mountSource);
  const networkText = flags.text('network') ?? 'default';
  const network = networks.find((mode) => mode === networkText);
  if (network === undefined) throw invalid(`invalid network mode ${quote(networkText)}`);
  const securityText = flags.text('security') ?? 'sandbox';
  const security = securities.find((mode) => mode === securityText);
  if (security === undefined) throw invalid(`security ${quote(securityText)} is not valid`);
  return {
    ...base,
    name: 'RUN',
    command: commandLine(line),
    mountSpecs,
    mountSources,
    network,
    security,
    devices,
  };
}

function parseArg(line: Line, base: Base): ArgInstruction {
  atLeastOne(line, 'ARG');
  const declarations = line.args.map((arg) => {
    const [key, value] = cut(arg, '=') ?? [arg, undefined];
    if (key === '') throw invalid('ARG names can not be blank');
    return { key, value, description: describe(line.comments, key) };
  });
  noFlags(line);
  return { ...base, name: 'ARG', declarations };
}

function parseOnbuild(line: Line, base: Base): Instruction {
  atLeastOne(line, 'ONBUILD');
  noFlags(line);
  const held = (line.args[0] ?? '').toUpperCase();
  if (held === 'ONBUILD') throw invalid("Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed");
  if (held === 'MAINTAINER' || held === 'FROM') throw invalid(`${held} isn't allowed as an ONBUILD trigger`);
  const contents = line.heredocs.map(({ name, content }) => `\n${content}${name}`);
  const trigger = trimStart(trimStart(line.source).slice('ONBUILD'.length)) + contents.join('');
  return { ...base, name: 'ONBUILD', trigger };
}

function parseVolume(line: Line, base: Base): Instruction {
  atLeastOne(line, 'VOLUME');
  noFlags(line);
  const paths = line.args.map(trim);
  if (paths.includes('')) throw invalid('VOLUME specified can not be an empty string');
  return { ...base, name: 'VOLUME', paths };
}

function parseShell(line: Line, base: Base): Instruction {
  noFlags(line);
  if (line.args.length === 0) throw invalid('SHELL requires at least one argument');
  if (!line.isJson) throw invalid('SHELL requires the arguments to be in JSON form');
  return { ...base, name: 'SHELL', shell: line.args };
}

/** Instructions by their name in lower case. The order decides between suggestions that are equally near. */
const parsers: Readonly<Record<string, InstructionParser>> = {
  add: parseAdd,
  arg: parseArg,
  cmd(line, base) {
    noFlags(line);
    return { ...base, name: 'CMD', command: commandLine(line) };
  },
  copy: parseCopy,
  entrypoint(line, base) {
    noFlags(line);
    return { ...base, name: 'ENTRYPOINT', command: commandLine(line) };
  },
  env: (line, base) => ({ ...base, name: 'ENV', pairs: parsePairs(line, 'ENV') }),
  expose(line, base) {
    atLeastOne(line, 'EXPOSE');
    noFlags(line);
    return { ...base, name: 'EXPOSE', ports: [...line.args].sort() };
  },
  from: parseFrom,
  healthcheck: (line, base) => ({ ...base, name: 'HEALTHCHECK', healthcheck: parseHealthcheck(line) }),
  label: (line, base) => ({ ...base, name: 'LABEL', pairs: parsePairs(line, 'LABEL') }),
  maintainer(line, base) {
    const maintainer = exactlyOne(line, 'MAINTAINER');
    noFlags(line);
    return { ...base, name: 'MAINTAINER', maintainer };
  },
  onbuild: parseOnbuild,
  run: parseRun,
  shell: parseShell,
  stopsignal: (line, base) => ({ ...base, name: 'STOPSIGNAL', signal: exactlyOne(line, 'STOPSIGNAL') }),
  user(line, base) {
    const user = exactlyOne(line, 'USER');
    noFlags(line);
    return { ...base, name: 'USER', user };
  },
  volume: parseVolume,
  workdir(line, base) {
    const path = exactlyOne(line, 'WORKDIR');
    noFlags(line);
    return { ...base, name: 'WORKDIR', path };
  },
};
