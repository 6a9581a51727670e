// nginx's command line. Source: nginx 1.26's ngx_get_options() and `nginx -h`.
import type { SignalName } from '../../kernel';
import type { NginxBuild } from './nginx-build';

export interface NginxOptions {
  readonly file: string;
  /** Of `-g`. */
  readonly words: readonly string[];
  /** What `-s` sends to the master. */
  readonly action: SignalName | undefined;
  readonly tests: boolean;
  readonly isQuiet: boolean;
}

/** A text for stderr in place of a run. */
export interface NginxSaid {
  readonly said: string;
  readonly status: number;
}

const SIGNALS: Readonly<Record<string, SignalName>> = {
  stop: 'TERM',
  quit: 'QUIT',
  reload: 'HUP',
  reopen: 'USR1',
};
const NEEDS: Readonly<Record<string, string>> = {
  c: 'file name',
  e: 'file name',
  g: 'parameter',
  p: 'directory name',
  s: 'parameter',
};

/** Letters may stand together; what `c`, `g`, `p`, `e` and `s` need follows at once or as the next word. */
export function nginxOptions(argv: readonly string[], build: NginxBuild): NginxOptions | NginxSaid {
  const words: string[] = [];
  let file = '/etc/nginx/nginx.conf';
  let action: SignalName | undefined;
  let shows: 'version' | 'help' | undefined;
  const flags = new Set<string>();
  const refuse = (text: string): NginxSaid => ({ said: `nginx: ${text}\n`, status: 1 });
  for (let at = 0; at < argv.length; at += 1) {
    const word = argv[at] ?? '';
    if (!word.startsWith('-')) return refuse(`invalid option: "${word}"`);
    for (let letterAt = 1; letterAt < word.length; letterAt += 1) {
      const letter = word[letterAt] ?? '';
      if (letter === '?' || letter === 'h') shows = 'help';
      else if (letter === 'v' || letter === 'V') shows ??= 'version';
      else if ('tTq'.includes(letter)) flags.add(letter);
      else {
        const need = NEEDS[letter];
        if (need === undefined) return refuse(`invalid option: "${letter}"`);
        const joined = word.slice(letterAt + 1);
        const value = joined === '' ? argv[(at += 1)] : joined;
        if (value === undefined || value === '') return refuse(`option "-${letter}" requires ${need}`);
        if (letter === 'c') file = value.startsWith('/') ? value : `/etc/nginx/${value}`;
        if (letter === 'g') words.push(value);
        if (letter === 's') {
          action = SIGNALS[value];
          if (action === undefined) return refuse(`invalid option: "-s ${value}"`);
        }
        break;
      }
    }
  }
  const version = `nginx version: nginx/${build.version}\n`;
  if (shows !== undefined) return { said: shows === 'help' ? version + usage(build) : version, status: 0 };
  const tests = flags.has('t') || flags.has('T');
  return { file, words, action, tests, isQuiet: flags.has('q') };
}

function usage({ prefix, errorLog }: NginxBuild): string {
  return `Usage: nginx [-?hvVtTq] [-s signal] [-p prefix]
             [-e filename] [-c filename] [-g directives]

Options:
  -?,-h         : this help
  -v            : show version and exit
  -V            : show version and configure options then exit
  -t            : test configuration and exit
  -T            : test configuration, dump it and exit
  -q            : suppress non-error messages during configuration testing
  -s signal     : send signal to a master process: stop, quit, reopen, reload
  -p prefix     : set prefix path (default: ${prefix}/)
  -e filename   : set error log file (default: ${errorLog ?? 'stderr'})
  -c filename   : set configuration file (default: /etc/nginx/nginx.conf)
  -g directives : set global directives out of configuration file

`;
}
