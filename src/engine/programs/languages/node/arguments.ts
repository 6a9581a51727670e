/** What node was asked to do. */

export interface EnvironmentFile {
  readonly path: string;
  readonly isOptional: boolean;
}

export interface Arguments {
  readonly what: 'version' | 'help' | 'code' | 'file' | 'check' | 'stdin';
  readonly text: string;
  /** The value of the code is printed. */
  readonly isPrinted: boolean;
  readonly isModule: boolean;
  readonly isInteractive: boolean;
  readonly rest: readonly string[];
  /** Modules that are run before (-r). */
  readonly before: readonly string[];
  /** Files of variables (--env-file). */
  readonly environments: readonly EnvironmentFile[];
  /** Options that need no more than to be known, without their dashes. */
  readonly options: readonly string[];
  /** What stood before the program. */
  readonly own: readonly string[];
}

export class NodeUsageError extends Error {}

/** Taken without effect here. */
const IGNORED =
  /^--(?:no-warnings|trace-.*|max-old-space-size(?:=.*)?|enable-source-maps|unhandled-rejections=.*|experimental-.*|no-deprecation|expose-gc|inspect.*|stack-trace-limit=.*|no-experimental-.*|disable-warning=.*|watch-preserve-output)$/;

export function parseArguments(args: readonly string[]): Arguments {
  const flags = { isPrinted: false, isModule: false, isInteractive: false };
  const before: string[] = [];
  const environments: EnvironmentFile[] = [];
  const options: string[] = [];
  let what: Arguments['what'] = 'stdin';
  let text = '';
  let at = 0;
  const value = (word: string): string => {
    const found = args[++at];
    if (found === undefined) throw new NodeUsageError(`${word} requires an argument`);
    return found;
  };
  const shared = () => ({ before, environments, options, own: args.slice(0, at), ...flags });
  for (; at < args.length; at++) {
    const word = args[at] ?? '';
    if (word === '--') {
      at++;
      break;
    }
    if (word === '-' || !word.startsWith('-')) break;
    const [name = word, ...own] = word.split('=');
    switch (name) {
      case '-v':
      case '--version':
        return { what: 'version', text: '', rest: [], ...shared() };
      case '-h':
      case '--help':
        return { what: 'help', text: '', rest: [], ...shared() };
      case '-e':
      case '--eval':
      case '-p':
      case '--print':
      case '-pe':
        what = 'code';
        if (name !== '-e' && name !== '--eval') flags.isPrinted = true;
        text = own.length > 0 ? own.join('=') : value(name);
        break;
      case '-ep':
        what = 'code';
        flags.isPrinted = true;
        text = value(name);
        break;
      case '-c':
      case '--check':
        what = 'check';
        break;
      case '-i':
      case '--interactive':
        flags.isInteractive = true;
        break;
      case '-r':
      case '--require':
      case '--import':
        before.push(own.length > 0 ? own.join('=') : value(name));
        break;
      case '--input-type':
        flags.isModule = (own[0] ?? value(name)) === 'module';
        break;
      case '--env-file':
      case '--env-file-if-exists':
        environments.push({
          path: own.length > 0 ? own.join('=') : value(name),
          isOptional: name === '--env-file-if-exists',
        });
        break;
      case '-C':
      case '--conditions':
      case '--loader':
      case '--experimental-loader':
      case '--test-reporter':
      case '--test-name-pattern':
      case '--watch-path':
      case '--watch':
      case '--test':
      case '--run':
        throw new NodeUsageError(`${name} is not modelled on this simulated machine`);
      default:
        if (!IGNORED.test(word)) throw new NodeUsageError(`bad option: ${word}`);
        options.push(word.slice(2));
    }
  }
  const file = args[at];
  // What stands behind the code is given to the program.
  if (what === 'code') return { what, text, rest: args.slice(at), ...shared() };
  if (file === undefined || file === '-')
    return { what: 'stdin', text: '', rest: args.slice(at + 1), ...shared() };
  return {
    what: what === 'check' ? 'check' : 'file',
    text: file,
    rest: args.slice(at + 1),
    ...shared(),
  };
}
