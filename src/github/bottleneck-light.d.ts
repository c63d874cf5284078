/** The same without its Redis store, which the package ships without types. */
declare module 'bottleneck/light.js' {
  export { default } from 'bottleneck';
}
