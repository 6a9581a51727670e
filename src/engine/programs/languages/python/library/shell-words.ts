/** shlex, written in Python: the words of a shell's line, and their quotes. */
export const SHELL_WORDS: Readonly<Record<string, string>> = {
  shlex: `
import re as _re

def quote(s):
    if not s:
        return "''"
    if _re.fullmatch(r'[a-zA-Z0-9@%+=:,./_-]+', s):
        return s
    return "'" + s.replace("'", "'\\"'\\"'") + "'"

def join(split_command):
    return ' '.join(quote(word) for word in split_command)

def split(s, comments=False, posix=True):
    words, word, at = [], None, 0
    while at < len(s):
        char = s[at]
        at += 1
        if char.isspace():
            if word is not None:
                words.append(word)
            word = None
        elif comments and char == '#' and word is None:
            while at < len(s) and s[at] != '\\n':
                at += 1
        elif char == "'":
            end = s.find("'", at)
            if end < 0:
                raise ValueError('No closing quotation')
            word = (word or '') + s[at:end]
            at = end + 1
        elif char == '"':
            word = word or ''
            while True:
                if at >= len(s):
                    raise ValueError('No closing quotation')
                if s[at] == '"':
                    at += 1
                    break
                if s[at] == '\\\\' and s[at + 1:at + 2] in ('"', '\\\\'):
                    at += 1
                word += s[at]
                at += 1
        elif char == '\\\\':
            if at >= len(s):
                raise ValueError('No escaped character')
            word = (word or '') + s[at]
            at += 1
        else:
            word = (word or '') + char
    if word is not None:
        words.append(word)
    return words
`,
};
