import { parseFamiliar, InvalidReferenceError } from '../../oci';
import { arityProblem, FlagError, parseArguments } from '../arguments';
import { commandPath, type CommandPlace, usageLine } from '../command-tree';
import type { CommandDeclaration, FlagDeclaration } from '../declaration';
import { commandTree } from '../declarations';
import { flagWords } from '../help';
import { readWith } from '../reading';
import { checks } from '../run-options/checks';
import type { ExplainedPart } from './explanation';
import { referenceParts, valueParts } from './values';

/** A word that follows `docker`. What is known only when the line runs has no text. */
export interface GivenWord {
  readonly raw: string;
  readonly text: string | undefined;
}

/** Some words that mean one thing: a flag with its value. Words are counted from the one after `docker`. */
export interface Meaning {
  readonly from: number;
  readonly to: number;
  readonly means: string;
  readonly parts: readonly ExplainedPart[];
  readonly isWrong: boolean;
}

export interface DockerMeanings {
  /** `docker` itself with the command's words. */
  readonly command: Meaning;
  readonly others: readonly Meaning[];
  readonly problems: readonly string[];
}

/** What a docker line means, of the commands' own declarations. */
export function dockerMeanings(words: readonly GivenWord[]): DockerMeanings {
  const texts = words.map(({ text, raw }) => text ?? raw);
  const globals = new FlagReader(commandTree.root, words, 0).read(true);
  const after = globals.end;
  const found = commandTree.find(texts.slice(after));
  if (found === undefined) return withoutCommand(texts, globals, after);
  const length = words.length - after - found.rest.length;
  const place = forwarded(found.place);
  const start = after + length;
  const reader = new FlagReader(place.declaration, words, start);
  const { meanings } = reader.read(false);
  const isGlobalFirst = after > 0;
  return {
    command: {
      from: isGlobalFirst ? after : -1,
      to: start,
      means: place.declaration.summary,
      parts: place.declaration.isGroup
        ? []
        : [{ text: 'usage', means: usageLine(found.place).split('\n')[0] ?? '' }],
      isWrong: false,
    },
    others: [...(isGlobalFirst ? [client] : []), ...globals.meanings, ...meanings],
    problems: problemsOf(place, found.place, words.slice(start), texts.slice(start)),
  };
}

const client: Meaning = {
  from: -1,
  to: 0,
  means: 'Docker’s client: it asks the daemon to do what follows',
  parts: [],
  isWrong: false,
};

function withoutCommand(texts: readonly string[], globals: FlagsRead, after: number): DockerMeanings {
  const name = texts[after];
  const unknown: readonly Meaning[] =
    name === undefined
      ? []
      : [
          {
            from: after,
            to: after + 1,
            means: 'no command of docker: it will refuse it',
            parts: [],
            isWrong: true,
          },
        ];
  return { command: client, others: [...globals.meanings, ...unknown], problems: [] };
}

/** `docker build` is buildx’s command at another place. */
function forwarded(place: CommandPlace): CommandPlace {
  const { forwardsTo } = place.declaration;
  const other = forwardsTo && commandTree.at(forwardsTo);
  return other === undefined ? place : { path: place.path, declaration: other.declaration };
}

/** What docker itself would say of the words, where all of them are known. */
function problemsOf(
  { declaration }: CommandPlace,
  typed: CommandPlace,
  words: readonly GivenWord[],
  texts: readonly string[],
): readonly string[] {
  if (words.some(({ text }) => text === undefined) || declaration.isGroup) return [];
  try {
    const { operands, wantsHelp } = readWith(checks, parseArguments(declaration, texts));
    const problem = wantsHelp ? undefined : arityProblem(declaration, commandPath(typed), operands);
    return problem === undefined ? [] : [`docker will refuse it: ${problem}.`];
  } catch (error) {
    if (error instanceof FlagError) return [`docker will refuse it: ${error.message}.`];
    throw error;
  }
}

interface FlagsRead {
  readonly meanings: readonly Meaning[];
  /** The first word that was not read. */
  readonly end: number;
}

const helpFlag: FlagDeclaration = { type: 'bool' };

/** Goes through words as pflag does (see ArgumentReader), and says of each what it is, whatever is wrong with it. */
class FlagReader {
  readonly #meanings: Meaning[] = [];
  readonly #flags: ReadonlyMap<string, FlagDeclaration>;
  readonly #operandNames: readonly string[];
  #operands = 0;

  constructor(
    private readonly declaration: CommandDeclaration,
    private readonly words: readonly GivenWord[],
    private at: number,
  ) {
    this.#flags = new Map([['help', helpFlag], ...Object.entries(declaration.flags ?? {})]);
    this.#operandNames = operandNames(declaration.usage ?? '');
  }

  /** `onlyFlags`: ends before the first word that is none. */
  read(onlyFlags: boolean): FlagsRead {
    let hasEnded = this.declaration.undeclaredFlags === true;
    while (this.at < this.words.length) {
      const text = this.#text(this.at);
      const isFlag = !hasEnded && text.length > 1 && text.startsWith('-');
      if (!isFlag && onlyFlags) break;
      if (!isFlag) {
        this.#operand();
        hasEnded ||= this.declaration.flagsStopAtOperand === true;
      } else if (text === '--') {
        this.#say(1, 'the end of the flags: what follows is not one, even with a dash');
        hasEnded = true;
      } else if (text.startsWith('--')) this.#long(text);
      else this.#shorts(text);
    }
    return { meanings: this.#meanings, end: this.at };
  }

  #text(index: number): string {
    const word = this.words[index];
    return word?.text ?? word?.raw ?? '';
  }

  #say(length: number, means: string, parts: readonly ExplainedPart[] = [], isWrong = false): void {
    this.#meanings.push({ from: this.at, to: this.at + length, means, parts, isWrong });
    this.at += length;
  }

  #long(text: string): void {
    const [, name = '', value] = /^--([^=]*)(?:=([^]*))?$/.exec(text) ?? [];
    const flag = this.#flags.get(name);
    if (flag === undefined) {
      this.#say(1, unknownFlag(`--${name}`), [], true);
      return;
    }
    this.#flag(name, flag, value);
  }

  /** One letter, or several of which all but the last are switches. */
  #shorts(text: string): void {
    const parts: ExplainedPart[] = [];
    for (let letters = text.slice(1); letters !== ''; letters = letters.slice(1)) {
      const letter = letters.slice(0, 1);
      const [name, flag] = [...this.#flags].find(([, { short }]) => short === letter) ?? [];
      if (name === undefined || flag === undefined) {
        this.#say(1, unknownFlag(`-${letter}`), parts, true);
        return;
      }
      const rest = letters.slice(1);
      if (flag.type !== 'bool') {
        const value = rest === '' ? undefined : rest.replace(/^=/, '');
        this.#flag(name, flag, value, parts);
        return;
      }
      const isOnly = parts.length === 0 && rest === '';
      if (isOnly) {
        this.#flag(name, flag, undefined);
        return;
      }
      parts.push({ text: `-${letter}`, means: `--${name}: ${flagWords(this.declaration, name, flag).text}` });
    }
    this.#say(1, 'several flags in one word', parts);
  }

  #flag(
    name: string,
    flag: FlagDeclaration,
    own: string | undefined,
    before: readonly ExplainedPart[] = [],
  ): void {
    const takesNext = own === undefined && flag.type !== 'bool';
    const next = takesNext ? this.words[this.at + 1] : undefined;
    const typed = this.#text(this.at).startsWith('--') ? '' : `--${name}: `;
    const means = `${typed}${flagWords(this.declaration, name, flag).text}${edgeNote(flag)}`;
    if (takesNext && next === undefined) {
      this.#say(1, `${means}. Its value is missing`, before, true);
      return;
    }
    const value = own ?? next?.text ?? next?.raw;
    const isKnown = own !== undefined || next?.text !== undefined;
    const parts = value === undefined ? [] : partsOf(name, flag, value, isKnown);
    this.#say(takesNext ? 2 : 1, means, [...before, ...parts]);
  }

  #operand(): void {
    const names = this.#operandNames;
    const name = names[Math.min(this.#operands, names.length - 1)];
    const isTooMany = names.length === 0;
    const { text, raw } = this.words[this.at] ?? { text: '', raw: '' };
    this.#operands += 1;
    if (name === undefined || isTooMany)
      this.#say(1, 'an argument, of which this command takes none', [], true);
    else this.#say(1, operandMeaning(this.declaration, name, text ?? raw), operandParts(name, text));
  }
}

function unknownFlag(flag: string): string {
  return `docker has no flag ${flag} here: it will refuse it`;
}

function edgeNote({ deprecated, ours }: FlagDeclaration): string {
  if (ours === true) return ' (only here: Docker has no such flag)';
  return deprecated === undefined ? '' : ` (deprecated: ${deprecated})`;
}

function partsOf(
  name: string,
  flag: FlagDeclaration,
  value: string,
  isKnown: boolean,
): readonly ExplainedPart[] {
  if (flag.type === 'bool')
    return [{ text: value, means: value === 'false' ? 'switched off' : 'switched on' }];
  const parts = isKnown ? valueParts(name, flag, value) : [];
  return parts.length > 0 ? parts : [{ text: value, means: 'its value' }];
}

/** `IMAGE`, `COMMAND`, `ARG` of `[OPTIONS] IMAGE [COMMAND] [ARG...]`. */
function operandNames(usage: string): readonly string[] {
  const [first = ''] = usage.split('\n');
  const names = first
    .replaceAll(' | ', '|')
    .split(/\s+/)
    .filter((word) => word !== '' && word !== '[OPTIONS]' && word !== 'OPTIONS]')
    .map((word) =>
      word
        .replace(/^\[/, '')
        .replace(/\]$/, '')
        .replace(/\.\.\.$/, ''),
    )
    .map((word) => (word.includes('[') && !word.includes(']') ? `${word}]` : word));
  return names.filter((name, index) => name !== names[index - 1]);
}

const OPERANDS: Readonly<Record<string, string>> = {
  IMAGE: 'the image',
  CONTAINER: 'the container, by name or by the start of its ID',
  NETWORK: 'the network',
  VOLUME: 'the volume',
  COMMAND: 'runs in the container',
  ARG: 'goes to the command in the container',
  'PATH|URL|-': 'the build context: the folder from which COPY takes files',
  NEW_NAME: 'its new name',
  'SOURCE_IMAGE[:TAG]': 'the image that gets another name',
  'TARGET_IMAGE[:TAG]': 'the other name',
  'NAME[:TAG|@DIGEST]': 'the image in its registry',
  'NAME[:TAG]': 'the image, whose name says to which registry it goes',
  'REPOSITORY[:TAG]': 'the name of the new image',
  'CONTAINER:SRC_PATH': 'from where: a path, after a container’s name and a colon a path in that container',
  'DEST_PATH|-': 'to where',
};

function operandMeaning({ path }: CommandDeclaration, name: string, text: string): string {
  const known = OPERANDS[name];
  if (name === 'COMMAND' && (path.includes('run') || path.includes('create'))) {
    return 'COMMAND: runs in the container, in place of the image’s own';
  }
  if (name === 'PATH|URL|-' && text === '.')
    return 'the build context: the folder where you are, from which COPY takes files';
  return known === undefined ? `${name}, as its usage calls it` : `${name}: ${known}`;
}

function operandParts(name: string, text: string | undefined): readonly ExplainedPart[] {
  if (text === undefined || !/^(?:IMAGE|NAME\[:TAG|SOURCE_IMAGE|TARGET_IMAGE|REPOSITORY)/.test(name))
    return [];
  return isReference(text) ? referenceParts(text) : [];
}

/** Not an ID or something that no image can be called. */
function isReference(text: string): boolean {
  try {
    parseFamiliar(text);
    return true;
  } catch (error) {
    if (error instanceof InvalidReferenceError) return false;
    throw error;
  }
}
