// Registries: what they hold, who may do what, and how images come and go.
export { asksForLogin, checkAccess, checkLogin, listTags, resolve, type RegistryCredentials } from './access';
export { answer, type RegistryRequest, type RegistryResponse } from './answer';
export { imageFromFacts, missingRecipes, needsPacking, type Workshop } from './published';
export {
  digestsOf,
  dockerHubHost,
  findInRegistry,
  openRegistry,
  withMade,
  withPushed,
  type Access,
  type Registry,
  type RegistryImage,
  type Repository,
} from './registry';
export {
  loginUnreachable,
  RegistryError,
  registryUrl,
  searchUnreachable,
  serverOf,
  unreachable,
  type RegistryErrorCode,
} from './registry-error';
export { rootfsTree, type ProgramIds } from './rootfs';
export { searchRegistry, type SearchFilter } from './search';
export {
  planPull,
  planPush,
  pullEvents,
  pushEvents,
  waitingEvents,
  type ContentHere,
  type TransferBlob,
  type TransferCosts,
  type TransferEvent,
  type TransferPhase,
} from './transfer';
