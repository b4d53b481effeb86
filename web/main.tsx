import './ui/base.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { firstLocale } from './i18n/locale-context.tsx'
import { loadTexts } from './i18n/packs.ts'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
// Not awaited here: the texts may need parts of this very script.
void loadTexts(firstLocale()).then(() => {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
})
