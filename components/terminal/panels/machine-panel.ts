import { watchInto } from '../../pictures/live-picture';
import type { Session } from '../engine-client';
import type { Panel, PanelHost } from '../panels';
import panelsStyle from './panels.css?url';
import { loadStyle } from '../../load-style';

await loadStyle(panelsStyle);

/** What is on the machine, kept up as the session goes on; beside the terminal where there is room. */
export function openMachinePanel(host: PanelHost): Panel {
  const element = document.createElement('div');
  element.className = 'picture is-beside';
  let stop = watchInto(element, host.session(), { kind: 'machine' });
  return {
    element,
    use(session: Session) {
      stop();
      stop = watchInto(element, session, { kind: 'machine' });
    },
    close: () => stop(),
  };
}
