import { DaemonError } from '../daemon';
import type { Task } from '../kernel';
import type { CommandContext } from './context';
import { CommandError, warn } from './context';
import { escapeHtml, jsonOf } from './go-json';
import { asGo, type GoType, inGoOrder } from './inspect-types';
import {
  compileTemplate,
  evaluateTemplate,
  JsonNumber,
  jsonFunctions,
  noValue,
  type Template,
  TemplateError,
} from './template';

/** An object that was found, and its type in Go where templates see more of it than JSON says. */
export interface Found {
  readonly json: object;
  readonly type?: GoType;
  /** What is told when it is found. */
  readonly warning?: string;
}

/** An object of the Engine API, its JSON in Go's order. */
export function found(type: GoType, json: object): Found {
  const ordered = inGoOrder(type, json);
  return { json: typeof ordered === 'object' && ordered !== null ? ordered : json, type };
}

/** The status of a template that cannot be read. */
const templateStatus = 64;

/**
 * What all inspect commands do: each object as JSON, or through a template, a line each; what is missing is told
 * at the end and makes the status 1. `get` throws a DaemonError (or a CommandError) for what is not there.
 */
export function* inspectAll(
  context: Pick<CommandContext, 'operands' | 'stdout' | 'stderr'>,
  format: string,
  get: (name: string) => Found,
): Task<number> {
  const template = format === '' || format === 'json' ? undefined : readTemplate(format);
  const objects: Found[] = [];
  const errors: string[] = [];
  let lines = '';
  for (const name of context.operands) {
    try {
      const object = get(name);
      if (object.warning !== undefined) yield* warn(context, object.warning);
      objects.push(object);
      if (template !== undefined) lines += `${evaluate(template, object)}\n`;
    } catch (error) {
      if (error instanceof DaemonError) errors.push(error.asDaemonResponse());
      else if (error instanceof CommandError) errors.push(error.message);
      else throw error;
    }
  }
  // Where no template has said anything there is an empty line.
  yield* context.stdout.write(template === undefined ? inJson(objects, format) : lines || '\n');
  for (const error of errors) yield* warn(context, error);
  return errors.length === 0 ? 0 : 1;
}

/** Objects as inspect commands print them when nothing else is asked for. */
export function inspectText(objects: readonly Found[]): string {
  return jsonText(objects, 4);
}

function jsonText(objects: readonly Found[], indent = 0): string {
  const json = objects.map((object) => object.json);
  return `${escapeHtml(jsonOf(json, indent))}\n`;
}

function inJson(objects: readonly Found[], format: string): string {
  return format === 'json' ? jsonText(objects) : inspectText(objects);
}

function readTemplate(format: string): Template {
  try {
    return compileTemplate(format);
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    throw new CommandError(`template parsing error: ${error.message}`, templateStatus);
  }
}

/** Over the object as Go has it; where that cannot be, over its JSON, of which the error then speaks. */
function evaluate(template: Template, { json, type }: Found): string {
  if (type !== undefined) {
    try {
      return evaluateTemplate(template, asGo(type, json), { missingKey: 'nothing' });
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error;
    }
  }
  try {
    return evaluateTemplate(template, asRead(json), { functions: jsonFunctions });
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    throw new CommandError(`template parsing error: ${error.message}`);
  }
}

/** JSON as Go reads it without a type: numbers stay texts, and null is nothing. */
function asRead(json: unknown): unknown {
  if (json === null) return noValue;
  if (typeof json === 'number') return new JsonNumber(String(json));
  if (Array.isArray(json)) return json.map(asRead);
  if (typeof json !== 'object') return json;
  return Object.fromEntries(
    Object.entries(json)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => [key, asRead(value)]),
  );
}
