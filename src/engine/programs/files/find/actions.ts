// What find does with what it has found.
import type { Stat, Task } from '../../../kernel';
import { codeOf, reason } from '../../shared/errors';
import { runToEnd } from '../../shared/exec';
import { modeText } from '../../shared/modes';
import { formatTime } from '../../shared/time';
import { localZone } from '../../shared/zones';
import { lastPart, parentOf } from '../../shared/trees';
import type { FindContext, Found } from './context';

export function* run(words: readonly string[], context: FindContext, cwd?: string): Task<number> {
  try {
    return yield* runToEnd(context.p, words, cwd === undefined ? {} : { cwd });
  } catch (error) {
    codeOf(error);
    const command = words[0] ?? '';
    yield* context.warn(context.gnu ? `'${command}': ${reason(error)}` : `${command}: ${reason(error)}`);
    return 1;
  }
}

export function* remove(file: Found, context: FindContext): Task<boolean> {
  const { files } = context.p;
  if (/^\.?$/.test(file.path)) return true;
  try {
    if (file.stat.kind === 'directory') files.rmdir(file.path);
    else files.unlink(file.path);
    return true;
  } catch (error) {
    yield* context.warn(
      context.gnu ? `cannot delete '${file.path}': ${reason(error)}` : `${file.path}: ${reason(error)}`,
    );
    context.status = 1;
    return false;
  }
}

const LETTERS: Readonly<Record<Stat['kind'], string>> = {
  file: 'f',
  directory: 'd',
  symlink: 'l',
  fifo: 'p',
  socket: 's',
  block: 'b',
  character: 'c',
};

export function fill(format: string, { path, stat, depth, start }: Found, { p, names }: FindContext): string {
  const zone = localZone(p);
  return format.replace(
    /%([-0 +#]*)(\d*)([TC][a-zA-Z@+]|[a-zA-Z%])/g,
    (whole, flags: string, width: string, code: string) => {
      const show = (value: string | number): string =>
        flags.includes('-')
          ? String(value).padEnd(Number(width))
          : String(value).padStart(Number(width), flags.includes('0') ? '0' : ' ');
      const ms = code.startsWith('C') ? stat.ctimeMs : stat.mtimeMs;
      if (/^[TC]./.test(code)) {
        const letter = code[1] ?? '';
        if (letter === '@')
          return `${String(Math.floor(ms / 1000))}.${String(ms % 1000).padStart(3, '0')}0000000`;
        if (letter === '+') return formatTime('%Y-%m-%d+%H:%M:%S.%N0', ms, zone);
        return show(formatTime(letter === 'S' ? '%S.%N0' : `%${letter}`, ms, zone));
      }
      switch (code) {
        case 'p':
          return show(path);
        case 'P':
          return show(
            path === start ? '' : path.slice(start.endsWith('/') ? start.length : start.length + 1),
          );
        case 'f':
          return show(lastPart(path));
        case 'h':
          return show(path.includes('/') ? parentOf(path) : '.');
        case 'H':
          return show(start);
        case 's':
          return show(stat.sizeBytes);
        case 'k':
          return show(Math.ceil(stat.blocks / 2));
        case 'b':
          return show(stat.blocks);
        case 'm':
          return show(stat.mode.toString(8));
        case 'M':
          return show(modeText(stat));
        case 'u':
          return show(names.user(stat.uid) ?? stat.uid);
        case 'g':
          return show(names.group(stat.gid) ?? stat.gid);
        case 'U':
          return show(stat.uid);
        case 'G':
          return show(stat.gid);
        case 'i':
          return show(stat.ino);
        case 'n':
          return show(stat.nlink);
        case 'd':
          return show(depth);
        case 'l':
          return show(stat.kind === 'symlink' ? p.files.readlink(path) : '');
        case 'y':
          return show(LETTERS[stat.kind]);
        case 't':
        case 'a':
          return show(formatTime('%a %b %e %H:%M:%S.%N0 %Y', ms, zone));
        case 'c':
          return show(formatTime('%a %b %e %H:%M:%S.%N0 %Y', stat.ctimeMs, zone));
        case '%':
          return '%';
        default:
          return whole;
      }
    },
  );
}
