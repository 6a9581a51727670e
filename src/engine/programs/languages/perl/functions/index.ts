/** Perl's own functions, by their names (perlfunc). */
import type { Task } from '../../../../kernel';
import { invoke } from '../../../shared/calls';

import { int, num, str, truth } from '../convert';
import { copies, items, list, scalar } from '../evaluate';
import { blockValue } from '../execute';
import { split } from '../matching';
import { arrayOf, hashOf, place } from '../places';
import type { Kind, Node } from '../syntax';
import { BLESSED_CELLS, Cell, Code, NotModelled, Ref, type Scalar } from '../values';
import { truthValue, type Vm } from '../vm';
import { die, exit, required, warned } from './control';
import { FILES } from './files';
import { assignSubstring, chomp, SIMPLE } from './strings';
import { calendar, localTimeText } from './times';

type Builtin = Kind<'builtin'>;

const TOPIC: Node = { k: 'var', sigil: '$', name: 'main::_', id: undefined };

/** Those that answer a list in a list. */
export function* builtinList(vm: Vm, node: Builtin, out: Cell[]): Task<void> {
  const { name, args } = node;
  const [first] = args;
  switch (name) {
    case 'keys':
    case 'values':
      if (first) yield* keysOrValues(vm, name, first, out);
      return;
    case 'each': {
      if (!first) return;
      if (isArrayNode(first)) {
        const array = yield* arrayOf(vm, first);
        const at = vm.eachAt.get(array) ?? 0;
        vm.eachAt.set(array, at < array.cells.length ? at + 1 : 0);
        if (at < array.cells.length) out.push(new Cell(at), (array.cells[at] ??= new Cell()));
        return;
      }
      const hash = yield* hashOf(vm, first);
      hash.left ??= vm.keysOf(hash);
      const key = hash.left.shift();
      if (key === undefined) hash.left = undefined;
      else out.push(new Cell(key), hash.make(key));
      return;
    }
    case 'split':
      out.push(...(yield* split(vm, args)));
      return;
    case 'reverse': {
      const from: Cell[] = [];
      for (const arg of args) yield* list(vm, arg, from);
      out.push(...from.reverse());
      return;
    }
    case 'splice':
      out.push(...(yield* splice(vm, args)));
      return;
    case 'localtime':
    case 'gmtime': {
      const when = first ? Number(num(vm, yield* scalar(vm, first))) : vm.p.nowMs / 1000;
      out.push(...calendar(vm, when, name === 'gmtime').map((value) => new Cell(value)));
      return;
    }
    case 'caller':
      out.push(
        ...caller(vm, first === undefined ? undefined : int(vm, yield* scalar(vm, first))).map(
          (value) => new Cell(value),
        ),
      );
      return;
    case 'delete':
      if (first?.k === 'hslice') {
        const hash = yield* hashOf(vm, first.hash);
        for (const key of yield* items(vm, first.list)) {
          out.push(hash.get(str(vm, key.v)) ?? new Cell());
          hash.map.delete(str(vm, key.v));
        }
        return;
      }
      break;
    case 'do':
    case 'times':
      if (name === 'times') out.push(...[0.01, 0, 0, 0].map((value) => new Cell(value)));
      if (name === 'times') return;
      break;
    case 'shift':
    case 'pop':
      out.push(new Cell(yield* builtinScalar(vm, node)));
      return;
    case 'return':
      return;
  }
  const file = FILES[name];
  if (file?.list) {
    yield* file.list(vm, yield* copiesOf(vm, args), out);
    return;
  }
  out.push(new Cell(yield* builtinScalar(vm, node)));
}

function* copiesOf(vm: Vm, args: readonly Node[]): Task<Scalar[]> {
  return (yield* copies(vm, args)).map((cell) => cell.v);
}

function isArrayNode(node: Node): boolean {
  return (node.k === 'var' || node.k === 'deref') && node.sigil === '@';
}

function* keysOrValues(vm: Vm, name: string, node: Node, out: Cell[]): Task<void> {
  if (isArrayNode(node)) {
    const { cells } = yield* arrayOf(vm, node);
    cells.forEach((cell, at) => out.push(name === 'keys' ? new Cell(at) : (cell ?? new Cell())));
    return;
  }
  const hash = yield* hashOf(vm, node);
  hash.left = undefined;
  for (const key of vm.keysOf(hash)) out.push(name === 'keys' ? new Cell(key) : hash.make(key));
}

export function* builtinScalar(vm: Vm, node: Builtin): Task<Scalar> {
  const { name, args } = node;
  const [first] = args;
  switch (name) {
    case 'defined':
      return truthValue(yield* isDefined(vm, first ?? TOPIC));
    case 'undef':
      return yield* undefine(vm, first);
    case 'scalar':
      return first ? yield* scalar(vm, first) : undefined;
    case 'exists':
      return truthValue(first ? yield* exists(vm, first) : false);
    case 'delete':
      return first ? yield* remove(vm, first) : undefined;
    case 'push':
    case 'unshift': {
      if (!first) return 0;
      const { cells } = yield* arrayOf(vm, first);
      const added = yield* copies(vm, args.slice(1));
      if (name === 'push') for (const cell of added) cells.push(cell);
      else cells.unshift(...added);
      return cells.length;
    }
    case 'pop':
    case 'shift': {
      if (!first) return undefined;
      const { cells } = yield* arrayOf(vm, first);
      return (name === 'pop' ? cells.pop() : cells.shift())?.v;
    }
    case 'splice': {
      const removed = yield* splice(vm, args);
      return removed[removed.length - 1]?.v;
    }
    case 'keys':
    case 'values':
      if (!first) return 0;
      if (isArrayNode(first)) return (yield* arrayOf(vm, first)).cells.length;
      return (yield* hashOf(vm, first)).map.size;
    case 'each': {
      const found: Cell[] = [];
      yield* builtinList(vm, node, found);
      return found[0]?.v;
    }
    case 'reverse': {
      const values = args.length === 0 ? [vm.topic.v] : yield* copiesOf(vm, args);
      return [...values.map((value) => str(vm, value)).join('')].reverse().join('');
    }
    case 'split':
      return (yield* split(vm, args)).length;
    case 'join': {
      const [by, ...rest] = args;
      return str(vm, by && (yield* scalar(vm, by))) === '' && rest.length === 0
        ? ''
        : yield* joined(vm, by, rest);
    }
    case 'substr':
      if (args.length > 3 && args[3])
        return yield* assignSubstring(vm, args.slice(0, 3), str(vm, yield* scalar(vm, args[3])));
      break;
    case 'chomp':
    case 'chop': {
      const cells: Cell[] = [];
      for (const arg of args) {
        if (isScalarPlace(arg)) cells.push(yield* place(vm, arg));
        else yield* list(vm, arg, cells);
      }
      return chomp(vm, cells, name);
    }
    case 'wantarray':
      return vm.callers.length === 0 ? undefined : vm.want === 'list' ? 1 : 0;
    case 'bless': {
      const value = first ? yield* scalar(vm, first) : undefined;
      return bless(vm, value, args[1] ? str(vm, yield* scalar(vm, args[1])) : vm.inPackage);
    }
    case 'die':
      return yield* die(vm, args);
    case 'warn':
      return yield* warned(vm, args);
    case 'exit':
      return exit(first ? int(vm, yield* scalar(vm, first)) : 0);
    case 'require':
      return yield* required(vm, str(vm, first && (yield* scalar(vm, first))));
    case 'localtime':
    case 'gmtime':
      return localTimeText(
        vm,
        first ? Number(num(vm, yield* scalar(vm, first))) : vm.p.nowMs / 1000,
        name === 'gmtime',
      );
    case 'caller':
      return caller(vm, first === undefined ? undefined : int(vm, yield* scalar(vm, first)))[0];
    case 'pos': {
      const cell = yield* place(vm, first ?? TOPIC);
      return vm.pos.get(cell);
    }
    case '(arity)':
      return arity(
        vm,
        yield* copiesOf(vm, args.slice(1)),
        (yield* arrayOf(vm, args[0] ?? TOPIC)).cells.length,
      );
  }
  const simple = SIMPLE[name];
  if (simple) return simple(vm, yield* copiesOf(vm, args.map(asScalarWhereOne(name))));
  const file = FILES[name];
  if (file)
    return yield* file.run(vm, args, yield* copiesOf(vm, file.takesPlace === true ? args.slice(1) : args));
  throw new NotModelled(`the function ${name}`);
}

/** Most functions of texts take scalars: an array is its length there. */
function asScalarWhereOne(name: string): (arg: Node) => Node {
  const takesList = name === 'sprintf' || name === 'join';
  return (arg) =>
    takesList || !isArrayNode(arg) ? arg : { k: 'builtin', name: 'scalar', args: [arg], line: 0 };
}

const isScalarPlace = (node: Node): boolean =>
  (node.k === 'var' && node.sigil === '$') ||
  node.k === 'elem' ||
  node.k === 'helem' ||
  (node.k === 'declare' && !node.isList && node.vars[0]?.k === 'var' && node.vars[0].sigil === '$') ||
  (node.k === 'assign' && !isListAssign(node));

const isListAssign = ({ l }: Kind<'assign'>): boolean =>
  l.k === 'list' || (l.k === 'declare' && (l.isList || l.vars.some(isArrayNode))) || isArrayNode(l);

function* joined(vm: Vm, by: Node | undefined, rest: readonly Node[]): Task<string> {
  const between = str(vm, by && (yield* scalar(vm, by)));
  return (yield* copiesOf(vm, rest)).map((value) => str(vm, value)).join(between);
}

function arity(vm: Vm, [name, least, most]: readonly Scalar[], got: number): Scalar {
  const [needed, limit] = [int(vm, least), int(vm, most)];
  const isFew = got < needed;
  if (!isFew && (limit < 0 || got <= limit)) return '';
  const expected = isFew
    ? `${limit === needed ? '' : 'at least '}${String(needed)}`
    : `${limit === needed ? '' : 'at most '}${String(limit)}`;
  throw vm.die(
    `Too ${isFew ? 'few' : 'many'} arguments for subroutine '${str(vm, name)}' (got ${String(got)}; expected ${expected})`,
  );
}

function bless(vm: Vm, value: Scalar, className: string): Scalar {
  if (value instanceof Code) value.blessed = className;
  else if (!(value instanceof Ref)) throw vm.die("Can't bless non-reference value");
  else if (value.to instanceof Cell) BLESSED_CELLS.set(value.to, className);
  else value.to.blessed = className;
  return value;
}

function caller(vm: Vm, level: number | undefined): Scalar[] {
  const found = vm.callers[vm.callers.length - 1 - (level ?? 0)];
  if (!found) return [];
  const { inPackage, file, line, name } = found;
  return level === undefined ? [inPackage, file, line] : [inPackage, file, line, name];
}

function* isDefined(vm: Vm, node: Node): Task<boolean> {
  if (node.k === 'call' && node.keepsArgs) return vm.globs.get(node.name)?.code !== undefined;
  if (isArrayNode(node)) return (yield* arrayOf(vm, node, false)).cells.length > 0;
  return (yield* scalar(vm, node)) !== undefined;
}

function* undefine(vm: Vm, node: Node | undefined): Task<Scalar> {
  if (node === undefined) return undefined;
  if ((node.k === 'var' || node.k === 'deref') && node.sigil === '@') (yield* arrayOf(vm, node)).cells = [];
  else if ((node.k === 'var' || node.k === 'deref') && node.sigil === '%')
    (yield* hashOf(vm, node)).map.clear();
  else if (node.k === 'call') vm.glob(node.name).code = undefined;
  else (yield* place(vm, node)).v = undefined;
  return undefined;
}

function* exists(vm: Vm, node: Node): Task<boolean> {
  if (node.k === 'helem')
    return (yield* hashOf(vm, node.hash)).get(str(vm, yield* scalar(vm, node.key))) !== undefined;
  if (node.k === 'elem')
    return (yield* arrayOf(vm, node.array)).get(int(vm, yield* scalar(vm, node.index))) !== undefined;
  if (node.k === 'call') return vm.globs.get(node.name)?.code !== undefined;
  throw vm.die('exists argument is not a HASH or ARRAY element or a subroutine');
}

function* remove(vm: Vm, node: Node): Task<Scalar> {
  if (node.k === 'helem') {
    const { map } = yield* hashOf(vm, node.hash);
    const key = str(vm, yield* scalar(vm, node.key));
    const value = map.get(key)?.v;
    map.delete(key);
    return value;
  }
  if (node.k === 'elem') {
    const { cells } = yield* arrayOf(vm, node.array);
    const index = int(vm, yield* scalar(vm, node.index));
    const at = index < 0 ? index + cells.length : index;
    const value = cells[at]?.v;
    if (at === cells.length - 1) cells.pop();
    else if (at < cells.length) cells[at] = undefined;
    return value;
  }
  if (node.k === 'hslice') {
    const found: Cell[] = [];
    yield* builtinList(vm, { k: 'builtin', name: 'delete', args: [node], line: 0 }, found);
    return found[found.length - 1]?.v;
  }
  if (node.k === 'declare') throw new NotModelled('delete local');
  throw vm.die('delete argument is not a HASH or ARRAY element or slice');
}

function* splice(vm: Vm, args: readonly Node[]): Task<Cell[]> {
  const [first, from, count, ...added] = args;
  if (!first) return [];
  const { cells } = yield* arrayOf(vm, first);
  const offset = from ? int(vm, yield* scalar(vm, from)) : 0;
  const start = offset < 0 ? cells.length + offset : Math.min(offset, cells.length);
  const asked = count ? yield* scalar(vm, count) : undefined;
  const size = asked === undefined ? cells.length - start : int(vm, asked);
  const removed = cells.splice(
    start,
    size < 0 ? Math.max(0, cells.length - start + size) : size,
    ...(yield* copies(vm, added)),
  );
  return removed.map((cell) => cell ?? new Cell());
}

export function* mapGrep(vm: Vm, node: Kind<'map' | 'grep' | 'sort'>): Task<Cell[]> {
  const from: Cell[] = [];
  for (const arg of node.args) yield* list(vm, arg, from);
  const { by } = node;
  if (!by) return from;
  const out: Cell[] = [];
  const glob = vm.glob('main::_');
  const before = glob.scalar;
  try {
    for (const cell of from) {
      glob.scalar = cell;
      if (vm.isTurnDue()) yield* vm.p.turn();
      if (node.k === 'grep') {
        if (truth(yield* scalar(vm, by))) out.push(cell);
      } else if (by.k === 'doBlock')
        for (const one of yield* blockValue(vm, by.body, 'list')) out.push(new Cell(one.v));
      else for (const one of yield* items(vm, by)) out.push(new Cell(one.v));
    }
  } finally {
    glob.scalar = before;
  }
  return out;
}

/** sort: a merge of our own, because the comparison may wait. */
export function* sorted(vm: Vm, node: Kind<'sort' | 'map' | 'grep'>): Task<Cell[]> {
  const from: Cell[] = [];
  for (const arg of node.args) yield* list(vm, arg, from);
  const { by } = node;
  if (!by) {
    return from
      .map((cell) => [str(vm, cell.v), cell] as const)
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
      .map(([, cell]) => cell);
  }
  const [a, b] = [vm.glob(`${vm.inPackage}::a`), vm.glob(`${vm.inPackage}::b`)];
  const [beforeA, beforeB] = [a.scalar, b.scalar];
  const compare = function* (left: Cell, right: Cell): Task<number> {
    a.scalar = left;
    b.scalar = right;
    if (vm.isTurnDue()) yield* vm.p.turn();
    return Number(num(vm, yield* invoke(scalar(vm, by))));
  };
  try {
    return yield* merged(from, compare);
  } finally {
    a.scalar = beforeA;
    b.scalar = beforeB;
  }
}

function* merged(cells: Cell[], compare: (left: Cell, right: Cell) => Task<number>): Task<Cell[]> {
  if (cells.length < 2) return cells;
  const middle = cells.length >> 1;
  const left = yield* merged(cells.slice(0, middle), compare);
  const right = yield* merged(cells.slice(middle), compare);
  const out: Cell[] = [];
  let at = 0;
  for (const one of left) {
    for (let other = right[at]; other && (yield* compare(one, other)) > 0; other = right[++at])
      out.push(other);
    out.push(one);
  }
  return [...out, ...right.slice(at)];
}
