/** Where values stand: variables, elements, what references lead to, and giving values to them. */
import type { Task } from '../../../kernel';
import { int, str } from './convert';
import { list, scalar } from './evaluate';
import { assignSubstring } from './functions/strings';
import type { Kind, Node, Variable } from './syntax';
import { Cell, Code, Handle, NotModelled, PArray, PHash, Ref, type Scalar } from './values';
import type { Vm } from './vm';

export function scalarCell(vm: Vm, { id, name }: Variable): Cell {
  if (id === undefined) return vm.glob(name).scalar;
  const found = vm.scope.find(id);
  if (found instanceof Cell) return found;
  const made = new Cell();
  vm.scope.vars.set(id, made);
  return made;
}

export function arrayVariable(vm: Vm, { id, name }: Variable): PArray {
  if (id === undefined) return name === '_' || name === 'main::_' ? vm.args : vm.array(name);
  const found = vm.scope.find(id);
  if (found instanceof PArray) return found;
  const made = new PArray();
  vm.scope.vars.set(id, made);
  return made;
}

export function hashVariable(vm: Vm, { id, name }: Variable): PHash {
  if (id === undefined) return name === 'main::+' ? namedCaptures(vm) : vm.hash(name);
  const found = vm.scope.find(id);
  if (found instanceof PHash) return found;
  const made = new PHash();
  vm.scope.vars.set(id, made);
  return made;
}

function namedCaptures(vm: Vm): PHash {
  const made = new PHash();
  for (const [name, value] of Object.entries(vm.match?.named ?? {}))
    if (value !== undefined) made.make(name).v = value;
  return made;
}

/** The scalar that a reference is in, made to one if nothing is there yet. */
function* holder(vm: Vm, node: Node): Task<Cell> {
  if (
    node.k === 'var' ||
    node.k === 'elem' ||
    node.k === 'helem' ||
    node.k === 'deref' ||
    node.k === 'declare'
  )
    return yield* place(vm, node);
  if (node.k === 'doBlock' && node.body.length === 1) {
    const [only] = node.body;
    if (
      only?.k === 'at' &&
      (only.e.k === 'var' ? only.e.sigil === '$' : only.e.k === 'elem' || only.e.k === 'helem')
    )
      return yield* place(vm, only.e);
  }
  return new Cell(yield* scalar(vm, node));
}

const strictRefs = (vm: Vm, value: Scalar, what: string): Error =>
  value === undefined
    ? vm.die(`Can't use an undefined value as ${what} reference`)
    : typeof value === 'string' || typeof value === 'number'
      ? vm.die(
          `Can't use string ("${str(vm, value).slice(0, 32)}"${str(vm, value).length > 32 ? '...' : ''}) as ${what} ref while "strict refs" in use`,
        )
      : vm.die(`Not ${what} reference`);

export function* arrayOf(vm: Vm, node: Node, isMade = true): Task<PArray> {
  if (node.k === 'var') return arrayVariable(vm, node);
  if (node.k === 'declare') {
    yield* declare(vm, node);
    const [only] = node.vars;
    if (only) return yield* arrayOf(vm, only);
  }
  return yield* pointedTo(vm, node, PArray, 'an ARRAY', isMade);
}

export function* hashOf(vm: Vm, node: Node, isMade = true): Task<PHash> {
  if (node.k === 'var') return hashVariable(vm, node);
  if (node.k === 'declare') {
    yield* declare(vm, node);
    const [only] = node.vars;
    if (only) return yield* hashOf(vm, only);
  }
  return yield* pointedTo(vm, node, PHash, 'a HASH', isMade);
}

/** What a reference points to; where there is none yet, one is made (perlref: autovivification). */
function* pointedTo<T extends PArray | PHash>(
  vm: Vm,
  node: Node,
  kind: new () => T,
  what: string,
  isMade: boolean,
): Task<T> {
  if (node.k !== 'deref') {
    const value = yield* scalar(vm, node);
    if (value instanceof Ref && value.to instanceof kind) return value.to;
    throw strictRefs(vm, value, what);
  }
  const cell = yield* holder(vm, node.e);
  if (cell.v === undefined) {
    const made = new kind();
    if (isMade) cell.v = new Ref(made);
    return made;
  }
  if (cell.v instanceof Ref && cell.v.to instanceof kind) return cell.v.to;
  throw strictRefs(vm, cell.v, what);
}

/** The place of a scalar that is to be changed, made where it is missing. */
export function* place(vm: Vm, node: Node): Task<Cell> {
  switch (node.k) {
    case 'var':
      if (node.sigil === '$') return scalarCell(vm, node);
      break;
    case 'elem': {
      const array = yield* arrayOf(vm, node.array);
      const cell = array.make(int(vm, yield* scalar(vm, node.index)));
      if (cell === undefined)
        throw vm.die('Modification of non-creatable array value attempted, subscript -1');
      return cell;
    }
    case 'helem': {
      const hash = yield* hashOf(vm, node.hash);
      return hash.make(str(vm, yield* scalar(vm, node.key)));
    }
    case 'deref':
      if (node.sigil === '$') {
        const cell = yield* holder(vm, node.e);
        if (cell.v === undefined) cell.v = new Ref(new Cell());
        if (cell.v instanceof Ref && cell.v.to instanceof Cell) return cell.v.to;
        throw strictRefs(vm, cell.v, 'a SCALAR');
      }
      break;
    case 'declare': {
      yield* declare(vm, node);
      const [only] = node.vars;
      if (only) return yield* place(vm, only);
      break;
    }
    case 'cond':
      return yield* place(vm, (yield* scalar(vm, node.test)) ? node.yes : node.no);
    case 'assign':
    case 'step':
      yield* scalar(vm, node);
      return yield* place(vm, node.k === 'assign' ? inner(node.l) : node.e);
    case 'list':
      if (node.items.length === 1 && node.items[0]) return yield* place(vm, node.items[0]);
      break;
  }
  return new Cell(yield* scalar(vm, node));
}

/** A declaration once it was made: its variable. */
function inner(node: Node): Node {
  return node.k === 'declare' && node.vars[0]
    ? node.vars[0]
    : node.k === 'list' && node.items[0]
      ? inner(node.items[0])
      : node;
}

export function* declare(vm: Vm, { how, vars }: Kind<'declare'>): Task<void> {
  for (const one of vars) {
    if (how === 'local') yield* localise(vm, one);
    else if (one.k === 'var' && one.id !== undefined) {
      const made =
        (how === 'state' ? vm.states.get(one.id) : undefined) ??
        (one.sigil === '$' ? new Cell() : one.sigil === '@' ? new PArray() : new PHash());
      if (how === 'state') vm.states.set(one.id, made);
      vm.scope.vars.set(one.id, made);
    }
  }
}

function* localise(vm: Vm, node: Node): Task<void> {
  if (node.k === 'list') {
    for (const item of node.items) yield* localise(vm, item);
    return;
  }
  if (node.k === 'helem' || node.k === 'elem') {
    const box: { get: () => Cell | undefined; set: (cell: Cell | undefined) => void } = yield* slot(vm, node);
    const before = box.get();
    vm.locals.push(() => {
      box.set(before);
      if (node.k === 'helem') vm.syncSignals();
    });
    box.set(new Cell());
    return;
  }
  if (node.k !== 'var') throw new NotModelled('local of this');
  const glob = vm.glob(node.name);
  if (node.sigil === '$') {
    const before = glob.scalar;
    vm.locals.push(() => (glob.scalar = before));
    glob.scalar = new Cell(/::[|]$/.test(node.name) ? before.v : undefined);
  } else if (node.sigil === '@') {
    const before = glob.array;
    vm.locals.push(() => (glob.array = before));
    glob.array = new PArray();
  } else if (node.sigil === '%') {
    const before = glob.hash;
    vm.locals.push(() => (glob.hash = before));
    glob.hash = new PHash();
  } else {
    const { io } = glob;
    vm.locals.push(() => (glob.io = io));
  }
}

function* slot(
  vm: Vm,
  node: Kind<'elem'> | Kind<'helem'>,
): Task<{ get: () => Cell | undefined; set: (cell: Cell | undefined) => void }> {
  if (node.k === 'helem') {
    const { map } = yield* hashOf(vm, node.hash);
    const key = str(vm, yield* scalar(vm, node.key));
    return {
      get: () => map.get(key),
      set: (cell) => (cell === undefined ? void map.delete(key) : void map.set(key, cell)),
    };
  }
  const { cells } = yield* arrayOf(vm, node.array);
  const index = int(vm, yield* scalar(vm, node.index));
  return { get: () => cells[index], set: (cell) => void (cells[index] = cell) };
}

/** Whether giving to it takes a whole list. */
export function isList(node: Node): boolean {
  switch (node.k) {
    case 'list':
    case 'slice':
    case 'hslice':
      return true;
    case 'declare':
      return node.isList || node.vars.some((one) => isList(one));
    case 'var':
    case 'deref':
      return node.sigil === '@' || node.sigil === '%';
    default:
      return false;
  }
}

/** `l = r` of scalars: the place that was given to. */
export function* assignScalar(vm: Vm, l: Node, value: Scalar): Task<void> {
  switch (l.k) {
    case 'lastIndex': {
      const { cells } = yield* arrayOf(vm, l.array);
      cells.length = Math.max(0, int(vm, value) + 1);
      return;
    }
    case 'builtin':
      if (l.name === 'substr') {
        yield* assignSubstring(vm, l.args, str(vm, value));
        return;
      }
      throw vm.die(`Can't modify ${l.name} in scalar assignment`);
    case 'var':
      if (l.sigil === '*') {
        assignGlob(vm, l.name, value);
        return;
      }
      if (l.name === 'main::!') {
        vm.setErrno(int(vm, value));
        return;
      }
      break;
    case 'deref':
      if (l.sigil === '*') {
        assignGlob(vm, str(vm, yield* scalar(vm, l.e)), value);
        return;
      }
      break;
    case 'const':
      throw vm.die("Can't modify constant item in scalar assignment");
  }
  (yield* place(vm, l)).v = value;
  const hash = l.k === 'helem' ? l.hash : undefined;
  if (hash?.k === 'var' && hash.name === 'main::SIG') vm.syncSignals();
}

function assignGlob(vm: Vm, name: string, value: Scalar): void {
  const glob = vm.glob(name.includes('::') ? name : `${vm.inPackage}::${name}`);
  if (value instanceof Code) glob.code = value;
  else if (value instanceof Handle) glob.io = value;
  else if (value instanceof Ref) {
    if (value.to instanceof PArray) glob.array = value.to;
    else if (value.to instanceof PHash) glob.hash = value.to;
    else glob.scalar = value.to;
  }
}

/** `(…) = list`; answers how many there were. */
export function* assignList(vm: Vm, l: Node, r: Node): Task<number> {
  const found: Cell[] = [];
  yield* list(vm, r, found);
  const values = found.map((cell) => cell.v);
  const rest = [...values];
  yield* give(vm, l, rest);
  return values.length;
}

function* give(vm: Vm, node: Node, rest: Scalar[]): Task<void> {
  switch (node.k) {
    case 'list':
      for (const item of node.items) yield* give(vm, item, rest);
      return;
    case 'declare':
      yield* declare(vm, node);
      for (const one of node.vars) yield* give(vm, one, rest);
      return;
    case 'slice': {
      const array = yield* arrayOf(vm, node.array);
      const at: Cell[] = [];
      yield* list(vm, node.list, at);
      for (const one of at) {
        const cell = array.make(int(vm, one.v));
        if (cell) cell.v = rest.shift();
      }
      return;
    }
    case 'hslice': {
      const hash = yield* hashOf(vm, node.hash);
      const at: Cell[] = [];
      yield* list(vm, node.list, at);
      for (const one of at) hash.make(str(vm, one.v)).v = rest.shift();
      return;
    }
    case 'builtin':
      if (node.name === 'undef' && node.args.length === 0) {
        rest.shift();
        return;
      }
      break;
    case 'var':
    case 'deref':
      if (node.sigil === '@') {
        (yield* arrayOf(vm, node)).cells = rest.splice(0).map((value) => new Cell(value));
        return;
      }
      if (node.sigil === '%') {
        fillHash(vm, yield* hashOf(vm, node), rest.splice(0));
        return;
      }
  }
  yield* assignScalar(vm, node, rest.shift());
}

export function fillHash(vm: Vm, hash: PHash, values: readonly Scalar[]): void {
  hash.map.clear();
  hash.left = undefined;
  for (let at = 0; at < values.length; at += 2) hash.make(str(vm, values[at])).v = values[at + 1];
}
