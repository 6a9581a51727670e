import type { Task } from '../../kernel';
import { byteString } from '../shared/bytes';
import { program } from '../shared/program';
import { eachInput } from '../shared/each-input';

type Range = readonly [number, number];

function parseList(text: string): Range[] | undefined {
  const ranges: Range[] = [];
  for (const part of text.split(/[, ]/)) {
    const found = /^(\d*)(-?)(\d*)$/.exec(part);
    if (!found || (!found[1] && !found[3])) return undefined;
    const from = found[1] ? Number(found[1]) : 1;
    const to = found[2] ? (found[3] ? Number(found[3]) : Infinity) : from;
    if (from < 1 || to < from) return undefined;
    ranges.push([from, to]);
  }
  // Output is in the order of the input, whatever the order of the list; ranges that overlap count once.
  const merged: [number, number][] = [];
  for (const [from, to] of ranges.sort((a, b) => a[0] - b[0])) {
    const last = merged.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged;
}

function complement(ranges: readonly Range[]): Range[] {
  const rest: Range[] = [];
  let next = 1;
  for (const [from, to] of ranges) {
    if (from > next) rest.push([next, from - 1]);
    next = to + 1;
  }
  if (next !== Infinity) rest.push([next, Infinity]);
  return rest;
}

export const cut = program({
  id: 'coreutils/cut',
  usage: 'OPTION... [FILE]...',
  busyboxUsage: '{-b|c LIST | -f|F LIST [-d SEP] [-s]} [-D] [-O SEP] [FILE]...',
  options: {
    bytes: 'b,bytes=LIST',
    chars: 'c,characters=LIST',
    fields: 'f,fields=LIST',
    delimiter: 'd,delimiter=DELIM',
    onlyDelimited: 's,only-delimited',
    complement: 'complement',
    output: 'O,output-delimiter=STRING',
    whole: 'n',
    zero: 'z,zero-terminated',
  },
  gnuLacks: 'O',
  busyboxLacks: 'z',
  busyboxLong: 'output-delimiter',
  *run(c) {
    const { flags } = c;
    const given = byteString(flags.delimiter ?? '\t') || '\0';
    if (given.length > 1 && c.gnu) return yield* c.usageError('the delimiter must be a single character');
    // BusyBox looks at the first character alone.
    const delimiter = given.slice(0, 1);
    const kinds = [flags.bytes, flags.chars, flags.fields].filter((one) => one !== undefined);
    const list = kinds[0];
    if (list === undefined)
      return yield* c.misused('you must specify a list of bytes, characters, or fields');
    const lists = c.given.filter(({ key }) => key === 'bytes' || key === 'chars' || key === 'fields');
    if (kinds.length > 1 || (!c.gnu && lists.length > 1))
      return yield* c.misused('only one list may be specified');
    if (flags.delimiter !== undefined && flags.fields === undefined) {
      return yield* c.usageError('an input delimiter may be specified only when operating on fields');
    }
    const parsed = parseList(list);
    if (!parsed && list === '-') return yield* c.misused('invalid range with no endpoint: -');
    if (!parsed) {
      const what = flags.fields !== undefined ? 'field' : 'byte/character';
      const isStrange = /[^\d, -]/.test(list);
      const wrong = !isStrange && /(^|[, ])(0|$|(?=[, ]))/.test(list);
      if (wrong && c.gnu) {
        return yield* c.usageError(
          `${what === 'field' ? 'fields are numbered from 1' : 'byte/character positions are numbered from 1'}`,
        );
      }
      const isBackwards = [...list.matchAll(/(\d*)-(\d+)/g)].some(([, a, b]) => Number(a || 1) > Number(b));
      if (c.gnu && isBackwards) return yield* c.usageError('invalid decreasing range');
      return yield* c.gnu
        ? c.usageError(
            `invalid ${what === 'field' ? 'field value' : 'byte/character position'} '${/[^\d, -].*/.exec(list)?.[0] ?? list}'`,
          )
        : c.fail(
            /^\d*(?:-\d*)?$/.test(list)
              ? `invalid range ${list.includes('-') ? list : `${list}-${list}`}`
              : `invalid number '${list}'`,
          );
    }
    const ranges = flags.complement ? complement(parsed) : parsed;
    const joiner =
      flags.output === undefined ? (flags.fields === undefined ? '' : delimiter) : byteString(flags.output);
    const end = flags.zero ? '\0' : '\n';
    const pick = (line: string): string | undefined => {
      if (flags.fields === undefined)
        return ranges
          .map(([from, to]) => line.slice(from - 1, to))
          .filter((x) => x !== '')
          .join(joiner);
      if (!line.includes(delimiter)) return flags.onlyDelimited ? undefined : line;
      const fields = line.split(delimiter);
      return ranges.flatMap(([from, to]) => fields.slice(from - 1, to)).join(joiner);
    };
    return yield* eachInput(
      c,
      c.operands,
      function* (reader): Task<void> {
        for (let line = yield* reader.line(); line !== undefined; line = yield* reader.line()) {
          const text = pick(line);
          if (text !== undefined) yield* c.write(text + end);
        }
      },
      { separator: end, seesNoFolders: true },
    );
  },
});
