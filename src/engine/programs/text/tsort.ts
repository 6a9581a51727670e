import { reason } from '../shared/errors';
import { openInput } from '../shared/input';
import { program } from '../shared/program';

interface Item {
  readonly name: string;
  /** How many are to come before it and have not yet. */
  waitsFor: number;
  /** Those that come after it, the last named first. */
  followers: Item[];
  isPrinted: boolean;
}

export const tsort = program({
  id: 'coreutils/tsort',
  usage: '[OPTION] [FILE]',
  busyboxUsage: '[FILE]',
  options: { ignored: 'w' },
  *run(c) {
    const [file = '-', extra] = c.operands;
    if (extra !== undefined) return yield* c.misused(`extra operand '${extra}'`);
    let words: string[];
    try {
      const input = openInput(c.p, file);
      words = (yield* input.reader.rest()).split(/[ \t\n]+/).filter((word) => word !== '');
      input.close();
    } catch (error) {
      return yield* c.fail(`${file}: ${reason(error)}`);
    }
    if (words.length % 2 === 1)
      return yield* c.fail(`${c.gnu ? `${file}: input` : 'input'} contains an odd number of tokens`);
    const items = itemsOf(words);
    let status = 0;
    for (let left = items.length; left > 0;) {
      const ready = items.filter((item) => item.waitsFor === 0 && !item.isPrinted);
      for (let item = ready.shift(); item; item = ready.shift()) {
        yield* c.write(`${item.name}\n`);
        item.isPrinted = true;
        left--;
        for (const follower of item.followers) {
          follower.waitsFor--;
          if (follower.waitsFor === 0) ready.push(follower);
        }
        yield* c.p.turn();
      }
      if (left === 0) break;
      status = 1;
      yield* c.warn(c.gnu ? `${file}: input contains a loop:` : 'cycle detected');
      for (const name of breakLoop(items)) yield* c.warn(name);
    }
    return status;
  },
});

/** The items by name, with what the pairs say of them. */
function itemsOf(words: readonly string[]): Item[] {
  const byName = new Map<string, Item>();
  const itemOf = (name: string): Item => {
    const known = byName.get(name) ?? { name, waitsFor: 0, followers: [], isPrinted: false };
    byName.set(name, known);
    return known;
  };
  for (let at = 0; at < words.length; at += 2) {
    const [first, second] = [itemOf(words[at] ?? ''), itemOf(words[at + 1] ?? '')];
    if (first === second) continue;
    first.followers.unshift(second);
    second.waitsFor++;
  }
  return [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/**
 * Finds a loop by going back from an item that waits, takes one relation out of it, and names its members: the
 * items are gone through by name again and again, as tsort.c does.
 */
function breakLoop(items: readonly Item[]): string[] {
  const next = new Map<Item, Item>();
  let head: Item | undefined;
  for (;;) {
    for (const item of items) {
      if (item.waitsFor === 0) continue;
      if (head === undefined) {
        head = item;
        continue;
      }
      const at = item.followers.indexOf(head);
      if (at < 0) continue;
      if (!next.has(item)) {
        next.set(item, head);
        head = item;
        continue;
      }
      const names: string[] = [];
      for (let member: Item | undefined = head; member; member = next.get(member)) {
        names.push(member.name);
        if (member === item) break;
      }
      head.waitsFor--;
      item.followers.splice(at, 1);
      return names;
    }
  }
}
