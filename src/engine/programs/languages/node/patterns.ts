/** Giving values to names, properties and patterns. */
import type { Task } from '../../../kernel';
import { copyInto, evaluate, keyOf, named, textOf } from './evaluate';
import { get, iterate, plainString, set } from './objects';
import type { Node } from './parse';
import type { Scope } from './scope';
import { Arr, type Key, Obj, type Value } from './values';
import type { Vm } from './vm';

/** `declare` makes let and const names live; `assign` changes what is there. */
export type How = 'assign' | 'let' | 'const' | 'var';

export function* bindPattern(vm: Vm, scope: Scope, target: Node, value: Value, how: How): Task<void> {
  switch (target.type) {
    case 'Identifier':
      bindName(vm, scope, target, value, how);
      return;
    case 'MemberExpression': {
      const object =
        target.object.type === 'Super' ? scope.frame.self : yield* evaluate(vm, scope, target.object);
      const key = target.computed
        ? yield* evaluate(vm, scope, target.property)
        : target.property.type === 'PrivateIdentifier'
          ? `#${target.property.name}`
          : 'name' in target.property
            ? target.property.name
            : '';
      scope.frame.at = target.property;
      vm.frame = scope.frame;
      yield* set(vm, object, key, value);
      return;
    }
    case 'AssignmentPattern': {
      const name = target.left.type === 'Identifier' ? target.left.name : '';
      const given = value === undefined ? yield* named(vm, scope, target.right, name) : value;
      yield* bindPattern(vm, scope, target.left, given, how);
      return;
    }
    case 'ArrayPattern': {
      vm.frame = scope.frame;
      scope.frame.at = target;
      const steps = yield* iterate(
        vm,
        value,
        value === undefined || value === null ? plainString(value) : 'object',
      );
      let done = false;
      for (const element of target.elements) {
        if (element?.type === 'RestElement') {
          const rest: Value[] = [];
          while (!done) {
            const step = yield* steps.next();
            done = step.done;
            if (!done) rest.push(step.value);
          }
          yield* bindPattern(vm, scope, element.argument, new Arr(vm.realm.arrayProto, rest), how);
          return;
        }
        let item: Value;
        if (!done) {
          const step = yield* steps.next();
          done = step.done;
          item = step.value;
        }
        if (element) yield* bindPattern(vm, scope, element, item, how);
      }
      if (!done) yield* steps.close();
      return;
    }
    case 'ObjectPattern': {
      if (value === undefined || value === null) {
        const [first] = target.properties;
        const name =
          first?.type === 'Property' && first.key.type === 'Identifier' ? first.key.name : undefined;
        scope.frame.at = first ?? target;
        vm.frame = scope.frame;
        throw vm.error(
          'TypeError',
          name === undefined
            ? `Cannot destructure '${plainString(value)}' as it is ${plainString(value)}.`
            : `Cannot destructure property '${name}' of '${plainString(value)}' as it is ${plainString(value)}.`,
        );
      }
      const used: Key[] = [];
      for (const property of target.properties) {
        if (property.type === 'RestElement') {
          const rest = new Obj(vm.realm.objectProto);
          yield* copyInto(vm, rest, value, used);
          yield* bindPattern(vm, scope, property.argument, rest, how);
          continue;
        }
        const key = yield* keyOf(vm, scope, property);
        used.push(key);
        yield* bindPattern(vm, scope, property.value, yield* get(vm, value, key), how);
      }
      return;
    }
    default:
      throw vm.error('SyntaxError', `Invalid left-hand side in assignment: ${textOf(target)}`);
  }
}

function bindName(
  vm: Vm,
  scope: Scope,
  target: Extract<Node, { type: 'Identifier' }>,
  value: Value,
  how: How,
): void {
  const { name } = target;
  if (how === 'let' || how === 'const') {
    scope.declare(name, value, how === 'const');
    return;
  }
  const found = scope.find(name);
  if (found) {
    if (found.isDead || found.isConst) {
      scope.frame.at = target;
      vm.frame = scope.frame;
      throw found.isDead
        ? vm.error('ReferenceError', `Cannot access '${name}' before initialization`)
        : vm.error('TypeError', 'Assignment to constant variable.');
    }
    found.value = value;
    return;
  }
  if (vm.realm.isStrict(scope.frame.file)) {
    scope.frame.at = target;
    vm.frame = scope.frame;
    throw vm.error('ReferenceError', `${name} is not defined`);
  }
  vm.realm.global.put(name, value);
}

/** Names that a pattern binds. */
export function namesOf(target: Node | null): string[] {
  if (target === null) return [];
  switch (target.type) {
    case 'Identifier':
      return [target.name];
    case 'AssignmentPattern':
      return namesOf(target.left);
    case 'RestElement':
      return namesOf(target.argument);
    case 'ArrayPattern':
      return target.elements.flatMap(namesOf);
    case 'ObjectPattern':
      return target.properties.flatMap((one) =>
        namesOf(one.type === 'RestElement' ? one.argument : one.value),
      );
    default:
      return [];
  }
}
