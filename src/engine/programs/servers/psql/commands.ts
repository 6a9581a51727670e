// psql's commands with a backslash (command.c). Each takes the buffer's statement and says what it is then.
import { isErrno, strerror, type Task } from '../../../kernel';
import { informational } from './catalogue';
import type { Client, Source } from './client';
import { argumentsOf, withVariables } from './input';
import { allOptions, changeOption } from './settings';

/** What is left after a command. */
export interface After {
  readonly buffer: string;
  readonly status: number;
  readonly isOver?: true;
}

export interface Session {
  readonly client: Client;
  readonly source: Source;
  /** Runs a file's lines. */
  runFile(path: string): Task<number>;
}

const HELP = `General
  \\q                     quit psql
Query Buffer
  \\p                     show the contents of the query buffer
  \\r                     reset (clear) the query buffer
  \\w FILE                write query buffer to file
Query Execution
  \\g [FILE]              execute query
  \\gx                    as \\g, but forces expanded output mode
  \\gset [PREFIX]         execute query and store result in psql variables
  \\gdesc                 describe result of query, without executing it
Input/Output
  \\copy ...              perform SQL COPY with data stream to the client host
  \\echo [-n] [STRING]    write string to standard output
  \\i FILE                execute commands from file
  \\o [FILE]              send all query results to file
Informational
  \\d                     list tables, views, and sequences
  \\d[+]  NAME            describe table, view, sequence, or index
  \\di, \\dm, \\ds, \\dt, \\dv list indexes, materialized views, sequences, tables, views
  \\dn                    list schemas
  \\dp                    list table, view, and sequence access privileges
  \\dT                    list data types
  \\du                    list roles
  \\dx                    list extensions
  \\l                     list databases
Formatting
  \\a                     toggle between unaligned and aligned output mode
  \\f [STRING]            show or set field separator for unaligned query output
  \\pset [NAME [VALUE]]   set table output option
  \\t [on|off]            show only rows
  \\x [on|off|auto]       toggle expanded output
Connection
  \\c [DBNAME [USER]]     connect to new database
  \\conninfo              display information about current connection
  \\encoding              show client encoding
Operating System
  \\cd [DIR]              change the current working directory
  \\timing [on|off]       toggle timing of commands
  \\! [COMMAND]           execute command in shell
Variables
  \\set [NAME [VALUE]]    set internal variable, or list all if no parameters
  \\unset NAME            unset (delete) internal variable
`;

const NOT_MODELLED =
  /^(e|ef|ev|h|help|H|s|sv|sf\+|ef|watch|gexec|crosstabview|password|prompt|setenv|copyright|errverbose|lo_\w+|bind|parse|sendpipeline|ir|include_relative|html|T|C|dconfig|drds|elif|sv\+|qecho_n)$/;

export function* runCommand(session: Session, name: string, rest: string, buffer: string): Task<After> {
  const { client, source } = session;
  const { p } = client;
  const args = argumentsOf(rest, client.variables);
  const [first, second] = args;
  const done = (status = 0): After => ({ buffer, status });
  const say = function* (text: string): Task<After> {
    if (!client.isOn('QUIET')) yield* client.write(text);
    return done();
  };
  const refuse = function* (text: string): Task<After> {
    yield* p.stderr.write(`${source.place()}${text}\n`);
    return done(1);
  };
  if (client.restricted !== undefined && name !== 'unrestrict')
    return yield* refuse('backslash commands are restricted; only \\unrestrict is allowed');
  switch (name) {
    case 'restrict':
      if (first === undefined) return yield* refuse('\\restrict: missing required argument');
      client.restricted = first;
      return done();
    case 'unrestrict':
      if (first === undefined) return yield* refuse('\\unrestrict: missing required argument');
      if (client.restricted === undefined)
        return yield* refuse('\\unrestrict: not currently in restricted mode');
      if (client.restricted !== first) return yield* refuse('\\unrestrict: wrong key');
      client.restricted = undefined;
      return done();
    case 'q':
    case 'quit':
      return { buffer, status: 0, isOver: true };
    case '?':
      return yield* say(HELP);
    case 'p':
    case 'print':
      yield* client.write(
        buffer.trim() === ''
          ? client.lastQuery === ''
            ? 'Query buffer is empty.\n'
            : `${client.lastQuery.trim()}\n`
          : `${buffer.trim()}\n`,
      );
      return done();
    case 'r':
    case 'reset':
      yield* say('Query buffer reset (cleared).\n');
      return { buffer: '', status: 0 };
    case 'g':
    case 'gx':
      return yield* send(session, buffer, name === 'gx', first);
    case 'gset':
      return yield* store(session, buffer, first ?? '');
    case 'gdesc':
      return yield* describeResult(session, buffer);
    case 'w':
    case 'write':
      if (first === undefined) return yield* refuse('\\w: missing required argument');
      p.files.writeFile(first, `${buffer.trim() === '' ? client.lastQuery.trim() : buffer.trim()}\n`);
      return done();
    case 'c':
    case 'connect':
      return yield* connect(session, args, buffer);
    case 'conninfo':
      yield* client.write(connectionText(client));
      return done();
    case 'encoding':
      if (first !== undefined) return done();
      yield* client.write('UTF8\n');
      return done();
    case 'x':
      return yield* option(session, 'expanded', first, buffer);
    case 't':
      return yield* option(session, 'tuples_only', first, buffer);
    case 'f':
      return yield* option(session, 'fieldsep', first, buffer);
    case 'C':
      return yield* option(session, 'title', first, buffer);
    case 'a':
      return yield* option(
        session,
        'format',
        client.style.format === 'aligned' ? 'unaligned' : 'aligned',
        buffer,
      );
    case 'pset':
      if (first === undefined) {
        yield* client.write(allOptions(client.style));
        return done();
      }
      return yield* option(session, first, second, buffer);
    case 'timing':
      client.isTiming = first === undefined ? !client.isTiming : /^(on|true|yes|1)$/i.test(first);
      return yield* say(`Timing is ${client.isTiming ? 'on' : 'off'}.\n`);
    case 'echo':
    case 'qecho':
    case 'warn': {
      const text = first === '-n' ? args.slice(1).join(' ') : `${args.join(' ')}\n`;
      if (name === 'echo') yield* p.stdout.write(text);
      else if (name === 'warn') yield* p.stderr.write(text);
      else yield* client.write(text);
      return done();
    }
    case 'set':
      return yield* setVariable(session, args, buffer);
    case 'unset':
      if (first === undefined) return yield* refuse('\\unset: missing required argument');
      client.variables.delete(first);
      if (first === 'ON_ERROR_STOP' || first === 'QUIET') client.variables.set(first, 'off');
      return done();
    case 'getenv': {
      const value = p.env.get(second ?? '');
      if (first !== undefined && value !== undefined) client.variables.set(first, value);
      return done();
    }
    case 'i':
    case 'include':
      if (first === undefined) return yield* refuse(`\\${name}: missing required argument`);
      return done(yield* session.runFile(first));
    case 'o':
    case 'out': {
      if (first?.startsWith('|')) return yield* refuse('\\o: a pipe is not modelled here');
      const problem = client.redirect(first);
      return problem === undefined ? done() : yield* refuse(problem);
    }
    case 'cd':
      try {
        p.chdir(first ?? p.env.get('HOME') ?? '/');
        return done();
      } catch (error) {
        if (!isErrno(error)) throw error;
        return yield* refuse(`\\cd: could not change directory to "${first ?? ''}": ${strerror(error.code)}`);
      }
    case '!':
      return done(yield* shell(session, rest.trim()));
    case 'copy':
      return done(yield* copy(session, rest.trim()));
    case 'sf':
      return yield* refuse(`ERROR:  function "${first ?? ''}" does not exist`);
    case '':
      return yield* refuse('invalid command \\');
    default:
      return yield* informationalCommand(session, name, first, buffer);
  }
}

function* informationalCommand(
  { client, source }: Session,
  name: string,
  pattern: string | undefined,
  buffer: string,
): Task<After> {
  const { p } = client;
  const [catalogue] = /^[dlz]/.test(name) ? yield* client.ask({ kind: 'catalogue' }) : [];
  const answer =
    catalogue?.kind === 'catalogue'
      ? informational(catalogue.description, client.style, name, pattern?.replace(/;$/, ''))
      : undefined;
  if (answer === 'not modelled' || (answer === undefined && NOT_MODELLED.test(name))) {
    yield* p.stderr.write(`${source.place()}\\${name}: this command of psql is not modelled here\n`);
    return { buffer, status: 1 };
  }
  if (answer === undefined) {
    yield* p.stderr.write(
      `${source.place()}invalid command \\${name}\n${source.isInteractive ? 'Try \\? for help.\n' : ''}`,
    );
    return { buffer, status: 1 };
  }
  if (answer.isError) yield* p.stderr.write(source.place() + answer.text);
  else yield* client.write(answer.text);
  return { buffer, status: answer.isError ? 1 : 0 };
}

function* send(
  { client, source }: Session,
  buffer: string,
  isExpanded: boolean,
  target: string | undefined,
): Task<After> {
  const text = buffer.trim() === '' ? client.lastQuery : buffer;
  const style = isExpanded ? { ...client.style, expanded: 'on' as const } : client.style;
  const { output } = client;
  if (target !== undefined) {
    const problem = client.redirect(target);
    if (problem !== undefined) {
      yield* client.p.stderr.write(`${source.place()}${problem}\n`);
      client.output = output;
      return { buffer: '', status: 1 };
    }
  }
  const status = yield* client.query(text, source, style);
  client.output = output;
  return { buffer: '', status };
}

function* store({ client, source }: Session, buffer: string, prefix: string): Task<After> {
  const rows = yield* client.rowsOf(buffer, source);
  if (!rows) return { buffer: '', status: 1 };
  if (rows.rows.length !== 1) {
    yield* client.p.stderr.write(
      `${source.place()}${rows.rows.length === 0 ? 'no rows returned for \\gset' : 'more than one row returned for \\gset'}\n`,
    );
    return { buffer: '', status: 1 };
  }
  for (const [index, { name }] of rows.columns.entries()) {
    const value = rows.rows[0]?.[index] ?? null;
    if (value === null) client.variables.delete(prefix + name);
    else client.variables.set(prefix + name, value);
  }
  return { buffer: '', status: 0 };
}

function* describeResult({ client, source }: Session, buffer: string): Task<After> {
  if (buffer.trim() === '') {
    yield* client.write('The command has no result, or the result has no columns.\n');
    return { buffer: '', status: 0 };
  }
  const rows = yield* client.rowsOf(buffer, source);
  if (!rows) return { buffer: '', status: 1 };
  const columns = ['Column', 'Type'].map((name) => ({ name, type: 'text', isNumber: false }));
  yield* client.write(
    client.shown({ columns, rows: rows.columns.map(({ name, type }) => [name, type]) }, client.style),
  );
  return { buffer: '', status: 0 };
}

function* option(
  { client, source }: Session,
  name: string,
  value: string | undefined,
  buffer: string,
): Task<After> {
  const changed = changeOption(client.style, name, value);
  if (changed.isError) {
    yield* client.p.stderr.write(source.place() + changed.text);
    return { buffer, status: 1 };
  }
  // These two say nothing where they get a value (do_pset returns from there).
  const isSilent = name === 'tuples_only' || name === 't' || name === 'footer';
  client.style = changed.style;
  if (!client.isOn('QUIET') && !(isSilent && value !== undefined)) yield* client.write(changed.text);
  return { buffer, status: 0 };
}

function* setVariable({ client }: Session, args: readonly string[], buffer: string): Task<After> {
  const [name, ...values] = args;
  if (name === undefined) {
    const all = [...client.variables].sort(([a], [b]) => (a < b ? -1 : 1));
    yield* client.write(all.map(([key, value]) => `${key} = '${value}'\n`).join(''));
    return { buffer, status: 0 };
  }
  if (!/^[\w\u0080-\uffff]+$/.test(name)) {
    yield* client.p.stderr.write(`invalid variable name: "${name}"\n`);
    return { buffer, status: 1 };
  }
  client.variables.set(
    name,
    values.join('') || (/^(ON_ERROR_STOP|QUIET|AUTOCOMMIT)$/.test(name) ? 'on' : ''),
  );
  return { buffer, status: 0 };
}

/** \c: what is not given, or is `-`, stays as it is. */
function* connect({ client, source }: Session, args: readonly string[], buffer: string): Task<After> {
  const { p, place } = client;
  const [database, user, host, port] = args.map((one) =>
    one === '-' ? undefined : one.replace(/^"([\s\S]*)"$/, '$1').replaceAll('""', '"'),
  );
  const problem = yield* client.connect(
    new Map([
      ['dbname', database ?? client.database],
      ['user', user ?? client.user],
      ['host', host ?? place?.host ?? ''],
      ['port', port ?? place?.port ?? ''],
    ]),
  );
  if (problem === undefined) {
    const now = client.place;
    const isElsewhere = now?.host !== place?.host || now?.port !== place?.port;
    if (!client.isOn('QUIET'))
      yield* client.write(
        `You are now connected to database "${client.database}" as user "${client.user}"${isElsewhere ? whereText(client) : ''}.\n`,
      );
    return { buffer, status: 0 };
  }
  if (source.isInteractive) {
    yield* p.stderr.write(`${problem}\nPrevious connection kept\n`);
    return { buffer, status: 1 };
  }
  // A script does not go on in the wrong database.
  yield* p.stderr.write(`${source.place()}\\connect: ${problem}\n`);
  client.close();
  return { buffer, status: 2, isOver: true };
}

function whereText({ place, address }: Client): string {
  const host = place?.host ?? '';
  const port = place?.port ?? '';
  if (host.startsWith('/')) return ` via socket in "${host}" at port "${port}"`;
  return ` on host "${host}"${address === undefined || address === host ? '' : ` (address "${address}")`} at port "${port}"`;
}

function connectionText(client: Client): string {
  return `You are connected to database "${client.database}" as user "${client.user}"${whereText(client)}.\n`;
}

function* shell({ client }: Session, command: string): Task<number> {
  const { p } = client;
  const path = p.env.get('SHELL') ?? '/bin/sh';
  const own = p.files.exists(path) ? path : '/bin/sh';
  const child = p.spawn(own, command === '' ? [own] : ['sh', '-c', command], { env: p.env });
  const end = yield* p.wait(child.pid);
  return typeof end === 'number' ? end : 0;
}

/** \copy: the client reads or writes the file. */
function* copy({ client, source }: Session, text: string): Task<number> {
  const { p } = client;
  const written = withVariables(text, client.variables);
  const [whole, target = '', way = '', quoted, plain = '', options = ''] =
    /^(\([\s\S]+\)|[^(\s]+(?:\s*\([^)]*\))?)\s+(from|to)\s+(?:'((?:[^']|'')*)'|(\S+))\s*([\s\S]*)$/i.exec(
      written,
    ) ?? [];
  if (whole === undefined) {
    yield* p.stderr.write(`${source.place()}\\copy: parse error at end of line\n`);
    return 1;
  }
  const file = quoted?.replaceAll("''", "'") ?? plain;
  if (/^program$/i.test(plain)) {
    yield* p.stderr.write(`${source.place()}\\copy: PROGRAM is not modelled here\n`);
    return 1;
  }
  const isFrom = way.toLowerCase() === 'from';
  const isStandard = quoted === undefined && /^p?(stdin|stdout)$/i.test(plain);
  let input = '';
  if (isFrom && !isStandard) {
    try {
      input = p.files.readText(file);
    } catch (error) {
      if (!isErrno(error)) throw error;
      yield* p.stderr.write(`${source.place()}${file}: ${strerror(error.code)}\n`);
      return 1;
    }
  }
  const sql = `COPY ${target} ${isFrom ? 'FROM STDIN' : 'TO STDOUT'} ${options}`.trim();
  if (isStandard) return yield* client.query(sql, source);
  const { output } = client;
  if (isFrom) {
    const [answer] = yield* client.ask({ kind: 'query', sql });
    if (answer?.kind === 'copy in')
      return yield* client.sendCopied(input.replace(/^\\\.\n[\s\S]*/m, ''), source);
    return yield* client.query(sql, source);
  }
  const problem = client.redirect(file);
  if (problem !== undefined) {
    yield* p.stderr.write(`${source.place()}${problem}\n`);
    return 1;
  }
  const status = yield* client.query(sql, source);
  const lines = p.files.readText(file).split('\n').length - 1;
  client.output = output;
  if (status === 0 && !client.isOn('QUIET'))
    yield* client.write(`COPY ${/header/i.test(options) ? Math.max(0, lines - 1) : lines}\n`);
  return status;
}
