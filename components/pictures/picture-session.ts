import type { Session } from '../terminal/engine-client';
import { follow } from './live-picture';

interface Followed {
  /** A copy of what the build put into the picture: what is in it changes with the session. */
  readonly built: readonly Node[];
  readonly stop: () => void;
}

const followed = new WeakMap<HTMLElement, Followed>();

/** A picture goes with the session of its example, if this is its example; without a session it is as it was built. */
export function followExample(
  picture: HTMLElement,
  example: EventTarget | null,
  session: Session | null,
): void {
  if (example !== exampleOf(picture)) return;
  const known = followed.get(picture);
  known?.stop();
  const built = known?.built ?? [...picture.childNodes].map((node) => node.cloneNode(true));
  followed.delete(picture);
  if (session === null) picture.replaceChildren(...built);
  else if (picture.isConnected) followed.set(picture, { built, stop: follow(picture, session) });
}

/** The example whose machine a picture shows: the last one above it on that machine. */
function exampleOf(picture: HTMLElement): Element | undefined {
  return [
    ...document.querySelectorAll(`drydock-terminal[data-machine="${picture.dataset['machine'] ?? ''}"]`),
  ].findLast((one) => (one.compareDocumentPosition(picture) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0);
}
