/** Sizes as coreutils print and read them. */

const UNITS = ['', 'K', 'M', 'G', 'T', 'P', 'E'];

/** `4.0K`, `12K`, `1.5M`: powers of 1024 (or 1000), rounded up, one decimal below ten. */
export function humanSize(bytes: number, base = 1024): string {
  if (bytes < base) return String(bytes);
  let value = bytes;
  let unit = 0;
  while (value >= base && unit < UNITS.length - 1) {
    value /= base;
    unit++;
  }
  const tenths = Math.ceil(value * 10 - 1e-9) / 10;
  const letter = base === 1000 ? (UNITS[unit] ?? '').replace('K', 'k') : (UNITS[unit] ?? '');
  if (tenths < 10) return `${tenths.toFixed(1)}${letter}`;
  const whole = Math.ceil(value - 1e-9);
  return whole >= base ? `1.0${UNITS[unit + 1] ?? ''}` : `${String(whole)}${letter}`;
}

/** BusyBox rounds to the nearest tenth and keeps it below ten only. */
export function busyboxHumanSize(bytes: number): string {
  if (bytes < 1024) return String(bytes);
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < UNITS.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${value.toFixed(1)}${UNITS[unit] ?? ''}`;
}

const FACTORS: Readonly<Record<string, number>> = {
  '': 1,
  c: 1,
  b: 512,
  w: 2,
  K: 1024,
  k: 1024,
  KiB: 1024,
  kB: 1000,
  KB: 1000,
  M: 2 ** 20,
  m: 2 ** 20,
  MiB: 2 ** 20,
  MB: 1e6,
  G: 2 ** 30,
  GiB: 2 ** 30,
  GB: 1e9,
  T: 2 ** 40,
  TiB: 2 ** 40,
  TB: 1e12,
};

/** `10`, `4k`, `1M`, `2GB`; undefined where it is no size. */
export function parseSize(text: string): number | undefined {
  const found = /^(\d+)([a-zA-Z]*)$/.exec(text);
  const factor = FACTORS[found?.[2] ?? 'none'];
  return found && factor !== undefined ? Number(found[1]) * factor : undefined;
}

/** Seconds of `1.5`, `2m`, `1h`, `1d`, `inf`; undefined where it is no time. */
export function parseSeconds(text: string): number | undefined {
  if (/^inf(inity)?$/i.test(text)) return Infinity;
  const found = /^(\d+\.?\d*|\.\d+)([smhd]?)$/.exec(text);
  const factor = { '': 1, s: 1, m: 60, h: 3600, d: 86_400 }[found?.[2] ?? 'none'];
  return found && factor !== undefined ? Number(found[1]) * factor : undefined;
}
