import type { Look, Sight } from '../../src/notes/look';
import { draw } from '../draw';
import type { Session } from '../terminal/engine-client';
import { Inspections } from './inspections';
import { sightMarkup } from './sight-markup';

/**
 * Draws in an element what a session's machine shows, whenever it changes; what the last moment changed is marked.
 * Gives how to stop.
 */
export function follow(element: HTMLElement, session: Session): () => void {
  const look: Look = JSON.parse(element.dataset['look'] ?? '{}');
  return watchInto(element, session, look);
}

/** The same for a picture that is given. */
export function watchInto(element: HTMLElement, session: Session, look: Look): () => void {
  /** As it was when the moment that is shown now began. */
  let before: Sight | undefined;
  let shown: Sight | undefined;
  let moment: number | undefined;
  const inspections = new Inspections(element, session);
  const stop = session.watch(look, (sight, at) => {
    if (at !== moment) before = shown;
    moment = at;
    shown = sight;
    draw(element, sightMarkup(sight, before, true));
    inspections.renew();
  });
  return () => {
    stop();
    inspections.stop();
  };
}
