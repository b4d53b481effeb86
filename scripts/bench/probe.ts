/**
 * Loaded into a measured process with `--import` where the system does not show its figures in
 * files: answers what it has used so far.
 */
process.on('message', ({ id, probe }: { id: number; probe?: boolean }) => {
  if (!probe) return
  const { user, system } = process.cpuUsage()
  const value = { cpuMs: (user + system) / 1000, rssMb: process.memoryUsage.rss() / 2 ** 20 }
  process.send?.({ id, value })
})
process.channel?.unref()

export {}
