// A client's connection to a server, and what it says where there is none (fe-connect.c).
import { isErrno, strerror, type Connection, type ErrnoCode, type Process, type Task } from '../../../kernel';
import { SOCKET } from '../postgres-log';
import type { Message, Request } from '../postgres-session';

export type Ready = Message & { readonly kind: 'ready' };

export interface Target {
  readonly user: string;
  readonly database: string;
  readonly host?: string;
  readonly port: number;
  readonly password?: string;
}

export interface Connected {
  readonly connection: Connection;
  readonly ready: Ready;
  /** The server's address; undefined: its socket. */
  readonly address?: string;
}

/** Connected, or what is wrong. */
export function* connectTo(
  p: Process,
  { user, database, host, port, password }: Target,
): Task<Connected | string> {
  const socket = SOCKET.replace(/\d+$/, String(port));
  const onSocket = `connection to server on socket "${socket}" failed: `;
  if (host === undefined && !p.files.exists(socket)) {
    return `${onSocket}No such file or directory\n\tIs the server running locally and accepting connections on that socket?`;
  }
  let address: string;
  try {
    address = host === undefined ? '127.0.0.1' : yield* p.network.resolve(host);
  } catch (error) {
    if (!isErrno(error)) throw error;
    return `could not translate host name "${host ?? ''}" to address: ${error.code === 'EAGAIN' ? 'Temporary failure in name resolution' : 'Name or service not known'}`;
  }
  const place =
    host === undefined
      ? onSocket
      : `connection to server at "${host}"${address === host ? '' : ` (${address})`}, port ${port} failed: `;
  let connection: Connection;
  try {
    connection = yield* p.network.connect(address, port);
  } catch (error) {
    if (!isErrno(error)) throw error;
    return place + refusal(error.code, host !== undefined);
  }
  const greeting = {
    user,
    database,
    isLocal: host === undefined,
    ...(password === undefined ? {} : { password }),
  };
  yield* connection.write(`${JSON.stringify(greeting)}\n`);
  const line = yield* connection.readLine();
  const message: Message | undefined = line === undefined ? undefined : parseMessage(line);
  if (message?.kind === 'ready')
    return { connection, ready: message, ...(host === undefined ? {} : { address }) };
  connection.close();
  if (message?.kind !== 'fatal')
    return `${place}server closed the connection unexpectedly\n\tThis probably means the server terminated abnormally\n\tbefore or while processing the request.`;
  return message.message.startsWith('fe_') ? place + message.message : `${place}FATAL:  ${message.message}`;
}

function refusal(code: ErrnoCode, isRemote: boolean): string {
  const where = isRemote
    ? 'on that host and accepting TCP/IP connections?'
    : 'locally and accepting connections on that socket?';
  return code === 'ECONNREFUSED' || code === 'ETIMEDOUT'
    ? `${strerror(code)}\n\tIs the server running ${where}`
    : strerror(code);
}

function parseMessage(line: string): Message {
  try {
    const message: Message = JSON.parse(line);
    return message;
  } catch {
    // Whatever listens there is no PostgreSQL.
    return { kind: 'fatal', message: 'received invalid response to SSL negotiation' };
  }
}

/** Sends a request and gives the answers to it; undefined: the server is gone. */
export function* ask(
  connection: Connection,
  request: Request,
): Task<{ readonly answers: readonly Message[]; readonly ready?: Ready }> {
  const answers: Message[] = [];
  yield* connection.write(`${JSON.stringify(request)}\n`);
  for (;;) {
    const line = yield* connection.readLine();
    if (line === undefined) return { answers };
    const message = parseMessage(line);
    if (message.kind === 'ready') return { answers, ready: message };
    answers.push(message);
  }
}
