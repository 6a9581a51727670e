import type { MachineView } from '../../../src/engine';
import { watchInto } from '../../pictures/live-picture';
import type { Session } from '../engine-client';
import type { Panel, PanelHost } from '../panels';
import { Choice, type Option } from './choice';
import panelsStyle from './panels.css?url';
import { loadStyle } from '../../load-style';

await loadStyle(panelsStyle);

/** The layers of one of the machine's images, kept up as the session goes on. */
export function openLayersPanel(host: PanelHost): Panel {
  const element = document.createElement('div');
  const picture = document.createElement('div');
  element.className = 'picture';
  let session = host.session();
  let shown = '';
  let stopLayers = (): void => undefined;
  const show = (): void => {
    const image = choice.value;
    if (image === shown) return;
    shown = image;
    stopLayers();
    picture.textContent = image === '' ? 'There is no image on this machine yet.' : '';
    stopLayers =
      image === '' ? () => undefined : watchInto(picture, session, { kind: 'layers', images: [image] });
  };
  const choice = new Choice('Image', show);
  element.append(choice.element, picture);
  const follow = (): (() => void) =>
    session.watch({ kind: 'machine' }, (sight) => {
      if (sight.kind !== 'machine') return;
      choice.show(sight.view.images.map(imageOption));
      show();
    });
  let stopImages = follow();
  const stopAll = (): void => {
    stopLayers();
    stopImages();
  };
  return {
    element,
    use(next: Session) {
      stopAll();
      session = next;
      shown = '';
      stopImages = follow();
    },
    close: stopAll,
  };
}

function imageOption({ names: [name, ...others], id }: MachineView['images'][number]): Option {
  if (name === undefined) return { value: id, text: `${id.replace('sha256:', '').slice(0, 12)} (dangling)` };
  return { value: name, text: [name, ...others].join(', ') };
}
