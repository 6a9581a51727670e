/** The builtins that the real shells have: bash 5.2, dash 0.5.12, BusyBox 1.37's ash. Source: their manuals. */
export const SHELL_BUILTINS = {
  bash: split(
    '. : [ alias bg bind break builtin caller cd command compgen complete compopt continue declare dirs disown echo enable eval exec exit export false fc fg getopts hash help history jobs kill let local logout mapfile popd printf pushd pwd read readarray readonly return set shift shopt source suspend test times trap true type typeset ulimit umask unalias unset wait',
  ),
  dash: split(
    '. : [ alias bg break cd chdir command continue echo eval exec exit export false fg getopts hash jobs kill local printf pwd read readonly return set shift test times trap true type ulimit umask unalias unset wait',
  ),
  ash: split(
    '. : [ [[ alias bg break cd chdir command continue echo eval exec exit export false fg getopts hash help history jobs kill let local printf pwd read readonly return set shift source test times trap true type ulimit umask unalias unset wait',
  ),
} as const;

function split(names: string): readonly string[] {
  return names.split(' ');
}
