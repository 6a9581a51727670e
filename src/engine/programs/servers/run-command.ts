// What every entrypoint script ends with: exec "$@".
import { isErrno, type Process, strerror, type Task } from '../../kernel';

/** Becomes the command, looked for in PATH; what a shell says where it cannot, `script` being its name and line. */
export function* runCommand(p: Process, argv: readonly string[], script: string): Task<number> {
  const [command = ''] = argv;
  const folders = (p.env.get('PATH') ?? '').split(':');
  const path = command.includes('/')
    ? command
    : (folders.map((one) => `${one}/${command}`).find((one) => p.files.access(one, 'x')) ?? command);
  try {
    return yield* p.exec(path, argv, p.env);
  } catch (error) {
    if (!isErrno(error)) throw error;
    const words = error.code === 'ENOENT' && !command.includes('/') ? 'not found' : strerror(error.code);
    yield* p.stderr.write(`${script}: exec: ${command}: ${words}\n`);
    return error.code === 'ENOENT' ? 127 : 126;
  }
}
