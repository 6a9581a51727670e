import { quote } from '../../units';
import { cut } from '../run-options/cut';
import { refusal } from './build-error';

/**
 * `--build-arg` and `--label` words as a map. A word without `=` has the value that `lookup` finds; undefined: it is
 * left out. Source: buildx, commands/build.go (listToMap).
 */
export function readKeyValues(
  words: readonly string[],
  lookup: (key: string) => string | undefined,
): ReadonlyMap<string, string> {
  const map = new Map<string, string>();
  for (const word of words) {
    const [key, value, hasValue] = cut(word, '=');
    if (key === '') throw refusal(`invalid key-value pair ${quote(word)}: empty key`);
    const found = hasValue ? value : lookup(key);
    if (found !== undefined) map.set(key, found);
  }
  return map;
}
