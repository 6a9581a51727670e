import { byteString } from '../shared/bytes';
import { Reader } from '../shared/input';
import { unescape } from '../shared/printf';
import { program } from '../shared/program';

const CLASSES: Readonly<Record<string, RegExp>> = {
  alpha: /[A-Za-z]/,
  digit: /[0-9]/,
  alnum: /[A-Za-z0-9]/,
  upper: /[A-Z]/,
  lower: /[a-z]/,
  space: /[\t-\r ]/,
  blank: /[ \t]/,
  punct: /[!-/:-@[-`{-~]/,
  print: /[ -~]/,
  graph: /[!-~]/,

  cntrl: /[\x00-\x1f\x7f]/,
  xdigit: /[0-9A-Fa-f]/,
};
const ALL = Array.from({ length: 256 }, (_, code) => String.fromCharCode(code));

/** A set's characters in order; `[x*]` is marked by where it stands, to be filled up. */
function expandSet(
  text: string,
  isGnu: boolean,
): { chars: string[]; fillAt: number | undefined; fill: string } | string {
  const chars: string[] = [];
  let fillAt: number | undefined;
  let fill = '';
  let at = 0;
  const member = (): string => {
    if (text[at] !== '\\' || at + 1 >= text.length) return text[at++] ?? '';
    const escape = /^\\([0-7]{1,3}|.)/s.exec(text.slice(at))?.[0] ?? '\\';
    at += escape.length;
    const value = unescape(escape, false).text;
    return value.length === 1 ? value : escape.slice(1);
  };
  while (at < text.length) {
    const named = /^\[:(\w+):\]/.exec(text.slice(at, at + 12));
    const repeat = isGnu ? /^\[(\\?.)\*(\d*)\]/s.exec(text.slice(at, at + 16)) : null;
    const equal = /^\[=(.)=\]/s.exec(text.slice(at, at + 5));
    const members = CLASSES[named?.[1] ?? ''];
    // To BusyBox a class that it does not know is the characters that it is written in, and a range backwards is empty.
    if (named && (members || isGnu)) {
      if (!members) return `invalid character class '${named[1] ?? ''}'`;
      chars.push(...ALL.filter((char) => members.test(char)));
      at += named[0].length;
    } else if (equal) {
      chars.push(equal[1] ?? '');
      at += equal[0].length;
    } else if (repeat) {
      const char = unescape(repeat[1] ?? '', false).text;
      const count = repeat[2] ? parseInt(repeat[2], repeat[2].startsWith('0') ? 8 : 10) : 0;
      if (count > 0) for (let n = 0; n < count; n++) chars.push(char);
      else [fillAt, fill] = [chars.length, char];
      at += repeat[0].length;
    } else {
      const from = member();
      if (text[at] === '-' && at + 1 < text.length) {
        at++;
        const to = member();
        if (to < from && isGnu) {
          return `range-endpoints of '${from}-${to}' are in reverse collating sequence order`;
        }
        for (let code = from.charCodeAt(0); code <= to.charCodeAt(0); code++)
          chars.push(String.fromCharCode(code));
      } else chars.push(from);
    }
  }
  return { chars, fillAt, fill };
}

export const tr = program({
  id: 'coreutils/tr',
  usage: '[OPTION]... STRING1 [STRING2]',
  busyboxUsage: '[-cds] STRING1 [STRING2]',
  options: {
    complement: 'c,C,complement',
    delete: 'd,delete',
    squeeze: 's,squeeze-repeats',
    truncate: 't,truncate-set1',
  },
  busyboxLacks: 't',
  stopAtOperand: true,
  *run(c) {
    const { flags } = c;
    const [one, two, extra] = c.operands;
    if (one === undefined) return yield* c.misused('missing operand');
    if (c.gnu && two === undefined && !flags.delete && !flags.squeeze) {
      return yield* c.misused(`missing operand after '${one}'\nTwo strings must be given when translating.`);
    }
    if (c.gnu && two !== undefined && flags.delete && !flags.squeeze) {
      return yield* c.misused(
        `extra operand '${two}'\nOnly one string may be given when deleting without squeezing repeats.`,
      );
    }
    if (extra !== undefined) return yield* c.misused(`extra operand '${extra}'`);
    const first = expandSet(byteString(one), c.gnu);
    const second = expandSet(byteString(two ?? ''), c.gnu);
    if (typeof first === 'string') return yield* c.fail(first);
    if (typeof second === 'string') return yield* c.fail(second);
    const inFirst = new Set(first.chars);
    const set1 = flags.complement ? ALL.filter((char) => !inFirst.has(char)) : first.chars;
    let set2 = second.chars;
    if (second.fillAt !== undefined) {
      const missing = Math.max(0, set1.length - set2.length);
      set2 = [
        ...set2.slice(0, second.fillAt),
        ...Array<string>(missing).fill(second.fill),
        ...set2.slice(second.fillAt),
      ];
    }
    const map = new Map<string, string>();
    const translates = two !== undefined && !flags.delete;
    if (translates) {
      if (set2.length === 0)
        return yield* c.fail(
          c.gnu ? 'when not truncating set1, string2 must be non-empty' : 'STRING2 cannot be empty',
        );
      const limit = flags.truncate ? Math.min(set1.length, set2.length) : set1.length;
      for (let index = 0; index < limit; index++)
        map.set(set1[index] ?? '', set2[index] ?? set2.at(-1) ?? '');
    }
    const gone = new Set(flags.delete ? set1 : []);
    const squeezed = new Set(!flags.squeeze ? [] : two !== undefined ? set2 : set1);
    const reader = new Reader(c.p, c.p.stdin);
    let last = '';
    for (let chunk = yield* reader.chunk(); chunk !== ''; chunk = yield* reader.chunk()) {
      const result: string[] = [];
      for (const char of chunk) {
        if (gone.has(char)) continue;
        const put = map.get(char) ?? char;
        if (put === last && squeezed.has(put)) continue;
        result.push(put);
        last = put;
      }
      yield* c.write(result.join(''));
    }
    return 0;
  },
});
