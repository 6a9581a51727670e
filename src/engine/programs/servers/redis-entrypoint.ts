// docker-entrypoint.sh of the redis image: options mean the server, which runs as the user redis.
import type { Program } from '../../kernel';
import { readUsers } from '../shared/users';
import { runCommand } from './run-command';

export const redisEntrypoint: Program = {
  id: 'redis-image/redis-entrypoint',
  *run(p) {
    const given = p.argv.slice(1);
    const [first = ''] = given;
    const argv = first.startsWith('-') || first.endsWith('.conf') ? ['redis-server', ...given] : given;
    const user = readUsers(p.files).find(({ name }) => name === 'redis');
    if (argv[0] === 'redis-server' && p.credentials.uid === 0 && user !== undefined) {
      const { uid, gid } = user;
      for (const path of ['.', ...p.files.readDirectory('.')]) p.files.chown(path, uid, gid);
      p.setCredentials({ uid, gid, groups: [gid], capabilities: new Set() });
    }
    return yield* runCommand(p, argv, '/usr/local/bin/docker-entrypoint.sh: 60');
  },
};
