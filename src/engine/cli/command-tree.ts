import type { CommandDeclaration } from './declaration';

/** A command at one of its places: `docker ps` and `docker container ls` are two places of one declaration. */
export interface CommandPlace {
  /** The words after `docker`, without aliases. */
  readonly path: readonly string[];
  readonly declaration: CommandDeclaration;
}

/** `docker container ls`. */
export function commandPath({ path }: Pick<CommandPlace, 'path'>): string {
  return ['docker', ...path].join(' ');
}

/** `docker container ls [OPTIONS]`, as errors and help show it. */
export function usageLine(place: CommandPlace): string {
  return `${commandPath(place)} ${place.declaration.usage ?? ''}`.trimEnd();
}

/** All commands, found by what is typed. */
export class CommandTree {
  readonly #places = new Map<string, CommandPlace>();
  readonly #aliases = new Map<string, CommandPlace>();

  constructor(
    /** `docker` itself. */
    readonly root: CommandDeclaration,
    readonly declarations: readonly CommandDeclaration[],
  ) {
    for (const declaration of declarations) {
      for (const path of [declaration.path, ...(declaration.shortcuts ?? [])]) {
        this.#places.set(path.join(' '), { path, declaration });
      }
      const place = { path: declaration.path, declaration };
      for (const alias of declaration.aliases ?? []) {
        this.#aliases.set([...declaration.path.slice(0, -1), alias].join(' '), place);
      }
    }
  }

  /** Every command at every place, in the order of their words. */
  get places(): readonly CommandPlace[] {
    return [...this.#places.values()].sort((a, b) => (commandPath(a) < commandPath(b) ? -1 : 1));
  }

  /** The command at exactly these words (its own name or an alias). */
  at(words: readonly string[]): CommandPlace | undefined {
    const key = words.join(' ');
    return this.#places.get(key) ?? this.#aliases.get(key);
  }

  /** The longest run of words that names a command, and what follows it. */
  find(
    words: readonly string[],
  ): { readonly place: CommandPlace; readonly rest: readonly string[] } | undefined {
    let found: CommandPlace | undefined;
    let length = 0;
    for (const word of words) {
      const next = this.at([...(found?.path ?? []), word]);
      if (next === undefined) break;
      found = next;
      length += 1;
      if (!next.declaration.isGroup) break;
    }
    return found && { place: found, rest: words.slice(length) };
  }

  /** The commands directly below a group (or below `docker`), by name. */
  childrenOf(path: readonly string[]): readonly CommandPlace[] {
    const children = [...this.#places.values()].filter(
      (place) =>
        place.path.length === path.length + 1 && path.every((word, index) => place.path[index] === word),
    );
    return children.sort((a, b) => (commandPath(a) < commandPath(b) ? -1 : 1));
  }
}
