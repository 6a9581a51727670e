import { createMachine, type Machine, type Result } from '../../../../src/engine';
import type { World } from '../../../../src/engine/world';
import { Chance } from './chance';
import { mutatedDockerfile, type WrittenDockerfile } from './dockerfiles';
import { MOST_FINDINGS, OURS, SEED, stackOf } from './throw';

const BUILDS_PER_MACHINE = 100;
/** What a build may take in turns, and in milliseconds of processor time. */
const BUDGET = { maxSteps: 20_000, maxOutputBytes: 200_000 };
const MOST_CPU_MS = 5_000;

const FLAGS = [
  '--check', '--check', '--no-cache', '--target build', '--target 0', '--target nosuch', '--build-arg A=2', '--build-arg A=', '--build-arg BASE=x',
  '--platform linux/arm64', '--secret id=s,src=/etc/hostname', '--progress quiet', '--progress rawjson', '--explain', '-o out', '-o - > /x.tar', '--call outline',
  '-o type=oci,dest=/x.tar', '-o type=docker,dest=/x.tar', '--allow network.host', '--allow x', '--annotation index:a=b', '--call targets', '--network none', '--pull', '--label a=b', '--provenance=false',
  '--platform linux/amd64,linux/arm64', '--platform linux/arm64,linux/s390x -o type=oci,dest=/x.tar', '--platform linux/amd64,linux/arm64 -o out',
  '--build-arg SOURCE_DATE_EPOCH=0', '--build-arg SOURCE_DATE_EPOCH=x', '--iidfile /iid', '--metadata-file /m', '--no-cache-filter build', '--build-context build=.',
  '--build-context alpine=docker-image://busybox', '--add-host a:1.2.3.4', '--ulimit nofile=9', '--shm-size 1m', '--ssh default', '--attest type=provenance,mode=max',
  '--cache-to type=local,dest=/c --cache-from type=local,src=/c', '--cache-to type=inline', '--network host', '--add-host a', '-t a:b -t A', '--load', '--push',
]; // prettier-ignore

/** Builds so many Dockerfiles; gives what showed a mistake of ours, each with its Dockerfile. */
export function throwDockerfiles(
  world: World,
  count: number,
  seeds: readonly WrittenDockerfile[],
): readonly string[] {
  const found: string[] = [];
  for (let done = 0; done < count && found.length < MOST_FINDINGS; done += BUILDS_PER_MACHINE) {
    const seed = SEED * 1_000_000 + done;
    const chance = new Chance(seed);
    const machine = createMachine(world, { seed: String(seed), budget: BUDGET });
    for (let i = 0; i < Math.min(BUILDS_PER_MACHINE, count - done); i++) {
      const written = mutatedDockerfile(chance, seeds);
      const line = `docker build -t app . ${chance.is(0.3) ? chance.of(FLAGS) : ''}`;
      found.push(...findingsOf(machine, line, written));
    }
  }
  return found;
}

function findingsOf(machine: Machine, line: string, { text, files }: WrittenDockerfile): readonly string[] {
  const known = machine.bugs.length;
  const before = process.cpuUsage();
  try {
    machine.type('cd / && rm -rf /w && mkdir /w && cd /w');
    for (const [path, content] of files) machine.writeFile(`/w/${path}`, content);
    machine.writeFile('/w/Dockerfile', text);
    const result = machine.type(line);
    const { user, system } = process.cpuUsage(before);
    const cpuMs = (user + system) / 1000;
    const bugs = machine.bugs.slice(known).map(({ error }) => `${String(error)}${stackOf(error)}`);
    const slow = cpuMs > MOST_CPU_MS ? [`takes ${cpuMs} ms`] : [];
    return [...bugs, ...slow, ...wrongEnds(line, text, result)].map(
      (what) => `${line}\n${JSON.stringify(text)}\n${what}`,
    );
  } catch (error) {
    return [`${line}\n${JSON.stringify(text)}\nthrows ${String(error)}${stackOf(error)}`];
  }
}

const EXCERPT = /^Dockerfile:(\d+)\n-{20}\n((?: +\d+ \| (?:>>>| {3}) [^\n]*\n)+)-{20}\n/m;
const ERROR = /^ERROR: (?:failed to build: )?\S.*/m;
/** What is about no line of the Dockerfile, and what has none in BuildKit either. */
const WITHOUT_PLACE = [
  /the Dockerfile cannot be empty/,
  /dockerfile contains no stages to build/,
  /target stage ".*" could not be found/,
  /invalid stage index/,
  /failed to load LLB: \S+ is not allowed/,
  /unknown entitlement x/,
  /variable expansion is not supported for --from/,
  /invalid escape token/,
  /failed to parse check options/,
  /index annotations not supported for single platform export/,
  /lint violation found/,
  /invalid tag "A"/,
  /invalid host a$/,
  /invalid empty ssh agent socket/,
  /invalid SOURCE_DATE_EPOCH/,
  /failed to push docker\.io/,
  /no match for platform in manifest/,
  /failed to process ".*": unsupported modifier/,
  /illegal exclusion pattern/,
  /syntax error in pattern/,
  // A RUN of no words: BuildKit notices when it writes the graph down, which knows no lines.
  /failed to marshal LLB definition: arguments are required/,
  /is not modelled here/,
];

/** What is wrong with how a build ended: neither done nor an error in BuildKit's form. */
function wrongEnds(line: string, text: string, { stdout, stderr, status, ended }: Result): readonly string[] {
  const said = OURS.exec(`${stdout}\n${stderr}`)?.[0].trim();
  if (said !== undefined && !text.includes(said)) return [`says ${said}: ${stderr}`];
  // A command that never ends keeps a real build waiting, too.
  const isHidden = /quiet|rawjson/.test(line);
  if (ended !== 'exit') return isHidden || isRunning(stderr) ? [] : [`is ${ended}: ${stderr}`];
  if (status === 0 || stdout.startsWith('Check complete, ')) return [];
  const error = ERROR.exec(stderr)?.[0];
  if (status !== 1 || error === undefined) return [`ends with ${status}: ${stderr}`];
  const [, first, lines = ''] = EXCERPT.exec(stderr) ?? [];
  if (first === undefined) {
    return WITHOUT_PLACE.some((known) => known.test(error)) ? [] : [`has no place: ${stderr}`];
  }
  const named = /parse error on line (\d+)/.exec(error)?.[1] ?? first;
  const isMarked = new RegExp(`^ +${first} \\| >>>`, 'm').test(lines);
  return isMarked && named === first ? [] : [`marks another line: ${stderr}`];
}

/** Whether the last thing that plain progress told of is a command. */
function isRunning(stderr: string): boolean {
  const last = stderr.split(/\n(?=#\d+ \[)/).at(-1) ?? '';
  return /^#\d+ \[.*\] RUN /.test(last);
}
