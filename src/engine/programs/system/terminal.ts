import { program } from '../shared/program';

export const tty = program({
  id: 'coreutils/tty',
  usage: '[OPTION]...',
  busyboxUsage: '',
  options: { silent: 's,silent,quiet' },
  *run(c) {
    const isTerminal = c.p.isatty(0);
    const own = c.p.processes().find((one) => one.pid === c.p.pid)?.tty;
    if (!c.flags.silent) yield* c.print(isTerminal ? `/dev/${own ?? 'pts/0'}\n` : 'not a tty\n');
    return isTerminal ? 0 : 1;
  },
});

export const clear = program({
  id: 'ncurses-bin/clear',
  names: ['reset'],
  usage: '[options]',
  *run(c) {
    if (c.name === 'reset') yield* c.write('\x1bc');
    yield* c.write(c.gnu ? '\x1b[H\x1b[2J\x1b[3J' : '\x1b[H\x1b[J');
    return 0;
  },
});

export const stty = program({
  id: 'coreutils/stty',
  usage: '[-F DEVICE | --file=DEVICE] [SETTING]...',
  busyboxUsage: '[-a|g] [-F DEVICE] [SETTING]...',
  stopAtOperand: 'raw',
  *run(c) {
    const { p } = c;
    if (!p.isatty(0))
      return yield* c.fail(
        c.gnu
          ? "'standard input': Inappropriate ioctl for device"
          : 'standard input: Inappropriate ioctl for device',
      );
    const { columns, rows } = p.terminalSize(0);
    if (c.args.length === 0 || c.args[0] === '-a') {
      yield* c.print(
        `speed 38400 baud; ${c.args.length === 0 ? 'line = 0;\n-brkint -imaxbel\n' : `rows ${String(rows)}; columns ${String(columns)}; line = 0;\n`}`,
      );
      return 0;
    }
    for (const word of c.args) {
      if (word === 'size') yield* c.print(`${String(rows)} ${String(columns)}\n`);
      else if (word === 'echo' || word === '-echo') p.setEcho(0, word === 'echo');
      else if (word === 'raw' || word === '-raw') p.setRaw(0, word === 'raw');
      else if (word === 'sane' || word === 'cooked') {
        p.setRaw(0, false);
        p.setEcho(0, true);
      } else if (!/^-?[a-z]+\d*$|^\d+$/.test(word)) return yield* c.misused(`invalid argument '${word}'`);
    }
    return 0;
  },
});

export const tput = program({
  id: 'ncurses-bin/tput',
  flavours: ['gnu'],
  usage: '[options] [command]',
  stopAtOperand: 'raw',
  *run(c) {
    const [what, value] = c.args;
    const size = c.p.isatty(1) ? c.p.terminalSize(1) : { columns: 80, rows: 24 };
    const codes: Readonly<Record<string, string>> = {
      cols: `${String(size.columns)}\n`,
      lines: `${String(size.rows)}\n`,
      clear: '\x1b[H\x1b[2J',
      bold: '\x1b[1m',
      sgr0: '\x1b(B\x1b[m',
      smul: '\x1b[4m',
      rmul: '\x1b[24m',
      rev: '\x1b[7m',
      setaf: `\x1b[3${value ?? '0'}m`,
      setab: `\x1b[4${value ?? '0'}m`,
      colors: '8\n',
      cup: '\x1b[H',
      el: '\x1b[K',
    };
    const text = codes[what ?? ''];
    if (text === undefined) return yield* c.fail(`unknown terminfo capability '${what ?? ''}'`, 4);
    yield* c.write(text);
    return 0;
  },
});
