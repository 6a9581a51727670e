import type { Errno, Process, Task } from '../../kernel';
import { byteString } from '../shared/bytes';
import { reason } from '../shared/errors';
import { installedVersion } from '../shared/installed';
import { openInput } from '../shared/input';
import { program } from '../shared/program';
import { RegexError } from '../shared/regex';
import { parseAwk } from './awk/parser';
import { AwkRun } from './awk/run';
import { AwkError, AwkFileError } from './awk/dialect';
import { AwkSyntaxError } from './awk/syntax';

/** What mawk says of itself, as it is installed: version and authors, and how Debian built it: on stderr until 2025. */
function* mawkVersion(p: Process): Task<void> {
  const [, version = '1.3.4', date = '20250131'] =
    /^([\d.]+)[.-](\d{8})/.exec(installedVersion(p, 'mawk') ?? '') ?? [];
  const year = Number(date.slice(0, 4));
  yield* p.stdout.write(
    `mawk ${version} ${date}\n` +
      `Copyright 2008-${String(year - 1)},${String(year)}, Thomas E. Dickey\n` +
      'Copyright 1991-1996,2014, Michael D. Brennan\n\n',
  );
  yield* (year >= 2025 ? p.stdout : p.stderr).write(
    'random-funcs:       srandom/random\n' +
      'regex-funcs:        internal\n' +
      `${year >= 2025 ? '\n' : ''}compiled limits:\n` +
      'sprintf buffer      8192\n' +
      `maximum-integer     ${year >= 2025 ? '9223372036854775808' : '2147483647'}\n`,
  );
}

export const awk = program({
  id: 'mawk/mawk',
  names: ['awk', 'nawk', 'gawk'],
  paths: ['/usr/bin/mawk', '/usr/bin/awk', '/usr/bin/nawk'],
  usage: '[Options] [Program] [file ...]',
  busyboxUsage: '[-F SEP] [-v VAR=VAL] [-f FILE]... [CMD] [FILE]...',
  options: {
    separator: 'F,field-separator=SEP',
    assign: 'v,assign=VAR',
    file: 'f,file=FILE',
    debug: 'W=OPTION',
  },
  busyboxShort: true,
  stopAtOperand: true,
  rewrite: (args, isGnu) => (isGnu && args[0] === '--version' ? ['-W', 'version', ...args.slice(1)] : args),
  usageStatus: 2,
  *run(c) {
    if (c.flags.debug !== undefined) {
      if (!c.gnu) yield* c.warn('warning: option -W is ignored');
      // mawk goes by the first letter, whatever follows: -W version, and --version as well.
      else if (/^v/i.test(c.flags.debug)) {
        yield* mawkVersion(c.p);
        return 0;
      }
    }
    for (const assignment of c.all('assign')) {
      if (/^[A-Za-z_]\w*=/.test(assignment)) continue;
      if (c.gnu) return yield* c.fail(`improper assignment: -v ${assignment}`, 2);
      return yield* c.usageError();
    }
    const operands = [...c.operands];
    let source = '';
    for (const path of c.all('file')) {
      try {
        const input = openInput(c.p, path);
        source += `${yield* input.reader.rest()}\n`;
        input.close();
      } catch (error) {
        return yield* c.fail(
          c.gnu ? `cannot open "${path}" (${reason(error)})` : `can't open '${path}': ${reason(error)}`,
          c.gnu ? 2 : 1,
        );
      }
    }
    if (c.flags.file === undefined) {
      const first = operands.shift();
      if (first === undefined) {
        yield* c.p.stderr.write(c.helpText());
        return c.gnu ? 0 : 1;
      }
      source = byteString(first);
    }
    const said = c.gnu ? 'awk' : c.name;
    try {
      const dialect = { gnu: c.gnu, library: c.build.getopt, hasMath: c.build.awkMath !== false };
      const failed = function* (name: string, error: Errno): Task<never> {
        const why = reason(error);
        // BusyBox opens a folder and fails when it reads.
        const place = error.code === 'EISDIR' ? 'cmd. line:1' : name;
        yield* c.p.stderr.write(
          `${said}: ${c.gnu ? `cannot open "${name}" (${why})` : `${place}: ${why}`}\n`,
        );
        return yield* c.exit(c.gnu ? 2 : 1);
      };
      const run = new AwkRun(c.p, parseAwk(source, dialect), operands, c.name, c.out, failed, dialect);
      if (c.flags.separator !== undefined) run.assign('FS', c.flags.separator);
      for (const assignment of c.all('assign')) {
        const equals = assignment.indexOf('=');
        run.assign(assignment.slice(0, equals), assignment.slice(equals + 1));
      }
      return yield* run.run();
    } catch (error) {
      if (error instanceof AwkSyntaxError) {
        yield* c.out.flush();
        const { message, line, mawk } = error;
        const lines = c.gnu ? mawk : [`cmd. line:${String(line)}: ${message}`];
        yield* c.p.stderr.write(lines.map((text) => `${said}: ${text}\n`).join(''));
        return c.gnu ? 2 : 1;
      }
      const isOurs =
        error instanceof AwkError || error instanceof AwkFileError || error instanceof RegexError;
      if (!isOurs) throw error;
      // mawk writes what it had only when it ends.
      if (!c.gnu) yield* c.out.flush();
      const isRunning = error instanceof AwkError && error.place !== undefined;
      const where = c.gnu
        ? isRunning
          ? 'run time error: '
          : ''
        : error instanceof AwkError
          ? 'cmd. line:1: '
          : '';
      const place = c.gnu && error instanceof AwkError ? (error.place ?? '') : '';
      yield* c.p.stderr.write(`${said}: ${where}${error.message}\n${place}`);
      return c.gnu ? 2 : 1;
    }
  },
});
