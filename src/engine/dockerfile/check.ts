import { analyse } from './analysis';
import { buildCheckOptions, isHeard, withComments } from './check-options';
import { checkRules } from './checks';
import { passes, type CheckRule, type Finding } from './checks/rule';
import { DockerfileError, type SourceRange } from './dockerfile-error';
import type { Analysis, AnalysisOptions } from './trace';

/** A warning of a build or of `docker build --check`. */
export interface CheckWarning {
  readonly rule: string;
  readonly description: string;
  readonly url: string;
  readonly detail: string;
  readonly range: SourceRange;
  /** Whether it is found before any image is asked for, so that a build has it whose base image is missing. */
  readonly isBeforeImages: boolean;
}

/** What the checks say of a Dockerfile. */
export interface CheckResult {
  /** In the order in which BuildKit reports them; `--check` prints them sorted by line. */
  readonly warnings: readonly CheckWarning[];
  /** What makes the build fail before it runs anything, `check=error=true` with a warning included. */
  readonly error?: DockerfileError;
}

/**
 * Checks a Dockerfile with all rules. Never throws for what the text says.
 * Source: BuildKit frontend/dockerfile/linter and dockerfile2llb.
 */
export function checkDockerfile(text: string, options: AnalysisOptions = {}): CheckResult {
  try {
    const checkOptions = buildCheckOptions(text, options.buildArgs ?? {});
    const analysis = analyse(text, options);
    const heard = findingsOf(analysis).filter(({ rule, finding }) =>
      isHeard(withComments(checkOptions, finding.comments), rule),
    );
    const warnings = heard.map(({ rule: { name, description, url, pass }, finding: { detail, range } }) => {
      const isBeforeImages = passes.indexOf(pass) < passes.indexOf('bases');
      return { rule: name, description, url, detail, range, isBeforeImages };
    });
    const isError = heard.some(({ finding }) => withComments(checkOptions, finding.comments).isError);
    const error = analysis.error ?? (isError ? violation(warnings) : undefined);
    return { warnings, ...(error !== undefined && { error }) };
  } catch (error) {
    if (error instanceof DockerfileError) return { warnings: [], error };
    throw error;
  }
}

function findingsOf(analysis: Analysis) {
  const findings: { readonly rule: CheckRule; readonly finding: Finding; readonly place: number }[] = [];
  for (const rule of checkRules) {
    for (const finding of rule.find(analysis)) {
      findings.push({ rule, finding, place: finding.noticedAt ?? finding.range.startLine });
    }
  }
  return findings.sort(
    (one, other) =>
      passes.indexOf(one.rule.pass) - passes.indexOf(other.rule.pass) || one.place - other.place,
  );
}

function violation(warnings: readonly CheckWarning[]): DockerfileError {
  const rules = [...new Set(warnings.map(({ rule }) => rule))];
  return new DockerfileError(
    'lint',
    `lint violation found for rules: ${rules.join(', ')}`,
    warnings[0]?.range,
  );
}

/** A warning as a build prints it. */
export function formatWarning({ rule, detail, range }: CheckWarning): string {
  return `${rule}: ${detail} (line ${range.startLine})`;
}
