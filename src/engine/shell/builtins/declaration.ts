// What the builtins that declare variables have in common.
import type { Task } from '../../kernel';
import { arrays, assign, assignText } from '../expand';
import type { Shell } from '../shell';
import { ReadonlyError, type Attributes } from '../variables';
import { fault, type BuiltinCall } from './builtin';

/** What such a builtin is asked to do. */
export interface Request {
  readonly command: string;
  /** Options that were turned on and off (`-x`, `+x`). */
  readonly on: ReadonlySet<string>;
  readonly off: ReadonlySet<string>;
  readonly operands: readonly { readonly text: string; readonly at: number }[];
}

export const BASH_USAGE: Readonly<Record<string, string>> = {
  declare: 'declare [-aAfFgiIlnrtux] [name[=value] ...] or declare -p [-aAfFilnrtux] [name ...]',
  typeset: 'typeset [-aAfFgiIlnrtux] name[=value] ... or typeset -p [-aAfFilnrtux] [name ...]',
  local: 'local [option] name[=value] ...',
  readonly: 'readonly [-aAf] [name[=value] ...] or readonly -p',
  export: 'export [-fn] [name[=value] ...] or export -p',
};

export function parse(args: readonly string[], letters: string): Request & { bad?: string } {
  const on = new Set<string>();
  const off = new Set<string>();
  let i = 1;
  for (; i < args.length; i++) {
    const arg = args[i] ?? '';
    if (arg === '--') {
      i++;
      break;
    }
    if (!/^[-+]./.test(arg)) break;
    for (const letter of arg.slice(1)) {
      if (!letters.includes(letter)) return { command: args[0] ?? '', on, off, operands: [], bad: letter };
      (arg.startsWith('-') ? on : off).add(letter);
    }
  }
  return { command: args[0] ?? '', on, off, operands: args.slice(i).map((text, n) => ({ text, at: i + n })) };
}

export function attributesOf(on: ReadonlySet<string>, off: ReadonlySet<string>): Attributes {
  const pick = (letter: string): boolean | undefined =>
    on.has(letter) ? true : off.has(letter) ? false : undefined;
  const found = {
    exported: pick('x'),
    readonly: pick('r'),
    integer: pick('i'),
    nameref: pick('n'),
    letterCase: on.has('u') ? ('upper' as const) : on.has('l') ? ('lower' as const) : undefined,
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}

/** Gives `name[=value]` its attributes and value. */
function* declareOne(
  shell: Shell,
  request: Request,
  operand: Request['operands'][number],
  call: BuiltinCall,
): Task<number> {
  const match = /^([A-Za-z_]\w*)(?:\[(.*?)\])?(\+?=)?/s.exec(operand.text);
  const name = match?.[1];
  const rest = operand.text.slice(match?.[0].length ?? 0);
  const isSet = match?.[3] !== undefined;
  if (name === undefined || (!isSet && rest !== '')) {
    if (shell.isBash)
      return yield* fault(shell, request.command, `\`${operand.text}': not a valid identifier`);
    return yield* fault(shell, request.command, `${operand.text.replace(/=.*$/s, '')}: bad variable name`);
  }
  const attributes = attributesOf(request.on, request.off);
  const array = call.arrays.get(operand.at);
  const old = shell.variables.lookupDirectly(name);
  if (old?.readonly && (isSet || attributes.readonly === false))
    return yield* refuseReadonly(shell, request.command, name);
  if (request.on.has('A') && old?.value?.kind !== 'associative')
    shell.variables.setValue(name, { kind: 'associative', elements: new Map() });
  else if (request.on.has('a') && (isSet || !old?.value) && old?.value?.kind !== 'indexed')
    shell.variables.setValue(name, {
      kind: 'indexed',
      elements: new Map(old?.value?.kind === 'scalar' ? [[0, old.value.text]] : []),
    });
  const { readonly: isReadonly, ...others } = attributes;
  if (Object.keys(others).length > 0) shell.variables.setAttributes(name, others);
  if (array) yield* assign(shell, { ...array, name });
  else if (isSet && match?.[2] !== undefined)
    (yield* arrays(shell.p)).assignElement(shell, name, match[2], rest, match[3] === '+=');
  else if (isSet && attributes.nameref) shell.variables.setValue(name, { kind: 'scalar', text: rest });
  else if (isSet) yield* assignText(shell, name, rest, match?.[3] === '+=');
  else if (!shell.variables.lookupDirectly(name)) shell.variables.setAttributes(name, {});
  if (isReadonly !== undefined) shell.variables.setAttributes(name, { readonly: isReadonly });
  return 0;
}

function* refuseReadonly(shell: Shell, command: string, name: string): Task<number> {
  const text = shell.dialect.messages.isReadonly(name);
  if (shell.isBash) {
    yield* shell.complain(text, command === 'export' || command === 'readonly' ? undefined : command);
    return 1;
  }
  return yield* fault(shell, command, text);
}

export function* declareAll(shell: Shell, request: Request, call: BuiltinCall): Task<number> {
  let status = 0;
  for (const operand of request.operands) {
    try {
      status = Math.max(status, yield* declareOne(shell, request, operand, call));
    } catch (error) {
      if (!(error instanceof ReadonlyError)) throw error;
      status = yield* refuseReadonly(shell, request.command, error.variable);
    }
  }
  return status;
}
