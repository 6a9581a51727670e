/** The modules of Python's library that are modelled: each fills the names of one. */
import type { Attributes } from '../values';
import type { Vm } from '../vm';
import * as collections from './collections';
import * as digests from './digests';
import * as functools from './functools';
import * as heaps from './heaps';
import * as itertools from './itertools';
import * as json from './json';
import * as machine from './machine';
import * as network from './network';
import * as numbers from './numbers';
import * as os from './os';
import * as patterns from './patterns';
import * as random from './random';
import * as signals from './signals';
import * as sys from './sys';
import * as threads from './threads';
import * as times from './times';

export type FillModule = (vm: Vm, members: Attributes) => void;

export const MODULES: Readonly<Record<string, FillModule | undefined>> = {
  ...sys.modules,
  ...os.modules,
  ...signals.modules,
  ...times.modules,
  ...numbers.modules,
  ...collections.modules,
  ...digests.modules,
  ...functools.modules,
  ...heaps.modules,
  ...itertools.modules,
  ...json.modules,
  ...machine.modules,
  ...network.modules,
  ...patterns.modules,
  ...random.modules,
  ...threads.modules,
};
