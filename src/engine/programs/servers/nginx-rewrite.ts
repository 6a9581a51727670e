// What nginx' rewrite module does before anything is answered: return, rewrite, set, break and if.
import { isErrno, type Process } from '../../kernel';
import { type Directive, NginxConfigError } from './nginx-config';
import { expandVariables } from './nginx-variables';
import type { Asked } from './nginx-worker';

export interface NginxAnswer {
  readonly status: number;
  readonly text: string;
}

type Flag = 'last' | 'break' | 'redirect' | 'permanent';

export type RewriteStep =
  | { readonly kind: 'return'; readonly answer: NginxAnswer }
  | {
      readonly kind: 'rewrite';
      readonly expression: RegExp;
      readonly replacement: string;
      readonly flag?: Flag;
    }
  | { readonly kind: 'set'; readonly name: string; readonly text: string }
  | { readonly kind: 'break' }
  | { readonly kind: 'if'; readonly condition: Condition; readonly steps: readonly RewriteStep[] };

interface Condition {
  readonly text: string;
  /** None: the text itself is neither empty nor 0. */
  readonly test?: 'equals' | 'matches' | 'file' | 'directory' | 'there' | 'executable';
  readonly value?: string;
  readonly expression?: RegExp;
  readonly isNegated: boolean;
}

/** The directives of this module in a server or a location, in order. Throws NginxConfigError. */
export function rewriteSteps(block: readonly Directive[]): readonly RewriteStep[] {
  return block.flatMap((directive): readonly RewriteStep[] => {
    switch (directive.name) {
      case 'return':
        return [{ kind: 'return', answer: answerOf(directive) }];
      case 'rewrite':
        return [rewriteOf(directive)];
      case 'set':
        return [setOf(directive)];
      case 'break':
        return [{ kind: 'break' }];
      case 'if':
        return [
          { kind: 'if', condition: conditionOf(directive), steps: rewriteSteps(directive.block ?? []) },
        ];
      default:
        return [];
    }
  });
}

/** All texts with variables in these steps. */
export function textsOf(steps: readonly RewriteStep[]): readonly string[] {
  return steps.flatMap((step) => {
    if (step.kind === 'return') return [step.answer.text];
    if (step.kind === 'rewrite') return [step.replacement];
    if (step.kind === 'set') return [step.text];
    return step.kind === 'if' ? [step.condition.text, ...textsOf(step.steps)] : [];
  });
}

/** The regular expressions of these steps, whose groups may have names. */
export function patternsOf(steps: readonly RewriteStep[]): readonly string[] {
  return steps.flatMap((step) => {
    if (step.kind === 'rewrite') return [step.expression.source];
    return step.kind === 'if' ? [step.condition.expression?.source ?? '', ...patternsOf(step.steps)] : [];
  });
}

/** Reads a regular expression as far as PCRE and this language agree. Throws NginxConfigError. */
export function expressionOf(text: string, ignoresCase: boolean, where: string): RegExp {
  try {
    return new RegExp(text.replace(/\(\?P?<(\w+)>/g, '(?<$1>'), ignoresCase ? 'i' : '');
  } catch {
    const problem = /\((?!.*\))/.test(text) ? 'missing closing parenthesis' : 'syntax error';
    throw new NginxConfigError(`pcre2_compile() failed: ${problem} in "${text}"${where}`);
  }
}

/** What an expression caught, by number and by name. */
export function capturesOf(match: RegExpExecArray): Readonly<Record<string, string>> {
  const numbered = Object.fromEntries([...match].map((text, index) => [String(index), text ?? '']));
  return { ...numbered, ...match.groups };
}

/** `return 404;`, `return 200 "text";`, `return 301 /there;` or an address alone. */
function answerOf({ words: [first = '', text = ''], where }: Directive): NginxAnswer {
  if (/^\d+$/.test(first)) {
    if (Number(first) > 999) throw new NginxConfigError(`invalid return code "${first}"${where}`);
    return { status: Number(first), text };
  }
  if (!/^(https?:\/\/|\$)/.test(first)) throw new NginxConfigError(`invalid return code "${first}"${where}`);
  return { status: 302, text: first };
}

function rewriteOf({ words: [pattern = '', replacement = '', flag], where }: Directive): RewriteStep {
  const expression = expressionOf(pattern, false, where);
  if (flag === undefined) return { kind: 'rewrite', expression, replacement };
  if (flag === 'last' || flag === 'break' || flag === 'redirect' || flag === 'permanent')
    return { kind: 'rewrite', expression, replacement, flag };
  throw new NginxConfigError(`invalid parameter "${flag}"${where}`);
}

function setOf({ words: [variable = '', text = ''], where }: Directive): RewriteStep {
  if (!variable.startsWith('$')) throw new NginxConfigError(`invalid variable name "${variable}"${where}`);
  return { kind: 'set', name: variable.slice(1).toLowerCase(), text };
}

const FILE_TESTS = { f: 'file', d: 'directory', e: 'there', x: 'executable' } as const;

/** `($a = b)`, `($a ~* b)`, `(!-f $a)` or `($a)`. */
function conditionOf({ words, where }: Directive): Condition {
  const invalid = (text: string): NginxConfigError =>
    new NginxConfigError(`invalid condition "${text}"${where}`);
  const [first = ''] = words;
  if (!first.startsWith('(') || !words.at(-1)?.endsWith(')')) throw invalid(first);
  const inner = words.map((word, index) => {
    const opened = index === 0 ? word.slice(1) : word;
    return index === words.length - 1 ? opened.slice(0, -1) : opened;
  });
  const [text = '', operator, value = ''] = inner.filter((word) => word !== '');
  const file = /^(!?)-([fdex])$/.exec(text);
  if (file !== null && operator !== undefined) {
    const letter = file[2] ?? '';
    const test = isFileTest(letter) ? FILE_TESTS[letter] : 'there';
    return { text: operator, test, isNegated: file[1] === '!' };
  }
  if (!text.startsWith('$')) throw invalid(text);
  if (operator === undefined) return { text, isNegated: false };
  const isNegated = operator.startsWith('!');
  if (operator === '=' || operator === '!=') return { text, test: 'equals', value, isNegated };
  if (/^!?~\*?$/.test(operator)) {
    const expression = expressionOf(value, operator.endsWith('*'), where);
    return { text, test: 'matches', expression, isNegated };
  }
  throw new NginxConfigError(`unexpected "${operator}" in condition${where}`);
}

function isFileTest(letter: string): letter is keyof typeof FILE_TESTS {
  return Object.hasOwn(FILE_TESTS, letter);
}

/** Where the steps led. */
export interface Rewritten {
  readonly asked: Asked;
  /** An answer that ends it. */
  readonly answer?: NginxAnswer;
  /** A location is looked for anew: the path is another one, and nothing said to stay. */
  readonly isElsewhere: boolean;
}

export function runSteps(p: Process, first: Asked, steps: readonly RewriteStep[]): Rewritten {
  const state: State = { asked: first, isChanged: false, ended: undefined };
  const answer = run(p, state, steps);
  const isElsewhere = state.isChanged && state.ended !== 'break';
  return { asked: state.asked, ...(answer === undefined ? {} : { answer }), isElsewhere };
}

interface State {
  asked: Asked;
  isChanged: boolean;
  ended: 'last' | 'break' | undefined;
}

function run(p: Process, state: State, steps: readonly RewriteStep[]): NginxAnswer | undefined {
  for (const step of steps) {
    if (state.ended !== undefined) return undefined;
    const answer = runStep(p, state, step);
    if (answer !== undefined) return answer;
  }
  return undefined;
}

function runStep(p: Process, state: State, step: RewriteStep): NginxAnswer | undefined {
  const { asked } = state;
  switch (step.kind) {
    case 'return':
      return { ...step.answer, text: expandVariables(p, step.answer.text, asked) };
    case 'set':
      state.asked = remember(asked, { [step.name]: expandVariables(p, step.text, asked) });
      return undefined;
    case 'break':
      state.ended = 'break';
      return undefined;
    case 'if':
      return holds(p, state, step.condition) ? run(p, state, step.steps) : undefined;
    case 'rewrite':
      return rewrite(p, state, step);
  }
}

function rewrite(
  p: Process,
  state: State,
  { expression, replacement, flag }: RewriteStep & { readonly kind: 'rewrite' },
): NginxAnswer | undefined {
  const match = expression.exec(state.asked.uri);
  if (match === null) return undefined;
  const asked = remember(state.asked, capturesOf(match));
  const isAddress = /^(https?:\/\/|\$scheme)/.test(replacement);
  const [, path = '', query] = /^([^?]*)(?:\?(.*))?$/s.exec(expandVariables(p, replacement, asked)) ?? [];
  const args = argumentsOf(query, asked.args);
  if (isAddress || flag === 'redirect' || flag === 'permanent') {
    const target = isAddress ? path : encodeURI(path);
    return { status: flag === 'permanent' ? 301 : 302, text: args === '' ? target : `${target}?${args}` };
  }
  state.asked = { ...asked, uri: path, args, isRewritten: true };
  state.isChanged = true;
  if (flag === 'last' || flag === 'break') state.ended = flag;
  return undefined;
}

/** The new ones before those that came; a question mark at the end leaves those out. */
function argumentsOf(query: string | undefined, before: string): string {
  if (query === undefined) return before;
  if (query === '' || query.endsWith('?')) return query.replace(/\?$/, '');
  return before === '' ? query : `${query}&${before}`;
}

function holds(p: Process, state: State, condition: Condition): boolean {
  const { text, test, value = '', expression, isNegated } = condition;
  const shown = expandVariables(p, text, state.asked);
  if (test === undefined) return shown !== '' && shown !== '0';
  if (test === 'equals') return (shown === expandVariables(p, value, state.asked)) !== isNegated;
  if (test === 'matches') {
    const match = expression?.exec(shown) ?? null;
    if (match !== null) state.asked = remember(state.asked, capturesOf(match));
    return (match !== null) !== isNegated;
  }
  return isSuch(p, shown, test) !== isNegated;
}

function isSuch(p: Process, path: string, test: 'file' | 'directory' | 'there' | 'executable'): boolean {
  try {
    const { kind, mode } = p.files.stat(path);
    if (test === 'there') return true;
    return test === 'executable' ? (mode & 0o111) !== 0 : kind === test;
  } catch (error) {
    if (!isErrno(error)) throw error;
    return false;
  }
}

function remember(asked: Asked, more: Readonly<Record<string, string>>): Asked {
  return { ...asked, captures: { ...asked.captures, ...more } };
}
