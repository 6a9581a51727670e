/**
 * The zone that a process' clock shows. Sources: tzset(3), the zone database (tzdata). When summer time begins is asked
 * of the JavaScript host (Intl), which has that database too, in a version of its own.
 */
import { isErrno } from '../../kernel';
import type { Process } from '../../kernel';
import { installedVersion } from './installed';
import { UTC, type Zone } from './time';

const ZONEINFO = '/usr/share/zoneinfo';

/** The zone of TZ, or of /etc/localtime. */
export function localZone(p: Process): Zone {
  const tz = p.env.get('TZ') ?? linkedZone(p);
  if (tz === undefined) return UTC;
  // The C library takes a TZ that is set but empty for this.
  const name = tz === '' ? 'Universal' : tz.replace(/^:/, '');
  return databaseZone(p, name) ?? posixZone(name);
}

/** What `ln -s /usr/share/zoneinfo/Europe/Paris /etc/localtime` chose. */
function linkedZone({ files }: Process): string | undefined {
  try {
    const target = files.readlink('/etc/localtime');
    return /\/zoneinfo\/(.+)$/.exec(target)?.[1];
  } catch (error) {
    if (!isErrno(error)) throw error;
    return undefined;
  }
}

/** Old names, such as US/Eastern and CET, are a package of their own. */
const LEGACY = /^(?!GMT$|UTC$)[^/]+$|^(US|Canada|Mexico|Brazil|Chile)\//;

function holdsZone(p: Process, name: string): boolean {
  if (LEGACY.test(name)) return installedVersion(p, 'tzdata-legacy') !== undefined;
  return p.files.exists(ZONEINFO) || installedVersion(p, 'tzdata') !== undefined;
}

/** `CET-1`, `<+03>-3`: a name and its distance from Greenwich, to the west. A name alone is Greenwich' time. */
function posixZone(tz: string): Zone {
  const found = /^(?:([A-Za-z]{3,})|<([A-Za-z0-9+-]+)>)(?:([+-]?\d{1,2})(?::(\d{2}))?)?/.exec(tz);
  if (!found) return { name: '', offsetMinutes: 0 };
  const [, letters, quoted = '', hours = '0', minutes = '0'] = found;
  const total = Math.abs(Number(hours)) * 60 + Number(minutes);
  return { name: letters ?? quoted, offsetMinutes: hours.startsWith('-') ? total : -total };
}

/** A zone of the database by its name, with its summer time; undefined: there is none of this name. */
export function databaseZone(p: Process, name: string): Zone | undefined {
  if (!/^[A-Z][\w+-]*(\/[A-Z][\w+-]*)*$/.test(name) || !holdsZone(p, name)) return undefined;
  if (/^(Etc\/)?(UTC|UCT|Universal|Zulu)$/.test(name)) return UTC;
  const clock = clockOf(name);
  if (clock === undefined) return undefined;
  const at = (ms: number): Zone => {
    const offsetMinutes = offsetOf(clock, ms);
    const year = new Date(ms).getUTCFullYear();
    const standard = Math.min(offsetOf(clock, Date.UTC(year, 0, 1)), offsetOf(clock, Date.UTC(year, 6, 1)));
    return { offsetMinutes, name: shortName(name, standard, offsetMinutes) };
  };
  return { ...at(0), at };
}

function clockOf(timeZone: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return undefined;
  }
}

function offsetOf(clock: Intl.DateTimeFormat, ms: number): number {
  const second = Math.floor(ms / 1000) * 1000;
  const parts = new Map(clock.formatToParts(second).map(({ type, value }) => [type, Number(value)]));
  const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
  const wall = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return (wall - second) / 60_000;
}

/** Zones whose letters are not those of their part of the world: in winter, in summer. `-`: none but numbers. */
const LETTERS: readonly (readonly [RegExp, string])[] = [
  [/^(Europe\/(London|Belfast|Guernsey|Jersey|Isle_of_Man)|GB)$/, 'GMT BST'],
  [/^(Europe\/Dublin|Eire)$/, 'GMT IST'],
  [/^Europe\/(Istanbul|Minsk|Samara|Saratov|Astrakhan|Ulyanovsk)$/, '-'],
  [
    /^America\/(Bogota|Lima|Guayaquil|Rio_Branco|Porto_Acre|Eirunepe|Caracas|La_Paz|Manaus|Boa_Vista|Porto_Velho|Cuiaba|Campo_Grande|Guyana|Santiago|Asuncion|Punta_Arenas|Coyhaique)$/,
    '-',
  ],
  [/^Africa\/(Algiers|Tunis|Ceuta)$/, 'CET CEST'],
  [/^(Africa\/(Cairo|Tripoli)|Asia\/(Beirut|Nicosia|Famagusta|Gaza|Hebron)|Egypt|Libya)$/, 'EET EEST'],
  [/^Atlantic\/(Reykjavik|St_Helena)$/, 'GMT'],
  [/^Atlantic\/Azores$/, '-'],
  [/^America\/Havana$/, 'CST CDT'],
  [/^America\/Danmarkshavn$/, 'GMT'],
  [/^Etc\/(GMT[+-]?0?|Greenwich)$/, 'GMT'],
  [/^Antarctica\/Macquarie$/, 'AEST AEDT'],
  [/^Africa\/(Johannesburg|Maseru|Mbabane)$/, 'SAST'],
  [/^Africa\/(Casablanca|El_Aaiun)$/, '-'],
  [/^(Asia\/Tokyo|Japan)$/, 'JST'],
  [/^(Asia\/(Seoul|Pyongyang)|ROK)$/, 'KST'],
  [/^(Asia\/(Shanghai|Chongqing|Harbin|Macau|Macao|Taipei)|PRC|ROC)$/, 'CST'],
  [/^(Asia\/Hong_Kong|Hongkong)$/, 'HKT'],
  [/^Asia\/(Kolkata|Calcutta)$/, 'IST'],
  [/^(Asia\/(Jerusalem|Tel_Aviv)|Israel)$/, 'IST IDT'],
  [/^Asia\/Karachi$/, 'PKT'],
  [/^Asia\/Manila$/, 'PST'],
  [/^Asia\/(Jakarta|Pontianak)$/, 'WIB'],
  [/^Asia\/Makassar$/, 'WITA'],
  [/^Asia\/Jayapura$/, 'WIT'],
  [/^(Pacific\/Auckland|Antarctica\/(McMurdo|South_Pole)|NZ)$/, 'NZST NZDT'],
  [/^Pacific\/(Honolulu|Johnston)$/, 'HST'],
  [/^Pacific\/(Guam|Saipan)$/, 'ChST'],
  [/^Pacific\/(Pago_Pago|Midway|Samoa)$/, 'SST'],
];

const EUROPE = { '0': 'WET WEST', '60': 'CET CEST', '120': 'EET EEST', '180': 'MSK' };
const AMERICA = {
  '-600': 'HST HDT',
  '-540': 'AKST AKDT',
  '-480': 'PST PDT',
  '-420': 'MST MDT',
  '-360': 'CST CDT',
  '-300': 'EST EDT',
  '-240': 'AST ADT',
  '-210': 'NST NDT',
};

/** The letters of a part of the world, by minutes east of Greenwich. */
const REGIONS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Europe: EUROPE,
  Arctic: EUROPE,
  CET: EUROPE,
  EET: EUROPE,
  WET: EUROPE,
  Poland: EUROPE,
  Portugal: EUROPE,
  America: AMERICA,
  US: AMERICA,
  Canada: AMERICA,
  EST: AMERICA,
  EST5EDT: AMERICA,
  CST6CDT: AMERICA,
  MST: AMERICA,
  MST7MDT: AMERICA,
  PST8PDT: AMERICA,
  HST: AMERICA,
  Jamaica: AMERICA,
  Mexico: AMERICA,
  Australia: { '480': 'AWST', '570': 'ACST ACDT', '600': 'AEST AEDT' },
  Atlantic: { '-240': 'AST ADT', '0': 'WET WEST', '60': 'CET CEST' },
  Indian: { '180': 'EAT' },
  Africa: { '0': 'GMT', '60': 'WAT', '120': 'CAT', '180': 'EAT' },
  GMT: { '0': 'GMT' },
  Iceland: { '0': 'GMT' },
  Greenwich: { '0': 'GMT' },
};

function shortName(zone: string, standard: number, now: number): string {
  const own = LETTERS.find(([names]) => names.test(zone))?.[1];
  const letters = own ?? REGIONS[zone.replace(/\/.*/, '')]?.[String(standard)] ?? '-';
  const [winter = '-', summer = winter] = letters.split(' ');
  if (winter !== '-') return now > standard ? summer : winter;
  const [hours, minutes] = [Math.floor(Math.abs(now) / 60), Math.abs(now) % 60];
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${now < 0 ? '-' : '+'}${two(hours)}${minutes === 0 ? '' : two(minutes)}`;
}
