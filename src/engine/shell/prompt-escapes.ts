import { readTextIfThere } from '../kernel';
import type { Shell } from './shell';

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A prompt's text with what its backslash escapes stand for (bash, ash). */
export function decodeEscapes(shell: Shell, text: string): string {
  return text.replace(
    /\\(?:([0-7]{3})|D\{([^}]*)\}|([\s\S]))/g,
    (all: string, octal?: string, format?: string, letter?: string) => {
      if (octal !== undefined) return String.fromCharCode(parseInt(octal, 8));
      return letter === undefined ? escape(shell, 'd', format ?? '') : escape(shell, letter, all);
    },
  );
}

function escape(shell: Shell, letter: string, all: string): string {
  const { p } = shell;
  const isRoot = p.credentials.uid === 0;
  const two = (n: number): string => String(n).padStart(2, '0');
  const now = new Date(p.nowMs);
  const [hours, minutes, seconds] = [now.getUTCHours(), now.getUTCMinutes(), now.getUTCSeconds()];
  switch (letter) {
    case 'u':
      return userName(shell);
    case 'h':
      return p.hostname.split('.')[0] ?? '';
    case 'H':
      return p.hostname;
    case 'w':
      return shortFolder(shell, shell.workingDirectory);
    case 'W':
      return shell.workingDirectory === shell.variables.get('HOME')
        ? '~'
        : shell.workingDirectory === '/'
          ? '/'
          : shell.workingDirectory.replace(/^.*\//, '');
    case '$':
      return isRoot ? '#' : '$';
    case 's':
      return shell.arg0.replace(/^.*\//, '').replace(/^-/, '');
    case 'v':
      return shell.dialect.version.split('.').slice(0, 2).join('.');
    case 'V':
      return shell.dialect.version.replace(/\(.*$/, '');
    case 'j':
      return String(shell.jobs.all.length);
    case '!':
    case '#':
      return String(shell.history.length + 1);
    case 'l':
      return 'pts/0';
    case 't':
      return `${two(hours)}:${two(minutes)}:${two(seconds)}`;
    case 'T':
      return `${two(hours % 12 || 12)}:${two(minutes)}:${two(seconds)}`;
    case 'A':
      return `${two(hours)}:${two(minutes)}`;
    case '@':
      return `${two(hours % 12 || 12)}:${two(minutes)} ${hours < 12 ? 'AM' : 'PM'}`;
    case 'd':
      return `${DAYS[now.getUTCDay()] ?? ''} ${MONTHS[now.getUTCMonth()] ?? ''} ${two(now.getUTCDate())}`;
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 'e':
      return '\x1b';
    case 'a':
      return '\x07';
    case '\\':
      return '\\';
    case '[':
    case ']':
      return '';
    default:
      return all;
  }
}

function shortFolder(shell: Shell, folder: string): string {
  const home = shell.variables.get('HOME');
  if (home === undefined || home === '' || home === '/') return folder;
  return folder === home ? '~' : folder.startsWith(`${home}/`) ? `~${folder.slice(home.length)}` : folder;
}

/** The user's name from /etc/passwd; bash says `I have no name!` where there is none. */
function userName(shell: Shell): string {
  const { uid } = shell.p.credentials;
  const line = readTextIfThere(shell.p.files, '/etc/passwd')
    ?.split('\n')
    .find((one) => one.split(':')[2] === String(uid));
  if (line !== undefined) return line.split(':')[0] ?? '';
  return shell.isBash ? 'I have no name!' : String(uid);
}
