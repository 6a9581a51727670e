// What the engine costs: `npm run bench [-- PART-OF-A-TASK'S-NAME …]`. Figures are CPU time, also given as a multiple of a loop
// that costs the same everywhere; how they grow with the size of the task (1 is linear); and what the heap holds afterwards.
import { createMachine, type Machine } from '../engine';
import { wholeLaptop } from '../engine/world/whole';
import { baselineMs, cpuMs, growthExponent, heapMiB } from './measure';

const world = wholeLaptop();

interface Sample {
  readonly size: number;
  readonly ms: number;
  /** What the engine holds after it, in MiB: what it did not hold before. */
  readonly heldMiB: number;
}

interface Task {
  readonly name: string;
  readonly sizes: readonly number[];
  /** Milliseconds for each unit of `size`, or (`isWhole`) for the whole, that it may take. */
  readonly targetMs?: number;
  readonly isWhole?: boolean;
  /** It can be done again and costs the same: it is done so often, and the quickest time counts. */
  readonly rounds?: number;
  /** Nothing of the engine has run before. */
  readonly isCold?: boolean;
  /** What is not measured; gives what is. What that gives is held until the heap was looked at. */
  readonly prepare: (size: number) => () => unknown;
}

/** The engine did not do what was to be measured. */
class RefusedError extends Error {}

function newMachine(): Machine {
  const machine = createMachine(world, { seed: 'bench', budget: { maxSteps: 1e9, maxOutputBytes: 1e9 } });
  succeed(machine, 'docker pull -q busybox');
  return machine;
}

function succeed(machine: Machine, line: string): string {
  const { stdout, stderr, status } = machine.type(line);
  if (status !== 0) throw new RefusedError(`${line}: ${stderr.trim()} (status ${status})`);
  return stdout;
}

function withContainers(count: number): Machine {
  const machine = newMachine();
  for (let i = 0; i < count; i++) succeed(machine, 'docker create busybox true');
  return machine;
}

function withFiles(count: number): Machine {
  const machine = newMachine();
  for (let i = 0; i < count; i++)
    machine.writeFile(`/tmp/tree/${Math.floor(i / 100)}/file-${i}`, `content of ${i}\n`);
  succeed(machine, 'docker create --name box busybox true');
  return machine;
}

/** A Dockerfile of so many RUN steps; `last` is in the last one. */
function writeSteps(machine: Machine, count: number, last: string): void {
  const steps = Array.from(
    { length: count },
    (_, i) => `RUN echo ${i === count - 1 ? last : i} > /step-${i}`,
  );
  machine.writeFile('/tmp/steps/Dockerfile', ['FROM busybox', ...steps, ''].join('\n'));
}

function withContext(count: number): Machine {
  const machine = newMachine();
  for (let i = 0; i < count; i++)
    machine.writeFile(`/tmp/context/src/${Math.floor(i / 100)}/file-${i}`, `content of ${i}\n`);
  machine.writeFile('/tmp/context/Dockerfile', 'FROM busybox\nCOPY src /src\n');
  succeed(machine, 'docker build -q -t context /tmp/context');
  return machine;
}

/** A new machine with a terminal, up to its prompt. */
function startMachine(seed: string): Machine {
  const machine = createMachine(world, { seed });
  const terminal = machine.openTerminal({ columns: 100, rows: 40 });
  machine.advance({ maxSteps: 1e6, stop: () => terminal.prompting() });
  if (!terminal.prompting()) throw new RefusedError('there is no prompt');
  return machine;
}

/** What a page of the notes has typed before an example. */
const PAGE_LINES = [
  'docker run --rm busybox echo hello',
  'docker run -d --name web nginx',
  'docker ps',
  'docker exec web ls /etc/nginx',
  'docker logs web',
  'mkdir site && echo hi > site/index.html',
  "printf 'FROM busybox\\nCOPY index.html /\\nRUN wc -c index.html\\n' > site/Dockerfile",
  'docker build -t site site',
  'docker images',
  'docker rm -f web',
];

const STEP_COUNTS = [50, 100];
const FILE_COUNTS = [1_250, 2_500, 5_000, 10_000];
/** What a reader's project has, and what a large one has. */
const CONTEXT_FILE_COUNTS = [10, ...FILE_COUNTS];
const CONTAINER_COUNTS = [125, 250, 500, 1_000];

/** The steps of a tree's way through the engine; each is measured after those before it. */
const TREE_STEPS = [
  ['docker cp of files', 'docker cp /tmp/tree box:/tree'],
  ['docker diff of files', 'docker diff box | wc -l'],
  ['docker commit of files', 'docker commit box tree'],
  ['docker save of files', 'docker save -o /tmp/tree.tar tree'],
  ['docker load of files', 'docker load -i /tmp/tree.tar'],
] as const;

const TASKS: readonly Task[] = [
  {
    name: 'the first machine of a page, up to its prompt',
    sizes: [1],
    isCold: true,
    // A page has 300 ms for the first command on a computer four times slower; half of that is for loading the code.
    targetMs: 37,
    prepare: () => () => startMachine('bench'),
  },
  {
    name: 'a further machine, up to its prompt',
    sizes: [1, 10, 100],
    targetMs: 12,
    prepare: (size) => () => Array.from({ length: size }, (_, i) => startMachine(`bench ${i}`)),
  },
  {
    name: "a page's ten lines, each",
    sizes: [10, 100],
    // A line has 50 ms on a computer four times slower.
    targetMs: 12,
    prepare: (size) => () =>
      Array.from({ length: size / PAGE_LINES.length }, (_, i) => {
        const machine = createMachine(world, { seed: `bench ${i}` });
        for (const line of PAGE_LINES) succeed(machine, line);
        return machine;
      }),
  },
  {
    name: 'docker run --rm busybox true',
    sizes: CONTAINER_COUNTS,
    targetMs: 2,
    prepare(size) {
      const machine = newMachine();
      return () => {
        for (let i = 0; i < size; i++) succeed(machine, 'docker run --rm busybox true');
      };
    },
  },
  {
    name: 'docker create',
    sizes: CONTAINER_COUNTS,
    targetMs: 2,
    prepare(size) {
      const machine = newMachine();
      return () => {
        for (let i = 0; i < size; i++) succeed(machine, 'docker create busybox true');
      };
    },
  },
  {
    name: 'docker ps -a among containers',
    sizes: CONTAINER_COUNTS,
    targetMs: 20,
    isWhole: true,
    rounds: 5,
    prepare(size) {
      const machine = withContainers(size);
      return () => succeed(machine, 'docker ps -a');
    },
  },
  {
    name: 'a loop of the shell',
    sizes: [5_000, 10_000, 20_000, 40_000],
    prepare(size) {
      const machine = newMachine();
      return () => succeed(machine, `i=0; while [ $i -lt ${size} ]; do i=$((i+1)); done`);
    },
  },
  {
    name: 'docker build of steps, none cached',
    sizes: STEP_COUNTS,
    prepare(size) {
      const machine = newMachine();
      writeSteps(machine, size, 'one');
      return () => succeed(machine, 'docker build -q -t steps /tmp/steps');
    },
  },
  {
    name: 'docker build of steps, all cached',
    sizes: STEP_COUNTS,
    prepare(size) {
      const machine = newMachine();
      writeSteps(machine, size, 'one');
      succeed(machine, 'docker build -q -t steps /tmp/steps');
      return () => succeed(machine, 'docker build -q -t steps /tmp/steps');
    },
  },
  {
    name: 'docker build of steps, last changed',
    sizes: STEP_COUNTS,
    prepare(size) {
      const machine = newMachine();
      writeSteps(machine, size, 'one');
      succeed(machine, 'docker build -q -t steps /tmp/steps');
      writeSteps(machine, size, 'two');
      return () => succeed(machine, 'docker build -q -t steps /tmp/steps');
    },
  },
  {
    name: 'docker build, one file of the context changed',
    sizes: CONTEXT_FILE_COUNTS,
    targetMs: 50,
    isWhole: true,
    // Warm: the JavaScript engine takes about fifteen builds to learn all of this.
    rounds: 20,
    prepare(size) {
      const machine = withContext(size);
      let changes = 0;
      return () => {
        machine.writeFile('/tmp/context/src/0/file-0', `changed ${++changes} times\n`);
        return succeed(machine, 'docker build -q -t context /tmp/context');
      };
    },
  },
  ...TREE_STEPS.map(([name, line], index): Task => ({
    name,
    sizes: FILE_COUNTS,
    prepare(size) {
      const machine = withFiles(size);
      for (const [, before] of TREE_STEPS.slice(0, index)) succeed(machine, before);
      return () => succeed(machine, line);
    },
  })),
];

/** What was measured last, and what came of it: held until the heap was looked at. */
const measured: unknown[] = [];

function sample({ prepare, rounds = 1 }: Task, size: number): Sample {
  measured.length = 0;
  const before = heapMiB();
  const body = prepare(size);
  measured.push(body);
  const ms = Math.min(...Array.from({ length: rounds }, () => cpuMs(() => measured.push(body()))));
  return { size, ms, heldMiB: heapMiB() - before };
}

function report(task: Task, samples: readonly Sample[], baseline: number): boolean {
  for (const { size, ms, heldMiB } of samples) {
    const each = (ms * 1000) / size;
    console.log(
      `${task.name.padEnd(46)} ${String(size).padStart(6)} ${ms.toFixed(1).padStart(9)} ms ${each.toFixed(0).padStart(6)} us each ` +
        `${(ms / baseline).toFixed(2).padStart(8)} x baseline ${heldMiB.toFixed(1).padStart(7)} MiB held`,
    );
  }
  const last = samples.at(-1);
  const cost = last === undefined ? 0 : task.isWhole ? last.ms : last.ms / last.size;
  const isMet = task.targetMs === undefined || cost < task.targetMs;
  const target =
    task.targetMs === undefined
      ? ''
      : `target ${task.targetMs} ms${task.isWhole ? '' : ' each'}: ${isMet ? 'met' : 'MISSED'} (${cost.toFixed(2)} ms)`;
  const growth = growthExponent(samples.map(({ size, ms }) => [size, ms]));
  const remarks = [...(samples.length > 1 ? [`grows with size^${growth.toFixed(2)}`] : []), target];
  console.log(`${''.padEnd(46)} ${remarks.filter((remark) => remark !== '').join('; ')}\n`);
  return isMet;
}

/** Arguments: parts of tasks' names, to run only those. */
export function main(argv: readonly string[]): number {
  const chosen = TASKS.filter(({ name }) => argv.length === 0 || argv.some((part) => name.includes(part)));
  if (chosen.length === 0) {
    console.error(`No task's name has ${argv.join(' or ')} in it. There are:`);
    for (const { name } of TASKS) console.error(`  ${name}`);
    return 2;
  }
  const baseline = baselineMs();
  console.log(`baseline: ${baseline.toFixed(1)} ms\n`);
  let isAllMet = true;
  for (const task of chosen) {
    try {
      // The first time the JavaScript engine still learns what it is to run.
      if (task.isCold !== true) sample(task, task.sizes[0] ?? 1);
      const samples = task.sizes.map((size) => sample(task, size));
      isAllMet = report(task, samples, baseline) && isAllMet;
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      console.log(`${task.name.padEnd(46)} not measured: ${error.message}\n`);
      isAllMet = false;
    }
  }
  return isAllMet ? 0 : 1;
}
