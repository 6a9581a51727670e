// A client's connection to a server, and what it says where there is none (fe-connect.c).
import { isErrno, strerror, type Connection, type ErrnoCode, type Process, type Task } from '../../../kernel';
import type { Greeting, Message, Request } from '../postgres-session';
import { filedPassword, portNumber, TargetError, wholeNumber, type Place, type Target } from './target';

export type Ready = Message & { readonly kind: 'ready' };

export interface Connected {
  readonly connection: Connection;
  readonly ready: Ready;
  readonly place: Place;
  /** The server's address; undefined: its socket. */
  readonly address?: string;
}

/** Not connected: libpq's words, and whether another server of the same target may be tried. */
interface Refused {
  readonly text: string;
  readonly isOver: boolean;
}

/** Connected to the first of the target's servers that answers, or what is wrong with each. */
export function* connectTo(p: Process, target: Target): Task<Connected | string> {
  const texts: string[] = [];
  for (const place of target.places) {
    const result = yield* connectToPlace(p, target, place);
    if (!('isOver' in result)) return result;
    texts.push(result.text);
    if (result.isOver) break;
  }
  return texts.join('\n');
}

function* connectToPlace(p: Process, target: Target, place: Place): Task<Connected | Refused> {
  const { host } = place;
  const isLocal = host.startsWith('/');
  let port: number;
  try {
    port = portNumber(place.port);
  } catch (error) {
    if (!(error instanceof TargetError)) throw error;
    return { text: error.message, isOver: true };
  }
  const socket = `${host}/.s.PGSQL.${port}`;
  let address = '127.0.0.1';
  if (!isLocal) {
    const found = yield* addressOf(p, place);
    if ('text' in found) return found;
    ({ address } = found);
  }
  const start = isLocal
    ? `connection to server on socket "${socket}" failed: `
    : `connection to server at ${place.address === undefined && address !== host ? `"${host}" (${address})` : `"${address}"`}, port ${port} failed: `;
  const refused = (text: string, isOver = false): Refused => ({ text: start + text, isOver });
  if (isLocal && !p.files.exists(socket)) return refused(refusal('ENOENT', false));
  let connection: Connection;
  try {
    connection = yield* p.network.connect(address, port);
  } catch (error) {
    if (!isErrno(error)) throw error;
    return refused(refusal(error.code, !isLocal));
  }
  try {
    if (target.timeout !== undefined) wholeNumber(target.timeout, 'connect_timeout');
  } catch (error) {
    connection.close();
    if (!(error instanceof TargetError)) throw error;
    return refused(error.message, true);
  }
  if (target.requiresTls && !isLocal) {
    connection.close();
    return refused('server does not support SSL, but SSL was required');
  }
  const password = target.password ?? filedPassword(p, target, place);
  const greeting: Greeting = {
    user: target.user,
    database: target.database,
    applicationName: target.applicationName,
    isLocal,
    ...(password === undefined ? {} : { password }),
    ...(target.options === undefined ? {} : { options: target.options }),
  };
  yield* connection.write(`${JSON.stringify(greeting)}\n`);
  const line = yield* connection.readLine();
  const message: Message | undefined = line === undefined ? undefined : parseMessage(line);
  if (message?.kind === 'ready')
    return { connection, ready: message, place, ...(isLocal ? {} : { address }) };
  connection.close();
  if (message?.kind !== 'fatal')
    return refused(
      'server closed the connection unexpectedly\n\tThis probably means the server terminated abnormally\n\tbefore or while processing the request.',
    );
  if (message.message.startsWith('fe_')) return refused(message.message, true);
  const detail = message.detail === undefined ? '' : `\nDETAIL:  ${message.detail}`;
  const text = `${start}FATAL:  ${message.message}${detail}`;
  // libpq takes an unknown setting for an old server that does not know application_name, and tries again without.
  return {
    text: message.message.startsWith('unrecognized configuration parameter') ? `${text}\n${text}` : text,
    isOver: true,
  };
}

function* addressOf(p: Process, { host, address }: Place): Task<{ readonly address: string } | Refused> {
  if (address !== undefined) {
    if (/^[\d.]+$|:/.test(address)) return { address };
    return { text: `could not parse network address "${address}": Name or service not known`, isOver: false };
  }
  try {
    return { address: yield* p.network.resolve(host) };
  } catch (error) {
    if (!isErrno(error)) throw error;
    const words =
      error.code === 'EAGAIN' ? 'Temporary failure in name resolution' : 'Name or service not known';
    return { text: `could not translate host name "${host}" to address: ${words}`, isOver: false };
  }
}

function refusal(code: ErrnoCode, isRemote: boolean): string {
  const where = isRemote
    ? 'on that host and accepting TCP/IP connections?'
    : 'locally and accepting connections on that socket?';
  return code === 'ECONNREFUSED' || code === 'ETIMEDOUT' || code === 'ENOENT'
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
