/** Permission bits in words: `drwxr-xr-x` and back. Source: POSIX chmod, ls. */
import type { Stat } from '../../kernel';

const TYPES: Readonly<Record<Stat['kind'], string>> = {
  file: '-',
  directory: 'd',
  symlink: 'l',
  character: 'c',
  block: 'b',
  fifo: 'p',
  socket: 's',
};

export function modeText(stat: { readonly kind: Stat['kind']; readonly mode: number }): string {
  const { mode } = stat;
  const three = (shift: number, special: boolean, letter: string): string => {
    const bits = (mode >> shift) & 7;
    const runs = (bits & 1) !== 0;
    const last = special ? (runs ? letter : letter.toUpperCase()) : runs ? 'x' : '-';
    return `${bits & 4 ? 'r' : '-'}${bits & 2 ? 'w' : '-'}${last}`;
  };
  return (
    TYPES[stat.kind] +
    three(6, (mode & 0o4000) !== 0, 's') +
    three(3, (mode & 0o2000) !== 0, 's') +
    three(0, (mode & 0o1000) !== 0, 't')
  );
}

/** stat(1)'s and find's words for a kind of file. */
export function kindWords(stat: Stat): string {
  if (stat.kind === 'file') return stat.sizeBytes === 0 ? 'regular empty file' : 'regular file';
  const words = { directory: 'directory', symlink: 'symbolic link', fifo: 'fifo', socket: 'socket' };
  return stat.kind === 'character' || stat.kind === 'block' ? `${stat.kind} special file` : words[stat.kind];
}

const WHO: Readonly<Record<string, number>> = { u: 0o4700, g: 0o2070, o: 0o1007, a: 0o7777 };
const BITS: Readonly<Record<string, number>> = { r: 0o444, w: 0o222, x: 0o111 };

/** A way to change permission bits, from `755`, `u+x,go-w` and the like; undefined where it is none. */
export function parseMode(
  text: string,
  isGnu = true,
): ((mode: number, isDirectory: boolean, umask: number) => number) | undefined {
  const octal = /^([-+=]?)([0-7]{1,5})$/.exec(text);
  if (octal) {
    const bits = parseInt(octal[2] ?? '', 8);
    if (bits > 0o7777) return undefined;
    if (octal[1] === '+') return (mode) => mode | bits;
    if (octal[1] === '-') return (mode) => mode & ~bits;
    // A folder keeps setuid and setgid unless five digits say otherwise (GNU).
    return (mode, isDirectory) => (isGnu && isDirectory && text.length < 5 ? bits | (mode & 0o6000) : bits);
  }
  const clauses = text.split(',').map((clause) => /^([ugoa]*)((?:[-+=](?:[rwxXst]*|[ugo]))+)$/.exec(clause));
  if (clauses.some((clause) => clause === null)) return undefined;
  return (mode, isDirectory, umask) => {
    let result = mode;
    for (const clause of clauses) {
      const who = clause?.[1] ?? '';
      const mask =
        who === '' ? 0o7777 & ~umask : [...who].reduce((all, letter) => all | (WHO[letter] ?? 0), 0);
      const whole = who === '' ? 0o7777 : mask;
      for (const [, operator, letters = ''] of (clause?.[2] ?? '').matchAll(/([-+=])([ugo]|[rwxXst]*)/g)) {
        let bits = 0;
        for (const letter of letters) {
          const shift = { u: 6, g: 3, o: 0 }[letter];
          if (shift !== undefined) bits |= ((result >> shift) & 7) * 0o111;
          else if (letter === 'X') bits |= isDirectory || (result & 0o111) !== 0 ? 0o111 : 0;
          else if (letter === 's') bits |= 0o6000;
          else if (letter === 't') bits |= 0o1000;
          else bits |= BITS[letter] ?? 0;
        }
        bits &= mask | (letters.includes('t') ? 0o1000 : 0);
        if (operator === '+') result |= bits;
        else if (operator === '-') result &= ~bits;
        else result = (result & ~(whole & (isDirectory ? 0o1777 : 0o7777))) | bits;
      }
    }
    return result;
  };
}
