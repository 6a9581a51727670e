/** Uint8Array, and Buffer, which is one. Other arrays of numbers are not modelled. */
import type { Task } from '../../../../kernel';
import { num, plainString, protoFor, toText } from '../objects';
import { Arr, Bytes, Fn, ITERATOR, Obj, Thrown, TO_STRING_TAG, type Value } from '../values';
import type { Vm } from '../vm';
import { badArgument } from './arguments';
import { decode, encodeText, isEncoding } from './encodings';
import { listIterator } from './iterators';
import { addNumbersInBytes } from './numbers-in-bytes';
import { array, getter, methods, nativeClass } from './objects';

export function bytesFrom(vm: Vm, data: Uint8Array): Bytes {
  return new Bytes(vm.realm.bufferProto, data);
}

export function* dataOf(vm: Vm, value: Value): Task<Uint8Array> {
  if (value instanceof Bytes) return value.data;
  return new TextEncoder().encode(yield* toText(vm, value));
}

const own = (self: Value): Uint8Array => (self instanceof Bytes ? self.data : new Uint8Array());

/** From and to as `slice` takes them: from the end where they are below zero. */
function range(length: number, start: Value, end: Value): [number, number] {
  const at = (value: Value, otherwise: number): number => {
    const wanted = value === undefined ? otherwise : Math.trunc(num(value)) || 0;
    return wanted < 0 ? Math.max(0, length + wanted) : Math.min(wanted, length);
  };
  return [at(start, 0), at(end, length)];
}

function indexIn(data: Uint8Array, wanted: Uint8Array, from: number, isBackwards = false): number {
  const fits = (at: number): boolean => wanted.every((byte, index) => data[at + index] === byte);
  if (isBackwards) {
    for (let at = Math.min(from, data.length - wanted.length); at >= 0; at--) if (fits(at)) return at;
    return -1;
  }
  for (let at = from; at + wanted.length <= data.length; at++) if (fits(at)) return at;
  return -1;
}

function compare(a: Uint8Array, b: Uint8Array): number {
  const at = a.findIndex((byte, index) => byte !== b[index]);
  if (at < 0) return a.length === b.length ? 0 : -1;
  const other = b[at];
  return other === undefined || (a[at] ?? 0) > other ? 1 : -1;
}

/** What a search in bytes is for: a number, a text or bytes. */
function needle(value: Value, encoding: Value): Uint8Array {
  if (typeof value === 'number') return Uint8Array.of(value);
  return value instanceof Bytes ? value.data : encodeText(plainString(value), encoding);
}

function sizeOf(vm: Vm, name: string, size: Value): number {
  if (typeof size !== 'number') throw new Thrown(badArgument(vm, name, 'of type number', size));
  if (!(size >= 0 && size <= Number.MAX_SAFE_INTEGER))
    throw vm.error(
      'RangeError',
      `The value of "${name}" is out of range. It must be >= 0 && <= 9007199254740991. Received ${String(size)}`,
      'ERR_OUT_OF_RANGE',
    );
  vm.p.allocate(size);
  return Math.min(size, 2 ** 28);
}

function addUint8Arrays(vm: Vm): Fn {
  const { realm } = vm;
  const proto = realm.uint8Proto;
  const cls = nativeClass(vm, 'Uint8Array', proto, (inner, _self, [source], newTarget) => {
    const made = protoFor(newTarget, proto);
    if (source instanceof Bytes) return new Bytes(made, source.data.slice());
    if (source instanceof Arr)
      return new Bytes(
        made,
        Uint8Array.from(source.items, (one) => num(one)),
      );
    return new Bytes(made, new Uint8Array(sizeOf(inner, 'size', source ?? 0)));
  });
  cls.put('BYTES_PER_ELEMENT', 1, false);
  const from = (_inner: Vm, _self: Value, [source]: readonly Value[]): Value =>
    new Bytes(
      proto,
      source instanceof Arr
        ? Uint8Array.from(source.items, (one) => num(one))
        : source instanceof Bytes
          ? source.data.slice()
          : new Uint8Array(),
    );
  methods(vm, cls, {
    from,
    of: (inner, self, args) => from(inner, self, [array(inner, args)]),
  });
  const same = (self: Value, data: Uint8Array): Value =>
    new Bytes(self instanceof Obj ? self.proto : proto, data);
  methods(vm, proto, {
    slice: (_inner, self, [start, end]) =>
      same(self, own(self).slice(...range(own(self).length, start, end))),
    subarray: (_inner, self, [start, end]) =>
      same(self, own(self).subarray(...range(own(self).length, start, end))),
    at: (_inner, self, [index]) => own(self).at(num(index, 0)),
    fill: (_inner, self, [value, start, end]) => {
      own(self).fill(num(value), ...range(own(self).length, start, end));
      return self;
    },
    set: (_inner, self, [source, offset]) => {
      const data =
        source instanceof Bytes
          ? source.data
          : source instanceof Arr
            ? Uint8Array.from(source.items, (one) => num(one))
            : [];
      own(self).set(data, num(offset, 0));
      return undefined;
    },
    includes: (_inner, self, [value]) => own(self).includes(num(value)),
    indexOf: (_inner, self, [value]) => own(self).indexOf(num(value)),
    lastIndexOf: (_inner, self, [value]) => own(self).lastIndexOf(num(value)),
    join: (_inner, self, [by]) => own(self).join(by === undefined ? ',' : plainString(by)),
    toString: (_inner, self) => own(self).join(','),
    reverse: (_inner, self) => {
      own(self).reverse();
      return self;
    },
    keys: (inner, self) => listIterator(inner, own(self).keys()),
    entries: (inner, self) =>
      listIterator(
        inner,
        Array.from(own(self), (byte, index) => array(inner, [index, byte])),
      ),
  });
  const values = vm.native('values', (inner, self) => listIterator(inner, own(self)));
  proto.put('values', values, false).put(ITERATOR, values, false);
  getter(vm, proto, 'byteLength', (_inner, self) => own(self).length);
  getter(vm, proto, 'byteOffset', () => 0);
  getter(vm, proto, TO_STRING_TAG, (_inner, self) => (self instanceof Bytes ? 'Uint8Array' : undefined));
  return cls;
}

export function addBuffers(vm: Vm): void {
  const { realm } = vm;
  const base = addUint8Arrays(vm);
  const from = (inner: Vm, source: Value, encoding: Value): Value => {
    if (typeof source === 'string') {
      if (typeof encoding === 'string' && !isEncoding(encoding))
        throw inner.error('TypeError', `Unknown encoding: ${encoding}`, 'ERR_UNKNOWN_ENCODING');
      return bytesFrom(inner, encodeText(source, encoding));
    }
    if (source instanceof Bytes) return bytesFrom(inner, source.data.slice());
    const list = source instanceof Obj && !(source instanceof Arr) ? source.find('data')?.value : source;
    if (list instanceof Arr)
      return bytesFrom(
        inner,
        Uint8Array.from(list.items, (one) => num(one)),
      );
    throw new Thrown(
      badArgument(
        inner,
        'first argument',
        'of type string or an instance of Buffer, ArrayBuffer, or Array or an Array-like Object',
        source,
      ),
    );
  };
  const make = (inner: Vm, _self: Value, [source, encoding]: readonly Value[]): Value =>
    typeof source === 'number'
      ? bytesFrom(inner, new Uint8Array(sizeOf(inner, 'size', source)))
      : from(inner, source, encoding);
  const cls = nativeClass(vm, 'Buffer', realm.bufferProto, make, make);
  cls.proto = base;
  const empty = (inner: Vm, _self: Value, [size]: readonly Value[]): Value =>
    bytesFrom(inner, new Uint8Array(sizeOf(inner, 'size', size)));
  cls.put('poolSize', 8192);
  methods(vm, cls, {
    from: (inner, _self, [source, encoding]) => from(inner, source, encoding),
    alloc: (inner, _self, [size, fill, encoding]) => {
      const data = new Uint8Array(sizeOf(inner, 'size', size));
      fillWith(data, fill, encoding);
      return bytesFrom(inner, data);
    },
    allocUnsafe: empty,
    allocUnsafeSlow: empty,
    byteLength: (_inner, _self, [value, encoding]) =>
      value instanceof Bytes ? value.data.length : encodeText(plainString(value), encoding).length,
    isBuffer: (_inner, _self, [value]) => isBuffer(value),
    isEncoding: (_inner, _self, [name]) => typeof name === 'string' && isEncoding(name),
    compare: (_inner, _self, [a, b]) => compare(own(a), own(b)),
    concat: (inner, _self, [list, length]) => {
      if (!(list instanceof Arr)) throw new Thrown(badArgument(inner, 'list', 'an instance of Array', list));
      const parts = list.items.filter((one) => one instanceof Bytes).map(own);
      const size = length === undefined ? parts.reduce((sum, one) => sum + one.length, 0) : num(length);
      const made = new Uint8Array(size);
      let at = 0;
      for (const part of parts) {
        if (at >= size) break;
        made.set(part.subarray(0, size - at), at);
        at += part.length;
      }
      return bytesFrom(inner, made);
    },
  });
  const text = (_inner: Vm, self: Value, [encoding, start, end]: readonly Value[]): Value =>
    decode(own(self).subarray(...range(own(self).length, start, end)), encoding);
  methods(vm, realm.bufferProto, {
    toString: (inner, self, [encoding, start, end]) => {
      if (typeof encoding === 'string' && !isEncoding(encoding))
        throw inner.error('TypeError', `Unknown encoding: ${encoding}`, 'ERR_UNKNOWN_ENCODING');
      return text(inner, self, [encoding, start, end]);
    },
    toLocaleString: text,
    toJSON: (inner, self) => inner.object({ type: 'Buffer', data: array(inner, [...own(self)]) }),
    slice: (inner, self, [start, end]) =>
      bytesFrom(inner, own(self).subarray(...range(own(self).length, start, end))),
    equals: (inner, self, [other]) => {
      if (!(other instanceof Bytes))
        throw new Thrown(badArgument(inner, 'otherBuffer', 'an instance of Buffer or Uint8Array', other));
      return compare(own(self), other.data) === 0;
    },
    compare: (_inner, self, [other]) => compare(own(self), own(other)),
    includes: (_inner, self, [wanted, from_, encoding]) =>
      indexIn(own(self), needle(wanted, encoding), num(from_, 0) || 0) >= 0,
    indexOf: (_inner, self, [wanted, from_, encoding]) =>
      indexIn(own(self), needle(wanted, encoding), num(from_, 0) || 0),
    lastIndexOf: (_inner, self, [wanted, from_, encoding]) =>
      indexIn(own(self), needle(wanted, encoding), from_ === undefined ? Infinity : num(from_), true),
    copy: (_inner, self, [target, at, start, end]) => {
      const goal = own(target);
      const offset = num(at, 0);
      const part = own(self).subarray(...range(own(self).length, start, end));
      const fitting = part.subarray(0, Math.max(0, goal.length - offset));
      goal.set(fitting, Math.min(offset, goal.length));
      return fitting.length;
    },
    write: (_inner, self, args) => {
      const encoding = args.slice(1).find((one) => typeof one === 'string');
      const [offset, length] = args.slice(1).filter((one) => typeof one === 'number');
      const goal = own(self);
      const start = num(offset, 0);
      const room = Math.min(num(length, Infinity), goal.length - start);
      const data = encodeText(plainString(args[0]), encoding);
      let size = Math.min(data.length, room);
      // No half of a character is written.
      while (size > 0 && size < data.length && ((data[size] ?? 0) & 0xc0) === 0x80) size--;
      goal.set(data.subarray(0, size), start);
      return size;
    },
    fill: (_inner, self, [value, ...rest]) => {
      const numbers = rest.filter((one) => typeof one === 'number');
      const part = own(self).subarray(...range(own(self).length, numbers[0], numbers[1]));
      fillWith(
        part,
        value,
        rest.find((one) => typeof one === 'string'),
      );
      return self;
    },
  });
  for (const size of [2, 4, 8])
    methods(vm, realm.bufferProto, {
      [`swap${String(size * 8)}`]: (_inner, self) => {
        const data = own(self);
        for (let at = 0; at + size <= data.length; at += size) data.subarray(at, at + size).reverse();
        return self;
      },
    });
  addNumbersInBytes(vm, realm.bufferProto);
}

function isBuffer(value: Value): boolean {
  if (!(value instanceof Bytes)) return false;
  const made = value.find('constructor')?.value;
  return made instanceof Fn && made.name === 'Buffer';
}

function fillWith(data: Uint8Array, value: Value, encoding: Value): void {
  if (typeof value !== 'string' && !(value instanceof Bytes)) {
    data.fill(num(value, 0) || 0);
    return;
  }
  const pattern = value instanceof Bytes ? value.data : encodeText(value, encoding);
  for (let at = 0; at < data.length; at++) data[at] = pattern[at % pattern.length] ?? 0;
}
