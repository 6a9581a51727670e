import { parseBool, quote, ValueError } from '../units';
import { findDirective } from './directives';
import { DockerfileError } from './dockerfile-error';
import { cut } from './text';

/** Which rules speak, and whether a warning stops the build. */
export interface CheckOptions {
  readonly skipsAll: boolean;
  readonly skipped: ReadonlySet<string>;
  /** Experimental rules are silent unless they are named here, and `skip` does not reach them. */
  readonly hasAllExperimental: boolean;
  readonly experimental: ReadonlySet<string>;
  readonly isError: boolean;
}

const defaults: CheckOptions = {
  skipsAll: false,
  skipped: new Set(),
  hasAllExperimental: false,
  experimental: new Set(),
  isError: false,
};

/**
 * Reads `skip=Rule,Rule;error=true;experimental=all`.
 * Throws a DockerfileError of code `syntax` without range. Source: BuildKit linter.ParseLintOptions.
 */
export function parseCheckOptions(text: string): CheckOptions {
  let options = defaults;
  if (text.trim() === '') return options;
  for (const part of splitParts(text.trim())) {
    const pair = cut(part, '=');
    if (pair === undefined) throw invalid(part);
    const key = pair[0].trim();
    const value = pair[1].trim();
    const names = new Set(value.split(',').map((name) => name.trim()));
    if (key === 'skip') {
      options = value === 'all' ? { ...options, skipsAll: true } : { ...options, skipped: names };
    } else if (key === 'experimental') {
      options =
        value === 'all' ? { ...options, hasAllExperimental: true } : { ...options, experimental: names };
    } else if (key === 'error') options = { ...options, isError: parseSwitch(value, part) };
    else throw invalid(key);
  }
  return options;
}

/** At most three parts; semicolons after the second belong to the third. */
function splitParts(text: string): readonly string[] {
  const parts = text.split(';');
  return parts.length <= 3 ? parts : [...parts.slice(0, 2), parts.slice(2).join(';')];
}

function invalid(part: string): DockerfileError {
  return new DockerfileError('syntax', `invalid check option ${quote(part)}`);
}

function parseSwitch(value: string, part: string): boolean {
  try {
    return parseBool(value);
  } catch (error) {
    if (!(error instanceof ValueError)) throw error;
    throw new DockerfileError('syntax', `failed to parse check option ${quote(part)}: ${error.message}`);
  }
}

/** The name of the build argument that replaces the `check` directive. */
const checkArgument = 'BUILDKIT_DOCKERFILE_CHECK';

/** The options of a whole build: of the build argument, or else of the `# check=` directive. */
export function buildCheckOptions(text: string, buildArgs: Readonly<Record<string, string>>): CheckOptions {
  const given = Object.hasOwn(buildArgs, checkArgument) ? buildArgs[checkArgument] : undefined;
  if (given !== undefined) return wrapped(`failed to parse build-arg:${checkArgument}`, given);
  return wrapped('failed to parse check options', findDirective(text, 'check')?.value ?? '');
}

function wrapped(context: string, text: string): CheckOptions {
  try {
    return parseCheckOptions(text);
  } catch (error) {
    if (!(error instanceof DockerfileError)) throw error;
    throw new DockerfileError(error.code, `${context}: ${error.message}`);
  }
}

const checkComment = /^check[\t ]*=[\t ]*(\S+)/i;

/** Whether a comment says which checks to skip, rather than describing something. */
export function isCheckComment(comment: string): boolean {
  return checkComment.test(comment);
}

/** Adds what comments `# check=…` right above an instruction say; a comment that cannot be read says nothing. */
export function withComments(options: CheckOptions, comments: readonly string[]): CheckOptions {
  return comments.reduce((merged, comment) => {
    const value = checkComment.exec(comment)?.[1];
    return value === undefined ? merged : merge(merged, readQuietly(value));
  }, options);
}

function readQuietly(text: string): CheckOptions {
  try {
    return parseCheckOptions(text);
  } catch (error) {
    if (error instanceof DockerfileError) return defaults;
    throw error;
  }
}

function merge(one: CheckOptions, other: CheckOptions): CheckOptions {
  return {
    skipsAll: one.skipsAll || other.skipsAll,
    skipped: new Set([...one.skipped, ...other.skipped]),
    hasAllExperimental: one.hasAllExperimental || other.hasAllExperimental,
    experimental: new Set([...one.experimental, ...other.experimental]),
    isError: one.isError || other.isError,
  };
}

/** Whether a rule speaks. */
export function isHeard(options: CheckOptions, rule: { name: string; isExperimental: boolean }): boolean {
  return rule.isExperimental
    ? options.hasAllExperimental || options.experimental.has(rule.name)
    : !options.skipsAll && !options.skipped.has(rule.name);
}
