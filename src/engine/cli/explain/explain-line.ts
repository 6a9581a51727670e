import { purposeOf } from '../../programs';
import { BASH, isBuiltin, type LinePiece, linePieces } from '../../shell';
import { type DockerMeanings, dockerMeanings } from './docker-words';
import type { ExplainedPart, ExplainedWord, Explanation } from './explanation';
import { OPERATORS, REDIRECTIONS, RESERVED, SPECIAL_VARIABLES, STREAMS, WRAPPERS } from './shell-words';

const MAX_DEPTH = 3;

/** What a line means, word by word, as a bash reads it. Nothing of it runs. */
export function explainLine(line: string): Explanation {
  const explainer = new Explainer(line);
  explainer.explain(0, line.length, 0);
  const words = explainer.words.toSorted((a, b) => a.start - b.start || a.depth - b.depth);
  return { words, problems: explainer.problems };
}

class Explainer {
  readonly words: ExplainedWord[] = [];
  readonly problems: string[] = [];

  constructor(private readonly line: string) {}

  explain(from: number, to: number, depth: number): void {
    const { pieces, fault } = linePieces(BASH, this.line.slice(from, to));
    if (fault !== undefined && depth === 0) {
      this.problems.push(
        fault === 'incomplete'
          ? 'The line is not whole: a quote or a bracket is open, and the shell waits for more.'
          : 'The shell does not understand the line from here on.',
      );
    }
    const placed = pieces.map((piece) => moved(piece, from));
    let at = 0;
    while (at < placed.length) at += this.#explainAt(placed.slice(at), depth);
    if (depth === MAX_DEPTH) return;
    for (const { commands } of placed) {
      for (const { start, end } of commands) this.explain(start, end, depth + 1);
    }
  }

  /** Explains the first piece and those that belong to it; gives how many they are. */
  #explainAt(pieces: readonly LinePiece[], depth: number): number {
    const [piece] = pieces;
    if (piece === undefined) return 1;
    switch (piece.role) {
      case 'command':
        return this.#command(pieces, depth);
      case 'redirection':
        return this.#redirection(pieces, depth);
      case 'operator':
        this.#say(piece, piece, OPERATORS[piece.raw] ?? 'a sign of the shell', depth);
        return 1;
      case 'reserved':
        this.#say(piece, piece, RESERVED[piece.raw] ?? 'a word of the shell', depth);
        return 1;
      case 'assignment':
        this.#assignment(piece, pieces[1]?.role, depth);
        return 1;
      default:
        this.#say(
          piece,
          piece,
          piece.raw === 'in' ? (RESERVED['in'] ?? '') : 'a word that belongs to it',
          depth,
          insertions(piece),
        );
        return 1;
    }
  }

  #say(
    first: LinePiece,
    last: LinePiece,
    means: string,
    depth: number,
    parts: readonly ExplainedPart[] = [],
    isWrong = false,
  ): void {
    const { start } = first;
    const { end } = last;
    this.words.push({ start, end, text: this.line.slice(start, end), means, parts, isWrong, depth });
  }

  #assignment(piece: LinePiece, next: LinePiece['role'] | undefined, depth: number): void {
    const [name = ''] = piece.raw.split(/\+?=/, 1);
    const isForCommand = next === 'command' || next === 'assignment';
    const means = isForCommand
      ? `sets the variable ${name}, for this command alone`
      : `sets the variable ${name}`;
    this.#say(piece, piece, means, depth, insertions(piece));
  }

  /** A command with its arguments; redirections among them are explained by themselves. */
  #command(pieces: readonly LinePiece[], depth: number): number {
    const end = pieces.findIndex(({ role }) => role === 'operator' || role === 'reserved');
    const own = pieces.slice(0, end < 0 ? undefined : end);
    for (const [index, { role }] of own.entries()) {
      if (role === 'redirection' && own[index - 1]?.role !== 'redirection')
        this.#redirection(own.slice(index), depth);
    }
    this.#simple(
      own.filter(({ role }) => role === 'command' || role === 'argument'),
      depth,
    );
    return own.length;
  }

  #simple([command, ...rest]: readonly LinePiece[], depth: number): void {
    if (command === undefined) return;
    if (command.text === 'docker') {
      this.#docker(command, rest, depth);
      return;
    }
    this.#say(command, command, commandMeaning(command), depth, insertions(command));
    const isWrapper = command.text !== undefined && command.text in WRAPPERS;
    for (const [index, word] of rest.entries()) {
      const isFlag = word.raw.startsWith('-');
      if (isWrapper && !isFlag) {
        this.#simple(rest.slice(index), depth);
        return;
      }
      this.#say(
        word,
        word,
        isFlag ? `a flag of ${command.raw}` : `goes to ${command.raw}`,
        depth,
        insertions(word),
      );
    }
  }

  #docker(docker: LinePiece, rest: readonly LinePiece[], depth: number): void {
    const { command, others, problems }: DockerMeanings = dockerMeanings(rest);
    const words = [docker, ...rest];
    for (const { from, to, means, parts, isWrong } of [command, ...others]) {
      const first = words[from + 1];
      const last = words[to];
      if (first === undefined || last === undefined) continue;
      const put = words.slice(from + 1, to + 1).flatMap(insertions);
      this.#say(first, last, means, depth, [...parts, ...put], isWrong);
    }
    this.problems.push(...problems);
  }

  #redirection(pieces: readonly LinePiece[], depth: number): number {
    const [first] = pieces;
    const hasDescriptor = first !== undefined && !/[<>]/.test(first.raw);
    const sign = pieces[hasDescriptor ? 1 : 0];
    const target = pieces[hasDescriptor ? 2 : 1];
    if (first === undefined || sign === undefined) return 1;
    const isWhole = target?.role === 'target';
    const means = redirectionMeaning(
      hasDescriptor ? first.raw : undefined,
      sign.raw,
      isWhole ? target.raw : 'that follows',
    );
    this.#say(first, isWhole ? target : sign, means, depth, isWhole ? insertions(target) : []);
    return (hasDescriptor ? 2 : 1) + (isWhole ? 1 : 0);
  }
}

function moved(piece: LinePiece, by: number): LinePiece {
  return {
    ...piece,
    start: piece.start + by,
    end: piece.end + by,
    commands: piece.commands.map(({ start, end }) => ({ start: start + by, end: end + by })),
  };
}

function commandMeaning({ text, raw }: LinePiece): string {
  if (text === undefined) return 'the command: what is put in decides which';
  const wrapper = WRAPPERS[text];
  if (wrapper !== undefined) return wrapper;
  if (isBuiltin(BASH, text)) return 'a command of the shell itself';
  const purpose = purposeOf(text);
  return purpose === undefined ? `the program ${raw}` : `a program that ${purpose}`;
}

/** What the shell puts into a word before the command gets it. */
function insertions({ variables, commands }: LinePiece): readonly ExplainedPart[] {
  return [
    ...variables.map((name) => ({
      text: `$${name}`,
      means: SPECIAL_VARIABLES[name] ?? `the value of the variable ${name}`,
    })),
    ...commands.map(() => ({ text: '$(…)', means: 'what the command in it prints' })),
  ];
}

function redirectionMeaning(descriptor: string | undefined, sign: string, target: string): string {
  const stream = descriptor === undefined ? undefined : (STREAMS[descriptor] ?? `descriptor ${descriptor}`);
  if (sign === '>&' || sign === '<&') {
    const from = stream ?? (sign === '>&' ? 'standard output' : 'standard input');
    return target === '-' ? `${from} is closed` : `${from} goes where ${STREAMS[target] ?? target} goes`;
  }
  const means = (REDIRECTIONS[sign] ?? 'another place for what is read or printed: …').replace('…', target);
  if (stream === undefined || descriptor === '1' || descriptor === '0') return means;
  return means.replace(/^what is (?:printed|read)/, stream);
}
