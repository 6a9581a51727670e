/** Statements. */
import type { Task } from '../../../kernel';
import { makeClass } from './classes';
import { iterateLater } from './async-iteration';
import { ReturnNow } from './endings';
import { evaluate, named, quick, textOf } from './evaluate';
import { makeFunction } from './functions';
import { iterate, plainString, truthy, UNKNOWN } from './objects';
import type { Node } from './parse';
import { bindPattern, namesOf } from './patterns';
import { visibleKeys } from './proxies';
import { Scope } from './scope';
import { NotModelled, Obj, Thrown, type Value } from './values';
import type { Vm } from './vm';

/** How a block ended, where it did not run to its end. */
export type Ending =
  | { readonly kind: 'break' | 'continue'; readonly label: string | undefined }
  | { readonly kind: 'return'; readonly value: Value }
  | undefined;

/** Makes the names of a block known before it runs. */
export function hoist(vm: Vm, scope: Scope, body: readonly Node[], isFunction: boolean): void {
  if (isFunction) for (const name of varsOf(body)) if (!scope.names.has(name)) scope.declare(name, undefined);
  for (const node of body) {
    const inner =
      node.type === 'ExportNamedDeclaration' || node.type === 'ExportDefaultDeclaration'
        ? node.declaration
        : node;
    if (!inner) continue;
    if (inner.type === 'VariableDeclaration' && inner.kind !== 'var') {
      for (const one of inner.declarations)
        for (const name of namesOf(one.id)) scope.announce(name, inner.kind === 'const');
    } else if (inner.type === 'ClassDeclaration' && inner.id) scope.announce(inner.id.name, false);
    else if (inner.type === 'FunctionDeclaration' && inner.id) {
      scope.declare(inner.id.name, makeFunction(vm, scope, inner, inner.id.name));
    }
  }
}

const knownVars = new WeakMap<readonly Node[], readonly string[]>();

/** Names that `var` declares anywhere in a function. */
function varsOf(body: readonly Node[]): readonly string[] {
  const known = knownVars.get(body);
  if (known) return known;
  const names: string[] = [];
  const visit = (node: Node | null | undefined): void => {
    if (!node) return;
    switch (node.type) {
      case 'VariableDeclaration':
        if (node.kind === 'var') for (const one of node.declarations) names.push(...namesOf(one.id));
        return;
      case 'BlockStatement':
      case 'StaticBlock':
        node.body.forEach(visit);
        return;
      case 'IfStatement':
        visit(node.consequent);
        visit(node.alternate);
        return;
      case 'ForStatement':
        if (node.init?.type === 'VariableDeclaration') visit(node.init);
        visit(node.body);
        return;
      case 'ForInStatement':
      case 'ForOfStatement':
        if (node.left.type === 'VariableDeclaration') visit(node.left);
        visit(node.body);
        return;
      case 'WhileStatement':
      case 'DoWhileStatement':
      case 'LabeledStatement':
        visit(node.body);
        return;
      case 'TryStatement':
        visit(node.block);
        visit(node.handler?.body);
        visit(node.finalizer);
        return;
      case 'SwitchStatement':
        for (const one of node.cases) one.consequent.forEach(visit);
        return;
      case 'ExportNamedDeclaration':
        visit(node.declaration);
    }
  };
  body.forEach(visit);
  knownVars.set(body, names);
  return names;
}

export function* execute(vm: Vm, scope: Scope, body: readonly Node[]): Task<Ending> {
  for (const node of body) {
    const ending = yield* one(vm, scope, node, undefined);
    if (ending) return ending;
  }
  return undefined;
}

function* block(vm: Vm, outer: Scope, body: readonly Node[]): Task<Ending> {
  const scope = new Scope(outer, outer.frame);
  hoist(vm, scope, body, false);
  return yield* execute(vm, scope, body);
}

function* valueOf(vm: Vm, scope: Scope, node: Node): Task<Value> {
  const known = quick(vm, scope, node);
  return known === UNKNOWN ? yield* evaluate(vm, scope, node) : known;
}

function* one(vm: Vm, scope: Scope, node: Node, label: string | undefined): Task<Ending> {
  switch (node.type) {
    case 'ExpressionStatement':
      yield* evaluate(vm, scope, node.expression);
      return undefined;
    case 'VariableDeclaration':
      for (const { id, init } of node.declarations) {
        if (init === null || init === undefined) {
          if (node.kind !== 'var') yield* bindPattern(vm, scope, id, undefined, 'let');
          continue;
        }
        const value =
          id.type === 'Identifier'
            ? yield* named(vm, scope, init, id.name)
            : yield* evaluate(vm, scope, init);
        yield* bindPattern(
          vm,
          scope,
          id,
          value,
          node.kind === 'var' ? 'assign' : node.kind === 'const' ? 'const' : 'let',
        );
      }
      return undefined;
    case 'FunctionDeclaration':
    case 'EmptyStatement':
    case 'DebuggerStatement':
      return undefined;
    case 'ClassDeclaration': {
      const made = yield* makeClass(vm, scope, node, node.id?.name ?? 'default');
      if (node.id) scope.declare(node.id.name, made);
      return undefined;
    }
    case 'ReturnStatement':
      return { kind: 'return', value: node.argument ? yield* valueOf(vm, scope, node.argument) : undefined };
    case 'IfStatement':
      if (truthy(yield* valueOf(vm, scope, node.test)))
        return yield* one(vm, scope, node.consequent, undefined);
      return node.alternate ? yield* one(vm, scope, node.alternate, undefined) : undefined;
    case 'BlockStatement':
      return yield* block(vm, scope, node.body);
    case 'ForStatement':
      return yield* forLoop(vm, scope, node, label);
    case 'ForOfStatement':
    case 'ForInStatement':
      return yield* forEach(vm, scope, node, label);
    case 'WhileStatement':
      while (truthy(yield* valueOf(vm, scope, node.test))) {
        if (vm.isTurnDue()) yield* vm.p.turn();
        const ending = yield* one(vm, scope, node.body, undefined);
        const left = leaves(ending, label);
        if (left) return left.ending;
      }
      return undefined;
    case 'DoWhileStatement':
      do {
        if (vm.isTurnDue()) yield* vm.p.turn();
        const left = leaves(yield* one(vm, scope, node.body, undefined), label);
        if (left) return left.ending;
      } while (truthy(yield* valueOf(vm, scope, node.test)));
      return undefined;
    case 'BreakStatement':
    case 'ContinueStatement':
      return { kind: node.type === 'BreakStatement' ? 'break' : 'continue', label: node.label?.name };
    case 'LabeledStatement': {
      const ending = yield* one(vm, scope, node.body, node.label.name);
      return ending?.kind === 'break' && ending.label === node.label.name ? undefined : ending;
    }
    case 'ThrowStatement': {
      const value = yield* evaluate(vm, scope, node.argument);
      scope.frame.at = node;
      vm.realm.noteThrow(vm, scope.frame, value);
      throw new Thrown(value, scope.frame.place);
    }
    case 'TryStatement':
      return yield* tryOf(vm, scope, node);
    case 'SwitchStatement':
      return yield* switchOf(vm, scope, node, label);
    case 'ImportDeclaration':
      return undefined;
    case 'ExportNamedDeclaration':
      return node.declaration ? yield* one(vm, scope, node.declaration, undefined) : undefined;
    case 'ExportDefaultDeclaration': {
      const { declaration } = node;
      const value =
        declaration.type === 'FunctionDeclaration'
          ? declaration.id
            ? scope.find(declaration.id.name)?.value
            : makeFunction(vm, scope, declaration, 'default')
          : declaration.type === 'ClassDeclaration'
            ? yield* makeClass(vm, scope, declaration, declaration.id?.name ?? 'default')
            : yield* named(vm, scope, declaration, 'default');
      if (declaration.type === 'ClassDeclaration' && declaration.id)
        scope.declare(declaration.id.name, value);
      scope.declare('*default*', value);
      return undefined;
    }
    case 'ExportAllDeclaration':
      return undefined;
    case 'WithStatement':
      throw new NotModelled('the with statement');
    default:
      throw new NotModelled(`the syntax ${node.type}`);
  }
}

/** What a loop does with the ending of its body: undefined goes on. */
function leaves(ending: Ending, label: string | undefined): { readonly ending: Ending } | undefined {
  if (ending === undefined) return undefined;
  if (ending.kind === 'return') return { ending };
  const isOurs = ending.label === undefined || ending.label === label;
  if (!isOurs) return { ending };
  return ending.kind === 'break' ? { ending: undefined } : undefined;
}

function* forLoop(
  vm: Vm,
  outer: Scope,
  node: Extract<Node, { type: 'ForStatement' }>,
  label: string | undefined,
): Task<Ending> {
  let scope = new Scope(outer, outer.frame);
  const { init, test, update, body } = node;
  const isFresh = init?.type === 'VariableDeclaration' && init.kind === 'let';
  if (init?.type === 'VariableDeclaration') {
    if (init.kind !== 'var') hoist(vm, scope, [init], false);
    yield* one(vm, scope, init, undefined);
  } else if (init) yield* evaluate(vm, scope, init);
  for (;;) {
    if (test && !truthy(yield* valueOf(vm, scope, test))) return undefined;
    if (vm.isTurnDue()) yield* vm.p.turn();
    const left = leaves(yield* one(vm, scope, body, undefined), label);
    if (left) return left.ending;
    if (isFresh) {
      // Each turn has names of its own, which closures keep.
      const next = new Scope(outer, outer.frame);
      for (const [name, binding] of scope.names) next.names.set(name, { ...binding });
      scope = next;
    }
    if (update) yield* evaluate(vm, scope, update);
  }
}

function* forEach(
  vm: Vm,
  outer: Scope,
  node: Extract<Node, { type: 'ForOfStatement' | 'ForInStatement' }>,
  label: string | undefined,
): Task<Ending> {
  const source = yield* evaluate(vm, outer, node.right);
  const bind = function* (value: Value): Task<Scope> {
    const scope = new Scope(outer, outer.frame);
    if (node.left.type === 'VariableDeclaration') {
      const [first] = node.left.declarations;
      if (first)
        yield* bindPattern(
          vm,
          scope,
          first.id,
          value,
          node.left.kind === 'var' ? 'assign' : node.left.kind === 'const' ? 'const' : 'let',
        );
    } else yield* bindPattern(vm, scope, node.left, value, 'assign');
    return scope;
  };
  if (node.type === 'ForInStatement') {
    const names: string[] = [];
    for (let object = source instanceof Obj ? source : null; object; object = object.proto) {
      for (const key of yield* visibleKeys(vm, object))
        if (!names.includes(key) && !key.startsWith('#')) names.push(key);
    }
    if (typeof source === 'string') names.push(...Array.from(source, (_, index) => String(index)));
    for (const name of names) {
      if (vm.isTurnDue()) yield* vm.p.turn();
      const left = leaves(yield* one(vm, yield* bind(name), node.body, undefined), label);
      if (left) return left.ending;
    }
    return undefined;
  }
  outer.frame.at = node.right;
  vm.frame = outer.frame;
  const what = source === undefined || source === null ? plainString(source) : textOf(node.right);
  const steps = node.await
    ? yield* iterateLater(vm, outer.frame, source, what)
    : yield* iterate(vm, source, what);
  for (;;) {
    const step = yield* steps.next();
    if (step.done) return undefined;
    if (vm.isTurnDue()) yield* vm.p.turn();
    let ending: Ending;
    try {
      ending = yield* one(vm, yield* bind(step.value), node.body, undefined);
    } catch (error) {
      yield* steps.close();
      throw error;
    }
    const left = leaves(ending, label);
    if (left) {
      yield* steps.close();
      return left.ending;
    }
  }
}

function* tryOf(vm: Vm, scope: Scope, node: Extract<Node, { type: 'TryStatement' }>): Task<Ending> {
  let ending: Ending;
  let failed: { readonly error: unknown } | undefined;
  const { depth } = vm;
  try {
    ending = yield* block(vm, scope, node.block.body);
  } catch (error) {
    failed = { error: caughtHere(vm, error) };
    vm.depth = depth;
    vm.frame = scope.frame;
    vm.builtin = undefined;
  }
  if (failed?.error instanceof Thrown && node.handler) {
    const inner = new Scope(scope, scope.frame);
    const { value } = failed.error;
    failed = undefined;
    try {
      if (node.handler.param) yield* bindPattern(vm, inner, node.handler.param, value, 'let');
      ending = yield* block(vm, inner, node.handler.body.body);
    } catch (error) {
      failed = { error };
    }
  }
  const isOurs = failed === undefined || failed.error instanceof Thrown || failed.error instanceof ReturnNow;
  if (node.finalizer && isOurs) {
    const final = yield* block(vm, scope, node.finalizer.body);
    if (final) return final;
  }
  if (failed) throw failed.error;
  return ending;
}

/** The host's own stack ran out: that is too deep for JavaScript, too. */
function caughtHere(vm: Vm, error: unknown): unknown {
  if (!(error instanceof RangeError)) return error;
  return vm.error(
    'RangeError',
    /call stack/.test(error.message) ? 'Maximum call stack size exceeded' : error.message,
  );
}

function* switchOf(
  vm: Vm,
  outer: Scope,
  node: Extract<Node, { type: 'SwitchStatement' }>,
  label: string | undefined,
): Task<Ending> {
  const value = yield* evaluate(vm, outer, node.discriminant);
  const scope = new Scope(outer, outer.frame);
  for (const one of node.cases) hoist(vm, scope, one.consequent, false);
  let start = -1;
  for (const [index, one] of node.cases.entries()) {
    if (!one.test) continue;
    const wanted = yield* evaluate(vm, scope, one.test);
    if (wanted === value) {
      start = index;
      break;
    }
  }
  if (start < 0) start = node.cases.findIndex(({ test }) => !test);
  if (start < 0) return undefined;
  for (const { consequent } of node.cases.slice(start)) {
    const ending = yield* execute(vm, scope, consequent);
    if (ending === undefined) continue;
    if (ending.kind === 'break' && (ending.label === undefined || ending.label === label)) return undefined;
    return ending;
  }
  return undefined;
}
