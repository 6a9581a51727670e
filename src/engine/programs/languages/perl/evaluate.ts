/** What expressions come to, as one scalar or as a list. */
import type { Task } from '../../../kernel';
import { callCode, callMethod, callNamed, callValue } from './call';
import { int, num, str, truth } from './convert';
import { blockValue } from './execute';
import { builtinList, builtinScalar, mapGrep, sorted } from './functions';
import { evalBlock, evalText } from './functions/control';
import { backtick, fileTest, globbed, print, readLine, readLines, readlineHandle } from './functions/io';
import { matchList, matchScalar, patternOf, substitute, transliterate } from './matching';
import { binary, increment, negative, OPERATOR_NAMES, unsigned } from './operators';
import {
  arrayOf,
  arrayVariable,
  assignList,
  assignScalar,
  declare,
  fillHash,
  hashOf,
  hashVariable,
  isList,
  place,
  scalarCell,
} from './places';
import type { Kind, Node } from './syntax';
import { whole } from './text';
import {
  Cell,
  Code,
  LoopJump,
  NotModelled,
  PArray,
  Pattern,
  PHash,
  Ref,
  Return,
  type Scalar,
} from './values';
import { truthValue, type Vm } from './vm';

const MAX_REPEAT = 2 ** 26;
/** Texts that are this long count as memory in use. */
const NOTED_TEXT = 2 ** 20;

export function* scalar(vm: Vm, node: Node): Task<Scalar> {
  switch (node.k) {
    case 'const':
      return node.value;
    case 'var':
      return variableValue(vm, node);
    case 'interp': {
      let text = '';
      for (const part of node.parts) {
        const value = part.k === 'const' ? part.value : yield* scalar(vm, part);
        if (value === undefined && vm.warns) yield* uninitialised(vm, part, OPERATOR_NAMES['.'] ?? '');
        text += str(vm, value);
      }
      return text;
    }
    case 'joined':
      return yield* joined(vm, node.e);
    case 'case':
      return changedCase(node.how, str(vm, yield* scalar(vm, node.e)));
    case 'bin':
      return yield* operation(vm, node);
    case 'logic': {
      const left = yield* scalar(vm, node.l);
      const isEnough = node.op === '&&' ? !truth(left) : node.op === '||' ? truth(left) : left !== undefined;
      return isEnough ? left : yield* scalar(vm, node.r);
    }
    case 'unary': {
      const value = yield* scalar(vm, node.e);
      if (node.op === '!') return truthValue(!truth(value));
      if (node.op === '-') return negative(vm, value);
      return node.op === '~' ? whole(BigInt.asUintN(64, ~unsigned(num(vm, value)))) : value;
    }
    case 'cond':
      return yield* scalar(vm, truth(yield* scalar(vm, node.test)) ? node.yes : node.no);
    case 'assign':
      return yield* assign(vm, node);
    case 'step': {
      const cell = yield* place(vm, node.e);
      const before = cell.v;
      const after = node.op === '++' ? increment(vm, before) : binary(vm, '-', before, 1);
      cell.v = after;
      if (node.e.k === 'lastIndex') throw new NotModelled('$#array++');
      return node.isPrefix ? after : (before ?? (node.op === '++' ? 0 : undefined));
    }
    case 'elem': {
      const array = yield* arrayOf(vm, node.array, isNested(node.array));
      return array.get(int(vm, yield* scalar(vm, node.index)))?.v;
    }
    case 'helem': {
      const hash = yield* hashOf(vm, node.hash, isNested(node.hash));
      return hash.get(str(vm, yield* scalar(vm, node.key)))?.v;
    }
    case 'deref':
      return yield* dereferenced(vm, node);
    case 'lastIndex':
      return (yield* arrayOf(vm, node.array, false)).cells.length - 1;
    case 'declare':
      yield* declare(vm, node);
      return node.vars.length === 1 && node.vars[0] ? yield* scalar(vm, node.vars[0]) : undefined;
    case 'list': {
      let last: Scalar;
      for (const item of node.items) last = yield* scalar(vm, item);
      return last;
    }
    case 'match':
      return yield* matchScalar(vm, node);
    case 'subst':
      return yield* substitute(vm, node);
    case 'trans':
      return yield* transliterate(vm, node);
    case 'qr': {
      const { source, flags } = yield* patternOf(vm, node.pattern, node.flags);
      return new Pattern(source, flags.replace(/[^msix]/g, ''));
    }
    case 'ref':
      return yield* reference(vm, node.e);
    case 'anonArray': {
      const made = new PArray();
      made.cells = yield* copies(vm, node.items);
      return new Ref(made);
    }
    case 'anonHash': {
      const made = new PHash();
      fillHash(
        vm,
        made,
        (yield* copies(vm, node.items)).map((cell) => cell.v),
      );
      return new Ref(made);
    }
    case 'anonSub':
      return new Code(`${node.inPackage}::__ANON__`, node.body, vm.scope, node.inPackage, vm.file);
    case 'call':
    case 'callRef':
    case 'method':
      return last(yield* call(vm, node, 'scalar'));
    case 'print':
      return yield* print(vm, node);
    case 'readline':
      return yield* readLine(vm, yield* readlineHandle(vm, node.handle));
    case 'files':
      return (yield* globbed(vm, str(vm, yield* scalar(vm, node.pattern))))[0];
    case 'backtick':
      return yield* backtick(vm, str(vm, yield* scalar(vm, node.e)));
    case 'fileTest':
      return yield* fileTest(vm, node);
    case 'builtin':
      return yield* builtinScalar(vm, node);
    case 'sort':
      throw new NotModelled('sort in scalar context');
    case 'map':
    case 'grep':
      return (yield* mapGrep(vm, node)).length;
    case 'doBlock':
      return last(yield* blockValue(vm, node.body, 'scalar'));
    case 'evalBlock':
      return last(yield* evalBlock(vm, node.body, 'scalar'));
    case 'evalText':
      return last(yield* evalText(vm, node, 'scalar'));
    case 'bareword':
      return bareword(vm, node.name);
    case 'slice':
    case 'hslice':
    case 'lslice':
      return last(yield* items(vm, node));
    case 'range':
      throw new NotModelled('.. as a flip-flop');
    case 'jump':
      throw new LoopJump(node.how, node.label);
    case 'return': {
      if (node.e === undefined) throw new Return(vm.want === 'list' ? [] : [new Cell()]);
      if (vm.want === 'list') throw new Return(yield* copies(vm, [node.e]));
      throw new Return([new Cell(yield* scalar(vm, node.e))]);
    }
    default:
      return last(yield* blockValue(vm, [node], 'scalar'));
  }
}

const isNested = (node: Node): boolean => node.k === 'deref' && node.e.k !== 'var';

const last = (cells: readonly Cell[]): Scalar => cells[cells.length - 1]?.v;

function variableValue(vm: Vm, node: Kind<'var'>): Scalar {
  switch (node.sigil) {
    case '$': {
      if (node.id !== undefined) return scalarCell(vm, node).v;
      const { name } = node;
      if (name.startsWith('main::') && !/[A-Za-z_]/.test(name[6] ?? '')) return magic(vm, name.slice(6));
      return vm.glob(name).scalar.v;
    }
    case '@':
      return arrayVariable(vm, node).cells.length;
    case '%':
      return hashVariable(vm, node).map.size;
    case '*':
      return `*${node.name}`;
    default:
      return vm.glob(node.name).code;
  }
}

function magic(vm: Vm, name: string): Scalar {
  const { match } = vm;
  if (/^[1-9]\d*$/.test(name)) return match?.groups[Number(name)];
  switch (name) {
    case '&':
      return match?.groups[0];
    case '`':
      return match?.text.slice(0, match.start);
    case "'":
      return match?.text.slice(match.start + (match.groups[0]?.length ?? 0));
    case '+':
      return match?.groups.slice(1).findLast((one) => one !== undefined);
    case '.':
      return vm.lastRead?.lines;
    case '?':
      return vm.childStatus;
    case '$':
      return vm.p.pid;
    case '<':
      return vm.p.credentials.realUid ?? vm.p.credentials.uid;
    case '>':
      return vm.p.credentials.uid;
    case '(':
    case ')':
      return [
        vm.p.credentials.gid,
        ...(vm.p.credentials.groups.length > 0 ? vm.p.credentials.groups : [vm.p.credentials.gid]),
      ].join(' ');
    default:
      return vm.glob(`main::${name}`).scalar.v;
  }
}

function bareword(vm: Vm, name: string): Scalar {
  if (vm.globs.get(`main::${name}`)?.io) return vm.glob(`main::${name}`).io;
  if (vm.globs.get(`${vm.inPackage}::${name}`)?.code)
    throw new NotModelled(`the call of ${name} before its definition, without brackets`);
  return name;
}

function changedCase(how: string, text: string): string {
  switch (how) {
    case 'U':
      return upper(text);
    case 'L':
      return lower(text);
    case 'u':
      return upper(text.slice(0, 1)) + text.slice(1);
    case 'l':
      return lower(text.slice(0, 1)) + text.slice(1);
    default:
      return text.replace(/[^A-Za-z_0-9\u0080-\uffff]/g, '\\$&');
  }
}

/** Bytes have no case beyond ASCII; texts with wider characters have. */
const isWide = (text: string): boolean => /[^\x00-\xff]/.test(text);
export const upper = (text: string): string =>
  isWide(text) ? text.toUpperCase() : text.replace(/[a-z]+/g, (part) => part.toUpperCase());
export const lower = (text: string): string =>
  isWide(text) ? text.toLowerCase() : text.replace(/[A-Z]+/g, (part) => part.toLowerCase());

function* joined(vm: Vm, node: Node): Task<string> {
  const found: Cell[] = [];
  yield* list(vm, node, found);
  return found.map((cell) => str(vm, cell.v)).join(str(vm, vm.glob('main::"').scalar.v));
}

function* operation(vm: Vm, node: Kind<'bin'>): Task<Scalar> {
  const { op } = node;
  if (op === 'x') return yield* repeated(vm, node);
  if (op === 'isa') throw new NotModelled('isa');
  const left = yield* scalar(vm, node.l);
  const right = yield* scalar(vm, node.r);
  if (op === 'xor') return truthValue(truth(left) !== truth(right));
  if (vm.warns && (left === undefined || right === undefined)) {
    const name = OPERATOR_NAMES[op];
    // Which of two is told first differs from operator to operator; Perl tells the right one first of numbers.
    const sides = /^(?:\.|eq|ne|lt|gt|le|ge|cmp)$/.test(op)
      ? ([
          [node.l, left],
          [node.r, right],
        ] as const)
      : ([
          [node.r, right],
          [node.l, left],
        ] as const);
    if (name !== undefined)
      for (const [side, value] of sides) if (value === undefined) yield* uninitialised(vm, side, name);
  }
  return binary(vm, op, left, right);
}

function* repeated(vm: Vm, { l, r }: Kind<'bin'>): Task<Scalar> {
  const text = str(vm, yield* scalar(vm, l));
  const times = Math.max(0, int(vm, yield* scalar(vm, r)));
  yield* makeRoom(vm, text.length * times);
  return text.repeat(times);
}

/** Takes memory for a long text: where its group has none left the process ends here. */
function* makeRoom(vm: Vm, bytes: number): Task<void> {
  if (bytes < NOTED_TEXT) return;
  vm.p.allocate(bytes);
  yield {};
  if (bytes > MAX_REPEAT) throw new NotModelled(`a text of ${bytes} bytes`);
}

/** `Use of uninitialized value $x in …`, with the variable's name where it is known. */
export function* uninitialised(vm: Vm, node: Node, where: string): Task<void> {
  const name = nameOf(vm, node);
  yield* warn(vm, `Use of uninitialized value${name === undefined ? '' : ` ${name}`} in ${where}${vm.place}`);
}

function nameOf(vm: Vm, node: Node): string | undefined {
  const plain = (text: string): string => text.replace(/^main::/, '');
  if (node.k === 'var' && node.sigil === '$') return `$${plain(node.name)}`;
  if (node.k === 'helem' && node.hash.k === 'var' && node.key.k === 'const')
    return `$${plain(node.hash.name)}{"${String(node.key.value)}"}`;
  if (node.k === 'elem' && node.array.k === 'var' && node.index.k === 'const')
    return `$${plain(node.array.name)}[${String(node.index.value)}]`;
  if (node.k === 'helem' && node.hash.k === 'var' && node.key.k === 'var' && node.key.sigil === '$')
    return `$${plain(node.hash.name)}{"${str(vm, variableValue(vm, node.key))}"}`;
  return undefined;
}

export function* warn(vm: Vm, text: string): Task<void> {
  const handler = vm.signals.get('__WARN__')?.v;
  if (handler instanceof Code) yield* callCode(vm, handler, [new Cell(text)], 'scalar');
  else if (vm.stderr.out) yield* vm.stderr.out.write(text);
  if (vm.stderr.out) yield* vm.stderr.out.flush();
}

function* assign(vm: Vm, node: Kind<'assign'>): Task<Scalar> {
  const { l, r, op } = node;
  if (op === '') {
    if (l.k === 'declare' && l.how === 'state') {
      const [only] = l.vars;
      const isThere = only?.k === 'var' && only.id !== undefined && vm.states.has(only.id);
      yield* declare(vm, l);
      if (isThere) return yield* scalar(vm, only);
      return only ? yield* assign(vm, { ...node, l: only }) : undefined;
    }
    if (isList(l)) return yield* assignList(vm, l, r);
    const value = yield* scalar(vm, r);
    yield* assignScalar(vm, l, value);
    return value;
  }
  if (isList(l) && (op === 'x' || op === '||')) {
    const array = yield* arrayOf(vm, l);
    if (op === '||' && array.cells.length > 0) return array.cells.length;
    return yield* assignList(vm, l, op === 'x' ? { k: 'bin', op, l: { k: 'list', items: [l] }, r } : r);
  }
  if (l.k === 'lastIndex' || l.k === 'builtin') {
    const value = binary(vm, op, yield* scalar(vm, l), yield* scalar(vm, r));
    yield* assignScalar(vm, l, value);
    return value;
  }
  const isShort = op === '||' || op === '&&' || op === '//';
  if (isShort) {
    const cell = yield* place(vm, l);
    const isKept = op === '||' ? truth(cell.v) : op === '&&' ? !truth(cell.v) : cell.v !== undefined;
    if (!isKept) cell.v = yield* scalar(vm, r);
    return cell.v;
  }
  const right = yield* scalar(vm, r);
  const cell = yield* place(vm, l);
  if (op === 'x') {
    const text = str(vm, cell.v);
    const times = Math.max(0, int(vm, right));
    yield* makeRoom(vm, text.length * times);
    cell.v = text.repeat(times);
    return cell.v;
  }
  if (vm.warns && right === undefined) yield* uninitialised(vm, r, OPERATOR_NAMES[op] ?? '');
  return (cell.v = binary(vm, op, cell.v, right));
}

function* dereferenced(vm: Vm, node: Kind<'deref'>): Task<Scalar> {
  if (node.sigil === '@') return (yield* arrayOf(vm, node, false)).cells.length;
  if (node.sigil === '%') return (yield* hashOf(vm, node, false)).map.size;
  if (node.sigil === '$') return (yield* place(vm, node)).v;
  const value = yield* scalar(vm, node.e);
  return typeof value === 'string'
    ? (vm.globs.get(value.includes('::') ? value : `main::${value}`)?.io ?? value)
    : value;
}

function* reference(vm: Vm, e: Node): Task<Scalar> {
  switch (e.k) {
    case 'var':
    case 'deref':
      if (e.sigil === '@') return new Ref(yield* arrayOf(vm, e));
      if (e.sigil === '%') return new Ref(yield* hashOf(vm, e));
      if (e.sigil === '*') return yield* scalar(vm, e);
      break;
    case 'call':
      if (e.keepsArgs) {
        const code = vm.globs.get(e.name)?.code;
        if (code) return code;
        throw vm.die(`Undefined subroutine &${e.name} called`);
      }
      break;
    case 'callRef':
      if (e.keepsArgs) return yield* scalar(vm, e.e);
      break;
    case 'declare':
      if (!e.isList && e.vars[0]?.k === 'var' && e.vars[0].sigil !== '$') {
        yield* declare(vm, e);
        return yield* reference(vm, e.vars[0]);
      }
      break;
    case 'anonSub':
      return new Ref(new Cell(yield* scalar(vm, e)));
    case 'list':
      return last(yield* items(vm, { k: 'ref', e }));
  }
  return new Ref(yield* place(vm, e));
}

function* call(
  vm: Vm,
  node: Kind<'call'> | Kind<'callRef'> | Kind<'method'>,
  want: 'list' | 'scalar',
): Task<readonly Cell[]> {
  if (node.k === 'method') {
    const on = yield* scalar(vm, node.on);
    const name = typeof node.name === 'string' ? node.name : yield* scalar(vm, node.name);
    const args: Cell[] = [];
    for (const arg of node.args) yield* list(vm, arg, args);
    if (name instanceof Code) return yield* callCode(vm, name, [new Cell(on), ...args], want);
    return yield* callMethod(vm, on, str(vm, name), args, want);
  }
  const { line } = vm;
  const code = node.k === 'callRef' ? yield* scalar(vm, node.e) : undefined;
  let args: Cell[] | PArray = [];
  if (node.keepsArgs) ({ args } = vm);
  else for (const arg of node.args) yield* list(vm, arg, args as Cell[]);
  vm.line = line;
  return node.k === 'callRef'
    ? yield* callValue(vm, code, args, want)
    : yield* callNamed(vm, node.name, args, want, line);
}

/** Everything of a list, as new places. */
export function* copies(vm: Vm, nodes: readonly Node[]): Task<Cell[]> {
  const found: Cell[] = [];
  for (const node of nodes) yield* list(vm, node, found);
  return found.map((cell) => new Cell(cell.v));
}

export function* items(vm: Vm, node: Node): Task<Cell[]> {
  const found: Cell[] = [];
  yield* list(vm, node, found);
  return found;
}

/** What an expression is in a list; variables and elements stand there themselves. */
export function* list(vm: Vm, node: Node, out: Cell[]): Task<void> {
  switch (node.k) {
    case 'list':
      for (const item of node.items) yield* list(vm, item, out);
      return;
    case 'var':
    case 'deref':
      if (node.sigil === '@') pushArray(yield* arrayOf(vm, node, false), out);
      else if (node.sigil === '%') pushHash(vm, yield* hashOf(vm, node, false), out);
      else if (
        node.k === 'var' &&
        node.sigil === '$' &&
        (node.id !== undefined || /::[A-Za-z_]/.test(node.name))
      )
        out.push(scalarCell(vm, node));
      else out.push(new Cell(yield* scalar(vm, node)));
      return;
    case 'elem': {
      const array = yield* arrayOf(vm, node.array, isNested(node.array));
      out.push(array.get(int(vm, yield* scalar(vm, node.index))) ?? new Cell());
      return;
    }
    case 'helem': {
      const hash = yield* hashOf(vm, node.hash, isNested(node.hash));
      out.push(hash.get(str(vm, yield* scalar(vm, node.key))) ?? new Cell());
      return;
    }
    case 'slice': {
      const array = yield* arrayOf(vm, node.array, false);
      for (const at of yield* items(vm, node.list)) out.push(array.get(int(vm, at.v)) ?? new Cell());
      return;
    }
    case 'hslice': {
      const hash = yield* hashOf(vm, node.hash, false);
      for (const key of yield* items(vm, node.list)) {
        if (node.pairs) out.push(new Cell(key.v));
        out.push(hash.get(str(vm, key.v)) ?? new Cell());
      }
      return;
    }
    case 'lslice': {
      const from = yield* items(vm, node.e);
      if (from.length === 0) return;
      for (const at of yield* items(vm, node.list)) {
        const index = int(vm, at.v);
        out.push(from[index < 0 ? index + from.length : index] ?? new Cell());
      }
      return;
    }
    case 'range':
      yield* range(vm, node, out);
      return;
    case 'cond':
      yield* list(vm, truth(yield* scalar(vm, node.test)) ? node.yes : node.no, out);
      return;
    case 'logic': {
      const left = yield* scalar(vm, node.l);
      const isEnough = node.op === '&&' ? !truth(left) : node.op === '||' ? truth(left) : left !== undefined;
      if (isEnough) out.push(new Cell(left));
      else yield* list(vm, node.r, out);
      return;
    }
    case 'call':
    case 'callRef':
    case 'method':
      out.push(...(yield* call(vm, node, 'list')));
      return;
    case 'match':
      out.push(...(yield* matchList(vm, node)));
      return;
    case 'readline':
      yield* readLines(vm, yield* readlineHandle(vm, node.handle), out);
      return;
    case 'files':
      for (const path of yield* globbed(vm, str(vm, yield* scalar(vm, node.pattern))))
        out.push(new Cell(path));
      return;
    case 'backtick': {
      const text = yield* backtick(vm, str(vm, yield* scalar(vm, node.e)));
      for (const line of (text ?? '').match(/[^\n]*\n|[^\n]+$/g) ?? []) out.push(new Cell(line));
      return;
    }
    case 'sort':
      out.push(...(yield* sorted(vm, node)));
      return;
    case 'map':
    case 'grep':
      out.push(...(yield* mapGrep(vm, node)));
      return;
    case 'builtin':
      yield* builtinList(vm, node, out);
      return;
    case 'doBlock':
      out.push(...(yield* blockValue(vm, node.body, 'list')));
      return;
    case 'evalBlock':
      out.push(...(yield* evalBlock(vm, node.body, 'list')));
      return;
    case 'evalText':
      out.push(...(yield* evalText(vm, node, 'list')));
      return;
    case 'declare':
      yield* declare(vm, node);
      for (const one of node.vars) yield* list(vm, one, out);
      return;
    case 'assign':
      if (node.op === '' && isList(node.l)) {
        yield* assignList(vm, node.l, node.r);
        yield* list(vm, node.l.k === 'declare' ? { k: 'list', items: node.l.vars } : node.l, out);
        return;
      }
      if (node.l.k === 'var' || node.l.k === 'declare') {
        yield* assign(vm, node);
        out.push(yield* place(vm, node.l.k === 'declare' && node.l.vars[0] ? node.l.vars[0] : node.l));
        return;
      }
      break;
    case 'bin':
      if (node.op === 'x' && node.l.k === 'list') {
        const times = int(vm, yield* scalar(vm, node.r));
        const values = yield* items(vm, node.l);
        if (values.length * times > 2 ** 20) throw new NotModelled('a list of more than a million values');
        for (let at = 0; at < times; at++) out.push(...values.map((cell) => new Cell(cell.v)));
        return;
      }
      break;
    case 'ref':
      if (node.e.k === 'list') {
        for (const item of node.e.items) out.push(new Cell(yield* reference(vm, item)));
        return;
      }
      break;
  }
  out.push(new Cell(yield* scalar(vm, node)));
}

function pushArray(array: PArray, out: Cell[]): void {
  for (let at = 0; at < array.cells.length; at++) out.push((array.cells[at] ??= new Cell()));
}

function pushHash(vm: Vm, hash: PHash, out: Cell[]): void {
  for (const key of vm.keysOf(hash)) out.push(new Cell(key), hash.make(key));
}

function* range(vm: Vm, node: Kind<'range'>, out: Cell[]): Task<void> {
  const from = yield* scalar(vm, node.l);
  const to = yield* scalar(vm, node.r);
  if (typeof from === 'string' && !/^-?\d+(?:\.\d*)?$/.test(from) && from !== '') {
    const end = str(vm, to);
    for (let one: Scalar = from; out.length < 2 ** 20; one = increment(vm, one)) {
      if (str(vm, one).length > end.length) return;
      out.push(new Cell(one));
      if (one === end) return;
    }
    return;
  }
  const [first, end] = [int(vm, from), int(vm, to)];
  if (end - first > 2 ** 20) throw new NotModelled('a list of more than a million values');
  for (let at = first; at <= end; at++) out.push(new Cell(at));
}
