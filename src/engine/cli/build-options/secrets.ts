// --secret. Source: buildx, util/buildflags/secrets.go and build/secrets.go; BuildKit, session/secrets/secretsprovider.
import type { Process } from '../../kernel';
import { isErrno, strerror } from '../../kernel';
import { quote } from '../../units';
import { splitCsv } from '../csv';
import { cut } from '../run-options/cut';
import { failedToBuild, refusal } from './build-error';

/** One `--secret` as it was written. */
interface SecretSpec {
  readonly id: string;
  readonly path: string;
  readonly variable: string;
}

/** Reads the words; throws buildx's refusal. */
export function readSecretSpecs(words: readonly string[]): readonly SecretSpec[] {
  return words.filter((word) => word !== '').map(readSpec);
}

function readSpec(word: string): SecretSpec {
  let type = '';
  let [id, path, variable] = ['', '', ''];
  for (const field of splitCsv(word)) {
    const [name, value, hasValue] = cut(field, '=');
    const key = name.toLowerCase();
    if (!hasValue) throw refusal(`invalid field '${field}' must be a key=value pair`);
    if (key === 'type') {
      if (value !== 'file' && value !== 'env') throw refusal(`unsupported secret type ${quote(value)}`);
      type = value;
    } else if (key === 'id') id = value;
    else if (key === 'source' || key === 'src') path = value;
    else if (key === 'env') variable = value;
    else throw refusal(`unexpected key '${key}' in '${field}'`);
  }
  if (type === 'env' && variable === '') [variable, path] = [path, ''];
  return { id, path, variable };
}

/** A secret's largest size. */
const largestBytes = 500 * 1024;

/**
 * The secrets' bytes by id. One without a source is the variable of its name, or else the file of its name; a
 * variable that is not set is an empty secret, as Go's os.Getenv has it.
 */
export function loadSecrets(
  specs: readonly SecretSpec[],
  { env, files }: Pick<Process, 'env' | 'files'>,
): ReadonlyMap<string, Uint8Array> {
  const secrets = new Map<string, Uint8Array>();
  for (const { id, path, variable } of specs) {
    if (id === '') throw failedToBuild('secret missing ID');
    const isVariable = variable !== '' || (path === '' && env.has(id));
    const source = variable !== '' ? variable : path !== '' ? path : id;
    if (!isVariable) {
      secrets.set(id, readSecret(source, files));
      continue;
    }
    secrets.set(id, new TextEncoder().encode(env.get(source) ?? ''));
  }
  return secrets;
}

function readSecret(path: string, files: Process['files']): Uint8Array {
  try {
    const { sizeBytes } = files.stat(path);
    if (sizeBytes > largestBytes) {
      throw failedToBuild(`secret ${path} too big. max size 500KB`);
    }
    return files.readFile(path);
  } catch (error) {
    if (!isErrno(error)) throw error;
    const reason = strerror(error.code).toLowerCase();
    throw failedToBuild(`failed to stat ${path}: stat ${path}: ${reason}`);
  }
}
