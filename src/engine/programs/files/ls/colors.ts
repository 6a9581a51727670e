import type { Stat } from '../../../kernel';

/** By the names of dircolors' built-in table. */
export function knowsTerminal(name = ''): boolean {
  return /color|direct|^(rxvt|screen|tmux|xterm|con\d+x\d)|^(Eterm|ansi|cons25|console|cygwin|dtterm|gnome|hurd|jfbterm|konsole|kterm|linux|linux-c|mlterm|putty|st|terminator|vt100|vt220)$/.test(
    name,
  );
}

/** Colours of dircolors' built-in table. */
export function colorOf(stat: Stat, dangling: boolean): string {
  const { kind, mode } = stat;
  if (dangling) return '';
  if (kind === 'directory') {
    if ((mode & 0o1002) === 0o1002) return '30;42';
    return mode & 0o002 ? '34;42' : mode & 0o1000 ? '37;44' : '01;34';
  }
  if (kind === 'symlink') return '01;36';
  if (kind === 'fifo') return '33';
  if (kind === 'socket') return '01;35';
  if (kind === 'character' || kind === 'block') return '01;33';
  if (mode & 0o4000) return '37;41';
  if (mode & 0o2000) return '30;43';
  return mode & 0o111 ? '01;32' : '';
}
