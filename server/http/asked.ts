/** What a handler looks at in a request: Hono's context is one of these, and what came past it another. */
export type Asked = {
  req: {
    /** With scheme and host. */
    url: string
    header(name: string): string | undefined
  }
}
