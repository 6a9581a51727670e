import { describe, expect, test } from 'vitest';
import {
  digestOfText,
  familiarMatch,
  familiarString,
  formatReference,
  isDigest,
  parseFamiliar,
  parsePullReference,
} from '../../../src/engine/oci';

describe('references', () => {
  test.each([
    'debian',
    'debian:trixie',
    'ada/tool:1',
    'localhost:5000/x',
    'ghcr.io/a/b@sha256:' + 'a'.repeat(64),
  ])('%s is shown as it was typed', (text) => {
    expect(familiarString(parseFamiliar(text))).toBe(text);
  });

  test('a pull without tag is a pull of latest from Docker Hub', () => {
    expect(formatReference(parsePullReference('debian'))).toBe('docker.io/library/debian:latest');
  });

  test('a star in a filter stops at a slash', () => {
    const reference = parseFamiliar('ada/tool:1');
    expect([familiarMatch('*', reference), familiarMatch('*/tool', reference)]).toEqual([false, true]);
  });
});

test('the digest of the empty text is the well-known one', () => {
  const digest = digestOfText('');
  expect(digest).toBe('sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  expect([isDigest(digest), isDigest('sha256:123'), isDigest('md5:' + 'a'.repeat(32))]).toEqual([
    true,
    false,
    false,
  ]);
});
