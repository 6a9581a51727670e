/** Perl's switches (perlrun). */

export interface Arguments {
  /** The texts of -e, a line each; undefined: a file, or stdin. */
  readonly code: string | undefined;
  readonly isExtended: boolean;
  readonly loop: 'n' | 'p' | undefined;
  readonly splits: boolean;
  readonly by: string | undefined;
  /** What -i puts after the names of files that it keeps; undefined: no -i. */
  readonly inPlace: string | undefined;
  readonly chomps: boolean;
  /** `$\` of -l. */
  readonly outputEnd: string | undefined;
  /** `$/` of -0; null: whole files. */
  readonly inputEnd: string | null | undefined;
  readonly warns: boolean;
  readonly checks: boolean;
  readonly shows: 'version' | 'help' | undefined;
  readonly folders: readonly string[];
  /** -M and -m, as statements. */
  readonly before: readonly string[];
  readonly rest: readonly string[];
}

export class PerlUsageError extends Error {}

type Made = { -readonly [K in keyof Arguments]: Arguments[K] };

export function parseArguments(args: readonly string[]): Arguments {
  const made: Made = {
    code: undefined,
    isExtended: false,
    loop: undefined,
    splits: false,
    by: undefined,
    inPlace: undefined,
    chomps: false,
    outputEnd: undefined,
    inputEnd: undefined,
    warns: false,
    checks: false,
    shows: undefined,
    folders: [],
    before: [],
    rest: [],
  };
  let at = 0;
  for (; at < args.length; at++) {
    const word = args[at] ?? '';
    if (word === '--') {
      at++;
      break;
    }
    if (!word.startsWith('-') || word === '-') break;
    if (word === '--help') made.shows = 'help';
    else if (word === '--version') made.shows = 'version';
    else if (word.startsWith('--'))
      throw new PerlUsageError(`Unrecognized switch: ${word}  (-h will show valid options).\n`);
    else at += switches(made, word.slice(1), args[at + 1]);
  }
  made.rest = args.slice(at);
  return made;
}

/** The switches of a `#!` line. */
export function shebangArguments(line: string): Arguments {
  return parseArguments(
    line
      .trim()
      .split(/\s+/)
      .filter((word) => word.startsWith('-') && word !== '--'),
  );
}

/** Switches of one word; how many of the next words they took. */
function switches(made: Made, word: string, next: string | undefined): number {
  for (let text = word; text !== '';) {
    const [letter = ''] = text;
    const rest = text.slice(1);
    text = rest;
    switch (letter) {
      case 'e':
      case 'E': {
        const code = rest !== '' ? rest : next;
        if (code === undefined) throw new PerlUsageError(`No code specified for -${letter}.\n`);
        made.code = `${made.code ?? ''}${code}\n`;
        if (letter === 'E') made.isExtended = true;
        return rest !== '' ? 0 : 1;
      }
      case 'n':
      case 'p':
        made.loop = made.loop === 'p' ? 'p' : letter;
        break;
      case 'a':
        made.splits = true;
        made.loop ??= 'n';
        break;
      case 'F':
        made.splits = true;
        made.loop ??= 'n';
        made.by = rest;
        return 0;
      case 'i':
        made.inPlace = rest;
        return 0;
      case 'l': {
        const digits = /^[0-7]{0,4}/.exec(rest)?.[0] ?? '';
        made.chomps = true;
        made.outputEnd = digits === '' ? (made.inputEnd ?? '\n') : String.fromCharCode(parseInt(digits, 8));
        text = rest.slice(digits.length);
        break;
      }
      case '0': {
        const digits = /^(?:[xX][0-9a-fA-F]+|[0-7]{0,3})/.exec(rest)?.[0] ?? '';
        const code = /^x/i.test(digits) ? parseInt(digits.slice(1), 16) : parseInt(digits || '0', 8);
        made.inputEnd = digits === '777' ? null : digits === '0' ? '' : String.fromCharCode(code);
        text = rest.slice(digits.length);
        break;
      }
      case 'w':
      case 'W':
        made.warns = true;
        break;
      case 'c':
        made.checks = true;
        break;
      case 'v':
        made.shows = 'version';
        break;
      case 'h':
        made.shows = 'help';
        break;
      case 'I':
        made.folders = [...made.folders, rest || (next ?? '')];
        return rest === '' ? 1 : 0;
      case 'M':
      case 'm': {
        const [, no = '', module = '', names] = /^(-?)([\w:]+)(?:=(.*))?$/.exec(rest) ?? [];
        if (module === '') throw new PerlUsageError(`Missing argument to -${letter}\n`);
        const list = names === undefined ? (letter === 'm' ? ' ()' : '') : ` split(/,/,q{${names}})`;
        made.before = [
          ...made.before,
          `${no ? 'no' : 'use'} ${module}${names === undefined ? list : ` qw(${names.replace(/,/g, ' ')})`};`,
        ];
        return 0;
      }
      case 's':
      case 't':
      case 'T':
      case 'u':
      case 'U':
      case 'X':
      case 'f':
      case '-':
        break;
      default:
        if (/[CDSVdx]/.test(letter))
          throw new PerlUsageError(
            `perl: not modelled on this simulated machine: the switch -${letter}; the real Perl has it\n`,
          );
        throw new PerlUsageError(
          `Unrecognized switch: -${text === '' ? letter : letter + text}  (-h will show valid options).\n`,
        );
    }
  }
  return 0;
}
