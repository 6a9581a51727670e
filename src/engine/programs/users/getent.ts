import type { Task } from '../../kernel';
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
          const address = yield* c.p.network.resolve(key);
          if (database === 'hosts') yield* c.print(`${address.padEnd(15)} ${key}\n`);
          else
            yield* c.print(
              `${address.padEnd(15)} STREAM ${key}\n${address.padEnd(15)} DGRAM  \n${address.padEnd(15)} RAW    \n`,
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

/** argp's line of advice: on stdout where getent itself found the mistake. */
function* wrongCall(c: Call): Task<number> {
  yield* c.print("Try `getent --help' or `getent --usage' for more information.\n");
  return 1;
}
