// How Go, Docker and C read and write sizes, durations and numbers.
export { goRegexpProblem } from './go-regexp';
export {
  addressAt,
  addressProblem,
  formatAddress,
  formatPrefix,
  maskAddress,
  parseAddress,
  parsePrefix,
  prefixesOverlap,
  prefixHolds,
  type Address,
  type Prefix,
} from './addresses';
export { cFixed, cGeneral, cHexadecimal, cScientific } from './c-floats';
export { formatDuration, humanDuration, parseDuration } from './durations';
export {
  formatShortest,
  formatSignificant,
  parseBool,
  parseFloat64,
  parseInteger,
  parseUnsigned,
  type IntegerOptions,
} from './numbers';
export { jsonKind, jsonProblem, type JsonReading } from './json-problem';
export { parsePort, parsePortRange, type PortRange } from './ports';
export { quote } from './quote';
export { Sha256Blocks, sha256Hex } from './sha256';
export { bytesSize, humanSize, parseHumanSize, parseRamSize } from './sizes';
export { formatUlimit, parseUlimit, type Ulimit } from './ulimit';
export { ValueError } from './value-error';
export { fromBase64, toBase64 } from './base64';
