/** Modules that are written in Python. Shown in tracebacks as files of the installation, without their lines. */
import { ABSTRACT_COLLECTIONS } from './abstract-collections';
import { CHANCE } from './chance';
import { STATISTICS } from './statistics';
import { DIFFLIB } from './difflib';
import { ALGORITHMS } from './algorithms';
import { ARGPARSE } from './argparse';
import { ASYNCIO } from './asyncio';
import { ASYNCIO_BLOCKS } from './asyncio-blocks';
import { ASYNCIO_LINES } from './asyncio-lines';
import { ASYNCIO_LOOP } from './asyncio-loop';
import { ASYNCIO_STREAMS } from './asyncio-streams';
import { ASYNCIO_TASKS } from './asyncio-tasks';
import { CLASSES } from './classes';
import { COLLECTIONS } from './collections';
import { CONFIG } from './config';
import { CONTEXTLIB } from './contextlib';
import { DATACLASSES } from './dataclasses';
import { JSON_MODULES } from './json';
import { DATETIME } from './datetime';
import { UNITTEST } from './unittest';
import { DECIMAL } from './decimal';
import { ENUM } from './enum';
import { FUNCTOOLS } from './functools';
import { NUMBERS } from './numbers';
import { RANDOM } from './random';
import { SMALL } from './small';
import { FLASK } from './flask';
import { FUTURES } from './futures';
import { LANGUAGE } from './language';
import { LOGGING } from './logging';
import { OPERATOR } from './operator';
import { PATHLIB } from './pathlib';
import { PATTERNS } from './patterns';
import { PROCESSES } from './processes';
import { SUBPROCESS } from './subprocess';
import { TRACEBACKS } from './traceback';
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
  ...ABSTRACT_COLLECTIONS,
  ...CHANCE,
  ...STATISTICS,
  ...DIFFLIB,
  ...ALGORITHMS,
  ...LANGUAGE,
  ...SHELL_WORDS,
  ...THREADS,
  ...FUTURES,
  ...ASYNCIO,
  ...ASYNCIO_BLOCKS,
  ...ASYNCIO_LINES,
  ...ASYNCIO_LOOP,
  ...ASYNCIO_STREAMS,
  ...ASYNCIO_TASKS,
  ...TYPING,
  ...COLLECTIONS,
  ...CONFIG,
  ...CONTEXTLIB,
  ...DECIMAL,
  ...ENUM,
  ...FUNCTOOLS,
  ...NUMBERS,
  ...RANDOM,
  ...SMALL,
  ...DATACLASSES,
  ...JSON_MODULES,
  ...DATETIME,
  ...UNITTEST,
  ...SUBPROCESS,
  ...TRACEBACKS,
};

/** Packages of PyPI that are modelled, if pip has installed them. */
export const THIRD_PARTY: Readonly<Record<string, string | undefined>> = FLASK;
