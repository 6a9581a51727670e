import { Errno } from './errno';
import type { Pipe } from './pipe';
import type { Connection, IpVersion, Listener } from './process';
import { encode, StreamReader } from './streams';
import { type Task, until, WaitQueue } from './task';

/** Bytes counted where they pass. */
export interface Traffic {
  receivedBytes: number;
  sentBytes: number;
}

interface EndpointFacts {
  readonly address: string;
  readonly port: number;
  readonly ownPort: number;
  /** Of the two namespaces; undefined within one. */
  readonly traffic?: Traffic | undefined;
  readonly farTraffic?: Traffic | undefined;
}

/** One end of a connection. */
export class Endpoint extends StreamReader implements Connection {
  /** Told when this end is closed. */
  onClose: (() => void) | undefined;

  constructor(
    private readonly incoming: Pipe,
    private readonly outgoing: Pipe,
    private readonly facts: EndpointFacts,
  ) {
    super();
  }

  get remoteAddress(): string {
    return this.facts.address;
  }

  get remotePort(): number {
    return this.facts.port;
  }

  get localPort(): number {
    return this.facts.ownPort;
  }

  read(max?: number): Task<Uint8Array> {
    return this.incoming.read(max);
  }

  unread(bytes: Uint8Array): void {
    this.incoming.unread(bytes);
  }

  *write(data: Uint8Array | string): Task<void> {
    const bytes = encode(data);
    const { traffic, farTraffic } = this.facts;
    if (traffic) traffic.sentBytes += bytes.length;
    if (farTraffic) farTraffic.receivedBytes += bytes.length;
    yield* this.outgoing.write(bytes);
  }

  finish(): void {
    this.outgoing.closeWrite();
  }

  close(): void {
    this.outgoing.closeWrite();
    this.incoming.closeRead();
    this.onClose?.();
  }
}

/** A port that is listened on, and the connections that nobody accepted yet. */
export class ListeningSocket implements Listener {
  readonly #waiting: Endpoint[] = [];
  readonly #arrived = new WaitQueue();
  isClosed = false;
  /** Processes that have it open: it closes with the last one. */
  holders = 0;

  constructor(
    readonly address: string,
    readonly port: number,
    /** The only one that is heard, where that was asked for (ipv6(7), IPV6_V6ONLY). */
    readonly version: IpVersion | undefined,
    private readonly onClose: () => void,
  ) {}

  arrive(connection: Endpoint): void {
    this.#waiting.push(connection);
    this.#arrived.wakeAll();
  }

  *accept(): Task<Endpoint> {
    yield* until(this.#arrived, () => this.#waiting.length > 0 || this.isClosed);
    const connection = this.#waiting.shift();
    if (connection === undefined) throw new Errno('EBADF');
    return connection;
  }

  close(): void {
    if (this.isClosed) return;
    this.isClosed = true;
    this.onClose();
    for (const connection of this.#waiting) connection.close();
    this.#arrived.wakeAll();
  }
}
