import { reason } from '../shared/errors';
import { Reader } from '../shared/input';
import { program } from '../shared/program';
import { busyboxHumanSize, parseSize } from '../shared/sizes';
import { dataOf } from '../shared/bytes';

/** What these operands may hold. */
const GNU_WORDS = {
  conv: 'ascii ebcdic ibm block unblock lcase ucase sparse swab sync excl nocreat notrunc noerror fdatasync fsync'.split(
    ' ',
  ),
  iflag:
    'append cio direct directory dsync sync fullblock nonblock noatime nocache noctty nofollow nolinks binary text count_bytes skip_bytes'.split(
      ' ',
    ),
  oflag:
    'append cio direct directory dsync sync fullblock nonblock noatime nocache noctty nofollow nolinks binary text seek_bytes'.split(
      ' ',
    ),
  status: ['none', 'noxfer', 'progress'],
};
const BUSYBOX_WORDS = {
  conv: ['notrunc', 'sync', 'noerror', 'fsync', 'swab'],
  iflag: ['skip_bytes', 'count_bytes', 'fullblock', 'direct'],
  oflag: ['seek_bytes', 'append', 'direct'],
  status: ['none', 'noxfer', 'progress'],
};
const KINDS_OF_WORDS = {
  conv: 'conversion',
  iflag: 'input flag',
  oflag: 'output flag',
  status: 'status level',
};

export const dd = program({
  id: 'coreutils/dd',
  usage: '[OPERAND]...',
  busyboxUsage: '[if=FILE] [of=FILE] [bs=N] [count=N] [skip=N] [seek=N] [conv=notrunc|noerror|sync|fsync]',
  stopAtOperand: 'raw',
  *run(c) {
    const { p } = c;
    const given = new Map<string, string>();
    for (const word of c.args) {
      const equals = word.indexOf('=');
      const key = word.slice(0, equals);
      if (!/^(if|of|bs|ibs|obs|count|skip|seek|conv|status|iflag|oflag|cbs)$/.test(key))
        return yield* c.misused(`unrecognized operand '${word}'`);
      given.set(key, word.slice(equals + 1));
    }
    const number = (key: string, otherwise: number): number => {
      const text = given.get(key);
      return text === undefined
        ? otherwise
        : text.split('x').reduce((product, part) => product * (parseSize(part) ?? NaN), 1);
    };
    const size = number('bs', number('ibs', 512));
    const outSize = number('bs', number('obs', 512));
    const [count, skip, seek] = [number('count', Infinity), number('skip', 0), number('seek', 0)];
    for (const [key, value] of [
      ['bs', number('bs', 512)],
      ['ibs', size],
      ['obs', outSize],
      ['count', count],
      ['skip', skip],
      ['seek', seek],
    ] as const) {
      if (Number.isNaN(value) || value < 0)
        return yield* c.fail(
          c.gnu ? `invalid number: '${given.get(key) ?? ''}'` : `invalid number '${given.get(key) ?? ''}'`,
        );
      if (value === 0 && key.endsWith('bs'))
        return yield* c.fail(
          c.gnu
            ? `invalid number: '${given.get(key) ?? ''}'`
            : 'number 0 is not in 1..9223372036854775807 range',
        );
    }
    const conversions = (given.get('conv') ?? '').split(',');
    for (const key of ['conv', 'iflag', 'oflag', 'status'] as const) {
      const known = c.gnu ? GNU_WORDS[key] : BUSYBOX_WORDS[key];
      const wrong = (given.get(key) ?? '').split(',').find((one) => one !== '' && !known.includes(one));
      if (wrong === undefined) continue;
      return yield* c.gnu
        ? c.usageError(`invalid ${KINDS_OF_WORDS[key]}: '${wrong}'`)
        : c.fail(`invalid argument '${wrong}' to '${key}'`);
    }
    if (conversions.includes('lcase') && conversions.includes('ucase'))
      return yield* c.fail('cannot combine lcase and ucase');
    const [from, to] = [given.get('if'), given.get('of')];
    let input = 0;
    let output = 1;
    try {
      if (from !== undefined) input = p.open(from, { read: true });
    } catch (error) {
      return yield* c.fail(
        c.gnu
          ? `failed to open '${from ?? ''}': ${reason(error)}`
          : `can't open '${from ?? ''}': ${reason(error)}`,
      );
    }
    try {
      if (to !== undefined) {
        output = p.open(to, {
          write: true,
          create: !conversions.includes('nocreat'),
          truncate: !conversions.includes('notrunc') && seek === 0,
        });
        if (seek > 0) {
          // What lies before the place stays; the file ends there, though nothing be written.
          if (!conversions.includes('notrunc')) p.files.truncate(to, seek * outSize);
          p.seek(output, seek * outSize);
        }
      }
    } catch (error) {
      return yield* c.fail(
        c.gnu
          ? `failed to open '${to ?? ''}': ${reason(error)}`
          : `can't open '${to ?? ''}': ${reason(error)}`,
      );
    }
    // A folder opens; it is what is read of it that is refused.
    const isFolder = from !== undefined && p.fstat(input).kind === 'directory';
    if (isFolder && !c.gnu) return yield* c.fail(`${from}: Is a directory`);
    p.allocate(size);
    const reader = new Reader(p, p.stream(input));
    const sink = p.stream(output);
    const startMs = p.nowMs;
    for (let left = skip * size; left > 0;) {
      const chunk = yield* reader.chunk(left);
      if (chunk === '') break;
      left -= chunk.length;
    }
    let [whole, partial, bytes] = [0, 0, 0];
    let [wholeOut, partialOut] = [0, 0];
    let isRefused = false;
    for (let block = 0; block < count; block++) {
      if (isFolder) {
        yield* c.warn(`error reading '${from}': Is a directory`);
        isRefused = true;
        break;
      }
      let data = yield* reader.chunk(size);
      while (data !== '' && data.length < size) {
        const more = yield* reader.chunk(size - data.length);
        if (more === '') break;
        data += more;
      }
      if (data === '') break;
      if (data.length === size) whole++;
      else partial++;
      if (conversions.includes('ucase')) data = data.replace(/[a-z]+/g, (text) => text.toUpperCase());
      if (conversions.includes('lcase')) data = data.replace(/[A-Z]+/g, (text) => text.toLowerCase());
      if (conversions.includes('sync')) data = data.padEnd(size, '\0');
      try {
        yield* sink.write(dataOf(data));
      } catch (error) {
        // Whoever hears of a pipe that nobody reads is gone.
        if (to === undefined) throw error;
        yield* c.warn(`error writing '${to}': ${reason(error)}`);
        isRefused = true;
        break;
      }
      bytes += data.length;
      if (data.length === size) wholeOut++;
      else partialOut++;
    }
    // Without bs= what was read is cut anew into blocks of obs.
    if (given.get('bs') === undefined && outSize !== size) {
      wholeOut = Math.floor(bytes / outSize);
      partialOut = bytes % outSize === 0 ? 0 : 1;
    }
    const status = isRefused ? 1 : 0;
    if (given.get('status') === 'none') return status;
    const records = `${String(whole)}+${String(partial)} records in\n${String(wholeOut)}+${String(partialOut)} records out\n`;
    yield* p.stderr.write(records);
    if (given.get('status') === 'noxfer' || c.build.ddRate === false) return status;
    const seconds = Math.max((p.nowMs - startMs) / 1000, 0.000_1);
    const rate = bytes / seconds;
    if (!c.gnu) {
      yield* p.stderr.write(
        `${String(bytes)} bytes (${busyboxHumanSize(bytes)}B) copied, ${seconds.toFixed(6)} seconds, ${busyboxHumanSize(Math.floor(rate))}B/s\n`,
      );
      return status;
    }
    const powers = bytes >= 1024 ? `, ${rounded(bytes, 1024)}iB` : '';
    const extra = bytes >= 1000 ? ` (${rounded(bytes, 1000)}B${powers})` : '';
    yield* p.stderr.write(
      `${String(bytes)} byte${bytes === 1 ? '' : 's'}${extra} copied, ${seconds.toPrecision(6).replace(/\.?0+$/, '')} s, ${rate < 1000 ? `${(rate / 1000).toFixed(1)} k` : rounded(rate, 1000)}B/s\n`,
    );
    return status;
  },
});

const units = ['', 'K', 'M', 'G', 'T', 'P'];

/** A size by its unit: how many of them, and which. */
function inUnits(value: number, base: number): readonly [number, string] {
  const power = Math.min(units.length - 1, Math.floor(Math.log(Math.max(1, value)) / Math.log(base)));
  return [value / base ** power, units[power] ?? ''];
}

/** As GNU dd writes it, to the nearest, below ten with a digit behind the point: `1.0 M`, `118 M`. */
function rounded(value: number, base: number): string {
  const [count, unit] = inUnits(value, base);
  const isSmall = count < 9.95;
  const text = unit === '' || !isSmall ? String(Math.round(count)) : count.toFixed(1);
  if (Number(text) >= base) return rounded(base ** (units.indexOf(unit) + 1), base);
  return `${text} ${base === 1000 ? unit.toLowerCase().replace(/[mgtp]/, (letter) => letter.toUpperCase()) : unit}`;
}
