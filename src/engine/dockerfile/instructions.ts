// What instructions are, once understood. Values: nothing here is changed after parsing; expansion gives new ones.
import type { Device } from './devices';
import type { SourceRange } from './dockerfile-error';
import type { Mount } from './mounts';

/** What every instruction has. */
interface InstructionBase<Name extends string> {
  readonly name: Name;
  /** The name as written: `copy`, `Copy`. */
  readonly keyword: string;
  /** The instruction's text, continuation lines joined, as progress and history show it. */
  readonly source: string;
  /** Its lines, here-documents included. */
  readonly range: SourceRange;
  readonly flags: readonly string[];
  /** The comment lines right above, without `#`. */
  readonly comments: readonly string[];
}

/** A name and its value; `isLegacy` says that it was written `NAME value` rather than `NAME=value`. */
export interface Pair {
  readonly key: string;
  readonly value: string;
  readonly isLegacy: boolean;
}

/** A command in shell form (`isShell`: one text for the shell) or in exec form (JSON: words). */
export interface CommandLine {
  readonly args: readonly string[];
  readonly isShell: boolean;
  /** Here-documents of RUN, as written; `chomps`: leading tabs are to be taken away. */
  readonly files: readonly InlineFile[];
}

export interface InlineFile {
  readonly name: string;
  readonly data: string;
  readonly chomps: boolean;
}

/** A here-document that COPY or ADD writes to a file; tabs of `<<-` are already gone. */
export interface InlineContent {
  readonly path: string;
  readonly data: string;
  readonly expands: boolean;
}

/** FROM: begins a stage. */
export interface FromInstruction extends InstructionBase<'FROM'> {
  /** The image or stage as written, variables not expanded. */
  readonly image: string;
  /** The stage's name in lower case; empty when it has none. */
  readonly stageName: string;
  /** The words `AS name` as written. */
  readonly as?: { readonly keyword: string; readonly stageName: string };
  /** `--platform` as written; empty when not given. */
  readonly platform: string;
  /** What a comment `# name description` right above says. */
  readonly description: string;
}

export interface RunInstruction extends InstructionBase<'RUN'> {
  readonly command: CommandLine;
  /** `--mount` values as written. */
  readonly mountSpecs: readonly string[];
  /** What the mounts are; undefined until the instruction is expanded. */
  readonly mounts?: readonly Mount[];
  /** The images or stages that mounts come from, in the order of the mounts; empty where there is none. */
  readonly mountSources: readonly string[];
  readonly network: 'default' | 'none' | 'host';
  readonly security: 'sandbox' | 'insecure';
  readonly devices: readonly Device[];
}

/** What COPY and ADD share. */
interface Transfer {
  readonly sources: readonly string[];
  readonly contents: readonly InlineContent[];
  readonly destination: string;
  /** Empty when not given, as are `chmod`, `from` and `checksum`. */
  readonly chown: string;
  readonly chmod: string;
  readonly isLinked: boolean;
  /** `--exclude` patterns. */
  readonly excludes: readonly string[];
}

export interface CopyInstruction extends InstructionBase<'COPY'>, Transfer {
  readonly from: string;
  readonly keepsParents: boolean;
}

export interface AddInstruction extends InstructionBase<'ADD'>, Transfer {
  readonly keepsGitDir: boolean;
  readonly checksum: string;
  /** `--unpack`; undefined when not given: archives of the context are unpacked, downloads are not. */
  readonly unpacks: boolean | undefined;
}

export interface EnvInstruction extends InstructionBase<'ENV'> {
  readonly pairs: readonly Pair[];
}

export interface LabelInstruction extends InstructionBase<'LABEL'> {
  readonly pairs: readonly Pair[];
}

/** One name of an ARG; `value` is its default, undefined when it has none. */
export interface ArgDeclaration {
  readonly key: string;
  readonly value: string | undefined;
  readonly description: string;
}

export interface ArgInstruction extends InstructionBase<'ARG'> {
  readonly declarations: readonly ArgDeclaration[];
}

export interface CmdInstruction extends InstructionBase<'CMD'> {
  readonly command: CommandLine;
}

export interface EntrypointInstruction extends InstructionBase<'ENTRYPOINT'> {
  readonly command: CommandLine;
}

export interface WorkdirInstruction extends InstructionBase<'WORKDIR'> {
  readonly path: string;
}

export interface UserInstruction extends InstructionBase<'USER'> {
  readonly user: string;
}

/** EXPOSE: before expansion words as written, sorted; after it `port/protocol` each. */
export interface ExposeInstruction extends InstructionBase<'EXPOSE'> {
  readonly ports: readonly string[];
}

export interface VolumeInstruction extends InstructionBase<'VOLUME'> {
  readonly paths: readonly string[];
}

/** Health check as an image's config has it; durations in nanoseconds, 0 = default. */
export interface Healthcheck {
  readonly test: readonly string[];
  readonly intervalNs: number;
  readonly timeoutNs: number;
  readonly startPeriodNs: number;
  readonly startIntervalNs: number;
  readonly retries: number;
}

export interface HealthcheckInstruction extends InstructionBase<'HEALTHCHECK'> {
  readonly healthcheck: Healthcheck;
}

export interface StopsignalInstruction extends InstructionBase<'STOPSIGNAL'> {
  readonly signal: string;
}

export interface ShellInstruction extends InstructionBase<'SHELL'> {
  readonly shell: readonly string[];
}

/** ONBUILD: the instruction's text, here-documents included, as the image's config keeps it. */
export interface OnbuildInstruction extends InstructionBase<'ONBUILD'> {
  readonly trigger: string;
}

export interface MaintainerInstruction extends InstructionBase<'MAINTAINER'> {
  readonly maintainer: string;
}

/** Any instruction but FROM: what a stage consists of. */
export type StageInstruction =
  | AddInstruction
  | ArgInstruction
  | CmdInstruction
  | CopyInstruction
  | EntrypointInstruction
  | EnvInstruction
  | ExposeInstruction
  | HealthcheckInstruction
  | LabelInstruction
  | MaintainerInstruction
  | OnbuildInstruction
  | RunInstruction
  | ShellInstruction
  | StopsignalInstruction
  | UserInstruction
  | VolumeInstruction
  | WorkdirInstruction;

export type Instruction = FromInstruction | StageInstruction;
