import type { Process, Task } from '../../../kernel';
import { isErrno } from '../../../kernel';
import { hostOf } from './sources';

const HTTP = 80;

/** Whether a mirror answers: its address, or why not, in the words of apt's http method. */
export type MirrorAnswer = { readonly address: string } | { readonly problem: string };

export function* askMirror(p: Process, uri: string): Task<MirrorAnswer> {
  const host = hostOf(uri);
  let address: string;
  try {
    address = yield* p.network.resolve(host);
  } catch (error) {
    if (!isErrno(error)) throw error;
    return {
      problem:
        error.code === 'ENOENT' ? `Could not resolve '${host}'` : `Temporary failure resolving '${host}'`,
    };
  }
  try {
    const connection = yield* p.network.connect(address, HTTP);
    connection.close();
    return { address };
  } catch (error) {
    if (!isErrno(error)) throw error;
    const [number, words] =
      error.code === 'ECONNREFUSED' ? [111, 'Connection refused'] : [113, 'No route to host'];
    return {
      problem: `Could not connect to ${host}:${HTTP} (${address}). - connect (${number}: ${words})`,
    };
  }
}
