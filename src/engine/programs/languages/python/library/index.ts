/** Modules that are written in Python. Shown in tracebacks as files of the installation, without their lines. */
import { ALGORITHMS } from './algorithms';
import { ARGPARSE } from './argparse';
import { ASYNCIO } from './asyncio';
import { ASYNCIO_TOOLS } from './asyncio-tools';
import { CLASSES } from './classes';
import { FLASK } from './flask';
import { FUTURES } from './futures';
import { LANGUAGE } from './language';
import { LOGGING } from './logging';
import { OPERATOR } from './operator';
import { PATHLIB } from './pathlib';
import { PATTERNS } from './patterns';
import { PROCESSES } from './processes';
import { SHELL_WORDS } from './shell-words';
import { STRINGS } from './strings';
import { TEMPORARY } from './temporary';
import { TEXTS } from './texts';
import { THREADS } from './threads';
import { TYPING } from './typing';
import { WEB } from './web';

export const LIBRARY: Readonly<Record<string, string | undefined>> = {
  ...CLASSES,
  ...TEXTS,
  ...LOGGING,
  ...ARGPARSE,
  ...PATHLIB,
  ...PATTERNS,
  ...STRINGS,
  ...OPERATOR,
  ...TEMPORARY,
  ...PROCESSES,
  ...WEB,
  ...ALGORITHMS,
  ...LANGUAGE,
  ...SHELL_WORDS,
  ...THREADS,
  ...FUTURES,
  ...ASYNCIO,
  ...TYPING,
  ...ASYNCIO_TOOLS,
};

/** Packages of PyPI that are modelled, if pip has installed them. */
export const THIRD_PARTY: Readonly<Record<string, string | undefined>> = FLASK;
