/** A program made ready: read, and its names looked up, so that what is unknown is told before anything runs. */
import { definitionsOf, NOT_MODELLED } from './definitions';
import { FUNCTIONS } from './functions';
import { functionKey, type Names, withDefinitions } from './names';
import { parseDefinitions, parseJq } from './parser';
import { SPECIAL } from './special';
import { JqSyntaxError, type Node, type Pattern, type SyntaxFault } from './syntax';
import type { Json } from './values';
import type { JqVersion } from './version';

/** The names that every program has: jq's own functions, and variables such as `$ENV`. */
export function ownNames(variables: ReadonlyMap<string, Json>, version: JqVersion): Names {
  const empty: Names = { variables, functions: undefined, labels: new Map(), depth: 0 };
  return withDefinitions(empty, parseDefinitions(definitionsOf(version), version));
}

export interface Compiled {
  readonly program: Node;
  /** Whether it asks for inputs itself (`input`, `inputs`). */
  readonly readsInputs: boolean;
}

/** Throws JqSyntaxError. */
export function compileJq(source: string, names: Names, version: JqVersion): Compiled {
  const program = parseJq(source, version);
  const called = new Set<string>();
  const faults: SyntaxFault[] = [];
  check(program, {
    called,
    faults,
    version,
    variables: new Set(names.variables.keys()),
    functions: new Set([
      ...(names.functions?.own.keys() ?? []),
      ...Object.keys(FUNCTIONS),
      ...Object.keys(SPECIAL),
    ]),
    labels: new Set(),
  });
  if (faults.length > 0) throw new JqSyntaxError(faults);
  return { program, readsInputs: called.has('input/0') || called.has('inputs/0') };
}

interface Known {
  readonly variables: ReadonlySet<string>;
  readonly functions: ReadonlySet<string>;
  readonly labels: ReadonlySet<string>;
  /** What calls were seen, and what is wrong: they are filled. */
  readonly called: Set<string>;
  readonly faults: SyntaxFault[];
  readonly version: JqVersion;
}

function check(node: Node, known: Known): void {
  switch (node.kind) {
    case 'variable':
      if (!known.variables.has(node.name))
        known.faults.push({ message: `${node.name} is not defined`, at: node.at });
      return;
    case 'break':
      if (!known.labels.has(node.name))
        known.faults.push({ message: `$*label-${node.name.slice(1)} is not defined`, at: node.at });
      return;
    case 'format':
      return;
    case 'string':
      for (const part of node.parts) if (typeof part !== 'string') check(part, known);
      return;
    case 'call':
      checkCall(node, known);
      return;
    case 'define': {
      const { name, parameters, body } = node.definition;
      const own = new Set([...known.functions, functionKey(name, parameters.length)]);
      const names = parameters.map((parameter) => parameter.replace(/^\$/, ''));
      check(body, {
        ...known,
        variables: new Set([...known.variables, ...parameters.filter((one) => one.startsWith('$'))]),
        functions: new Set([...own, ...names.map((one) => functionKey(one, 0))]),
      });
      check(node.body, { ...known, functions: own });
      return;
    }
    case 'label':
      check(node.body, { ...known, labels: new Set([...known.labels, node.name]) });
      return;
    case 'as':
      check(node.source, known);
      check(
        node.body,
        [node.pattern, ...node.others].reduce((all, one) => withPattern(one, all), known),
      );
      return;
    case 'reduce':
    case 'foreach': {
      check(node.source, known);
      check(node.start, known);
      const inner = withPattern(node.pattern, known);
      check(node.update, inner);
      if (node.kind === 'foreach' && node.extract) check(node.extract, inner);
      return;
    }
    default:
      for (const child of childrenOf(node)) check(child, known);
  }
}

function checkCall({ name, args, at }: Node & { kind: 'call' }, known: Known): void {
  const key = functionKey(name, args.length);
  if (!known.functions.has(key) || name.startsWith('_')) {
    const isReal = NOT_MODELLED.has(name);
    const message = `${key} is ${isReal ? 'not modelled on this simulated machine' : 'not defined'}`;
    known.faults.push({ message, at });
    return;
  }
  known.called.add(key);
  for (const arg of args) check(arg, known);
}

function withPattern(pattern: Pattern, known: Known): Known {
  return { ...known, variables: new Set([...known.variables, ...namesIn(pattern, known)]) };
}

function namesIn(pattern: Pattern, known: Known): readonly string[] {
  switch (pattern.kind) {
    case 'variable':
      return [pattern.name];
    case 'array':
      return pattern.items.flatMap((item) => namesIn(item, known));
    case 'object':
      return pattern.entries.flatMap(({ key, variable, value }) => {
        check(key, known);
        return [...(variable === undefined ? [] : [variable]), ...(value ? namesIn(value, known) : [])];
      });
  }
}

function childrenOf(node: Node): readonly Node[] {
  const some = (...nodes: readonly (Node | undefined)[]): readonly Node[] =>
    nodes.filter((one) => one !== undefined);
  switch (node.kind) {
    case 'index':
      return [node.base, node.key];
    case 'slice':
      return some(node.base, node.from, node.to);
    case 'iterate':
      return [node.base];
    case 'array':
      return some(node.body);
    case 'object':
      return node.entries.flatMap(({ key, value }) => [key, value]);
    case 'negate':
      return [node.body];
    case 'pipe':
    case 'comma':
    case 'binary':
    case 'assign':
      return [node.left, node.right];
    case 'if':
      return some(node.test, node.yes, node.no);
    case 'try':
      return some(node.body, node.handler);
    default:
      return [];
  }
}
