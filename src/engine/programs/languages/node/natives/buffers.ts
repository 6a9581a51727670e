/** Buffer, which is what there is of Uint8Array too. */
import type { Task } from '../../../../kernel';
import { num, plainString, toText } from '../objects';
import { Arr, Bytes, ITERATOR, type Value } from '../values';
import type { Vm } from '../vm';
import { listIterator } from './iterators';
import { array, methods, nativeClass } from './objects';

// Buffers

export function bytesFrom(vm: Vm, data: Uint8Array): Bytes {
  return new Bytes(vm.realm.bufferProto, data);
}

export function* dataOf(vm: Vm, value: Value): Task<Uint8Array> {
  if (value instanceof Bytes) return value.data;
  return new TextEncoder().encode(yield* toText(vm, value));
}

export function decode(data: Uint8Array, encoding: Value): string {
  const latin = (): string => Array.from(data, (byte) => String.fromCharCode(byte)).join('');
  switch (encoding) {
    case 'hex':
      return Array.from(data, (byte) => byte.toString(16).padStart(2, '0')).join('');
    case 'base64':
      return btoa(latin());
    case 'latin1':
    case 'binary':
    case 'ascii':
      return latin();
    default:
      return new TextDecoder().decode(data);
  }
}

function encodeText(text: string, encoding: Value): Uint8Array {
  if (encoding === 'hex')
    return Uint8Array.from(text.match(/[0-9a-fA-F]{2}/g) ?? [], (pair) => parseInt(pair, 16));
  if (encoding === 'base64') {
    const plain = text
      .replace(/-/g, '+')
      .replace(/_/g, '/')
      .replace(/[^A-Za-z0-9+/]/g, '');
    return Uint8Array.from(atob(plain.slice(0, plain.length - (plain.length % 4 === 1 ? 1 : 0))), (char) =>
      char.charCodeAt(0),
    );
  }
  if (encoding === 'latin1' || encoding === 'binary')
    return Uint8Array.from(text, (char) => char.charCodeAt(0));
  return new TextEncoder().encode(text);
}

export function addBuffers(vm: Vm): void {
  const { realm } = vm;
  const cls = nativeClass(vm, 'Buffer', realm.bufferProto, (inner, _self, [size]) =>
    bytesFrom(inner, new Uint8Array(num(size, 0))),
  );
  realm.global.put('Uint8Array', cls, false);
  methods(vm, cls, {
    from: (inner, _self, [source, encoding]) => {
      if (source instanceof Bytes) return bytesFrom(inner, source.data.slice());
      if (source instanceof Arr)
        return bytesFrom(
          inner,
          Uint8Array.from(source.items, (one) => num(one)),
        );
      return bytesFrom(inner, encodeText(plainString(source), encoding));
    },
    alloc: (inner, _self, [size, fill]) => {
      const bytes = num(size, 0);
      if (!(bytes >= 0 && bytes <= 2 ** 32))
        throw inner.error(
          'RangeError',
          `The value of "size" is out of range. It must be >= 0 && <= 9007199254740991. Received ${String(bytes)}`,
          'ERR_OUT_OF_RANGE',
        );
      inner.p.allocate(bytes);
      return bytesFrom(inner, new Uint8Array(Math.min(bytes, 2 ** 28)).fill(num(fill, 0) || 0));
    },
    byteLength: (_inner, _self, [value]) =>
      value instanceof Bytes ? value.data.length : new TextEncoder().encode(plainString(value)).length,
    isBuffer: (_inner, _self, [value]) => value instanceof Bytes,
    concat: (inner, _self, [list]) => {
      const parts = list instanceof Arr ? list.items.filter((one) => one instanceof Bytes) : [];
      return bytesFrom(inner, Uint8Array.from(parts.flatMap((one) => [...one.data])));
    },
  });
  const own = (self: Value): Uint8Array => (self instanceof Bytes ? self.data : new Uint8Array());
  methods(vm, realm.bufferProto, {
    toString: (_inner, self, [encoding, start, end]) =>
      decode(own(self).subarray(num(start, 0), end === undefined ? undefined : num(end)), encoding),
    toJSON: (inner, self) => inner.object({ type: 'Buffer', data: array(inner, [...own(self)]) }),
    slice: (inner, self, [start, end]) =>
      bytesFrom(inner, own(self).slice(num(start, 0), end === undefined ? undefined : num(end))),
    subarray: (inner, self, [start, end]) =>
      bytesFrom(inner, own(self).subarray(num(start, 0), end === undefined ? undefined : num(end))),
    equals: (_inner, self, [other]) => decode(own(self), 'latin1') === decode(own(other), 'latin1'),
    includes: (_inner, self, [wanted]) => decode(own(self), 'utf8').includes(plainString(wanted)),
  });
  realm.bufferProto.put(
    ITERATOR,
    vm.native('[Symbol.iterator]', (inner, self) => listIterator(inner, own(self))),
    false,
  );
}
