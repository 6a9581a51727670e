import { reason } from '../shared/errors';
import { openInput } from '../shared/input';
import { program } from '../shared/program';
import { formatTime, parseTime, UTC } from '../shared/time';
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
    if (c.gnu && extra !== undefined) return yield* c.misused(`extra operand '${extra}'`);
    if (operand !== undefined && !operand.startsWith('+')) {
      if (/^\d{8}(\d{2}){0,2}(\.\d\d)?$/.test(operand))
        return yield* c.fail(
          c.gnu ? 'cannot set date: Operation not permitted' : "can't set date: Operation not permitted",
        );
      return yield* c.fail(`invalid date '${operand}'`);
    }
    if (flags.set !== undefined) {
      const wanted = parseTime(flags.set, p.nowMs, zone);
      if (wanted === undefined) return yield* c.fail(`invalid date '${flags.set}'`);
      yield* c.warn(
        c.gnu ? 'cannot set date: Operation not permitted' : "can't set date: Operation not permitted",
      );
      // What it would have been is shown all the same.
      yield* c.print(`${formatTime('%a %b %e %H:%M:%S %Z %Y', wanted, zone)}\n`);
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
    const texts = flags.file === undefined ? [flags.text] : yield* openInput(p, flags.file).reader.lines();
    let status = 0;
    for (const text of texts) {
      let ms: number | undefined = p.nowMs;
      try {
        if (flags.reference !== undefined) ms = p.files.stat(flags.reference).mtimeMs;
        else if (text !== undefined) ms = parseTime(text, p.nowMs, zone);
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
      } else yield* c.print(`${formatTime(format, ms, zone)}\n`);
    }
    return status;
  },
});
