import type { Process, Task } from '../../kernel';
import { program } from '../shared/program';
import type { Call } from '../shared/program';

export const getent = program({
  id: 'libc-bin/getent',
  usage: '[OPTION...] database [key ...]',
  *run(c) {
    const [database, ...keys] = c.operands;
    const { files } = c.p;
    if (database === undefined) {
      yield* c.warn('wrong number of arguments');
      return yield* wrongCall(c);
    }
    const paths: Readonly<Record<string, string>> = {
      passwd: '/etc/passwd',
      group: '/etc/group',
      shadow: '/etc/shadow',
      hosts: '/etc/hosts',
      services: '/etc/services',
      protocols: '/etc/protocols',
      gshadow: '/etc/gshadow',
      networks: '/etc/networks',
    };
    if (/^ahosts(v4|v6)?$/.test(database) || (database === 'hosts' && keys.length > 0)) {
      let status = 0;
      for (const key of keys) {
        try {
          const addresses = yield* addressesOf(c.p, key, database);
          if (database === 'hosts') yield* c.print(`${(addresses[0] ?? '').padEnd(15)} ${key}\n`);
          else
            yield* c.print(
              addresses
                .map((address) => address.padEnd(15))
                .map(
                  (address, index) =>
                    `${address} STREAM ${index === 0 ? key : ''}\n${address} DGRAM  \n${address} RAW    \n`,
                )
                .join(''),
            );
        } catch {
          status = 2;
        }
      }
      return status;
    }
    const path = paths[database];
    if (path === undefined) {
      yield* c.p.stderr.write(`Unknown database: ${database}\n`);
      return yield* wrongCall(c);
    }
    const lines = (files.access(path, 'r') ? files.readText(path) : '')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'));
    if (keys.length === 0) {
      yield* c.print(lines.map((line) => `${line}\n`).join(''));
      return 0;
    }
    let status = 0;
    for (const key of keys) {
      const found = lines.find((line) => {
        const fields = line.split(/[:\s]+/);
        return fields[0] === key || ((database === 'passwd' || database === 'group') && fields[2] === key);
      });
      if (found === undefined) status = 2;
      else yield* c.print(`${found}\n`);
    }
    return status;
  },
});

/** In the order of the real one; throws Errno where there is none. */
function* addressesOf({ network }: Process, name: string, database: string): Task<readonly string[]> {
  const versions =
    database === 'ahostsv4' ? ([4] as const) : database === 'ahostsv6' ? ([6] as const) : ([6, 4] as const);
  const found: string[] = [];
  let problem: unknown;
  for (const version of versions) {
    try {
      found.push(yield* network.resolve(name, version));
    } catch (error) {
      problem = error;
    }
  }
  if (found.length === 0) throw problem;
  return [...new Set(found)];
}

/** argp's line of advice: on stdout where getent itself found the mistake. */
function* wrongCall(c: Call): Task<number> {
  yield* c.print("Try `getent --help' or `getent --usage' for more information.\n");
  return 1;
}
