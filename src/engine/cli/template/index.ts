// Go's text/template with Docker's functions, over plain data.
export { compileTemplate, evaluateTemplate, type EvaluateOptions } from './evaluate';
export { functions, headerFunctions, type FunctionTable } from './functions';
export { toJson } from './json';
export { TemplateError, type Template } from './nodes';
export { anyTypes, MethodSet, NilCollection, structValue, type GoTypes } from './values';
