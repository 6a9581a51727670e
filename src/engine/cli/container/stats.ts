// docker container stats
import type { Container, ContainerStats } from '../../daemon';
import { containerStats, findContainer } from '../../daemon';
import { textSetting } from '../client-config';
import { implement } from '../context';
import { containerStats as declaration } from '../declarations/container';
import { formatList, statsFields, statsFormat, statsType, type StatsEntry } from '../formats';

const tickMs = 1000;
const clearScreen = '\x1b[H\x1b[2J';

export const stats = implement(declaration, function* (context) {
  const { flags, daemon, operands, process } = context;
  const named = operands.map((name) => ({ name, container: findContainer(daemon, name) }));
  const format = statsFormat(flags.format || textSetting(context, 'statsFormat') || 'table');
  const before = new Map<string, ContainerStats>();
  const all = (): readonly { readonly name: string; readonly container: Container }[] =>
    named.length > 0
      ? named
      : [...daemon.containers.values()]
          .filter(({ state }) => flags.all || state.isRunning)
          .reverse()
          .map((container) => ({ name: container.id, container }));
  const measure = ({
    name,
    container,
  }: {
    readonly name: string;
    readonly container: Container;
  }): StatsEntry => {
    const now = containerStats(daemon, container);
    const last = before.get(container.id);
    if (now !== undefined) before.set(container.id, now);
    return entryOf(name, container, now, last);
  };
  for (const one of all()) measure(one);
  for (;;) {
    yield* process.sleep(tickMs);
    const shown = all();
    const rows = shown.map((one) => statsFields(measure(one), { isTruncated: !flags['no-trunc'] }));
    const table = yield* formatList(process, format, statsType, rows);
    yield* context.stdout.write(flags['no-stream'] ? table : clearScreen + table);
    if (flags['no-stream'] || (named.length > 0 && shown.every(({ container }) => container.isRemoved)))
      return 0;
  }
});

function entryOf(
  name: string,
  container: Container,
  now: ContainerStats | undefined,
  last: ContainerStats | undefined,
): StatsEntry {
  const elapsedMs = now === undefined || last === undefined ? 0 : now.atMs - last.atMs;
  const usedMs = now === undefined || last === undefined ? 0 : now.cpuMs - last.cpuMs;
  return {
    container: name,
    id: container.id,
    name: `/${container.name}`,
    cpuPercent: elapsedMs > 0 ? (usedMs / elapsedMs) * 100 : 0,
    memoryBytes: now?.memoryBytes ?? 0,
    memoryLimitBytes: now?.memoryLimitBytes ?? 0,
    memoryPercent: now === undefined ? 0 : (now.memoryBytes / now.memoryLimitBytes) * 100,
    networkRxBytes: 0,
    networkTxBytes: 0,
    blockReadBytes: 0,
    blockWriteBytes: 0,
    pids: now?.pids ?? 0,
    isInvalid: false,
  };
}
