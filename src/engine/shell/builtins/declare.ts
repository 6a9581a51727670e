import type { Task } from '../../kernel';
import { assignElement } from '../arrays';
import { assign, assignText } from '../expand';
import { declarationText, settingText } from '../listing';
import { singleQuote } from '../quote';
import type { Shell } from '../shell';
import { functionText } from '../unparse';
import { ReadonlyError, type Attributes, type Variable } from '../variables';
import { badOption, fault, isName, type BuiltinCall } from './builtin';

interface Request {
  readonly command: string;
  /** Options that were turned on and off (`-x`, `+x`). */
  readonly on: ReadonlySet<string>;
  readonly off: ReadonlySet<string>;
  readonly operands: readonly { readonly text: string; readonly at: number }[];
}

const BASH_USAGE: Readonly<Record<string, string>> = {
  declare: 'declare [-aAfFgiIlnrtux] [name[=value] ...] or declare -p [-aAfFilnrtux] [name ...]',
  typeset: 'typeset [-aAfFgiIlnrtux] name[=value] ... or typeset -p [-aAfFilnrtux] [name ...]',
  local: 'local [option] name[=value] ...',
  readonly: 'readonly [-aAf] [name[=value] ...] or readonly -p',
  export: 'export [-fn] [name[=value] ...] or export -p',
};

function parse(args: readonly string[], letters: string): Request & { bad?: string } {
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

function attributesOf(on: ReadonlySet<string>, off: ReadonlySet<string>): Attributes {
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
  else if (isSet && match?.[2] !== undefined) assignElement(shell, name, match[2], rest, match[3] === '+=');
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

function* declareAll(shell: Shell, request: Request, call: BuiltinCall): Task<number> {
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

function sorted(shell: Shell): [string, Variable][] {
  return [...shell.variables.entries()].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** `export -p`, `readonly -p`. */
function* list(
  shell: Shell,
  word: string,
  wanted: (variable: Variable) => boolean | undefined,
): Task<number> {
  for (const [name, variable] of sorted(shell)) {
    if (!wanted(variable)) continue;
    const value = variable.value?.kind === 'scalar' ? `=${singleQuote(variable.value.text)}` : '';
    yield* shell.write(shell.isBash ? `${declarationText(name, variable)}\n` : `${word} ${name}${value}\n`);
  }
  return 0;
}

export function* exportBuiltin(shell: Shell, args: readonly string[], call: BuiltinCall): Task<number> {
  const request = parse(args, shell.isBash ? 'fnp' : 'p');
  if (request.bad !== undefined)
    return yield* badOption(shell, 'export', request.bad, BASH_USAGE.export ?? '');
  if (request.operands.length === 0) return yield* list(shell, 'export', (variable) => variable.exported);
  if (request.on.has('f')) return 0;
  const on = new Set(request.on.has('n') ? [] : ['x']);
  const off = new Set(request.on.has('n') ? ['x'] : []);
  return yield* declareAll(shell, { ...request, on, off }, call);
}

export function* readonly(shell: Shell, args: readonly string[], call: BuiltinCall): Task<number> {
  const request = parse(args, shell.isBash ? 'aAfp' : 'p');
  if (request.bad !== undefined)
    return yield* badOption(shell, 'readonly', request.bad, BASH_USAGE.readonly ?? '');
  if (request.operands.length === 0) return yield* list(shell, 'readonly', (variable) => variable.readonly);
  return yield* declareAll(shell, { ...request, on: new Set([...request.on, 'r']), off: new Set() }, call);
}

export function* local(shell: Shell, args: readonly string[], call: BuiltinCall): Task<number> {
  if (!shell.variables.isInFunction) {
    const text = shell.isBash ? 'can only be used in a function' : 'not in a function';
    return yield* fault(shell, 'local', text);
  }
  const request = parse(args, shell.isBash ? 'aAfFgiIlnprtux' : '');
  if (request.bad !== undefined) return yield* badOption(shell, 'local', request.bad, BASH_USAGE.local ?? '');
  if (request.operands.length === 0 && shell.isBash) {
    for (const name of shell.variables.localNames().sort()) {
      const variable = shell.variables.lookupDirectly(name);
      if (variable) yield* shell.write(`${settingText(shell, name, variable) || name}\n`);
    }
    return 0;
  }
  return yield* declareLocal(shell, request, call);
}

function* declareLocal(shell: Shell, request: Request, call: BuiltinCall): Task<number> {
  for (const { text } of request.operands) {
    const name = text.replace(/(\[.*\])?\+?=.*$/s, '');
    if (name === '-' || !isName(name)) continue;
    try {
      shell.variables.makeLocal(
        name,
        !shell.isBash || request.on.has('I') || shell.shopts.has('localvar_inherit'),
      );
    } catch (error) {
      if (!(error instanceof ReadonlyError)) throw error;
      yield* shell.complain(`${name}: readonly variable`, request.command);
      return 1;
    }
  }
  return yield* declareAll(
    shell,
    { ...request, operands: request.operands.filter(({ text }) => text !== '-') },
    call,
  );
}

export function* declare(shell: Shell, args: readonly string[], call: BuiltinCall): Task<number> {
  const request = parse(args, 'aAfFgiIlnprtux');
  const { command, on, off, operands } = request;
  if (request.bad !== undefined)
    return yield* badOption(shell, command, request.bad, BASH_USAGE[command] ?? '');
  if (on.has('f') || on.has('F'))
    return yield* listFunctions(
      shell,
      on,
      operands.map(({ text }) => text),
    );
  if (on.has('p') || operands.length === 0)
    return yield* listVariables(
      shell,
      command,
      on,
      off,
      operands.map(({ text }) => text),
    );
  if (shell.variables.isInFunction && !on.has('g')) return yield* declareLocal(shell, request, call);
  return yield* declareAll(shell, request, call);
}

function* listFunctions(shell: Shell, on: ReadonlySet<string>, names: readonly string[]): Task<number> {
  let status = 0;
  for (const name of names.length > 0 ? names : [...shell.functions.keys()].sort()) {
    const definition = shell.functions.get(name);
    if (!definition) status = 1;
    else if (!on.has('F')) yield* shell.write(`${functionText(name, definition.body)}\n`);
    else yield* shell.write(names.length > 0 ? `${name}\n` : `declare -f ${name}\n`);
  }
  return status;
}

function* listVariables(
  shell: Shell,
  command: string,
  on: ReadonlySet<string>,
  off: ReadonlySet<string>,
  names: readonly string[],
): Task<number> {
  if (names.length > 0) {
    let status = 0;
    for (const name of names) {
      const variable = shell.variables.lookupDirectly(name) ?? shell.variables.lookup(name);
      if (variable) yield* shell.write(`${declarationText(name, variable)}\n`);
      else status = yield* fault(shell, command, `${name}: not found`);
    }
    return status;
  }
  const wanted = Object.entries(attributesOf(on, off));
  const kinds = [on.has('a') ? 'indexed' : '', on.has('A') ? 'associative' : ''].filter(
    (kind) => kind !== '',
  );
  for (const [name, variable] of sorted(shell)) {
    const fits = wanted.every(([key, value]) =>
      Object.entries(variable).some(([k, v]) => k === key && v === value),
    );
    if (!fits || (kinds.length > 0 && !kinds.includes(variable.value?.kind ?? ''))) continue;
    if (on.size > 0 || off.size > 0) yield* shell.write(`${declarationText(name, variable)}\n`);
    else if (variable.value) yield* shell.write(`${settingText(shell, name, variable)}\n`);
  }
  if (on.size === 0 && off.size === 0) return yield* listFunctions(shell, on, []);
  return 0;
}
