// Reads lines until they make statements and commands (mainloop.c).
import { isErrno, strerror, type Task } from '../../../kernel';
import type { Client, Source } from './client';
import { runCommand, type Session } from './commands';
import { nextPiece, withVariables } from './input';

const HELP =
  'You are using psql, the command-line interface to PostgreSQL.\nType:  \\copyright for distribution terms\n       \\h for help with SQL commands\n       \\? for help with psql commands\n       \\g or terminate with semicolon to execute query\n       \\q to quit\n';

/** A branch of \if: whether it is taken, and whether one of its likes has been. */
interface Branch {
  readonly isActive: boolean;
  readonly wasTaken: boolean;
}

/** psql's prompt for what has been typed of a statement. */
function prompt({ database, ready }: Client, buffer: string): string {
  const { isSuperuser, isInTransaction, hasFailed } = ready;
  const state = isInTransaction ? (hasFailed ? '!' : '*') : '';
  return `${database}${stateOf(buffer)}${state}${isSuperuser ? '#' : '>'} `;
}

function stateOf(buffer: string): string {
  if (buffer.trim() === '') return '=';
  const rest = buffer.replace(
    /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|"(?:[^"]|"")*"|\$(\w*)\$[\s\S]*?\$\1\$/g,
    '',
  );
  const open = /'|"|\/\*|\$\w*\$/.exec(rest)?.[0];
  if (open !== undefined) return open === '/*' ? '*' : open.startsWith('$') ? '$' : open;
  return rest.split('(').length > rest.split(')').length ? '(' : '-';
}

/** Runs a source's lines. 3 where ON_ERROR_STOP ended it, 2 where the server is gone. */
export function* runSource(client: Client, source: Source): Task<number> {
  const session: Session = { client, source, runFile: (path) => runFile(client, path) };
  const branches: Branch[] = [];
  let buffer = '';
  for (;;) {
    if (!client.isConnected) return 2;
    if (source.isInteractive) yield* client.p.stdout.write(prompt(client, buffer));
    const line = yield* source.readLine();
    if (line === undefined) {
      if (source.isInteractive) yield* client.p.stdout.write('\\q\n');
      else if (buffer.trim() !== '') {
        const status = yield* client.query(buffer, source);
        if (status !== 0 && client.isOn('ON_ERROR_STOP')) return 3;
      }
      return client.isConnected ? 0 : 2;
    }
    if (client.variables.get('ECHO') === 'all' && !source.isInteractive) yield* client.write(`${line}\n`);
    if (buffer.trim() === '') {
      if (/^\s*(exit|quit)\s*;?\s*$/.test(line)) return 0;
      if (/^\s*help\s*;?\s*$/.test(line)) {
        yield* client.p.stdout.write(HELP);
        continue;
      }
    }
    const after = yield* takeLine(session, buffer === '' ? line : `${buffer}\n${line}`, buffer, branches);
    if (after.status !== 0 && !client.isConnected) return 2;
    if (after.isOver) return after.status;
    buffer = after.buffer;
    if (after.status !== 0 && client.isOn('ON_ERROR_STOP') && !source.isInteractive) return 3;
  }
}

/** Everything in a text that is complete. */
function* takeLine(
  session: Session,
  text: string,
  before: string,
  branches: Branch[],
): Task<{ readonly buffer: string; readonly status: number; readonly isOver?: true }> {
  const { client, source } = session;
  let rest = text;
  let buffer = '';
  let status = 0;
  for (;;) {
    const isActive = branches.every((branch) => branch.isActive);
    const { piece, rest: next } = nextPiece(buffer === '' ? rest : rest);
    if (piece.kind === 'sql') {
      if (piece.isComplete) {
        if (isActive) status = yield* client.query((buffer + piece.text).trim(), source);
        buffer = '';
        if (status !== 0 && client.isOn('ON_ERROR_STOP')) return { buffer: '', status };
        rest = next;
        continue;
      }
      buffer += piece.text;
      if (next === '')
        return { buffer: isActive && buffer.trim() !== '' ? buffer : isActive ? '' : before, status };
      rest = next;
      continue;
    }
    rest = next;
    if (condition(client, piece.name, piece.rest, branches)) continue;
    if (!isActive) continue;
    const after = yield* runCommand(session, piece.name, piece.rest, buffer);
    buffer = after.buffer;
    if (after.status !== 0) status = after.status;
    if (after.isOver) return { buffer, status: after.status, isOver: true };
    if (rest.trim() === '') return { buffer: buffer.trim() === '' ? '' : buffer, status };
  }
}

/** \if, \elif, \else, \endif; whether it was one of them. */
function condition(client: Client, name: string, rest: string, branches: Branch[]): boolean {
  const test = (): boolean => /^(true|on|yes|1|t|y)$/i.test(withVariables(rest, client.variables).trim());
  switch (name) {
    case 'if': {
      const isActive = branches.every((branch) => branch.isActive) && test();
      branches.push({ isActive, wasTaken: isActive });
      return true;
    }
    case 'elif':
    case 'else': {
      const own = branches.pop();
      if (!own) return false;
      const isActive = !own.wasTaken && (name === 'else' || test());
      branches.push({ isActive, wasTaken: own.wasTaken || isActive });
      return true;
    }
    case 'endif':
      return branches.pop() !== undefined;
    default:
      return false;
  }
}

/** Runs a file, or standard input where it is called `-`. */
export function* runFile(client: Client, path: string): Task<number> {
  const { p } = client;
  let text: string;
  try {
    text = path === '-' ? yield* p.stdin.readText() : p.files.readText(path);
  } catch (error) {
    if (!isErrno(error)) throw error;
    yield* p.stderr.write(`${path}: ${strerror(error.code)}\n`);
    return 1;
  }
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  let number = 0;
  const source: Source = {
    isInteractive: false,
    place: () => `psql:${path === '-' ? '<stdin>' : path}:${Math.min(number, lines.length)}: `,
    *readLine() {
      return lines[number++];
    },
  };
  return yield* runSource(client, source);
}
