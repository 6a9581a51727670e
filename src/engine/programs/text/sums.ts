import { blake2b } from '@noble/hashes/blake2.js';
import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha224, sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import type { Task } from '../../kernel';
import { byteString, dataOf, textOf } from '../shared/bytes';
import { codeOf, reason } from '../shared/errors';
import { openInput } from '../shared/input';
import { program } from '../shared/program';
import type { Call } from '../shared/program';
import { eachInput } from '../shared/each-input';
import type { OptionSpec } from '../shared/options';

const ALGORITHMS: Readonly<
  Record<
    string,
    {
      readonly tag: string;
      readonly bytes: number;
      readonly create: () => { update(data: Uint8Array): unknown; digest(): Uint8Array };
    }
  >
> = {
  md5sum: { tag: 'MD5', bytes: 16, create: () => md5.create() },
  sha1sum: { tag: 'SHA1', bytes: 20, create: () => sha1.create() },
  sha224sum: { tag: 'SHA224', bytes: 28, create: () => sha224.create() },
  sha256sum: { tag: 'SHA256', bytes: 32, create: () => sha256.create() },
  sha384sum: { tag: 'SHA384', bytes: 48, create: () => sha384.create() },
  sha512sum: { tag: 'SHA512', bytes: 64, create: () => sha512.create() },
  b2sum: { tag: 'BLAKE2b', bytes: 64, create: () => blake2b.create() },
};

function* digestOf<S extends OptionSpec>(c: Call<S>, path: string): Task<string> {
  const algorithm = ALGORITHMS[c.name.replace('.textutils', '')] ?? ALGORITHMS['sha256sum'];
  const hash = algorithm?.create();
  const input = openInput(c.p, path);
  try {
    for (let chunk = yield* input.reader.chunk(); chunk !== ''; chunk = yield* input.reader.chunk())
      hash?.update(dataOf(chunk));
  } finally {
    input.close();
  }
  return Array.from(hash?.digest() ?? [], (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Digest and name of a line of a list; undefined: none. BusyBox takes whatever two words a line is. */
function listed(line: string, bytes: number, isGnu: boolean): readonly [string, string] | undefined {
  if (!isGnu) {
    const at = line.indexOf(' ');
    return at < 0 ? undefined : [line.slice(0, at), line.slice(at + 1).replace(/^[ *]/, '')];
  }
  const plain = new RegExp(`^\\\\?([0-9a-fA-F]{${String(bytes * 2)}}) [ *](.+)$`).exec(line);
  if (plain) return [plain[1] ?? '', plain[2] ?? ''];
  const tagged = /^\w+ \((.+)\) = ([0-9a-f]+)$/.exec(line);
  return tagged ? [tagged[2] ?? '', tagged[1] ?? ''] : undefined;
}

export const sha256sum = program({
  id: 'coreutils/sha256sum',
  names: ['md5sum', 'sha1sum', 'sha224sum', 'sha384sum', 'sha512sum', 'b2sum', 'md5sum.textutils'],
  usage: '[OPTION]... [FILE]...',
  busyboxUsage: '[-c[sw]] [FILE]...',
  options: {
    binary: 'b,binary',
    check: 'c,check',
    text: 't,text',
    tag: 'tag',
    quiet: 'quiet',
    status: 's,status',
    warn: 'w,warn',
    strict: 'strict',
    ignoreMissing: 'ignore-missing',
    zero: 'z,zero',
  },
  gnuLacks: 's',
  busyboxLacks: 'z',
  *run(c) {
    const { flags } = c;
    const names = c.operands.length > 0 ? c.operands : ['-'];
    let status = 0;
    if (flags.check) {
      for (const name of names) if (!(yield* check(c, name))) status = 1;
      return status;
    }
    for (const name of names) {
      try {
        const digest = yield* digestOf(c, name);
        const tag = ALGORITHMS[c.name]?.tag ?? '';
        yield* c.print(
          flags.tag
            ? `${tag} (${name}) = ${digest}\n`
            : `${digest} ${flags.binary && c.gnu ? '*' : ' '}${name}${flags.zero ? '\0' : '\n'}`,
        );
      } catch (error) {
        codeOf(error);
        yield* c.warn(
          c.gnu
            ? `${name}: ${reason(error)}`
            : reason(error) === 'Is a directory'
              ? `can't read '${name}': ${reason(error)}`
              : `can't open '${name}': ${reason(error)}`,
        );
        status = 1;
      }
    }
    return status;

    function* check(call: typeof c, list: string): Task<boolean> {
      let [wrong, missing, bad, good] = [0, 0, 0, 0];
      let input;
      try {
        input = openInput(call.p, list);
      } catch (error) {
        yield* call.warn(`${list}: ${reason(error)}`);
        return false;
      }
      const bytes = ALGORITHMS[call.name]?.bytes ?? 32;
      for (const line of yield* input.reader.lines()) {
        const found = listed(line, bytes, call.gnu);
        if (!found) {
          bad++;
          if (!call.gnu && flags.warn) yield* call.warn('invalid format');
          continue;
        }
        const [digest, name] = found;
        const path = textOf(name);
        try {
          const same = (yield* digestOf(call, path)) === digest.toLowerCase();
          if (same) good++;
          else wrong++;
          if (!flags.status && !(same && flags.quiet))
            yield* call.print(`${path}: ${same ? 'OK' : 'FAILED'}\n`);
        } catch (error) {
          if (flags.ignoreMissing && codeOf(error) === 'ENOENT') continue;
          missing++;
          yield* call.warn(call.gnu ? `${path}: ${reason(error)}` : `can't open '${path}': ${reason(error)}`);
          if (!flags.status) yield* call.print(`${path}: FAILED${call.gnu ? ' open or read' : ''}\n`);
        }
      }
      input.close();
      yield* call.out.flush();
      if (good + wrong + missing + (call.gnu ? 0 : bad) === 0) {
        yield* call.warn(
          call.gnu
            ? `${list}: no properly formatted checksum lines found`
            : `${list}: no checksum lines found`,
        );
        return false;
      }
      if (!flags.status && call.gnu) {
        if (bad > 0)
          yield* call.warn(`WARNING: ${String(bad)} line${bad === 1 ? ' is' : 's are'} improperly formatted`);
        if (missing > 0)
          yield* call.warn(
            `WARNING: ${String(missing)} listed file${missing === 1 ? '' : 's'} could not be read`,
          );
        if (wrong > 0)
          yield* call.warn(
            `WARNING: ${String(wrong)} computed checksum${wrong === 1 ? '' : 's'} did NOT match`,
          );
      } else if (!call.gnu) {
        const failed = wrong + missing + bad;
        if (!flags.status && failed > 0)
          yield* call.warn(
            `WARNING: ${String(failed)} of ${String(good + failed)} computed checksums did NOT match`,
          );
        return failed === 0;
      }
      return wrong + missing === 0 && !(flags.strict && bad > 0);
    }
  },
});

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index << 24;
  for (let bit = 0; bit < 8; bit++) value = value & 0x80_00_00_00 ? (value << 1) ^ 0x04_c1_1d_b7 : value << 1;
  return value >>> 0;
});

/** POSIX cksum: CRC over the bytes and then their number. */
export const cksum = program({
  id: 'coreutils/cksum',
  names: ['sum'],
  usage: '[OPTION]... [FILE]...',
  busyboxUsage: 'FILE...',
  options: { algorithm: 'a,algorithm=TYPE', bsd: 'r', sysv: 's,sysv' },
  *run(c) {
    return yield* eachInput(c, c.operands, function* (reader, name): Task<void> {
      let [crc, sizeBytes] = [0, 0];
      const bsd = c.name === 'sum';
      for (let chunk = yield* reader.chunk(); chunk !== ''; chunk = yield* reader.chunk()) {
        sizeBytes += chunk.length;
        for (let at = 0; at < chunk.length; at++) {
          const byte = chunk.charCodeAt(at);
          crc = bsd
            ? (((crc >> 1) | ((crc & 1) << 15)) + byte) & 0xff_ff
            : ((crc << 8) ^ (CRC_TABLE[((crc >>> 24) ^ byte) & 255] ?? 0)) >>> 0;
        }
      }
      const shown = c.operands.length === 0 ? '' : ` ${byteString(name)}`;
      if (bsd) {
        yield* c.write(
          `${String(crc).padStart(5, '0')} ${String(Math.ceil(sizeBytes / 1024)).padStart(5)}${shown}\n`,
        );
        return;
      }
      for (let left = sizeBytes; left > 0; left = Math.floor(left / 256))
        crc = ((crc << 8) ^ (CRC_TABLE[((crc >>> 24) ^ (left & 255)) & 255] ?? 0)) >>> 0;
      yield* c.write(`${String(~crc >>> 0)} ${String(sizeBytes)}${shown}\n`);
    });
  },
});
