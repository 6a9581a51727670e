/** Expressions. What needs none of the program's code is answered at once, by `quick`; the rest are tasks. */
import type { Task } from '../../../kernel';
import { type Coroutine, suspend } from '../../shared/calls';
import { iterateLater, yieldLater } from './async-iteration';
import { makeClass } from './classes';
import { builtinName, makeFunction } from './functions';
import {
  call,
  construct,
  get,
  iterate,
  listOf,
  plainString,
  quickGet,
  set,
  toKey,
  toPrimitive,
  toText,
  truthy,
  typeOf,
  UNKNOWN,
} from './objects';
import { binary, quickBinary, unary } from './operators';
import { awaited } from './promises';
import type { Node } from './parse';
import { bindPattern } from './patterns';
import { deleteProperty, JsProxy, visibleKeys } from './proxies';
import type { Scope } from './scope';
import { Arr, Fn, HOLE, isTask, type Key, NotModelled, Obj, Sym, type Value } from './values';
import type { Vm } from './vm';

export function quick(vm: Vm, scope: Scope, node: Node): Value {
  switch (node.type) {
    case 'Literal':
      return node.regex === undefined && !(node.value instanceof RegExp) ? node.value : UNKNOWN;
    case 'Identifier': {
      const found = scope.find(node.name);
      return found && !found.isDead ? found.value : UNKNOWN;
    }
    case 'BinaryExpression': {
      if (node.left.type === 'PrivateIdentifier') return UNKNOWN;
      const left = quick(vm, scope, node.left);
      if (left === UNKNOWN) return UNKNOWN;
      const right = quick(vm, scope, node.right);
      return right === UNKNOWN ? UNKNOWN : quickBinary(node.operator, left, right);
    }
    case 'MemberExpression': {
      if (node.object.type === 'Super' || node.property.type === 'PrivateIdentifier' || node.optional)
        return UNKNOWN;
      const object = quick(vm, scope, node.object);
      if (object === UNKNOWN || object === undefined || object === null) return UNKNOWN;
      if (!node.computed)
        return node.property.type === 'Identifier' ? quickGet(vm, object, node.property.name) : UNKNOWN;
      const key = quick(vm, scope, node.property);
      return key === UNKNOWN ? UNKNOWN : quickGet(vm, object, key);
    }
    default:
      return UNKNOWN;
  }
}

/** The value of an expression. */
export function* evaluate(vm: Vm, scope: Scope, node: Node): Task<Value> {
  const at = quick(vm, scope, node);
  if (at !== UNKNOWN) return at;
  switch (node.type) {
    case 'Literal':
      return literal(vm, node);
    case 'Identifier':
      return yield* lookUp(vm, scope, node);
    case 'TemplateLiteral': {
      let made = '';
      for (const [index, part] of node.quasis.entries()) {
        made += part.value.cooked ?? '';
        const inner = node.expressions[index];
        if (inner) made += yield* toText(vm, yield* evaluate(vm, scope, inner));
      }
      return made;
    }
    case 'TaggedTemplateExpression': {
      const [tag, self] = yield* reference(vm, scope, node.tag);
      const strings = new Arr(
        vm.realm.arrayProto,
        node.quasi.quasis.map((part) => part.value.cooked ?? undefined),
      );
      strings.put(
        'raw',
        new Arr(
          vm.realm.arrayProto,
          node.quasi.quasis.map((part) => part.value.raw),
        ),
        false,
      );
      const values: Value[] = [strings];
      for (const inner of node.quasi.expressions) values.push(yield* evaluate(vm, scope, inner));
      return yield* callAt(vm, scope, node, tag, self, values);
    }
    case 'ArrayExpression': {
      const items: Value[] = [];
      for (const item of node.elements) {
        if (item === null) items.push(HOLE);
        else if (item.type === 'SpreadElement') items.push(...(yield* spread(vm, scope, item.argument)));
        else items.push(yield* evaluate(vm, scope, item));
      }
      return new Arr(vm.realm.arrayProto, items);
    }
    case 'ObjectExpression':
      return yield* objectOf(vm, scope, node);
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      return makeFunction(vm, scope, node, node.type === 'FunctionExpression' ? node.id?.name : undefined);
    case 'ClassExpression':
      return yield* makeClass(vm, scope, node, node.id?.name ?? '');
    case 'ThisExpression':
      return thisOf(vm, scope);
    case 'UnaryExpression':
      return yield* unaryOf(vm, scope, node);
    case 'UpdateExpression': {
      const old = yield* toPrimitive(vm, yield* evaluate(vm, scope, node.argument), 'number');
      const before = typeof old === 'bigint' ? old : Number(old as number);
      const after =
        typeof before === 'bigint'
          ? before + (node.operator === '++' ? 1n : -1n)
          : before + (node.operator === '++' ? 1 : -1);
      yield* bindPattern(vm, scope, node.argument, after, 'assign');
      return node.prefix ? after : before;
    }
    case 'BinaryExpression': {
      if (node.left.type === 'PrivateIdentifier') {
        const holder = yield* evaluate(vm, scope, node.right);
        return holder instanceof Obj && holder.find(`#${node.left.name}`) !== undefined;
      }
      const left = yield* evaluate(vm, scope, node.left);
      const right = yield* evaluate(vm, scope, node.right);
      return yield* placed(scope, node, binary(vm, node.operator, left, right));
    }
    case 'LogicalExpression': {
      const left = yield* evaluate(vm, scope, node.left);
      const isEnough =
        node.operator === '&&'
          ? !truthy(left)
          : node.operator === '||'
            ? truthy(left)
            : left !== undefined && left !== null;
      return isEnough ? left : yield* evaluate(vm, scope, node.right);
    }
    case 'ConditionalExpression':
      return yield* evaluate(
        vm,
        scope,
        truthy(yield* evaluate(vm, scope, node.test)) ? node.consequent : node.alternate,
      );
    case 'SequenceExpression': {
      let last: Value;
      for (const one of node.expressions) last = yield* evaluate(vm, scope, one);
      return last;
    }
    case 'AssignmentExpression':
      return yield* assignment(vm, scope, node);
    case 'CallExpression':
      return yield* callOf(vm, scope, node);
    case 'NewExpression': {
      const callee = yield* evaluate(vm, scope, node.callee);
      const args = yield* argumentsOf(vm, scope, node.arguments);
      scope.frame.at = node;
      vm.frame = scope.frame;
      vm.builtin =
        callee instanceof Fn && callee.isBuiltin && !/Error$|^Array$/.test(callee.name)
          ? () => `new ${callee.name}`
          : undefined;
      const made = yield* construct(vm, callee, args, undefined, textOf(node.callee));
      vm.frame = scope.frame;
      vm.builtin = undefined;
      return made;
    }
    case 'MemberExpression':
      return (yield* reference(vm, scope, node))[0];
    case 'ChainExpression':
      try {
        return yield* evaluate(vm, scope, node.expression);
      } catch (error) {
        if (error instanceof ShortCut) return undefined;
        throw error;
      }
    case 'ParenthesizedExpression':
      return yield* evaluate(vm, scope, node.expression);
    case 'YieldExpression':
      return yield* yieldOf(vm, scope, node);
    case 'AwaitExpression': {
      const value = yield* evaluate(vm, scope, node.argument);
      scope.frame.at = node;
      return yield* awaited(vm, scope.frame, value);
    }
    case 'ImportExpression': {
      const name = yield* toText(vm, yield* evaluate(vm, scope, node.source));
      return yield* vm.realm.importLater(vm, name, scope.frame.file);
    }
    case 'MetaProperty':
      if (node.meta.name === 'new') return scope.frame.newTarget;
      return metaOf(vm, scope.frame.file.replace(/^file:\/\//, ''));
    default:
      throw new NotModelled(`the syntax ${node.type}`);
  }
}

/** import.meta */
function metaOf(vm: Vm, file: string): Value {
  return vm.object({ dirname: file.replace(/\/[^/]*$/, '') || '/', filename: file, url: `file://${file}` });
}

/** `a?.b` where there is no a: the whole chain is undefined. */
class ShortCut extends Error {}

function* placed<T>(scope: Scope, node: Node, task: Task<T>): Task<T> {
  scope.frame.at = node;
  return yield* task;
}

function literal(vm: Vm, node: Extract<Node, { type: 'Literal' }>): Value {
  if (!node.regex) return undefined;
  return vm.realm.newRegExp(vm, node.regex.pattern, node.regex.flags);
}

function* lookUp(vm: Vm, scope: Scope, node: Extract<Node, { type: 'Identifier' }>): Task<Value> {
  const found = scope.find(node.name);
  if (found && !found.isDead) return found.value;
  scope.frame.at = node;
  vm.frame = scope.frame;
  if (found) throw vm.error('ReferenceError', `Cannot access '${node.name}' before initialization`);
  if (node.name === 'undefined') return undefined;
  const slot = vm.realm.global.find(node.name);
  if (slot) return slot.get === undefined ? slot.value : yield* call(vm, slot.get, vm.realm.global, []);
  if (vm.realm.unmodelled.has(node.name)) throw new NotModelled(`the global ${node.name}`);
  throw vm.error('ReferenceError', `${node.name} is not defined`);
}

export function thisOf(vm: Vm, scope: Scope): Value {
  let { frame } = scope;
  while (frame.outer) frame = frame.outer;
  if (frame.isSelfMissing) {
    vm.frame = scope.frame;
    throw vm.error(
      'ReferenceError',
      "Must call super constructor in derived class before accessing 'this' or returning from derived constructor",
    );
  }
  return frame.self;
}

function* spread(vm: Vm, scope: Scope, node: Node): Task<Value[]> {
  const value = yield* evaluate(vm, scope, node);
  scope.frame.at = node;
  vm.frame = scope.frame;
  return yield* listOf(
    vm,
    value,
    value === undefined || value === null
      ? `Spread syntax requires ...iterable[Symbol.iterator] to be a function when computing ${plainString(value)}`
      : textOf(node),
  );
}

export function* argumentsOf(vm: Vm, scope: Scope, nodes: readonly Node[]): Task<Value[]> {
  const args: Value[] = [];
  for (const node of nodes) {
    if (node.type === 'SpreadElement') args.push(...(yield* spread(vm, scope, node.argument)));
    else {
      const known = quick(vm, scope, node);
      args.push(known === UNKNOWN ? yield* evaluate(vm, scope, node) : known);
    }
  }
  return args;
}

export function* keyOf(vm: Vm, scope: Scope, node: { computed: boolean; key: Node }): Task<Key> {
  const { key, computed } = node;
  if (computed) return toKey(yield* toPrimitive(vm, yield* evaluate(vm, scope, key), 'string'));
  if (key.type === 'Identifier') return key.name;
  if (key.type === 'PrivateIdentifier') return `#${key.name}`;
  return key.type === 'Literal' ? String(key.value) : '';
}

/** A function's name, of what it is given to. */
export function* named(vm: Vm, scope: Scope, node: Node, name: Key): Task<Value> {
  const text = name instanceof Sym ? `[${name.description ?? ''}]` : name;
  if ((node.type === 'FunctionExpression' && !node.id) || node.type === 'ArrowFunctionExpression')
    return makeFunction(vm, scope, node, text);
  if (node.type === 'ClassExpression' && !node.id) return yield* makeClass(vm, scope, node, text);
  return yield* evaluate(vm, scope, node);
}

function* objectOf(vm: Vm, scope: Scope, node: Extract<Node, { type: 'ObjectExpression' }>): Task<Value> {
  const made = new Obj(vm.realm.objectProto);
  for (const property of node.properties) {
    if (property.type === 'SpreadElement') {
      yield* copyInto(vm, made, yield* evaluate(vm, scope, property.argument));
      continue;
    }
    const key = yield* keyOf(vm, scope, property);
    if (property.kind !== 'init' && property.value.type === 'FunctionExpression') {
      const accessor = makeFunction(
        vm,
        scope,
        property.value,
        `${property.kind} ${typeof key === 'string' ? key : `[${key.description ?? ''}]`}`,
        made,
      );
      const old = made.own(key);
      made.slots.set(key, {
        value: undefined,
        get: old?.get,
        set: old?.set,
        ...(property.kind === 'get' ? { get: accessor } : { set: accessor }),
        isEnumerable: true,
      });
      continue;
    }
    if (property.method && property.value.type === 'FunctionExpression') {
      made.put(
        key,
        makeFunction(
          vm,
          scope,
          property.value,
          typeof key === 'string' ? key : `[${key.description ?? ''}]`,
          made,
        ),
      );
      continue;
    }
    const value = yield* named(vm, scope, property.value, key);
    if (key === '__proto__' && !property.computed && !property.shorthand) {
      if (value instanceof Obj || value === null) made.proto = value;
    } else made.put(key, value);
  }
  return made;
}

export function* copyInto(vm: Vm, target: Obj, source: Value, except: readonly Key[] = []): Task<void> {
  if (typeof source === 'string')
    for (const [index, char] of [...source].entries()) target.put(String(index), char);
  if (!(source instanceof Obj)) return;
  const keys = source instanceof JsProxy ? yield* visibleKeys(vm, source) : source.keys();
  for (const key of keys) {
    if (except.includes(key)) continue;
    if (!(source instanceof JsProxy) && source.own(key)?.isEnumerable !== true) continue;
    if (typeof key === 'string' && key.startsWith('#')) continue;
    target.put(key, yield* get(vm, source, key));
  }
}

function* unaryOf(vm: Vm, scope: Scope, node: Extract<Node, { type: 'UnaryExpression' }>): Task<Value> {
  const { argument, operator } = node;
  if (operator === 'typeof' && argument.type === 'Identifier' && !scope.find(argument.name)) {
    const slot = vm.realm.global.find(argument.name);
    return typeOf(slot?.get === undefined ? slot?.value : yield* call(vm, slot.get, vm.realm.global, []));
  }
  if (operator === 'delete') {
    if (argument.type !== 'MemberExpression') return true;
    const object = yield* evaluate(vm, scope, argument.object);
    const key = yield* memberKey(vm, scope, argument);
    if (object instanceof Arr && typeof key === 'string' && key !== 'length' && /^\d+$/.test(key)) {
      object.items[Number(key)] = HOLE;
      return true;
    }
    if (object instanceof Obj && !(yield* deleteProperty(vm, object, toKey(key)))) {
      scope.frame.at = node;
      vm.frame = scope.frame;
      throw vm.error('TypeError', `Cannot delete property '${plainString(key)}' of #<Object>`);
    }
    return true;
  }
  const value = yield* evaluate(vm, scope, argument);
  if (operator === '!') return !truthy(value);
  scope.frame.at = node;
  return yield* unary(vm, operator, value);
}

function* memberKey(vm: Vm, scope: Scope, node: Extract<Node, { type: 'MemberExpression' }>): Task<Value> {
  if (node.computed) return yield* evaluate(vm, scope, node.property);
  if (node.property.type === 'PrivateIdentifier') return `#${node.property.name}`;
  return node.property.type === 'Identifier' ? node.property.name : '';
}

/** A value, and what `this` is if it is called. */
export function* reference(vm: Vm, scope: Scope, node: Node): Task<[Value, Value]> {
  if (node.type === 'ParenthesizedExpression') return yield* reference(vm, scope, node.expression);
  if (node.type !== 'MemberExpression') {
    if (node.type === 'ChainExpression') {
      try {
        return yield* reference(vm, scope, node.expression);
      } catch (error) {
        if (error instanceof ShortCut) return [undefined, undefined];
        throw error;
      }
    }
    return [yield* evaluate(vm, scope, node), undefined];
  }
  if (node.object.type === 'Super') {
    const self = thisOf(vm, scope);
    const home = homeOf(scope)?.proto;
    const slot = home?.find(toKey(yield* memberKey(vm, scope, node)));
    return [slot?.get !== undefined ? yield* call(vm, slot.get, self, []) : slot?.value, self];
  }
  const object = yield* evaluate(vm, scope, node.object);
  if (node.optional && (object === undefined || object === null)) throw new ShortCut();
  const key = yield* memberKey(vm, scope, node);
  scope.frame.at = node.property;
  vm.frame = scope.frame;
  if (
    node.property.type === 'PrivateIdentifier' &&
    !(object instanceof Obj && object.find(toKey(key)) !== undefined)
  ) {
    throw vm.error(
      'TypeError',
      `Cannot read private member #${node.property.name} from an object whose class did not declare it`,
    );
  }
  return [yield* get(vm, object, key), object];
}

export function homeOf(scope: Scope): Obj | undefined {
  let { frame } = scope;
  while (frame.outer) frame = frame.outer;
  return frame.callee?.home;
}

function* assignment(
  vm: Vm,
  scope: Scope,
  node: Extract<Node, { type: 'AssignmentExpression' }>,
): Task<Value> {
  const { left, operator, right } = node;
  if (operator === '=') {
    const value =
      left.type === 'Identifier'
        ? yield* named(vm, scope, right, left.name)
        : yield* evaluate(vm, scope, right);
    if (left.type === 'MemberExpression' && value instanceof Fn && value.name === '')
      value.inferredName ||= inferredName(scope, left);
    yield* bindPattern(vm, scope, left, value, 'assign');
    return value;
  }
  if (left.type === 'MemberExpression' && left.object.type !== 'Super') {
    const object = yield* evaluate(vm, scope, left.object);
    const key = yield* memberKey(vm, scope, left);
    scope.frame.at = left.property;
    vm.frame = scope.frame;
    const old = yield* get(vm, object, key);
    const made = yield* combined(vm, scope, operator, old, right);
    if (made === UNKNOWN) return old;
    yield* set(vm, object, key, made);
    return made;
  }
  const old = yield* evaluate(vm, scope, left);
  const made = yield* combined(vm, scope, operator, old, right);
  if (made === UNKNOWN) return old;
  yield* bindPattern(vm, scope, left, made, 'assign');
  return made;
}

/** As V8 infers it: without `this` and `prototype`, and within a function that looks like a class, below its name. */
function inferredName(scope: Scope, node: Node): string {
  const names: string[] = [];
  for (let at = node; ; at = at.object) {
    if (at.type === 'Identifier') names.unshift(at.name);
    if (at.type !== 'MemberExpression') break;
    if (at.property.type === 'Identifier' && !at.computed && at.property.name !== 'prototype')
      names.unshift(at.property.name);
  }
  const outer = scope.frame.callee?.name ?? '';
  if (/^[A-Z]/.test(outer)) names.unshift(outer);
  return names.join('.');
}

/** `+=` and the like; UNKNOWN: `||=` and the like leave it as it is. */
function* combined(vm: Vm, scope: Scope, operator: string, old: Value, right: Node): Task<Value> {
  if (operator === '||=' || operator === '&&=' || operator === '??=') {
    const isSet =
      operator === '||='
        ? !truthy(old)
        : operator === '&&='
          ? truthy(old)
          : old === undefined || old === null;
    return isSet ? yield* evaluate(vm, scope, right) : UNKNOWN;
  }
  return yield* binary(vm, operator.slice(0, -1), old, yield* evaluate(vm, scope, right));
}

// Calls

function* callOf(vm: Vm, scope: Scope, node: Extract<Node, { type: 'CallExpression' }>): Task<Value> {
  if (node.callee.type === 'Super') return yield* superCall(vm, scope, node);
  const [callee, self] = yield* reference(vm, scope, node.callee);
  if (node.optional && (callee === undefined || callee === null)) throw new ShortCut();
  const args = yield* argumentsOf(vm, scope, node.arguments);
  return yield* callAt(vm, scope, node, callee, self, args);
}

function* callAt(
  vm: Vm,
  scope: Scope,
  node: Node,
  callee: Value,
  self: Value,
  args: readonly Value[],
): Task<Value> {
  const inner =
    node.type === 'CallExpression' ? node.callee : node.type === 'TaggedTemplateExpression' ? node.tag : node;
  scope.frame.at = inner.type === 'MemberExpression' ? inner.property : node;
  vm.frame = scope.frame;
  if (!(callee instanceof Fn)) throw vm.error('TypeError', `${textOf(inner)} is not a function`);
  if (vm.isTurnDue()) yield* vm.p.turn();
  vm.builtin =
    callee.isBuiltin && !TRANSPARENT.has(callee.name) ? () => builtinName(vm, callee, self) : undefined;
  const result = callee.code(vm, self, args);
  const value = isTask(result) ? yield* result : result;
  vm.frame = scope.frame;
  vm.builtin = undefined;
  return value;
}

function* superCall(vm: Vm, scope: Scope, node: Extract<Node, { type: 'CallExpression' }>): Task<Value> {
  let { frame } = scope;
  while (frame.outer) frame = frame.outer;
  const args = yield* argumentsOf(vm, scope, node.arguments);
  const parent = frame.callee?.proto;
  scope.frame.at = node;
  vm.frame = scope.frame;
  if (!frame.isSelfMissing) throw vm.error('ReferenceError', 'Super constructor may only be called once');
  const made = yield* construct(vm, parent ?? undefined, args, frame.newTarget);
  frame.self = made;
  frame.isSelfMissing = false;
  if (made instanceof Obj) yield* frame.callee?.fields?.(vm, made) ?? nothing();
  return undefined;
}

function* nothing(): Task<void> {}

/** What only passes a call on is not shown. */
const TRANSPARENT: ReadonlySet<string> = new Set(['call', 'apply', 'construct']);

/** How V8 names what was called. */
export function textOf(node: Node): string {
  switch (node.type) {
    case 'Identifier':
      return node.name;
    case 'ThisExpression':
      return 'this';
    case 'Super':
      return '(intermediate value)';
    case 'MemberExpression': {
      const object = textOf(node.object);
      if (node.computed)
        return `${object}[${node.property.type === 'Literal' ? JSON.stringify(node.property.value) : node.property.type === 'Identifier' ? node.property.name : '...'}]`;
      return `${object}.${node.property.type === 'PrivateIdentifier' ? '#' : ''}${'name' in node.property ? node.property.name : ''}`;
    }
    case 'CallExpression':
      return `${textOf(node.callee)}(...)`;
    case 'ObjectExpression':
      return `{${'(intermediate value)'.repeat(node.properties.length)}}`;
    case 'Literal':
      return typeof node.value === 'string' ? JSON.stringify(node.value) : (node.raw ?? String(node.value));
    case 'ChainExpression':
      return textOf(node.expression);
    default:
      return '(intermediate value)';
  }
}

// Generators

function* yieldOf(vm: Vm, scope: Scope, node: Extract<Node, { type: 'YieldExpression' }>): Task<Value> {
  const { coroutine } = scope.frame;
  if (coroutine === undefined) throw vm.error('SyntaxError', 'Unexpected identifier');
  const value = node.argument ? yield* evaluate(vm, scope, node.argument) : undefined;
  if (scope.frame.isAsyncGenerator) return yield* yieldAllLater(vm, scope, coroutine, node, value);
  if (!node.delegate) return (yield* suspend(coroutine, value)) as Value;
  const steps = yield* iterate(vm, value, node.argument ? textOf(node.argument) : 'undefined');
  for (;;) {
    const step = yield* steps.next();
    if (step.done) return step.value;
    yield* suspend(coroutine, step.value);
  }
}

function* yieldAllLater(
  vm: Vm,
  { frame }: Scope,
  coroutine: Coroutine,
  { delegate, argument }: Extract<Node, { type: 'YieldExpression' }>,
  value: Value,
): Task<Value> {
  if (!delegate) return yield* yieldLater(vm, frame, coroutine, value);
  const steps = yield* iterateLater(vm, frame, value, argument ? textOf(argument) : 'undefined');
  for (;;) {
    const step = yield* steps.next();
    if (step.done) return step.value;
    yield* yieldLater(vm, frame, coroutine, step.value);
  }
}
