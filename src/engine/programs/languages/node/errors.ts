/** Errors as Node.js prints them when nobody catches them. */
import { className } from './inspect';
import { internalsOf } from './internals';
import { get } from './objects';
import type { JsSyntaxError } from './parse';
import { Err, Obj, type StackPlace, type Value } from './values';
import type { Vm } from './vm';
import type { Task } from '../../../kernel';

/** The name of a program's own frame. */
export const MODULE_FRAME = 'Object.<anonymous>';
/** What JSON.parse read, as the file of an error's place. */
export const JSON_TEXT = '<anonymous_script>';

export function placeText({ name, file, line, column }: StackPlace): string {
  const where = file.startsWith('node:') && line === 0 ? file : `${file}:${String(line)}:${String(column)}`;
  if (file === '<anonymous>') return `${name} (<anonymous>)`;
  if (name === 'async') return `async ${where}`;
  return name === '' ? where : `${name} (${where})`;
}

export function headText(error: Obj): string {
  const name = error.find('name')?.value;
  const message = error.find('message')?.value;
  const own = error instanceof Err ? error.title : undefined;
  const title = own ?? (typeof name === 'string' ? name : (className(error) ?? 'Error'));
  const shown = error instanceof Err && error.tag !== undefined ? `${title} [${error.tag}]` : title;
  return typeof message === 'string' && message !== '' ? `${shown}: ${message}` : shown;
}

/** What `error.stack` is. */
export function stackText(_vm: Vm, error: Err): string {
  const own = error.own('stack');
  if (typeof own?.value === 'string') return own.value;
  const lines = error.stack.map(placeText);
  const cls = className(error);
  const head = headText(error);
  const isOwnClass =
    cls !== undefined && !head.startsWith(cls) && head.startsWith('Error') && error.own('name') === undefined;
  return [isOwnClass ? head.replace(/^Error/, cls) : head, ...lines.map((line) => `    at ${line}`)].join(
    '\n',
  );
}

/** The line where it was thrown, its error, and the version. */
export function* uncaughtText(
  vm: Vm,
  value: Value,
  show: (value: Value, above?: string) => string,
  isRejection = false,
  thrownAt?: StackPlace,
): Task<string> {
  const isLate = value instanceof Err && isRejection && value.stack[0] !== undefined;
  const thrown = value instanceof Obj && !isLate ? vm.realm.thrownAt.get(value) : thrownAt;
  const places = [...(thrown ? [thrown] : []), ...(value instanceof Err ? value.stack : [])];
  const place = places.find(({ file }) => vm.sources.has(file));
  const source = place && vm.sources.get(place.file)?.[place.line - 1];
  const header =
    place === undefined
      ? ''
      : source === undefined
        ? ''
        : `${place.file}:${String(place.line)}\n${source}\n${markBelow(source, place)}\n`;
  const version = `\n\nNode.js v${vm.version}\n`;
  if (value instanceof Err) {
    const text = show(value, header);
    return `${value.isBare ? header.slice(0, -1) : header}${text}${version}`;
  }
  const stack = value instanceof Obj ? yield* get(vm, value, 'stack') : undefined;
  if (typeof stack === 'string') return `${header}${stack}${version}`;
  const above = header === '' ? '' : `\n${header.slice(0, -1)}`;
  if (value instanceof Obj) return `${above}${show(value)}${version}`;
  const hint = '\n(Use `node --trace-uncaught ...` to show where the exception was thrown)';
  return `${above}${typeof value === 'string' ? value : show(value)}${hint}${version}`;
}

/** The mark under a place; what ended too early has none. */
function markBelow(source: string, { column, file, width = 1 }: StackPlace): string {
  if (file === JSON_TEXT && column > source.length) return '';
  return `${' '.repeat(Math.max(0, column - 1))}${'^'.repeat(width)}\n`;
}

export function syntaxErrorText(vm: Vm, error: JsSyntaxError, file: string, source: string): string {
  const line = source.split('\n')[error.line - 1] ?? '';
  const mark =
    error.width === 0
      ? ''
      : `${' '.repeat(error.column)}${'^'.repeat(Math.max(1, Math.min(error.width, line.length - error.column || 1)))}`;
  const own = internalsOf(vm);
  const stack = file.startsWith('[') ? own.evalCompile : [...own.compile, ...own.main.slice(1)];
  return `${file}:${String(error.line)}\n${line}\n${mark}\n\nSyntaxError: ${error.message}\n${stack.map((one) => `    at ${one}\n`).join('')}\nNode.js v${vm.version}\n`;
}
