import { program } from '../shared/program';

const CATEGORIES = [
  'CTYPE',
  'NUMERIC',
  'TIME',
  'COLLATE',
  'MONETARY',
  'MESSAGES',
  'PAPER',
  'NAME',
  'ADDRESS',
  'TELEPHONE',
  'MEASUREMENT',
  'IDENTIFICATION',
];

export const locale = program({
  id: 'libc-bin/locale',
  flavours: ['gnu'],
  usage: '[OPTION...] NAME',
  options: {
    all: 'a,all-locales',
    charmaps: 'm,charmaps',
    categories: 'c,category-name',
    keywords: 'k,keyword-name',
  },
  *run(c) {
    const { env } = c.p;
    if (c.flags.all) yield* c.print('C\nC.utf8\nPOSIX\n');
    else if (c.operands[0] === 'charmap')
      yield* c.print(
        /utf-?8/i.test(env.get('LC_ALL') ?? env.get('LC_CTYPE') ?? env.get('LANG') ?? '')
          ? 'UTF-8\n'
          : 'ANSI_X3.4-1968\n',
      );
    else {
      const [lang, all] = [env.get('LANG') ?? '', env.get('LC_ALL') ?? ''];
      yield* c.print(`LANG=${lang}\nLANGUAGE=${env.get('LANGUAGE') ?? ''}\n`);
      for (const category of CATEGORIES) {
        const own = env.get(`LC_${category}`);
        yield* c.print(
          `LC_${category}=${own !== undefined && all === '' ? own : `"${all || lang || 'POSIX'}"`}\n`,
        );
      }
      yield* c.print(`LC_ALL=${all}\n`);
    }
    return 0;
  },
});
