import { watchInto } from '../../pictures/live-picture';
import type { Look } from '../../../src/notes/look';
import type { Session } from '../engine-client';
import type { Panel, PanelHost } from '../panels';
import graphStyle from '../../pictures/graph.css?url';
import panelsStyle from './panels.css?url';
import { loadStyle } from '../../load-style';

await Promise.all([loadStyle(graphStyle), loadStyle(panelsStyle)]);

const LOOKS: readonly { readonly title: string; readonly look: Look }[] = [
  { title: 'Steps of the last build', look: { kind: 'build' } },
  { title: 'Its stages', look: { kind: 'graph' } },
];

/** The last build: its steps as bars, with what became of each and why, and its stages. */
export function openBuildPanel(host: PanelHost): Panel {
  const element = document.createElement('div');
  element.className = 'picture panel-parts';
  const parts = LOOKS.map(({ title, look }) => {
    const section = document.createElement('section');
    const heading = document.createElement('p');
    const picture = document.createElement('div');
    heading.className = 'machine-title';
    heading.textContent = title;
    section.setAttribute('aria-label', title);
    section.append(heading, picture);
    element.append(section);
    return { look, picture };
  });
  const watchAll = (session: Session): readonly (() => void)[] =>
    parts.map(({ look, picture }) => watchInto(picture, session, look));
  let stops = watchAll(host.session());
  const stopAll = (): void => {
    for (const stop of stops) stop();
  };
  return {
    element,
    use(session: Session) {
      stopAll();
      stops = watchAll(session);
    },
    close: stopAll,
  };
}
