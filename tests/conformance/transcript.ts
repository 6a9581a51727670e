/** One typed command of a transcript, and what a real Docker answered (normalized: see README.md). */
export interface Command {
  readonly line: string;
  /** What was typed at the terminal that the command ran in; undefined: no terminal. */
  readonly typed?: readonly string[];
  readonly stdout: readonly string[];
  readonly stderr: readonly string[];
  readonly status: number;
  /** Line of the transcript where the command stands, from 1. */
  readonly at: number;
}

export interface ScenarioFile {
  readonly path: string;
  readonly mode: number;
  readonly content: string;
}

export interface Transcript {
  readonly commands: readonly Command[];
  readonly files: readonly ScenarioFile[];
}

interface Draft {
  line: string;
  typed?: string[];
  stdout: string[];
  stderr: string[];
  status: number;
  at: number;
}

/** Reads a `*.transcript` file. Its form is described in README.md. */
export function parseTranscript(text: string): Transcript {
  const [script = '', ...parts] = text.split(/^(?=-- .+ --$)/m);
  const commands: Draft[] = [];
  for (const [index, line] of script.replace(/\n$/, '').split('\n').entries()) {
    const last = commands.at(-1);
    if (line.startsWith('$ ')) {
      commands.push({ line: line.slice(2), stdout: [], stderr: [], status: 0, at: index + 1 });
    } else if (last === undefined || line.startsWith('#')) {
      // a comment
    } else if (/^>( |$)/.test(line)) {
      last.line += `\n${line.slice(2)}`;
    } else if (/^<( |$)/.test(line)) {
      last.typed ??= [];
      if (line.length > 2) last.typed.push(line.slice(2));
    } else if (line.startsWith('? ')) {
      last.status = Number(line.slice(2));
    } else if (/^!( |$)/.test(line)) {
      last.stderr.push(line.slice(2));
    } else {
      last.stdout.push(line.slice(2)); // an empty line was two spaces
    }
  }
  return { commands, files: parts.map(parseFile) };
}

function parseFile(part: string): ScenarioFile {
  const end = part.indexOf('\n');
  const [path = '', mode] = part.slice(3, end - 3).split(' mode=');
  return { path, mode: mode === undefined ? 0o644 : parseInt(mode, 8), content: part.slice(end + 1) };
}
