/** Buffer's methods that read and write numbers: readUInt16BE and its like. */
import { num } from '../objects';
import { Bytes, type Obj, type Value } from '../values';
import type { Vm } from '../vm';

interface Kind {
  readonly name: string;
  readonly size: number;
  readonly read: (view: DataView, at: number, isLittle: boolean) => number | bigint;
  readonly write: (view: DataView, at: number, value: Value, isLittle: boolean) => void;
  readonly least: number | bigint;
  readonly most: number | bigint;
}

const whole = (bits: 8 | 16 | 32, isSigned: boolean): Kind => ({
  name: `${isSigned ? 'Int' : 'UInt'}${String(bits)}`,
  size: bits / 8,
  read: (view, at, isLittle) => view[`get${isSigned ? 'Int' : 'Uint'}${bits}`](at, isLittle),
  write: (view, at, value, isLittle) => {
    view[`set${isSigned ? 'Int' : 'Uint'}${bits}`](at, num(value), isLittle);
  },
  least: isSigned ? -(2 ** (bits - 1)) : 0,
  most: isSigned ? 2 ** (bits - 1) - 1 : 2 ** bits - 1,
});

const big = (isSigned: boolean): Kind => ({
  name: `Big${isSigned ? 'Int' : 'UInt'}64`,
  size: 8,
  read: (view, at, isLittle) => view[isSigned ? 'getBigInt64' : 'getBigUint64'](at, isLittle),
  write: (view, at, value, isLittle) => {
    view[isSigned ? 'setBigInt64' : 'setBigUint64'](at, typeof value === 'bigint' ? value : 0n, isLittle);
  },
  least: isSigned ? -(2n ** 63n) : 0n,
  most: isSigned ? 2n ** 63n - 1n : 2n ** 64n - 1n,
});

const real = (name: 'Float' | 'Double', bits: 32 | 64): Kind => ({
  name,
  size: bits / 8,
  read: (view, at, isLittle) => view[`getFloat${bits}`](at, isLittle),
  write: (view, at, value, isLittle) => {
    view[`setFloat${bits}`](at, num(value), isLittle);
  },
  least: -Infinity,
  most: Infinity,
});

const KINDS: readonly Kind[] = [
  whole(8, false),
  whole(8, true),
  whole(16, false),
  whole(16, true),
  whole(32, false),
  whole(32, true),
  big(false),
  big(true),
  real('Float', 32),
  real('Double', 64),
];

function placeIn(vm: Vm, self: Value, offset: Value, size: number): [DataView, number] {
  const data = self instanceof Bytes ? self.data : new Uint8Array();
  const at = num(offset, 0);
  if (data.length < size)
    throw vm.error(
      'RangeError',
      'Attempt to access memory outside buffer bounds',
      'ERR_BUFFER_OUT_OF_BOUNDS',
    );
  if (!Number.isInteger(at) || at < 0 || at + size > data.length)
    throw vm.error(
      'RangeError',
      `The value of "offset" is out of range. It must be ${Number.isInteger(at) ? `>= 0 and <= ${String(data.length - size)}` : 'an integer'}. Received ${String(at)}`,
      'ERR_OUT_OF_RANGE',
    );
  return [new DataView(data.buffer, data.byteOffset, data.byteLength), at];
}

function add(vm: Vm, proto: Obj, kind: Kind, end: string): void {
  const { name, size, least, most } = kind;
  const isLittle = end === 'LE';
  const read = vm.native(`read${name}${end}`, (inner, self, [offset]) =>
    kind.read(...placeIn(inner, self, offset, size), isLittle),
  );
  const write = vm.native(`write${name}${end}`, (inner, self, [value, offset]) => {
    if ((typeof value === 'number' || typeof value === 'bigint') && (value < least || value > most))
      throw inner.error(
        'RangeError',
        `The value of "value" is out of range. It must be >= ${String(least)} and <= ${String(most)}. Received ${String(value).replace(/\B(?=(?:\d{3})+$)/g, '_')}`,
        'ERR_OUT_OF_RANGE',
      );
    const [view, at] = placeIn(inner, self, offset, size);
    kind.write(view, at, value, isLittle);
    return at + size;
  });
  const also = name.replace('UInt', 'Uint');
  for (const one of new Set([name, also])) {
    proto.put(`read${one}${end}`, read, false);
    proto.put(`write${one}${end}`, write, false);
  }
}

export function addNumbersInBytes(vm: Vm, proto: Obj): void {
  for (const kind of KINDS)
    for (const end of kind.size === 1 ? [''] : ['LE', 'BE']) add(vm, proto, kind, end);
}
