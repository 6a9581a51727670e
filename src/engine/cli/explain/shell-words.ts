/** What the shell makes of the signs and words of its own. Source: POSIX XCU 2; bash's additions. */

export const OPERATORS: Readonly<Record<string, string>> = {
  '|': 'gives what the command before it prints to the one after it',
  '|&': 'gives what the command before it prints, errors too, to the one after it',
  '&&': 'what follows runs only when what stands before has succeeded',
  '||': 'what follows runs only when what stands before has failed',
  ';': 'then',
  ';;': 'ends a case',
  '&': 'what stands before it runs in the background, and the shell goes on at once',
  '(': 'begins a shell of its own',
  ')': 'ends it',
};

/** By the sign; `…` is the file. */
export const REDIRECTIONS: Readonly<Record<string, string>> = {
  '>': 'what is printed goes to the file … instead of the screen; what it held is lost',
  '>>': 'what is printed is added to the file …',
  '>|': 'what is printed goes to the file …, even where overwriting is forbidden',
  '<': 'what is read comes from the file …',
  '<>': 'the file … is opened to be read and written',
  '&>': 'what is printed, errors too, goes to the file …',
  '&>>': 'what is printed, errors too, is added to the file …',
  '<<': 'what is read are the lines that follow, until one that is …',
  '<<-': 'what is read are the lines that follow (without tabs before them), until one that is …',
  '<<<': 'what is read is the text …',
};

export const STREAMS: Readonly<Record<string, string>> = {
  '0': 'standard input',
  '1': 'standard output',
  '2': 'standard error',
};

export const RESERVED: Readonly<Record<string, string>> = {
  if: 'what stands after then runs only when this succeeds',
  then: 'runs when the condition has succeeded',
  else: 'runs when it has not',
  elif: 'otherwise, another condition',
  fi: 'ends the if',
  for: 'once for each of the words, which the variable holds in turn',
  while: 'again and again, as long as this succeeds',
  until: 'again and again, as long as this fails',
  do: 'begins what is repeated',
  done: 'ends what is repeated',
  case: 'chooses by a pattern',
  esac: 'ends the case',
  in: 'the words follow',
  function: 'gives a name to commands',
  select: 'lets the reader choose',
  time: 'says afterwards how long it took',
  '!': 'turns success into failure, and the other way round',
  '{': 'begins a group of commands',
  '}': 'ends the group',
  '[[': 'begins a test',
  ']]': 'ends the test',
  coproc: 'runs beside the shell, joined with it by pipes',
};

export const SPECIAL_VARIABLES: Readonly<Record<string, string>> = {
  '?': 'the exit status of the last command',
  $: 'the shell’s own process ID',
  '!': 'the process ID of what was last started in the background',
  '#': 'how many arguments there are',
  '@': 'all arguments',
  '*': 'all arguments',
  '0': 'the shell’s name',
};

/** Commands whose arguments are a command again. */
export const WRAPPERS: Readonly<Record<string, string>> = {
  sudo: 'runs what follows as the administrator',
  exec: 'what follows takes the place of the shell',
  nohup: 'what follows goes on when the terminal is closed',
  xargs: 'runs what follows with the words that it reads as further arguments',
};
