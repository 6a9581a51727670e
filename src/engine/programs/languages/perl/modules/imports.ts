/** Which names a module of perl-base gives to a program that uses it. */
import type { Node } from '../syntax';

/** What each exports by itself, and what only when it is asked for. */
const EXPORTS: Readonly<Record<string, readonly [always: string, asked: string]>> = {
  'List::Util': [
    '',
    'sum sum0 min max minstr maxstr first any all none notall reduce shuffle uniq uniqnum product pairs pairkeys pairvalues head tail',
  ],
  'Scalar::Util': ['', 'blessed reftype looks_like_number refaddr weaken dualvar'],
  POSIX: [
    'floor ceil fmod pow strftime mktime INT_MAX INT_MIN UINT_MAX DBL_MAX EXIT_SUCCESS EXIT_FAILURE isatty toupper tolower strtol getpid uname round trunc',
    'round trunc floor ceil fmod pow strftime mktime INT_MAX INT_MIN DBL_MAX EXIT_SUCCESS EXIT_FAILURE isatty toupper tolower strtol WNOHANG',
  ],
  Carp: ['croak carp confess', 'croak carp confess cluck'],
  Cwd: ['cwd getcwd', 'cwd getcwd abs_path realpath'],
  'File::Basename': ['basename dirname fileparse', 'basename dirname fileparse'],
};

/** Names that a program has for functions of a module: each with the function's whole name. `names` undefined: all of its own. */
export function importedBy(
  module: string,
  names: readonly string[] | undefined,
): readonly (readonly [string, string])[] {
  const known = EXPORTS[module];
  if (!known) return [];
  const all = new Set(`${known[0]} ${known[1]}`.split(' ').filter(Boolean));
  const wanted =
    names === undefined
      ? known[0].split(' ').filter(Boolean)
      : names.flatMap((name) => (name.startsWith(':') ? [...all] : [name.replace(/^&/, '')]));
  return wanted.filter((name) => all.has(name)).map((name) => [name, `${module}::${name}`] as const);
}

/** What a module asked for by name does not export. */
export function notExported(module: string, names: readonly string[]): string | undefined {
  const known = EXPORTS[module];
  return (
    known && names.find((name) => /^\w/.test(name) && !` ${known[0]} ${known[1]} `.includes(` ${name} `))
  );
}

/** Names that `use constant` makes. */
export function declaredBy(module: string, items: Node | undefined): readonly string[] {
  if (module !== 'constant' || items === undefined) return [];
  const first = items.k === 'list' ? items.items[0] : items;
  if (first?.k === 'anonHash')
    return first.items
      .filter((_, at) => at % 2 === 0)
      .flatMap((one) => (one.k === 'const' ? [String(one.value)] : []));
  return first?.k === 'const' ? [String(first.value)] : [];
}

/** Modules that are modelled, or that need nothing done. */
export const MODELLED: ReadonlySet<string> = new Set([
  ...Object.keys(EXPORTS),
  ...'strict warnings utf8 feature vars lib constant parent base Exporter bytes locale IO::Handle IO::File FileHandle Config XSLoader re warnings::register'.split(
    ' ',
  ),
]);

/** What else perl-base has. */
export const IN_BASE: ReadonlySet<string> = new Set(
  'AutoLoader Carp::Heavy DynaLoader Errno Exporter::Heavy Fcntl File::Glob File::Path File::Spec File::Spec::Unix File::Temp Getopt::Long Hash::Util IO IO::Pipe IO::Seekable IO::Select IO::Socket IO::Socket::INET IO::Socket::IP IO::Socket::UNIX IPC::Open2 IPC::Open3 SelectSaver Socket Symbol Text::ParseWords Text::Tabs Text::Wrap Tie::Hash attributes builtin fields integer overload overloading'.split(
    ' ',
  ),
);
