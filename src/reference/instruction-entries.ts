import { instructionFlags, type InstructionName } from '../engine/dockerfile';

type FlagNames<Name extends InstructionName> = keyof (typeof instructionFlags)[Name] & string;

/** What is said of an instruction; the compiler sees that each has its words, and each of its flags too. */
type InstructionWords = {
  readonly [Name in InstructionName]: {
    readonly forms: readonly string[];
    readonly summary: string;
    readonly flags: { readonly [Flag in FlagNames<Name>]: string };
  };
};

const transferFlags = {
  chown: 'Owner and group of what is copied: USER:GROUP, by name or number. Without it they are root’s.',
  chmod: 'Permissions of what is copied: 640, u=rwX,go=rX.',
  link: 'Makes a layer that does not depend on the layers below it, so that it stays when they change.',
  exclude: 'Leaves out what this pattern matches. Can be given several times.',
} as const;

const words: InstructionWords = {
  ADD: {
    forms: ['ADD [OPTIONS] SOURCE… DESTINATION', 'ADD [OPTIONS] ["SOURCE", …, "DESTINATION"]'],
    summary:
      'Copies files into the image as COPY does. An archive from the build context is unpacked; a URL is downloaded.',
    flags: {
      ...transferFlags,
      'keep-git-dir': 'Keeps the folder .git of a Git repository.',
      checksum: 'The digest that a download must have; another one ends the build.',
      unpack: 'Whether archives are unpacked. Without it those of the context are, downloads are not.',
    },
  },
  ARG: {
    forms: ['ARG NAME[=DEFAULT] …'],
    summary:
      'Declares a variable of the build, set with docker build --build-arg. It is no variable of the container, but docker history shows it: nothing secret belongs in it.',
    flags: {},
  },
  CMD: {
    forms: ['CMD ["PROGRAM", "ARGUMENT", …]', 'CMD ["ARGUMENT", …]', 'CMD COMMAND LINE'],
    summary:
      'What a container starts when docker run names no command. With ENTRYPOINT, its arguments. The last CMD counts.',
    flags: {},
  },
  COPY: {
    forms: ['COPY [OPTIONS] SOURCE… DESTINATION', 'COPY [OPTIONS] ["SOURCE", …, "DESTINATION"]'],
    summary:
      'Copies files and the content of folders from the build context, or from another stage or image.',
    flags: {
      ...transferFlags,
      from: 'Copies from this stage, image or named context instead of the build context.',
      parents: 'Keeps the folders of the source’s path.',
    },
  },
  ENTRYPOINT: {
    forms: ['ENTRYPOINT ["PROGRAM", "ARGUMENT", …]', 'ENTRYPOINT COMMAND LINE'],
    summary:
      'The program that a container starts. What docker run gives after the image, or else CMD, are its arguments.',
    flags: {},
  },
  ENV: {
    forms: ['ENV NAME=VALUE …'],
    summary: 'Sets variables for the instructions that follow and for every container of the image.',
    flags: {},
  },
  EXPOSE: {
    forms: ['EXPOSE PORT[/PROTOCOL] …'],
    summary: 'Notes the ports that the program listens on. It publishes none: docker run -p and -P do.',
    flags: {},
  },
  FROM: {
    forms: ['FROM [OPTIONS] IMAGE[:TAG][@DIGEST] [AS NAME]'],
    summary:
      'Begins a stage, with an image or an earlier stage as its base. What is set in an earlier stage does not reach it.',
    flags: { platform: 'The platform of the base, as linux/arm64.' },
  },
  HEALTHCHECK: {
    forms: ['HEALTHCHECK [OPTIONS] CMD COMMAND LINE', 'HEALTHCHECK NONE'],
    summary:
      'A command that tells whether the container is well: status 0 is healthy, 1 is not. NONE switches off the base image’s.',
    flags: {
      interval: 'Time between two checks. Default: 30s.',
      timeout: 'A check that takes longer has failed. Default: 30s.',
      'start-period': 'Failures in this first time do not count. Default: 0s.',
      'start-interval': 'Time between two checks in the start period. Default: 5s.',
      retries: 'So many failures in a row make the container unhealthy. Default: 3.',
    },
  },
  LABEL: {
    forms: ['LABEL KEY=VALUE …'],
    summary: 'Adds metadata to the image, shown by docker inspect and used by filters.',
    flags: {},
  },
  MAINTAINER: {
    forms: ['MAINTAINER NAME'],
    summary: 'Names who looks after the image. Deprecated: a LABEL does it.',
    flags: {},
  },
  ONBUILD: {
    forms: ['ONBUILD INSTRUCTION'],
    summary:
      'Keeps an instruction for later: it runs right after the FROM of a build that takes this image as its base.',
    flags: {},
  },
  RUN: {
    forms: ['RUN [OPTIONS] COMMAND LINE', 'RUN [OPTIONS] ["PROGRAM", "ARGUMENT", …]'],
    summary:
      'Runs a command while the image is built, and keeps what it changed in the file tree as a layer.',
    flags: {
      mount:
        'Lends the step a bind, a cache, a tmpfs or a secret that stays out of the layer: type=cache,target=/root/.cache.',
      network: 'default, none or host.',
      security: 'sandbox or insecure.',
      device: 'A device for the step, by its CDI name.',
    },
  },
  SHELL: {
    forms: ['SHELL ["PROGRAM", "ARGUMENT", …]'],
    summary: 'The shell that command lines of RUN, CMD and ENTRYPOINT are given to. Without it: /bin/sh -c.',
    flags: {},
  },
  STOPSIGNAL: {
    forms: ['STOPSIGNAL SIGNAL'],
    summary: 'The signal with which docker stop asks the container to end. Without it: SIGTERM.',
    flags: {},
  },
  USER: {
    forms: ['USER USER[:GROUP]'],
    summary: 'Who runs the instructions RUN, CMD and ENTRYPOINT that follow, and the container.',
    flags: {},
  },
  VOLUME: {
    forms: ['VOLUME PATH …', 'VOLUME ["PATH", …]'],
    summary: 'A path that gets a volume of its own in each container, outside its layers.',
    flags: {},
  },
  WORKDIR: {
    forms: ['WORKDIR PATH'],
    summary:
      'The folder in which the instructions that follow work, and the container. It is made if it is not there; a relative path goes on from the one before.',
    flags: {},
  },
};

/** The comments at the top of a file that are none. */
const directives: readonly Omit<InstructionEntry, 'flags'>[] = [
  {
    name: '# check',
    forms: ['# check=skip=RULE,…', '# check=error=true'],
    summary:
      'Leaves out build checks, or lets the build fail where one finds something. Several are joined by a semicolon.',
  },
  {
    name: '# escape',
    forms: ['# escape=`'],
    summary:
      'The character that joins lines and takes away the meaning of the one after it. Without it: the backslash. It stands above everything else.',
  },
  {
    name: '# syntax',
    forms: ['# syntax=docker/dockerfile:1'],
    summary:
      'The image that reads this file in place of what is built into Docker, so that an older Docker knows newer instructions. It is pulled once, and asked for at each build. It stands above everything else.',
  },
];

/** Every parser directive, by name. */
export function directiveEntries(): readonly InstructionEntry[] {
  return directives.map((entry) => ({ ...entry, flags: [] }));
}

/** An instruction as the reference shows it. */
export interface InstructionEntry {
  readonly name: string;
  readonly forms: readonly string[];
  readonly summary: string;
  readonly flags: readonly { readonly names: string; readonly value: string; readonly text: string }[];
}

/** Every instruction that the parser knows, by name. */
export function instructionEntries(): readonly InstructionEntry[] {
  return Object.entries(words).map(([name, { forms, summary, flags }]) => {
    const kinds = new Map<string, string>(Object.entries(instructionFlags[name as InstructionName]));
    return {
      name,
      forms,
      summary,
      flags: Object.entries(flags).map(([flag, text]) => ({
        names: `--${flag}`,
        value: kinds.get(flag) === 'boolean' ? '' : kinds.get(flag) === 'strings' ? 'list' : 'string',
        text,
      })),
    };
  });
}
