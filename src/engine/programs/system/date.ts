import { reason } from '../shared/errors';
import { openInput } from '../shared/input';
import { program } from '../shared/program';
import { formatTime, parseTime, UTC, type Zone } from '../shared/time';
import { localZone } from '../shared/zones';

const ISO: Readonly<Record<string, string>> = {
  '': '%Y-%m-%d',
  date: '%Y-%m-%d',
  hours: '%Y-%m-%dT%H%:z',
  minutes: '%Y-%m-%dT%H:%M%:z',
  seconds: '%Y-%m-%dT%H:%M:%S%:z',
  ns: '%Y-%m-%dT%H:%M:%S,%N%:z',
};

export const date = program({
  id: 'coreutils/date',
  usage: '[OPTION]... [+FORMAT]',
  busyboxUsage: '[OPTIONS] [+FMT] [[-s] TIME]',
  options: {
    text: 'd,date=STRING',
    utc: 'u,utc,universal',
    reference: 'r,reference=FILE',
    iso: 'I,iso-8601[=FMT]',
    rfc: 'R,rfc-email',
    rfc3339: 'rfc-3339=FMT',
    set: 's,set=STRING',
    file: 'f,file=DATEFILE',
    hint: 'D=FORMAT',
    debug: 'debug',
  },
  gnuLacks: 'D',
  busyboxLacks: 'f',
  busyboxLong: 'date reference set utc',
  *run(c) {
    const { flags, p } = c;
    const zone = flags.utc ? UTC : localZone(p);
    const [operand, extra] = c.operands;
    if (extra !== undefined) {
      if (c.gnu) return yield* c.misused(`extra operand '${extra}'`);
      return yield* c.fail(`invalid date '${extra}'`);
    }
    const timeOf = (text: string): number | undefined => {
      const stated = c.gnu || flags.hint !== undefined ? text : busyboxTime(text, p.nowMs, zone);
      return stated === undefined ? undefined : parseTime(stated, p.nowMs, zone);
    };
    if (operand !== undefined && !operand.startsWith('+')) {
      const isTime = c.gnu
        ? /^\d{8}(\d{2}){0,2}(\.\d\d)?$/.test(operand)
        : busyboxTime(operand, p.nowMs, zone) !== undefined;
      if (isTime)
        return yield* c.fail(
          c.gnu ? 'cannot set date: Operation not permitted' : "can't set date: Operation not permitted",
        );
      return yield* c.fail(`invalid date '${operand}'`);
    }
    if (flags.set !== undefined) {
      const wanted = timeOf(flags.set);
      if (wanted === undefined) return yield* c.fail(`invalid date '${flags.set}'`);
      yield* c.warn(
        c.gnu ? 'cannot set date: Operation not permitted' : "can't set date: Operation not permitted",
      );
      // What it would have been GNU's shows all the same.
      if (c.gnu) yield* c.print(`${formatTime('%a %b %e %H:%M:%S %Z %Y', wanted, zone)}\n`);
      return 1;
    }
    const format =
      operand?.slice(1) ??
      (flags.iso !== undefined
        ? (ISO[flags.iso] ?? ISO[''])
        : flags.rfc
          ? '%a, %d %b %Y %H:%M:%S %z'
          : flags.rfc3339 !== undefined
            ? flags.rfc3339 === 'date'
              ? '%Y-%m-%d'
              : '%Y-%m-%d %H:%M:%S%:z'
            : '%a %b %e %H:%M:%S %Z %Y') ??
      '';
    // BusyBox leaves out what it does not know.
    const shownFormat = c.gnu || operand === undefined ? format : format.replace(/%(?:[Nq]|:+z)/g, '%$&');
    const texts = flags.file === undefined ? [flags.text] : yield* openInput(p, flags.file).reader.lines();
    let status = 0;
    for (const text of texts) {
      let ms: number | undefined = p.nowMs;
      try {
        if (flags.reference !== undefined) ms = p.files.stat(flags.reference).mtimeMs;
        else if (text !== undefined) ms = timeOf(text);
      } catch (error) {
        return yield* c.fail(
          c.gnu
            ? `${flags.reference ?? ''}: ${reason(error)}`
            : `can't stat '${flags.reference ?? ''}': ${reason(error)}`,
        );
      }
      if (ms === undefined) {
        yield* c.warn(`invalid date '${text ?? ''}'`);
        status = 1;
      } else yield* c.print(`${formatTime(shownFormat, ms, zone)}\n`);
    }
    return status;
  },
});

/**
 * The few ways in which BusyBox lets a time be stated, as one that GNU's date reads too; undefined: none of them. What
 * is too much for a month or an hour goes on into the next one. Source: libbb/time.c, parse_datestr.
 */
function busyboxTime(text: string, nowMs: number, zone: Zone): string | undefined {
  if (/^@\d+$/.test(text)) return text;
  const now = formatTime('%Y %m %d %H', nowMs, zone).split(' ').map(Number);
  const [year = 1970, month = 1, day = 1, hour = 0] = now;
  const clock = /^(?:(?:(?:(\d+)\.)?(\d+)\.(\d+)-)|(?:(\d+)-(\d+)-(\d+) ))?(\d+):(\d+)(?::(\d+))?$/.exec(
    text,
  );
  const date = /^(\d+)-(\d+)-(\d+)$/.exec(text);
  // MMDDhhmm[[YY]YY][.ss] is what date(1) sets the clock by, so eight digits are no day of a year.
  const digits = /^((?:\d\d){1,6})(?:\.(\d\d))?$/.exec(text);
  let fields: (number | string | undefined)[];
  if (clock) {
    const [, y1, m1, d1, y2, m2, d2, h, min, s] = clock;
    fields = [y1 ?? y2 ?? year, m1 ?? m2 ?? month, d1 ?? d2 ?? day, h, min, s];
  } else if (date) fields = date.slice(1);
  else if (digits) {
    const pairs = (digits[1] ?? '').match(/../g) ?? [];
    const [min, h = hour, d = day, m = month, yy] = [...pairs].reverse();
    const century = pairs.length === 6 ? Number(pairs[0]) : Math.floor(year / 100);
    const isWithin = (text: number | string, least: number, most: number): boolean =>
      Number(text) >= least && Number(text) <= most;
    // These are checked, where the ways above let too much go on.
    if (!isWithin(m, 1, 12) || !isWithin(d, 1, 31) || !isWithin(h, 0, 23) || !isWithin(min ?? 0, 0, 59))
      return undefined;
    fields = [yy === undefined ? year : century * 100 + Number(yy), m, d, h, min, digits[2]];
  } else return undefined;
  const [y = 0, mo = 1, d = 1, h = 0, min = 0, s = 0] = fields.map((one) =>
    one === undefined ? undefined : Number(one),
  );
  return new Date(Date.UTC(y, mo - 1, d, h, min, s)).toISOString().slice(0, 19).replace('T', ' ');
}
