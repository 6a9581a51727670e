/**
 * A fenced `console` block: what is typed, and what must come back. Lines after a prompt are typed; lines of
 * keys only (`^C`, `^D`, `^P^Q`) are keys; all others are expected output, where `...` stands for any lines
 * and `…` within a line for any text. A typed line without output below it is filled in.
 */
export interface ConsoleStep {
  /** Line of the block, from 0. */
  readonly at: number;
  /** The prompt as written; undefined for keys on a line of their own. `…` stands for any text. */
  readonly prompt?: string;
  /** A line (several when continued with `> `), sent with Enter; or keys such as `^P^Q`. */
  readonly typed: string;
  /** Undefined: not checked. */
  readonly expected?: readonly string[];
}

/** The host's prompt in every block. */
export const HOST_PROMPT = '$ ';

const PROMPT =
  /^(\$ |# |\/[^\s:]* # |~ # |\/[^\s:]* \$ |~ \$ |[\w.-]+@[\w.…-]+:[^\s]*[#$] |[\w.-]+[=-][#>] )(.*)$/;
const EMPTY_PROMPT = /^(\$|#|\/[^\s:]* #|[\w.-]+@[\w.…-]+:[^\s]*[#$]|[\w.-]+[=-][#>])$/;
const KEYS = /^(\^[A-Z\\])+$/;

interface Draft {
  at: number;
  prompt?: string;
  typed: string;
  expected: string[];
}

export function parseConsole(text: string): readonly ConsoleStep[] {
  const steps: Draft[] = [];
  for (const [at, line] of text.split('\n').entries()) {
    const last = steps.at(-1);
    const prompt = PROMPT.exec(line) ?? EMPTY_PROMPT.exec(line);
    if (prompt) {
      steps.push({ at, prompt: (prompt[1] ?? '').trimEnd() + ' ', typed: prompt[2] ?? '', expected: [] });
    } else if (KEYS.test(line)) {
      steps.push({ at, typed: line, expected: [] });
    } else if (last && last.prompt !== undefined && last.expected.length === 0 && /^>( |$)/.test(line)) {
      last.typed += `\n${line.slice(2)}`;
    } else if (last) {
      last.expected.push(line);
    } else {
      throw new SyntaxError('a console block starts with a prompt, such as `$ docker ps`');
    }
  }
  return steps.map(({ expected, ...step }) => (expected.length === 0 ? step : { ...step, expected }));
}

/** Keys are sent as they are; everything else is a line, sent with Enter. */
export function isKeys(step: ConsoleStep): boolean {
  return KEYS.test(step.typed);
}

/** The bytes of `^C`, `^P^Q` … */
export function keyBytes(keys: string): string {
  return [...keys.matchAll(/\^(.)/g)]
    .map(([, key = '']) => String.fromCharCode(key.charCodeAt(0) & 0x1f))
    .join('');
}

/** Whether output agrees with what the author wrote: `...` is any number of lines, `…` any text in a line. */
export function outputAgrees(expected: readonly string[], shown: readonly string[]): boolean {
  const [first, ...rest] = expected;
  if (first === undefined) return shown.length === 0;
  if (first.trim() !== '...') {
    const line = shown[0];
    return line !== undefined && lineAgrees(first, line) && outputAgrees(rest, shown.slice(1));
  }
  return shown.concat('').some((_, skipped) => outputAgrees(rest, shown.slice(skipped)));
}

export function lineAgrees(expected: string, shown: string): boolean {
  const parts = expected
    .trimEnd()
    .split('…')
    .map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*?')}$`).test(shown.trimEnd());
}
