// `/dev/tcp/HOST/PORT` in a redirection of bash. Source: bash, redir.c and lib/sh/netopen.c.
import { isErrno, strerror, type ErrnoCode, type Process, type Task } from '../../kernel';
import { Failure } from '../control';
import type { Shell } from '../shell';

/** Opens a connection; gives its descriptor. Refusals are told in bash's two lines. */
export function* openConnection(shell: Shell, path: string): Task<number> {
  const { p } = shell;
  const [, protocol = '', host = '', service = ''] = /^\/dev\/(tcp|udp)\/([^/]*)\/(.*)$/.exec(path) ?? [];
  if (protocol === 'udp') {
    yield* shell.complain(`${path}: datagrams are not modelled here; the real one sends them to that port`);
    throw new Failure(1, 'command');
  }
  const port = portOf(p, service);
  if (port === undefined) return yield* refuse(shell, path, `${service}: ${NO_SERVICE}`, 'EINVAL');
  let address: string;
  try {
    address = yield* p.network.resolve(host);
  } catch (error) {
    if (!isErrno(error)) throw error;
    return yield* refuse(shell, path, `${host}: ${error.code === 'EAGAIN' ? NO_SERVER : NO_NAME}`, 'EINVAL');
  }
  try {
    return yield* p.network.openConnection(address, port);
  } catch (error) {
    if (!isErrno(error)) throw error;
    // The name of the failed call comes without a line number.
    yield* shell.writeError(`${shell.prefix().replace(/ line \d+:/, '')}connect: ${strerror(error.code)}\n`);
    return yield* refuse(shell, path, undefined, error.code);
  }
}

const NO_SERVICE = 'Servname not supported for ai_socktype';
const NO_SERVER = 'Temporary failure in name resolution';
const NO_NAME = 'Name or service not known';

function* refuse(shell: Shell, path: string, why: string | undefined, code: ErrnoCode): Task<never> {
  if (why !== undefined) yield* shell.complain(why);
  yield* shell.complain(`${path}: ${strerror(code)}`);
  throw new Failure(1, 'command');
}

/** A number, or a name of /etc/services; undefined: there is none. */
function portOf({ files }: Process, service: string): number | undefined {
  if (/^\d*$/.test(service)) return Number(service);
  if (!files.exists('/etc/services')) return undefined;
  const lines = files.readText('/etc/services').split('\n');
  const [, port] =
    lines
      .map((line) => /^(\S+)\s+(\d+)\/tcp/.exec(line))
      .find((found) => found?.[1] === service)
      ?.slice(1) ?? [];
  return port === undefined ? undefined : Number(port);
}
