import { parseBool, ValueError } from '../units';
import { parseFields } from './csv';
import { DockerfileError } from './dockerfile-error';
import { withSuggestion } from './suggest';
import { cut } from './text';

/** A device that RUN --device asks for. */
export interface Device {
  readonly name: string;
  readonly isRequired: boolean;
}

/** Throws a DockerfileError of code `instruction` without range. Source: BuildKit instructions.ParseDevice. */
export function parseDevice(text: string): Device {
  let name = '';
  let isRequired = false;
  for (const field of parseFields(text, 'failed to parse csv devices')) {
    const pair = cut(field, '=');
    const key = (pair?.[0] ?? field).toLowerCase();
    if (key === 'required') isRequired = pair === undefined || parseRequired(key, pair[1]);
    else if (key === 'name' && pair !== undefined) {
      if (name !== '') throw invalid(`device name already set to ${name}`);
      name = pair[1];
    } else if (name === '') name = field;
    else if (pair === undefined) throw invalid(`invalid field '${field}' must be a key=value pair`);
    else throw invalid(withSuggestion(`unexpected key '${key}' in '${field}'`, key, ['name', 'required']));
  }
  return { name, isRequired };
}

function parseRequired(key: string, value: string): boolean {
  try {
    return parseBool(value);
  } catch (error) {
    if (error instanceof ValueError) throw invalid(`invalid value for ${key}: ${value}`);
    throw error;
  }
}

function invalid(message: string): DockerfileError {
  return new DockerfileError('instruction', message);
}
