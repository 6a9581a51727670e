/** str.format: fields in braces. */
import type { Task } from '../../../../kernel';
import { getAttribute } from '../attributes';
import { raised } from '../errors';
import { format } from '../format-spec';
import { getItem } from '../subscripts';
import { repr, str } from '../text';
import { Builtin, type Named, type Value } from '../values';
import type { Vm } from '../vm';

export const formatMethod = new Builtin('format', function* (vm, [self, ...args], named) {
  const counter = { next: 0 };
  return yield* fill(vm, self as string, args, named, counter);
});

export function* fill(
  vm: Vm,
  template: string,
  args: readonly Value[],
  named: Named,
  counter: { next: number },
): Task<string> {
  let made = '';
  for (let at = 0; at < template.length; at++) {
    const char = template[at] ?? '';
    if (char === '{' || char === '}') {
      if (template[at + 1] === char) {
        made += char;
        at++;
        continue;
      }
      if (char === '}') throw raised('ValueError', "Single '}' encountered in format string");
      const end = closing(template, at);
      made += yield* field(vm, template.slice(at + 1, end), args, named, counter);
      at = end;
    } else made += char;
  }
  return made;
}

function closing(template: string, from: number): number {
  let depth = 0;
  for (let at = from; at < template.length; at++) {
    if (template[at] === '{') depth++;
    else if (template[at] === '}' && --depth === 0) return at;
  }
  throw raised(
    'ValueError',
    from === template.length - 1
      ? "Single '{' encountered in format string"
      : "expected '}' before end of string",
  );
}

function* field(
  vm: Vm,
  text: string,
  args: readonly Value[],
  named: Named,
  counter: { next: number },
): Task<string> {
  const [, path = '', conversion, specText = ''] = /^([^!:]*)(?:!([rsa]))?(?::([\s\S]*))?$/.exec(text) ?? [];
  const [, first = '', rest = ''] = /^([^.[]*)([\s\S]*)$/.exec(path) ?? [];
  let value: Value | undefined;
  if (/^\d*$/.test(first)) {
    const index = first === '' ? counter.next++ : Number(first);
    value = args[index];
    if (value === undefined) {
      throw raised('IndexError', `Replacement index ${String(index)} out of range for positional args tuple`);
    }
  } else {
    value = named.get(first);
    if (value === undefined) throw raised('KeyError', first);
  }
  for (const [, name, index] of rest.matchAll(/\.([^.[]+)|\[([^\]]+)\]/g)) {
    if (name !== undefined) value = yield* getAttribute(vm, value, name);
    else if (index !== undefined)
      value = yield* getItem(vm, value, /^\d+$/.test(index) ? BigInt(index) : index);
  }
  if (conversion === 'r' || conversion === 'a') value = yield* repr(vm, value);
  else if (conversion === 's') value = yield* str(vm, value);
  const spec = specText.includes('{') ? yield* fill(vm, specText, args, named, counter) : specText;
  return yield* format(vm, value, spec);
}
