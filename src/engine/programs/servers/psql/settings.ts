// \pset and the commands that are short for it (command.c, do_pset).
import type { Style } from './table';

export interface Changed {
  readonly style: Style;
  readonly text: string;
  readonly isError?: true;
}

function truth(value: string | undefined, now: boolean): boolean | undefined {
  if (value === undefined) return !now;
  if (/^(on|true|yes|1|t|y)$/i.test(value)) return true;
  return /^(off|false|no|0|f|n)$/i.test(value) ? false : undefined;
}

const FORMATS = 'aligned, asciidoc, csv, html, latex, latex-longtable, troff-ms, unaligned, wrapped';

/** An option with its new value, and what is said about it. */
export function changeOption(style: Style, name: string, value: string | undefined): Changed {
  const wrong = (text: string): Changed => ({ style, text, isError: true });
  const bool = (now: boolean, make: (next: boolean) => Style, word: string): Changed => {
    const next = truth(value, now);
    if (next === undefined)
      return wrong(`unrecognized value "${value ?? ''}" for "${name}": Boolean expected\n`);
    return { style: make(next), text: `${word} is ${next ? 'on' : 'off'}.\n` };
  };
  switch (name) {
    case 'format': {
      const next =
        value === undefined
          ? style.format
          : ['aligned', 'unaligned', 'csv'].find((one) => one.startsWith(value));
      if (next === 'aligned' || next === 'unaligned' || next === 'csv')
        return { style: { ...style, format: next }, text: `Output format is ${next}.\n` };
      return wrong(
        FORMATS.split(', ').includes(value ?? '')
          ? `\\pset: the format ${value ?? ''} is not modelled here\n`
          : `\\pset: allowed formats are ${FORMATS}\n`,
      );
    }
    case 'border': {
      const border = value === undefined ? style.border : Number(value);
      const next = border >= 2 ? 2 : border === 0 ? 0 : 1;
      return { style: { ...style, border: next }, text: `Border style is ${next}.\n` };
    }
    case 'x':
    case 'expanded':
    case 'vertical': {
      if (value === 'auto')
        return { style: { ...style, expanded: 'auto' }, text: 'Expanded display is used automatically.\n' };
      const next = truth(value, style.expanded !== 'off');
      if (next === undefined)
        return wrong(
          `unrecognized value "${value ?? ''}" for "${name}"\nAvailable values are: on, off, auto.\n`,
        );
      return {
        style: { ...style, expanded: next ? 'on' : 'off' },
        text: `Expanded display is ${next ? 'on' : 'off'}.\n`,
      };
    }
    case 'null':
      return {
        style: value === undefined ? style : { ...style, nullText: value },
        text: `Null display is "${value ?? style.nullText}".\n`,
      };
    case 'fieldsep':
      return {
        style: value === undefined ? style : { ...style, separator: value },
        text: `Field separator is "${value ?? style.separator}".\n`,
      };
    case 'recordsep':
      return {
        style: value === undefined ? style : { ...style, recordSeparator: value },
        text: `Record separator is ${(value ?? style.recordSeparator) === '\n' ? '<newline>' : `"${value ?? style.recordSeparator}"`}.\n`,
      };
    case 'csv_fieldsep':
      return {
        style: value === undefined ? style : { ...style, csvSeparator: value },
        text: `Field separator for CSV is "${value ?? style.csvSeparator}".\n`,
      };
    case 't':
    case 'tuples_only':
      return bool(style.isBare, (isBare) => ({ ...style, isBare }), 'Tuples only');
    case 'footer':
      return bool(style.hasFooter, (hasFooter) => ({ ...style, hasFooter }), 'Default footer');
    case 'title': {
      const { title: _title, ...rest } = style;
      return value === undefined
        ? { style: rest, text: 'Title is unset.\n' }
        : { style: { ...rest, title: value }, text: `Title is "${value}".\n` };
    }
    case 'pager':
      return { style, text: value === 'off' ? 'Pager usage is off.\n' : 'Pager is used for long output.\n' };
    case 'columns':
    case 'linestyle':
    case 'numericlocale':
    case 'tableattr':
    case 'unicode_border_linestyle':
    case 'xheader_width':
      return wrong(`\\pset: the option ${name} is not modelled here\n`);
    default:
      return wrong(`\\pset: unknown option: ${name}\n`);
  }
}

/** All options, as `\pset` alone lists them. */
export function allOptions(style: Style): string {
  const quote = (text: string): string => `'${text.replaceAll("'", "''")}'`;
  const rows: readonly (readonly [string, string])[] = [
    ['border', String(style.border)],
    ['columns', '0'],
    ['csv_fieldsep', quote(style.csvSeparator)],
    ['expanded', style.expanded],
    ['fieldsep', quote(style.separator)],
    ['fieldsep_zero', 'off'],
    ['footer', style.hasFooter ? 'on' : 'off'],
    ['format', style.format],
    ['linestyle', 'ascii'],
    ['null', quote(style.nullText)],
    ['numericlocale', 'off'],
    ['pager', '1'],
    ['pager_min_lines', '0'],
    ['recordsep', style.recordSeparator === '\n' ? "'\\n'" : quote(style.recordSeparator)],
    ['recordsep_zero', 'off'],
    ['tableattr', ''],
    ['title', style.title === undefined ? '' : quote(style.title)],
    ['tuples_only', style.isBare ? 'on' : 'off'],
    ['unicode_border_linestyle', 'single'],
    ['unicode_column_linestyle', 'single'],
    ['unicode_header_linestyle', 'single'],
    ['xheader_width', 'full'],
  ];
  return rows.map(([name, value]) => `${name.padEnd(24)} ${value}\n`).join('');
}
