/** Scalars as texts, numbers and truths. */
import { numberText, textNumber } from './text';
import { BLESSED_CELLS, Cell, Code, Dual, Handle, PArray, Pattern, PHash, Ref, type Scalar } from './values';
import type { Vm } from './vm';

export function str(vm: Vm, value: Scalar): string {
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
      return numberText(value);
    case 'bigint':
      return String(value);
    case 'undefined':
      return '';
  }
  if (value instanceof Dual) return value.text;
  if (value instanceof Pattern && blessedOf(value) === undefined) return String((value.to as Cell).v);
  const [thing, kind] = referent(value);
  const blessed = blessedOf(value);
  return `${blessed === undefined ? '' : `${blessed}=`}${kind}(0x${vm.idOf(thing).toString(16)})`;
}

function referent(value: Ref | Code | Handle): readonly [object, string] {
  if (value instanceof Code) return [value, 'CODE'];
  if (value instanceof Handle) return [value, 'GLOB'];
  const { to } = value;
  if (to instanceof PArray) return [to, 'ARRAY'];
  if (to instanceof PHash) return [to, 'HASH'];
  return [to, to.v instanceof Ref || to.v instanceof Code ? 'REF' : 'SCALAR'];
}

export function blessedOf(value: Scalar): string | undefined {
  if (value instanceof Code) return value.blessed;
  if (!(value instanceof Ref)) return undefined;
  return value.to instanceof Cell ? BLESSED_CELLS.get(value.to) : value.to.blessed;
}

/** What ref() says. */
export function refKind(value: Scalar): string {
  const blessed = blessedOf(value);
  if (blessed !== undefined) return blessed;
  if (value instanceof Pattern) return 'Regexp';
  return value instanceof Ref || value instanceof Code || value instanceof Handle ? referent(value)[1] : '';
}

export function num(vm: Vm, value: Scalar): number | bigint {
  switch (typeof value) {
    case 'number':
    case 'bigint':
      return value;
    case 'string':
      return textNumber(value);
    case 'undefined':
      return 0;
  }
  if (value instanceof Dual) return value.number;
  return vm.idOf(referent(value)[0]);
}

/** A whole number, for indexes and counts. */
export function int(vm: Vm, value: Scalar): number {
  const number = Math.trunc(Number(num(vm, value)));
  return Number.isNaN(number) ? 0 : number;
}

export function truth(value: Scalar): boolean {
  if (value instanceof Dual) return value.number !== 0;
  return value !== undefined && value !== '' && value !== '0' && value !== 0 && value !== 0n;
}
