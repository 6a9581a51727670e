import type { Task } from '../../kernel';
import { reason } from '../shared/errors';
import { modeText, parseMode } from '../shared/modes';
import { program } from '../shared/program';
import { join, sortedNames } from '../shared/trees';

const MINUS_MODE = /^-[rwxXstugo0-7,=+-]+$/;

export const chmod = program({
  id: 'coreutils/chmod',
  usage:
    '[OPTION]... MODE[,MODE]... FILE...\n  or:  chmod [OPTION]... OCTAL-MODE FILE...\n  or:  chmod [OPTION]... --reference=RFILE FILE...',
  busyboxUsage: '[-Rcvf] MODE[,MODE]... FILE...',
  options: {
    recursive: 'R,recursive',
    verbose: 'v,verbose',
    changes: 'c,changes',
    quiet: 'f,silent,quiet',
    reference: 'reference=RFILE',
    preserve: 'preserve-root',
    noPreserve: 'no-preserve-root',
  },
  // `chmod -x file`: a mode that begins with a minus.
  rewrite: (args, isGnu) => {
    // BusyBox takes for a mode whatever is no option of its own.
    const at = args.findIndex((arg) => (isGnu ? MINUS_MODE : /^-[^Rcvf-]/).test(arg));
    if (at < 0 || args.slice(0, at).some((arg) => !arg.startsWith('-') || arg === '--')) return args;
    const rest = args.filter((_, index) => index !== at);
    return [
      ...rest.filter((arg) => arg.startsWith('-')),
      '--',
      args[at] ?? '',
      ...rest.filter((arg) => !arg.startsWith('-')),
    ];
  },
  *run(c) {
    const { flags, p } = c;
    const operands = [...c.operands];
    let text = '';
    if (flags.reference === undefined) {
      const first = operands.shift();
      if (first === undefined) return yield* c.misused('missing operand');
      text = first;
    }
    if (operands.length === 0) return yield* c.misused(`missing operand after '${text}'`);
    let change = parseMode(text, c.gnu);
    if (flags.reference !== undefined) {
      try {
        const { mode } = p.files.stat(flags.reference);
        change = () => mode;
      } catch (error) {
        return yield* c.fail(`failed to get attributes of '${flags.reference}': ${reason(error)}`);
      }
    }
    if (!change)
      return yield* c.gnu ? c.usageError(`invalid mode: '${text}'`) : c.fail(`invalid mode '${text}'`);
    const apply = change;
    let status = 0;
    const visit = function* (path: string, top: boolean): Task<void> {
      yield* p.turn();
      let isFolder = false;
      let known = false;
      try {
        const link = p.files.lstat(path);
        if (link.kind === 'symlink' && !top) return;
        const stat = p.files.stat(path);
        known = true;
        isFolder = stat.kind === 'directory';
        const next = apply(stat.mode, isFolder, p.umask);
        p.files.chmod(path, next);
        const octal = (mode: number, kind = stat.kind): string =>
          `${mode.toString(8).padStart(4, '0')} (${modeText({ kind, mode }).slice(1)})`;
        if (!c.gnu) {
          if (flags.verbose || (flags.changes && next !== stat.mode))
            yield* c.print(`mode of '${path}' changed to ${octal(next)}\n`);
        } else if (next !== stat.mode && (flags.verbose || flags.changes)) {
          yield* c.print(`mode of '${path}' changed from ${octal(stat.mode)} to ${octal(next)}\n`);
        } else if (flags.verbose) yield* c.print(`mode of '${path}' retained as ${octal(next)}\n`);
      } catch (error) {
        status = 1;
        if (!flags.quiet)
          yield* c.warn(
            !c.gnu
              ? `${path}: ${reason(error)}`
              : known
                ? `changing permissions of '${path}': ${reason(error)}`
                : `cannot access '${path}': ${reason(error)}`,
          );
        if (!known) return;
      }
      if (!flags.recursive || !isFolder) return;
      let names: string[] = [];
      try {
        names = sortedNames(p, path);
      } catch (error) {
        yield* c.warn(
          c.gnu
            ? `cannot read directory '${path}': ${reason(error)}`
            : `can't open '${path}': ${reason(error)}`,
        );
        status = 1;
      }
      for (const name of names) yield* visit(join(path, name), false);
    };
    for (const path of operands) yield* visit(path, true);
    return status;
  },
});
