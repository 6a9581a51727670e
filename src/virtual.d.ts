/** Made by src/site/catalogue-plugin.ts when the site is built. */
declare module 'virtual:drydock-catalogue' {
  const catalogue: import('./engine').CatalogueText;
  export default catalogue;
}
