import type { Assignment, Redirect, SimpleCommand, Word } from './ast';

/** A simple command as text again, as `jobs` shows it. */
export function simpleText(command: Pick<SimpleCommand, 'assignments' | 'words' | 'redirects'>): string {
  return wordsText(command) + redirectsText(command.redirects);
}

/** The words of a simple command. */
export function wordsText({ assignments, words }: Pick<SimpleCommand, 'assignments' | 'words'>): string {
  return [...assignments, ...words].map(wordText).join(' ').trimEnd();
}

/** A command's redirections, and the here-documents that follow its line. */
export function redirectsText(redirects: readonly Redirect[]): string {
  return redirects.map((one) => ` ${redirectText(one)}`).join('') + redirects.map(heredocText).join('');
}

function wordText(word: Word | Assignment): string {
  if ('parts' in word) return word.raw;
  const subscript = word.subscript ? `[${word.subscript.raw}]` : '';
  return `${word.name}${subscript}${word.append ? '+' : ''}=${word.value.raw}`;
}

export function redirectText(redirect: Redirect): string {
  const fd = typeof redirect.fd === 'string' ? `{${redirect.fd}}` : (redirect.fd ?? '');
  const gap = redirect.operator.startsWith('<<') || redirect.operator.endsWith('&') ? '' : ' ';
  return `${fd}${redirect.operator}${gap}${redirect.target.raw}`;
}

function heredocText(redirect: Redirect): string {
  if (!redirect.body) return '';
  return `\n${redirect.body.raw}${redirect.target.raw.replace(/["'\\]/g, '')}\n`;
}
