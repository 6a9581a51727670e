// docker-entrypoint.sh of the redis image: options mean the server, which runs as the user redis.
import { isErrno, type Program, strerror } from '../../kernel';
import { readUsers } from '../shared/users';

const SELF = '/usr/local/bin/docker-entrypoint.sh';

export const redisEntrypoint: Program = {
  id: 'redis-image/redis-entrypoint',
  *run(p) {
    const given = p.argv.slice(1);
    const [first = ''] = given;
    const argv = first.startsWith('-') || first.endsWith('.conf') ? ['redis-server', ...given] : given;
    const [command = ''] = argv;
    const user = readUsers(p.files).find(({ name }) => name === 'redis');
    if (command === 'redis-server' && p.credentials.uid === 0 && user !== undefined) {
      const { uid, gid } = user;
      for (const path of ['.', ...p.files.readDirectory('.')]) p.files.chown(path, uid, gid);
      p.setCredentials({ uid, gid, groups: [gid], capabilities: new Set() });
    }
    const folders = (p.env.get('PATH') ?? '').split(':');
    const path = command.includes('/')
      ? command
      : (folders.map((one) => `${one}/${command}`).find((one) => p.files.access(one, 'x')) ?? command);
    try {
      return yield* p.exec(path, argv, p.env);
    } catch (error) {
      if (!isErrno(error)) throw error;
      const words = error.code === 'ENOENT' && !command.includes('/') ? 'not found' : strerror(error.code);
      yield* p.stderr.write(`${SELF}: 60: exec: ${command}: ${words}\n`);
      return error.code === 'ENOENT' ? 127 : 126;
    }
  },
};
