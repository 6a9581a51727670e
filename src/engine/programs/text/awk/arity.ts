/** How many values awk's own functions take. Sources: POSIX awk; mawk's table of them; BusyBox' tables of tokens. */

interface Arity {
  readonly least: number;
  readonly most: number;
}

const arity = (least: number, most = least): Arity => ({ least, most });

/** Those whose values mawk's grammar counts: a wrong number is an error of syntax there. */
const GRAMMAR: Readonly<Record<string, Arity>> = {
  length: arity(0, 1),
  split: arity(2, 3),
  match: arity(2),
  sub: arity(2, 3),
  gsub: arity(2, 3),
};

const COUNTED: Readonly<Record<string, Arity>> = {
  index: arity(2),
  substr: arity(2, 3),
  sprintf: arity(1, 255),
  sin: arity(1),
  cos: arity(1),
  atan2: arity(2),
  exp: arity(1),
  log: arity(1),
  sqrt: arity(1),
  int: arity(1),
  rand: arity(0),
  srand: arity(0, 1),
  close: arity(1),
  system: arity(1),
  tolower: arity(1),
  toupper: arity(1),
  fflush: arity(0, 1),
  systime: arity(0),
  strftime: arity(0, 3),
  mktime: arity(1),
};

/** BusyBox counts when it calls; most functions may have more values than they look at. */
const BUSYBOX: Readonly<Record<string, Arity>> = {
  ...COUNTED,
  ...GRAMMAR,
  sub: arity(2, Infinity),
  gsub: arity(2, Infinity),
  gensub: arity(3, Infinity),
  split: arity(2, Infinity),
  match: arity(2, Infinity),
  index: arity(2, Infinity),
  substr: arity(2, Infinity),
  atan2: arity(2, Infinity),
  tolower: arity(1, Infinity),
  toupper: arity(1, Infinity),
  sprintf: arity(0, Infinity),
  strftime: arity(0, Infinity),
  mktime: arity(0, Infinity),
  and: arity(2, Infinity),
  or: arity(2, Infinity),
  xor: arity(2, Infinity),
  lshift: arity(2, Infinity),
  rshift: arity(2, Infinity),
  compl: arity(1, Infinity),
};

/** mawk's complaint about a call, without its line; undefined: the number is right. */
export function mawkArityFault(name: string, count: number): string | undefined {
  const grammar = GRAMMAR[name];
  if (grammar && count < grammar.least) return 'syntax error at or near )';
  if (grammar && count > grammar.most) return 'syntax error at or near ,';
  const counted = COUNTED[name];
  if (counted && count < counted.least)
    return `not enough arguments in call to ${name}: ${String(count)} (need ${String(counted.least)})`;
  if (counted && count > counted.most)
    return `too many arguments in call to ${name}: ${String(count)} (maximum ${String(counted.most)})`;
  return undefined;
}

/** BusyBox' complaint about a call; undefined: the number is right. */
export function busyboxArityFault(name: string, count: number): string | undefined {
  const wanted = BUSYBOX[name];
  if (!wanted) return undefined;
  if (count < wanted.least) return 'Too few arguments';
  return count > wanted.most ? 'Too many arguments' : undefined;
}
