import { expect, test } from 'vitest';
import { jsonProblem } from '../../../src/engine/units';

// What Go 1.25 says of these texts: json.NewDecoder(…).Decode and json.Unmarshal.
test.each([
  ['{"a": [1, -2.5e3, "x\\u00e9", true, null]}', undefined, undefined],
  ['', 'EOF', 'unexpected end of JSON input'],
  ['{"a": 1', 'unexpected EOF', 'unexpected end of JSON input'],
  ['not json', "invalid character 'o' in literal null (expecting 'u')", undefined],
  ["'a'", "invalid character '\\'' looking for beginning of value", undefined],
  ['{a: 1}', "invalid character 'a' looking for beginning of object key string", undefined],
  ['{"a" 1}', "invalid character '1' after object key", undefined],
  ['{"a": 1 "b"}', `invalid character '"' after object key:value pair`, undefined],
  ['[1 2]', "invalid character '2' after array element", undefined],
  ['{"a": 1,}', "invalid character '}' looking for beginning of object key string", undefined],
  ['[-]', "invalid character ']' in numeric literal", undefined],
  ['"a\nb"', "invalid character '\\n' in string literal", undefined],
])('%j is refused as Go refuses it', (text, decoded, unmarshalled) => {
  expect(jsonProblem(text, 'decode')).toBe(decoded);
  expect(jsonProblem(text, 'unmarshal')).toBe(unmarshalled ?? decoded);
});

test('a decoder reads the first value, Unmarshal wants no other', () => {
  expect(jsonProblem('{} x', 'decode')).toBeUndefined();
  expect(jsonProblem('{} x', 'unmarshal')).toBe("invalid character 'x' after top-level value");
});
