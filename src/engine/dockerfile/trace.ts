// What the checks look at: a Dockerfile as far as a build gets before it runs anything.
import type { Dockerfile, ReadLine, Stage } from './dockerfile';
import type { DockerfileError } from './dockerfile-error';
import type { IgnoreMatcher } from './ignore';
import type { StageInstruction } from './instructions';
import type { DockerfileLines } from './lines';
import type { Platform } from './platform';
import type { FromTrace, ResolveOptions } from './resolve-stages';
import type { BaseConfig, StageScope } from './scope';

/** What a base image brings along, as far as checks need it. */
export interface BaseImage extends BaseConfig {
  readonly platform: Platform;
  /** Its ONBUILD triggers. */
  readonly triggers?: readonly string[];
}

/** What a check may know besides the Dockerfile's text. */
export interface AnalysisOptions extends Omit<ResolveOptions, 'onFrom'> {
  readonly ignore?: IgnoreMatcher;
  /** Looks an image up by its full name; undefined when nothing is known of it. */
  readonly baseImage?: (reference: string, platform: Platform) => BaseImage | undefined;
}

/** A stage's base image that is for another platform than the build. */
export interface BaseTrace {
  readonly stage: Stage;
  readonly image: string;
  readonly expected: Platform;
  readonly actual: Platform;
}

/** An instruction of a stage, with what it saw. */
export interface StepTrace {
  readonly stage: Stage;
  readonly instruction: StageInstruction;
  /** The instruction with its variables filled in; missing when that failed. */
  readonly expanded?: StageInstruction;
  readonly before: StageScope;
  readonly undefinedNames: readonly { readonly name: string; readonly known: readonly string[] }[];
}

/** What was seen of a Dockerfile, up to the error that stopped it. */
export interface Analysis {
  readonly lines?: DockerfileLines;
  readonly read: readonly ReadLine[];
  readonly dockerfile?: Dockerfile;
  /** Each stage's image if no build argument were given. */
  readonly defaultImages: readonly { readonly stage: Stage; readonly image: string }[];
  readonly froms: readonly FromTrace[];
  readonly bases: readonly BaseTrace[];
  readonly steps: readonly StepTrace[];
  readonly ignore?: IgnoreMatcher;
  readonly error?: DockerfileError;
}
