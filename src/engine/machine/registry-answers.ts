import type { Daemon } from '../daemon';
import { publishedImage } from '../daemon';
import type { Connection, Task } from '../kernel';
import { isErrno } from '../kernel';
import type { Image } from '../oci';
import { answer, type RegistryCredentials, type RegistryImage, type RegistryResponse } from '../registry';
import { fromBase64 } from '../units';

/** Reads one request and answers it. */
export function* serve(connection: Connection, daemon: Daemon, host: string): Task<void> {
  try {
    const request = yield* connection.readLine();
    const [method = 'GET', path = '/'] = (request ?? '').trim().split(' ');
    let credentials: RegistryCredentials | undefined;
    for (
      let line = yield* connection.readLine();
      line !== undefined && line.trim() !== '';
      line = yield* connection.readLine()
    ) {
      credentials = credentialsOf(line) ?? credentials;
    }
    const registry = daemon.registries.get(host);
    if (registry !== undefined) {
      const images = new Map<RegistryImage, Image>();
      for (const { images: stored } of registry.repositories.values()) {
        for (const one of stored) images.set(one, yield* publishedImage(daemon, one));
      }
      const imageOf = (stored: RegistryImage): Image => {
        const image = images.get(stored);
        if (image === undefined) throw new Error('an image that no repository holds');
        return image;
      };
      const response = answer(
        registry,
        { method, path, ...(credentials === undefined ? {} : { credentials }) },
        imageOf,
      );
      yield* connection.write(responseBytes(response));
    }
  } catch (error) {
    if (!isErrno(error)) throw error;
  }
  connection.close();
}

function credentialsOf(header: string): RegistryCredentials | undefined {
  const [, encoded] = /^authorization:\s*basic\s+(\S+)/i.exec(header.trim()) ?? [];
  if (encoded === undefined) return undefined;
  const [username = '', ...password] = new TextDecoder().decode(fromBase64(encoded)).split(':');
  return { username, password: password.join(':') };
}

const reasons: Readonly<Record<number, string>> = {
  200: 'OK',
  401: 'Unauthorized',
  404: 'Not Found',
  405: 'Method Not Allowed',
};

function responseBytes({ status, headers, body }: RegistryResponse): Uint8Array {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const head = new TextEncoder().encode(
    `HTTP/1.1 ${status} ${reasons[status] ?? ''}\r\n${lines.join('')}Connection: close\r\n\r\n`,
  );
  const whole = new Uint8Array(head.length + body.length);
  whole.set(head);
  whole.set(body, head.length);
  return whole;
}
