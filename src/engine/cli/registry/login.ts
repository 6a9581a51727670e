// docker login
import { DaemonError, loginToRegistry } from '../../daemon';
import type { Task } from '../../kernel';
import type { CommandContext } from '../context';
import { CommandError, type Edges, implement, print, warn } from '../context';
import { storeCredentials } from '../credential-store';
import { hostnameOf, hubAddress, storedCredentials } from '../credentials';
import { login as declaration } from '../declarations/registry';
import { note } from '../note';

type Context = CommandContext<typeof declaration>;

const edges: Edges<typeof declaration> = {
  simplified: 'Docker Hub has no accounts here, and its web-based login is not modelled.',
};

export const login = implement(declaration, edges, function* (context) {
  checkFlags(context);
  const { username } = context.flags;
  const password = yield* givenPassword(context);
  const [server = ''] = context.operands;
  const address =
    server === '' || server === 'docker.io' || server === hubAddress ? hubAddress : hostnameOf(server);
  const stored = username === '' && password === '' ? storedCredentials(context, address) : undefined;
  if (stored !== undefined && stored.username !== '' && stored.password !== '') {
    const message = yield* loginAgain(context, address, stored);
    if (message !== undefined) {
      yield* print(context, message);
      return 0;
    }
  }
  if ((username === '' || password === '') && !isTerminal(context)) {
    throw new CommandError('error: cannot perform an interactive login from a non-TTY device');
  }
  if (address === hubAddress && username === '' && password === '') {
    throw new CommandError(
      "docker login: the web-based login to Docker Hub is not modelled on this simulated machine; the real one shows a code to confirm in the browser (with a password: 'docker login -u <username>')",
    );
  }
  const credentials = {
    username: username.trim() === '' ? yield* askUsername(context, stored?.username ?? '') : username.trim(),
    password: password.trim() === '' ? yield* askPassword(context, address) : password,
  };
  const message = yield* loginToRegistry(context.daemon, address, credentials);
  yield* storeCredentials(context, address, credentials);
  yield* print(context, message);
  return 0;
});

function checkFlags({ changed, flags }: Context): void {
  if (changed.has('password-stdin')) {
    if (changed.has('password')) {
      throw new CommandError('conflicting options: cannot specify both --password and --password-stdin');
    }
    if (!changed.has('username')) {
      throw new CommandError('the --password-stdin option requires --username to be set');
    }
  }
  if (changed.has('username') && flags.username === '') throw new CommandError('username is empty');
  if (changed.has('password') && flags.password === '') throw new CommandError('password is empty');
}

/** `-p`, or with `-p -` and `--password-stdin` what stands in standard input. */
function* givenPassword(context: Context): Task<string> {
  const { flags, stdin } = context;
  const isFromStdin = flags['password-stdin'] || flags.password === '-';
  if (isFromStdin) return (yield* stdin.readText()).replace(/\n$/, '').replace(/\r$/, '');
  if (flags.password !== '') {
    yield* warn(context, 'WARNING! Using --password via the CLI is insecure. Use --password-stdin.');
  }
  return flags.password;
}

/** Tries what an earlier login kept; gives undefined where it does not do any more. */
function* loginAgain(
  context: Context,
  address: string,
  stored: { readonly username: string; readonly password: string },
): Task<string | undefined> {
  yield* warn(context, `Authenticating with existing credentials... [Username: ${stored.username}]`);
  yield* note(context, "To login with a different account, run 'docker logout' followed by 'docker login'");
  yield* context.stderr.write('\n\n');
  try {
    const message = yield* loginToRegistry(context.daemon, address, stored);
    yield* storeCredentials(context, address, stored);
    return message;
  } catch (error) {
    if (!(error instanceof DaemonError)) throw error;
    yield* warn(
      context,
      error.kind === 'unauthorized'
        ? 'Stored credentials invalid or expired'
        : `Login did not succeed, error: ${error.asDaemonResponse()}`,
    );
    return undefined;
  }
}

function isTerminal({ process }: Context): boolean {
  return process.isOpen(0) && process.isatty(0);
}

function* askUsername(context: Context, known: string): Task<string> {
  yield* context.stdout.write(known === '' ? 'Username: ' : `Username (${known}): `);
  const typed = ((yield* context.stdin.readLine()) ?? '').trim();
  if (typed === '' && known === '') throw new CommandError('error: username is required');
  return typed === '' ? known : typed;
}

/** Asks without showing what is typed. */
function* askPassword(context: Context, address: string): Task<string> {
  const { process, stdin, stdout } = context;
  process.setEcho(0, false);
  try {
    if (address === hubAddress) {
      yield* note(
        context,
        'A Personal Access Token (PAT) can be used instead.\nTo create a PAT, visit https://app.docker.com/settings\n\n',
      );
    }
    yield* stdout.write('Password: ');
    const typed = ((yield* stdin.readLine()) ?? '').trim();
    yield* stdout.write('\n');
    if (typed === '') throw new CommandError('error: password is required');
    return typed;
  } finally {
    process.setEcho(0, true);
  }
}
