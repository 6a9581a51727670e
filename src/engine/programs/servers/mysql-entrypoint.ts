// docker-entrypoint.sh of the mysql image: it asks for a password; the server itself is not modelled.
import type { Process, Program, Task } from '../../kernel';
import { readUsers } from '../shared/users';
import { runCommand } from './run-command';

const PASSWORDS = ['MYSQL_ROOT_PASSWORD', 'MYSQL_ALLOW_EMPTY_PASSWORD', 'MYSQL_RANDOM_ROOT_PASSWORD'];

export const mysqlEntrypoint: Program = {
  id: 'mysql-image/mysql-entrypoint',
  *run(p) {
    const given = p.argv.slice(1);
    const argv = given[0]?.startsWith('-') ? ['mysqld', ...given] : given;
    if (argv[0] === 'mysqld') {
      const started = `Entrypoint script for MySQL Server ${p.env.get('MYSQL_VERSION') ?? ''} started.`;
      yield* say(p, 'Note', started);
      const user = readUsers(p.files).find(({ name }) => name === 'mysql');
      if (p.credentials.uid === 0 && user !== undefined) {
        yield* say(p, 'Note', "Switching to dedicated user 'mysql'");
        p.setCredentials({ uid: user.uid, gid: user.gid, groups: [user.gid], capabilities: new Set() });
        yield* say(p, 'Note', started);
      }
      if (!PASSWORDS.some((name) => p.env.get(name))) {
        const wanted = PASSWORDS.map((name) => `\n    - ${name}`).join('');
        yield* say(
          p,
          'ERROR',
          'Database is uninitialized and password option is not specified\n' +
            `    You need to specify one of the following as an environment variable:${wanted}`,
        );
        return 1;
      }
    }
    return yield* runCommand(p, argv, '/usr/local/bin/docker-entrypoint.sh: line 438');
  },
};

/** A line of its log; errors go to stderr. */
function* say(p: Process, kind: 'Note' | 'ERROR', text: string): Task<void> {
  const time = new Date(p.nowMs).toISOString().replace('T', ' ').replace(/\..*/, '+00:00');
  yield* (kind === 'ERROR' ? p.stderr : p.stdout).write(`${time} [${kind}] [Entrypoint]: ${text}\n`);
}
