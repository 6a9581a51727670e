import { describe, expect, test } from 'vitest';
import {
  exportImage,
  exportStatuses,
  provenanceOf,
  withLabels,
  type StageImage,
} from '../../../../src/engine/builder/export';
import { diffTrees } from '../../../../src/engine/fs';
import { contentSizeBytes, layerOf, validateImage, type Image } from '../../../../src/engine/oci';
import { baseTree, importedImage } from '../../oci/sample-images';
import { treeOf } from '../trees';
import { stageOf } from './stage';

const platform = { os: 'linux', architecture: 'amd64' };
const base = importedImage();
const layer = layerOf(diffTrees(baseTree, treeOf({ '/a.txt': 'a' }, baseTree)));
const facts = {
  syntax: undefined,
  ref: 'abc',
  platform: 'linux/amd64',
  names: ['docker.io/library/app:latest'],
  dockerfile: 'Dockerfile',
  materials: [{ reference: 'docker.io/library/alpine:latest', digest: base.id }],
  startedMs: 1_790_000_000_000,
  finishedMs: 1_790_000_001_500,
};

interface Export {
  readonly times?: readonly number[];
  readonly on?: Image | 'scratch';
  readonly isAttested?: boolean;
}

function exported(image: StageImage, { times = [], on = base, isAttested = true }: Export = {}): Image {
  const layers = [...(on === 'scratch' ? [] : on.layers), ...times.map(() => layer)];
  return exportImage({
    image,
    layers,
    layerTimesMs: times,
    platform,
    ...(isAttested ? { attest: (manifest) => [provenanceOf(facts, manifest)] } : {}),
  });
}

describe('what an image says of itself', () => {
  const lines = (text: string, buildArgs = {}) =>
    stageOf(text, base, buildArgs)
      .history.slice(1)
      .map(({ createdBy, emptyLayer }) => `${emptyLayer === true ? 'empty ' : ''}${createdBy}`);

  test.each([
    ['LABEL version=1.0 maintainer="me you"', 'empty LABEL version=1.0 maintainer=me you'],
    ['ENV A=1 B="two words"', 'empty ENV A=1 B=two words'],
    ['ENV A $PATH', 'empty ENV A=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
    ['WORKDIR app', 'WORKDIR /app'],
    ['WORKDIR /', 'empty WORKDIR /'],
    ['COPY --link --from=x --chown=1 --chmod=755 a b ./d/', 'COPY --chown=1 --chmod=755 a b ./d/ # buildkit'],
    ['COPY --parents --exclude=x a .', 'COPY --parents a . # buildkit'],
    ['COPY <<one x /\ntext\none', 'COPY x <<one / # buildkit'],
    ['ADD https://x.org/a /', 'ADD https://x.org/a / # buildkit'],
    ['RUN echo hi > /hi', 'RUN /bin/sh -c echo hi > /hi # buildkit'],
    ['RUN ["touch", "/exec"]', 'RUN touch /exec # buildkit'],
    ['EXPOSE 80 443 53/udp', 'empty EXPOSE [443/tcp 53/udp 80/tcp]'],
    ['VOLUME ["/data", "/logs"]', 'empty VOLUME [/data /logs]'],
    ['USER nobody', 'empty USER nobody'],
    ['STOPSIGNAL SIGINT', 'empty STOPSIGNAL SIGINT'],
    ['SHELL ["/bin/sh", "-ec"]', 'empty SHELL [/bin/sh -ec]'],
    ['ENTRYPOINT ["echo", "a\\"b"]', 'empty ENTRYPOINT ["echo" "a\\"b"]'],
    ['CMD echo hi', 'empty CMD ["/bin/sh" "-c" "echo hi"]'],
    ['MAINTAINER me', 'empty MAINTAINER me'],
    [
      'HEALTHCHECK --interval=5s --timeout=1m30s CMD true',
      'empty HEALTHCHECK {Test:[CMD-SHELL true] Interval:5s Timeout:1m30s StartPeriod:0s StartInterval:0s Retries:0}',
    ],
    [
      'HEALTHCHECK NONE',
      'empty HEALTHCHECK {Test:[NONE] Interval:0s Timeout:0s StartPeriod:0s StartInterval:0s Retries:0}',
    ],
  ])('%s', (text, line) => {
    expect(lines(text)).toEqual([line]);
  });

  test('ONBUILD is in the configuration only', () => {
    expect(lines('ONBUILD RUN echo later')).toEqual([]);
    expect(stageOf('ONBUILD RUN echo later', base).config.OnBuild).toEqual(['RUN echo later']);
  });

  test('build arguments stand in front of commands, each once', () => {
    expect(lines('ARG foo=bar\nARG bar=123 baz\nARG foo=bar2\nRUN ls /etc/', { bar: 'given' })).toEqual([
      'empty ARG foo=bar',
      'empty ARG bar=given baz',
      'empty ARG foo=bar2',
      'RUN |3 foo=bar2 bar=given baz= /bin/sh -c ls /etc/ # buildkit',
    ]);
  });

  test('the configuration', () => {
    const text = `ENV A=1 PATH=/bin\nENV A=2\nEXPOSE 80\nEXPOSE 53/udp 80\nVOLUME /b /a\nLABEL x=1\nSHELL ["/bin/ash", "-c"]
WORKDIR /a\nWORKDIR b/../c\nUSER me:us\nSTOPSIGNAL 9\nHEALTHCHECK --retries=3 CMD ["ok"]\nCMD run`;
    expect(withLabels(stageOf(text, base), new Map([['x', '2']])).config).toEqual({
      Env: ['PATH=/bin', 'A=2'],
      ExposedPorts: ['53/udp', '80/tcp'],
      Volumes: ['/a', '/b'],
      Labels: { x: '2' },
      Shell: ['/bin/ash', '-c'],
      WorkingDir: '/a/c',
      User: 'me:us',
      StopSignal: '9',
      Healthcheck: {
        Test: ['CMD', 'ok'],
        Interval: 0,
        Timeout: 0,
        StartPeriod: 0,
        StartInterval: 0,
        Retries: 3,
      },
      Cmd: ['/bin/ash', '-c', 'run'],
      ArgsEscaped: true,
    });
  });

  test('ENTRYPOINT forgets the base’s CMD, not the stage’s own', () => {
    expect(stageOf('ENTRYPOINT ["x"]', base).config.Cmd).toBeUndefined();
    expect(stageOf('CMD ["y"]\nENTRYPOINT ["x"]', base).config.Cmd).toEqual(['y']);
  });
});

describe('the image', () => {
  test('is what it says, from its bytes', () => {
    const image = exported(stageOf('RUN one\nENV A=1\nCOPY a /', base), { times: [1000, 2000] });
    expect(validateImage(image).problems).toEqual([]);
    expect(image.config.history.map(({ created }) => created)).toEqual([
      '2026-11-24T09:00:00Z',
      '1970-01-01T00:00:01Z',
      '1970-01-01T00:00:02Z',
      '1970-01-01T00:00:02Z',
    ]);
    expect(image.config.created).toBe('1970-01-01T00:00:02Z');
  });

  test('without new layers is as old as its base; before the first layer, as old as that', () => {
    const times = (text: string, layerTimes: readonly number[]) =>
      exported(stageOf(text, base), { times: layerTimes })
        .config.history.slice(1)
        .map(({ created }) => created);
    expect(times('ENV A=1\nENV B=1', [])).toEqual(['2026-11-24T09:00:00Z', '2026-11-24T09:00:00Z']);
    expect(times('ENV A=1\nRUN x\nENV B=1', [1500])).toEqual(Array(3).fill('1970-01-01T00:00:01.5Z'));
  });

  test('with nothing in it has neither time nor attestation, and the recorded size', () => {
    const image = exported(stageOf('LABEL nothing=here'), { on: 'scratch' });
    expect(image.config.created).toBeUndefined();
    expect(contentSizeBytes(image)).toBe(617);
    expect(exportStatuses(image, ['docker.io/library/empty:latest']).map(({ id }) => id)).toEqual([
      'exporting layers',
      `exporting manifest ${image.id}`,
      `exporting config ${image.manifest.config.digest}`,
      'naming to docker.io/library/empty:latest',
    ]);
  });

  test('has another id when it was built another time, but the same manifest', () => {
    const stage = stageOf('ENV A=1', base);
    const build = (ref: string) =>
      exportImage({
        image: stage,
        layers: base.layers,
        layerTimesMs: [],
        platform,
        attest: (manifest) => [provenanceOf({ ...facts, ref }, manifest)],
      });
    expect(build('a').id).not.toBe(build('b').id);
    expect(build('a').manifestDescriptor).toEqual(build('b').manifestDescriptor);
    expect(exported(stage, { isAttested: false }).id).toBe(build('a').manifestDescriptor.digest);
  });

  test('tells of its documents and names in order', () => {
    const image = exported(stageOf('ENV A=1', base));
    const texts = (names: readonly string[]) =>
      exportStatuses(image, names).map(({ id }) => id.replace(/[0-9a-f]{64}/, '…'));
    expect(texts(['docker.io/library/app:1', 'docker.io/library/app:2'])).toEqual([
      'exporting layers',
      'exporting manifest sha256:…',
      'exporting config sha256:…',
      'exporting attestation manifest sha256:…',
      'exporting manifest list sha256:…',
      'naming to docker.io/library/app:1',
      'unpacking to docker.io/library/app:1',
      'naming to docker.io/library/app:2',
      'unpacking to docker.io/library/app:2',
    ]);
    expect(exportStatuses(image, []).at(-1)?.id).toBe(`unpacking to moby-dangling@${image.id}`);
    expect(texts([])[4]).toBe('exporting manifest list sha256:…');
  });

  test('is attested by name and digest', () => {
    const image = exported(stageOf('ENV A=1', base));
    const statement: unknown = JSON.parse(
      new TextDecoder().decode(provenanceOf(facts, image.manifestDescriptor.digest).bytes),
    );
    expect(statement).toMatchObject({
      subject: [
        {
          name: 'pkg:docker/app@latest?platform=linux%2Famd64',
          digest: { sha256: image.manifestDescriptor.digest.slice(7) },
        },
      ],
      predicate: {
        runDetails: {
          metadata: { startedOn: '2026-09-21T14:13:20Z', finishedOn: '2026-09-21T14:13:21.5Z' },
        },
      },
    });
  });
});
