// --annotation. Source: buildx, util/buildflags/annotations.go.
import type { BuildAnnotation } from '../../builder';
import { DockerfileError, formatPlatform, parsePlatform } from '../../dockerfile';
import { quote } from '../../units';
import type { CommandError } from '../context';
import { cut } from '../run-options/cut';
import { failedToBuild } from './build-error';

const places = ['manifest', 'index', 'manifest-descriptor', 'index-descriptor'] as const;

/** How a command tells of what is wrong with an annotation. */
type Refuse = (problem: string) => CommandError;

/** Reads `KEY=VALUE` and `PLACE[PLATFORM],…:KEY=VALUE`; throws buildx's refusal. */
export function readAnnotations(
  words: readonly string[],
  wrong: Refuse = wrongInBuild,
): readonly BuildAnnotation[] {
  return words.filter((word) => word !== '').flatMap((word) => readAnnotation(word, wrong));
}

function readAnnotation(word: string, wrong: Refuse): readonly BuildAnnotation[] {
  const [name, value, isPair] = cut(word, '=');
  if (!isPair) throw wrong(`invalid annotation ${quote(word)}, expected key=value`);
  const [types, key, hasTypes] = cut(name, ':');
  if (!hasTypes) return [{ place: 'manifest', key: name, value }];
  return types.split(',').map((type) => ({ ...readPlace(type, wrong), key, value }));
}

function readPlace(text: string, wrong: Refuse): Pick<BuildAnnotation, 'place' | 'platform'> {
  const [, type, platform] = /^([a-z-]+)(?:\[([A-Za-z0-9_/-]+)\])?$/.exec(text) ?? [];
  if (type === undefined) {
    throw wrong(`invalid annotation type, expected type[platform], got ${quote(text)}`);
  }
  const place = places.find((known) => known === type);
  if (place === undefined) throw wrong(`unknown annotation type ${quote(type)}`);
  return platform === undefined ? { place } : { place, platform: readPlatform(platform, wrong) };
}

function readPlatform(text: string, wrong: Refuse): string {
  try {
    return formatPlatform(parsePlatform(text));
  } catch (error) {
    if (!(error instanceof DockerfileError)) throw error;
    throw wrong(`failed to parse platform ${quote(text)}: ${error.message}`);
  }
}

function wrongInBuild(problem: string): CommandError {
  return failedToBuild(`parse annotations: ${problem}`);
}
