/** os.stat_result: what is known of a file. */
import type { Stat } from '../../../../kernel';
import { record } from '../helpers';
import type { PyTuple } from '../values';
import type { Vm } from '../vm';

const TYPES: Readonly<Partial<Record<Stat['kind'], number>>> = {
  directory: 0o040000,
  symlink: 0o120000,
  file: 0o100000,
};

/** Of a path, or of an open descriptor. */
export function statRecord(vm: Vm, what: string | number, follows: boolean): PyTuple {
  const { files } = vm.p;
  const found = typeof what === 'number' ? vm.p.fstat(what) : follows ? files.stat(what) : files.lstat(what);
  const { mode, ino, deviceId, nlink, uid, gid, sizeBytes, mtimeMs, ctimeMs, kind, blocks } = found;
  const isDevice = found.major !== undefined;
  const type = TYPES[kind] ?? (isDevice ? 0o020000 : 0o010000);
  const seconds = (ms: number): bigint => BigInt(Math.floor(ms / 1000));
  const made = record(
    'stat_result',
    [
      ['st_mode', BigInt(mode | type)],
      ['st_ino', BigInt(ino)],
      ['st_dev', BigInt(deviceId)],
      ['st_nlink', BigInt(nlink)],
      ['st_uid', BigInt(uid)],
      ['st_gid', BigInt(gid)],
      ['st_size', BigInt(sizeBytes)],
      ['st_atime', seconds(mtimeMs)],
      ['st_mtime', seconds(mtimeMs)],
      ['st_ctime', seconds(ctimeMs)],
    ],
    'os',
  );
  made.set('st_atime', mtimeMs / 1000);
  made.set('st_mtime', mtimeMs / 1000);
  made.set('st_ctime', ctimeMs / 1000);
  made.set('st_mtime_ns', BigInt(Math.round(mtimeMs * 1000)) * 1000n);
  made.set('st_atime_ns', BigInt(Math.round(mtimeMs * 1000)) * 1000n);
  made.set('st_blocks', BigInt(blocks));
  made.set('st_blksize', 4096n);
  return made;
}
