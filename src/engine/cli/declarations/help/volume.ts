import { formatHelp, inspectFormatHelp } from './shared-texts';
import type { FlagHelp } from './flag-help';

export const help: FlagHelp = {
  'volume create': {
    driver: 'Specify volume driver name',
    name: 'Specify volume name',
    opt: 'Set driver specific options',
    label: 'Set metadata for a volume',
    group: 'Cluster Volume group (cluster volumes)',
    scope: 'Cluster Volume access scope ("single", "multi")',
    sharing: 'Cluster Volume access sharing ("none", "readonly", "onewriter", "all")',
    availability: 'Cluster Volume availability ("active", "pause", "drain")',
    type: 'Cluster Volume access type ("mount", "block")',
    secret: 'Cluster Volume secrets',
    'limit-bytes': 'Minimum size of the Cluster Volume in bytes',
    'required-bytes': 'Maximum size of the Cluster Volume in bytes',
    'topology-required': 'A topology that the Cluster Volume must be accessible from',
    'topology-preferred': 'A topology that the Cluster Volume would be preferred in',
  },
  'volume inspect': {
    format: inspectFormatHelp,
  },
  'volume ls': {
    quiet: 'Only display volume names',
    format: formatHelp,
    filter: 'Provide filter values (e.g. "dangling=true")',
    cluster: 'Display only cluster volumes, and use cluster volume list formatting',
  },
  'volume rm': {
    force: 'Force the removal of one or more volumes',
  },
  'volume prune': {
    all: 'Remove all unused volumes, not just anonymous ones',
    force: 'Do not prompt for confirmation',
    filter: 'Provide filter values (e.g. "label=<label>")',
  },
  'volume update': {
    availability: 'Cluster Volume availability ("active", "pause", "drain")',
  },
};
