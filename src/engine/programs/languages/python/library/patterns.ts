/** fnmatch and glob: names that fit a pattern. */
export const PATTERNS: Readonly<Record<string, string>> = {
  fnmatch: `
def _set(text):
    is_not = text.startswith('!')
    text = text[1:] if is_not else text
    chars = set()
    at = 0
    while at < len(text):
        if at + 2 < len(text) and text[at + 1] == '-':
            chars.update(chr(point) for point in range(ord(text[at]), ord(text[at + 2]) + 1))
            at += 3
        else:
            chars.add(text[at])
            at += 1
    return is_not, chars

def _matches(name, pattern):
    if not pattern:
        return not name
    if pattern[0] == '*':
        return any(_matches(name[at:], pattern[1:]) for at in range(len(name) + 1))
    if not name:
        return False
    if pattern[0] == '?':
        return _matches(name[1:], pattern[1:])
    if pattern[0] == '[' and ']' in pattern[2:]:
        end = pattern.index(']', 2)
        is_not, chars = _set(pattern[1:end])
        return (name[0] in chars) != is_not and _matches(name[1:], pattern[end + 1:])
    return name[0] == pattern[0] and _matches(name[1:], pattern[1:])

def fnmatchcase(name, pat):
    while '**' in pat:
        pat = pat.replace('**', '*')
    return _matches(name, pat)

fnmatch = fnmatchcase

def filter(names, pat):
    return [name for name in names if fnmatchcase(name, pat)]

def translate(pat):
    import re
    made = ''
    at = 0
    while at < len(pat):
        if pat[at] == '*':
            made += '' if made.endswith('.*') else '.*'
        elif pat[at] == '?':
            made += '.'
        elif pat[at] == '[' and ']' in pat[at + 2:]:
            end = pat.index(']', at + 2)
            inner = pat[at + 1:end]
            made += '[' + ('^' + inner[1:] if inner.startswith('!') else inner) + ']'
            at = end
        else:
            made += re.escape(pat[at])
        at += 1
    return '(?s:' + made + r')\\Z'
`,
  glob: `
import os
from fnmatch import fnmatchcase as _fits

def has_magic(s):
    return any(mark in s for mark in '*?[')

def escape(pathname):
    return ''.join('[' + char + ']' if char in '*?[' else char for char in pathname)

def _names(folder):
    try:
        return os.listdir(folder or '.')
    except OSError:
        return []

def _below(folder, hidden):
    yield folder
    for name in _names(folder.rstrip('/') or ('/' if folder else '.')):
        if hidden or not name.startswith('.'):
            path = folder + name
            if os.path.isdir(path):
                yield from _below(path + '/', hidden)

def _found(folder, parts, recursive, hidden):
    first, rest = parts[0], parts[1:]
    if first == '**' and recursive:
        for one in _below(folder, hidden):
            if rest:
                yield from _found(one, rest, recursive, hidden)
            else:
                if one == folder:
                    if folder:
                        yield folder
                else:
                    yield one.rstrip('/')
                for name in _names(one.rstrip('/') or ('/' if one else '.')):
                    if (hidden or not name.startswith('.')) and not os.path.isdir(one + name):
                        yield one + name
        return
    if first == '':
        if not folder or os.path.isdir(folder):
            yield folder
        return
    if has_magic(first):
        names = [name for name in _names(folder.rstrip('/') or ('/' if folder else '.')) if _fits(name, first) and (hidden or first.startswith('.') or not name.startswith('.'))]
    else:
        names = [first] if os.path.lexists(folder + first) else []
    for name in names:
        if not rest:
            yield folder + name
        elif os.path.isdir(folder + name):
            yield from _found(folder + name + '/', rest, recursive, hidden)

def iglob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    pathname = os.fspath(pathname)
    base = os.path.join(root_dir, '') if root_dir is not None and not pathname.startswith('/') else ''
    start = '/' if pathname.startswith('/') else base
    seen = set()
    for one in _found(start, pathname.lstrip('/').split('/'), recursive, include_hidden):
        if one not in seen:
            seen.add(one)
            yield one[len(base):]

def glob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    return list(iglob(pathname, root_dir=root_dir, recursive=recursive, include_hidden=include_hidden))
`,
};
