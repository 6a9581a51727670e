import { codeOf, reason } from '../shared/errors';
import { program } from '../shared/program';
import { parseTime } from '../shared/time';
import { localZone } from '../shared/zones';

/** `[[CC]YY]MMDDhhmm[.ss]` of `touch -t`. */
function parseStamp(text: string, nowMs: number): number | undefined {
  const found = /^(?:(\d{2})?(\d{2}))?(\d{2})(\d{2})(\d{2})(\d{2})(?:\.(\d{2}))?$/.exec(text);
  if (!found) return undefined;
  const [, century, years, month, day, hour, minute, second] = found;
  const now = new Date(nowMs).getUTCFullYear();
  const year =
    years === undefined
      ? now
      : century === undefined
        ? (Number(years) < 69 ? 2000 : 1900) + Number(years)
        : Number(century + years);
  return Date.UTC(year, Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second ?? 0));
}

export const touch = program({
  id: 'coreutils/touch',
  usage: '[OPTION]... FILE...',
  busyboxUsage: '[-cham] [-d DATE] [-t DATE] [-r FILE] FILE...',
  options: {
    access: 'a',
    modify: 'm',
    noCreate: 'c,no-create',
    date: 'd,date=STRING',
    stamp: 't=STAMP',
    reference: 'r,reference=FILE',
    link: 'h,no-dereference',
    force: 'f',
    time: 'time=WORD',
  },
  busyboxLong: 'date no-create no-dereference reference',
  *run(c) {
    const { flags, p } = c;
    if (c.operands.length === 0) return yield* c.misused('missing file operand');
    let time = p.nowMs;
    if (flags.date !== undefined || flags.stamp !== undefined) {
      const parsed =
        flags.date === undefined
          ? parseStamp(flags.stamp ?? '', p.nowMs)
          : parseTime(flags.date, p.nowMs, localZone(p));
      if (parsed === undefined) {
        const text = flags.date ?? flags.stamp ?? '';
        return yield* c.fail(c.gnu ? `invalid date format '${text}'` : `invalid date '${text}'`);
      }
      time = parsed;
    }
    try {
      if (flags.reference !== undefined) time = p.files.stat(flags.reference).mtimeMs;
    } catch (error) {
      const path = flags.reference ?? '';
      return yield* c.fail(
        c.gnu
          ? `failed to get attributes of '${path}': ${reason(error)}`
          : `can't stat '${path}': ${reason(error)}`,
      );
    }
    let status = 0;
    for (const path of c.operands) {
      try {
        try {
          p.files.utimes(path, time, flags.link ? { noFollow: true } : {});
        } catch (error) {
          if (codeOf(error) !== 'ENOENT') throw error;
          if (flags.noCreate || flags.link) continue;
          p.close(p.open(path, { write: true, create: true }));
          if (time !== p.nowMs) p.files.utimes(path, time);
        }
      } catch (error) {
        yield* c.warn(c.gnu ? `cannot touch '${path}': ${reason(error)}` : `${path}: ${reason(error)}`);
        status = 1;
      }
    }
    return status;
  },
});
