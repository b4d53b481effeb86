// Runs before the first paint, so that a chosen theme or language never flashes the other one.
try {
  const theme = localStorage.getItem('follow-up-console.theme')
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
  const locale = localStorage.getItem('follow-up-console.locale')
  if (locale === 'en' || (!locale && !/^zh/i.test(navigator.language)))
    document.documentElement.lang = 'en'
} catch {
  // Storage may be closed to us (private window, blocked cookies): the defaults serve.
}
