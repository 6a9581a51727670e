/**
 * The mode that `--chmod` gives to a file or folder of this mode: octal, or symbolic as for chmod(1)
 * (`u=rwX,go-w`), without a umask. The value has been checked when the Dockerfile was read.
 */
export function changedMode(spec: string, mode: number, isDirectory: boolean): number {
  if (/^[0-7]+$/.test(spec)) return parseInt(spec, 8);
  return spec.split(',').reduce((before, clause) => changedByClause(before, clause, isDirectory), mode);
}

const shifts = { u: 6, g: 3, o: 0 } as const;
const special = { u: 0o4000, g: 0o2000, o: 0 } as const;
type Who = keyof typeof shifts;

function isWho(letter: string): letter is Who {
  return letter in shifts;
}

function changedByClause(mode: number, clause: string, isDirectory: boolean): number {
  const [, letters = '', actions = ''] = /^([ugoa]*)(.*)$/.exec(clause) ?? [];
  const everyone: readonly Who[] = ['u', 'g', 'o'];
  const whos = letters === '' || letters.includes('a') ? everyone : [...letters].filter(isWho);
  let changed = mode;
  for (const [, operator = '', what = ''] of actions.matchAll(/([-+=])([rwxXstugo]*)/g)) {
    for (const who of whos) {
      const bits = bitsFor(who, what, changed, isDirectory);
      const own = (0o7 << shifts[who]) | special[who];
      if (operator === '-') changed &= ~bits;
      else changed = (operator === '=' ? changed & ~own : changed) | bits;
    }
    if (!what.includes('t')) continue;
    changed = operator === '-' ? changed & ~0o1000 : changed | 0o1000;
  }
  return changed;
}

function bitsFor(who: Who, what: string, mode: number, isDirectory: boolean): number {
  let bits = 0;
  for (const letter of what) {
    if (letter === 'r') bits |= 4;
    else if (letter === 'w') bits |= 2;
    else if (letter === 'x' || (letter === 'X' && (isDirectory || (mode & 0o111) !== 0))) bits |= 1;
    else if (isWho(letter)) bits |= (mode >> shifts[letter]) & 7;
  }
  return (bits << shifts[who]) | (what.includes('s') ? special[who] : 0);
}
