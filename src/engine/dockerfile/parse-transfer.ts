// COPY and ADD.
import { parseFlags, type InstructionFlags } from './flags';
import { chompHeredoc, parseHeredoc } from './heredoc';
import { invalid, type Base } from './instruction-base';
import { instructionFlags } from './instruction-flags';
import type { AddInstruction, CopyInstruction, InlineContent } from './instructions';
import type { Line } from './lines';

/** A heredoc word; undefined also when its quotes are wrong, as BuildKit takes it then for a path. */
function heredocWord(word: string) {
  try {
    return parseHeredoc(word);
  } catch {
    return undefined;
  }
}

function parseTransfer(line: Line, name: 'ADD' | 'COPY') {
  if (line.args.length < 2) {
    const reason = 'Destination could not be determined';
    throw invalid(`${name} requires at least two arguments, but only one was provided. ${reason}`);
  }
  const flags: InstructionFlags = parseFlags(line.flags, instructionFlags[name]);
  const destination = line.args.at(-1) ?? '';
  if (heredocWord(destination) !== undefined)
    throw invalid(`${name} cannot accept a heredoc as a destination`);
  const sources: string[] = [];
  const contents: InlineContent[] = [];
  for (const source of line.args.slice(0, -1)) {
    const heredoc = heredocWord(source);
    if (heredoc === undefined) {
      sources.push(source);
      continue;
    }
    const content = line.heredocs.findLast(({ name: opened }) => opened === heredoc.name)?.content ?? '';
    contents.push({
      path: heredoc.name,
      data: heredoc.chomps ? chompHeredoc(content) : content,
      expands: heredoc.expands,
    });
  }
  return {
    flags,
    transfer: {
      sources,
      contents,
      destination,
      chown: flags.text('chown') ?? '',
      chmod: flags.text('chmod') ?? '',
      isLinked: flags.isSet('link') ?? false,
      excludes: flags.texts('exclude'),
    },
  };
}

export function parseCopy(line: Line, base: Base): CopyInstruction {
  const { flags, transfer } = parseTransfer(line, 'COPY');
  const from = flags.text('from') ?? '';
  return { ...base, name: 'COPY', ...transfer, from, keepsParents: flags.isSet('parents') ?? false };
}

export function parseAdd(line: Line, base: Base): AddInstruction {
  const { flags, transfer } = parseTransfer(line, 'ADD');
  return {
    ...base,
    name: 'ADD',
    ...transfer,
    keepsGitDir: flags.isSet('keep-git-dir') ?? false,
    checksum: flags.text('checksum') ?? '',
    unpacks: flags.isSet('unpack'),
  };
}
