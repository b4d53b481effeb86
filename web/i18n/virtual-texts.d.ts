declare module 'virtual:texts/*' {
  export const pack: readonly unknown[]
}
