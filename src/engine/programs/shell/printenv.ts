import { program } from '../shared/program';

export const printenv = program({
  id: 'coreutils/printenv',
  usage: '[OPTION]... [VARIABLE]...',
  busyboxUsage: '[VARIABLE]...',
  options: { zero: '0,null' },
  stopAtOperand: true,
  *run(c) {
    const end = c.flags.zero ? '\0' : '\n';
    if (c.operands.length === 0) {
      for (const [name, value] of c.p.env) yield* c.print(`${name}=${value}${end}`);
      return 0;
    }
    let status = 0;
    for (const name of c.operands) {
      const value = c.p.env.get(name);
      if (value === undefined) status = 1;
      else yield* c.print(value + end);
    }
    return status;
  },
});
