// psql: connects, and evaluates SELECTs of values. Tables are not modelled, and it says so.
import type { Process, Program, Task } from '../../kernel';
import { SOCKET, versionText } from './postgres-log';

export const psql: Program = {
  id: 'postgresql/psql',
  *run(p) {
    const words = p.argv.slice(1);
    if (words.includes('--version') || words.includes('-V')) {
      yield* p.stdout.write(
        `psql (PostgreSQL) ${/ ([\d.]+) /.exec(versionText(p))?.[1] ?? ''} (Debian ${p.env.get('PG_VERSION') ?? ''})\n`,
      );
      return 0;
    }
    const user = option(words, 'U', 'username') ?? p.env.get('PGUSER') ?? userName(p);
    const commands = words.flatMap((word, index) =>
      word === '-c' || word === '--command' ? [words[index + 1] ?? ''] : [],
    );
    if (!p.files.exists(SOCKET))
      return yield* refuse(
        p,
        'No such file or directory\n\tIs the server running locally and accepting connections on that socket?',
      );
    if (user !== 'postgres' && user !== p.env.get('POSTGRES_USER'))
      return yield* refuse(p, `FATAL:  role "${user}" does not exist`);
    const bare = words.some((word) => /^-[a-zA-Z]*t/.test(word) && word !== '-c');
    if (commands.length > 0) {
      let status = 0;
      for (const command of commands) status = yield* execute(p, command, bare);
      return status;
    }
    return yield* session(p, user, bare);
  },
};

function* refuse(p: Process, reason: string): Task<number> {
  yield* p.stderr.write(`psql: error: connection to server on socket "${SOCKET}" failed: ${reason}\n`);
  return 2;
}

function option(words: readonly string[], short: string, long: string): string | undefined {
  const at = words.findIndex((word) => word === `-${short}` || word === `--${long}`);
  if (at >= 0) return words[at + 1];
  return words.find((word) => word.startsWith(`--${long}=`))?.slice(long.length + 3);
}

function userName(p: Process): string {
  const row = p.files
    .readText('/etc/passwd')
    .split('\n')
    .find((line) => line.split(':')[2] === String(p.credentials.uid));
  return row?.split(':')[0] ?? 'root';
}

function* session(p: Process, user: string, bare: boolean): Task<number> {
  const isTerminal = p.isatty(0);
  if (isTerminal)
    yield* p.stdout.write(
      `psql (${/ ([\d.]+) /.exec(versionText(p))?.[1] ?? ''} (Debian ${p.env.get('PG_VERSION') ?? ''}))\nType "help" for help.\n\n`,
    );
  let pending = '';
  let status = 0;
  for (;;) {
    if (isTerminal) yield* p.stdout.write(`${user}${pending === '' ? '=' : '-'}# `);
    const line = yield* p.stdin.readLine();
    if (line === undefined) return status;
    if (pending === '' && /^\s*(\\q|exit|quit)\s*;?\s*$/.test(line)) return 0;
    pending = pending === '' ? line : `${pending}\n${line}`;
    if (pending.trim() === '') pending = '';
    else if (pending.startsWith('\\') || pending.includes(';')) {
      status = yield* execute(p, pending, bare);
      pending = '';
    }
  }
}

function* execute(p: Process, text: string, bare: boolean): Task<number> {
  const sql = text.trim().replace(/;\s*$/, '');
  const [, list] = /^select\s+([\s\S]+)$/i.exec(sql) ?? [];
  const columns = list === undefined || /\bfrom\b/i.test(list) ? undefined : readColumns(p, list);
  if (columns === undefined) {
    yield* p.stderr.write(
      'psql: this is not modelled here; a real psql would send it to the server, which keeps tables and answers SQL\n',
    );
    return 1;
  }
  if (bare) {
    yield* p.stdout.write(`${columns.map(({ value }) => ` ${value}`).join(' |')}\n\n`);
    return 0;
  }
  const widths = columns.map(({ name, value }) => Math.max(name.length, value.length));
  const centred = (name: string, width: number): string => {
    const left = Math.floor((width - name.length) / 2);
    return ' '.repeat(left) + name + ' '.repeat(width - name.length - left);
  };
  const heads = columns.map(({ name }, index) => ` ${centred(name, widths[index] ?? 0)} `);
  const cells = columns.map(({ value, isNumber }, index) => {
    const width = widths[index] ?? 0;
    const isLast = index === columns.length - 1;
    return isNumber
      ? ` ${value.padStart(width)}${isLast ? '' : ' '}`
      : ` ${isLast ? value : value.padEnd(width)}${isLast ? '' : ' '}`;
  });
  const rule = widths.map((width) => '-'.repeat(width + 2)).join('+');
  yield* p.stdout.write(`${heads.join('|')}\n${rule}\n${cells.join('|')}\n(1 row)\n\n`);
  return 0;
}

interface Column {
  readonly name: string;
  readonly value: string;
  readonly isNumber: boolean;
}

/** The values of a SELECT without FROM; undefined where one of them is not modelled. */
function readColumns(p: Process, list: string): readonly Column[] | undefined {
  const columns: Column[] = [];
  for (const part of splitList(list)) {
    const [, expression = '', alias] = /^([\s\S]*?)(?:\s+as\s+"?(\w+)"?)?$/i.exec(part.trim()) ?? [];
    const value = evaluate(p, expression.trim());
    if (value === undefined) return undefined;
    columns.push({ ...value, name: alias ?? value.name });
  }
  return columns;
}

function splitList(list: string): string[] {
  return [...list.matchAll(/(?:'(?:[^']|'')*'|\([^)]*\)|[^,'()])+/g)].map(([part]) => part);
}

function evaluate(p: Process, expression: string): Column | undefined {
  const text = /^'((?:[^']|'')*)'$/.exec(expression)?.[1];
  if (text !== undefined) return { name: '?column?', value: text.replace(/''/g, "'"), isNumber: false };
  if (/^version\(\)$/i.test(expression)) return { name: 'version', value: versionText(p), isNumber: false };
  if (/^current_user$/i.test(expression)) return { name: 'current_user', value: 'postgres', isNumber: false };
  if (/^now\(\)$/i.test(expression)) {
    const time = new Date(p.nowMs).toISOString().replace('T', ' ').replace('Z', '000+00');
    return { name: 'now', value: time, isNumber: false };
  }
  const number = arithmetic(expression);
  return number === undefined ? undefined : { name: '?column?', value: String(number), isNumber: true };
}

/** Whole numbers with + - * / % and brackets, as SQL's integers: division drops the rest. */
function arithmetic(text: string): number | undefined {
  const tokens = text.match(/\d+|[-+*/%()]|\S/g) ?? [];
  let at = 0;
  let isBroken = false;
  const primary = (): number => {
    const token = tokens[at++];
    if (token === '-') return -primary();
    if (token === '(') {
      const value = sum();
      if (tokens[at++] !== ')') isBroken = true;
      return value;
    }
    if (token === undefined || !/^\d+$/.test(token)) isBroken = true;
    return Number(token);
  };
  const product = (): number => {
    let value = primary();
    for (
      let operator = tokens[at];
      operator === '*' || operator === '/' || operator === '%';
      operator = tokens[at]
    ) {
      at++;
      const right = primary();
      if (right === 0 && operator !== '*') isBroken = true;
      value = operator === '*' ? value * right : operator === '/' ? Math.trunc(value / right) : value % right;
    }
    return value;
  };
  const sum = (): number => {
    let value = product();
    for (let operator = tokens[at]; operator === '+' || operator === '-'; operator = tokens[at]) {
      at++;
      const right = product();
      value = operator === '+' ? value + right : value - right;
    }
    return value;
  };
  const value = sum();
  return isBroken || at < tokens.length ? undefined : value;
}
