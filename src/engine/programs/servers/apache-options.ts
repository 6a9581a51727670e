// httpd's command line. Source: the real program's answers (apache2 2.4.71).
export interface ApacheOptions {
  readonly file: string | undefined;
  readonly root: string | undefined;
  readonly defines: readonly string[];
  /** Directives of -C and of -c. */
  readonly first: readonly string[];
  readonly last: readonly string[];
  readonly signal: string | undefined;
  readonly shows: 'version' | 'settings' | 'modules' | 'built in' | 'help' | undefined;
  readonly tests: boolean;
  readonly checksRoots: boolean;
}

export interface ApacheSaid {
  readonly said: string;
}

const SIGNALS: readonly string[] = ['start', 'restart', 'graceful', 'graceful-stop', 'stop'];
const VALUED = 'DdfCckEe';

export function apacheOptions(argv: readonly string[]): ApacheOptions | ApacheSaid {
  const defines: string[] = [];
  const first: string[] = [];
  const last: string[] = [];
  let [file, root, signal]: (string | undefined)[] = [];
  let shows: ApacheOptions['shows'];
  let [tests, checksRoots] = [false, true];
  for (let at = 0; at < argv.length; at += 1) {
    const word = argv[at] ?? '';
    if (!word.startsWith('-') || word === '-') return { said: USAGE };
    for (let place = 1; place < word.length; place += 1) {
      const letter = word[place] ?? '';
      if (VALUED.includes(letter)) {
        const joined = word.slice(place + 1);
        const value = joined === '' ? argv[(at += 1)] : joined;
        if (value === undefined) return { said: `httpd: option requires an argument -- ${letter}\n${USAGE}` };
        if (letter === 'D') defines.push(value);
        else if (letter === 'd') root = value;
        else if (letter === 'f') file = value;
        else if (letter === 'C') first.push(value);
        else if (letter === 'c') last.push(value);
        else if (letter === 'k') signal = value;
        if (letter === 'k' && !SIGNALS.includes(value))
          return { said: `httpd: illegal option -- k\n${USAGE}` };
        break;
      }
      if (letter === 'v') shows = 'version';
      else if (letter === 'V') shows = 'settings';
      else if (letter === 'l') shows = 'built in';
      else if (letter === 'h') shows = 'help';
      else if (letter === 't') tests = true;
      else if (letter === 'T') checksRoots = false;
      else if (letter === 'S') defines.push('DUMP_VHOSTS', 'DUMP_RUN_CFG');
      else if (letter === 'M') defines.push('DUMP_MODULES');
      else if (letter !== 'X' && letter !== 'L')
        return { said: `httpd: illegal option -- ${letter}\n${USAGE}` };
    }
  }
  return { file, root, defines, first, last, signal, shows, tests, checksRoots };
}

export const USAGE = `Usage: httpd [-D name] [-d directory] [-f file]
             [-C "directive"] [-c "directive"]
             [-k start|restart|graceful|graceful-stop|stop]
             [-v] [-V] [-h] [-l] [-L] [-t] [-T] [-S] [-X]
`;
