import { DockerfileError } from './dockerfile-error';
import { checkChmod } from './chmod';
import type { InlineContent, StageInstruction } from './instructions';
import { parseMount, type Mount } from './mounts';
import { parsePort } from './ports';
import { checkSignal } from './stop-signal';
import { checkTransferSources } from './transfer-sources';
import { expandWord, type EscapeToken, type ExpandOptions, type Variables } from './words';

/** What an instruction is expanded in. */
interface Surroundings {
  readonly variables: Variables;
  readonly workdir: string;
}

/**
 * Fills in the variables of an instruction and checks the values that come out; ARG is not done here, as its names
 * see each other. `onUnmatched` is told, word by word, of variables that are not set.
 * Throws a DockerfileError without range. Source: the Expand methods of BuildKit instructions, and dispatch.
 */
export function expandInstruction(
  instruction: StageInstruction,
  { variables, workdir }: Surroundings,
  escape: EscapeToken,
  onUnmatched: (names: readonly string[]) => void,
): StageInstruction {
  const expandWith = (word: string, token: EscapeToken, options?: ExpandOptions) => {
    const expansion = expandWord(word, variables, token, options);
    onUnmatched(expansion.unmatched);
    return expansion;
  };
  const expand = (word: string): string => expandWith(word, escape).text;
  // Here-documents keep their quotes and always escape with a backslash.
  const expandContent = (content: InlineContent): InlineContent =>
    content.expands
      ? { ...content, data: expandWith(content.data, '\\', { ignoreQuotes: true }).text }
      : content;

  switch (instruction.name) {
    case 'ENV':
    case 'LABEL': {
      const pairs = instruction.pairs.map((pair) => ({
        ...pair,
        key: expand(pair.key),
        value: expand(pair.value),
      }));
      return { ...instruction, pairs };
    }
    case 'COPY':
    case 'ADD': {
      const chown = expand(instruction.chown);
      const chmod = expand(instruction.chmod);
      const own = instruction.name === 'ADD' ? { checksum: expand(instruction.checksum) } : {};
      const excludes = instruction.excludes.map(expand);
      const sources = instruction.sources.map(expand);
      const destination = expand(instruction.destination);
      const contents = instruction.contents.map(expandContent);
      checkChmod(chmod);
      const expanded = { ...instruction, chown, chmod, ...own, excludes, sources, destination, contents };
      checkTransferSources(expanded);
      return expanded;
    }
    case 'RUN': {
      const mounts = instruction.mountSpecs.map((spec) => parseMount(spec, expand));
      for (const mount of mounts) checkTarget(mount, workdir);
      return { ...instruction, mounts };
    }
    case 'WORKDIR':
      return { ...instruction, path: expand(instruction.path) };
    case 'USER':
      return { ...instruction, user: expand(instruction.user) };
    case 'VOLUME': {
      const paths = instruction.paths.map(expand);
      if (paths.includes(''))
        throw new DockerfileError('value', 'VOLUME specified can not be an empty string');
      return { ...instruction, paths };
    }
    case 'STOPSIGNAL': {
      const signal = expand(instruction.signal);
      checkSignal(signal);
      return { ...instruction, signal };
    }
    case 'EXPOSE': {
      const words = instruction.ports.flatMap((port) => expandWord(port, variables, escape).words);
      return { ...instruction, ports: words.flatMap(parsePort) };
    }
    case 'ARG':
    case 'CMD':
    case 'ENTRYPOINT':
    case 'HEALTHCHECK':
    case 'MAINTAINER':
    case 'ONBUILD':
    case 'SHELL':
      return instruction;
  }
}

/** Secrets and ssh agents have default places; everything else needs one that is not the root. */
function checkTarget({ type, target }: Mount, workdir: string): void {
  if (type === 'secret' || type === 'ssh') return;
  const path = target.startsWith('/') ? target : `${workdir}/${target}`;
  const isRoot = path.split('/').every((part) => part === '' || part === '.');
  if (isRoot) throw new DockerfileError('value', 'invalid mount target "/"');
}
