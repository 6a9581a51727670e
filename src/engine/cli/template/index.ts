// Go's text/template with Docker's functions, over plain data.
export { compileTemplate, evaluateSoFar, evaluateTemplate, type EvaluateOptions } from './evaluate';
export { functions, goFunctions, headerFunctions, jsonFunctions, type FunctionTable } from './functions';
export { toJson } from './json';
export { TemplateError, type Template } from './nodes';
export { Stringer } from './stringer';
export {
  GoDuration,
  JsonNumber,
  KeyedMap,
  MethodSet,
  NilCollection,
  noValue,
  Struct,
  structValue,
  type StructField,
} from './values';
