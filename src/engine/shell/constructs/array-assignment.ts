// Arrays as they are assigned: loaded when a shell first meets one.
import type { Task } from '../../kernel';
import type { Assignment, Word } from '../ast';
import { evaluateOrFail, expandText, expandWords } from '../expand';
import type { Shell } from '../shell';

export { assignElement } from '../arrays';

/** Runs `name=(…)` in this shell. */
export function* assignArray(
  shell: Shell,
  assignment: Assignment,
  elements: readonly { readonly key?: Word; readonly value: Word }[],
): Task<void> {
  const name = shell.variables.resolve(assignment.name);
  const old = shell.variables.lookup(name)?.value;
  if (old?.kind === 'associative') {
    const map = new Map(assignment.append ? old.elements : []);
    const loose: string[] = [];
    for (const element of elements) {
      if (element.key)
        map.set(yield* expandText(shell, element.key), yield* expandText(shell, element.value));
      else loose.push(...(yield* expandWords(shell, [element.value])));
    }
    for (let i = 0; i < loose.length; i += 2) map.set(loose[i] ?? '', loose[i + 1] ?? '');
    shell.variables.setValue(name, { kind: 'associative', elements: map });
    return;
  }
  const map = new Map(
    assignment.append
      ? old?.kind === 'indexed'
        ? old.elements
        : old?.kind === 'scalar'
          ? [[0, old.text] as const]
          : []
      : [],
  );
  let next = Math.max(-1, ...map.keys()) + 1;
  for (const element of elements) {
    if (element.key) {
      next = Number(yield* evaluateOrFail(shell, yield* expandText(shell, element.key)));
      map.set(next++, yield* expandText(shell, element.value));
      continue;
    }
    for (const text of yield* expandWords(shell, [element.value])) map.set(next++, text);
  }
  shell.variables.setValue(name, { kind: 'indexed', elements: map });
}
