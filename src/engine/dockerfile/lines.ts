import { argumentForm, splitInstruction } from './arguments';
import { directiveReader, type Directive } from './directives';
import { at, DockerfileError, type SourceRange } from './dockerfile-error';
import { heredocsInLine, type Heredoc } from './heredoc';
import { trim, trimStart } from './text';
import type { EscapeToken } from './words';

/** One instruction as it is written: continuation lines joined, arguments split, nothing understood yet. */
export interface Line {
  /** The instruction's name as written. */
  readonly keyword: string;
  /** The joined text, flags and all. */
  readonly source: string;
  /** Flags as written (`--from=build`), quotes resolved. */
  readonly flags: readonly string[];
  readonly args: readonly string[];
  readonly isJson: boolean;
  /** The instruction that ONBUILD holds. */
  readonly child?: Line;
  readonly heredocs: readonly Heredoc[];
  /** The comment lines right above, without `#`. */
  readonly comments: readonly string[];
  readonly range: SourceRange;
}

/** A continued line with an empty line inside. */
export interface EmptyContinuation {
  /** The joined line. */
  readonly source: string;
  /** The last line of the instruction (before its here-documents), as BuildKit reports it. */
  readonly range: SourceRange;
}

/** A Dockerfile read as lines. */
export interface DockerfileLines {
  readonly lines: readonly Line[];
  readonly escape: EscapeToken;
  readonly directives: readonly Directive[];
  readonly emptyContinuations: readonly EmptyContinuation[];
}

/** A physical line, line feed included, longer than this cannot be read: the size of Go's scanner. */
const maxLineBytes = 64 * 1024;

/** ONBUILD inside ONBUILD is refused later; this only bounds how far the lines of it are taken apart. */
const maxOnbuildNesting = 20;

/**
 * The first of the two parsers: lines, continuations, comments, directives and here-documents.
 * Throws a DockerfileError of code `syntax`, with the range that BuildKit shows. Source: BuildKit parser.Parse.
 */
export function parseLines(text: string): DockerfileLines {
  const reader = physicalLines(text);
  const directives: Directive[] = [];
  const findDirective = directiveReader();
  const lines: Line[] = [];
  const emptyContinuations: EmptyContinuation[] = [];
  let escape: EscapeToken = '\\';
  let comments: string[] = [];

  for (let raw = reader.next(); raw !== undefined; raw = reader.next()) {
    const startLine = reader.lineNumber;
    const content = trimStart(withoutLineEnd(raw));
    // BuildKit counts the line only afterwards, so its error names the line before.
    const beforeLine = { startLine: startLine - 1, endLine: startLine - 1 };
    const directive = at(beforeLine, 'syntax', () => findDirective.read(content));
    if (directive !== undefined) {
      directives.push(directive);
      if (directive.name === 'escape') escape = at(beforeLine, 'syntax', () => parseEscape(directive.value));
      continue;
    }
    if (content.startsWith('#')) {
      const comment = trim(content.slice(1));
      comments = comment === '' ? [] : [...comments, comment];
      continue;
    }
    if (content === '') {
      comments = [];
      continue;
    }
    const { source, hasEmptyLine } = readContinued(reader, content, escape);
    const range = { startLine, endLine: reader.lineNumber };
    if (hasEmptyLine) {
      emptyContinuations.push({ source, range: { startLine: range.endLine, endLine: range.endLine } });
    }
    lines.push(readLine(reader, source, comments, escape, range));
    comments = [];
  }

  const end = { startLine: reader.lineNumber, endLine: reader.lineNumber };
  if (lines.length === 0) throw new DockerfileError('syntax', 'file with no instructions', end);
  if (reader.isTooLong) {
    throw new DockerfileError(
      'syntax',
      `dockerfile line greater than max allowed size of ${maxLineBytes - 1}`,
      end,
    );
  }
  return { lines, escape, directives, emptyContinuations };
}

interface LineReader {
  /** How many lines have been read: the number of the last one. */
  readonly lineNumber: number;
  /** Whether reading stopped at a line that is too long. */
  readonly isTooLong: boolean;
  /** The next line with its line end; undefined after the last. */
  next(): string | undefined;
}

function physicalLines(text: string): LineReader {
  let position = text.startsWith('\ufeff') ? 1 : 0;
  let lineNumber = 0;
  let isTooLong = false;
  return {
    get lineNumber() {
      return lineNumber;
    },
    get isTooLong() {
      return isTooLong;
    },
    next() {
      if (isTooLong || position >= text.length) return undefined;
      const feed = text.indexOf('\n', position);
      const line = feed < 0 ? text.slice(position) : text.slice(position, feed + 1);
      if (line.length * 3 > maxLineBytes && new TextEncoder().encode(line).length > maxLineBytes) {
        isTooLong = true;
        return undefined;
      }
      position += line.length;
      lineNumber++;
      return line;
    },
  };
}

function withoutLineEnd(line: string): string {
  let end = line.length;
  while (end > 0 && (line.charAt(end - 1) === '\n' || line.charAt(end - 1) === '\r')) end--;
  return line.slice(0, end);
}

function parseEscape(value: string): EscapeToken {
  if (value === '\\' || value === '`') return value;
  throw new DockerfileError('syntax', `invalid escape token '${value}' does not match \` or \\`);
}

/** A line without its continuation mark; undefined when it has none. A doubled mark is an escaped one, and none. */
function cutContinuation(line: string, escape: EscapeToken): string | undefined {
  let end = line.length;
  while (end > 0 && (line.charAt(end - 1) === ' ' || line.charAt(end - 1) === '\t')) end--;
  if (line.charAt(end - 1) !== escape || line.charAt(end - 2) === escape) return undefined;
  return line.slice(0, end - 1);
}

/** Joins a line with those that continue it: comments between them go, empty lines go with a warning. */
function readContinued(reader: LineReader, first: string, escape: EscapeToken) {
  let hasEmptyLine = false;
  let continued = cutContinuation(first, escape);
  let source = continued ?? first;
  while (continued !== undefined) {
    const raw = reader.next();
    if (raw === undefined) break;
    const content = withoutLineEnd(raw);
    const start = trimStart(content);
    if (start.startsWith('#')) continue;
    if (start === '') {
      hasEmptyLine = true;
      continue;
    }
    continued = cutContinuation(content, escape);
    source += continued ?? content;
  }
  return { source, hasEmptyLine };
}

function readLine(
  reader: LineReader,
  source: string,
  comments: readonly string[],
  escape: EscapeToken,
  range: SourceRange,
): Line {
  const line = at(range, 'syntax', () => splitLine(source, comments, escape, range, 0));
  if (!canHoldHeredocs(line)) return line;
  const opened = at(range, 'syntax', () => heredocsInLine(source));
  if (opened.length === 0) return line;
  const heredocs = opened.map((heredoc) => ({
    ...heredoc,
    content: readHeredocContent(reader, heredoc, range.startLine),
  }));
  return { ...line, heredocs, range: { startLine: range.startLine, endLine: reader.lineNumber } };
}

function splitLine(
  source: string,
  comments: readonly string[],
  escape: EscapeToken,
  range: SourceRange,
  nesting: number,
): Line {
  const { keyword, flags, rest } = splitInstruction(source);
  const base = { keyword, source, flags, heredocs: [], comments, range };
  if (keyword.toLowerCase() === 'onbuild' && nesting < maxOnbuildNesting) {
    if (rest === '') return { ...base, args: [], isJson: false };
    const child = splitLine(rest, [], escape, range, nesting + 1);
    return { ...base, args: [child.keyword, ...child.args], isJson: false, child };
  }
  return { ...base, ...argumentForm(keyword)(rest, escape) };
}

/** ADD, COPY and RUN hold here-documents unless their arguments are JSON; ONBUILD holds those of its instruction. */
function canHoldHeredocs(line: Line): boolean {
  const holder = line.child ?? line;
  return !holder.isJson && ['add', 'copy', 'run'].includes(holder.keyword.toLowerCase());
}

function readHeredocContent(reader: LineReader, heredoc: Heredoc, startLine: number): string {
  let content = '';
  for (let raw = reader.next(); raw !== undefined; raw = reader.next()) {
    const line = withoutLineEnd(raw);
    if ((heredoc.chomps ? line.replace(/^\t+/, '') : line) === heredoc.name) return content;
    content += raw;
  }
  const range = { startLine, endLine: reader.lineNumber };
  throw new DockerfileError('syntax', 'unterminated heredoc', range);
}
