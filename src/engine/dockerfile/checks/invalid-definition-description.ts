import { isCheckComment } from '../check-options';
import { placeOf } from './place';
import type { CheckRule } from './rule';

export const invalidDefinitionDescription: CheckRule = {
  name: 'InvalidDefinitionDescription',
  description:
    'Comment for build stage or argument should follow the format: `# <arg/stage name> <description>`. If this is not intended to be a description comment, add an empty line or comment between the instruction and the comment.',
  url: 'https://docs.docker.com/go/dockerfile/rule/invalid-definition-description/',
  isExperimental: true,
  pass: 'instructions',
  *find(analysis) {
    for (const { line, instruction } of analysis.read) {
      const names =
        instruction?.name === 'ARG'
          ? instruction.declarations.map(({ key }) => key)
          : instruction?.name === 'FROM' && instruction.stageName !== ''
            ? [instruction.stageName]
            : [];
      const [name] = names;
      const [word] = (line.comments.filter((comment) => !isCheckComment(comment)).at(-1) ?? '').split(' ');
      if (name === undefined || word === undefined || word === '' || names.includes(word)) continue;
      const example = names.length > 1 ? '<arg_key>' : name;
      const kind = instruction?.name ?? '';
      yield {
        ...placeOf(line),
        detail: `Comment for ${kind} should follow the format: \`# ${example} <description>\``,
      };
    }
  },
};
