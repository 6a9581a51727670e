import type { FlagKind } from './flags';
import type { Instruction } from './instructions';

export type InstructionName = Instruction['name'];

const transferFlags = { chown: 'string', chmod: 'string', link: 'boolean', exclude: 'strings' } as const;

/**
 * Every instruction and the flags that it takes, in the order that decides between suggestions which are equally
 * near. The parsers and the reference read this. Source: BuildKit instructions/parse.go.
 */
export const instructionFlags = {
  ADD: { ...transferFlags, 'keep-git-dir': 'boolean', checksum: 'string', unpack: 'boolean' },
  ARG: {},
  CMD: {},
  COPY: { ...transferFlags, from: 'string', parents: 'boolean' },
  ENTRYPOINT: {},
  ENV: {},
  EXPOSE: {},
  FROM: { platform: 'string' },
  HEALTHCHECK: {
    interval: 'string',
    timeout: 'string',
    'start-period': 'string',
    'start-interval': 'string',
    retries: 'string',
  },
  LABEL: {},
  MAINTAINER: {},
  ONBUILD: {},
  RUN: { mount: 'strings', network: 'string', security: 'string', device: 'strings' },
  SHELL: {},
  STOPSIGNAL: {},
  USER: {},
  VOLUME: {},
  WORKDIR: {},
} as const satisfies Readonly<Record<InstructionName, Readonly<Record<string, FlagKind>>>>;
