import { AwkSyntaxError } from './syntax';

type Kind = 'array' | 'variable';

/** How mawk keeps arrays and variables apart: by the first use of a name, while it reads the program. */
export class Names {
  readonly #globals = new Map<string, Kind>();
  #locals: Map<string, Kind | undefined> | undefined;

  enterFunction(parameters: readonly string[]): void {
    this.#locals = new Map(parameters.map((name) => [name, undefined]));
  }

  leaveFunction(): void {
    this.#locals = undefined;
  }

  /** A use of a name; throws if it was used as the other kind before. */
  use(name: string, kind: Kind, line: number): void {
    const isLocal = this.#locals?.has(name) === true;
    const before = isLocal ? this.#locals?.get(name) : this.#globals.get(name);
    if (before !== undefined && before !== kind) {
      const what = `${isLocal ? 'local ' : ''}${before}`;
      throw new AwkSyntaxError(line, 'Unexpected token', [
        `line ${String(line)}: illegal reference to ${what} ${name}`,
      ]);
    }
    (isLocal ? this.#locals : this.#globals)?.set(name, kind);
  }
}
