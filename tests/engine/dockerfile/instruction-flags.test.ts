import { expect, test } from 'vitest';
import { instructionFlags, parseDockerfile } from '../../../src/engine/dockerfile';

/** What a build says of an instruction with a flag that nobody knows; undefined when it takes it. */
function refusal(instruction: string): string | undefined {
  try {
    parseDockerfile(`FROM alpine\n${instruction}\n`);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

test('every declared instruction is known to the parser', () => {
  for (const name of Object.keys(instructionFlags)) {
    expect(refusal(`${name} x`) ?? '').not.toContain('unknown instruction');
  }
  expect(refusal('NOTHING x')).toContain('unknown instruction: NOTHING');
});

test('every declared flag is known to its instruction, and no other', () => {
  for (const [name, flags] of Object.entries(instructionFlags)) {
    for (const flag of Object.keys(flags)) {
      expect(refusal(`${name} --${flag}=x a b`) ?? '').not.toContain('unknown flag');
    }
    if (Object.keys(flags).length > 0) {
      expect(refusal(`${name} --nothing=x CMD AS b`)).toContain('unknown flag: --nothing');
    }
  }
});
