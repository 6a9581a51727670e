import { CommandError } from './context';
import { compileTemplate, evaluateTemplate, type Template, TemplateError } from './template';

/** The status of a template that cannot be read. */
export const templateStatus = 64;

/** Reads `--format` of a command that shows one object of Go; `json` is short for a template. */
export function readObjectFormat(format: string, problem = 'template parsing error'): Template {
  try {
    return compileTemplate(format === 'json' ? '{{json .}}' : format);
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    throw new CommandError(`${problem}: ${error.message}`, templateStatus);
  }
}

/** The object through the template, without a newline; what goes wrong ends the command with Go's text. */
export function formatObject(template: Template, object: unknown): string {
  try {
    return evaluateTemplate(template, object, { missingKey: 'empty' });
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    throw new CommandError(error.message);
  }
}
