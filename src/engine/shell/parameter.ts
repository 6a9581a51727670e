import { part, type Task } from '../kernel';
import type { ParameterOperator, ParameterPart } from './ast';
import { Failure } from './control';
import { assignText, expandParts, expandText } from './expand';
import type { Sink } from './fields';
import type { Shell } from './shell';
import { ReadonlyError } from './variables';

const operations = part<typeof import('./constructs/parameter-operations')>(
  'shell/constructs/parameter-operations',
);

/** What a parameter stands for: one text (undefined: unset), or a list (`$@`, `${a[@]}`). */
export interface ParameterValue {
  readonly text?: string | undefined;
  readonly list?: readonly string[];
  /** A list that `*` made: joined inside of quotes. */
  readonly isStar?: boolean;
}

/** Puts the value of `${…}` into `sink`. */
export function* expandParameter(shell: Shell, one: ParameterPart, sink: Sink): Task<void> {
  const { operator, prefix, subscript } = one;
  if (prefix || subscript || (operator && operator.kind !== 'default')) {
    yield* (yield* operations(shell.p)).expandOperation(shell, one, sink);
    return;
  }
  const value = plainValue(shell, one.name);
  if (operator) {
    yield* expandDefault(shell, one, operator, value, sink);
    return;
  }
  if (value.text === undefined && !value.list) yield* failIfUnset(shell, one.name);
  emit(sink, value, one.quoted, shell);
}

/** The value of a name without a subscript. */
export function plainValue(shell: Shell, name: string): ParameterValue {
  return name === '@' || name === '*'
    ? { list: shell.positional, isStar: name === '*' }
    : { text: scalarParameter(shell, name) };
}

export function emit(sink: Sink, value: ParameterValue, quoted: boolean, shell: Shell): void {
  if (!value.list) {
    sink.expanded(value.text ?? '', quoted);
    return;
  }
  if (quoted && value.isStar) {
    const ifs = shell.variables.get('IFS') ?? ' ';
    sink.expanded(value.list.join(ifs.slice(0, 1)), true);
    return;
  }
  for (const [index, text] of value.list.entries()) {
    if (index > 0) sink.separate();
    sink.expanded(text, quoted);
  }
}

/** What `set -u` says of a parameter without a value; `shown` is how it was written. */
export function* failIfUnset(shell: Shell, name: string, shown = name): Task<void> {
  if (!shell.has('nounset') || name === '@' || name === '*') return;
  yield* shell.complain(shell.dialect.messages.unset(shown));
  throw new Failure(unsetStatus(shell));
}

/** bash ends `-c` text with 127 here, unless `set -e` is on. */
export function unsetStatus(shell: Shell): number {
  if (!shell.isBash) return 2;
  return shell.isCommandText && shell.subshellDepth === 0 && !shell.has('errexit') ? 127 : 1;
}

/** Special parameters, positional ones and variables; undefined where unset. */
export function scalarParameter(shell: Shell, name: string): string | undefined {
  switch (name) {
    case '#':
      return String(shell.positional.length);
    case '?':
      return String(shell.status);
    case '$':
      return String(shell.shellPid);
    case '!':
      return shell.lastBackgroundPid === undefined
        ? shell.isBash || !shell.has('nounset')
          ? ''
          : undefined
        : String(shell.lastBackgroundPid);
    case '-':
      return optionFlags(shell);
    case '0':
      return shell.arg0;
    default:
      return /^\d+$/.test(name) ? shell.positional[Number(name) - 1] : shell.variables.get(name);
  }
}

/** The letters of `$-`: the options from the last to the first. BusyBox counts `-c` among them. */
const ALMQUIST_FLAGS = { dash: 'ubaCEVvxsnmiIfe', ash: 'VubaCvxcsnmiIfe' } as const;

function optionFlags(shell: Shell): string {
  const letters = shell.isBash
    ? 'aefhkmnptuvxBCEHPT'
    : ALMQUIST_FLAGS[shell.dialect.name === 'ash' ? 'ash' : 'dash'];
  const flags = [...letters]
    .filter((letter) => (letter === 'c' && !shell.isBash ? shell.isCommandText : shell.hasLetter(letter)))
    .join('');
  if (!shell.isBash) return flags;
  const at = flags.search(/[A-Z]/);
  const lower = at < 0 ? flags : flags.slice(0, at);
  const interactive = shell.isInteractive ? 'i' : '';
  const input = shell.isCommandText ? 'c' : shell.has('stdin') ? 's' : '';
  return [...(lower + interactive)].sort().join('') + (at < 0 ? '' : flags.slice(at)) + input;
}

/** `${name-word}` and the like. */
export function* expandDefault(
  shell: Shell,
  part: ParameterPart,
  operator: ParameterOperator & { kind: 'default' },
  value: ParameterValue,
  sink: Sink,
): Task<void> {
  const joined = value.list ? (value.list.length === 0 ? undefined : value.list.join(' ')) : value.text;
  const isMissing = joined === undefined || (operator.colon && joined === '');
  const rule = part.quoted ? 'kept' : 'split';
  if (operator.symbol === '+') {
    if (isMissing) sink.expanded('', part.quoted);
    else yield* expandParts(shell, operator.word.parts, sink, rule);
    return;
  }
  if (!isMissing) {
    emit(sink, value, part.quoted, shell);
    return;
  }
  if (operator.symbol === '-') {
    if (operator.word.parts.length === 0) sink.expanded('', part.quoted);
    yield* expandParts(shell, operator.word.parts, sink, rule);
    return;
  }
  const text = yield* expandText(shell, operator.word);
  if (operator.symbol === '=') {
    if (!/^[A-Za-z_]\w*$/.test(part.name)) {
      const place = shell.isBash
        ? `$${part.name}: cannot assign in this way`
        : shell.dialect.messages.badSubstitution(part.raw);
      yield* shell.fail(place);
    }
    try {
      yield* assignText(shell, part.name, text, false);
    } catch (error) {
      if (!(error instanceof ReadonlyError)) throw error;
      yield* shell.fail(shell.dialect.messages.isReadonly(part.name));
    }
    sink.expanded(text, part.quoted);
    return;
  }
  const reason =
    operator.word.parts.length > 0
      ? `${part.name}: ${text}`
      : shell.dialect.messages.required(part.name, operator.colon);
  yield* shell.complain(reason);
  throw new Failure(unsetStatus(shell));
}
