import type { AndOr, CaseItem, Command, Conditional, Pipeline, Script } from './ast';
import { redirectsText, redirectText, wordsText } from './unparse-simple';

/** Commands as text again: `type f`, `declare -f` and `jobs` show them in bash's layout. */
export function commandText(command: Command, indent = ''): string {
  return compoundText(command, indent) + redirectsText(command.redirects);
}

const STEP = '    ';

/** The inside of a compound command, each command on its line; a group's last one has no semicolon. */
function block(script: Script, indent: string, end = ';'): string {
  const inner = indent + STEP;
  const text = `${inner}${scriptText(script, inner)}`;
  return `${text}${text.endsWith('&') ? '' : end}\n`;
}

/** In a function each command has a line of its own; a job's are all on one (bash's make_command_string). */
export function scriptText(script: Script, indent = ''): string {
  const texts = script.items.map(
    ({ andOr, background }) => andOrText(andOr, indent) + (background ? ' &' : ''),
  );
  return texts
    .map((text, index) => (index < texts.length - 1 && !text.endsWith('&') ? `${text};` : text))
    .join(indent === '' ? ' ' : `\n${indent}`);
}

export function andOrText(andOr: AndOr, indent = ''): string {
  return [
    pipelineText(andOr.first, indent),
    ...andOr.rest.map((one) => ` ${one.operator} ${pipelineText(one.pipeline, indent)}`),
  ].join('');
}

export function pipelineText(pipeline: Pipeline, indent = ''): string {
  const start = `${pipeline.timed ? `time ${pipeline.timed === 'posix' ? '-p ' : ''}` : ''}${pipeline.negated ? '! ' : ''}`;
  const commands = pipeline.commands.map(
    (command, index) => commandText(command, indent) + (pipeline.stderrToo[index] ? ' 2>&1' : ''),
  );
  return start + commands.join(' | ');
}

function compoundText(command: Command, indent: string): string {
  switch (command.kind) {
    case 'simple':
      return wordsText(command);
    case 'group':
      return indent === '' && isShort(command.body)
        ? `{ ${scriptText(command.body)}; }`.replace('&; }', '& }')
        : `{ \n${block(command.body, indent, '')}${indent}}`;
    case 'subshell':
      return `( ${scriptText(command.body, indent)} )`;
    case 'if':
      return ifText(command, indent);
    case 'while':
    case 'until':
      return `${command.kind} ${scriptText(command.condition, indent)}; do\n${block(command.body, indent)}${indent}done`;
    case 'for':
    case 'select': {
      const words = command.words ? ` in ${command.words.map((word) => word.raw).join(' ')}` : ' in "$@"';
      return `${command.kind} ${command.name}${words};\n${indent}do\n${block(command.body, indent)}${indent}done`;
    }
    case 'arithmetic-for':
      return `for ((${command.start.raw}; ${command.condition.raw.trim()}; ${command.step.raw.trim()}))\n${indent}do\n${block(command.body, indent)}${indent}done`;
    case 'case':
      return `case ${command.subject.raw} in \n${command.items.map((item) => caseItemText(item, indent + STEP)).join('')}${indent}esac`;
    case 'function':
      return functionText(command.name, command.body, indent);
    case 'arithmetic':
      return `((${command.expression.raw}))`;
    case 'coproc':
      return `coproc ${command.body.kind === 'simple' ? '' : `${command.name} `}${commandText(command.body, indent)}`;
    case 'conditional':
      return `[[ ${conditionalText(command.expression)} ]]`;
  }
}

function isShort(script: Script): boolean {
  return (
    script.items.length <= 1 ||
    script.items.every((item) => item.andOr.first.commands.every((one) => one.kind === 'simple'))
  );
}

function ifText(command: Command & { kind: 'if' }, indent: string): string {
  const [first, ...others] = command.branches;
  if (!first) return '';
  let text = `if ${scriptText(first.condition, indent)}; then\n${block(first.body, indent)}`;
  let close = `${indent}fi`;
  let depth = indent;
  for (const branch of others) {
    text += `${depth}else\n`;
    close = `${depth + STEP}fi;\n${close}`;
    depth += STEP;
    text += `${depth}if ${scriptText(branch.condition, depth)}; then\n${block(branch.body, depth)}`;
  }
  if (command.otherwise) text += `${depth}else\n${block(command.otherwise, depth)}`;
  return text + close;
}

function caseItemText(item: CaseItem, indent: string): string {
  const body =
    item.body.items.length > 0 ? `${indent + STEP}${scriptText(item.body, indent + STEP)}\n` : '\n';
  return `${indent}${item.patterns.map((one) => one.raw).join(' | ')})\n${body}${indent}${item.end}\n`;
}

/** A function as bash prints it: name, a line of its own for each command. */
export function functionText(name: string, body: Command, indent = ''): string {
  if (body.kind === 'group') {
    const redirects = body.redirects.map((one) => ` ${redirectText(one)}`).join('');
    return `${name} () \n${indent}{ \n${block(body.body, indent, '')}${indent}}${redirects}`;
  }
  return `${name} () \n${indent}{ \n${indent + STEP}${commandText(body, indent + STEP)}\n${indent}}`;
}

function conditionalText(expression: Conditional): string {
  switch (expression.kind) {
    case 'and':
      return `${conditionalText(expression.left)} && ${conditionalText(expression.right)}`;
    case 'or':
      return `${conditionalText(expression.left)} || ${conditionalText(expression.right)}`;
    case 'not':
      return `! ${conditionalText(expression.operand)}`;
    case 'group':
      return `( ${conditionalText(expression.operand)} )`;
    case 'unary':
      return `${expression.operator} ${expression.operand.raw}`;
    case 'binary':
      return `${expression.left.raw} ${expression.operator} ${expression.right.raw}`;
  }
}
