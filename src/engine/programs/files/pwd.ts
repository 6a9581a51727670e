import { program } from '../shared/program';
import { statOf } from '../shared/trees';

export const pwd = program({
  id: 'coreutils/pwd',
  options: { logical: 'L,logical', physical: 'P,physical' },
  *run(c) {
    const logical = c.p.env.get('PWD');
    const [a, b] = [logical === undefined ? undefined : statOf(c.p, logical), statOf(c.p, '.')];
    const same = a !== undefined && a.ino === b?.ino && a.deviceId === b.deviceId;
    yield* c.print(`${c.flags.logical && same && logical !== undefined ? logical : c.p.cwd}\n`);
    return 0;
  },
});
