/** Exceptions as Python 3.13 prints them when nobody catches them. */
import type { Task } from '../../../kernel';
import type { PySyntaxError } from './syntax';
import { str } from './text';
import { membersOf } from './exception-groups';
import { PyException, Raised, type TracePlace, type Value } from './values';
import type { Vm } from './vm';

/** Lines in a row that are the same are told this often, then counted. */
const MAX_REPEATED = 3;

export function* traceback(vm: Vm, exception: PyException, isChained = true): Task<string> {
  return (yield* chained(vm, exception, new Set(), new Margin(), isChained)).join('');
}

/** How far in the margin a group's members stand. */
class Margin {
  depth = 0;
  /** The line below the last member is still to come. */
  needsClose = false;

  get indent(): string {
    return '  '.repeat(this.depth);
  }

  put(text: string, mark = '|'): string {
    if (this.depth === 0) return text;
    return text
      .split(/(?<=\n)/)
      .map((line) => `${this.indent}${mark} ${line}`)
      .join('');
  }
}

/** A group with more members shows so many. */
const MAX_MEMBERS = 15;
const MAX_GROUPS = 10;

function* chained(
  vm: Vm,
  exception: PyException,
  seen: ReadonlySet<PyException>,
  margin: Margin,
  isChained = true,
): Task<string[]> {
  const now = new Set([...seen, exception]);
  const parts: string[] = [];
  const { cause, context, isContextHidden } = exception;
  if (!isChained) {
    // Told alone.
  } else if (cause instanceof PyException && !now.has(cause)) {
    parts.push(...(yield* chained(vm, cause, now, margin)));
    parts.push(margin.put('\nThe above exception was the direct cause of the following exception:\n\n'));
  } else if (context && !isContextHidden && !now.has(context)) {
    parts.push(...(yield* chained(vm, context, now, margin)));
    parts.push(margin.put('\nDuring handling of the above exception, another exception occurred:\n\n'));
  }
  const members = membersOf(exception);
  if (members === undefined) {
    const head = exception.trace.length > 0 ? 'Traceback (most recent call last):\n' : '';
    parts.push(margin.put(head + places(exception.trace) + (yield* lastLine(vm, exception))));
    return parts;
  }
  if (margin.depth > MAX_GROUPS) {
    parts.push(margin.put(`... (max_group_depth is ${String(MAX_GROUPS)})\n`));
    return parts;
  }
  const isTop = margin.depth === 0;
  if (isTop) margin.depth++;
  if (exception.trace.length > 0) {
    parts.push(margin.put('Exception Group Traceback (most recent call last):\n', isTop ? '+' : '|'));
    parts.push(margin.put(places(exception.trace)));
  }
  parts.push(margin.put(yield* lastLine(vm, exception)));
  margin.needsClose = false;
  const shown = members.slice(0, MAX_MEMBERS + 1);
  for (const [index, member] of shown.entries()) {
    const isLast = index === shown.length - 1;
    const isCut = index >= MAX_MEMBERS;
    if (isLast) margin.needsClose = true;
    const title = isCut ? '...' : String(index + 1);
    parts.push(`${margin.indent}${index === 0 ? '+-' : '  '}+---------------- ${title} ----------------\n`);
    margin.depth++;
    if (isCut) {
      const more = members.length - MAX_MEMBERS;
      parts.push(margin.put(`and ${String(more)} more exception${more === 1 ? '' : 's'}\n`));
    } else parts.push(...(yield* chained(vm, member, now, margin)));
    if (isLast && margin.needsClose) {
      parts.push(`${margin.indent}+------------------------------------\n`);
      margin.needsClose = false;
    }
    margin.depth--;
  }
  if (isTop) margin.depth = 0;
  return parts;
}

function places(trace: readonly TracePlace[]): string {
  let text = '';
  let repeated = 0;
  let last: TracePlace | undefined;
  const flush = (): void => {
    const more = repeated - MAX_REPEATED;
    if (more > 0) text += `  [Previous line repeated ${String(more)} more time${more === 1 ? '' : 's'}]\n`;
  };
  for (const place of trace) {
    const isSame = last?.file === place.file && last.line === place.line && last.name === place.name;
    if (!isSame) {
      flush();
      repeated = 0;
    }
    last = place;
    if (++repeated <= MAX_REPEATED) text += placeText(place);
  }
  flush();
  return text;
}

/** `File "app.py", line 3, in f`, the line and the mark below it. */
export function placeText(place: TracePlace): string {
  const head = `  File "${place.file}", line ${String(place.shownLine ?? place.line)}, in ${place.name}\n`;
  if (place.shown !== undefined) return head + place.shown;
  const source = place.source?.[place.line - 1];
  if (source === undefined || source.trim() === '') return head;
  if (place.endLine > place.line) return head + severalLines(place);
  const line = source.trimEnd();
  const indent = line.length - line.trimStart().length;
  return `${head}    ${line.trim()}\n${mark(place, line, indent)}`;
}

function mark(place: TracePlace, line: string, indent: number): string {
  const { column, endColumn, anchors, isPlain } = place;
  const covers = line.slice(0, column).trim() === '' && line.slice(endColumn).trim() === '';
  if (isPlain || (covers && !anchors)) return '';
  return `    ${' '.repeat(Math.max(0, column - indent))}${marks(line, place.line, column, endColumn, place)}\n`;
}

function marks(line: string, number: number, from: number, to: number, { anchors }: TracePlace): string {
  let text = '';
  const opens =
    anchors?.opens === undefined || number !== anchors.line ? -1 : line.indexOf(anchors.opens, anchors.from);
  const start = opens >= 0 ? opens : (anchors?.from ?? 0);
  for (let at = from; at < to; at++) {
    if (!anchors) text += '^';
    else if (line[at] === undefined) text += '';
    else if (anchors.to === Infinity)
      text += number > anchors.line || (number === anchors.line && at >= start) ? '^' : '~';
    else text += number === anchors.line && at >= start && at < anchors.to ? '^' : '~';
  }
  return text;
}

/** An expression over several lines: the first and the last, those around its mark, and how many lie between. */
function severalLines(place: TracePlace): string {
  const { source = [], line, endLine, column, endColumn, anchors, isPlain } = place;
  const all = source.slice(line - 1, endLine);
  const indent = Math.min(
    ...all.filter((one) => one.trim() !== '').map((one) => one.length - one.trimStart().length),
  );
  const statement =
    (all[0] ?? '').slice(0, column).trim() === '' &&
    (all[all.length - 1] ?? '').slice(endColumn).trim() === '';
  const hasMarks = !isPlain && (anchors !== undefined || !statement);
  const shown = new Set([0, all.length - 1]);
  if (anchors) for (const near of [-1, 0, 1]) shown.add(anchors.line - line + near);
  if (anchors?.to === Infinity) shown.add(all.length - 2);
  let text = '';
  let last = -1;
  for (const index of [...shown].filter((at) => at >= 0 && at < all.length).sort((a, b) => a - b)) {
    const gap = index - last - 1;
    if (gap === 1) text += oneOfSeveral(all[index - 1] ?? '', line + index - 1);
    else if (gap > 1) text += `    ...<${String(gap)} lines>...\n`;
    text += oneOfSeveral(all[index] ?? '', line + index);
    last = index;
  }
  function oneOfSeveral(one: string, number: number): string {
    const trimmed = one.trimEnd();
    const from = number === line ? column : trimmed.length - trimmed.trimStart().length;
    const to = number === endLine ? endColumn : trimmed.length;
    const below = `${' '.repeat(Math.max(0, from - indent))}${marks(trimmed, number, from, to, place)}`;
    return `    ${trimmed.slice(indent)}\n${hasMarks ? `    ${below}\n` : ''}`;
  }
  return text;
}

/** `ValueError: what is wrong`, with a suggestion for a name that nearly exists. */
export function* lastLine(vm: Vm, exception: PyException): Task<string> {
  const { cls, syntaxError } = exception;
  if (syntaxError) return syntaxErrorText(syntaxError.error, syntaxError.file, syntaxError.lines);
  const module = cls.module === 'builtins' || cls.module === '__main__' ? '' : `${cls.module}.`;
  let message: string;
  try {
    message = yield* str(vm, exception);
  } catch (error) {
    if (!(error instanceof Raised)) throw error;
    message = '<exception str() failed>';
  }
  const { suggestion } = exception;
  const hint =
    suggestion === undefined
      ? ''
      : suggestion.startsWith('import ')
        ? `. Did you forget to import '${suggestion.slice('import '.length)}'?`
        : `. Did you mean: '${suggestion}'?`;
  let text = `${module}${cls.qualifiedName}${message === '' ? '' : `: ${message}`}${hint}\n`;
  const notes = exception.attributes?.get('__notes__');
  if (notes && typeof notes === 'object' && 'items' in notes) {
    for (const note of notes.items as readonly Value[]) text += `${yield* str(vm, note)}\n`;
  }
  return text;
}

/** A program that cannot be read. */
export function syntaxErrorText(
  error: PySyntaxError,
  file: string,
  lines: readonly string[] | undefined,
): string {
  const { place, type, message } = error;
  const source = lines?.[place.line - 1]?.trimEnd();
  const head = `  File "${file}", line ${String(place.line)}\n`;
  if (source === undefined || source.trim() === '') return `${head}${type}: ${message}\n`;
  const indent = source.length - source.trimStart().length;
  const shown = `${head}    ${source.trim()}\n`;
  if (error.isUnmarked) return `${shown}${type}: ${message}\n`;
  const end = place.endLine > place.line ? source.length : place.endColumn;
  const width = Math.max(1, end - place.column);
  return `${shown}    ${' '.repeat(Math.max(0, place.column - indent))}${'^'.repeat(width)}\n${type}: ${message}\n`;
}
