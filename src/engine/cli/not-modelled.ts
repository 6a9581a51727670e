// The one line that is said where a command or a flag is not modelled. `npm run edge` lists them from the same data.
import { commandPath, type CommandPlace } from './command-tree';
import { type Edges, type Implementation, refused, simplified } from './context';
import type { docker } from './declarations/docker';

const noTls = refused('the daemon is reached by its socket, without TLS.');

/** Where the flags before the command are not as in Docker. */
export const globalEdges: Edges<typeof docker> = {
  flags: {
    debug: simplified('Shown by docker info; there are no debugging messages.'),
    'log-level': simplified('The client logs nothing.'),
    tls: noTls,
    tlscacert: noTls,
    tlscert: noTls,
    tlskey: noTls,
    tlsverify: noTls,
  },
};

/** What is said of a command that nobody has written. */
export function notModelledLine(place: CommandPlace): string {
  return `${commandPath(place)} is not modelled here; the real one is to: ${withoutStop(place.declaration.summary)}`;
}

/** What is said of the help of a command whose flags are not declared. */
export function helpNotModelledLine(place: CommandPlace): string {
  return `${commandPath(place)} --help is not modelled here; the command is to: ${withoutStop(place.declaration.summary)}`;
}

/** Why a command without declared flags takes any. */
export const undeclaredFlagsWhy = 'Its flags are not declared: any are taken, and there is no --help.';

/** What is said where flags were typed that are refused; undefined where there are none. */
export function refusalLine(
  place: Pick<CommandPlace, 'path'>,
  { edges }: Pick<Implementation, 'edges'>,
  changed: ReadonlySet<string>,
): string | undefined {
  const flags = new Map(Object.entries(edges.flags ?? {}));
  for (const name of changed) {
    const edge = flags.get(name);
    if (edge?.state === 'refused') {
      return `${commandPath(place)}: --${name} is not modelled here: ${edge.why}`;
    }
  }
  return undefined;
}

function withoutStop(sentence: string): string {
  return sentence.replace(/\.$/, '');
}
