import { findNamed } from './database';
import type { Around } from './scope';
import { SqlError } from './sql-error';
import type { TypeName } from './syntax';
import { arrayOf, typeNamed, type SqlType } from './types';

/** The type that a name means: a built-in one, or an enumeration. Throws SqlError. */
export function typeOf(around: Around, { name, schema, sizes, isArray, at }: TypeName): SqlType {
  const [length, scale] = sizes;
  let type: SqlType;
  const known = schema === undefined ? typeNamed(name) : undefined;
  if (known === undefined) {
    const own = findNamed(around.work.database.types, schema === undefined ? around.path : [schema], name);
    if (own === undefined) {
      if (
        /^(point|line|box|circle|polygon|path|lseg|tsvector|tsquery|xml|cidr|macaddr|bit|varbit|hstore|int4range|int8range|numrange|daterange|tsrange|tstzrange)$/.test(
          name,
        )
      )
        throw new SqlError(`the type ${name} is not modelled on this simulated server`);
      throw new SqlError(`type "${schema === undefined ? '' : `${schema}.`}${name}" does not exist`, at);
    }
    type = { name: own.name, labels: own.labels };
  } else if (known === 'double precision' && name === 'float' && length !== undefined) {
    type = { name: length <= 24 ? 'real' : 'double precision' };
  } else if (known === 'character')
    type = name === 'bpchar' ? { name: known } : { name: known, length: length ?? 1 };
  else if (known === 'numeric') {
    if (length !== undefined && (length < 1 || length > 1000))
      throw new SqlError(`NUMERIC precision ${length} must be between 1 and 1000`, at);
    type = length === undefined ? { name: known } : { name: known, length, scale: scale ?? 0 };
  } else if (length !== undefined && /^(character varying|time)/.test(known)) {
    if (length < 1 && known === 'character varying')
      throw new SqlError('length for type varchar must be at least 1', at);
    type = { name: known, length };
  } else {
    if (length !== undefined && known !== 'interval')
      throw new SqlError(`type modifier is not allowed for type "${name}"`, at);
    type = { name: known };
  }
  return isArray ? arrayOf(type) : type;
}
