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
