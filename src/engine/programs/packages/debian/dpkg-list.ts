/** The table of `dpkg -l`. */
import { shownName, type InstalledPackage } from './status-file';

export interface ListWidths {
  readonly name: number;
  readonly version: number;
  readonly architecture: number;
  readonly description: number;
}

const LEAST: ListWidths = { name: 14, version: 12, architecture: 12, description: 33 };
/** A table of the least widths is as wide as a terminal. */
const TERMINAL = 80;

/** As wide as needed when nobody looks at a terminal; else shared among what it has. */
export function listWidths(packages: readonly InstalledPackage[], columns: number | undefined): ListWidths {
  if (columns !== undefined) {
    const spare = Math.max(0, columns - TERMINAL);
    const quarter = Math.floor(spare / 4);
    return {
      ...LEAST,
      name: LEAST.name + quarter,
      version: LEAST.version + quarter,
      description: LEAST.description + spare - 2 * quarter,
    };
  }
  const widest = (least: number, cell: (one: InstalledPackage) => string): number =>
    Math.max(least, ...packages.map((one) => cell(one).length));
  return {
    name: widest(LEAST.name, shownName),
    version: widest(LEAST.version, ({ version }) => version),
    architecture: widest(LEAST.architecture, ({ architecture }) => architecture),
    description: widest(LEAST.description, ({ description }) => description),
  };
}

export function listLines(packages: readonly InstalledPackage[], widths: ListWidths): readonly string[] {
  const cells = (name: string, version: string, architecture: string): string =>
    [
      name.slice(0, widths.name).padEnd(widths.name),
      version.slice(0, widths.version).padEnd(widths.version),
      architecture.slice(0, widths.architecture).padEnd(widths.architecture),
    ].join(' ');
  return [
    'Desired=Unknown/Install/Remove/Purge/Hold',
    '| Status=Not/Inst/Conf-files/Unpacked/halF-conf/Half-inst/trig-aWait/Trig-pend',
    '|/ Err?=(none)/Reinst-required (Status,Err: uppercase=bad)',
    `||/ ${cells('Name', 'Version', 'Architecture')} Description`,
    `+++-${[widths.name, widths.version, widths.architecture, widths.description].map((width) => '='.repeat(width)).join('-')}`,
    ...packages.map((one) => {
      const want = one.want.slice(0, 1).replace('d', 'r');
      const text = cells(shownName(one), one.version, one.architecture);
      return `${want}${one.state.slice(0, 1)}  ${text} ${one.description.slice(0, widths.description)}`;
    }),
  ];
}
