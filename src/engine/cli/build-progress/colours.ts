/** Escape sequences for lines of the terminal's view; empty: no colour. */
export interface ProgressColours {
  readonly run: string;
  readonly cancel: string;
  readonly error: string;
  readonly warning: string;
}

const foreground = (index: number): string => `\x1b[${index}m`;

const names: ReadonlyMap<string, string> = new Map([
  ['black', foreground(30)],
  ['red', foreground(31)],
  ['green', foreground(32)],
  ['yellow', foreground(33)],
  ['blue', foreground(34)],
  ['magenta', foreground(35)],
  ['cyan', foreground(36)],
  ['white', foreground(37)],
  ['light-black', foreground(90)],
  ['light-red', foreground(91)],
  ['light-green', foreground(92)],
  ['light-yellow', foreground(93)],
  ['light-blue', foreground(94)],
  ['light-magenta', foreground(95)],
  ['light-cyan', foreground(96)],
  ['light-white', foreground(97)],
]);

const usual: ProgressColours = {
  run: foreground(34),
  cancel: foreground(33),
  error: foreground(31),
  warning: foreground(33),
};

/**
 * Blue, yellow and red, unless NO_COLOR takes them away or BUILDKIT_COLORS (`run=green:error=255,0,0`) has others.
 * Source: BuildKit, util/progress/progressui/colors.go.
 */
export function progressColours(env: ReadonlyMap<string, string>): ProgressColours {
  if ((env.get('NO_COLOR') ?? '') !== '') return { run: '', cancel: '', error: '', warning: '' };
  const colours = { ...usual };
  for (const setting of (env.get('BUILDKIT_COLORS') ?? '').split(':')) {
    const [name = '', value = ''] = setting.split('=');
    const colour = names.get(value) ?? rgb(value);
    if (colour === undefined) continue;
    if (name === 'run' || name === 'cancel' || name === 'error' || name === 'warning') colours[name] = colour;
  }
  return colours;
}

function rgb(value: string): string | undefined {
  const parts = value.split(',').map(Number);
  const isColour =
    parts.length === 3 && parts.every((part) => Number.isInteger(part) && part >= 0 && part <= 255);
  return isColour && /^\d+,\d+,\d+$/.test(value) ? `\x1b[38;2;${parts.join(';')}m` : undefined;
}
