// `docker build --explain`: why each step ran or did not. Docker has no such thing (moby/buildkit issue 2567).
import type { BuildVerdict, FileDifference, MissReason, Verdict } from '../../builder';
import { formatSeconds } from '../build-progress/texts';

/** A line or two for each step, in the order of the Dockerfile. */
export function explanation(verdicts: readonly BuildVerdict[]): string {
  if (verdicts.length === 0) return '';
  const lines = verdicts.map(
    ({ name, verdict, tookMs }) =>
      ` ${symbols[verdict.kind]} ${name}${tookMs >= 50 ? `  ${formatSeconds(tookMs)}s` : ''}\n     ${verdictText(verdict)}\n`,
  );
  return `\nWhy each step ran or did not (--explain is not in Docker):\n${lines.join('')}`;
}

const symbols: Readonly<Record<Verdict['kind'], string>> = {
  hit: '=',
  ran: '*',
  'not-needed': '-',
  'not-reached': '-',
};

function verdictText(verdict: Verdict): string {
  switch (verdict.kind) {
    case 'hit':
      return 'cached: nothing that it depends on has changed';
    case 'ran':
      return `ran: ${reasonText(verdict.reason)}`;
    case 'not-needed':
      return 'not built: nothing that was asked for needs its stage';
    case 'not-reached':
      return 'not built: an earlier step failed';
  }
}

/** What a step's reason to run comes to in words. */
export function reasonText(reason: MissReason): string {
  switch (reason.kind) {
    case 'first-build':
      return 'nothing like it has been built here';
    case 'instruction':
      return `the instruction changed from ${code(reason.before)} to ${code(reason.after)}`;
    case 'setting':
      return `its ${reason.name} changed ${change(reason.before, reason.after)}`;
    case 'environment':
      return `the variable ${reason.name} changed ${change(reason.before, reason.after)}`;
    case 'argument':
      return argumentText(reason);
    case 'file':
      return `${differenceText(shown(reason))}${place(reason.from)}${others(reason.more)}`;
    case 'base-image':
      return `the base image ${reason.reference} moved from ${reason.before} to ${reason.after}`;
    case 'parent':
      return `it stands on ${reason.step}, which ran with another result`;
    case 'flag':
      return `${reason.flag} was given`;
    case 'pruned':
      return 'its result was pruned from the cache';
    case 'failed-before':
      return 'it failed the last time, and what failed is not kept';
    case 'never-cached':
      return 'what it reads cannot be known beforehand, so it is never cached';
  }
}

function code(text: string): string {
  return `"${text}"`;
}

function change(before: string | undefined, after: string | undefined): string {
  return `from ${before === undefined ? 'nothing' : code(before)} to ${after === undefined ? 'nothing' : code(after)}`;
}

function argumentText({ name, before, after }: MissReason & { readonly kind: 'argument' }): string {
  if (before === undefined) return `the build argument ${name}=${after ?? ''} is newly in scope`;
  if (after === undefined) return `the build argument ${name} (it was ${code(before)}) is no longer in scope`;
  return `the build argument ${name} changed ${change(before, after)}`;
}

/** A path of the context as the reader knows it, relative to it. */
function shown({ from, difference }: MissReason & { readonly kind: 'file' }): FileDifference {
  if (from !== '') return difference;
  const relative = (path: string): string => path.replace(/^\//, '');
  const path = relative(difference.path);
  return difference.kind === 'renamed'
    ? { ...difference, path, to: relative(difference.to) }
    : { ...difference, path };
}

function differenceText(difference: FileDifference): string {
  const { path } = difference;
  switch (difference.kind) {
    case 'added':
      return `${path} was added`;
    case 'removed':
      return `${path} was removed`;
    case 'content':
      return `the content of ${path} changed`;
    case 'type':
      return `${path} is another kind of file`;
    case 'target':
      return `the symbolic link ${path} leads elsewhere`;
    case 'mode':
      return `the mode of ${path} changed from ${octal(difference.before)} to ${octal(difference.after)}`;
    case 'owner':
      return `the owner of ${path} changed from ${difference.before} to ${difference.after}`;
    case 'renamed':
      return `${path} was renamed to ${difference.to}`;
  }
}

function octal(mode: number): string {
  return (mode & 0o7777).toString(8).padStart(4, '0');
}

function place(from: string): string {
  return from === '' ? '' : ` in ${from}`;
}

function others(count: number): string {
  if (count === 0) return '';
  return count === 1 ? ' (and one more file)' : ` (and ${count} more files)`;
}
