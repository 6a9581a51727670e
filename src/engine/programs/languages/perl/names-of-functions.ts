/** Perl's own functions, by how they take what they are given (perlfunc). */

/** One argument, which binds tighter than comparisons. `topic`: without it, $_ is meant. */
export const UNARY_TOPIC: ReadonlySet<string> = new Set(
  'abs alarm chr cos defined evalbytes exp fc hex int lc lcfirst length log lstat oct ord pos quotemeta readlink ref rmdir sin sqrt stat uc ucfirst chroot'.split(
    ' ',
  ),
);

export const UNARY: ReadonlySet<string> = new Set(
  'caller chdir close closedir delete each eof exists exit fileno getc gmtime keys localtime lock pop rand readdir readline rewinddir scalar shift sleep srand study tell umask undef untie values chomp chop require'.split(
    ' ',
  ),
);

export const NO_ARGUMENTS: ReadonlySet<string> = new Set('time times wait wantarray getppid fork'.split(' '));

export const LISTS: ReadonlySet<string> = new Set(
  'atan2 binmode bless chmod chown crypt die exec formline index join kill link mkdir open opendir pack pipe push read rename reverse rindex seek select socket splice split sprintf substr symlink syscall sysopen sysread system syswrite tie truncate unlink unpack unshift utime vec waitpid warn flock getpwnam getpwuid getgrnam getgrgid'.split(
    ' ',
  ),
);

export const isFunction = (name: string): boolean =>
  UNARY_TOPIC.has(name) || UNARY.has(name) || NO_ARGUMENTS.has(name) || LISTS.has(name);

/** Operators that are words: nothing else may be called so. */
export const WORD_OPERATORS: ReadonlySet<string> = new Set(
  'x lt gt le ge eq ne cmp and or xor not if unless while until for foreach isa'.split(' '),
);
