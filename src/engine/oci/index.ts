// What images are made of, as the OCI specifications define it.
export * from './digest';
export * from './reference';
