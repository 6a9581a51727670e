import type { NetworkNamespace } from './network';
import { virtualFile, virtualFolder, type VirtualNode } from './virtual-files';

const LISTEN = '0A';

/** /proc/<pid>/net: interfaces, routes and listening sockets of a network namespace (proc_pid_net(5)). */
export function networkFolder(network: NetworkNamespace): VirtualNode {
  return virtualFolder(() => [
    ['dev', virtualFile(() => interfacesText(network))],
    ['route', virtualFile(() => routesText(network))],
    ['tcp', virtualFile(() => socketsText(network))],
    ['tcp6', virtualFile(() => sockets6Text(network))],
    ['unix', virtualFile(() => 'Num       RefCount Protocol Flags    Type St Inode Path\n')],
  ]);
}

function interfacesText({ interfaces, traffic }: NetworkNamespace): string {
  const rows = interfaces.map(({ name }, index) => {
    const counts = (bytes: number): string =>
      `${String(bytes).padStart(8)} ${String(Math.ceil(bytes / 1448)).padStart(7)}`;
    // All that crosses the border is put on the first interface that leads there.
    const [received, sent] = index === 1 ? [traffic.receivedBytes, traffic.sentBytes] : [0, 0];
    return `${name.padStart(6)}: ${counts(received)}    0    0    0     0          0         0 ${counts(sent)}    0    0    0     0       0          0\n`;
  });
  const head =
    'Inter-|   Receive                                                |  Transmit\n' +
    ' face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed\n';
  return head + rows.join('');
}

function routesText({ interfaces, gateway }: NetworkNamespace): string {
  const [first] = interfaces.filter(({ name }) => name !== 'lo');
  const rows: string[] = [];
  const add = (name: string, destination: number, via: number, flags: string, mask: number): void => {
    rows.push(`${name}\t${hex(destination)}\t${hex(via)}\t${flags}\t0\t0\t0\t${hex(mask)}\t0\t0\t0\n`);
  };
  if (gateway !== undefined && first !== undefined) add(first.name, 0, numberOf(gateway), '0003', 0);
  for (const { name, address } of interfaces) {
    if (name === 'lo') continue;
    const [own = '', prefix = '32'] = address.split('/');
    const mask = (0xffffffff << (32 - Number(prefix))) >>> 0;
    add(name, (numberOf(own) & mask) >>> 0, 0, '0001', mask);
  }
  const head = 'Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n';
  return head + rows.join('');
}

function socketsText({ listeningPorts }: NetworkNamespace): string {
  const head =
    '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n';
  const rows = listeningPorts
    .filter(({ address }) => !address.includes(':'))
    .map(({ address, port }, index) => socketText(index, hex(numberOf(address)), port));
  return head + rows.join('');
}

/** Those that listen at an address of IPv6: `::`, where connections of both versions come in, or `::1`. */
function sockets6Text({ listeningPorts }: NetworkNamespace): string {
  const head =
    '  sl  local_address                         remote_address                        st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n';
  const rows = listeningPorts
    .filter(({ address }) => address.includes(':'))
    .map(({ address, port }, index) =>
      socketText(index, `${'0'.repeat(24)}${address === '::1' ? '01000000' : '00000000'}`, port),
    );
  return head + rows.join('');
}

function socketText(index: number, address: string, port: number): string {
  const local = `${address}:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  const remote = `${'0'.repeat(address.length)}:0000`;
  return `${String(index).padStart(4)}: ${local} ${remote} ${LISTEN} 00000000:00000000 00:00000000 00000000     0        0 0 1\n`;
}

function numberOf(address: string): number {
  return address.split('.').reduce((sum, part) => ((sum << 8) | Number(part)) >>> 0, 0);
}

/** Addresses stand there as a little-endian machine has them in memory. */
function hex(address: number): string {
  const bytes = [address, address >>> 8, address >>> 16, address >>> 24].map((byte) => byte & 0xff);
  return bytes.map((byte) => byte.toString(16).toUpperCase().padStart(2, '0')).join('');
}
