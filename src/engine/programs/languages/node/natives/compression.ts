/** What the library's zlib stands on. */
import { deflateSync, inflateSync, unzlibSync, zlibSync } from 'fflate';
import { gunzip, gzip, isGzip } from '../../../../fs';
import { plainString } from '../objects';
import { Bytes, type Obj } from '../values';
import type { Vm } from '../vm';
import { bytesFrom } from './buffers';
import { methods } from './objects';

/** The result, or what zlib says is wrong. */
function packed(kind: string, data: Uint8Array): Uint8Array | string {
  switch (kind) {
    case 'gzip':
      return gzip(data);
    case 'deflate':
      return zlibSync(data);
    case 'deflateRaw':
      return deflateSync(data);
    case 'gunzip':
    case 'unzip':
      if (data.length === 0) return 'unexpected end of file';
      if (!isGzip(data)) return kind === 'unzip' ? packed('inflate', data) : 'incorrect header check';
      return gunzip(data) ?? 'unexpected end of file';
    default:
      if (data.length === 0) return 'unexpected end of file';
      if (kind === 'inflate' && (((data[0] ?? 0) << 8) | (data[1] ?? 0)) % 31 !== 0)
        return 'incorrect header check';
      try {
        return kind === 'inflate' ? unzlibSync(data) : inflateSync(data);
      } catch {
        return 'unexpected end of file';
      }
  }
}

export function addCompression(vm: Vm, native: Obj): void {
  methods(vm, native, {
    zlib: (inner, _self, [kind, data]) => {
      const made = packed(plainString(kind), data instanceof Bytes ? data.data : new Uint8Array());
      return typeof made === 'string' ? made : bytesFrom(inner, made);
    },
  });
}
