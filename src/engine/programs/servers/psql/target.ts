// Where a client wants to go: what its command line, a connection string, the environment and a password file say.
import { readTextIfThere, type Process } from '../../../kernel';
import { isConnectionString, readConnectionString, type Parameters } from './connection-string';

export const PORT = 5432;
export const SOCKETS = '/var/run/postgresql';

/** What each keyword is when nobody gives it (PQconninfoOptions). */
const FROM_ENVIRONMENT: Readonly<Record<string, string>> = {
  host: 'PGHOST',
  hostaddr: 'PGHOSTADDR',
  port: 'PGPORT',
  user: 'PGUSER',
  password: 'PGPASSWORD',
  passfile: 'PGPASSFILE',
  dbname: 'PGDATABASE',
  sslmode: 'PGSSLMODE',
  service: 'PGSERVICE',
  options: 'PGOPTIONS',
  application_name: 'PGAPPNAME',
  connect_timeout: 'PGCONNECT_TIMEOUT',
  target_session_attrs: 'PGTARGETSESSIONATTRS',
  channel_binding: 'PGCHANNELBINDING',
  gssencmode: 'PGGSSENCMODE',
  require_auth: 'PGREQUIREAUTH',
  load_balance_hosts: 'PGLOADBALANCEHOSTS',
};

const CHOICES: Readonly<Record<string, RegExp>> = {
  require_auth:
    /^(|!?(password|md5|gss|sspi|scram-sha-256|none)(,!?(password|md5|gss|sspi|scram-sha-256|none))*)$/,
  channel_binding: /^(disable|prefer|require)$/,
  sslmode: /^(disable|allow|prefer|require|verify-ca|verify-full)$/,
  gssencmode: /^(disable|prefer|require)$/,
  target_session_attrs: /^(any|read-write|read-only|primary|standby|prefer-standby)$/,
  load_balance_hosts: /^(disable|random)$/,
};

/** One of the servers that a target names. */
export interface Place {
  /** A folder of sockets where it begins with `/`. */
  readonly host: string;
  readonly port: string;
  /** An address that spares looking the name up. */
  readonly address?: string;
}

export interface Target {
  readonly user: string;
  readonly database: string;
  readonly places: readonly Place[];
  readonly password?: string;
  readonly passwordFile: string;
  readonly applicationName: string;
  readonly options?: string;
  readonly timeout?: string;
  readonly requiresTls: boolean;
}

/** Why a target cannot be; in libpq's words. */
export class TargetError extends Error {}

/**
 * The target that the words of a command line name: `given` has libpq's keywords. What a connection string in `dbname`
 * says stands above the others. Throws ConnectionStringError and TargetError.
 */
export function targetOf(p: Process, given: Parameters, program: string): Target {
  const named = given.get('dbname') ?? '';
  const string = isConnectionString(named) ? readConnectionString(named) : new Map([['dbname', named]]);
  const value = (name: string): string | undefined => {
    const variable = FROM_ENVIRONMENT[name];
    const all = [
      string.get(name),
      name === 'dbname' ? undefined : given.get(name),
      variable === undefined ? undefined : p.env.get(variable),
    ];
    return all.find((one) => one !== undefined && one !== '');
  };
  const service = value('service');
  if (service !== undefined) throw new TargetError(`definition of service "${service}" not found`);
  const user = value('user') ?? userName(p);
  const places = placesOf(value('host'), value('hostaddr'), value('port'));
  for (const [name, pattern] of Object.entries(CHOICES)) {
    const chosen = value(name);
    if (chosen !== undefined && !pattern.test(chosen))
      throw new TargetError(`invalid ${name} value: "${chosen}"`);
  }
  const [password, options, timeout] = [value('password'), value('options'), value('connect_timeout')];
  return {
    user,
    database: value('dbname') ?? user,
    places,
    passwordFile: value('passfile') ?? `${p.env.get('HOME') ?? ''}/.pgpass`,
    applicationName: value('application_name') ?? string.get('fallback_application_name') ?? program,
    requiresTls: /^(require|verify-ca|verify-full)$/.test(value('sslmode') ?? ''),
    ...(password === undefined ? {} : { password }),
    ...(options === undefined ? {} : { options }),
    ...(timeout === undefined ? {} : { timeout }),
  };
}

function placesOf(
  host: string | undefined,
  address: string | undefined,
  port: string | undefined,
): readonly Place[] {
  const hosts = host?.split(',') ?? [];
  const addresses = address?.split(',') ?? [];
  const ports = port?.split(',') ?? [''];
  if (hosts.length > 0 && addresses.length > 0 && hosts.length !== addresses.length)
    throw new TargetError(
      `could not match ${hosts.length} host names to ${addresses.length} hostaddr values`,
    );
  const count = Math.max(hosts.length, addresses.length, 1);
  if (ports.length > 1 && ports.length !== count)
    throw new TargetError(`could not match ${ports.length} port numbers to ${count} hosts`);
  return Array.from({ length: count }, (_, index) => {
    const own = addresses[index];
    return {
      host: hosts[index] || own || SOCKETS,
      port: (ports.length > 1 ? ports[index] : ports[0]) || String(PORT),
      ...(own ? { address: own } : {}),
    };
  });
}

/** A port as a number. Throws TargetError. */
export function portNumber(text: string): number {
  const number = wholeNumber(text, 'port');
  if (number < 1 || number > 65_535) throw new TargetError(`invalid port number: "${text}"`);
  return number;
}

/** Throws TargetError where a keyword's value is no whole number of 32 bits. */
export function wholeNumber(text: string, keyword: string): number {
  const number = /^\s*[+-]?\d+\s*$/.test(text) ? Number(text) : NaN;
  if (!(Math.abs(number) <= 2_147_483_647))
    throw new TargetError(`invalid integer value "${text}" for connection option "${keyword}"`);
  return number;
}

/** The password that a line `host:port:database:user:password` of the password file has for a place. */
export function filedPassword(p: Process, target: Target, { host, port }: Place): string | undefined {
  const asked = [host === SOCKETS ? 'localhost' : host, port, target.database, target.user];
  for (const line of (readTextIfThere(p.files, target.passwordFile) ?? '').split('\n')) {
    if (line.startsWith('#')) continue;
    const fields = line.match(/(?:\\.|[^:\\])*(?::|$)/g)?.map((one) => one.replace(/:$/, '')) ?? [];
    const plain = fields.map((one) => one.replaceAll(/\\(.)/g, '$1'));
    if (asked.every((one, index) => fields[index] === '*' || plain[index] === one)) return plain[4];
  }
  return undefined;
}

export function userName(p: Process): string {
  const row = (readTextIfThere(p.files, '/etc/passwd') ?? '')
    .split('\n')
    .find((line) => line.split(':')[2] === String(p.credentials.uid));
  return row?.split(':')[0] ?? 'root';
}
