import { compileTemplate, evaluateTemplate, MethodSet, TemplateError } from '../template';
import { containerType } from './container';
import { FormatError } from './format-error';

/**
 * Whether a format shows sizes, which the daemon must be asked for; `docker ps` runs the template once to find out.
 * Source: docker/cli container/list.go (buildContainerListOptions).
 */
export function asksForSize(format: string): boolean {
  let isAsked = false;
  const fields = Object.keys(containerType.headers).map((name) => [
    name,
    () => {
      if (name === 'Size') isAsked = true;
      return name === 'IPAddresses' ? [] : '';
    },
  ]);
  const data = new MethodSet(containerType.typeName, { ...Object.fromEntries(fields), Label: (_name) => '' });
  try {
    const template = compileTemplate(format);
    try {
      evaluateTemplate(template, data);
    } catch (error) {
      throw asListError('failed to execute template', error);
    }
  } catch (error) {
    throw asListError('failed to parse template', error);
  }
  return isAsked;
}

function asListError(what: string, error: unknown): unknown {
  return error instanceof TemplateError ? new FormatError(`${what}: ${error.message}`) : error;
}
