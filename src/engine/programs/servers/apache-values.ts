// What Apache says of the values of single directives. Source: the real program's answers (apache2 2.4.71).
import { readGroups, readUsers } from '../shared/users';
import {
  type ApacheContext,
  type ApacheNode,
  ApacheConfigError,
  type ApacheReading,
  below,
} from './apache-config';

const LEVELS = /^(emerg|alert|crit|error|warn|notice|info|debug|trace[1-8])$/i;
const OVERRIDES = /^(none|all|limit|fileinfo|authconfig|options(=\S*)?|indexes|nonfatal=\S+)$/i;
const OPTIONS =
  /^[+-]?(none|all|indexes|includes|includesnoexec|followsymlinks|symlinksifownermatch|execcgi|multiviews|runscripts)$/i;
const PROVIDERS =
  /^(all|ip|host|local|forward-dns|method|env|expr|valid-user|user|group|ldap-\S+|dbm-\S+|file-\S+)$/i;
const ACTIONS = /^(add|set|setifempty|append|merge|unset|echo|note|edit\*?)$/i;
const INDEX_OPTIONS =
  /^[+-]?(none|fancyindexing|foldersfirst|htmltable|iconsarelinks|ignorecase|ignoreclient|scanhtmltitles|showforbidden|suppress\w+|trackmodified|versionsort|xhtml|uselegacysort|useolddateformat|addalttext|charset=.*|type=.*|(iconheight|iconwidth|namewidth|descriptionwidth)(=.*)?)$/i;
const LOG_LETTERS = /^[aABbCDefhHiIkKlLmnoOpPqrRsStTuUvVXv^]$/;

type Check = (node: ApacheNode, reading: ApacheReading, context: ApacheContext) => string | undefined;

const CHECKS: Readonly<Record<string, Check>> = {
  documentroot: ({ words: [path = ''] }, { p, root, remarks }, context) => {
    const whole = below(root, path);
    const isFolder = p.files.exists(whole) && p.files.stat(whole).kind === 'directory';
    if (!isFolder && context === 'host') {
      remarks.push(`AH00112: Warning: DocumentRoot [${whole}] does not exist`);
      return undefined;
    }
    return isFolder ? undefined : `DocumentRoot '${path}' is not a directory, or is not readable`;
  },
  listen: ({ words }) => {
    if (words.length === 0 || words.length > 2) return 'Listen requires 1 or 2 arguments.';
    const port = /^(?:.*:)?(\d+)$/.exec(words[0] ?? '')?.[1];
    if (port === undefined) return 'Port must be specified';
    return Number(port) > 65_535 ? 'Invalid address or port' : undefined;
  },
  allowoverride: ({ words }) => illegal(words, OVERRIDES, 'Illegal override option'),
  options: ({ words }) => {
    const isSigned = words.some((word) => /^[+-]/.test(word));
    const wrong = illegal(words, OPTIONS, 'Illegal option');
    if (wrong !== undefined) return wrong;
    return isSigned && words.some((word) => !/^[+-]/.test(word))
      ? 'Either all Options must start with + or -, or no Option may.'
      : undefined;
  },
  require: ({ words }) => {
    const [first = '', second = '', ...rest] = words[0]?.toLowerCase() === 'not' ? words.slice(1) : words;
    if (!PROVIDERS.test(first)) return `Unknown Authz provider: ${first}`;
    if (/^all$/i.test(first) && !/^(granted|denied)$/i.test(second))
      return "Argument for 'Require all' must be 'granted' or 'denied'";
    if (!/^ip$/i.test(first)) return undefined;
    const bad = [second, ...rest].find((word) => !isAddress(word));
    return bad === undefined
      ? undefined
      : `ip address '${bad}' appears to be invalid: The specified IP address is invalid.`;
  },
  loglevel: ({ words }) => {
    const isWrong = words.some((word) => !LEVELS.test(word.replace(/^[\w.]+:/, '')));
    return isWrong
      ? 'Log level keyword must be one of emerg/alert/crit/error/warn/notice/info/debug/trace1/.../trace8'
      : undefined;
  },
  redirect: ({ words: [status = '', ...rest] }) => {
    const isStatus = /^(permanent|temp|seeother|gone|[345]\d\d)$/i.test(status);
    if (rest.length === 2 && !isStatus) return 'Redirect: invalid first argument (of three)';
    return rest.length === 0 && !isStatus ? 'URL to redirect to is missing' : undefined;
  },
  redirectmatch: ({ words }) =>
    expressionProblem(
      words.find((word) => !/^(permanent|temp|seeother|gone|\d+)$/.test(word)),
      'Regular expression could not be compiled.',
    ),
  aliasmatch: ({ words }) => expressionProblem(words[0], 'Regular expression could not be compiled.'),
  alias: ({ words }) => (words.length === 1 ? 'Alias must have two arguments when used globally' : undefined),
  header: ({ words }) => {
    const [action = '', ...rest] = /^(always|onsuccess)$/i.test(words[0] ?? '') ? words.slice(1) : words;
    if (!ACTIONS.test(action))
      return "first argument must be 'add', 'set', 'setifempty', 'append', 'merge', 'unset', 'echo', 'note', 'edit', or 'edit*'.";
    const isAlone = /^(unset|echo)$/i.test(action);
    if (!isAlone && rest.length < 2) return 'Header requires three arguments';
    return isAlone && rest.length === 0 ? 'Header requires two arguments' : undefined;
  },
  errordocument: ({ words: [status = ''] }) =>
    /^[45]\d\d$/.test(status) ? undefined : `Unsupported HTTP response code ${status}`,
  servertokens: ({ words: [word = ''] }) =>
    /^(prod|productonly|major|minor|min|minimal|os|full)$/i.test(word)
      ? undefined
      : "ServerTokens takes 1 argument: 'Prod(uctOnly)', 'Major', 'Minor', 'Min(imal)', 'OS', or 'Full'",
  serversignature: ({ words: [word = ''] }) =>
    /^(on|off|email)$/i.test(word) ? undefined : 'ServerSignature: use one of: off | on | email',
  traceenable: ({ words: [word = ''] }) =>
    /^(on|off|extended)$/i.test(word) ? undefined : "TraceEnable must be one of 'on', 'off', or 'extended'",
  usecanonicalname: ({ words: [word = ''] }) =>
    /^(on|off|dns)$/i.test(word) ? undefined : "parameter must be 'on', 'off', or 'dns'",
  serveralias: (_node, _reading, context) =>
    context === 'host' ? undefined : 'ServerAlias only used in <VirtualHost>',
  indexoptions: ({ words }) =>
    words.every((word) => INDEX_OPTIONS.test(word)) ? undefined : 'Invalid directory indexing option',
  enablesendfile: onOrOff,
  enablemmap: onOrOff,
  '<filesmatch': ({ words }) => expressionProblem(words[0], 'Regex could not be compiled'),
  '<locationmatch': ({ words }) => expressionProblem(words[0], 'Regex could not be compiled'),
  '<directorymatch': ({ words }) => expressionProblem(words[0], 'Regex could not be compiled'),
  logformat: ({ words: [format = ''] }) => formatProblem(format),
  customlog: ({ words: [, format = ''] }) => (format.includes('%') ? formatProblem(format) : undefined),
  user: ({ words: [name = ''] }, { p }) => {
    if (!readUsers(p.files).some((one) => one.name === name) && !name.startsWith('#'))
      throw new ApacheConfigError(`AH00543: httpd: bad user name ${name}`);
    return undefined;
  },
  group: ({ words: [name = ''] }, { p }) => {
    if (!readGroups(p.files).some((one) => one.name === name) && !name.startsWith('#'))
      throw new ApacheConfigError(`AH00544: httpd: bad group name ${name}`);
    return undefined;
  },
};

/** In Apache's words, what is wrong with a directive's value; undefined: nothing that is known here. */
export function apacheValueProblem(
  reading: ApacheReading,
  node: ApacheNode,
  name: string,
  context: ApacheContext,
): string | undefined {
  const lower = name.toLowerCase();
  return Object.hasOwn(CHECKS, lower) ? CHECKS[lower]?.(node, reading, context) : undefined;
}

function onOrOff({ words: [word = ''] }: ApacheNode): string | undefined {
  return /^(on|off)$/i.test(word) ? undefined : "parameter must be 'on' or 'off'";
}

function illegal(words: readonly string[], wanted: RegExp, text: string): string | undefined {
  const wrong = words.find((word) => !wanted.test(word));
  return wrong === undefined ? undefined : `${text} ${wrong}`;
}

function expressionProblem(text: string | undefined, problem: string): string | undefined {
  try {
    new RegExp(text ?? '');
    return undefined;
  } catch {
    return problem;
  }
}

function isAddress(word: string): boolean {
  if (word.includes(':')) return /^[\da-f:.]+(\/\d+)?$/i.test(word);
  const [address = '', mask] = word.split('/');
  const parts = address.replace(/\.$/, '').split('.');
  return (
    parts.length <= 4 &&
    parts.every((part) => /^\d+$/.test(part) && Number(part) < 256) &&
    (mask === undefined || /^[\d.]+$/.test(mask))
  );
}

function formatProblem(format: string): string | undefined {
  for (const [, , letter = ''] of format.matchAll(/%(?:[!<>\d,]*)(\{[^}]*\})?[<>]?(\^?\w{0,2}|.?)/g)) {
    const first = letter.slice(0, 1);
    if (first === '%') continue;
    if (first === '') return 'Ran off end of LogFormat parsing args to some directive';
    if (!LOG_LETTERS.test(first)) return `Unrecognized LogFormat directive %${first}`;
  }
  return undefined;
}
