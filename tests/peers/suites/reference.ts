import { familiarMatch } from '../../../src/engine/oci/reference-pattern';
import {
  familiarName,
  familiarString,
  formatReference,
  parseAnyReference,
  parseCanonical,
  parseFamiliar,
  parseName,
  parsePullReference,
  parseReference,
  referencePatterns,
  repositoryName,
  withDigest,
  withTag,
  type Reference,
} from '../../../src/engine/oci/reference';
import { compareOutcome, differ, text } from '../expect';
import type { PeerCase, PeerSuite } from '../suite';

const parsers: Readonly<Record<string, (testCase: PeerCase) => ReturnType<typeof parseAnyReference>>> = {
  ParseNormalizedNamed: (testCase) => parseFamiliar(text(testCase, 'input')),
  ParseAnyReference: (testCase) => parseAnyReference(text(testCase, 'input')),
  ParseDockerRef: (testCase) => parsePullReference(text(testCase, 'input')),
  Parse: (testCase) => parseReference(text(testCase, 'input')),
  ParseNamed: (testCase) => parseCanonical(text(testCase, 'input')),
  WithName: (testCase) => parseName(text(testCase, 'input')),
  WithTag: (testCase) => withTag(parseReference(text(testCase, 'input')), text(testCase, 'tag')),
  WithDigest: (testCase) => withDigest(parseReference(text(testCase, 'input')), text(testCase, 'digest')),
};

const parts: Readonly<Record<string, (reference: Reference) => string | null>> = {
  full: formatReference,
  familiar_name: familiarName,
  familiar_string: familiarString,
  name_part: repositoryName,
  domain: (reference) => reference.domain,
  path: (reference) => reference.path,
  tag: (reference) => reference.tag ?? null,
  digest: (reference) => reference.digest ?? null,
};

function checkParts(testCase: PeerCase, parsed: ReturnType<typeof parseAnyReference>): string | undefined {
  if (typeof parsed === 'string') {
    return differ({ kind: 'digest', full: parsed }, { kind: testCase['kind'], full: testCase['full'] });
  }
  const names = Object.keys(parts).filter((part) => part in testCase);
  const expected = names.map((part) => [part, testCase[part]]);
  return differ(
    names.map((part) => [part, parts[part]?.(parsed)]),
    expected,
    'parts',
  );
}

function matchPattern(pattern: RegExp, testCase: PeerCase): string | undefined {
  const found = pattern.exec(text(testCase, 'input'));
  const groups = found?.slice(1).map((group: string | undefined) => group ?? '');
  if (found === null || testCase['groups'] === undefined) return differ(found !== null, testCase['match']);
  return differ(groups, testCase['groups'], 'groups');
}

export const suite: PeerSuite = {
  name: 'reference',
  run(testCase) {
    const op = text(testCase, 'op');
    if (op === 'FamiliarMatch') {
      const reference = parseFamiliar(text(testCase, 'input'));
      return differ(familiarMatch(text(testCase, 'pattern'), reference), testCase['match']);
    }
    const pattern = Object.entries(referencePatterns).find(([name]) => op === `regexp.${name}`)?.[1];
    if (pattern !== undefined) return matchPattern(pattern, testCase);
    const parse = parsers[op];
    if (parse === undefined) return `unknown op ${op}`;
    return compareOutcome(
      testCase,
      () => parse(testCase),
      (parsed) => checkParts(testCase, parsed),
    );
  },
};
