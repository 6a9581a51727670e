import type { Process } from '../../kernel';
import { codeOf, reason } from '../shared/errors';
import { openInput } from '../shared/input';
import { program } from '../shared/program';

/** Whether messages are in another locale than C. */
function hasLocale({ env }: Process): boolean {
  const locale = ['LC_ALL', 'LC_MESSAGES', 'LANG']
    .map((name) => env.get(name) ?? '')
    .find((value) => value !== '');
  return locale !== undefined && locale !== 'C' && locale !== 'POSIX';
}

/** A byte in octal and as a character, `^X` and `M-X` for those that are none. */
function withCharacter(text: string, at: number): string {
  const code = text.charCodeAt(at);
  const low = code & 0x7f;
  const shown =
    low === 127 ? '^?' : low < 32 ? `^${String.fromCharCode(low + 64)}` : String.fromCharCode(low);
  return `${code.toString(8).padStart(3)} ${code > 127 ? 'M-' : ''}${shown}`;
}

export const cmp = program({
  id: 'diffutils/cmp',
  usage: '[OPTION]... FILE1 [FILE2 [SKIP1 [SKIP2]]]',
  busyboxUsage: '[-ls] [-n NUM] FILE1 [FILE2]',
  usageStatus: 2,
  options: {
    list: 'l,verbose',
    silent: 's,quiet,silent',
    count: 'n,bytes=LIMIT',
    print: 'b,print-bytes',
    skip: 'i,ignore-initial=SKIP',
  },
  busyboxNumbers: 'n',
  busyboxLacks: 'bi',
  busyboxLong: 'bytes quiet silent verbose',
  *run(c) {
    const [one, two = '-'] = c.operands;
    if (one === undefined) return yield* c.misused("missing operand after 'cmp'");
    const texts: string[] = [];
    for (const name of [one, two]) {
      try {
        const input = openInput(c.p, name);
        texts.push(yield* input.reader.rest());
        input.close();
      } catch (error) {
        const isUnread = !c.gnu && codeOf(error) === 'EISDIR';
        return yield* c.fail(`${name}: ${isUnread ? 'I/O error' : reason(error)}`, 2);
      }
    }
    // POSIX wants "char" in its own locale; BusyBox says "byte" from 1.38 on.
    const saysByte = c.gnu ? hasLocale(c.p) : !/^1\.(?:\d|[12]\d|3[0-7])\./.test(c.build.version ?? '');
    const limit = c.flags.count === undefined ? undefined : Number(c.flags.count);
    const [a = '', b = ''] = texts.map((text) =>
      text.slice(
        Number(c.flags.skip ?? 0),
        limit === undefined ? undefined : Number(c.flags.skip ?? 0) + limit,
      ),
    );
    if (a === b) return 0;
    if (c.flags.silent) return 1;
    const shorter = Math.min(a.length, b.length);
    let line = 1;
    for (let at = 0; at < shorter; at++) {
      if (a[at] !== b[at]) {
        if (!c.flags.list) {
          yield* c.print(
            `${one} ${two} differ: ${saysByte || c.flags.print ? 'byte' : 'char'} ${String(at + 1)}, line ${String(line)}${c.flags.print ? ` is ${withCharacter(a, at)} ${withCharacter(b, at)}` : ''}\n`,
          );
          return 1;
        }
        const octal = (text: string): string => text.charCodeAt(at).toString(8).padStart(3);
        const place = String(at + 1).padStart(c.gnu ? String(shorter).length : 0);
        yield* c.print(`${place} ${octal(a)} ${octal(b)}\n`);
      }
      if (a[at] === '\n') line++;
    }
    if (a.length === b.length) return 1;
    yield* c.out.flush();
    const name = a.length < b.length ? one : two;
    const lines = (a.length < b.length ? a : b).match(/\n/g)?.length ?? 0;
    if (!c.gnu) yield* c.p.stderr.write(`cmp: EOF on ${name}\n`);
    else if (shorter === 0) yield* c.p.stderr.write(`cmp: EOF on ${name} which is empty\n`);
    else
      yield* c.p.stderr.write(
        `cmp: EOF on ${name} after byte ${String(shorter)}${c.flags.list ? '' : `, ${(a.length < b.length ? a : b).endsWith('\n') ? `line ${String(lines)}` : `in line ${String(lines + 1)}`}`}\n`,
      );
    return 1;
  },
});
