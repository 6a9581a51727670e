import type { Task } from '../../../kernel';
import { invoke } from '../../shared/calls';
import { evaluate, keyOf, named } from './evaluate';
import { execute, hoist } from './execute';
import { makeFunction, runBody } from './functions';
import { construct, protoFor } from './objects';
import type { ClassLike, FunctionLike, Node } from './parse';
import { Frame, Scope } from './scope';
import { Fn, type Key, Obj, type Value } from './values';
import type { Vm } from './vm';

interface Field {
  readonly key: Key;
  readonly value: Node | null | undefined;
}

export function* makeClass(vm: Vm, outer: Scope, node: ClassLike, name: string): Task<Fn> {
  const scope = new Scope(outer, outer.frame);
  const parent = node.superClass ? yield* evaluate(vm, outer, node.superClass) : undefined;
  if (parent !== undefined && parent !== null && !(parent instanceof Fn && parent.construct)) {
    outer.frame.at = node;
    vm.frame = outer.frame;
    throw vm.error('TypeError', `Class extends value ${String(parent)} is not a constructor or null`);
  }
  const base = parent instanceof Fn ? parent.own('prototype')?.value : undefined;
  const proto = new Obj(parent === null ? null : base instanceof Obj ? base : vm.realm.objectProto);
  const definition = node.body.body.find(
    (one) => one.type === 'MethodDefinition' && one.kind === 'constructor',
  );
  const body = definition?.type === 'MethodDefinition' ? definition.value : undefined;
  const made: Fn = new Fn(
    parent instanceof Fn ? parent : vm.realm.functionProto,
    name,
    (inner) => {
      throw inner.error('TypeError', `Class constructor ${name} cannot be invoked without 'new'`);
    },
    body?.params.length ?? 0,
  );
  made.isClass = true;
  made.isDerived = parent instanceof Fn;
  made.home = proto;
  made.put('prototype', proto, false);
  proto.put('constructor', made, false);
  if (node.id) scope.declare(node.id.name, made, true);
  const fields: Field[] = [];
  const statics: (Field | Node)[] = [];
  for (const member of node.body.body) {
    if (member.type === 'StaticBlock') {
      statics.push(member);
      continue;
    }
    const key = yield* keyOf(vm, scope, member);
    if (member.type === 'PropertyDefinition')
      (member.static ? statics : fields).push({ key, value: member.value });
    else if (member.kind !== 'constructor') {
      const target = member.static ? made : proto;
      const text = typeof key === 'string' ? key : `[${key.description ?? ''}]`;
      const method = makeFunction(
        vm,
        scope,
        member.value,
        member.kind === 'method' ? text : `${member.kind} ${text}`,
        target,
      );
      const old = target.own(key);
      if (member.kind === 'method') target.put(key, method, false);
      else {
        target.slots.set(key, {
          value: undefined,
          get: old?.get,
          set: old?.set,
          ...(member.kind === 'get' ? { get: method } : { set: method }),
          isEnumerable: false,
        });
      }
    }
  }
  made.fields = (inner, instance) => initialise(inner, scope, made, instance, fields);
  made.construct = (inner, _self, args, newTarget) =>
    constructClass(inner, made, body, scope, args, newTarget);
  yield* initialise(vm, scope, made, made, statics);
  return made;
}

function* initialise(
  vm: Vm,
  scope: Scope,
  cls: Fn,
  instance: Obj,
  fields: readonly (Field | Node)[],
): Task<void> {
  if (fields.length === 0) return;
  const frame = new Frame(cls.name, scope.frame.file, vm.frame, undefined);
  frame.self = instance;
  frame.callee = cls;
  const inner = new Scope(scope, frame);
  for (const field of fields) {
    if ('key' in field && !('type' in field)) {
      instance.put(
        field.key,
        field.value ? yield* named(vm, inner, field.value, field.key) : undefined,
        !(typeof field.key === 'string' && field.key.startsWith('#')),
      );
    } else if ('type' in field && field.type === 'StaticBlock') {
      const block = new Scope(inner, frame);
      hoist(vm, block, field.body, true);
      yield* execute(vm, block, field.body);
    }
  }
}

function* constructClass(
  vm: Vm,
  cls: Fn,
  body: FunctionLike | undefined,
  scope: Scope,
  args: readonly Value[],
  newTarget: Obj | undefined,
): Task<Value> {
  if (body === undefined && cls.isDerived) {
    const made = yield* construct(vm, cls.proto ?? undefined, args, newTarget);
    if (made instanceof Obj) yield* cls.fields?.(vm, made) ?? nothing();
    return made;
  }
  const frame = new Frame(`new ${cls.name}`, scope.frame.file, vm.frame, undefined);
  frame.callee = cls;
  frame.newTarget = newTarget;
  frame.args = args;
  if (cls.isDerived) frame.isSelfMissing = true;
  else {
    const made = new Obj(protoFor(newTarget, vm.realm.objectProto));
    frame.self = made;
    yield* cls.fields?.(vm, made) ?? nothing();
  }
  if (body === undefined) return frame.self;
  const result = yield* invoke(runBody(vm, body, scope, frame));
  if (result instanceof Obj) return result;
  if (frame.isSelfMissing) {
    throw vm.error(
      'ReferenceError',
      "Must call super constructor in derived class before accessing 'this' or returning from derived constructor",
    );
  }
  return frame.self;
}

function* nothing(): Task<void> {}
