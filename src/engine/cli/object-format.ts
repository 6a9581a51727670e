import { CommandError } from './context';
import { compileTemplate, evaluateTemplate, type Template, TemplateError } from './template';

/** The status of a template that cannot be read. */
export const templateStatus = 64;

/** Reads `--format` of a command that shows one object of Go; `json` is short for a template. */
export function readObjectFormat(
  format: string,
  { problem = 'template parsing error', name = '' } = {},
): Template {
  try {
    return compileTemplate(format === 'json' ? '{{json .}}' : format);
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    throw new CommandError(`${problem}: ${withName(error.message, name)}`, templateStatus);
  }
}

/** The object through the template, without a newline; what goes wrong ends the command with Go's text. */
export function formatObject(template: Template, object: unknown, name = ''): string {
  try {
    return evaluateTemplate(template, object, { missingKey: 'empty' });
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    throw new CommandError(withName(error.message, name));
  }
}

/** Go tells the name of the template in its errors; most have none. */
export function withName(message: string, name: string): string {
  return message.replace(/^template: :/, `template: ${name}:`).replace('executing ""', `executing "${name}"`);
}

/** Tries a template on an object; what goes wrong counts as a template that cannot be read. */
export function checkObjectFormat(template: Template, object: unknown, problem: string): void {
  try {
    formatObject(template, object);
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    throw new CommandError(`${problem}: ${error.message}`, templateStatus);
  }
}
