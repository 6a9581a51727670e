// psql: a client of the server, at a terminal, for one command or for a file. Source: psql(1); recordings; the real one.
import type { Process, Program, Task } from '../../kernel';
import { programVersion, versionText } from './postgres-log';
import { Client, type Source } from './psql/client';
import { runCommand } from './psql/commands';
import { nextPiece } from './psql/input';
import { runFile, runSource } from './psql/main-loop';
import { readOptions, type Options } from './psql/options';

export const psql: Program = {
  id: 'postgresql/psql',
  *run(p) {
    const words = p.argv.slice(1);
    if (words.includes('--version') || words.includes('-V')) {
      yield* p.stdout.write(`psql (PostgreSQL) ${programVersion(p)}\n`);
      return 0;
    }
    if (words.includes('--help') || words[0] === '-?') {
      yield* p.stdout.write('psql: its help is not modelled here; see the manual page psql(1)\n');
      return 0;
    }
    const options = readOptions(p, words);
    if ('hasHint' in options) {
      yield* p.stderr.write(
        `${options.text}\n${options.hasHint ? 'psql: hint: Try "psql --help" for more information.\n' : ''}`,
      );
      return 1;
    }
    for (const word of options.surplus)
      yield* p.stderr.write(`psql: warning: extra command-line argument "${word}" ignored\n`);
    const client = new Client(p, options);
    const problem = yield* client.connect(options.parameters);
    if (problem !== undefined) {
      yield* p.stderr.write(`psql: error: ${problem}\n`);
      return 2;
    }
    describeSession(p, client);
    try {
      return yield* run(p, client, options);
    } finally {
      client.close();
    }
  },
};

/** The variables that \set lists from the start. */
function describeSession(p: Process, { variables }: Client): void {
  const version = programVersion(p);
  const [, major = '', minor = ''] = /^(\d+)\.(\d+)/.exec(version) ?? [];
  const number = `${major}${minor.padStart(4, '0')}`;
  const fixed: readonly (readonly [string, string])[] = [
    ['COMP_KEYWORD_CASE', 'preserve-upper'],
    ['ECHO_HIDDEN', 'off'],
    ['ENCODING', 'UTF8'],
    ['ERROR', 'false'],
    ['FETCH_COUNT', '0'],
    ['HIDE_TABLEAM', 'off'],
    ['HIDE_TOAST_COMPRESSION', 'off'],
    ['HISTCONTROL', 'none'],
    ['HISTSIZE', '500'],
    ['IGNOREEOF', '0'],
    ['LASTOID', '0'],
    ['LAST_ERROR_MESSAGE', ''],
    ['LAST_ERROR_SQLSTATE', '00000'],
    ['ON_ERROR_ROLLBACK', 'off'],
    ['PROMPT1', '%/%R%x%# '],
    ['PROMPT2', '%/%R%x%# '],
    ['PROMPT3', '>> '],
    ['ROW_COUNT', '0'],
    ['SERVER_VERSION_NAME', version],
    ['SERVER_VERSION_NUM', number],
    ['SHOW_ALL_RESULTS', 'on'],
    ['SHOW_CONTEXT', 'errors'],
    ['SINGLELINE', 'off'],
    ['SINGLESTEP', 'off'],
    ['SQLSTATE', '00000'],
    ['VERBOSITY', 'default'],
    ['VERSION', versionText(p)],
    ['VERSION_NAME', version],
    ['VERSION_NUM', number],
  ];
  for (const [name, value] of fixed) if (!variables.has(name)) variables.set(name, value);
}

function* run(p: Process, client: Client, options: Options): Task<number> {
  const silent: Source = { isInteractive: false, place: () => '', readLine: () => p.stdin.readLine() };
  const session = { client, source: silent, runFile: (path: string) => runFile(client, path) };
  if (options.listsDatabases) return (yield* runCommand(session, 'l', '', '')).status;
  if (options.actions.length > 0) {
    if (options.isSingleTransaction) yield* client.ask({ kind: 'query', sql: 'BEGIN' });
    for (const { kind, text } of options.actions) {
      const status =
        kind === 'file' ? yield* scriptFile(p, client, text) : yield* oneCommand(client, session, text);
      // What one -c refuses does not keep the next from its turn, unless errors stop everything.
      if (
        status !== 0 &&
        (client.isOn('ON_ERROR_STOP') ||
          !client.isConnected ||
          status > 1 ||
          options.actions.at(-1)?.text === text)
      ) {
        if (options.isSingleTransaction && client.isConnected)
          yield* client.ask({ kind: 'query', sql: 'ROLLBACK' });
        return status;
      }
    }
    if (options.isSingleTransaction) yield* client.ask({ kind: 'query', sql: 'COMMIT' });
    return 0;
  }
  const { isTerminal } = client;
  if (isTerminal && !options.isQuiet)
    yield* p.stdout.write(`psql (${programVersion(p)})\nType "help" for help.\n\n`);
  return yield* runSource(client, { ...silent, isInteractive: isTerminal });
}

function* scriptFile(p: Process, client: Client, path: string): Task<number> {
  if (path !== '-' && !p.files.exists(path)) {
    yield* p.stderr.write(`psql: error: ${path}: No such file or directory\n`);
    return 1;
  }
  return yield* runFile(client, path);
}

/** -c: one command with a backslash, or statements that are sent together. */
function* oneCommand(client: Client, session: Parameters<typeof runCommand>[0], text: string): Task<number> {
  if (!text.trimStart().startsWith('\\')) return yield* client.query(text, undefined);
  const { piece } = nextPiece(text.trimStart());
  if (piece.kind !== 'command') return 0;
  const { status } = yield* runCommand(session, piece.name, piece.rest, '');
  return status === 0 ? 0 : 1;
}
