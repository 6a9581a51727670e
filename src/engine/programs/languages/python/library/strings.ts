/** string and textwrap: templates and paragraphs. */
export const STRINGS: Readonly<Record<string, string>> = {
  string: `
ascii_lowercase = 'abcdefghijklmnopqrstuvwxyz'
ascii_uppercase = ascii_lowercase.upper()
ascii_letters = ascii_lowercase + ascii_uppercase
digits = '0123456789'
hexdigits = digits + 'abcdefABCDEF'
octdigits = '01234567'
punctuation = r"""!"#$%&'()*+,-./:;<=>?@[\\]^_\`{|}~"""
whitespace = ' \\t\\n\\r\\x0b\\x0c'
printable = digits + ascii_letters + punctuation + whitespace

def capwords(text, sep=None):
    return (sep or ' ').join(word.capitalize() for word in text.split(sep))

class Template:
    def __init__(self, template):
        self.template = template
    def _fill(self, values, is_safe):
        made, at, text = '', 0, self.template
        while at < len(text):
            if text[at] != '$':
                made += text[at]
                at += 1
                continue
            if text[at + 1:at + 2] == '$':
                made += '$'
                at += 2
                continue
            start = at
            at += 1
            braced = text[at:at + 1] == '{'
            at += braced
            end = at
            while end < len(text) and (text[end].isalnum() or text[end] == '_'):
                end += 1
            name = text[at:end]
            at = end + braced
            if not name:
                if not is_safe:
                    raise ValueError(f'Invalid placeholder in string: line 1, col {start + 1}')
                made += '$'
            elif name in values:
                made += str(values[name])
            elif is_safe:
                made += text[start:at]
            else:
                raise KeyError(name)
        return made
    def substitute(self, mapping={}, **named):
        return self._fill({**mapping, **named}, False)
    def safe_substitute(self, mapping={}, **named):
        return self._fill({**mapping, **named}, True)
`,
  textwrap: `
def wrap(text, width=70, initial_indent='', subsequent_indent='', **options):
    lines, current = [], initial_indent
    empty = True
    for word in text.split():
        if not empty and len(current) + 1 + len(word) > width:
            lines.append(current)
            current, empty = subsequent_indent, True
        current += word if empty else ' ' + word
        empty = False
    if not empty:
        lines.append(current)
    return lines

def fill(text, width=70, **options):
    return '\\n'.join(wrap(text, width, **options))

def dedent(text):
    lines = text.split('\\n')
    widths = [len(line) - len(line.lstrip()) for line in lines if line.strip()]
    width = min(widths) if widths else 0
    return '\\n'.join(line[width:] if line.strip() else '' for line in lines)

def indent(text, prefix):
    return ''.join(prefix + line if line.strip() else line for line in text.splitlines(True))

def shorten(text, width, placeholder=' [...]'):
    words = ' '.join(text.split())
    if len(words) <= width:
        return words
    kept = ''
    for word in words.split():
        if len(kept) + len(word) + 1 + len(placeholder) > width + 1:
            break
        kept += (' ' if kept else '') + word
    return kept + placeholder
`,
};
