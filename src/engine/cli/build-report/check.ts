// What `docker build --check` prints. Source: buildx, commands/build.go (printResult); BuildKit,
// frontend/subrequests/lint.
import type { CheckResult, CheckWarning, DockerfileError } from '../../dockerfile';
import { goJson, type Json } from '../../oci';
import { toBase64 } from '../../units';
import { sourceExcerpt } from '../build-progress/excerpt';
import { locationJson } from './location';

interface DockerfileText {
  readonly name: string;
  readonly text: string;
}

/** The report, and what stops a build (without `ERROR: `); undefined: nothing does. */
export interface CheckReport {
  readonly text: string;
  readonly error: string | undefined;
}

export function checkReport({ warnings, error }: CheckResult, dockerfile: DockerfileText): CheckReport {
  const parts: string[] = [];
  if (warnings.length > 0) parts.push(`Check complete, ${countText(warnings.length)} been found!\n`);
  parts.push(...inOrder(warnings).map((warning) => warningText(warning, dockerfile)));
  if (error === undefined) {
    if (warnings.length === 0) parts.push('Check complete, no warnings found.\n');
    return { text: parts.join(''), error: undefined };
  }
  if (warnings.length > 0) parts.push('\n');
  return { text: parts.join(''), error: checkError(error, dockerfile) };
}

function countText(count: number): string {
  return count === 1 ? '1 warning has' : `${count} warnings have`;
}

/** By line, then by what they say. */
function inOrder(warnings: readonly CheckWarning[]): readonly CheckWarning[] {
  return [...warnings].sort(
    (a, b) =>
      a.range.startLine - b.range.startLine || (a.detail < b.detail ? -1 : a.detail > b.detail ? 1 : 0),
  );
}

function warningText({ rule, url, detail, range }: CheckWarning, dockerfile: DockerfileText): string {
  const head = url === '' ? rule : `${rule} - ${url}`;
  return `\nWARNING: ${head}\n${detail}\n${sourceExcerpt(dockerfile, [range])}`;
}

/** A violation of `check=error=true` names no place. */
function checkError({ code, message, range }: DockerfileError, dockerfile: DockerfileText): string {
  const place = code === 'lint' || range === undefined ? '' : sourceExcerpt(dockerfile, [range]);
  return `${message}\n${place}`;
}

/** The same as a JSON document (`--call=check,format=json`). */
export function checkJson({ warnings, error }: CheckResult, { name, text }: DockerfileText): string {
  const document: Json = {
    warnings: inOrder(warnings).map(({ rule, description, url, detail, range }) => ({
      ruleName: rule,
      description,
      url,
      detail,
      location: locationJson(range),
    })),
    sources: [{ fileName: name, language: 'Dockerfile', data: toBase64(new TextEncoder().encode(text)) }],
    ...(error !== undefined && {
      buildError: {
        message: error.message,
        location: error.range === undefined ? {} : locationJson(error.range),
      },
    }),
  };
  return goJson(document, '  ');
}
