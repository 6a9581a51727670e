// The session's settings that SHOW and SET know (guc_tables.c); many more are real, and said to be not modelled.
import { notModelled, SqlError } from './sql-error';

interface Setting {
  readonly name: string;
  readonly value: string;
  /** Why it cannot be set. */
  readonly isFixed?: 'restart' | 'internal' | 'reload';
  readonly kind?: 'bool';
}

const SETTINGS: readonly Setting[] = [
  { name: 'application_name', value: 'psql' },
  { name: 'bytea_output', value: 'hex' },
  { name: 'check_function_bodies', value: 'on', kind: 'bool' },
  { name: 'client_encoding', value: 'UTF8' },
  { name: 'client_min_messages', value: 'notice' },
  { name: 'DateStyle', value: 'ISO, MDY' },
  { name: 'default_transaction_isolation', value: 'read committed' },
  { name: 'default_transaction_read_only', value: 'off', kind: 'bool' },
  { name: 'default_table_access_method', value: 'heap' },
  { name: 'default_tablespace', value: '' },
  { name: 'enable_seqscan', value: 'on', kind: 'bool' },
  { name: 'extra_float_digits', value: '1' },
  { name: 'fsync', value: 'on', isFixed: 'reload' },
  { name: 'idle_in_transaction_session_timeout', value: '0' },
  { name: 'in_hot_standby', value: 'off', isFixed: 'internal' },
  { name: 'IntervalStyle', value: 'postgres' },
  { name: 'lc_collate', value: 'en_US.utf8', isFixed: 'internal' },
  { name: 'lc_messages', value: 'en_US.utf8' },
  { name: 'listen_addresses', value: '*', isFixed: 'restart' },
  { name: 'lock_timeout', value: '0' },
  { name: 'log_min_duration_statement', value: '-1' },
  { name: 'log_statement', value: 'none' },
  { name: 'max_connections', value: '100', isFixed: 'restart' },
  { name: 'max_wal_size', value: '1GB', isFixed: 'reload' },
  { name: 'maintenance_work_mem', value: '64MB' },
  { name: 'password_encryption', value: 'scram-sha-256' },
  { name: 'port', value: '5432', isFixed: 'restart' },
  { name: 'row_security', value: 'on', kind: 'bool' },
  { name: 'search_path', value: '"$user", public' },
  { name: 'server_encoding', value: 'UTF8', isFixed: 'internal' },
  { name: 'shared_buffers', value: '128MB', isFixed: 'restart' },
  { name: 'ssl', value: 'off', isFixed: 'reload' },
  { name: 'standard_conforming_strings', value: 'on', kind: 'bool' },
  { name: 'statement_timeout', value: '0' },
  { name: 'synchronous_commit', value: 'on' },
  { name: 'TimeZone', value: 'Etc/UTC' },
  { name: 'transaction_isolation', value: 'read committed' },
  { name: 'transaction_read_only', value: 'off', kind: 'bool' },
  { name: 'transaction_timeout', value: '0' },
  { name: 'wal_level', value: 'replica', isFixed: 'restart' },
  { name: 'work_mem', value: '4MB' },
  { name: 'xmloption', value: 'content' },
];
/** Names of real settings beside them. */
const REAL =
  /^(allow_|archive_|array_nulls|auth_|autovacuum|backend_|backslash_|bgwriter|block_size|bonjour|check_|checkpoint_|cluster_name|commit_|compute_|config_file|constraint_|cpu_|createrole|cursor_|data_|deadlock|debug_|default_|dynamic_|effective_|enable_|escape_|event_|external_|from_collapse|full_page|geqo|gin_|hba_file|hot_|huge_|icu_|ident_|ignore_|integer_|io_|jit|join_|krb|lc_|local_|lo_|log_|logical_|logging|max_|min_|multixact|notify|parallel_|plan_|post_auth|primary_|quote_all|random_page|recovery|recursive|remove_|reserved|restart|restrict|scram|segment|seq_page|server_version|session_|shared_|ssl_|standby|stats_|subtrans|superuser_|sync|syslog|tcp_|temp_|timezone_abb|trace_|track_|transaction|transform|unix_|update_|vacuum|wal_|xml)/;

/** What a session has set, beside the defaults. */
export type Set = ReadonlyMap<string, string>;

function find(name: string): Setting | undefined {
  return SETTINGS.find((one) => one.name.toLowerCase() === name.toLowerCase());
}

function unknown(name: string): SqlError {
  if (REAL.test(name.toLowerCase())) return notModelled(`the setting ${name}`);
  return new SqlError(`unrecognized configuration parameter "${name}"`);
}

/** A setting's own name and value; undefined: there is none. */
export function settingOf(
  set: Set,
  name: string,
  versionText: string,
): { readonly name: string; readonly value: string } | undefined {
  const version = /PostgreSQL ((\d+)\.(\d+))(.*?) on/.exec(versionText);
  if (name === 'server_version') return { name, value: `${version?.[1] ?? ''}${version?.[4] ?? ''}` };
  if (name === 'server_version_num')
    return { name, value: `${version?.[2] ?? ''}${(version?.[3] ?? '').padStart(4, '0')}` };
  const found = find(name);
  if (found) return { name: found.name, value: set.get(found.name) ?? found.value };
  const own = set.get(name);
  return own === undefined ? undefined : { name, value: own };
}

/** Throws SqlError where there is no such setting. */
export function shownSetting(
  set: Set,
  name: string,
  versionText: string,
): { readonly name: string; readonly value: string } {
  const found = settingOf(set, name, versionText);
  if (!found) throw unknown(name);
  return found;
}

const FIXED = {
  restart: 'cannot be changed without restarting the server',
  internal: 'cannot be changed',
  reload: 'cannot be changed now',
} as const;

/** The settings with one more; `undefined` takes it back to its default. Throws SqlError. */
export function withSetting(set: Set, name: string, values: readonly string[] | undefined): Set {
  const found = find(name);
  // A name with a dot is one's own.
  if (!found && !name.includes('.')) throw unknown(name);
  const key = found?.name ?? name;
  if (found?.isFixed) throw new SqlError(`parameter "${found.name}" ${FIXED[found.isFixed]}`);
  const next = new Map(set);
  next.delete(key);
  if (values === undefined) return next;
  next.set(key, valueFor(found, key, values));
  return next;
}

function valueFor(found: Setting | undefined, key: string, values: readonly string[]): string {
  const [value = ''] = values;
  if (key === 'search_path')
    return values.map((one) => (/^[a-z_][a-z0-9_]*$/.test(one) ? one : `"${one}"`)).join(', ');
  if (found?.kind === 'bool') {
    if (/^(on|true|t|yes|1)$/i.test(value)) return 'on';
    if (/^(off|false|f|no|0)$/i.test(value)) return 'off';
    throw new SqlError(`parameter "${key}" requires a Boolean value`);
  }
  if (key === 'DateStyle' && !/^iso/i.test(value)) throw notModelled('another DateStyle than ISO');
  if (key === 'IntervalStyle' && value !== 'postgres')
    throw notModelled('another IntervalStyle than postgres');
  if (key === 'bytea_output' && value !== 'hex') throw notModelled('another bytea_output than hex');
  return values.join(', ');
}
