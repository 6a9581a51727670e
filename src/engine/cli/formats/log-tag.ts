// Loaded when a container with `--log-opt tag=…` starts, and when its log is read with --details.
import type { Container } from '../../daemon';
import { withName } from '../object-format';
import { compileTemplate, evaluateTemplate, MethodSet, TemplateError } from '../template';

/** What `--log-opt tag={{.Name}}` says of a container's lines. A template that is none lets no container start. */
export function logTagOf(template: string, container: Container): string {
  const tag = readLogTag(template, container);
  return 'tag' in tag ? tag.tag : '';
}

/** What is wrong with a tag, in Go's words; undefined where nothing is. */
export function logTagProblem(template: string, container: Container): string | undefined {
  const tag = readLogTag(template, container);
  return 'problem' in tag ? tag.problem : undefined;
}

/** Sources: moby, daemon/logger, Info, ParseLogTag. */
function readLogTag(
  template: string,
  { id, name, config, facts }: Container,
): { readonly tag: string } | { readonly problem: string } {
  const imageId = facts.image.id;
  const info = new MethodSet('*logger.Info', {
    Config: () => ({}),
    ContainerID: () => id,
    ContainerName: () => `/${name}`,
    ContainerEntrypoint: () => facts.path,
    ContainerArgs: () => facts.args,
    ContainerImageID: () => imageId,
    ContainerImageName: () => config.Image,
    ContainerEnv: () => config.Env ?? [],
    ContainerLabels: () => config.Labels ?? {},
    DaemonName: () => 'docker',
    ID: () => id.slice(0, 12),
    FullID: () => id,
    Name: () => name,
    ImageID: () => imageId.slice(0, 12),
    ImageFullID: () => imageId,
    ImageName: () => config.Image,
    Command: () => [facts.path, ...facts.args].join(' '),
  });
  try {
    return { tag: evaluateTemplate(compileTemplate(template), info) };
  } catch (error) {
    if (error instanceof TemplateError) return { problem: withName(error.message, 'log-tag') };
    throw error;
  }
}
