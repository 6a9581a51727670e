// wget, GNU's 1.25 and BusyBox'. Sources: wget(1); recorded transcripts of both.
import { program } from '../shared/program';
import { fetchAsBusybox } from './wget/busybox';
import { fetchAsGnu } from './wget/gnu';
import { badNumber, seconds } from './wget/numbers';
import { WGET_OPTIONS } from './wget/request';

/** GNU's old forms, which look like bundles of one-letter options. */
const TWO_LETTERS: Readonly<Record<string, string>> = { '-nv': '--no-verbose', '-nc': '--no-clobber' };

/** Exit status of an option that cannot be read (wget(1), EXIT STATUS). */
const BAD_OPTION = 2;

export const wget = program({
  id: 'wget/wget',
  usage: '[OPTION]... [URL]...',
  busyboxUsage:
    '[-cqS] [--spider] [-O FILE] [-o LOGFILE] [--header STR]\n\t[--post-data STR | --post-file FILE] [-Y on/off]\n\t[-P DIR] [-U AGENT] [-T SEC] URL...',
  options: WGET_OPTIONS,
  showUsage: true,
  optionStatus: 2,
  hint: "\nTry `wget --help' for more options.",
  busyboxLacks: 'vVw',
  busyboxNumbers: 'T',
  busyboxLong:
    'continue quiet server-response output-document output-file directory-prefix proxy user-agent timeout tries header post-data post-file spider no-check-certificate no-verbose passive-ftp no-cache',
  rewrite: (args) => args.map((arg) => TWO_LETTERS[arg] ?? arg),
  *run(c) {
    if (c.flags.version && c.gnu) {
      yield* c.print('GNU Wget 1.25.0 built on linux-gnu.\n');
      return 0;
    }
    const bad = c.gnu ? badNumber(c) : undefined;
    if (bad !== undefined) return yield* c.fail(bad, BAD_OPTION);
    if (c.operands.length === 0) {
      if (!c.gnu) return yield* c.usageError();
      yield* c.p.stderr.write(
        "wget: missing URL\nUsage: wget [OPTION]... [URL]...\n\nTry `wget --help' for more options.\n",
      );
      return 1;
    }
    let status = 0;
    for (const [index, text] of c.operands.entries()) {
      if (index > 0 && c.flags.wait !== undefined) yield* c.p.sleep((seconds(c.flags.wait) ?? 0) * 1000);
      const one = yield* c.gnu ? fetchAsGnu(c, text) : fetchAsBusybox(c, text);
      if (one !== 0) status = one;
    }
    return status;
  },
});
