import type { VertexWarning } from '../../builder';
import { sourceExcerpt } from './excerpt';

const yellow = '\x1b[33m';
const reset = '\x1b[0m';

/** The warnings of a build, after its progress. With `--debug` each is explained. Source: buildx, printWarnings. */
export function warningsText(warnings: readonly VertexWarning[], isDebug: boolean): string {
  if (warnings.length === 0) return '';
  const count = warnings.length === 1 ? '1 warning found' : `${warnings.length} warnings found`;
  const hint = isDebug ? '' : ' (use docker --debug to expand)';
  const items = warnings.map((warning) => ` - ${warning.short}\n${isDebug ? explanation(warning) : ''}`);
  return `\n ${yellow}${count}${hint}:\n${reset}${items.join('')}`;
}

function explanation({ detail, url, dockerfile, range }: VertexWarning): string {
  const lines = detail.map((line) => `${line}\n`).join('');
  const more = url === '' ? '' : `More info: ${url}\n`;
  return `${lines}${more}${sourceExcerpt(dockerfile, range)}\n`;
}
