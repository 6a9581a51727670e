// Dockerfiles: what they say, before anything is executed. The builder goes on from here.
export { DockerfileError, type DockerfileErrorCode, type SourceRange } from './dockerfile-error';
export {
  parseDockerfile,
  parseInstructions,
  parseTrigger,
  stageLabel,
  type Dockerfile,
  type Stage,
} from './dockerfile';
export type * from './instructions';
export { expandInstruction } from './expand-instruction';
export { instructionFlags, type InstructionName } from './instruction-flags';
export type { Mount } from './mounts';
export type { Device } from './devices';
export { chompHeredoc, parseHeredoc, type Heredoc } from './heredoc';
export { detectSyntax, findDirective, type Directive, type FoundDirective } from './directives';
export {
  expandWord,
  variablesFrom,
  type EscapeToken,
  type Expansion,
  type ExpandOptions,
  type Variables,
} from './words';
export {
  defaultPath,
  scopeOnImage,
  scopeOnStage,
  stepThrough,
  type ArgValue,
  type BaseConfig,
  type BuildArguments,
  type GlobalScope,
  type StageScope,
  type Step,
  type StepContext,
} from './scope';
export { withImageSuggestion } from './suggest';
export { fileSources, type FileSource, type StageDependencies } from './stage-graph';
export {
  resolveStages,
  type ResolvedStage,
  type ResolvedStages,
  type ResolveOptions,
  type StageBase,
} from './resolve-stages';
export { isDownloadSource, isGitSource } from './transfer-sources';
export { parsePlatform } from './parse-platform';
export { formatPlatform, hostArchitectures, hostPlatform, type Platform } from './platform';
export { createIgnoreMatcher, parseIgnoreFile, PatternError, type IgnoreMatcher } from './ignore';
export { checkDockerfile, formatWarning, type CheckResult, type CheckWarning } from './check';
export { outlineDockerfile, type Outline, type OutlineArgument, type OutlineMount } from './outline';
export type { AnalysisOptions, BaseImage } from './trace';
export { checkRules } from './checks';
export { type CheckRule, type Finding } from './checks/rule';
