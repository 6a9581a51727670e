// What Debian 13's programs and BusyBox 1.38's answered, one command after the other in one shell.
import { expect, test } from 'vitest';
import recorded from './recorded-sessions.json';
import { run } from './run';

/** A command without an answer is run all the same: later ones build on it. */
interface Command {
  readonly line: string;
  readonly stdout?: string;
  readonly stderr?: string;
  readonly status?: number;
}

interface Session {
  readonly image: string;
  readonly files: Readonly<Record<string, string>>;
  readonly commands: readonly Command[];
}

const SESSIONS = recorded as unknown as readonly Session[];

/** The text up to the mark that stands behind a command, and what comes after it. */
function cut(text: string, mark: RegExp): readonly [before: string, found: string, rest: string] {
  const match = mark.exec(text);
  if (!match) return [text, '', ''];
  return [text.slice(0, match.index), match[1] ?? '', text.slice(match.index + match[0].length)];
}

function play({ image, files, commands }: Session): Command[] {
  const script = commands
    .map(({ line }, at) => `${line}\n{ echo "@@${at} $?"; echo "@@${at}" >&2; }`)
    .join('\n');
  const isDebian = image === 'debian';
  const answer = run(script, {
    image: isDebian ? 'debian' : 'recorded',
    shell: isDebian ? 'bash' : 'sh',
    files,
  });
  let { stdout, stderr } = answer;
  return commands.map(({ line }, at) => {
    const [out, status, outRest] = cut(stdout, new RegExp(`@@${at} (\\d+)\n`));
    const [err, , errRest] = cut(stderr, new RegExp(`@@${at}\n`));
    [stdout, stderr] = [outRest, errRest];
    return { line, stdout: out, stderr: err, status: Number(status) };
  });
}

for (const session of SESSIONS) {
  const { image, commands } = session;
  test(`${image}: ${commands[0]?.line ?? ''} and ${commands.length - 1} more`, () => {
    const played = play(session);
    const isAsked = commands.map(({ status }) => status !== undefined);
    expect(played.filter((_, at) => isAsked[at])).toEqual(commands.filter((_, at) => isAsked[at]));
  });
}
