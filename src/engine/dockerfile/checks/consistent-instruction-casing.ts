import { isOneCase, placeOf } from './place';
import type { CheckRule } from './rule';

export const consistentInstructionCasing: CheckRule = {
  name: 'ConsistentInstructionCasing',
  description: 'All commands within the Dockerfile should use the same casing (either upper or lower)',
  url: 'https://docs.docker.com/go/dockerfile/rule/consistent-instruction-casing/',
  isExperimental: false,
  pass: 'casing',
  *find(analysis) {
    const instructions = (analysis.dockerfile?.stages ?? []).flatMap((stage) => [
      stage.from,
      ...stage.instructions,
    ]);
    let lowerCount = 0;
    let upperCount = 0;
    for (const { keyword } of instructions) {
      if (keyword === keyword.toLowerCase()) lowerCount++;
      else if (isOneCase(keyword)) upperCount++;
    }
    const casing = lowerCount > upperCount ? 'lowercase' : 'uppercase';
    for (const instruction of instructions) {
      const { keyword } = instruction;
      const expected = casing === 'lowercase' ? keyword.toLowerCase() : keyword.toUpperCase();
      if (keyword === expected) continue;
      const detail = `Command '${keyword}' should match the case of the command majority (${casing})`;
      yield { ...placeOf(instruction), detail };
    }
  },
};
