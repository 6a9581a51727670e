import { DockerfileError, type SourceRange } from './dockerfile-error';
import { trimStart } from './text';

/** A parser directive: a comment `# name=value` at the very top of the file. */
export interface Directive {
  readonly name: 'syntax' | 'escape' | 'check';
  readonly value: string;
  readonly range: SourceRange;
}

/** A directive found on its own: `value` is the first word of `commandLine`. */
export interface FoundDirective {
  readonly value: string;
  readonly commandLine: string;
  readonly line: number;
}

/** Reads lines from the top until one is no directive; from then on every line gives undefined. */
export interface DirectiveReader {
  /** Throws a DockerfileError without range when a directive comes twice. */
  read(line: string): Directive | undefined;
}

function directiveName(text: string): Directive['name'] | undefined {
  const name = text.toLowerCase();
  return name === 'syntax' || name === 'escape' || name === 'check' ? name : undefined;
}

/** `name=value` of a comment's text. A value of blanks alone counts as one blank. */
function splitDirective(text: string): readonly [string, string] | undefined {
  const index = text.indexOf('=');
  const name = /^([a-zA-Z][a-zA-Z0-9]*)[\t\n\f\r ]*$/.exec(text.slice(0, Math.max(index, 0)))?.[1];
  const written = text.slice(index + 1);
  if (name === undefined || written === '') return undefined;
  const value = written.trim();
  return [name, value === '' ? written.slice(-1) : value];
}

export function directiveReader(firstLine = 1, comment = '#'): DirectiveReader {
  const seen = new Set<string>();
  let line = firstLine - 1;
  let isDone = false;
  return {
    read(text) {
      line++;
      if (isDone) return undefined;
      const parts = text.startsWith(comment)
        ? splitDirective(trimStart(text.slice(comment.length)))
        : undefined;
      const name = parts === undefined ? undefined : directiveName(parts[0]);
      if (parts === undefined || name === undefined) {
        isDone = true;
        return undefined;
      }
      if (seen.has(name))
        throw new DockerfileError('syntax', `only one ${name} parser directive can be used`);
      seen.add(name);
      return { name, value: parts[1], range: { startLine: line, endLine: line } };
    },
  };
}

/** Finds `# name=value` at the top of a Dockerfile, after an optional `#!` line. */
export function findDirective(text: string, name: Directive['name']): FoundDirective | undefined {
  const { rest, firstLine } = withoutPreamble(text);
  return findWithComment(rest, firstLine, '#', name);
}

/**
 * Which frontend a build file asks for: `# syntax=image`, `// syntax=image` or JSON with a `syntax` key.
 * Source: BuildKit parser.DetectSyntax.
 */
export function detectSyntax(text: string): FoundDirective | undefined {
  const { rest, firstLine } = withoutPreamble(text);
  const found =
    findWithComment(rest, firstLine, '#', 'syntax') ?? findWithComment(rest, firstLine, '//', 'syntax');
  if (found !== undefined) return found;
  const value = readJsonSyntax(rest);
  return value === undefined ? undefined : { value, commandLine: value, line: firstLine - 1 };
}

function withoutPreamble(text: string): { readonly rest: string; readonly firstLine: number } {
  const plain = text.startsWith('\ufeff') ? text.slice(1) : text;
  if (!plain.startsWith('#!')) return { rest: plain, firstLine: 1 };
  const end = plain.indexOf('\n');
  return { rest: end < 0 ? '' : plain.slice(end + 1), firstLine: 2 };
}

function findWithComment(
  text: string,
  firstLine: number,
  comment: string,
  name: Directive['name'],
): FoundDirective | undefined {
  const reader = directiveReader(firstLine, comment);
  for (const line of text.split('\n')) {
    const directive = readQuietly(reader, line);
    if (directive === undefined) return undefined;
    if (directive.name !== name) continue;
    const [value = ''] = directive.value.split(' ');
    return { value, commandLine: directive.value, line: directive.range.startLine };
  }
  return undefined;
}

/** A directive that comes twice ends the search here; parsing the file reports it. */
function readQuietly(reader: DirectiveReader, line: string): Directive | undefined {
  try {
    return reader.read(line.replace(/\r$/, ''));
  } catch (error) {
    if (error instanceof DockerfileError) return undefined;
    throw error;
  }
}

function readJsonSyntax(text: string): string | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof json !== 'object' || json === null || !('syntax' in json)) return undefined;
  return typeof json.syntax === 'string' ? json.syntax : undefined;
}
