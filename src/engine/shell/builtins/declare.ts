import type { Task } from '../../kernel';
import { declarationText, settingText, sorted } from '../variable-listing';
import type { Shell } from '../shell';
import { functionText } from '../unparse';
import { ReadonlyError } from '../variables';
import { badOption, fault, isName, type BuiltinCall } from './builtin';
import { attributesOf, BASH_USAGE, declareAll, parse, type Request } from './declaration';

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
        shell.dialect.name === 'dash' || request.on.has('I') || shell.shopts.has('localvar_inherit'),
        shell.isBash,
      );
    } catch (error) {
      if (!(error instanceof ReadonlyError)) throw error;
      return yield* fault(shell, request.command, shell.dialect.messages.isReadonly(name));
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
      if (variable) yield* shell.write(`${declarationText(shell, name, variable)}\n`);
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
    if (on.size > 0 || off.size > 0) yield* shell.write(`${declarationText(shell, name, variable)}\n`);
    else if (variable.value) yield* shell.write(`${settingText(shell, name, variable)}\n`);
  }
  if (on.size === 0 && off.size === 0) return yield* listFunctions(shell, on, []);
  return 0;
}
