// Runs before the first paint, so that a chosen theme or language never flashes the other one.
try {
  const page = document.documentElement
  const theme = localStorage.getItem('follow-up-console.theme')
  if (theme === 'light' || theme === 'dark') page.dataset.theme = theme
  const stored = localStorage.getItem('follow-up-console.locale')
  const served = page.lang === 'en' ? 'en' : 'zh'
  const locale = stored || (/^zh/i.test(navigator.language) ? 'zh' : 'en')
  if (locale !== served) {
    page.lang = locale === 'zh' ? 'zh-CN' : 'en'
    // What was prerendered is in the other language.
    page.dataset.prerendered = 'other'
  }
} catch {
  // Storage may be closed to us (private window, blocked cookies): the defaults serve.
}

// A prerendered page is on the screen before its script is loaded.
addEventListener('DOMContentLoaded', () => {
  const links = document.querySelectorAll('link[rel="later"]')
  const [entry] = links
  if (!entry) return
  let started = false
  const start = () => {
    if (started) return
    started = true
    for (const link of links) link.rel = 'modulepreload'
    import(entry.href)
  }
  // In a tab that is not seen nothing is painted, and in the other language nothing that is read.
  if (document.hidden || document.documentElement.dataset.prerendered) return start()
  // A frame that was asked for is not painted yet, and what is loaded then takes its line.
  new PerformanceObserver(start).observe({ type: 'paint', buffered: true })
  // Hidden meanwhile, or in a browser that does not tell.
  setTimeout(start, 500)
})
