/** What debconf says when it finds no way to ask: each front end that it tries, and why it cannot be used. */
import { perlFolders } from '../../shared/perl-folders';

export interface DebconfSituation {
  /** Perl's version and whether all of it is installed, not perl-base alone. */
  readonly perlVersion: string;
  readonly hasFullPerl: boolean;
  /** Whether TERM is set. */
  readonly hasTerm: boolean;
  readonly isNoninteractive: boolean;
  /** Whether somebody sits at a terminal that it can open. */
  readonly hasTerminal: boolean;
  /** How many package names it had read from its standard input; undefined: it was not given any. */
  readonly linesRead?: number;
}

const DIALOG = '/usr/share/perl5/Debconf/FrontEnd/Dialog.pm line 79';
const READLINE = '/usr/share/perl5/Debconf/FrontEnd/Readline.pm';
const NO_TERMINAL = '(This frontend requires a controlling tty.)';

export function debconfLines(situation: DebconfSituation): readonly string[] {
  const { hasTerm, hasTerminal, hasFullPerl, isNoninteractive, linesRead } = situation;
  if (isNoninteractive) return [];
  const place = linesRead === undefined ? '' : `, <STDIN> line ${linesRead}`;
  const lines = [
    ...refused(
      'Dialog',
      hasTerm
        ? `(No usable dialog-like program is installed, so the dialog based frontend cannot be used. at ${DIALOG}${place}.)`
        : '(TERM is not set, so the dialog frontend is not usable.)',
      'Readline',
    ),
  ];
  if (hasFullPerl && hasTerminal) return lines;
  lines.push(
    ...refused('Readline', hasFullPerl ? NO_TERMINAL : noReadLine(situation.perlVersion, place), 'Teletype'),
  );
  if (!hasTerminal) lines.push(...refused('Teletype', NO_TERMINAL, 'Noninteractive'));
  return lines;
}

function refused(frontend: string, why: string, next: string): readonly string[] {
  return [`unable to initialize frontend: ${frontend}`, why, `falling back to frontend: ${next}`].map(
    (line) => `debconf: ${line}`,
  );
}

function noReadLine(version: string, place: string): string {
  const isOld = Number(version.split('.')[1]) < 38;
  const folders = perlFolders(version).join(' ');
  const [verb, line] = isOld ? ['contains', 7] : ['entries checked', 8];
  return `(Can't locate Term/ReadLine.pm in @INC (you may need to install the Term::ReadLine module) (@INC ${verb}: ${folders}) at ${READLINE} line ${line}${place}.)`;
}
