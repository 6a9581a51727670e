import { parseBool, quote } from '../../units';
import { splitCsv } from '../csv';
import { cut } from '../run-options/cut';
import { refusal } from './build-error';

/** `--call`: what is asked instead of a build. */
export interface Call {
  readonly method: 'check' | 'outline' | 'targets';
  readonly isJson: boolean;
  /** Warnings do not make the command fail. */
  readonly ignoresStatus: boolean;
}

/**
 * Reads `--call` (`check`, `outline,format=json`, …); undefined: build. `lint` is another name of `check`.
 * Source: buildx, util/buildflags/callfunc.go.
 */
export function readCall(word: string): Call | undefined {
  let method = '';
  let format = '';
  let ignoresStatus = false;
  for (const field of splitCsv(word)) {
    const [name, value, hasValue] = cut(field, '=');
    if (!hasValue) {
      if (method !== '') throw refusal(`invalid print value: ${word}`);
      method = name;
    } else if (name === 'format') format = value;
    else if (name === 'ignorestatus') ignoresStatus = parseBool(value);
    else throw refusal(`invalid print field: ${field}`);
  }
  if (method === '' || method === 'build') return undefined;
  const known = method === 'lint' ? 'check' : method;
  if (known !== 'check' && known !== 'outline' && known !== 'targets') {
    throw refusal(`failed to build: failed to solve: unsupported subrequest ${quote(`frontend.${method}`)}`);
  }
  return { method: known, isJson: format === 'json', ignoresStatus };
}
