/** Which declaration a name belongs to, and what strict says of one that has none. */
import { Scanner } from './scanner';
import type { Names, Pragmas, Sigil, Variable } from './syntax';

/** Variables that belong to main wherever they are named. */
const MAINS = /^(?:[^A-Za-z_].*|ENV|ARGV|INC|STDIN|STDOUT|STDERR|ARGVOUT|_)$/;

let counter = 0;

export class NamedScanner extends Scanner {
  #names: Names = { mine: new Map(), parent: undefined };
  pragmas: Pragmas = { isStrict: false, warns: false, inPackage: 'main', says: false };
  readonly problems: string[] = [];
  /** Subs that were seen so far: their names may be called without brackets. */
  readonly subs = new Set<string>();
  /** Names of this program for functions of Perl's modules. */
  readonly imports = new Map<string, string>();

  inNames<T>(read: () => T): T {
    const { pragmas } = this;
    const outer = this.#names;
    this.#names = { mine: new Map(), parent: outer };
    try {
      return read();
    } finally {
      this.#names = outer;
      this.pragmas = pragmas;
    }
  }

  /** The names that are seen here, for a text that eval compiles later. */
  get names(): Names {
    return this.#names;
  }

  startIn(names: Names, pragmas: Pragmas): void {
    this.#names = { mine: new Map(), parent: names };
    this.pragmas = pragmas;
  }

  /** A variable that no name means yet. */
  number(sigil: Sigil, name: string): Variable {
    return { k: 'var', sigil, name, id: ++counter };
  }

  introduce({ sigil, name, id }: Variable, names = this.#names): void {
    if (id !== undefined) names.mine.set(sigil + name, id);
  }

  declareOurs(sigil: Sigil, name: string): Variable {
    const whole = this.qualified(name);
    this.#names.mine.set(sigil + name, whole);
    return { k: 'var', sigil, name: whole, id: undefined };
  }

  qualified(name: string): string {
    if (name.startsWith('::')) return `main${name}`;
    if (name.includes('::')) return name;
    return MAINS.test(name) ? `main::${name}` : `${this.pragmas.inPackage}::${name}`;
  }

  /** The variable that a name means here. */
  variable(sigil: Sigil, name: string): Variable {
    for (let names: Names | undefined = this.#names; names; names = names.parent) {
      const found = names.mine.get(sigil + name);
      if (found !== undefined)
        return typeof found === 'number'
          ? { k: 'var', sigil, name, id: found }
          : { k: 'var', sigil, name: found, id: undefined };
    }
    const isFree =
      sigil === '&' ||
      sigil === '*' ||
      name.includes('::') ||
      MAINS.test(name) ||
      /^[ab]$/.test(name) ||
      name === 'SIG';
    if (this.pragmas.isStrict && !isFree)
      this.problems.push(
        `Global symbol "${sigil}${name}" requires explicit package name (did you forget to declare "my ${sigil}${name}"?) at ${this.file} line ${String(this.line)}.\n`,
      );
    return { k: 'var', sigil, name: name === 'SIG' ? 'main::SIG' : this.qualified(name), id: undefined };
  }
}
