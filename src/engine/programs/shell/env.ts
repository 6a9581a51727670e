import { Errno, isErrno } from '../../kernel';
import { codeOf, reason } from '../shared/errors';
import { findProgram } from '../shared/exec';
import { program } from '../shared/program';

export const env = program({
  id: 'coreutils/env',
  usage: '[OPTION]... [-] [NAME=VALUE]... [COMMAND [ARG]...]',
  busyboxUsage: '[-i0] [-u NAME]... [-] [NAME=VALUE]... [PROG ARGS]',
  options: {
    ignore: 'i,ignore-environment',
    unset: 'u,unset=NAME',
    zero: '0,null',
    chdir: 'C,chdir=DIR',
    split: 'S,split-string=S',
    verbose: 'v,debug',
  },
  busyboxLacks: 'CSv',
  busyboxLong: 'ignore-environment null unset',
  stopAtOperand: true,
  usageStatus: 125,
  *run(c) {
    const { p } = c;
    const environment = new Map(c.flags.ignore ? [] : p.env);
    for (const name of c.all('unset')) environment.delete(name);
    let words = [
      ...(c.flags.split === undefined ? [] : c.flags.split.split(/\s+/).filter((one) => one !== '')),
      ...c.operands,
    ];
    if (words[0] === '-') {
      environment.clear();
      words = words.slice(1);
    }
    while (words[0]?.includes('=')) {
      const word = words.shift() ?? '';
      const equals = word.indexOf('=');
      environment.set(word.slice(0, equals), word.slice(equals + 1));
      if (c.flags.verbose) yield* p.stderr.write(`setenv:   ${word}\n`);
    }
    const [command] = words;
    if (command === undefined) {
      for (const [name, value] of environment)
        yield* c.print(`${name}=${value}${c.flags.zero ? '\0' : '\n'}`);
      return 0;
    }
    try {
      if (c.flags.chdir !== undefined) p.chdir(c.flags.chdir);
    } catch (error) {
      return yield* c.fail(`cannot change directory to '${c.flags.chdir ?? ''}': ${reason(error)}`, 125);
    }
    yield* c.out.flush();
    if (c.flags.verbose) {
      const told = words.map((word, at) => `   arg[${String(at)}]= '${word}'\n`);
      yield* p.stderr.write(`executing: ${command}\n${told.join('')}`);
    }
    try {
      const path = findProgram(p, command, environment.get('PATH'));
      if (path === undefined) throw new Errno('ENOENT');
      return yield* p.exec(path, words, environment);
    } catch (error) {
      if (!isErrno(error)) throw error;
      const status = codeOf(error) === 'ENOENT' ? 127 : 126;
      if (c.gnu) {
        yield* c.warn(`'${command}': ${reason(error)}`);
        if (/\s/.test(command)) yield* c.warn('use -[v]S to pass options in shebang lines');
        return status;
      }
      return yield* c.fail(`can't execute '${command}': ${reason(error)}`, status);
    }
  },
});
