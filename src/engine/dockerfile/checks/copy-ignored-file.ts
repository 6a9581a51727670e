import { quote } from '../../units';
import type { IgnoreMatcher } from '../ignore';
import { cleanPath, PatternError } from '../ignore-pattern';
import { placeOf } from './place';
import type { CheckRule } from './rule';

export const copyIgnoredFile: CheckRule = {
  name: 'CopyIgnoredFile',
  description: 'Attempting to Copy file that is excluded by .dockerignore',
  url: 'https://docs.docker.com/go/dockerfile/rule/copy-ignored-file/',
  isExperimental: false,
  pass: 'steps',
  *find(analysis) {
    const { ignore } = analysis;
    // With exceptions nobody can say without the files what is left of a folder.
    if (ignore === undefined || ignore.hasExceptions) return;
    for (const { instruction, expanded } of analysis.steps) {
      if (expanded?.name !== 'ADD' && !(expanded?.name === 'COPY' && expanded.from === '')) continue;
      for (const source of expanded.sources) {
        const path = cleanPath(source);
        if (isRemote(source) || !isLeftOut(ignore, path)) continue;
        const verb = expanded.name === 'ADD' ? 'Add' : 'Copy';
        const detail = `Attempting to ${verb} file ${quote(path)} that is excluded by .dockerignore`;
        yield { ...placeOf(instruction), detail };
      }
    }
  },
};

/** Whether a source is downloaded rather than taken from the context. */
function isRemote(source: string): boolean {
  return /^(?:[a-z][a-z0-9+.-]*:\/\/|git@)/i.test(source);
}

/** The context itself counts only where a pattern leaves out everything in it. */
function isLeftOut(ignore: IgnoreMatcher, path: string): boolean {
  if (path === '.' || path === '/') {
    return ignore.patterns.some(({ text }) => ['*', '**', '**/*'].includes(text));
  }
  try {
    return ignore.isIgnored(path);
  } catch (error) {
    // A pattern that means nothing is reported by what reads the context.
    if (error instanceof PatternError) return false;
    throw error;
  }
}
