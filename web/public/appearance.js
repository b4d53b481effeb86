// Runs before the first paint, so that the page never flashes in another theme or language.
try {
  const page = document.documentElement
  const theme = localStorage.getItem('follow-up-console.theme')
  if (theme === 'light' || theme === 'dark') page.dataset.theme = theme
  const stored = localStorage.getItem('follow-up-console.locale')
  const served = page.lang === 'en' ? 'en' : 'zh'
  const locale = stored || (/^zh/i.test(navigator.language) ? 'zh' : 'en')
  if (locale !== served) {
    page.lang = locale === 'zh' ? 'zh-CN' : 'en'
    // The prerendered page is in the other language.
    page.dataset.prerendered = 'other'
  }
} catch {
  // Without storage (private window, blocked cookies) the defaults apply.
}

// Loads the script of a prerendered page after its first paint.
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
  // A hidden tab paints nothing, and a page in the other language is not shown.
  if (document.hidden || document.documentElement.dataset.prerendered) return start()
  // Not requestAnimationFrame: it runs before the paint, and the script would compete for the connection.
  new PerformanceObserver(start).observe({ type: 'paint', buffered: true })
  // If the tab was hidden meanwhile, or the browser does not report paints.
  setTimeout(start, 500)
})
