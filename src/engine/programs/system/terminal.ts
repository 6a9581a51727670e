import { program } from '../shared/program';

export const tty = program({
  id: 'coreutils/tty',
  usage: '[OPTION]...',
  busyboxUsage: '',
  options: { silent: 's,silent,quiet' },
  usageStatus: 2,
  busyboxUsageStatus: 2,
  *run(c) {
    const [extra] = c.operands;
    if (extra !== undefined) {
      if (c.gnu) return yield* c.usageError(`extra operand '${extra}'`);
      yield* c.warn('ignoring all arguments');
    }
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
  busyboxPlain: true,
  *run(c) {
    if (c.gnu && !c.p.env.get('TERM')) {
      yield* c.p.stderr.write('TERM environment variable not set.\n');
      return 1;
    }
    if (c.name === 'reset') yield* c.write('\x1bc');
    yield* c.write(c.gnu ? '\x1b[H\x1b[2J\x1b[3J' : '\x1b[H\x1b[J');
    return 0;
  },
});

/** Settings that a `-` before them turns off (POSIX stty(1) and Linux's own), then those that take a value. */
const MODES = new Set(
  'parenb parodd cmspar hupcl hup cstopb cread clocal crtscts ignbrk brkint ignpar parmrk inpck istrip inlcr igncr icrnl ixon ixoff tandem iuclc ixany imaxbel iutf8 opost olcuc ocrnl onlcr onocr onlret ofill ofdel isig icanon iexten echo echoe crterase echok echonl noflsh xcase tostop echoprt prterase echoctl ctlecho echoke crtkill flusho extproc evenp parity oddp nl ek sane cooked raw pass8 litout cbreak decctlq tabs lcase LCASE crt dec cs5 cs6 cs7 cs8 size speed drain'.split(
    ' ',
  ),
);
const VALUED = new Set(
  'intr quit erase kill eof eol eol2 swtch start stop susp dsusp rprnt werase lnext discard flush min time ispeed ospeed rows columns cols line -F --file'.split(
    ' ',
  ),
);

/** The first word that is no setting, or that wants a value and has none. */
function firstBad(words: readonly string[]): { word: string; lacksValue: boolean } | undefined {
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    if (VALUED.has(word)) {
      if (words[++at] === undefined) return { word, lacksValue: true };
    } else if (
      !MODES.has(word.replace(/^-/, '')) &&
      !/^(-[ag]+|--all|--save|--file=.*|\d+|[nbctfv][lrsabf][0123]|[0-9a-f]+(:[0-9a-f]+)+)$/.test(word)
    )
      return { word, lacksValue: false };
  }
  return undefined;
}

export const stty = program({
  id: 'coreutils/stty',
  usage: '[-F DEVICE | --file=DEVICE] [SETTING]...',
  busyboxUsage: '[-a|g] [-F DEVICE] [SETTING]...',
  stopAtOperand: 'raw',
  *run(c) {
    const { p } = c;
    const bad = firstBad(c.args);
    if (bad !== undefined) {
      if (bad.lacksValue)
        return yield* c.gnu
          ? c.usageError(`missing argument to '${bad.word}'`)
          : c.fail(`${bad.word} requires an argument`);
      if (c.gnu) return yield* c.usageError(`invalid argument '${bad.word}'`);
      // What is none of its words BusyBox takes for a speed.
      return yield* c.fail(
        bad.word.startsWith('-') ? `invalid argument '${bad.word}'` : `invalid number '${bad.word}'`,
      );
    }
    const device = c.args.findIndex((word) => word === '-F' || word === '--file');
    const [own, file] = [c.gnu ? "'standard input'" : 'standard input', c.args[device + 1] ?? ''];
    if (device >= 0 && !p.files.exists(file))
      return yield* c.fail(
        c.gnu ? `${file}: No such file or directory` : `can't open '${file}': No such file or directory`,
      );
    if (device >= 0 ? !file.startsWith('/dev/tty') && !file.startsWith('/dev/pts/') : !p.isatty(0))
      return yield* c.fail(`${device >= 0 ? file : own}: Inappropriate ioctl for device`);
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
      }
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
    if (!c.p.env.get('TERM') && !what?.startsWith('-T'))
      return yield* c.fail('No value for $TERM and no -T specified', 2);
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
