// CREATE, DROP and ALTER DATABASE (dbcommands.c).
import { withDatabase } from '../database';
import type { Outcome } from '../outcome';
import { owns } from '../privileges';
import type { Around } from '../scope';
import { SqlError } from '../sql-error';
import type { Statement } from '../syntax';

type Of<Kind extends Statement['kind']> = Statement & { readonly kind: Kind };

function mayCreateDatabases({ work, user, isSuperuser }: Around): boolean {
  return isSuperuser || work.cluster.roles.some((role) => role.name === user && role.mayCreateDatabases);
}

export function createDatabase(
  around: Around,
  { name, owner, template = 'template1' }: Of<'create database'>,
): Outcome {
  const { work } = around;
  if (!mayCreateDatabases(around)) throw new SqlError('permission denied to create database');
  if (owner !== undefined && !work.cluster.roles.some((role) => role.name === owner))
    throw new SqlError(`role "${owner}" does not exist`);
  const source = work.cluster.databases.find((one) => one.name === template);
  if (!source) throw new SqlError(`template database "${template}" does not exist`);
  if (work.cluster.databases.some((one) => one.name === name))
    throw new SqlError(`database "${name}" already exists`);
  work.cluster = withDatabase(work.cluster, { ...source, name, owner: owner ?? around.user });
  return { tag: 'CREATE DATABASE' };
}

export function dropDatabase(around: Around, { name, ifExists }: Of<'drop database'>): Outcome {
  const { work } = around;
  const found = work.cluster.databases.find((one) => one.name === name);
  if (!found) {
    if (!ifExists) throw new SqlError(`database "${name}" does not exist`);
    return {
      tag: 'DROP DATABASE',
      notices: [{ level: 'NOTICE', message: `database "${name}" does not exist, skipping` }],
    };
  }
  if (name === work.database.name) throw new SqlError('cannot drop the currently open database');
  if (/^template[01]$/.test(name)) throw new SqlError('cannot drop a template database');
  if (!owns(around, found.owner)) throw new SqlError(`must be owner of database ${name}`);
  work.cluster = { ...work.cluster, databases: work.cluster.databases.filter((one) => one.name !== name) };
  return { tag: 'DROP DATABASE' };
}

export function renameDatabase({ work }: Around, { name, to }: Of<'rename database'>): Outcome {
  if (!work.cluster.databases.some((one) => one.name === name))
    throw new SqlError(`database "${name}" does not exist`);
  if (work.cluster.databases.some((one) => one.name === to))
    throw new SqlError(`database "${to}" already exists`);
  if (name === work.database.name) throw new SqlError('current database cannot be renamed');
  work.cluster = {
    ...work.cluster,
    databases: work.cluster.databases.map((one) => (one.name === name ? { ...one, name: to } : one)),
  };
  return { tag: 'ALTER DATABASE' };
}
