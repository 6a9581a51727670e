import type { Shell } from './shell';

/** `set` options: letter (if any) and long name, in the order in which bash lists them. */
export const BASH_SET_OPTIONS: readonly (readonly [string, string])[] = [
  ['a', 'allexport'],
  ['B', 'braceexpand'],
  ['', 'emacs'],
  ['e', 'errexit'],
  ['E', 'errtrace'],
  ['T', 'functrace'],
  ['h', 'hashall'],
  ['H', 'histexpand'],
  ['', 'history'],
  ['', 'ignoreeof'],
  ['', 'interactive-comments'],
  ['k', 'keyword'],
  ['m', 'monitor'],
  ['C', 'noclobber'],
  ['n', 'noexec'],
  ['f', 'noglob'],
  ['', 'nolog'],
  ['b', 'notify'],
  ['u', 'nounset'],
  ['t', 'onecmd'],
  ['P', 'physical'],
  ['', 'pipefail'],
  ['', 'posix'],
  ['p', 'privileged'],
  ['v', 'verbose'],
  ['', 'vi'],
  ['x', 'xtrace'],
];

export const DASH_SET_OPTIONS: readonly (readonly [string, string])[] = [
  ['e', 'errexit'],
  ['f', 'noglob'],
  ['I', 'ignoreeof'],
  ['i', 'interactive'],
  ['m', 'monitor'],
  ['n', 'noexec'],
  ['s', 'stdin'],
  ['x', 'xtrace'],
  ['v', 'verbose'],
  ['V', 'vi'],
  ['E', 'emacs'],
  ['C', 'noclobber'],
  ['a', 'allexport'],
  ['b', 'notify'],
  ['u', 'nounset'],
  ['p', 'privileged'],
  ['', 'nolog'],
  ['', 'pipefail'],
  ['', 'debug'],
];

export const ASH_SET_OPTIONS: readonly (readonly [string, string])[] = [
  ['e', 'errexit'],
  ['f', 'noglob'],
  ['I', 'ignoreeof'],
  ['i', 'interactive'],
  ['m', 'monitor'],
  ['n', 'noexec'],
  ['s', 'stdin'],
  ['x', 'xtrace'],
  ['v', 'verbose'],
  ['C', 'noclobber'],
  ['a', 'allexport'],
  ['b', 'notify'],
  ['u', 'nounset'],
  ['E', 'errtrace'],
  ['V', 'vi'],
  ['', 'pipefail'],
];

/** What BusyBox's `set -o` leaves out. */
const ASH_UNLISTED = new Set(['interactive', 'stdin']);

/** The options that `set -o` lists. */
export function listedOptionsOf(dialect: 'bash' | 'dash' | 'ash'): readonly (readonly [string, string])[] {
  const options = setOptionsOf(dialect);
  return dialect === 'ash' ? options.filter(([, name]) => !ASH_UNLISTED.has(name)) : options;
}

/** Options that the shell of that name knows. */
export function setOptionsOf(dialect: 'bash' | 'dash' | 'ash'): readonly (readonly [string, string])[] {
  return { bash: BASH_SET_OPTIONS, dash: DASH_SET_OPTIONS, ash: ASH_SET_OPTIONS }[dialect];
}

const LETTERS = new Map(
  [...BASH_SET_OPTIONS, ...DASH_SET_OPTIONS].filter(([letter]) => letter !== '').reverse(),
);

export function optionForLetter(letter: string): string | undefined {
  return LETTERS.get(letter);
}

/** bash's `shopt` options; those that are on when a script starts end with `+`. */
const SHOPTS =
  'autocd assoc_expand_once cdable_vars cdspell checkhash checkjobs checkwinsize+ cmdhist+ compat31 compat32 compat40 ' +
  'compat41 compat42 compat43 compat44 complete_fullquote+ direxpand dirspell dotglob execfail expand_aliases extdebug ' +
  'extglob extquote+ failglob force_fignore+ globasciiranges+ globskipdots+ globstar gnu_errfmt histappend histreedit ' +
  'histverify hostcomplete+ huponexit inherit_errexit interactive_comments+ lastpipe lithist localvar_inherit ' +
  'localvar_unset login_shell mailwarn no_empty_cmd_completion nocaseglob nocasematch noexpand_translation nullglob ' +
  'patsub_replacement+ progcomp+ progcomp_alias promptvars+ restricted_shell shift_verbose sourcepath+ ' +
  'varredir_close xpg_echo';

export const SHOPT_NAMES: readonly string[] = SHOPTS.split(' ').map((name) => name.replace('+', ''));
export const SHOPT_DEFAULTS: readonly string[] = SHOPTS.split(' ')
  .filter((name) => name.endsWith('+'))
  .map((name) => name.slice(0, -1));

/** Turns an option on or off; false where this shell has none of that name. */
export function setOption(shell: Shell, name: string, isOn: boolean): boolean {
  if (!setOptionsOf(shell.dialect.name).some(([, long]) => long === name)) return false;
  if (isOn) shell.options.add(name);
  else shell.options.delete(name);
  return true;
}
