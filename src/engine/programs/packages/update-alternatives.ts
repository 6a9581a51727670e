// update-alternatives: names in the file system that one of several programs stands behind. Source: dpkg 1.22's own answers.
import { isErrno, type Process, type Task } from '../../kernel';
import { program } from '../shared/program';
import type { Call } from '../shared/program';
import { readStatus } from './debian/status-file';
import {
  best,
  type Choice,
  currentTarget,
  type Group,
  groupNames,
  point,
  readGroup,
  removeGroup,
  type Slave,
  writeGroup,
} from './debian/alternatives';

const ACTIONS: ReadonlySet<string> = new Set(
  'display query list get-selections config set set-selections install remove all remove-all auto'.split(' '),
);
const NEEDS: Readonly<Record<string, { readonly count: number; readonly text: string }>> = {
  install: { count: 4, text: '<link> <name> <path> <priority>' },
  remove: { count: 2, text: '<name> <path>' },
  set: { count: 2, text: '<name> <path>' },
};
const HINT = "\nUse 'update-alternatives --help' for program usage information.\n";

function* run(c: Call): Task<number> {
  const { args } = c;
  const usage = function* (problem: string): Task<number> {
    yield* c.out.flush();
    yield* c.p.stderr.write(`update-alternatives: ${problem}\n${HINT}`);
    return 2;
  };
  let action: string | undefined;
  const words: string[] = [];
  const slaves: Slave[] = [];
  const flags = new Set<string>();
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] ?? '';
    const name = arg.slice(2);
    if (arg === '--version' || arg === '--help') {
      const version = readStatus(c.p).get('dpkg')?.version ?? '';
      yield* c.print(
        `update-alternatives version ${version}.\n\nThis is free software; see the GNU General Public License version 2 or\nlater for copying conditions. There is NO warranty.\n`,
      );
      return 0;
    }
    if (arg === '--slave') {
      const [link = '', slave = '', path = ''] = args.slice(at + 1, at + 4);
      if (action !== 'install') return yield* usage('--slave only allowed with --install');
      if (path === '') return yield* usage('--slave needs <link> <name> <path>');
      slaves.push({ link, name: slave, path });
      at += 3;
    } else if (['--force', '--quiet', '--verbose', '--skip-auto', '--debug'].includes(arg)) flags.add(name);
    else if (['--altdir', '--admindir', '--instdir', '--root', '--log'].includes(arg.split('=')[0] ?? ''))
      return yield* usage(`${arg} is not modelled on this simulated machine`);
    else if (arg.startsWith('--') && ACTIONS.has(name)) {
      if (action !== undefined) return yield* usage(`two commands specified: ${arg} and --${action}`);
      action = name;
    } else if (arg.startsWith('-')) return yield* usage(`unknown option '${arg}'`);
    else words.push(arg);
  }
  if (action === undefined)
    return yield* usage(
      'need --display, --query, --list, --get-selections, --config, --set, --set-selections, --install, --remove, --all, --remove-all or --auto',
    );
  const need = NEEDS[action] ?? { count: /selections|^all$/.test(action) ? 0 : 1, text: '<name>' };
  if (words.length < need.count) return yield* usage(`--${action} needs ${need.text}`);
  const priority = words[3] ?? '';
  if (action === 'install' && !/^-?\d+$/.test(priority))
    return yield* usage(`priority '${priority}' must be an integer`);
  const doing = new Alternatives(c, flags.has('quiet'));
  return yield* doing.act(action, words, slaves);
}

class Alternatives {
  constructor(
    readonly c: Call,
    readonly isQuiet: boolean,
  ) {}

  get p(): Process {
    return this.c.p;
  }

  *say(text: string): Task<void> {
    if (!this.isQuiet) yield* this.c.print(`update-alternatives: ${text}\n`);
  }

  *fail(problem: string): Task<never> {
    return yield* this.c.fail(`error: ${problem}`, 2);
  }

  *act(action: string, words: readonly string[], slaves: readonly Slave[]): Task<number> {
    const [first = '', second = ''] = words;
    if (action === 'install') return yield* this.install(words, slaves);
    if (action === 'get-selections') return yield* this.selections();
    if (action === 'set-selections' || action === 'all')
      return yield* this.fail(`--${action} is not modelled on this simulated machine`);
    const group = readGroup(this.p, first);
    if (group === undefined) {
      if (action !== 'remove' && action !== 'remove-all')
        return yield* this.fail(`no alternatives for ${first}`);
      if (action === 'remove-all') return 0;
      yield* this.c.warn(`warning: no alternatives for ${first}`);
      return 0;
    }
    switch (action) {
      case 'list':
        for (const { path } of group.choices) yield* this.c.print(`${path}\n`);
        return 0;
      case 'display':
        yield* this.c.print(displayed(this.p, group));
        return 0;
      case 'query':
        yield* this.c.print(queried(this.p, group));
        return 0;
      case 'config':
        return yield* this.config(group);
      case 'set':
        return yield* this.set(group, second);
      case 'auto':
        return yield* this.settle({ ...group, mode: 'auto' }, currentTarget(this.p, group));
      case 'remove':
        return yield* this.remove(group, second);
    }
    yield* this.guard(() => removeGroup(this.p, group));
    return 0;
  }

  /** What only root may do. */
  *guard(change: () => void): Task<void> {
    try {
      change();
    } catch (error) {
      if (!isErrno(error)) throw error;
      yield* this.fail(`unable to create file '/var/lib/dpkg/alternatives': Permission denied`);
    }
  }

  *install(words: readonly string[], slaves: readonly Slave[]): Task<number> {
    const [link = '', name = '', path = '', priority = ''] = words;
    if (!link.startsWith('/'))
      return yield* this.fail(`alternative link is not absolute as it should be: ${link}`);
    if (!path.startsWith('/'))
      return yield* this.fail(`alternative path is not absolute as it should be: ${path}`);
    if (/[/\s]/.test(name))
      return yield* this.fail(`alternative name (${name}) must not contain '/' and spaces`);
    if (!this.p.files.exists(path)) return yield* this.fail(`alternative path ${path} doesn't exist`);
    const there = readGroup(this.p, name);
    const choice: Choice = {
      path,
      priority: Number(priority),
      slaves: new Map(slaves.map((one) => [one.name, one.path])),
    };
    const others = (there?.choices ?? []).filter((one) => one.path !== path);
    const known = (there?.slaves ?? []).filter((one) => !slaves.some((slave) => slave.name === one.name));
    const group: Group = {
      name,
      link,
      mode: there?.mode ?? 'auto',
      slaves: [...known, ...slaves.map((one) => ({ name: one.name, link: one.link }))],
      choices: [...others, choice].sort((a, b) => (a.path < b.path ? -1 : 1)),
    };
    return yield* this.settle(group, there === undefined ? undefined : currentTarget(this.p, there));
  }

  /** Writes a group; in auto mode the best one stands behind its name. */
  *settle(group: Group, before: string | undefined): Task<number> {
    const first = best(group);
    yield* this.guard(() => writeGroup(this.p, group));
    if (first === undefined || group.mode !== 'auto' || first.path === before) return 0;
    return yield* this.use(group, first);
  }

  *use(group: Group, choice: Choice): Task<number> {
    yield* this.say(`using ${choice.path} to provide ${group.link} (${group.name}) in ${group.mode} mode`);
    yield* this.guard(() => point(this.p, group, choice));
    return 0;
  }

  *set(group: Group, path: string): Task<number> {
    const choice = group.choices.find((one) => one.path === path);
    if (choice === undefined)
      return yield* this.fail(`alternative ${path} for ${group.name} not registered; not setting`);
    const isSame = group.mode === 'manual' && currentTarget(this.p, group) === path;
    const manual: Group = { ...group, mode: 'manual' };
    yield* this.guard(() => writeGroup(this.p, manual));
    return isSame ? 0 : yield* this.use(manual, choice);
  }

  *remove(group: Group, path: string): Task<number> {
    const rest = group.choices.filter((one) => one.path !== path);
    if (rest.length === group.choices.length) {
      yield* this.c.warn(`warning: alternative ${path} for ${group.name} not registered; not removing`);
      return 0;
    }
    if (rest.length === 0) {
      yield* this.guard(() => removeGroup(this.p, group));
      return 0;
    }
    const current = currentTarget(this.p, group);
    if (current !== path) {
      yield* this.guard(() => writeGroup(this.p, { ...group, choices: rest }));
      return 0;
    }
    if (group.mode === 'manual')
      yield* this.c.warn(
        `warning: removing manually selected alternative - switching ${group.name} to auto mode`,
      );
    return yield* this.settle({ ...group, mode: 'auto', choices: rest }, current);
  }

  *selections(): Task<number> {
    for (const name of groupNames(this.p)) {
      const group = readGroup(this.p, name);
      if (group === undefined) continue;
      const target = currentTarget(this.p, group) ?? '';
      yield* this.c.print(`${name.padEnd(30)} ${group.mode.padEnd(8)} ${target}\n`);
    }
    return 0;
  }

  *config(group: Group): Task<number> {
    const { choices } = group;
    const current = currentTarget(this.p, group);
    yield* this.c.print(menu(group, current));
    yield* this.c.out.flush();
    const answer = (yield* this.p.stdin.readLine())?.trim() ?? '';
    if (answer === '') return 0;
    const number = Number(answer);
    if (answer === '0') return yield* this.settle({ ...group, mode: 'auto' }, current);
    const chosen = Number.isInteger(number)
      ? choices[number - 1]
      : choices.find(({ path }) => path === answer);
    if (chosen === undefined) return yield* this.config(group);
    return yield* this.set(group, chosen.path);
  }
}

function menu({ name, link, choices, mode, ...rest }: Group, current: string | undefined): string {
  const [is, plural] = choices.length === 1 ? ['is', ''] : ['are', 's'];
  const first = best({ name, link, choices, mode, ...rest });
  const width = Math.max(0, ...choices.map((one) => one.path.length)) + 2;
  const row = (mark: string, number: number, path: string, priority: number, status: string): string => {
    const shown = `${priority < 0 ? '' : ' '}${priority}`;
    return `${mark} ${String(number).padEnd(12)} ${path.padEnd(width)} ${shown.padEnd(10)} ${status}\n`;
  };
  const rows = choices.map(({ path, priority }, index) =>
    row(mode === 'manual' && path === current ? '*' : ' ', index + 1, path, priority, 'manual mode'),
  );
  return (
    `There ${is} ${choices.length} choice${plural} for the alternative ${name} (providing ${link}).\n\n` +
    `  Selection    ${'Path'.padEnd(width)} Priority   Status\n` +
    '------------------------------------------------------------\n' +
    row(mode === 'auto' ? '*' : ' ', 0, first?.path ?? '', first?.priority ?? 0, 'auto mode') +
    `${rows.join('')}\nPress <enter> to keep the current choice[*], or type selection number: `
  );
}

function displayed(p: Process, group: Group): string {
  const { name, mode, link, slaves, choices } = group;
  const current = currentTarget(p, group);
  const lines = [
    `${name} - ${mode} mode`,
    `  link best version is ${best(group)?.path ?? ''}`,
    current === undefined ? '  link currently absent' : `  link currently points to ${current}`,
    `  link ${name} is ${link}`,
    ...sorted(slaves).map((slave) => `  slave ${slave.name} is ${slave.link}`),
    ...choices.flatMap(({ path, priority, slaves: own }) => [
      `${path} - priority ${priority}`,
      ...sorted(slaves).flatMap((slave) => {
        const target = own.get(slave.name);
        return target === undefined ? [] : [`  slave ${slave.name}: ${target}`];
      }),
    ]),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function sorted(slaves: Group['slaves']): Group['slaves'] {
  return [...slaves].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function queried(p: Process, group: Group): string {
  const { name, mode, link, slaves, choices } = group;
  const all = sorted(slaves);
  const lines = [
    `Name: ${name}`,
    `Link: ${link}`,
    ...(all.length === 0 ? [] : ['Slaves:', ...all.map((slave) => ` ${slave.name} ${slave.link}`)]),
    `Status: ${mode}`,
    `Best: ${best(group)?.path ?? ''}`,
    `Value: ${currentTarget(p, group) ?? 'none'}`,
    ...choices.flatMap(({ path, priority, slaves: own }) => [
      '',
      `Alternative: ${path}`,
      `Priority: ${priority}`,
      ...(own.size === 0
        ? []
        : [
            'Slaves:',
            ...all.filter((one) => own.has(one.name)).map((one) => ` ${one.name} ${own.get(one.name) ?? ''}`),
          ]),
    ]),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

export const updateAlternatives = program({
  id: 'dpkg/update-alternatives',
  flavours: ['gnu'],
  stopAtOperand: 'raw',
  run,
});
