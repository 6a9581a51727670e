/** Modules that are written in Python. Shown in tracebacks as files of the installation, without their lines. */
import { CLASSES } from './classes';
import { FLASK } from './flask';
import { PROCESSES } from './processes';
import { TEXTS } from './texts';
import { TOOLS } from './tools';
import { WEB } from './web';

export const LIBRARY: Readonly<Record<string, string | undefined>> = {
  ...CLASSES,
  ...TEXTS,
  ...TOOLS,
  ...PROCESSES,
  ...WEB,
};

/** Packages of PyPI that are modelled, if pip has installed them. */
export const THIRD_PARTY: Readonly<Record<string, string | undefined>> = FLASK;
