// Loaded when a log with `--log-opt tag=…` is read with --details.
import type { Container } from '../../daemon';
import { compileTemplate, evaluateTemplate, MethodSet, TemplateError } from '../template';

/**
 * What `--log-opt tag={{.Name}}` says of a container's lines. A template that is none says nothing: Docker does not
 * start such a container. Sources: moby, daemon/logger, Info, ParseLogTag.
 */
export function logTagOf(template: string, { id, name, config, facts }: Container): string {
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
    return evaluateTemplate(compileTemplate(template), info);
  } catch (error) {
    if (error instanceof TemplateError) return '';
    throw error;
  }
}
