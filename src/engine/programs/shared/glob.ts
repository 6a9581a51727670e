/** fnmatch(3): `*`, `?`, `[…]` and backslash, for find -name, grep --include and tar. */

/** `pathname`: `*` and `?` do not match a slash. */
export function globToRegex(
  glob: string,
  options: { readonly pathname?: boolean; readonly ignoreCase?: boolean } = {},
): RegExp {
  const any = options.pathname ? '[^/]' : '[^]';
  let source = '';
  for (let at = 0; at < glob.length; at++) {
    const char = glob[at] ?? '';
    if (char === '*') {
      while (glob[at + 1] === '*') at++;
      source += `${any}*`;
    } else if (char === '?') source += any;
    else if (char === '[') {
      const found = /^\[([!^]?)(\]?(?:\[:\w+:\]|[^\]])*)\]/.exec(glob.slice(at));
      if (!found) {
        source += '\\[';
        continue;
      }
      const members = (found[2] ?? '')
        .replace(/[\\\]]/g, '\\$&')
        .replace(/\[:(\w+):\\\]/g, (_, name: string) => GLOB_CLASSES[name] ?? '')
        .replace(/\[/g, '\\[');
      source += `[${found[1] ? '^' : ''}${members}]`;
      at += found[0].length - 1;
    } else if (char === '\\' && at + 1 < glob.length) source += quoted(glob[++at] ?? '');
    else source += quoted(char);
  }
  return new RegExp(`^${source}$`, options.ignoreCase ? 'i' : '');
}

const GLOB_CLASSES: Readonly<Record<string, string>> = {
  alpha: 'A-Za-z',
  digit: '0-9',
  alnum: 'A-Za-z0-9',
  upper: 'A-Z',
  lower: 'a-z',
  space: '\\s',
};

function quoted(char: string): string {
  return char.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&');
}
