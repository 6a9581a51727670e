/** The only place that knows the parser, acorn, so that it can be loaded late. */
import * as acorn from 'acorn';
import { areFlags, patternFault } from '../../shared/regex/js-syntax';

export type Node = acorn.AnyNode;
export type Program = acorn.Program;
export type FunctionLike =
  | acorn.FunctionDeclaration
  | acorn.AnonymousFunctionDeclaration
  | acorn.FunctionExpression
  | acorn.ArrowFunctionExpression;
export type ClassLike = acorn.ClassDeclaration | acorn.AnonymousClassDeclaration | acorn.ClassExpression;
export type {
  Expression,
  Literal,
  ModuleDeclaration,
  Pattern,
  Statement,
  TemplateLiteral,
  VariableDeclaration,
} from 'acorn';

/** A program that is not JavaScript, in V8's words. */
export class JsSyntaxError extends Error {
  constructor(
    message: string,
    readonly line: number,
    readonly column: number,
    readonly width: number,
    readonly isIncomplete: boolean,
  ) {
    super(message);
  }
}

export function parse(source: string, kind: 'script' | 'commonjs' | 'module'): Program {
  try {
    return acorn.parse(source.startsWith('#!') ? `//${source.slice(2)}` : source, {
      ecmaVersion: 2024,
      sourceType: kind === 'module' ? 'module' : 'script',
      allowReturnOutsideFunction: kind === 'commonjs',
      allowAwaitOutsideFunction: kind === 'module',
      locations: true,
    });
  } catch (error) {
    if (error instanceof RangeError)
      throw new JsSyntaxError('Maximum call stack size exceeded', 1, 0, 1, false);
    if (!isAcornError(error)) throw error;
    throw inV8Words(source, error);
  }
}

interface AcornError extends Error {
  readonly pos: number;
  readonly loc: { readonly line: number; readonly column: number };
}

function isAcornError(error: unknown): error is AcornError {
  return error instanceof SyntaxError && 'pos' in error && 'loc' in error;
}

const RENAMED: readonly (readonly [RegExp, string])[] = [
  [/^Identifier '(.*)' has already been declared/, "Identifier '$1' has already been declared"],
  [/^Unterminated string constant/, 'Invalid or unexpected token'],
  [/^Unterminated template/, 'Unterminated template literal'],
  [/^Assigning to rvalue/, 'Invalid left-hand side in assignment'],
  [/^Unsyntactic break/, 'Illegal break statement'],
  [/^Unsyntactic continue/, 'Illegal continue statement: no surrounding iteration statement'],
  [/^'return' outside of function/, 'Illegal return statement'],
  [
    /^Cannot use keyword 'await' outside an async function/,
    'await is only valid in async functions and the top level bodies of modules',
  ],
  [
    /^'import' and 'export' may appear only with 'sourceType: module'/,
    'Cannot use import statement outside a module',
  ],
  [/^Missing initializer in const declaration/, 'Missing initializer in const declaration'],
];

/** What acorn's own check says of a literal is said again as V8 says it. */
function ofPattern(source: string, { pos, loc }: AcornError): JsSyntaxError {
  // Where the pattern begins, behind its slash.
  const column = loc.column - 1;
  const [whole, body = '', flags = ''] =
    /^\/((?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])*)\/([\w$]*)/.exec(source.slice(pos - 1)) ?? [];
  if (whole === undefined || !areFlags(flags))
    return new JsSyntaxError('Invalid regular expression flags', loc.line, column, 1, false);
  const fault = patternFault(body, flags) ?? 'Invalid group';
  return new JsSyntaxError(
    `Invalid regular expression: /${body}/${flags}: ${fault}`,
    loc.line,
    column,
    whole.length,
    false,
  );
}

function inV8Words(source: string, error: AcornError): JsSyntaxError {
  const { pos, loc } = error;
  const bare = error.message.replace(/ \(\d+:\d+\)$/, '');
  const isAtEnd = source.slice(pos).trim() === '';
  if (bare.startsWith('Unterminated regular expression'))
    return new JsSyntaxError('Invalid regular expression: missing /', loc.line, loc.column - 1, 1, isAtEnd);
  if (/^(?:Invalid|Duplicate) regular expression(?: flag|: )/.test(bare)) return ofPattern(source, error);
  const token =
    /^(?:[\p{L}_$][\p{L}\p{N}_$]*|\d[\w.]*|"[^"\n]*"|'[^'\n]*'|`|[=!]==?|=>|[-+*/%&|^<>]=?|\S)/u.exec(
      source.slice(pos),
    )?.[0] ?? '';
  const renamed = RENAMED.find(([pattern]) => pattern.test(bare));
  let message = renamed ? bare.replace(renamed[0], renamed[1]) : bare;
  if (renamed === undefined && /^Unexpected/.test(bare)) {
    if (isAtEnd) message = 'Unexpected end of input';
    else if (/^await\b/.test(bare))
      message = 'await is only valid in async functions and the top level bodies of modules';
    else if (/^["'`]/.test(token))
      message = token === '`' ? 'Unexpected template string' : 'Unexpected string';
    else if (/^\d/.test(token)) message = 'Unexpected number';
    else if (RESERVED.has(token)) message = `Unexpected token '${token}'`;
    else if (/^[\p{L}_$]/u.test(token)) message = `Unexpected identifier '${token}'`;
    else if (/^[#@\\]/.test(token)) message = 'Invalid or unexpected token';
    else message = `Unexpected token '${token}'`;
    if (isInsideCall(source, pos) && !isAtEnd && token !== ')') message = 'missing ) after argument list';
    else if (isInsideCall(source, pos) && isAtEnd) message = 'missing ) after argument list';
  }
  if (message === 'missing ) after argument list') {
    // V8 marks what stands before.
    const before = source.slice(0, pos).trimEnd();
    const last = /(?:"[^"\n]*"|'[^'\n]*'|[\w$]+|\S)$/.exec(before)?.[0] ?? '';
    const start = before.length - last.length;
    const line = before.split('\n').length;
    return new JsSyntaxError(
      message,
      line,
      start - before.lastIndexOf('\n', start) - 1,
      last.length,
      isAtEnd,
    );
  }
  if (renamed?.[1].startsWith('Cannot use import') && /^export\b/.test(token))
    message = "Unexpected token 'export'";
  return new JsSyntaxError(
    message,
    loc.line,
    loc.column,
    token.length,
    isAtEnd || bare === 'Unterminated template',
  );
}

const RESERVED = new Set(
  'break case catch class const continue debugger default delete do else export extends finally for function if import in instanceof new return super switch this throw try typeof var void while with'.split(
    ' ',
  ),
);

/** Whether the innermost bracket that is open here is that of a call. */
function isInsideCall(source: string, pos: number): boolean {
  const open: number[] = [];
  for (let at = 0; at < pos; at++) {
    const char = source[at] ?? '';
    if ('"\'`'.includes(char)) {
      const end = source.indexOf(char, at + 1);
      if (end < 0 || end >= pos) return false;
      at = end;
    } else if ('([{'.includes(char)) open.push(at);
    else if (')]}'.includes(char)) open.pop();
  }
  const last = open[open.length - 1];
  if (last === undefined || source[last] !== '(') return false;
  const before = /([\w$\])]+)\s*$/.exec(source.slice(0, last))?.[1] ?? '';
  return before !== '' && !['if', 'for', 'while', 'switch', 'catch', 'function'].includes(before);
}
