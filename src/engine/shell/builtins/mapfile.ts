import type { Shell } from '../shell';
import type { Task } from '../../kernel';
import { decodeBytes } from '../bytes';
import { fault, isName, parseOptions } from './builtin';

export function* mapfile(shell: Shell, args: readonly string[]): Task<number> {
  const { flags, values, operands } = parseOptions(args, 'td:n:O:s:u:C:c:');
  const name = operands[0] ?? 'MAPFILE';
  if (!isName(name)) return yield* fault(shell, args[0] ?? 'mapfile', `\`${name}': not a valid identifier`);
  const delimiter = values.has('d') ? (values.get('d') ?? '').slice(0, 1) || '\0' : '\n';
  const descriptor = Number(values.get('u') ?? 0);
  const text = shell.p.isOpen(descriptor) ? decodeBytes(yield* shell.p.stream(descriptor).readAll()) : '';
  const pieces = text.split(delimiter).map((piece) => piece + delimiter);
  const last = pieces.pop() ?? '';
  if (last !== delimiter) pieces.push(last.slice(0, -delimiter.length));
  const skipped = pieces.slice(Number(values.get('s') ?? 0));
  const count = Number(values.get('n') ?? 0);
  const lines = (count > 0 ? skipped.slice(0, count) : skipped).map((line) =>
    flags.has('t') && line.endsWith(delimiter) ? line.slice(0, -delimiter.length) : line,
  );
  const origin = values.get('O');
  const old = shell.variables.lookup(name)?.value;
  const elements = new Map(origin !== undefined && old?.kind === 'indexed' ? old.elements : []);
  for (const [index, line] of lines.entries()) elements.set(index + Number(origin ?? 0), line);
  shell.variables.setValue(shell.variables.resolve(name), { kind: 'indexed', elements });
  return 0;
}
