import type { Vm } from '../vm';
import { addArrays } from './arrays';
import { addCollections } from './collections';
import { addDates } from './dates';
import { addJson } from './json';
import { addMath } from './math';
import { addBigInts, addNumbers } from './numbers';
import { addReflect } from './reflect';
import { addRegExps } from './regexps';
import { addStrings } from './strings';
import { addUriCoding } from './uri-coding';

export function addData(vm: Vm): void {
  const { stringProto, numberProto, bigintProto } = vm.realm;
  for (const proto of [stringProto, numberProto, bigintProto])
    proto.put(
      'valueOf',
      vm.native('valueOf', (_inner, self) => self),
      false,
    );
  addArrays(vm);
  addStrings(vm);
  addRegExps(vm);
  addNumbers(vm);
  addBigInts(vm);
  addMath(vm);
  addUriCoding(vm);
  addJson(vm);
  addCollections(vm);
  addDates(vm);
  addReflect(vm);
}
