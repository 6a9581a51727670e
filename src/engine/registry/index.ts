// Registries: what they hold, who may do what, and how images come and go.
export { checkAccess, checkLogin, listTags, resolve } from './access';
export { answer, type RegistryRequest, type RegistryResponse } from './answer';
export { imageFromFacts, missingRecipes, needsPacking, type Workshop } from './published';
export { asksForLogin, findAllowed, type RegistryCredentials } from './permission';
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
