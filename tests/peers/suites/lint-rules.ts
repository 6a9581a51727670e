import { checkRules } from '../../../src/engine/dockerfile';
import { differ, text } from '../expect';
import type { PeerSuite } from '../suite';

/** How a rule words its findings is asked of the suite `lint`, which makes it speak. */
export const suite: PeerSuite = {
  name: 'lint-rules',
  run(testCase) {
    const rule = checkRules.find(({ name }) => name === text(testCase, 'name'));
    const actual = [rule?.description, rule?.url, rule?.isExperimental];
    return differ(actual, [testCase['description'], testCase['url'], testCase['experimental']]);
  },
};
