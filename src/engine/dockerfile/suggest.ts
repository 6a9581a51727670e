/** A word further away than this is no suggestion. */
const maxDistance = 2;

/** The number of characters to add, drop or change between two words. */
function distance(from: string, to: string): number {
  const target = [...to];
  let previous = [0, ...target.map((_, index) => index + 1)];
  for (const [row, character] of [...from].entries()) {
    const current = [row + 1];
    for (const [column, wanted] of target.entries()) {
      const changed = (previous[column] ?? 0) + (character === wanted ? 0 : 1);
      current.push(Math.min(changed, (previous[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[target.length] ?? 0;
}

/** The option next to `word`, if one is near; none when the word is itself an option. Source: BuildKit util/suggest. */
export function nearestWord(word: string, options: Iterable<string>): string | undefined {
  let nearest: string | undefined;
  let smallest = maxDistance + 1;
  for (const option of options) {
    if (option === word) return undefined;
    if (Math.abs(option.length - word.length) > 2 * maxDistance) continue;
    const found = distance(word, option);
    if (found >= smallest) continue;
    nearest = option;
    smallest = found;
  }
  return nearest;
}

/** The message with ` (did you mean x?)` when an option is near. */
export function withSuggestion(message: string, word: string, options: Iterable<string>): string {
  const nearest = nearestWord(word, options);
  return nearest === undefined ? message : `${message} (did you mean ${nearest}?)`;
}

const officialNames = ['alpine', 'busybox', 'centos', 'debian', 'golang', 'ubuntu', 'fedora'];

/** Image names that a mistyped one is compared with; BuildKit forgets the slash before the name. */
const commonImages = officialNames.flatMap((name) => [
  name,
  `docker.io/library${name}`,
  `${name}:latest`,
  `docker.io/library${name}:latest`,
]);

/** Why an image cannot be had, with what may have been meant: a stage, or one of the common images. */
export function withImageSuggestion(message: string, image: string, stages: readonly string[]): string {
  return withSuggestion(message, image, [...stages, ...commonImages]);
}
