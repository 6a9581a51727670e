import { byteString } from '../shared/bytes';
import { unescape } from '../shared/printf';
import { program } from '../shared/program';

export const echo = program({
  id: 'coreutils/echo',
  stopAtOperand: 'raw',
  *run(c) {
    const words = [...c.args];
    let newline = true;
    let escapes = false;
    while (/^-[neE]+$/.test(words[0] ?? '')) {
      for (const letter of words.shift() ?? '') {
        if (letter === 'n') newline = false;
        else if (letter !== '-') escapes = letter === 'e';
      }
    }
    const text = byteString(words.join(' '));
    const { text: shown, stop } = escapes ? unescape(text, true) : { text, stop: false };
    yield* c.write(shown + (newline && !stop ? '\n' : ''));
    return 0;
  },
});
