// The PostgreSQL server as far as its start, its processes and its end go (facts/programs/postgres.txt).
import { isErrno, type Listener, type Process, type Program, type SignalName, type Task } from '../../kernel';
import { serveSession } from './postgres-session';
import { checkpointText, lastEndTexts, logLine, programVersion, SOCKET, versionText } from './postgres-log';
import type { Server } from './sql/session';
import { lastEnd, loadCluster, noteRunning, noteShutdown } from './sql/storage';

const BACKGROUND = [
  'checkpointer',
  'background writer',
  'walwriter',
  'autovacuum launcher',
  'logical replication launcher',
];
const PORT = 5432;

export const postgres: Program = {
  id: 'postgresql/postgres',
  *run(p) {
    if (p.argv.includes('--version') || p.argv.includes('-V')) {
      yield* p.stdout.write(`postgres (PostgreSQL) ${programVersion(p)}\n`);
      return 0;
    }
    if (p.credentials.uid === 0) {
      yield* p.stderr.write(
        '"root" execution of the PostgreSQL server is not permitted.\nThe server must be started under an unprivileged user ID to prevent\npossible system security compromise.  See the documentation for\nmore information on how to properly start the server.\n',
      );
      return 1;
    }
    return yield* serve(p);
  },
};

function* serve(p: Process): Task<number> {
  const log = (text: string, pid = p.pid): Task<void> => p.stderr.write(logLine(p, pid, text));
  for (const signal of ['INT', 'TERM', 'QUIT', 'HUP'] as const) p.setDisposition(signal, 'catch');
  p.setDisposition('CHLD', 'ignore');
  yield* log(`starting ${versionText(p)}`);
  const listener = p.network.listen('0.0.0.0', PORT);
  yield* log(`listening on IPv4 address "0.0.0.0", port ${PORT}`);
  yield* log(`listening on IPv6 address "::", port ${PORT}`);
  yield* p.compute(8);
  p.files.writeFile(SOCKET, p.env.get('PGDATA') ?? '');
  yield* log(`listening on Unix socket "${SOCKET}"`);
  yield* p.compute(12);
  const workers = BACKGROUND.map((name) => p.fork(idle, { argv: [`postgres: ${name} `] }));
  for (const text of lastEndTexts(p)) yield* log(text, p.pid + 28);
  const [checkpointer] = workers;
  if (lastEnd(p)?.isInterrupted === true) {
    yield* log('checkpoint starting: end-of-recovery immediate wait', checkpointer?.pid);
    yield* log(checkpointText(), checkpointer?.pid);
  }
  noteRunning(p);
  yield* p.compute(15);
  yield* log('database system is ready to accept connections');
  const clients = new Set<Process>();
  const signal = yield* serveClients(p, listener, clients);
  listener.close();
  for (const client of clients) if (isAlive(p, client)) p.kill(client.pid, 'KILL');
  p.files.unlink(SOCKET);
  const words: Partial<Record<SignalName, string>> = { TERM: 'smart', INT: 'fast', QUIT: 'immediate' };
  yield* log(`received ${words[signal] ?? 'fast'} shutdown request`);
  yield* log('aborting any active transactions');
  const launcher = workers.at(-1);
  if (launcher)
    yield* log(
      `background worker "logical replication launcher" (PID ${launcher.pid}) exited with exit code 1`,
    );
  if (checkpointer) {
    yield* log('shutting down', checkpointer.pid);
    yield* log('checkpoint starting: shutdown immediate', checkpointer.pid);
    yield* p.compute(48);
    yield* log(checkpointText(), checkpointer.pid);
  }
  for (const worker of workers) p.kill(worker.pid, 'KILL');
  noteShutdown(p);
  yield* log('database system is shut down');
  return 0;
}

function* idle(p: Process): Task<number> {
  for (const signal of ['INT', 'TERM', 'QUIT', 'HUP'] as const) p.setDisposition(signal, 'ignore');
  for (;;) yield* p.sleep(60 * 60_000);
}

/** Starts a process for each client, until a signal says to stop. */
function* serveClients(p: Process, listener: Listener, clients: Set<Process>): Task<SignalName> {
  const server: Server = { cluster: loadCluster(p) };
  for (;;) {
    const signal = p.takeSignals().find((one) => one !== 'HUP');
    if (signal !== undefined) return signal;
    try {
      const connection = yield* listener.accept();
      const client = p.fork(
        function* (child) {
          yield* serveSession(child, connection, server);
          return 0;
        },
        { argv: ['postgres: client backend'] },
      );
      for (const one of clients) if (!isAlive(p, one)) clients.delete(one);
      clients.add(client);
    } catch (error) {
      if (!isErrno(error) || error.code !== 'EINTR') throw error;
    }
  }
}

function isAlive(p: Process, { pid }: Process): boolean {
  return p.processes().some((one) => one.pid === pid && one.ppid === p.pid);
}
