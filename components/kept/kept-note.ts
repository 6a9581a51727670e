import { button } from '../terminal/button';
import { kept, KEPT_EVENT } from './kept';

let note: HTMLElement | undefined;

/** At the page's end: that something of it is kept, and how to have it forgotten. */
export function showKeptNote(): void {
  if (note !== undefined) return;
  note = document.createElement('p');
  note.className = 'kept-note';
  document.querySelector('main article, main')?.append(note);
  document.addEventListener(KEPT_EVENT, update);
  update();
}

function update(): void {
  if (note === undefined) return;
  note.hidden = kept.count === 0;
  const more = document.createElement('a');
  more.href = '/kept/';
  more.textContent = 'What this site keeps';
  const forget = button('Forget everything on this page', 'Delete what is kept of this page', () =>
    kept.forgetPage(),
  );
  forget.className = 'plain-button';
  note.replaceChildren(
    `What you did on this page is kept on this device, and nowhere else. `,
    forget,
    ' ',
    more,
  );
}
