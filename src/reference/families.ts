/** A page of the reference: the commands of one family. */
export interface Family {
  /** Its address in the reference, and the name of its file in content/reference/examples. */
  readonly slug: string;
  readonly title: string;
  readonly description: string;
  /** First words after `docker`; two words take a command out of the family that has its first one. */
  readonly owns: readonly string[];
}

export const FAMILIES: readonly Family[] = [
  {
    slug: 'container',
    title: 'Container commands',
    description:
      'Start, stop, enter, inspect and remove containers: each command with its flags and a line to run.',
    owns: ['container'],
  },
  {
    slug: 'image',
    title: 'Image commands',
    description:
      'List, tag, pull, push, save and remove images: each command with its flags and a line to run.',
    owns: ['image'],
  },
  {
    slug: 'build',
    title: 'Build commands',
    description: 'Build images and look after the build cache: docker build, buildx and builder.',
    owns: ['image build', 'buildx', 'builder', 'bake'],
  },
  {
    slug: 'network',
    title: 'Network commands',
    description: 'Create networks, and connect containers to them.',
    owns: ['network'],
  },
  {
    slug: 'volume',
    title: 'Volume commands',
    description: 'Create volumes, find out what they hold, and remove them.',
    owns: ['volume'],
  },
  {
    slug: 'registry',
    title: 'Registry commands',
    description: 'Log in to registries, search Docker Hub, and look at manifests.',
    owns: ['login', 'logout', 'search', 'manifest'],
  },
  {
    slug: 'system',
    title: 'System commands',
    description:
      'Find out what Docker is, what it does and what it takes up; and the flags that docker itself has.',
    owns: ['', 'system', 'version', 'inspect'],
  },
  {
    slug: 'context',
    title: 'Context commands',
    description: 'Choose the Docker that your commands go to.',
    owns: ['context'],
  },
  {
    slug: 'plugin',
    title: 'Plugin commands',
    description: 'What the daemon’s plugins answer to. None is installed here.',
    owns: ['plugin'],
  },
  {
    slug: 'swarm',
    title: 'Swarm commands',
    description: 'What a Docker that is in no swarm says to the commands of Swarm mode.',
    owns: ['swarm', 'node', 'service', 'stack', 'secret', 'config'],
  },
];

/** The family of a command, by the words after `docker`. Throws an Error for one that belongs to none. */
export function familyOf(path: readonly string[]): Family {
  const owner = (words: string): Family | undefined => FAMILIES.find(({ owns }) => owns.includes(words));
  const family = owner(path.slice(0, 2).join(' ')) ?? owner(path[0] ?? '');
  if (family === undefined) throw new Error(`docker ${path.join(' ')} has no page in the reference`);
  return family;
}
