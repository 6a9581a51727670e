/** fnmatch and glob: names that fit a pattern. */
export const PATTERNS: Readonly<Record<string, string>> = {
  fnmatch: `
def _matches(name, pattern):
    if not pattern:
        return not name
    if pattern[0] == '*':
        return any(_matches(name[at:], pattern[1:]) for at in range(len(name) + 1))
    if not name:
        return False
    if pattern[0] == '?':
        return _matches(name[1:], pattern[1:])
    if pattern[0] == '[' and ']' in pattern:
        chars, rest = pattern[1:].split(']', 1)
        return (name[0] in chars) != chars.startswith('!') and _matches(name[1:], rest)
    return name[0] == pattern[0] and _matches(name[1:], pattern[1:])

def fnmatchcase(name, pattern):
    while '**' in pattern:
        pattern = pattern.replace('**', '*')
    return _matches(name, pattern)

fnmatch = fnmatchcase

def filter(names, pattern):
    return [name for name in names if fnmatchcase(name, pattern)]
`,
  glob: `
import os

def glob(pattern, recursive=False, root_dir=None):
    from pathlib import _glob, Path
    root = Path('/' if pattern.startswith('/') else '.')
    return [str(one) for one in _glob(root, [part for part in pattern.split('/') if part]) if not one.name.startswith('.') or '/.' in pattern]

def iglob(pattern, recursive=False):
    return iter(glob(pattern, recursive))
`,
};
