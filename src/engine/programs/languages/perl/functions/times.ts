/** localtime, gmtime and POSIX' strftime. */
import { formatTime } from '../../../shared/time';
import { localZone } from '../../../shared/zones';
import type { Vm } from '../vm';

const DAY_MS = 86_400_000;

export function calendar(vm: Vm, seconds: number, isUtc: boolean): number[] {
  const local = localZone(vm.p);
  const zone = local.at?.(seconds * 1000) ?? local;
  const date = new Date(Math.floor(seconds) * 1000 + (isUtc ? 0 : zone.offsetMinutes * 60_000));
  const yearDay = Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / DAY_MS);
  return [
    date.getUTCSeconds(),
    date.getUTCMinutes(),
    date.getUTCHours(),
    date.getUTCDate(),
    date.getUTCMonth(),
    date.getUTCFullYear() - 1900,
    date.getUTCDay(),
    yearDay,
    0,
  ];
}

/** `Tue Nov 24 09:00:00 2026` */
export function localTimeText(vm: Vm, seconds: number, isUtc: boolean): string {
  return formatTime('%a %b %e %H:%M:%S %Y', Math.floor(seconds) * 1000, isUtc ? undefined : localZone(vm.p));
}

/** strftime of what localtime or gmtime gave. */
export function strftime(
  format: string,
  [second = 0, minute = 0, hour = 0, day = 1, month = 0, year = 70]: readonly number[],
): string {
  return formatTime(format, Date.UTC(year + 1900, month, day, hour, minute, second));
}
