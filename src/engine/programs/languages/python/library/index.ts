/** Modules that are written in Python. Shown in tracebacks as files of the installation, without their lines. */
import { ABSTRACT_COLLECTIONS } from './abstract-collections';
import { CHANCE } from './chance';
import { STATISTICS } from './statistics';
import { DIFFLIB } from './difflib';
import { ACCOUNTS } from './accounts';
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
import { HTTP_SERVER } from './http-server';
import { JSON_MODULES } from './json';
import { DATETIME } from './datetime';
import { UNITTEST } from './unittest';
import { DECIMAL } from './decimal';
import { ENUM } from './enum';
import { FUNCTOOLS } from './functools';
import { NUMBERS } from './numbers';
import { IMPORTING } from './importing';
import { KEEPING } from './keeping';
import { CALENDAR } from './calendar';
import { TIMEIT } from './timeit';
import { TOMLLIB } from './tomllib';
import { PPRINT } from './pprint';
import { FLASK } from './flask';
import { FUTURES } from './futures';
import { LANGUAGE } from './language';
import { LOG_HANDLERS } from './log-handlers';
import { LOGGING } from './logging';
import { OPERATOR } from './operator';
import { PATHLIB } from './pathlib';
import { PATTERNS } from './patterns';
import { PROCESSES } from './processes';
import { SUBPROCESS } from './subprocess';
import { TRACEBACKS } from './traceback';
import { SHELL_WORDS } from './shell-words';
import { QUEUE } from './queue';
import { SECRETS } from './secrets';
import { SHUTIL } from './shutil';
import { SOCKETSERVER } from './socketserver';
import { STRINGS } from './strings';
import { TEMPFILE } from './tempfile';
import { TEXTS } from './texts';
import { THREADS } from './threads';
import { TYPING } from './typing';
import { WARNINGS } from './warnings';

export const LIBRARY: Readonly<Record<string, string | undefined>> = {
  ...CLASSES,
  ...TEXTS,
  ...LOGGING,
  ...LOG_HANDLERS,
  ...ARGPARSE,
  ...PATHLIB,
  ...PATTERNS,
  ...STRINGS,
  ...OPERATOR,
  ...TEMPFILE,
  ...SHUTIL,
  ...QUEUE,
  ...SECRETS,
  ...WARNINGS,
  ...ACCOUNTS,
  ...PROCESSES,
  ...ABSTRACT_COLLECTIONS,
  ...CHANCE,
  ...STATISTICS,
  ...DIFFLIB,
  ...HTTP_SERVER,
  ...SOCKETSERVER,
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
  ...IMPORTING,
  ...KEEPING,
  ...CALENDAR,
  ...TIMEIT,
  ...TOMLLIB,
  ...PPRINT,
  ...DATACLASSES,
  ...JSON_MODULES,
  ...DATETIME,
  ...UNITTEST,
  ...SUBPROCESS,
  ...TRACEBACKS,
};

/** Packages of PyPI that are modelled, if pip has installed them. */
export const THIRD_PARTY: Readonly<Record<string, string | undefined>> = FLASK;
