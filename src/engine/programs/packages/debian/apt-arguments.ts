import type { Process } from '../../../kernel';
import { isErrno } from '../../../kernel';
import { textOf } from './status-file';

/** Options that take no value, by their short and long names: the configuration item each sets. */
const FLAGS: Readonly<Record<string, string>> = {
  y: 'yes',
  yes: 'yes',
  'assume-yes': 'yes',
  'assume-no': 'assume-no',
  'force-yes': 'yes',
  q: 'quiet',
  quiet: 'quiet',
  silent: 'quiet',
  s: 'simulate',
  simulate: 'simulate',
  'just-print': 'simulate',
  'dry-run': 'simulate',
  recon: 'simulate',
  'no-act': 'simulate',
  d: 'download-only',
  'download-only': 'download-only',
  f: 'fix-broken',
  'fix-broken': 'fix-broken',
  m: 'fix-missing',
  'fix-missing': 'fix-missing',
  'ignore-missing': 'fix-missing',
  'install-recommends': 'recommends',
  'no-install-recommends': 'no-recommends',
  'install-suggests': 'suggests',
  'no-install-suggests': 'no-suggests',
  reinstall: 'reinstall',
  purge: 'purge',
  'only-upgrade': 'only-upgrade',
  'no-upgrade': 'no-upgrade',
  autoremove: 'autoremove',
  'auto-remove': 'autoremove',
  u: 'show-upgraded',
  'show-upgraded': 'show-upgraded',
  V: 'verbose-versions',
  'verbose-versions': 'verbose-versions',
  v: 'version',
  version: 'version',
  h: 'help',
  help: 'help',
  installed: 'installed',
  upgradable: 'upgradable',
  upgradeable: 'upgradable',
  'manual-installed': 'manual-installed',
  a: 'all-versions',
  'all-versions': 'all-versions',
  n: 'names-only',
  'names-only': 'names-only',
  full: 'full',
  i: 'important',
  important: 'important',
  'allow-downgrades': 'allow-downgrades',
  'allow-remove-essential': 'allow-remove-essential',
  'allow-unauthenticated': 'allow',
  'allow-change-held-packages': 'allow-held',
  'allow-insecure-repositories': 'allow',
  'allow-releaseinfo-change': 'allow',
  'no-remove': 'no-remove',
  'ignore-hold': 'allow-held',
  'print-uris': 'print-uris',
  'no-download': 'no-download',
  'trivial-only': 'trivial-only',
  'show-progress': 'show-progress',
  'no-show-progress': 'show-progress',
  'mark-auto': 'allow',
  recurse: 'recurse',
  'no-list-cleanup': 'allow',
  'list-cleanup': 'allow',
  'fix-policy': 'allow',
  'with-new-pkgs': 'allow',
  'without-new-pkgs': 'allow',
};
const VALUED: Readonly<Record<string, string>> = {
  o: 'option',
  option: 'option',
  c: 'config',
  'config-file': 'config',
  t: 'target',
  'target-release': 'target',
  'default-release': 'target',
  'host-architecture': 'arch',
  'error-on': 'error-on',
  'with-source': 'with-source',
  f: 'file',
  color: 'color',
  'no-color': 'color',
};

export interface AptArguments {
  readonly given: ReadonlySet<string>;
  /** 0, 1 or 2; undefined: not said. */
  readonly quiet: number | undefined;
  readonly operands: readonly string[];
  /** What is wrong with the options, in apt's words. */
  readonly problem?: string;
  /** `-o` items. */
  readonly settings: readonly string[];
  /** `-t`: the release that is preferred. */
  readonly target?: string;
  /** `-c`: a file of configuration. */
  readonly configFile?: string;
}

/** apt's options may stand anywhere; `-y` and the like may be written together. */
export function parseAptArguments(args: readonly string[]): AptArguments {
  const given = new Set<string>();
  const operands: string[] = [];
  const settings: string[] = [];
  let quiet: number | undefined;
  let problem: string | undefined;
  let target: string | undefined;
  let configFile: string | undefined;
  const take = (name: string, value: string | undefined): void => {
    if (name !== 'quiet') given.add(name);
    else quiet = value === undefined ? (quiet ?? 0) + 1 : Number(value);
  };
  let isOver = false;
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? '';
    if (isOver || !arg.startsWith('-') || arg === '-') operands.push(arg);
    else if (arg === '--') isOver = true;
    else if (arg.startsWith('--')) {
      const [, name = '', value] = /^--([^=]*)(?:=(.*))?$/s.exec(arg) ?? [];
      const flag = Object.hasOwn(FLAGS, name) ? FLAGS[name] : undefined;
      if (flag !== undefined && !/^(no|false|off|0)$/.test(value ?? '')) take(flag, value);
      else if (flag === undefined && name.length > 1 && Object.hasOwn(VALUED, name)) {
        const text = value ?? args[++at];
        if (text === undefined) problem ??= `Option ${arg} requires an argument.`;
        else if (VALUED[name] === 'option' && !text.includes('='))
          problem ??= `Option ${arg}: Configuration item specification must have an =<val>.`;
        else if (VALUED[name] === 'option') settings.push(text);
        else if (VALUED[name] === 'target') target = text;
        else if (VALUED[name] === 'config') configFile = text;
      } else if (flag === undefined)
        problem ??= `Command line option ${arg} is not understood in combination with the other options`;
    } else {
      for (let place = 1; place < arg.length; place++) {
        const letter = arg[place] ?? '';
        const rest = arg.slice(place + 1);
        if (Object.hasOwn(FLAGS, letter) && letter.length === 1) {
          const value = /^=(\d+)/.exec(rest);
          take(FLAGS[letter] ?? '', value?.[1]);
          if (value) break;
        } else if (Object.hasOwn(VALUED, letter)) {
          const text = rest.replace(/^=/, '') || args[++at];
          if (text === undefined) problem ??= `Option ${arg} requires an argument.`;
          else if (VALUED[letter] === 'option' && !text.includes('='))
            problem ??= `Option ${arg}: Configuration item specification must have an =<val>.`;
          else if (VALUED[letter] === 'option') settings.push(text);
          else if (VALUED[letter] === 'target') target = text;
          else if (VALUED[letter] === 'config') configFile = text;
          break;
        } else {
          problem ??= `Command line option '${letter}' [from ${arg}] is not understood in combination with the other options.`;
          break;
        }
      }
    }
  }
  return {
    given,
    quiet,
    operands,
    settings,
    ...(target === undefined ? {} : { target }),
    ...(configFile === undefined ? {} : { configFile }),
    ...(problem === undefined ? {} : { problem }),
  };
}

const CONFIG = '/etc/apt/apt.conf';
const CONFIG_PARTS = '/etc/apt/apt.conf.d';

/** apt's configuration, `A::B::C "value";` by item in lower case; -o comes last. */
export function readAptConfig(p: Process, settings: readonly string[]): ReadonlyMap<string, string> {
  const config = new Map<string, string>();
  let parts: readonly string[] = [];
  try {
    parts = p.files.readDirectory(CONFIG_PARTS);
  } catch (error) {
    if (!isErrno(error)) throw error;
  }
  const paths = [...[...parts].sort().map((name) => `${CONFIG_PARTS}/${name}`), CONFIG];
  for (const path of paths) {
    const text = textOf(p, path).replace(/^\s*(\/\/|#).*$/gm, '');
    for (const [, item = '', value = ''] of text.matchAll(/([\w:-]+)\s+"([^"]*)"\s*;/g))
      config.set(item.toLowerCase(), value);
  }
  for (const setting of settings) {
    const [item = '', ...value] = setting.split('=');
    config.set(item.toLowerCase(), value.join('='));
  }
  return config;
}

export function isTrue(value: string | undefined): boolean | undefined {
  if (value === undefined) return undefined;
  return /^(1|true|yes|on|with|enable)$/i.test(value);
}
