import type { FileSource, PlacesView } from '../../../src/engine/views';
import type { Session } from '../engine-client';
import type { Panel, PanelHost } from '../panels';
import { Choice, type Option } from './choice';
import { FileTree } from './file-tree';
import panelsStyle from './panels.css?url';
import { loadStyle } from '../../load-style';

await loadStyle(panelsStyle);

const HOST = 'host';

/** Files: of the host, of a container, of an image after any of its layers, after any step of a build. */
export function openFilesPanel(host: PanelHost): Panel {
  const element = document.createElement('div');
  element.className = 'picture files-panel';
  let session = host.session();
  let places: PlacesView | undefined;
  const showTree = (): void => {
    const source = sourceOf(where.value, when.value);
    if (source === undefined || places === undefined) return;
    tree.show(source, source.kind === 'host' ? places.home : '/');
  };
  const where = new Choice('Files of', () => {
    showTimes(true);
    showTree();
  });
  const when = new Choice('after', showTree);
  const tree = new FileTree((source, path) => session.ask('file', { source, path }));
  const choices = document.createElement('div');
  choices.className = 'panel-choices';
  choices.append(where.element, when.element);
  element.append(choices, tree.element);

  const showTimes = (isNew: boolean): void => {
    const options = places === undefined ? [] : timesOf(where.value, places);
    if (isNew) when.show([]);
    when.show(options, options.at(-1)?.value);
  };
  const renew = async (): Promise<void> => {
    const asked = session;
    const answer = await asked.ask('places', {});
    if (asked !== session) return;
    places = answer;
    where.show(placeOptions(answer));
    showTimes(false);
    showTree();
    await tree.renew();
  };
  /** Whenever a command has ended, and after going back and forth. */
  const listen = (): (() => void) => {
    let wasBusy = false;
    return session.listen({
      screen({ state }) {
        if (state === 'prompt' || wasBusy !== (state === 'busy')) void renew();
        wasBusy = state === 'busy';
      },
    });
  };
  let stop = listen();
  void renew();
  return {
    element,
    use(next: Session) {
      stop();
      session = next;
      stop = listen();
      void renew();
    },
    close: () => stop(),
  };
}

function placeOptions({ home, containers, images, builds }: PlacesView): readonly Option[] {
  return [
    { value: HOST, text: `this machine, from ${home}` },
    ...containers.map(({ id, name }) => ({ value: `container ${id}`, text: name, group: 'Containers' })),
    ...images.map(({ id, names }) => ({
      value: `image ${id}`,
      text: names.map(shortName).join(', ') || id.replace('sha256:', '').slice(0, 12),
      group: 'Images',
    })),
    ...builds
      .map((_, index) => ({
        value: `build ${index}`,
        text: `build ${index + 1}${index === builds.length - 1 ? ', the last one' : ''}`,
        group: 'Builds',
      }))
      .reverse(),
  ];
}

function shortName(name: string): string {
  return name.replace(/^docker\.io\/(library\/)?/, '');
}

function timesOf(where: string, { images, builds }: PlacesView): readonly Option[] {
  const [kind, name = ''] = where.split(' ');
  if (kind === 'image') {
    const layers = images.find(({ id }) => id === name)?.layers ?? [];
    return layers.map((instruction, index) => ({
      value: String(index + 1),
      text: `layer ${index + 1}: ${cut(instruction.replace(/^RUN \/bin\/sh -c /, 'RUN ').replace(/ # buildkit$/, ''))}`,
    }));
  }
  if (kind !== 'build') return [];
  return (builds[Number(name)]?.steps ?? []).map(({ step, name: text, isFailed }) => ({
    value: String(step),
    text: `${cut(text)}${isFailed ? ' (failed)' : ''}`,
  }));
}

const LONGEST = 60;

function cut(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

function sourceOf(where: string, when: string): FileSource | undefined {
  const [kind, name = ''] = where.split(' ');
  switch (kind) {
    case HOST:
      return { kind: 'host' };
    case 'container':
      return { kind: 'container', id: name };
    case 'image':
      return { kind: 'image', id: name, layers: Number(when) };
    case 'build':
      return { kind: 'build', build: Number(name), step: Number(when) };
    default:
      return undefined;
  }
}
