/** Statements. */
import type { Task } from '../../../kernel';
import { callCode } from './call';
import { truth } from './convert';
import { items, list, scalar } from './evaluate';
import type { Block, Kind, Node } from './syntax';
import { Cell, Code, LoopJump, Scope } from './values';
import type { Vm } from './vm';

/** Runs a block in a scope of its own; what its last statement comes to. */
export function* blockValue(vm: Vm, body: readonly Node[], want: 'list' | 'scalar'): Task<readonly Cell[]> {
  const { scope, inPackage, warns } = vm;
  const mark = vm.locals.length;
  vm.scope = new Scope(scope);
  defineSubs(vm, body);
  try {
    let value: readonly Cell[] = [];
    const final = body.length - 1;
    for (let at = 0; at < final; at++) {
      const one = body[at];
      if (one) yield* statement(vm, one);
    }
    const last = body[final];
    if (last) value = yield* lastValue(vm, last, want);
    return vm.locals.length > mark ? value.map((cell) => new Cell(cell.v)) : value;
  } finally {
    vm.unwind(mark);
    vm.scope = scope;
    vm.inPackage = inPackage;
    vm.warns = warns;
  }
}

/** Named subs and END take the variables of the block that they stand in; END those of its first time. */
function defineSubs(vm: Vm, body: readonly Node[]): void {
  for (const one of body) {
    if (one.k === 'sub') define(vm, one);
    else if (one.k === 'end' && vm.atEnd.get(one)?.scope === vm.outerScope)
      vm.atEnd.set(one, endCode(vm, one));
  }
}

export function endCode(vm: Vm, { body }: Kind<'end'>): Code {
  return new Code('END', body, vm.scope, vm.inPackage, vm.file);
}

export function define(vm: Vm, { name, body, inPackage }: Kind<'sub'>): void {
  vm.glob(name).code = new Code(name, body, vm.scope, inPackage, vm.file);
}

function* lastValue(vm: Vm, node: Node, want: 'list' | 'scalar'): Task<readonly Cell[]> {
  switch (node.k) {
    case 'at':
      vm.line = node.line;
      return want === 'list' ? yield* items(vm, node.e) : [new Cell(yield* scalar(vm, node.e))];
    case 'if': {
      vm.line = node.line;
      const test = yield* scalar(vm, node.test);
      if (truth(test)) return yield* blockValue(vm, node.yes.body, want);
      if (node.no === undefined) return [new Cell(test)];
      return node.no.k === 'block'
        ? yield* blockValue(vm, node.no.body, want)
        : yield* lastValue(vm, node.no, want);
    }
    case 'bare': {
      let value: readonly Cell[] = [];
      yield* looped(vm, node.label, function* () {
        value = yield* blockValue(vm, node.body.body, want);
      });
      return value;
    }
    default:
      yield* statement(vm, node);
      return [];
  }
}

export function* block(vm: Vm, { body }: Block): Task<void> {
  const { scope, inPackage, warns } = vm;
  const mark = vm.locals.length;
  vm.scope = new Scope(scope);
  defineSubs(vm, body);
  try {
    for (const one of body) yield* statement(vm, one);
  } finally {
    vm.unwind(mark);
    vm.scope = scope;
    vm.inPackage = inPackage;
    vm.warns = warns;
  }
}

/** Runs the body of a loop once; whether the loop goes on. */
function* looped(vm: Vm, label: string | undefined, body: () => Task<void>): Task<boolean> {
  for (;;) {
    if (vm.isTurnDue()) {
      yield* vm.p.turn();
      yield* vm.handleSignals((code, args) => callCode(vm, code, args, 'scalar'));
    }
    try {
      yield* body();
      return true;
    } catch (error) {
      if (!(error instanceof LoopJump) || (error.label !== undefined && error.label !== label)) throw error;
      if (error.kind === 'redo') continue;
      return error.kind === 'next';
    }
  }
}

export function* statement(vm: Vm, node: Node): Task<void> {
  switch (node.k) {
    case 'at':
      vm.line = node.line;
      if (node.e.k === 'list') for (const item of node.e.items) yield* scalar(vm, item);
      else if (node.e.k === 'map' || node.e.k === 'sort' || node.e.k === 'call') yield* list(vm, node.e, []);
      else yield* scalar(vm, node.e);
      return;
    case 'block':
      yield* block(vm, node);
      return;
    case 'bare':
      yield* looped(vm, node.label, () => block(vm, node.body));
      return;
    case 'if':
      yield* inScope(vm, function* () {
        vm.line = node.line;
        if (truth(yield* scalar(vm, node.test))) yield* block(vm, node.yes);
        else if (node.no) yield* statement(vm, node.no);
      });
      return;
    case 'while':
      yield* inScope(vm, () => whileLoop(vm, node));
      return;
    case 'foreach':
      yield* foreach(vm, node);
      return;
    case 'package':
      vm.inPackage = node.name;
      return;
    case 'flags':
      vm.warns = node.warns;
      return;
    case 'sub':
    case 'end':
    case 'nothing':
      return;
    default:
      yield* scalar(vm, node);
  }
}

function* inScope(vm: Vm, body: () => Task<void>): Task<void> {
  const { scope } = vm;
  vm.scope = new Scope(scope);
  try {
    yield* body();
  } finally {
    vm.scope = scope;
  }
}

function* whileLoop(vm: Vm, node: Kind<'while'>): Task<void> {
  const { line } = vm;
  if (node.init) yield* scalar(vm, node.init);
  if (node.isPost) yield* block(vm, node.body);
  for (;;) {
    if (line > 0) vm.line = line;
    if (node.test && !truth(yield* scalar(vm, node.test))) return;
    if (!(yield* looped(vm, node.label, () => block(vm, node.body)))) return;
    if (node.step?.k === 'block') yield* block(vm, node.step);
    else if (node.step) yield* scalar(vm, node.step);
  }
}

function* foreach(vm: Vm, node: Kind<'foreach'>): Task<void> {
  const { variable, label, body } = node;
  const cells = yield* items(vm, node.list);
  const { scope } = vm;
  const glob = variable.id === undefined ? vm.glob(variable.name) : undefined;
  const before = glob?.scalar;
  try {
    for (const cell of cells) {
      vm.scope = new Scope(scope);
      if (variable.id !== undefined) vm.scope.vars.set(variable.id, cell);
      else if (glob) glob.scalar = cell;
      if (!(yield* looped(vm, label, () => block(vm, body)))) return;
    }
  } finally {
    vm.scope = scope;
    if (glob && before) glob.scalar = before;
  }
}
