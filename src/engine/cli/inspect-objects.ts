import { DaemonError } from '../daemon';
import type { Task } from '../kernel';
import type { CommandContext } from './context';
import { CommandError, warn } from './context';
import { escapeHtml } from './go-json';
import { compileTemplate, evaluateTemplate, type GoTypes, type Template, TemplateError } from './template';

/** What JSON does not say of the API's types. */
const apiTypes: GoTypes = {
  maps: new Set([
    'Annotations',
    'Containers',
    'DriverOpts',
    'ExposedPorts',
    'Labels',
    'Networks',
    'Options',
    'PortBindings',
    'Ports',
    'Storage',
    'StorageOpt',
    'Sysctls',
    'Tmpfs',
    'Volumes',
  ]),
  durations: new Set(['Interval', 'StartInterval', 'StartPeriod', 'Timeout']),
  pointers: new Set([
    'GraphDriver',
    'Health',
    'Healthcheck',
    'IPAMConfig',
    'Init',
    'MemorySwappiness',
    'OomKillDisable',
    'PidsLimit',
    'SizeRootFs',
    'SizeRw',
    'StopTimeout',
    'UsageData',
  ]),
};

/** The status of a template that cannot be read. */
const templateStatus = 64;

/**
 * What all inspect commands do: each object as JSON, or through a template, a line each; what is missing is told
 * at the end and makes the status 1. `get` throws a DaemonError (or a CommandError) for what is not there.
 */
export function* inspectAll(
  context: Pick<CommandContext, 'operands' | 'stdout' | 'stderr'>,
  format: string,
  get: (name: string) => object,
): Task<number> {
  const template = format === '' || format === 'json' ? undefined : readTemplate(format);
  const objects: object[] = [];
  const errors: string[] = [];
  for (const name of context.operands) {
    try {
      objects.push(get(name));
    } catch (error) {
      if (error instanceof DaemonError) errors.push(error.asDaemonResponse());
      else if (error instanceof CommandError) errors.push(error.message);
      else throw error;
    }
  }
  yield* context.stdout.write(shown(objects, format, template));
  for (const error of errors) yield* warn(context, error);
  return errors.length === 0 ? 0 : 1;
}

/** Objects as inspect commands print them when nothing else is asked for. */
export function inspectText(objects: readonly object[]): string {
  return `${escapeHtml(JSON.stringify(objects, null, 4))}\n`;
}

function shown(objects: readonly object[], format: string, template: Template | undefined): string {
  if (template === undefined) {
    return format === 'json' ? `${escapeHtml(JSON.stringify(objects))}\n` : inspectText(objects);
  }
  return objects.map((object) => `${evaluate(template, object)}\n`).join('');
}

function readTemplate(format: string): Template {
  try {
    return compileTemplate(format);
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    throw new CommandError(`template parsing error: ${error.message}`, templateStatus);
  }
}

function evaluate(template: Template, object: object): string {
  try {
    return evaluateTemplate(template, object, { types: apiTypes });
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    throw new CommandError(`template parsing error: ${error.message}`);
  }
}
