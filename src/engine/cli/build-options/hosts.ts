import { parseAddress } from '../../units';
import { cut } from '../run-options/cut';
import { failedToBuild } from './build-error';

/** What `host-gateway` stands for in a build: the default bridge's own address. */
const hostGateway = '172.17.0.1';

/** `--add-host` words as `name:address`. Source: buildx, build/utils.go (toBuildkitExtraHosts). */
export function readExtraHosts(words: readonly string[]): readonly string[] {
  return words.map((word) => {
    const [name, given, isPair] = word.includes('=') ? cut(word, '=') : cut(word, ':');
    if (!isPair || name === '' || given === '') throw failedToBuild(`invalid host ${word}`);
    if (given === 'host-gateway') return `${name}:${hostGateway}`;
    const address = /^\[(.+)\]$/.exec(given)?.[1] ?? given;
    if (parseAddress(address) === undefined) throw failedToBuild(`invalid host ${word}`);
    return `${name}:${address}`;
  });
}
