import { Errno, isErrno } from './errno';
import type { LiveProcess } from './live-process';
import type { Connection, IpVersion, Listener, ProcessNetwork } from './process';
import type { Endpoint } from './socket';
import { SocketFile } from './socket-file';
import type { Task } from './task';

/** The network calls of a process: sockets close with it, and low ports need a right. */
export function networkOf(process: LiveProcess): ProcessNetwork {
  const { network } = process.namespaces;
  return {
    interfaces: network.interfaces,
    ...(network.gateway === undefined ? {} : { gateway: network.gateway }),
    ...(network.ipv6Gateway === undefined ? {} : { ipv6Gateway: network.ipv6Gateway }),
    resolve: (name, version = 4) => resolve(process, name, version),
    connect: (address, port) => closing(process, network.connect(address, port)),
    openConnection: (address, port) => openConnection(process, address, port),
    ping: (address) => network.ping(address),
    listen: (address, port) => listen(process, address, port),
  };
}

function* openConnection(process: LiveProcess, address: string, port: number): Task<number> {
  const endpoint = yield* process.namespaces.network.connect(address, port);
  return process.descriptors.add(new SocketFile(endpoint, `socket:[${process.kernel.numberOf(endpoint)}]`));
}

function listen(process: LiveProcess, address: string, port: number): Listener {
  const { network } = process.namespaces;
  const isPrivileged = port > 0 && port < network.privilegedPortsFrom;
  if (isPrivileged && !process.credentials.capabilities.has('NET_BIND_SERVICE')) throw new Errno('EACCES');
  const listener = network.listen(address, port);
  const forget = process.holdListening(listener);
  return {
    port: listener.port,
    accept: () => closing(process, listener.accept()),
    close: () => {
      forget();
      listener.close();
    },
  };
}

/** A connection that ends with the process, if not before. */
function* closing(process: LiveProcess, connecting: Task<Endpoint>): Task<Connection> {
  const connection = yield* connecting;
  connection.onClose = process.closeAtEnd(() => connection.close());
  return connection;
}

/** /etc/hosts first, then the name server (nsswitch.conf: files dns). */
function* resolve(process: LiveProcess, name: string, version: IpVersion): Task<string> {
  const wanted = name.toLowerCase();
  for (const line of hostsOf(process).split('\n')) {
    const [address, ...names] = line.replace(/#.*/, '').trim().toLowerCase().split(/\s+/);
    if (address === undefined || !names.includes(wanted)) continue;
    if (address.includes(':') === (version === 6)) return address;
  }
  return yield* process.namespaces.network.resolve(name, version);
}

function hostsOf(process: LiveProcess): string {
  try {
    return process.files.readText('/etc/hosts');
  } catch (error) {
    // An image without the file: only the name server knows names.
    if (isErrno(error)) return '';
    throw error;
  }
}
