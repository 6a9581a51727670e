// ping, as iputils and BusyBox have it. Source: ping(8); both programs' statistics.
import { isErrno, type ErrnoCode, type Task } from '../../kernel';
import { parseAddress, parsePrefix, prefixHolds } from '../../units';
import { type Call, program } from '../shared/program';

const DATA_BYTES = 56;
const ICMP_HEADER_BYTES = 8;
const IP_HEADER_BYTES = 20;
const HOPS = 64;
/** The greatest number that iputils counts to. */
const MOST_COUNT = '9223372036854775807';
/** A reply of the same host differs by so much from one to the next, as a share of the way. */
const JITTER = 0.4;

interface Echoes {
  sent: number;
  readonly times: number[];
  /** Answers that nobody is there (iputils tells of them). */
  errors: number;
}

interface Plan {
  readonly host: string;
  readonly address: string;
  readonly count: number;
  readonly intervalMs: number;
  readonly deadlineMs: number;
  readonly dataBytes: number;
  readonly isQuiet: boolean;
}

const OPTIONS = {
  count: 'c=COUNT',
  interval: 'i=SECS',
  deadline: 'w=SECS',
  timeout: 'W=SECS',
  size: 's=SIZE',
  quiet: 'q',
  numeric: 'n',
  ipv4: '4',
  ipv6: '6',
  ttl: 't=TTL',
  from: 'I=IFACE',
  adaptive: 'A',
  stamps: 'D',
} as const;
type PingCall = Call<typeof OPTIONS>;

export const ping = program({
  id: 'iputils-ping/ping',
  names: ['ping4', 'ping6'],
  usage: '[options] <destination>',
  busyboxUsage: '[OPTIONS] HOST',
  options: OPTIONS,
  busyboxNumbers: 'ctwW',
  usageStatus: 2,
  busyboxLacks: 'D',
  *run(c) {
    const [host] = c.operands;
    if (host === undefined) {
      if (!c.gnu) return yield* c.usageError();
      return yield* c.fail('usage error: Destination address required', 2);
    }
    const count = yield* numberOf(c, c.flags.count);
    if (c.gnu && count !== undefined && count < 1)
      return yield* c.fail(
        `invalid argument: '${c.flags.count ?? ''}': out of range: 1 <= value <= ${MOST_COUNT}`,
      );
    const interval = yield* numberOf(c, c.flags.interval);
    const deadline = yield* numberOf(c, c.flags.deadline);
    const size = yield* numberOf(c, c.flags.size);
    let address: string;
    try {
      address = yield* c.p.network.resolve(host, c.flags.ipv6 || c.name === 'ping6' ? 6 : 4);
    } catch (error) {
      if (!isErrno(error)) throw error;
      if (!c.gnu) return yield* c.fail(`bad address '${host}'`);
      const words =
        error.code === 'EAGAIN' ? 'Temporary failure in name resolution' : 'Name or service not known';
      return yield* c.fail(`${host}: ${words}`, 2);
    }
    return yield* run(c, {
      host,
      address,
      count: count ?? Infinity,
      intervalMs: (interval ?? 1) * 1000,
      deadlineMs: c.p.nowMs + (deadline ?? Infinity) * 1000,
      dataBytes: size ?? DATA_BYTES,
      isQuiet: c.flags.quiet,
    });
  },
});

function* numberOf(c: PingCall, text: string | undefined): Task<number | undefined> {
  if (text === undefined || /^-?\d+(\.\d+)?$/.test(text))
    return text === undefined ? undefined : Number(text);
  return yield* c.fail(c.gnu ? `invalid argument: '${text}'` : `invalid number '${text}'`);
}

function* run(c: PingCall, plan: Plan): Task<number> {
  const { p } = c;
  const { host, address, dataBytes } = plan;
  const onWire = dataBytes + ICMP_HEADER_BYTES;
  const sizes =
    c.gnu && !address.includes(':')
      ? `${dataBytes}(${onWire + IP_HEADER_BYTES}) bytes of data.`
      : `${dataBytes} data bytes`;
  yield* c.print(`PING ${host} (${address})${c.gnu ? ' ' : ': '}${sizes}\n`);
  // iputils writes by lines; BusyBox, where nobody watches, when an answer is told and at the end.
  const writesLines = c.gnu || p.isatty(1);
  if (writesLines) yield* c.out.flush();
  p.setDisposition('INT', 'catch');
  const startMs = p.nowMs;
  const echoes: Echoes = { sent: 0, times: [], errors: 0 };
  try {
    while (echoes.sent < plan.count && p.nowMs < plan.deadlineMs) {
      if (echoes.sent > 0) yield* p.sleep(Math.min(plan.intervalMs, plan.deadlineMs - p.nowMs));
      if (p.nowMs >= plan.deadlineMs) break;
      const answered = echoes.times.length;
      yield* sendOne(c, plan, echoes);
      if (writesLines || (!plan.isQuiet && echoes.times.length > answered)) yield* c.out.flush();
    }
  } catch (error) {
    // Ctrl-C: what was seen so far is summed up.
    if (!isErrno(error) || error.code !== 'EINTR') throw error;
  }
  yield* c.print(statistics(c.gnu, plan, echoes, p.nowMs - startMs));
  return echoes.times.length > 0 ? 0 : 1;
}

function* sendOne(c: PingCall, plan: Plan, echoes: Echoes): Task<void> {
  const { p } = c;
  const { address, host } = plan;
  echoes.sent++;
  const number = c.gnu ? echoes.sent : echoes.sent - 1;
  let ms: number;
  try {
    ms = (yield* p.network.ping(address)) * (1 - JITTER / 2 + JITTER * p.random());
  } catch (error) {
    if (!isErrno(error) || error.code === 'EINTR') throw error;
    yield* sayLost(c, address, number, error.code, echoes);
    return;
  }
  echoes.times.push(ms);
  if (plan.isQuiet) return;
  const from = c.gnu && host !== address ? `${host} (${address})` : address;
  const words = c.gnu ? 'icmp_seq' : 'seq';
  yield* c.print(
    `${plan.dataBytes + ICMP_HEADER_BYTES} bytes from ${from}: ${words}=${number} ttl=${HOPS} time=${ms.toFixed(3)} ms\n`,
  );
}

/** No way to the network ends BusyBox at once; no answer on the own network is told by iputils only. */
function* sayLost(c: PingCall, address: string, number: number, code: ErrnoCode, echoes: Echoes): Task<void> {
  const { p } = c;
  if (code === 'ENETUNREACH') {
    if (!c.gnu) yield* c.fail('sendto: Network is unreachable');
    yield* c.fail('connect: Network is unreachable', 2);
  }
  const own = p.network.interfaces
    .flatMap((one) => [one.address, one.ipv6 ?? []].flat())
    .find((one) => isOn(one, address));
  if (!c.gnu || own === undefined) return;
  echoes.errors++;
  yield* c.print(`From ${own.replace(/\/.*/, '')} icmp_seq=${number} Destination Host Unreachable\n`);
}

/** Whether `address` belongs to the network of an interface such as `172.18.0.2/16`. */
function isOn(interfaceAddress: string, address: string): boolean {
  const prefix = parsePrefix(interfaceAddress);
  const bytes = parseAddress(address);
  return prefix !== undefined && bytes !== undefined && prefixHolds(prefix, bytes);
}

function statistics(gnu: boolean, { host }: Plan, { sent, times, errors }: Echoes, ms: number): string {
  const loss = sent === 0 ? 0 : Math.floor((100 * (sent - times.length)) / sent);
  const failed = errors > 0 ? `+${errors} errors, ` : '';
  const counts = gnu
    ? `${sent} packets transmitted, ${times.length} received, ${failed}${loss}% packet loss, time ${Math.floor(ms)}ms`
    : `${sent} packets transmitted, ${times.length} packets received, ${loss}% packet loss`;
  const head = `\n--- ${host} ping statistics ---\n${counts}\n`;
  if (times.length === 0) return gnu ? `${head}\n` : head;
  const average = times.reduce((sum, time) => sum + time, 0) / times.length;
  const figures = [Math.min(...times), average, Math.max(...times)];
  if (!gnu) return `${head}round-trip min/avg/max = ${figures.map((one) => one.toFixed(3)).join('/')} ms\n`;
  const deviation = Math.sqrt(times.reduce((sum, time) => sum + (time - average) ** 2, 0) / times.length);
  return `${head}rtt min/avg/max/mdev = ${[...figures, deviation].map((one) => one.toFixed(3)).join('/')} ms\n`;
}
