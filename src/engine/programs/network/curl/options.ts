/** curl's options (curl(1)) as data: `long: [letter, takes a value]`, and how they are read from the command line. */
const OPTIONS = {
  silent: ['s', false],
  'show-error': ['S', false],
  fail: ['f', false],
  'fail-with-body': ['', false],
  output: ['o', true],
  'remote-name': ['O', false],
  location: ['L', false],
  head: ['I', false],
  include: ['i', false],
  'show-headers': ['', false],
  verbose: ['v', false],
  request: ['X', true],
  data: ['d', true],
  'data-raw': ['', true],
  'data-binary': ['', true],
  'data-urlencode': ['', true],
  json: ['', true],
  form: ['F', true],
  'upload-file': ['T', true],
  header: ['H', true],
  'write-out': ['w', true],
  insecure: ['k', false],
  'max-time': ['m', true],
  'connect-timeout': ['', true],
  retry: ['', true],
  'retry-delay': ['', true],
  'retry-connrefused': ['', false],
  'retry-all-errors': ['', false],
  'retry-max-time': ['', true],
  user: ['u', true],
  'user-agent': ['A', true],
  referer: ['e', true],
  'progress-bar': ['#', false],
  'no-progress-meter': ['', false],
  compressed: ['', false],
  get: ['G', false],
  'create-dirs': ['', false],
  'output-dir': ['', true],
  proto: ['', true],
  'tlsv1.2': ['', false],
  'tlsv1.3': ['', false],
  'http1.1': ['', false],
  http2: ['', false],
  ipv4: ['4', false],
  ipv6: ['6', false],
  'no-buffer': ['N', false],
  'dump-header': ['D', true],
  resolve: ['', true],
  'unix-socket': ['', true],
  noproxy: ['', true],
  cookie: ['b', true],
  'cookie-jar': ['c', true],
  'max-redirs': ['', true],
  url: ['', true],
  version: ['V', false],
  help: ['h', false],
} as const satisfies Readonly<Record<string, readonly [string, boolean]>>;

export type CurlOption = keyof typeof OPTIONS;

const SHORT: ReadonlyMap<string, string> = new Map(
  Object.entries(OPTIONS).flatMap(([name, [letter]]) => (letter === '' ? [] : [[letter, name] as const])),
);

export interface CurlArguments {
  readonly urls: readonly string[];
  /** Values of each option in the order given; an option without one has an empty value. */
  readonly given: ReadonlyMap<string, readonly string[]>;
}

/** What curl says of arguments that it does not take; without `curl: `. */
export class CurlUsage extends Error {}

export function parseCurlArguments(args: readonly string[]): CurlArguments {
  const given = new Map<string, string[]>();
  const urls: string[] = [];
  const note = (name: string, value: string): void => {
    given.set(name, [...(given.get(name) ?? []), value]);
  };
  for (let index = 0; index < args.length; index++) {
    const arg = args[index] ?? '';
    const next = (shown: string): string => {
      const value = args[++index];
      if (value === undefined) throw new CurlUsage(`option ${shown}: requires parameter`);
      return value;
    };
    if (arg.startsWith('--') && arg.length > 2) {
      const name = longName(arg.slice(2));
      if (name === undefined) {
        if (longName(arg.slice(5)) !== undefined && arg.startsWith('--no-')) continue;
        throw new CurlUsage(`option ${arg}: is unknown`);
      }
      note(name, OPTIONS[name][1] ? next(arg) : '');
    } else if (arg.startsWith('-') && arg.length > 1 && arg !== '--') {
      for (let at = 1; at < arg.length; at++) {
        const name = SHORT.get(arg[at] ?? '');
        if (name === undefined) throw new CurlUsage(`option ${arg}: is unknown`);
        const takesValue = isOption(name) && OPTIONS[name][1];
        if (!takesValue) {
          note(name, '');
          continue;
        }
        note(name, at + 1 < arg.length ? arg.slice(at + 1) : next(arg));
        break;
      }
    } else if (arg !== '--') {
      urls.push(arg);
    }
  }
  return { urls: [...urls, ...(given.get('url') ?? [])], given };
}

function isOption(name: string): name is CurlOption {
  return Object.hasOwn(OPTIONS, name);
}

/** Options may be cut short as long as one only begins so. */
function longName(text: string): CurlOption | undefined {
  if (isOption(text)) return text;
  const near = Object.keys(OPTIONS).filter((name) => text.length > 2 && name.startsWith(text));
  const [only] = near;
  return near.length === 1 && only !== undefined && isOption(only) ? only : undefined;
}
