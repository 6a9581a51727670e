/** glob(): file names by a pattern, with braces, sorted (File::Glob). */
import type { Process } from '../../../kernel';
import { globToRegex } from '../../shared/glob';
import { encoded, decoded } from './text';

export function expandPattern(p: Process, bytes: string): string[] {
  return braces(decoded(bytes)).flatMap((one) => {
    if (!/[*?[]/.test(one)) return [encoded(one.replace(/^~(?=\/|$)/, p.env.get('HOME') ?? '~'))];
    return matching(p, one).map(encoded);
  });
}

function braces(text: string): string[] {
  const found = /^(.*?)\{([^{}]*)\}(.*)$/s.exec(text);
  if (!found) return [text];
  const [, before = '', inside = '', after = ''] = found;
  return inside.split(',').flatMap((one) => braces(before + one + after));
}

function matching(p: Process, pattern: string): string[] {
  let found = [pattern.startsWith('/') ? '/' : ''];
  for (const part of pattern.split('/').filter(Boolean)) {
    const regex = /[*?[]/.test(part) ? globToRegex(part) : undefined;
    found = found.flatMap((folder) => {
      const inFolder = (name: string): string =>
        folder === '' || folder.endsWith('/') ? folder + name : `${folder}/${name}`;
      if (regex === undefined) return p.files.exists(inFolder(part)) ? [inFolder(part)] : [];
      try {
        return p.files
          .readDirectory(folder || '.')
          .filter((name) => regex.test(name) && (!name.startsWith('.') || part.startsWith('.')))
          .sort()
          .map(inFolder);
      } catch {
        return [];
      }
    });
  }
  return found;
}
