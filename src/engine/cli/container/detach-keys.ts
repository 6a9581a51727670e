import { CommandError } from '../context';

/** ctrl-p ctrl-q. */
const defaultKeys: readonly number[] = [16, 17];

/** Reads `ctrl-p,ctrl-q`: single characters and ctrl- with a letter or one of `@[\]^_`. Source: moby/term ascii.go. */
export function parseDetachKeys(text: string): readonly number[] {
  if (text === '') return defaultKeys;
  return text.split(',').map((name) => {
    if (name.length === 1) return name.charCodeAt(0);
    const control = /^ctrl-(.)$/.exec(name)?.[1]?.toUpperCase();
    if (control !== undefined && /[A-Z@[\\\]^_]/.test(control)) return control.charCodeAt(0) - 64;
    throw new CommandError(`invalid detach keys (${text}): Unknown character: '${name}'`);
  });
}

/** Watches keys for the sequence that leaves a container: keys that may begin it are held back. */
export class DetachWatch {
  #matched = 0;

  constructor(readonly keys: readonly number[]) {}

  /** What is to be handed on of these bytes; `isLeaving` once the whole sequence came. */
  filter(bytes: Uint8Array): { readonly bytes: Uint8Array; readonly isLeaving: boolean } {
    const passed: number[] = [];
    for (const byte of bytes) {
      if (byte === this.keys[this.#matched]) {
        this.#matched += 1;
        if (this.#matched === this.keys.length) return { bytes: Uint8Array.from(passed), isLeaving: true };
        continue;
      }
      passed.push(...this.keys.slice(0, this.#matched), byte);
      this.#matched = 0;
    }
    return { bytes: Uint8Array.from(passed), isLeaving: false };
  }
}
