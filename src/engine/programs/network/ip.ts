import type { NetworkInterface } from '../../kernel';
import { installedVersion } from '../shared/installed';
import { type Call, program } from '../shared/program';
import { addressOf, ipv6AddressesOf, isLoopback, mayChange, routesOf } from './interfaces';
import { ipv6RoutesText } from './ipv6-routes';

/** ip(8): what it shows. Changing anything needs NET_ADMIN, which containers do not have by themselves. */
export const ip = program({
  id: 'iproute2/ip',
  names: ['ipaddr', 'iproute', 'iplink'],
  paths: ['/usr/bin/ip', '/usr/sbin/ip'],
  usage: '[ OPTIONS ] OBJECT { COMMAND | help }',
  busyboxUsage: '[OPTIONS] address|route|link|neigh|rule [ARGS]',
  stopAtOperand: 'raw',
  *run(c) {
    const { p } = c;
    if (c.gnu && /^-V(?:ersion)?$/.test(c.args[0] ?? '')) {
      const version = installedVersion(p, 'iproute2')?.replace(/-.*$/, '') ?? '6.15.0';
      yield* c.print(`ip utility, iproute2-${version}, libbpf 1.5.0\n`);
      return 0;
    }
    const view = viewOf(c.args, c.gnu);
    if (typeof view === 'string') {
      if (!c.gnu) return yield* c.usageError();
      return yield* /^-(?:j(?:son)?|r(?:esolve)?|t(?:imestamp)?|ts(?:hort)?|n(?:etns)?|a(?:ll)?|b(?:atch)?|N(?:umeric)?|B|M|0)$/.test(
        view,
      )
        ? c.fail(`option ${view} is not modelled on this simulated machine`, 255)
        : exitWith(`Option "${view}" is unknown, try "ip -help".`, 255);
    }
    const words = [...(c.name === 'ip' ? [] : [c.name.slice(2)]), ...view.words];
    const [object = '', verb = 'show', ...rest] = words;
    if (object === '') return yield* c.usageError();
    if (!/^(s|sh|sho|show|l|li|lis|list|ls)$/.test(verb) && verb !== 'dev')
      return yield* mayChange(c.p)
        ? c.fail(
            `${object} ${verb} is not modelled here: the real one changes the network of its namespace`,
            2,
          )
        : c.gnu
          ? exitWith('RTNETLINK answers: Operation not permitted', 2)
          : exitWith('ip: RTNETLINK answers: Operation not permitted', 1);
    const name = verb === 'dev' ? rest[0] : rest.find((word) => word !== 'dev');
    if (/^a(d|dd|ddr|ddre|ddress)?$/.test(object) || /^l(i|in|ink)?$/.test(object)) {
      const chosen = p.network.interfaces.filter((one) => name === undefined || one.name === name);
      if (chosen.length === 0)
        return yield* exitWith(
          c.gnu ? `Device "${name ?? ''}" does not exist.` : `ip: can't find device '${name ?? ''}'`,
          1,
        );
      const withAddress = object.startsWith('a');
      for (const one of chosen) {
        const link = linkOf(one, p.network.interfaces.indexOf(one) + 1);
        yield* c.print(shown(link, withAddress, view, c));
      }
      return 0;
    }
    if (/^r(o|ou|out|oute)?$/.test(object)) {
      if (view.family === 6) {
        yield* c.print(ipv6RoutesText(p, c.gnu));
        return 0;
      }
      for (const route of routesOf(p)) {
        yield* c.print(
          route.via === undefined
            ? `${route.to} dev ${route.name} ${c.gnu ? 'proto kernel ' : ''}scope link ${c.gnu ? '' : ' '}src ${route.source} \n`
            : `default via ${route.via} dev ${route.name} \n`,
        );
      }
      return 0;
    }
    if (/^ru(?:le?)?$/.test(object)) {
      const end = c.gnu ? '' : ' ';
      for (const [place, table] of [
        [0, 'local'],
        [32_766, 'main'],
        [32_767, 'default'],
      ])
        yield* c.print(`${place ?? 0}:\tfrom all lookup ${table ?? ''}${end}\n`);
      return 0;
    }
    if (/^(n|ne|nei|neigh|neighbour|neighbor)$/.test(object)) return 0;
    return yield* exitWith(
      c.gnu ? `Object "${object}" is unknown, try "ip help".` : c.helpText().trimEnd(),
      1,
    );

    function* exitWith(message: string, status: number) {
      yield* p.stderr.write(`${message}\n`);
      return status;
    }
  },
});

/** How things are to be shown. */
interface View {
  /** The arguments after the options. */
  readonly words: readonly string[];
  readonly isBrief: boolean;
  readonly isOneLine: boolean;
  readonly family: 4 | 6 | undefined;
}

/** A text: an option that is not known. */
function viewOf(args: readonly string[], isGnu: boolean): View | string {
  let view: View = { words: args, isBrief: false, isOneLine: false, family: undefined };
  for (;;) {
    const [option = '', value, ...rest] = view.words;
    if (!option.startsWith('-')) return view;
    const words = view.words.slice(1);
    if (/^-o(n(e(l(i(n(e)?)?)?)?)?)?$/.test(option)) view = { ...view, words, isOneLine: true };
    else if (option === '-4') view = { ...view, words, family: 4 };
    else if (option === '-6') view = { ...view, words, family: 6 };
    else if (/^-f(a(m(i(l(y)?)?)?)?)?$/.test(option))
      view = { ...view, words: rest, family: value === 'inet' ? 4 : value === 'inet6' ? 6 : undefined };
    else if (isGnu && /^-br(ief)?$/.test(option)) view = { ...view, words, isBrief: true };
    else if (isGnu && /^-(c(olor)?(=.*)?|d(etails)?|s(tatistics)?|h(uman)?|p(retty)?)$/.test(option))
      view = { ...view, words };
    else return option;
  }
}

/** An interface as netlink tells of it. */
interface Link {
  readonly one: NetworkInterface;
  readonly index: number;
  /** With the number of the other end of the cable, which is in another namespace. */
  readonly title: string;
  readonly flags: readonly string[];
  readonly state: 'UNKNOWN' | 'UP' | 'DOWN';
  readonly queueing: string;
  /** Packets that may wait; 0 is not shown. */
  readonly queueLength: number;
}

function linkOf(one: NetworkInterface, index: number): Link {
  const { name, kind } = one;
  const ofCard = { one, index, title: name, queueing: 'noqueue', queueLength: 0 };
  const up = ['BROADCAST', 'MULTICAST', 'UP', 'LOWER_UP'];
  if (isLoopback(one))
    return { ...ofCard, flags: ['LOOPBACK', 'UP', 'LOWER_UP'], state: 'UNKNOWN', queueLength: 1000 };
  if (kind === 'veth') return { ...ofCard, title: `${name}@if${index + 10}`, flags: up, state: 'UP' };
  if (kind === undefined)
    return { ...ofCard, flags: up, state: 'UP', queueing: 'fq_codel', queueLength: 1000 };
  return one.isIdle === true
    ? { ...ofCard, flags: ['NO-CARRIER', 'BROADCAST', 'MULTICAST', 'UP'], state: 'DOWN' }
    : { ...ofCard, flags: up, state: 'UP' };
}

function shown(link: Link, withAddress: boolean, view: View, c: Pick<Call, 'gnu' | 'build'>): string {
  const { isBrief, isOneLine, family } = view;
  if (!withAddress) {
    if (isBrief) return briefText(link, `${link.one.mac} <${link.flags.join(',')}> `);
    return joined(linkText(link, c, c.gnu ? 'mode DEFAULT ' : ''), isOneLine);
  }
  const addresses = addressesOf(link, c.gnu).filter((one) => family === undefined || one.family === family);
  if (family !== undefined && addresses.length === 0) return '';
  if (isBrief) return briefText(link, addresses.map(({ address }) => `${address} `).join(''));
  if (isOneLine)
    return addresses.map(({ text }) => joined(`${link.index}: ${link.one.name}${text}`, isOneLine)).join('');
  const [first = '', second = ''] = linkText(link, c).split('\n');
  const head = family === undefined ? `${first}\n${second}\n` : `${first}\n`;
  return head + addresses.map(({ text }) => text).join('');
}

/** With `-o` a backslash stands where a line would end. */
function joined(text: string, isOneLine: boolean): string {
  return isOneLine ? `${text.trimEnd().replaceAll('\n', '\\')}\n` : text;
}

function briefText({ title, state }: Link, rest: string): string {
  return `${title.padEnd(16)} ${state.padEnd(14)} ${rest}\n`;
}

/** BusyBox takes a cable's other end, which it cannot see, for one that is down; not all of its builds know states. */
function linkText(
  { one, index, title, flags, state, queueing, queueLength }: Link,
  c: Pick<Call, 'gnu' | 'build'>,
  mode = '',
): string {
  const lo = isLoopback(one);
  const isCable = one.kind === 'veth';
  const shown = [...flags, ...(isCable && !c.gnu ? ['M-DOWN'] : [])].join(',');
  const told = c.gnu || c.build.linkStates === true ? `state ${state} ` : '';
  const group = c.gnu ? 'group default ' : '';
  const queue = queueLength === 0 ? '' : `qlen ${queueLength}`;
  return [
    `${index}: ${title}: <${shown}> mtu ${one.mtu} qdisc ${queueing} ${told}${mode}${group}${queue}\n`,
    `    link/${lo ? 'loopback' : 'ether'} ${one.mac} brd ${lo ? '00:00:00:00:00:00' : 'ff:ff:ff:ff:ff:ff'}`,
    `${isCable && c.gnu ? ' link-netnsid 0' : ''}\n`,
  ].join('');
}

interface Address {
  readonly family: 4 | 6;
  readonly address: string;
  readonly text: string;
}

function addressesOf({ one }: Link, isGnu: boolean): readonly Address[] {
  const lo = isLoopback(one);
  const { broadcast } = addressOf(one);
  const lasting = '       valid_lft forever preferred_lft forever\n';
  const scope = lo ? 'scope host' : `brd ${broadcast} scope global`;
  const own: Address = {
    family: 4,
    address: one.address,
    text: `    inet ${one.address} ${scope} ${one.name}\n${lasting}`,
  };
  // Docker turns the search for a second owner of its addresses off (nodad), which BusyBox knows by its number only.
  return [
    own,
    ...ipv6AddressesOf(one).map(({ address, scope }): Address => {
      const flags = lo
        ? isGnu
          ? 'noprefixroute '
          : ''
        : scope === 'global'
          ? isGnu
            ? 'nodad '
            : 'flags 02 '
          : '';
      return { family: 6, address, text: `    inet6 ${address} scope ${scope} ${flags}\n${lasting}` };
    }),
  ];
}
