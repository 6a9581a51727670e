/** A session as a script for a real Docker: the files that it wrote and the lines that were typed, in their order. */
import { BASH, faultIn, singleQuote } from '../engine/shell';
import type { LiveSession } from './live-session';
import type { Deed, Step } from './player';
import type { PlacedStep } from './protocol';

export interface ScriptParts {
  readonly deeds: readonly Deed[];
  /** What was done to other machines: a script runs on one. */
  readonly otherSteps: readonly PlacedStep[];
  /** The home folder, in which the session began. */
  readonly home: string;
}

const DEFAULT_MODE = 0o644;
/** A longer wait is left to whoever runs the script. */
const MAX_SLEEP_MS = 60_000;

const KEY_NAMES: Readonly<Record<string, string>> = {
  '^C': 'Ctrl-C: interrupt',
  '^D': 'Ctrl-D: end of input',
  '^Z': 'Ctrl-Z: stop',
  '^P^Q': 'Ctrl-P Ctrl-Q: detach, and leave the container running',
  '^\\': 'Ctrl-\\: quit',
};

export function scriptOf({ deeds, otherSteps, machine }: LiveSession): string {
  return sessionScript({ deeds, otherSteps, home: machine.world.host.home });
}

/**
 * The script's text. The lines were typed at a bash, so it asks for one. Everything that comes from the session is a
 * line as typed, text between quotes, or a comment: a file's name or content cannot become a command.
 */
export function sessionScript(parts: ScriptParts): string {
  const blocks = [header(parts)];
  const others = otherMachines(parts.otherSteps);
  if (others !== '') blocks.push(others);
  for (const command of commandsOf(parts.deeds)) blocks.push(blockOf(command, parts.home));
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function header({ deeds, home }: ScriptParts): string {
  const namesHome = deeds.some(
    ({ step }) => step.kind === 'line' && (step.text.includes(home) || /(^|[\s=:])~/.test(step.text)),
  );
  return [
    '#!/usr/bin/env bash',
    '# A session of Drydock, as commands for a real Docker Engine. Read it before you run it.',
    '# Run it in an empty folder: it writes its files there. Images and registries that Drydock made up are missing.',
    ...(namesHome
      ? [`# Some lines name a home folder (~ or ${comment(home)}): there your own is meant.`]
      : []),
    '',
    'start=$PWD',
    'set -x # shows each command before it runs',
  ].join('\n');
}

function otherMachines(steps: readonly PlacedStep[]): string {
  const lines = steps.flatMap(({ machine, step }) =>
    step.kind === 'line'
      ? step.text.split('\n').map((line) => `#   ${comment(machine)}$ ${comment(line)}`)
      : [],
  );
  return lines.length === 0 ? '' : ['# On other machines, this was done too:', ...lines].join('\n');
}

/** A command with what its programs were then given; or a step that is none. */
type ScriptItem =
  | { readonly kind: 'command'; readonly text: string; readonly inputs: readonly Step[] }
  | { readonly kind: 'step'; readonly step: Step };

/** Which lines are commands: those typed at the prompt, with the lines that they go on in. */
function commandsOf(deeds: readonly Deed[]): readonly ScriptItem[] {
  const items: ScriptItem[] = [];
  for (const { step, toProgram } of deeds) {
    const last = items.at(-1);
    if (step.kind === 'file' || step.kind === 'wait') {
      items.push({ kind: 'step', step });
    } else if (last?.kind === 'command' && isOpen(last)) {
      // The shell itself waits: for the rest of its command, or for Ctrl-C to give it up.
      items.pop();
      if (step.kind === 'line') items.push({ ...last, text: `${last.text}\n${step.text}` });
      else if (step.keys !== '^C') items.push({ ...last, inputs: [step] });
    } else if (toProgram && last?.kind === 'command') {
      items.pop();
      items.push({ ...last, inputs: [...last.inputs, step] });
    } else if (step.kind === 'line') {
      items.push({ kind: 'command', text: step.text, inputs: [] });
    }
  }
  return items;
}

function isOpen({ text, inputs }: Extract<ScriptItem, { kind: 'command' }>): boolean {
  return inputs.length === 0 && faultIn(BASH, text) === 'incomplete';
}

function blockOf(item: ScriptItem, home: string): string {
  if (item.kind === 'command') return commandBlock(item.text, item.inputs);
  if (item.step.kind === 'file') return fileBlock(item.step, home);
  return item.step.kind === 'wait' ? waitBlock(item.step.ms) : '';
}

function commandBlock(text: string, inputs: readonly Step[]): string {
  if (text.trim() === '') return '';
  const fault = faultIn(BASH, text);
  if (fault !== undefined) {
    const why = fault === 'wrong' ? 'bash does not understand this' : 'this is no whole command';
    return [`# Left out, since ${why}:`, ...commented(text)].join('\n');
  }
  if (inputs.length === 0) return text;
  return ['# The next command waits for you. Then:', ...inputs.flatMap(inputLines), text].join('\n');
}

function inputLines(step: Step): readonly string[] {
  if (step.kind === 'keys') return [`#   press ${KEY_NAMES[step.keys] ?? comment(step.keys)}`];
  return step.kind === 'line' ? [`#   type  ${comment(step.text)}`] : [];
}

function waitBlock(ms: number): string {
  const seconds = Math.round(ms / 1_000);
  if (ms <= MAX_SLEEP_MS) return seconds === 0 ? '' : `sleep ${seconds}`;
  const [amount, unit] =
    seconds < 7_200
      ? [seconds / 60, 'minutes']
      : seconds < 172_800
        ? [seconds / 3_600, 'hours']
        : [seconds / 86_400, 'days'];
  return `# Here the session let ${Math.round(amount)} ${unit} pass.`;
}

/** Writes a file of the home folder below the folder of the script; others are shown, and left alone. */
function fileBlock({ path, content, mode }: Extract<Step, { kind: 'file' }>, home: string): string {
  const inHome = relativeTo(home, path);
  if (inHome === undefined) {
    return [
      `# The file ${comment(path)} held this; it is left to you, for it is outside of your folder:`,
      ...commented(content),
    ].join('\n');
  }
  const target = `"$start"/${singleQuote(inHome)}`;
  const folder = inHome.split('/').slice(0, -1).join('/');
  return [
    ...(folder === '' ? [] : [`mkdir -p "$start"/${singleQuote(folder)}`]),
    writing(target, content),
    ...(mode === DEFAULT_MODE ? [] : [`chmod ${mode.toString(8)} ${target}`]),
  ].join('\n');
}

/** The path below the home folder; undefined: it is elsewhere. */
function relativeTo(home: string, path: string): string | undefined {
  const inHome = path.startsWith('/')
    ? path.startsWith(`${home}/`)
      ? path.slice(home.length + 1)
      : undefined
    : path;
  const names = inHome?.split('/').filter((name) => name !== '' && name !== '.');
  return names === undefined || names.length === 0 || names.includes('..') ? undefined : names.join('/');
}

function writing(target: string, content: string): string {
  if (content === '') return `: > ${target}`;
  if (content.includes('\0')) return `# ${comment(target)} holds bytes that a script cannot write.`;
  if (!content.endsWith('\n')) return `printf %s ${singleQuote(content)} > ${target}`;
  const delimiter = delimiterFor(content);
  return `cat > ${target} <<'${delimiter}'\n${content}${delimiter}`;
}

/** A word that is no line of the content. */
function delimiterFor(content: string): string {
  const lines = new Set(content.split('\n'));
  let delimiter = 'EOF';
  for (let number = 2; lines.has(delimiter); number++) delimiter = `EOF${number}`;
  return delimiter;
}

function commented(text: string): readonly string[] {
  return text
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => `#   ${comment(line)}`.trimEnd());
}

/** Text within a comment: it cannot end it. */
function comment(text: string): string {
  return text.replace(/[\x00-\x1f\x7f]/g, ' ');
}
