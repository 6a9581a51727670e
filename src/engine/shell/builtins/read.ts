import { isErrno, SIGNAL_NUMBERS, type Task } from '../../kernel';
import { decodeBytes } from '../bytes';
import type { Shell } from '../shell';
import { handleSignals } from '../traps';
import { appletFault, badOption, fault, isName, parseOptions } from './builtin';

interface ReadRule {
  readonly fd: number;
  readonly isRaw: boolean;
  readonly delimiter: number;
  readonly maxCharacters: number;
  /** Only this many characters, delimiters among them (`-N`). */
  readonly isExact: boolean;
  /** Time on the machine's clock when it gives up. */
  readonly untilMs: number | undefined;
}

/** What was read: characters, and which of them a backslash made literal. */
interface Line {
  readonly text: string;
  readonly literal: ReadonlySet<number>;
  readonly isEnded: boolean;
  readonly status: number;
}

const BACKSLASH = 92;

function* readLine(shell: Shell, rule: ReadRule): Task<Line> {
  const bytes: number[] = [];
  const escaped = new Set<number>();
  const stream = shell.p.stream(rule.fd);
  let isEscaped = false;
  const finish = (isEnded: boolean, status: number): Line => {
    const text = decodeBytes(Uint8Array.from(bytes));
    const isAscii = text.length === bytes.length;
    return { text, literal: isAscii ? escaped : new Set(), isEnded, status };
  };
  while (rule.maxCharacters > 0) {
    const [byte] = yield* stream.read(1);
    if (byte === undefined) return finish(false, 1);
    if (isEscaped) {
      isEscaped = false;
      if (byte === 10) continue;
      escaped.add(bytes.length);
      bytes.push(byte);
    } else if (byte === BACKSLASH && !rule.isRaw) {
      isEscaped = true;
      continue;
    } else if (byte === rule.delimiter && !rule.isExact) return finish(true, 0);
    else if (byte !== 0) bytes.push(byte);
    if (
      rule.maxCharacters !== Infinity &&
      [...decodeBytes(Uint8Array.from(bytes))].length >= rule.maxCharacters
    )
      return finish(true, 0);
  }
  return finish(true, 0);
}

/** Splits a line among `count` variables: the last gets the rest. */
function splitLine({ text, literal }: Line, ifs: string, count: number): string[] {
  const isSeparator = (at: number): boolean => !literal.has(at) && ifs.includes(text[at] ?? '');
  const isBlank = (at: number): boolean => isSeparator(at) && /\s/.test(text[at] ?? '');
  let i = 0;
  let end = text.length;
  while (i < end && isBlank(i)) i++;
  while (end > i && isBlank(end - 1)) end--;
  const fields: string[] = [];
  while (fields.length < count - 1 && i < end) {
    const start = i;
    while (i < end && !isSeparator(i)) i++;
    fields.push(text.slice(start, i));
    while (i < end && isBlank(i)) i++;
    if (i < end && isSeparator(i)) {
      i++;
      while (i < end && isBlank(i)) i++;
    }
  }
  if (i < end) {
    let rest = text.slice(i, end);
    const last = end - 1;
    const isLoneSeparator =
      isSeparator(last) && !isBlank(last) && ![...rest.slice(0, -1)].some((_, at) => isSeparator(i + at));
    if (isLoneSeparator) rest = rest.slice(0, -1);
    fields.push(rest);
  }
  while (fields.length < count) fields.push('');
  return fields;
}

function allFields(line: Line, ifs: string): string[] {
  const fields = splitLine(line, ifs, line.text.length + 1);
  while (fields.length > 0 && fields.at(-1) === '') fields.pop();
  return fields;
}

const LETTERS = { bash: 'ersa:d:i:n:N:p:t:u:', ash: 'rsd:n:p:t:u:', dash: 'rp:' } as const;

export function* read(shell: Shell, args: readonly string[]): Task<number> {
  const { flags, values, operands, bad } = parseOptions(args, LETTERS[shell.dialect.name]);
  if (bad !== undefined)
    return yield* badOption(
      shell,
      'read',
      bad,
      'read [-ers] [-a array] [-d delim] [-i text] [-n nchars] [-N nchars] [-p prompt] [-t timeout] [-u fd] [name ...]',
    );
  if (operands.length === 0 && shell.dialect.name === 'dash')
    return yield* fault(shell, 'read', 'arg count', 2);
  for (const name of operands) {
    if (isName(name.replace(/\[.*\]$/, ''))) continue;
    if (shell.dialect.name === 'ash')
      return yield* appletFault(shell, `read: '${name}': bad variable name`, 1);
    return yield* fault(
      shell,
      'read',
      shell.isBash ? `\`${name}': not a valid identifier` : `${name}: bad variable name`,
    );
  }
  const wrong = wrongNumber(shell, values);
  if (wrong !== undefined) return yield* fault(shell, 'read', wrong, shell.isBash ? 1 : 2);
  const fd = Number(values.get('u') ?? 0);
  const timeout = values.get('t');
  if (!shell.p.isOpen(fd))
    return yield* fault(shell, 'read', `${fd}: invalid file descriptor: Bad file descriptor`);
  const isTerminal = shell.p.isatty(fd);
  const prompt = values.get('p');
  if (prompt !== undefined && isTerminal) yield* shell.writeError(prompt);
  const limit = values.get('N') ?? values.get('n');
  const rule: ReadRule = {
    fd,
    isRaw: flags.has('r'),
    delimiter: values.has('d') ? ((values.get('d') ?? '').codePointAt(0) ?? 0) : 10,
    maxCharacters: limit === undefined ? Infinity : Number(limit),
    isExact: values.has('N'),
    untilMs:
      timeout === undefined || timeout === '' ? undefined : shell.p.nowMs + (Number(timeout) || 0) * 1000,
  };
  const line = yield* readQuietly(shell, rule, flags.has('s') && isTerminal);
  return yield* store(shell, line, operands, values.get('a'), rule.isExact);
}

/** What the shell says of a number that is none; bash takes an empty time for none at all. */
function wrongNumber({ isBash }: Shell, values: ReadonlyMap<string, string>): string | undefined {
  const time = values.get('t');
  if (time !== undefined && !(isBash ? /^(\d*\.?\d*)$/ : /^\d+\.?\d*$/).test(time))
    return isBash ? `${time}: invalid timeout specification` : 'invalid timeout';
  const count = values.get('N') ?? values.get('n');
  if (count !== undefined && !/^\d+$/.test(count))
    return isBash ? `${count}: invalid number` : 'invalid count';
  const fd = values.get('u');
  if (fd !== undefined && !/^\d+$/.test(fd))
    return isBash ? `${fd}: invalid file descriptor specification` : 'invalid file descriptor';
  return undefined;
}

/** Reads with the terminal's echo off if wanted; a trapped signal ends it with 128 + n. */
function* readQuietly(shell: Shell, rule: ReadRule, isSilent: boolean): Task<Line> {
  if (isSilent) shell.p.setEcho(rule.fd, false);
  try {
    for (;;) {
      try {
        return rule.untilMs === undefined
          ? yield* readLine(shell, rule)
          : yield* readUntil(shell, rule, rule.untilMs);
      } catch (error) {
        if (!isErrno(error)) throw error;
        if (error.code !== 'EINTR') return { text: '', literal: new Set(), isEnded: false, status: 1 };
        const [signal] = shell.p.takeSignals();
        if (!signal) continue;
        shell.pendingSignals = [...shell.pendingSignals, signal];
        yield* handleSignals(shell);
        return { text: '', literal: new Set(), isEnded: false, status: 128 + SIGNAL_NUMBERS[signal] };
      }
    }
  } finally {
    if (isSilent && shell.p.isOpen(rule.fd)) shell.p.setEcho(rule.fd, true);
  }
}

/** With a time limit: a helper process reads, so that this one can stop waiting. */
function* readUntil(shell: Shell, rule: ReadRule, untilMs: number): Task<Line> {
  const { p } = shell;
  const pipe = p.pipe();
  const reader = p.fork(function* (child) {
    child.close(pipe.read);
    const out = child.stream(pipe.write);
    const stream = child.stream(rule.fd);
    for (;;) {
      const [byte] = yield* stream.read(1);
      if (byte === undefined) return 0;
      yield* out.write(Uint8Array.of(byte));
      if (byte === rule.delimiter) return 0;
    }
  });
  const alarm = p.fork(function* (child) {
    yield* child.sleep(Math.max(0, untilMs - child.nowMs));
    try {
      child.kill(reader.pid, 'KILL');
    } catch (error) {
      if (!isErrno(error)) throw error;
    }
    return 0;
  });
  p.close(pipe.write);
  const line = yield* readLine(shell, { ...rule, fd: pipe.read });
  p.close(pipe.read);
  for (const child of [reader, alarm]) {
    try {
      p.kill(child.pid, 'KILL');
    } catch (error) {
      if (!isErrno(error)) throw error;
    }
    yield* p.wait(child.pid);
  }
  const isLate = !line.isEnded && p.nowMs >= untilMs;
  const isTold = shell.isBash || shell.dialect.version.startsWith('1.38');
  return isLate ? { ...line, status: isTold ? 128 + SIGNAL_NUMBERS.ALRM : 1 } : line;
}

function* store(
  shell: Shell,
  line: Line,
  names: readonly string[],
  array: string | undefined,
  isExact: boolean,
): Task<number> {
  const ifs = isExact ? '' : (shell.variables.get('IFS') ?? ' \t\n');
  if (array !== undefined) {
    const elements = new Map(allFields(line, ifs).map((text, index) => [index, text] as const));
    shell.variables.setValue(shell.variables.resolve(array), { kind: 'indexed', elements });
    return line.status;
  }
  if (names.length === 0) {
    shell.variables.set('REPLY', line.text);
    return line.status;
  }
  const fields = splitLine(line, ifs, names.length);
  for (const [index, name] of names.entries()) {
    shell.variables.set(name, fields[index] ?? '');
  }
  return line.status;
}
