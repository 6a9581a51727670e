// debconf-set-selections: answers to packages' questions, given before they are asked. Source: debconf's own answers.
import type { Task } from '../../kernel';
import { codeOf } from '../shared/errors';
import { program } from '../shared/program';
import type { Call } from '../shared/program';
import { textOf } from './debian/status-file';

const ANSWERS = '/var/cache/debconf/config.dat';

function* run(c: Call): Task<number> {
  const { p } = c;
  const [path] = c.args.filter((arg) => !arg.startsWith('-'));
  let text: string;
  try {
    text = path === undefined ? new TextDecoder().decode(yield* p.stdin.readAll()) : p.files.readText(path);
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    return yield* c.fail(`error: cannot open ${path ?? ''}`, 1);
  }
  const answers: string[] = [];
  let status = 0;
  for (const [index, line] of text.split('\n').entries()) {
    if (/^\s*(#|$)/.test(line)) continue;
    const [, owner, question, type, value = ''] = /^\s*(\S+)\s+(\S+)\s+(\S+)(?:\s(.*))?$/.exec(line) ?? [];
    if (owner === undefined || question === undefined || type === undefined) {
      yield* c.warn(`error: parse error on line ${index + 1}: '${line}'`);
      status = 1;
    } else if (!c.args.some((arg) => arg === '-c' || arg === '--checkonly')) {
      answers.push(
        `Name: ${question}\nTemplate: ${question}\nValue: ${value}\nOwners: ${owner}\nFlags: seen\n\n`,
      );
    }
  }
  if (answers.length === 0) return status;
  if (!p.files.access('/var/cache/debconf', 'w'))
    return yield* c.fail(`error: ${ANSWERS} may not be written: are you root?`, 1);
  p.files.writeFile(ANSWERS, `${textOf(p, ANSWERS)}${answers.join('')}`);
  return status;
}

export const debconfSetSelections = program({
  id: 'debconf/debconf-set-selections',
  flavours: ['gnu'],
  stopAtOperand: 'raw',
  run,
});
