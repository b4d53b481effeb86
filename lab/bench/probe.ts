/**
 * Preloaded into a measured process on systems without /proc: responds with its CPU time and memory.
 */
process.on('message', ({ id, probe }: { id: number; probe?: boolean }) => {
  if (!probe) return
  const { user, system } = process.cpuUsage()
  const value = { cpuMs: (user + system) / 1000, rssMb: process.memoryUsage.rss() / 2 ** 20 }
  process.send?.({ id, value })
})
process.channel?.unref()

export {}
