import type { Task } from '../../kernel';
import type { Reader } from '../shared/input';
import { program } from '../shared/program';
import { eachInput } from '../shared/each-input';

const CLOSED_INPUT = { quote: true, closesInput: true } as const;

export const cat = program({
  id: 'coreutils/cat',
  usage: '[OPTION]... [FILE]...',
  busyboxUsage: '[-nbvteA] [FILE]...',
  options: {
    number: 'n,number',
    numberFull: 'b,number-nonblank',
    ends: 'E,show-ends',
    tabs: 'T,show-tabs',
    control: 'v,show-nonprinting',
    all: 'A,show-all',
    endsToo: 'e',
    tabsToo: 't',
    squeeze: 's,squeeze-blank',
    unbuffered: 'u',
  },
  busyboxLacks: 'ETs',
  *run(c) {
    const { flags } = c;
    const number = flags.number || flags.numberFull;
    const ends = flags.ends || flags.all || flags.endsToo;
    const tabs = flags.tabs || flags.all || flags.tabsToo;
    const control = flags.control || flags.all || flags.endsToo || flags.tabsToo;
    if (!(number || ends || tabs || control || flags.squeeze)) {
      return yield* eachInput(
        c,
        c.operands,
        function* (reader): Task<void> {
          for (
            let data = yield* reader.stream.read(65_536);
            data.length > 0;
            data = yield* reader.stream.read(65_536)
          ) {
            yield* c.p.stdout.write(data);
            yield* c.p.turn();
          }
        },
        CLOSED_INPUT,
      );
    }
    let count = 0;
    let blanks = 0;
    let atStart = true;
    const show = function* (reader: Reader): Task<void> {
      for (let line = yield* reader.line(); line !== undefined; line = yield* reader.line()) {
        const blank = line === '' && reader.terminated;
        blanks = blank ? blanks + 1 : 0;
        if (flags.squeeze && blanks > 1) continue;
        let text = control ? visible(line) : line;
        if (tabs) text = text.replace(/\t/g, '^I');
        const isShown = !c.gnu && number;
        if (number && atStart && !(flags.numberFull && blank))
          text = `${String(++count).padStart(6)}\t${text}`;
        else if (flags.numberFull && c.gnu && ends && blank && atStart) text = `      \t${text}`;
        // BusyBox ends every line that it numbers.
        atStart = reader.terminated || isShown;
        yield* c.write(text + (reader.terminated ? (ends ? '$\n' : '\n') : isShown ? '\n' : ''));
      }
    };
    return yield* eachInput(c, c.operands, show, CLOSED_INPUT);
  },
});

/** Control characters as ^X, bytes above 127 as M-x; tabs stay. */
export function visible(text: string): string {
  return text.replace(/[\x00-\x08\x0b-\x1f\x7f-\xff]/g, (char) => {
    const code = char.charCodeAt(0);
    const low = code & 127;
    const shown =
      low === 127 ? '^?' : low < 32 ? `^${String.fromCharCode(low + 64)}` : String.fromCharCode(low);
    return code > 127 ? `M-${shown}` : shown;
  });
}
