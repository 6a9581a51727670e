/** m//, s///, tr/// and split. */
import type { Task } from '../../../kernel';
import { int, str } from './convert';
import { list, scalar, uninitialised } from './evaluate';
import { place } from './places';
import { type Compiled, compile, type Found, search } from './regex';
import type { Kind, Node } from './syntax';
import { Cell, NotModelled, Pattern, type Scalar } from './values';
import { truthValue, type Vm } from './vm';

export function* patternOf(vm: Vm, node: Node, flags: string): Task<{ source: string; flags: string }> {
  const only = node.k === 'interp' && node.parts.length === 1 ? node.parts[0] : node;
  const value = only ? yield* scalar(vm, only) : '';
  if (value instanceof Pattern)
    return flags.replace(/[^imsx]/g, '') === ''
      ? { source: value.source, flags: value.flags }
      : { source: str(vm, value), flags };
  return { source: str(vm, value), flags };
}

function compiledFor(source: string, flags: string): Compiled {
  try {
    return compile(source, flags);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new NotModelled(`the pattern /${source}/`);
  }
}

function* targetOf(vm: Vm, target: Node | undefined): Task<Cell> {
  if (target === undefined) return vm.topic;
  if (target.k === 'elem' || target.k === 'helem') {
    const found: Cell[] = [];
    yield* list(vm, target, found);
    return found[0] ?? new Cell();
  }
  if (target.k === 'const') {
    const cell = vm.constants.get(target) ?? new Cell(target.value);
    vm.constants.set(target, cell);
    return cell;
  }
  return yield* place(vm, target);
}

export function* matchScalar(vm: Vm, node: Kind<'match'>): Task<Scalar> {
  const cell = yield* targetOf(vm, node.target);
  const { source, flags } = yield* patternOf(vm, node.pattern, node.flags);
  if (cell.v === undefined && vm.warns)
    yield* uninitialised(
      vm,
      node.target ?? { k: 'var', sigil: '$', name: '_', id: undefined },
      'pattern match (m//)',
    );
  const compiled = compiledFor(source, flags);
  const text = str(vm, cell.v);
  if (!node.flags.includes('g')) {
    const found = search(compiled, text, 0);
    if (found) vm.match = found;
    return truthValue(found !== undefined);
  }
  const from = vm.pos.get(cell) ?? 0;
  let found = from > text.length ? undefined : search(compiled, text, from);
  // The same empty match is not found twice in one place.
  if (found?.groups[0] === '' && found.start === from && vm.emptyAt.get(cell) === from)
    found = from + 1 > text.length ? undefined : search(compiled, text, from + 1);
  if (found === undefined) {
    if (!node.flags.includes('c')) vm.pos.delete(cell);
    vm.emptyAt.delete(cell);
    return '';
  }
  vm.match = found;
  const end = found.start + (found.groups[0]?.length ?? 0);
  vm.pos.set(cell, end);
  if (found.groups[0] === '') vm.emptyAt.set(cell, end);
  else vm.emptyAt.delete(cell);
  return 1;
}

function* allMatches(vm: Vm, compiled: Compiled, text: string, from = 0): Task<Found[]> {
  const found: Found[] = [];
  for (let at = from; at <= text.length;) {
    if (vm.isTurnDue()) yield* vm.p.turn();
    const one = search(compiled, text, at);
    if (!one) break;
    const size = one.groups[0]?.length ?? 0;
    found.push(one);
    at = one.start + size + (size === 0 ? 1 : 0);
  }
  return found;
}

export function* matchList(vm: Vm, node: Kind<'match'>): Task<Cell[]> {
  const cell = yield* targetOf(vm, node.target);
  const { source, flags } = yield* patternOf(vm, node.pattern, node.flags);
  const compiled = compiledFor(source, flags);
  const text = str(vm, cell.v);
  if (node.flags.includes('g')) {
    const all = yield* allMatches(vm, compiled, text, vm.pos.get(cell) ?? 0);
    const last = all[all.length - 1];
    if (last) vm.match = last;
    vm.pos.delete(cell);
    return all.flatMap(({ groups }) =>
      (groups.length > 1 ? groups.slice(1) : [groups[0]]).map((one) => new Cell(one)),
    );
  }
  const found = search(compiled, text, 0);
  if (!found) return [];
  vm.match = found;
  return found.groups.length > 1 ? found.groups.slice(1).map((one) => new Cell(one)) : [new Cell(1)];
}

export function* substitute(vm: Vm, node: Kind<'subst'>): Task<Scalar> {
  const cell =
    node.flags.includes('r') && node.target
      ? new Cell(yield* scalar(vm, node.target))
      : yield* targetOf(vm, node.target);
  const { source, flags } = yield* patternOf(vm, node.pattern, node.flags.replace(/[egr]/g, ''));
  const compiled = compiledFor(source, flags);
  const text = str(vm, cell.v);
  const first = node.flags.includes('g') ? undefined : search(compiled, text, 0);
  const all = node.flags.includes('g') ? yield* allMatches(vm, compiled, text) : first ? [first] : [];
  if (all.length === 0) return node.flags.includes('r') ? text : '';
  let made = '';
  let at = 0;
  for (const found of all) {
    vm.match = found;
    made += text.slice(at, found.start) + str(vm, yield* scalar(vm, node.by));
    at = found.start + (found.groups[0]?.length ?? 0);
  }
  made += text.slice(at);
  vm.match = all[all.length - 1];
  if (node.flags.includes('r')) return made;
  cell.v = made;
  vm.pos.delete(cell);
  return all.length;
}

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  f: '\f',
  e: '\x1b',
  a: '\x07',
  '0': '\0',
};

/** The characters of a list of tr///, with ranges and escapes. */
function spread(text: string): string[] {
  const chars: { char: string; isRange: boolean }[] = [];
  for (const [one, , hex, escaped] of text.matchAll(/(\\x\{?([0-9a-fA-F]+)\}?|\\([\s\S])|[\s\S])/g)) {
    if (hex !== undefined) chars.push({ char: String.fromCharCode(parseInt(hex, 16)), isRange: false });
    else if (escaped !== undefined) chars.push({ char: ESCAPES[escaped] ?? escaped, isRange: false });
    else chars.push({ char: one, isRange: one === '-' });
  }
  const all: string[] = [];
  for (let at = 0; at < chars.length; at++) {
    const { char = '', isRange = false } = chars[at] ?? {};
    const end = chars[at + 1]?.char;
    const start = all[all.length - 1];
    if (isRange && start !== undefined && end !== undefined) {
      for (let code = start.charCodeAt(0) + 1; code <= end.charCodeAt(0); code++)
        all.push(String.fromCharCode(code));
      at++;
    } else all.push(char);
  }
  return all;
}

export function* transliterate(vm: Vm, node: Kind<'trans'>): Task<Scalar> {
  const cell =
    node.flags.includes('r') && node.target
      ? new Cell(yield* scalar(vm, node.target))
      : node.target
        ? yield* place(vm, node.target)
        : vm.topic;
  const [isNot, deletes, squeezes] = [
    node.flags.includes('c'),
    node.flags.includes('d'),
    node.flags.includes('s'),
  ];
  const from = spread(node.from);
  let to = spread(node.to);
  if (to.length === 0 && !deletes) to = isNot ? [] : from;
  const known = new Set(from);
  const map = new Map<string, string | undefined>();
  from.forEach((char, at) => {
    if (!map.has(char)) map.set(char, to[at] ?? (deletes ? undefined : to[to.length - 1]));
  });
  let count = 0;
  let made = '';
  let lastPut: string | undefined;
  for (const char of str(vm, cell.v)) {
    const isHit = known.has(char) !== isNot;
    if (!isHit) {
      made += char;
      lastPut = undefined;
      continue;
    }
    count++;
    const put = isNot ? (deletes ? undefined : (to[to.length - 1] ?? char)) : map.get(char);
    if (put === undefined || (squeezes && put === lastPut)) continue;
    made += put;
    lastPut = put;
  }
  if (node.flags.includes('r')) return made;
  if (made !== cell.v && cell.v !== undefined) cell.v = made;
  return count;
}

export function* split(vm: Vm, args: readonly Node[]): Task<Cell[]> {
  const [by, of, most] = args;
  const text = str(vm, of ? yield* scalar(vm, of) : vm.topic.v);
  const limit = most ? int(vm, yield* scalar(vm, most)) : 0;
  if (text === '') return [];
  let source: string;
  let flags = '';
  if (by?.k === 'match') ({ source, flags } = yield* patternOf(vm, by.pattern, by.flags));
  else {
    const value = by ? yield* scalar(vm, by) : ' ';
    if (value instanceof Pattern) ({ source, flags } = value);
    else source = str(vm, value);
    if (source === ' ') source = '(awk)';
  }
  const isAwk = source === '(awk)';
  const given = isAwk ? text.replace(/^[\t\n\v\f\r ]+/, '') : text;
  const compiled = compiledFor(isAwk ? '\\s+' : source === '^' ? '(?m)^' : source, flags);
  const parts: Scalar[] = [];
  let at = 0;
  let from = 0;
  while (from <= given.length && (limit <= 0 || parts.length < limit - 1)) {
    const found = search(compiled, given, from);
    if (!found) break;
    const size = found.groups[0]?.length ?? 0;
    if (size === 0 && (found.start >= given.length || found.start === at)) {
      if (found.start >= given.length) break;
      if (found.start === at && from === at) {
        from = at + 1;
        const next = search(compiled, given, from);
        if (!next || next.start >= given.length + (next.groups[0]?.length ? 1 : 0)) break;
        continue;
      }
    }
    if (size === 0 && found.start >= given.length) break;
    parts.push(given.slice(at, found.start), ...found.groups.slice(1));
    at = found.start + size;
    from = size === 0 ? at + 1 : at;
    if (vm.isTurnDue()) yield* vm.p.turn();
  }
  parts.push(given.slice(at));
  if (limit === 0) while (parts.length > 0 && (parts[parts.length - 1] ?? '') === '') parts.pop();
  return parts.map((part) => new Cell(part));
}
